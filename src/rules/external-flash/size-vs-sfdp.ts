import { is } from '../../model/fact.ts';
import { capacity } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { sfdpDensity } from '../../model/flash/sfdp.ts';
import { amount } from '../../model/units.ts';
import { defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/size-vs-sfdp',
  severity: 'error',
  summary: 'The `size` of a flash node agrees with its `sfdp-bfp`.',
  why: `
The table is usually copied from another chip. With \`CONFIG_SPI_NOR_SFDP_DEVICETREE\` the SPI NOR driver compares the two
and does not start ("BFP flash size mismatch with devicetree").`,
  exceptions: `
Information only where no driver reads the property: the QSPI driver never does, and the SPI NOR driver only with
\`CONFIG_SPI_NOR_SFDP_DEVICETREE=y\`.`,
  sources: ['zephyr/drivers/flash/spi_nor.c:957-960 (2.4.0)', 'zephyr/drivers/flash/Kconfig.nor:56-70 (2.4.0)'],

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      const size = capacity(node);
      const density = sfdpDensity(node);
      if (!size.known || size.value === undefined || !density.known || density.value === undefined) continue;
      if (density.value === size.value) continue;
      const span = projectSpan(originOf(density), originOf(size));
      if (!span) continue;
      const isSpiNor = node.compatible.known && node.compatible.value.includes('jedec,spi-nor');
      const read = isSpiNor ? image.kconfig.bool('CONFIG_SPI_NOR_SFDP_DEVICETREE') : undefined;
      const fatal = read !== undefined && is(read, true);
      yield {
        severity: fatal ? 'error' : 'info',
        message: fatal
          ? `the driver of ${called(node)} will not start: sfdp-bfp says ${amount(density.value)}, size says ${amount(size.value)}`
          : `sfdp-bfp of ${called(node)} belongs to a chip of ${amount(density.value)}, size says ${amount(size.value)}`,
        at: { span, text: `table of a chip of ${amount(density.value)}` },
        because: [
          reason(`size is ${amount(size.value)}`, size),
          ...(fatal ? [reason('the driver reads the table and compares', read)] : []),
        ],
        help: fatal
          ? 'put the table of the chip that is fitted'
          : 'no driver reads it here: delete it, or put the table of the chip that is fitted',
      };
    }
  },
});
