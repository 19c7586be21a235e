import type { Finding } from '../../diagnostic/diagnostic.ts';
import { freeSpaceEntry, gaps, type Placed, placedIn } from '../../model/partitions/regions.ts';
import type { PartitionTable, Region } from '../../model/partitions/table.ts';
import { hex, rangeText } from '../../model/units.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'partition/overlap',
  severity: 'error',
  about: () => ({
    summary: 'No byte of a region belongs to two partitions.',
    why: `
Two partitions that share bytes erase each other on the device. The build does not always notice: Partition Manager only
counts gaps, and two partitions at the same place leave no extra gap. Where it does notice, it speaks of gaps, not of the
two partitions.`,
    exceptions: `
Containers (entries with a \`span\`) cover their members by definition, and partitions of different regions may have the
same address. Partition Manager computes \`app\` again from the gap that is left, so a stale \`app\` overlaps nothing. An entry
named like its region is the free space Partition Manager exported; where it covers a partition, that is a warning.`,
    sources: ['nrf/scripts/partition_manager.py:692-721 (2.4.0)', 'nrf/scripts/partition_manager.py:814-847 (2.4.0)'],
  }),

  *check({ partitions }) {
    for (const region of partitions.regions) {
      let last: Placed | undefined;
      let free: string | undefined;
      for (const next of placedIn(partitions, region)) {
        if (next.partition.name === 'app') continue;
        const finding =
          last && next.start < last.end
            ? overlap(region, (free ??= freeIn(partitions, region)), last, next)
            : undefined;
        if (finding) yield finding;
        if (!last || next.end > last.end) last = next;
      }
      yield* coveredFreeSpace(partitions, region);
    }
  },
});

function overlap(region: Region, free: string, first: Placed, next: Placed): Finding | undefined {
  const span = next.partition.spanOf('address');
  if (!span) return undefined;
  const other = first.partition.spanOf('size');
  const names = { first: first.partition.name, next: next.partition.name };
  const ways = [
    ...(next.start > first.start ? [`end ${names.first} at ${hex(next.start)} or before, or move ${names.next}`] : []),
    ...(free === '' ? [] : [`free in ${region.name}: ${free}`]),
  ];
  return {
    message: `${names.next} and ${names.first} share ${hex(Math.min(first.end, next.end) - next.start)} bytes of ${region.name}`,
    at: { span, text: `${names.next} starts at ${hex(next.start)}` },
    ...(other && { related: [{ span: other, text: `${names.first} ends at ${hex(first.end)}` }] }),
    ...(ways.length > 0 && { help: ways.join('; ') }),
  };
}

/** The largest free ranges of a region, three at the most. */
const freeIn = (table: PartitionTable, region: Region): string =>
  [...gaps(table, region)]
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, 3)
    .map(rangeText)
    .join(', ');

/** The entry that stands for the free space of a region, where it is not free. */
function* coveredFreeSpace(table: PartitionTable, region: Region): Iterable<Finding> {
  const entry = freeSpaceEntry(table, region);
  const span = entry?.partition.spanOf('size');
  if (!entry || !span) return;
  const covered = placedIn(table, region).filter(({ start, end }) => start < entry.end && end > entry.start);
  const [first] = covered;
  if (!first) return;
  const place = first.partition.spanOf('address');
  yield {
    severity: 'warning',
    message: `${region.name} stands for the free space of its region, but covers ${covered.map(({ partition }) => partition.name).join(', ')}`,
    at: { span, text: `${rangeText(entry)} is not free` },
    ...(place && { related: [{ span: place, text: `${first.partition.name} starts at ${hex(first.start)}` }] }),
    help: `delete the entry: Partition Manager finds the free space by itself`,
  };
}
