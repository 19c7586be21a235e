import type { Fix } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { is, map } from '../../model/fact.ts';
import { capacity } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { sfdpTable } from '../../model/flash/sfdp.ts';
import { amount } from '../../model/units.ts';
import { addOverlay, defineRule, originOf, projectSpan, reason, remove } from '../rule.ts';
import { called } from '../wording.ts';
import { reference } from './enabling.ts';

export default defineRule({
  id: 'external-flash/size-vs-sfdp',
  severity: 'error',
  about: () => ({
    summary: 'The `size` of a flash node agrees with its `sfdp-bfp`.',
    why: `
The table is usually copied from another chip. With \`CONFIG_SPI_NOR_SFDP_DEVICETREE\` the SPI NOR driver compares the two
and does not start ("BFP flash size mismatch with devicetree").`,
    exceptions: `
Information only where no driver reads the property: the QSPI driver never does, and the SPI NOR driver only with
\`CONFIG_SPI_NOR_SFDP_DEVICETREE=y\`.`,
    sources: ['zephyr/drivers/flash/spi_nor.c:957-961 (2.4.0)', 'zephyr/drivers/flash/Kconfig.nor:15-40 (2.4.0)'],
  }),

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      const size = capacity(node);
      const density = map(sfdpTable(node), (table) => table && table.density / 8);
      if (!size.known || size.value === undefined || !density.known || density.value === undefined) continue;
      if (density.value === size.value) continue;
      const tableSpan = projectSpan(originOf(density));
      const span = tableSpan ?? projectSpan(originOf(size));
      if (!span) continue;
      const table = `table of a chip of ${amount(density.value)}`;
      const isSpiNor = node.compatible.known && node.compatible.value.includes('jedec,spi-nor');
      const read = isSpiNor ? image.kconfig.bool('CONFIG_SPI_NOR_SFDP_DEVICETREE') : undefined;
      const fatal = read !== undefined && is(read, true);
      yield {
        severity: fatal ? 'error' : 'info',
        message: fatal
          ? `the driver of ${called(node)} will not start: sfdp-bfp says ${amount(density.value)}, size says ${amount(size.value)}`
          : `sfdp-bfp of ${called(node)} belongs to a chip of ${amount(density.value)}, size says ${amount(size.value)}`,
        at: { span, text: tableSpan ? table : `size of a chip of ${amount(size.value)}` },
        because: [
          tableSpan ? reason(`size is ${amount(size.value)}`, size) : reason(`sfdp-bfp is the ${table}`, density),
          ...(fatal ? [reason('the driver reads the table and compares', read)] : []),
        ],
        help: fatal
          ? 'put the table and the size of the chip that is fitted'
          : 'no driver reads the table here: delete it, or put that of the chip that is fitted',
        ...(!fatal && {
          fixes: [tableSpan ? remove('delete sfdp-bfp', 'safe', tableSpan) : deleteTable(image, node)],
        }),
      };
    }
  },
});

const deleteTable = (image: Image, node: DtNode): Fix =>
  addOverlay(image, `${reference(node)} {\n\t/delete-property/ sfdp-bfp;\n};\n`);
