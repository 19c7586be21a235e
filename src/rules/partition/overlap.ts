import { gaps, type Placed, placedIn } from '../../model/partitions/regions.ts';
import { hex, rangeText } from '../../model/units.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'partition/overlap',
  severity: 'error',
  summary: 'No byte of a region belongs to two partitions.',
  why: `
Two partitions that share bytes erase each other on the device. The build does not always notice: Partition Manager only
counts gaps, and two partitions at the same place leave no extra gap. Where it does notice, it speaks of gaps, not of the
two partitions.`,
  exceptions: `
Containers (entries with a \`span\`) cover their members by definition, and partitions of different regions may have the
same address.`,
  sources: ['nrf/scripts/partition_manager.py:692-721 (2.4.0)', 'nrf/scripts/partition_manager.py:814-847 (2.4.0)'],

  *check({ partitions }) {
    for (const region of partitions.regions) {
      let last: Placed | undefined;
      for (const next of placedIn(partitions, region)) {
        if (last && next.start < last.end && !isContainer(last, next)) {
          const shared = Math.min(last.end, next.end) - next.start;
          const span = next.partition.spanOf('address');
          const other = last.partition.spanOf('size');
          const free = gaps(partitions, region).map(rangeText);
          if (span) {
            yield {
              message: `${next.partition.name} and ${last.partition.name} share ${hex(shared)} bytes of ${region.name}`,
              at: { span, text: `${next.partition.name} starts at ${hex(next.start)}` },
              ...(other && { related: [{ span: other, text: `${last.partition.name} ends at ${hex(last.end)}` }] }),
              ...(free.length > 0 && { help: `free in ${region.name}: ${free.join(', ')}` }),
            };
          }
        }
        if (!last || (next.end > last.end && !isContainer(last, next))) last = next;
      }
    }
  },
});

// A container written down without its span: the names are those that Partition Manager and MCUboot give to containers.
const CONTAINER =
  /^(mcuboot_(primary|secondary)(_\d+)?(_app)?|app_image|s[01]_image|tfm_(non)?secure|(non)?secure_storage)$/;

const isContainer = (outer: Placed, inner: Placed): boolean =>
  CONTAINER.test(outer.partition.name) && inner.start >= outer.start && inner.end <= outer.end;
