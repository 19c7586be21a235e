import { image } from '../../model/application.ts';
import { bootLabel, isSlot } from '../../model/devicetree/boot-partitions.ts';
import { isSocFlash } from '../../model/devicetree/memory-size.ts';
import { partitionMap } from '../../model/devicetree/partition-map.ts';
import { isEnabled } from '../../model/devicetree/values.ts';
import { is } from '../../model/fact.ts';
import { enabling } from '../external-flash/enabling.ts';
import { addOverlay, defineRule, nothingAt, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'devicetree/slot-device-disabled',
  severity: 'error',
  about: () => ({
    summary: 'The flash that a slot lies on is enabled in every image that uses the slot.',
    why: `
A partition is only a place on a chip. Where the chip, or the bus it sits on, is disabled in an image, that image has no driver
for it, although the slot is there: MCUboot logs that it cannot read the slot (if it logs at all) and boots the old image, the
application cannot store an update. Each image has its own devicetree, and boards with a flash of their own often disable it.`,
    exceptions: 'Silent with Partition Manager, and for flash of the chip itself.',
    sources: [
      'bootloader/mcuboot/boot/zephyr/CMakeLists.txt:768-776 (3.3.99)',
      'zephyr/drivers/flash/Kconfig.nordic_qspi_nor:4-10 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (!is(configuration.partitionManager, false)) return;
    for (const name of ['app', 'mcuboot']) {
      const of = image(configuration, name);
      if (!of || !image(configuration, 'mcuboot')) continue;
      const told = new Set<string>();
      for (const partition of partitionMap(of.devicetree)) {
        const { node, memory } = partition;
        const label = bootLabel(partition);
        if (label === undefined || !isSlot(label) || isSocFlash(memory) || told.has(memory.path)) continue;
        const enabled = isEnabled(memory);
        const off = [memory, memory.parent].find((one) => one?.status.known && one.status.value !== 'okay');
        const place = node.properties.get('reg')?.origins[0];
        const span = projectSpan(enabled, place);
        if (!is(enabled, false) || !off || !span) continue;
        told.add(memory.path);
        yield {
          message: `${imageName(of)} cannot reach ${label}: ${called(off)} is disabled there`,
          at: { span, text: projectSpan(enabled) ? 'switches off the flash of the slot' : `lies on ${called(memory)}` },
          because: [
            reason(`${label} lies on ${called(memory)}`, place),
            reason(`the status of ${called(off)} is "${off.status.known ? off.status.value : ''}"`, off.status),
            ...nothingAt(configuration, of.places.overlay, `no overlay of yours reaches ${imageName(of)}`),
          ],
          fixes: [addOverlay(of, enabling(off))],
        };
      }
    }
  },
});
