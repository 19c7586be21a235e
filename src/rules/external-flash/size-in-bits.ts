import { cell, sizeLooksLikeBytes } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, originOf, projectSpan, reason, replace } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/size-in-bits',
  severity: 'error',
  about: () => ({
    summary: 'The `size` of a flash node counts bits.',
    why: `
The binding defines \`size\` in bits, and Partition Manager divides it by eight. A size in bytes makes the region
\`external_flash\` eight times too small: partitions end behind it, which Partition Manager accepts in silence and the
driver refuses on the device.`,
    sources: [
      'zephyr/dts/bindings/mtd/jedec,jesd216.yaml:25-27 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:20-23 (2.4.0)',
      'nrf/cmake/partition_manager.cmake:217-220 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { node } of flashNodes(configuration)) {
      const because = sizeLooksLikeBytes(configuration, node);
      const size = cell(node, 'size');
      if (!because || !size.known || size.value === undefined) continue;
      const span = projectSpan(originOf(size));
      if (!span) continue;
      const bits = size.value * 8;
      yield {
        message: `size of ${called(node)} is in bytes, so the chip counts as ${amount(size.value / 8)} instead of ${amount(size.value)}`,
        at: { span, text: `${hex(size.value)} bits are ${amount(size.value / 8)}` },
        because: [reason(because.text, because.origin)],
        fixes: [replace(`write size = <${hex(bits)}>;`, 'unsafe', span, `size = <${hex(bits)}>;`)],
      };
    }
  },
});
