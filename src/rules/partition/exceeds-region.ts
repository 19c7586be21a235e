import { image } from '../../model/application.ts';
import type { Fact } from '../../model/fact.ts';
import { externalFlash, sizeLooksLikeBytes } from '../../model/flash/external-flash.ts';
import { placedIn } from '../../model/partitions/regions.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import { defineRule, originOf, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/exceeds-region',
  severity: 'error',
  about: () => ({
    summary: 'Every partition ends inside of its region.',
    why: `
Partition Manager counts the gaps between partitions and does not compare their ends with the end of the region: the layout
is accepted, the free space becomes negative, and the driver refuses every access behind the end of the chip. Uploads fail,
or storage cannot be mounted, on the device only. In the internal flash the build stops where the cut leaves a second gap,
and speaks of gaps then.`,
    exceptions: 'Silent where the size of the chip is not known, and where `external-flash/size-in-bits` is the cause.',
    sources: [
      'nrf/scripts/partition_manager.py:814-847 (2.4.0)',
      'nrf/cmake/partition_manager.cmake:217-232 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1001-1008 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    for (const region of table.regions) {
      const placed = placedIn(table, region);
      if (placed.length === 0) continue;
      const { base } = region;
      // Of a memory that another core shares, the last byte of all is certain; a devicetree may claim more than there is.
      const size = isSmaller(region.size, region.atMost) ? region.size : region.atMost;
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
      for (const { partition, start, end: partitionEnd } of placed) {
        if (partitionEnd <= end && start >= base.value) continue;
        const span = partition.spanOf(start >= end || start < base.value ? 'address' : 'size');
        if (!span) continue;
        const ownSize = originOf(size)?.kind === 'project';
        yield {
          message: outside(partition.name, { start, end: partitionEnd }, region.name, { start: base.value, end }),
          at: { span, text: `${partition.name} is ${rangeText({ start, end: partitionEnd })}` },
          because: [
            reason(
              `${region.name} is ${rangeText({ start: base.value, end })}, ${amount(size.value)}${ownSize && region.name === 'external_flash' ? ' (size counts bits)' : size === region.size ? '' : ' at the most'}`,
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

const isSmaller = (size: Fact<number>, atMost: Fact<number>): boolean =>
  size.known && (!atMost.known || size.value <= atMost.value);

interface Range {
  readonly start: number;
  readonly end: number;
}

function outside(partition: string, { start, end }: Range, region: string, whole: Range): string {
  if (start < whole.start) return `${partition} starts at ${hex(start)}, and ${region} at ${hex(whole.start)}`;
  if (start >= whole.end) return `${partition} lies behind the end of ${region}, ${hex(whole.end)}`;
  return `the last ${hex(end - whole.end)} bytes of ${partition} do not exist: ${region} ends at ${hex(whole.end)}`;
}
