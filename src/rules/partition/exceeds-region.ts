import { image } from '../../model/application.ts';
import { externalFlash, sizeLooksLikeBytes } from '../../model/flash/external-flash.ts';
import { placedIn } from '../../model/partitions/regions.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/exceeds-region',
  severity: 'error',
  summary: 'Every partition ends inside of its region.',
  why: `
Outside of \`flash_primary\` Partition Manager does not look at the end of a region: the layout is accepted, the free space
becomes negative, and the driver refuses every access behind the end of the chip. Uploads fail, or storage cannot be
mounted, on the device only.`,
  exceptions: 'Silent where the size of the chip is not known, and where `external-flash/size-in-bits` is the cause.',
  sources: [
    'nrf/scripts/partition_manager.py:814-847 (2.4.0)',
    'nrf/cmake/partition_manager.cmake:217-232 (2.4.0)',
    'zephyr/drivers/flash/nrf_qspi_nor.c:1007-1013 (2.4.0)',
  ],

  *check(configuration) {
    const table = configuration.partitions;
    for (const region of table.regions) {
      const { base, size } = region;
      if (!base.known || !size.known) continue;
      const app = image(configuration, 'app');
      const chosen = app && externalFlash(app);
      if (
        region.name === 'external_flash' &&
        chosen?.known &&
        chosen.value &&
        sizeLooksLikeBytes(configuration, chosen.value)
      ) {
        continue;
      }
      const end = base.value + size.value;
      for (const { partition, start, end: partitionEnd } of placedIn(table, region)) {
        if (partitionEnd <= end && start >= base.value) continue;
        const span = partition.spanOf(start >= end || start < base.value ? 'address' : 'size');
        if (!span) continue;
        const chip = projectSpan(size);
        yield {
          message:
            start < base.value
              ? `${partition.name} starts at ${hex(start)}, before ${region.name} begins at ${hex(base.value)}`
              : `${partition.name} ends at ${hex(partitionEnd)}, ${region.name} at ${hex(end)}`,
          at: { span, text: `${partition.name} is ${rangeText({ start, end: partitionEnd })}` },
          because: [
            reason(
              `${region.name} is ${rangeText({ start: base.value, end })}, ${amount(size.value)}${chip ? '; size counts bits' : ''}`,
              size,
            ),
          ],
          help:
            start >= base.value && start < end
              ? `make it ${hex(end - start)} bytes at most, or move it`
              : `move it into ${rangeText({ start: base.value, end })}`,
        };
      }
    }
  },
});
