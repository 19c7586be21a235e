import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import { countedGaps, type Range } from '../../model/partitions/free.ts';
import { type Placed, placedIn, regionOf } from '../../model/partitions/regions.ts';
import type { PartitionTable, Region } from '../../model/partitions/table.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';
import { fillers } from './filler.ts';

export default defineRule({
  id: 'partition/not-packed',
  severity: 'error',
  about: () => ({
    summary: 'The partitions of a region that is filled from its start leave no hole.',
    why: `
Partition Manager fills \`external_flash\`, \`otp\` and \`ram_flash\` from the start: static partitions have to begin at the
first byte and touch each other, and what is free lies behind the last of them. With a hole the build stops: "Statically
defined partitions are not packed at start of region", or "Incorrect amount of gaps", without the name of a partition.`,
    exceptions: `
Overlaps are reported by \`partition/overlap\`. The entry named like the region stands for its free space, and counts as
a partition here, as in Partition Manager.`,
    sources: ['nrf/scripts/partition_manager.py:814-847 (2.4.0)', 'nrf/cmake/partition_manager.cmake:190-266 (2.4.0)'],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    for (const region of table.regions) {
      if (region.name === 'flash_primary' || region.name === 'sram_primary') continue;
      const entries = entriesIn(table, region);
      if (entries.length === 0) continue;
      const open = holes(region, entries);
      for (const hole of open.length > 0 ? open : covered(table, region, entries)) {
        const finding = holeFinding(configuration, region, entries, hole);
        if (finding) yield finding;
      }
      if (open.length === 0) yield* loose(configuration, region, entries);
    }
  },
});

/** What nothing covers between the start of a region and the last of its entries. */
function holes({ base }: Region, entries: readonly Placed[]): readonly Range[] {
  const found: Range[] = [];
  let at = base.known ? base.value : entries[0]?.end;
  for (const { start, end } of entries) {
    if (at !== undefined && start > at) found.push({ start: at, end: start });
    at = Math.max(at ?? 0, end);
  }
  return found;
}

/** Holes below a container, or below the entry for the free space, which Partition Manager counts all the same. */
function covered(table: PartitionTable, region: Region, entries: readonly Placed[]): readonly Range[] {
  const counted = countedGaps(table, region) ?? [];
  const end = region.base.known && region.size.known ? region.base.value + region.size.value : undefined;
  return counted.filter(
    (gap) =>
      gap.end !== end &&
      entries.some((entry) => entry.end === gap.start) &&
      entries.some(({ start }) => start === gap.end),
  );
}

/** An entry that begins inside of a container, or of the entry for the free space, where nothing else ends. */
function* loose(configuration: Configuration, region: Region, entries: readonly Placed[]): Iterable<Finding> {
  const table = configuration.partitions;
  const counted = countedGaps(table, region) ?? [];
  // What two partitions share is the fault of both: partition/overlap.
  const own = placedIn(table, region);
  if (own.some(({ start }, index) => index > 0 && start < own[index - 1]!.end)) return;
  for (const { start, end } of counted) {
    const next = entries.find((entry) => entry.start === end);
    const span = next?.partition.spanOf('address');
    if (!next || !span || (start < end && entries.some((entry) => entry.end === start))) continue;
    yield {
      message: `Partition Manager stops: nothing ends at ${hex(end)} of ${region.name}, where ${next.partition.name} starts`,
      at: { span, text: 'counts as the end of a hole' },
      because: [
        reason(
          `${region.name} is filled from its start, and each partition starts where another one ends`,
          sdkLine(configuration, 'nrf/scripts/partition_manager.py', 843),
        ),
      ],
      help: `add the partition that lies before it, or start ${next.partition.name} where the last one ends`,
    };
  }
}

function holeFinding(
  configuration: Configuration,
  region: Region,
  entries: readonly Placed[],
  hole: Range,
): Finding | undefined {
  const next = entries.find(({ start }) => start === hole.end);
  const last = entries.findLast(({ end }) => end === hole.start);
  const span = next?.partition.spanOf('address');
  if (!next || !span || hole.start >= hole.end) return undefined;
  const before = last?.partition.spanOf('size');
  return {
    message: `Partition Manager stops: there is a hole of ${hex(hole.end - hole.start)} bytes in ${region.name} before ${next.partition.name}`,
    at: { span, text: `${next.partition.name} starts at ${hex(next.start)}` },
    ...(before && { related: [{ span: before, text: `${last!.partition.name} ends at ${hex(hole.start)}` }] }),
    because: [
      ...(last ? [] : [reason(`${region.name} starts at ${hex(hole.start)}`, region.base)]),
      reason(
        `${region.name} is filled from its start, and free space is behind the last partition only`,
        sdkLine(configuration, 'nrf/scripts/partition_manager.py', 843),
      ),
    ],
    help: `move ${next.partition.name} to ${hex(hole.start)}, or add a partition for ${rangeText(hole)} (${amount(hole.end - hole.start)}):\n${fillers(configuration.partitions, region, [hole])}`,
  };
}

/**
 * Every entry of a region, by address; none while the place of one is not known. Containers count, and so does the entry
 * for the free space: nrf/scripts/partition_manager.py:818-821 (2.4.0).
 */
function entriesIn(table: PartitionTable, region: Region): readonly Placed[] {
  const own = table.partitions.filter((partition) => regionOf(table, partition) === region);
  if (own.some(({ address, size }) => !address.known || !size.known)) return [];
  const placed = own.flatMap((partition): Placed[] => {
    const extent = extentOf(partition);
    return extent ? [{ partition, ...extent }] : [];
  });
  return placed.sort((a, b) => a.start - b.start || a.end - b.end);
}
