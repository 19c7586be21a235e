import { capacity, sizeLooksLikeBytes } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { jedecChip } from '../../model/flash/jedec.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, originOf, projectSpan, reason, replace } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/size-vs-jedec-id',
  severity: 'warning',
  about: () => ({
    summary: 'The `size` of a flash node agrees with its JEDEC id.',
    why: `
The third byte of the id is the density of the chip. The drivers check the id against the chip and take \`size\` on trust:
too large, and partitions reach behind the end of the chip or wrap around to its start; too small, and the rest of the
chip cannot be used.`,
    exceptions: `
Only for manufacturers that count density as a power of two (Macronix, Winbond, GigaDevice, ISSI and the low range of
Micron). A \`size\` that fits when it is read as bytes is the subject of \`external-flash/size-in-bits\`.`,
    sources: [
      'zephyr/dts/bindings/mtd/jedec,jesd216.yaml:21-27 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:895-911 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1001-1008 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { node } of flashNodes(configuration)) {
      const size = capacity(node);
      const chip = jedecChip(configuration, node);
      if (!size.known || size.value === undefined || !chip.known || !chip.value) continue;
      const { bytes, title } = chip.value;
      if (bytes === size.value || sizeLooksLikeBytes(configuration, node)) continue;
      const sizeSpan = projectSpan(originOf(size));
      const span = sizeSpan ?? projectSpan(originOf(chip));
      if (!span) continue;
      // `size` counts bits, `size-in-bytes` does not.
      const property = node.properties.has('size') ? `size = <${hex(bytes * 8)}>;` : `size-in-bytes = <${hex(bytes)}>;`;
      yield {
        message: `${called(node)} has ${amount(size.value)} by its size, but ${amount(bytes)} by its JEDEC id`,
        at: sizeSpan ? { span, text: `${amount(size.value)}` } : { span, text: `${title}, ${amount(bytes)}` },
        because: [
          ...(sizeSpan ? [] : [reason(`its size is ${amount(size.value)}`, size)]),
          ...(sizeSpan ? [reason(`this is the id of ${title}, ${amount(bytes)}`, chip)] : []),
        ],
        help: 'the driver compares the id with the chip and believes the size, so it is usually the size that is wrong',
        ...(sizeSpan && { fixes: [replace(`write ${property}`, 'unsafe', sizeSpan, property)] }),
      };
    }
  },
});
