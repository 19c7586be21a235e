import { capacity, sizeLooksLikeBytes } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { jedecChip } from '../../model/flash/jedec.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/size-vs-jedec-id',
  severity: 'warning',
  summary: 'The `size` of a flash node agrees with its JEDEC id.',
  why: `
The third byte of the id is the density of the chip. The drivers check the id against the chip and take \`size\` on trust:
too large, and partitions reach behind the end of the chip or wrap around to its start; too small, and the rest of the
chip cannot be used.`,
  exceptions: `
Only for manufacturers that count density as a power of two (Macronix, Winbond, GigaDevice, ISSI and the low range of
Micron). A \`size\` that fits when it is read as bytes is the subject of \`external-flash/size-in-bits\`.`,
  sources: [
    'zephyr/dts/bindings/mtd/jedec,spi-nor-common.yaml (2.4.0)',
    'zephyr/drivers/flash/nrf_qspi_nor.c:1007-1008 (2.4.0)',
  ],

  *check(configuration) {
    for (const { node } of flashNodes(configuration)) {
      const size = capacity(node);
      const chip = jedecChip(configuration, node);
      if (!size.known || size.value === undefined || !chip.known || !chip.value) continue;
      const { bytes, title } = chip.value;
      if (bytes === size.value || sizeLooksLikeBytes(configuration, node)) continue;
      const span = projectSpan(originOf(size), originOf(chip));
      if (!span) continue;
      yield {
        message: `${called(node)} has a size of ${amount(size.value)}, its JEDEC id says ${amount(bytes)}`,
        at: { span, text: `${amount(size.value)}: size counts bits` },
        because: [reason(`${title} of ${amount(bytes)}`, chip)],
        help: `for ${amount(bytes)} write size = <${hex(bytes * 8)}>;`,
      };
    }
  },
});
