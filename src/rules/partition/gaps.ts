import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { countedGaps, type FreeSpace, freeSpace, type Range } from '../../model/partitions/free.ts';
import { leaves, type Placed, placedIn, regionOf } from '../../model/partitions/regions.ts';
import type { Partition, PartitionTable, Region } from '../../model/partitions/table.ts';
import { amount, count, hex, rangeText } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';
import { listed } from '../wording.ts';
import { fillers } from './filler.ts';

export default defineRule({
  id: 'partition/gaps',
  severity: 'error',
  about: () => ({
    summary: 'The static partitions of the internal flash leave exactly one gap.',
    why: `
Partition Manager puts \`app\`, and everything else that the static file does not name, into the one gap between the static
partitions. With two gaps it does not know which to take, with none there is no room, and the build stops: "Incorrect
amount of gaps found in static configuration", followed by numbers instead of names.`,
    exceptions: `
A static \`app\` fills no gap: Partition Manager computes it again. Overlapping partitions and those behind the end of the
region are reported by their own rules. While the size of the flash is not known, only gaps between partitions count.`,
    sources: [
      'nrf/scripts/partition_manager.py:692-721 (2.4.0)',
      'nrf/scripts/partition_manager.py:854-863 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:778 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    for (const region of table.regions) {
      // Regions with a partition that grows: nrf/cmake/partition_manager.cmake:196-214 (2.4.0).
      if (region.name !== 'flash_primary' && region.name !== 'sram_primary') continue;
      const space = freeSpace(table, region);
      if (!space || !isUsed(table, region)) continue;
      const found = [
        ...(space.ranges.length > 1 ? several(configuration, region, space) : []),
        ...(space.complete && space.ranges.length === 0 && broken(table, region).size === 0
          ? none(configuration, region)
          : []),
      ];
      yield* found.length > 0 ? found : hidden(configuration, region);
    }
  },
});

const isUsed = (table: PartitionTable, region: Region): boolean =>
  leaves(table).some((partition) => regionOf(table, partition) === region);

/** Partitions that share bytes with another, or lie outside of the region, and how many bytes of them do. */
function broken(table: PartitionTable, region: Region): ReadonlyMap<Partition, readonly number[]> {
  const found = new Map<Partition, number[]>();
  const add = (partition: Partition, bytes: number) => found.set(partition, [...(found.get(partition) ?? []), bytes]);
  const { base, atMost } = region;
  let last: Placed | undefined;
  for (const next of placedIn(table, region)) {
    if (next.partition.name === 'app') continue;
    if (last && next.start < last.end) {
      add(last.partition, Math.min(last.end, next.end) - next.start);
      add(next.partition, Math.min(last.end, next.end) - next.start);
    }
    if (base.known && (next.start < base.value || (atMost.known && next.end > base.value + atMost.value)))
      add(next.partition, next.end - next.start);
    if (!last || next.end > last.end) last = next;
  }
  return found;
}

/** Whether a partition would close the gap if it were where it belongs: beside it, and too far, or outside, by its size. */
function isLeftBehind(
  { start, end }: Range,
  beside: readonly (Placed | undefined)[],
  culprits: ReturnType<typeof broken>,
): boolean {
  const explains = (bytes: readonly number[] | undefined) => bytes?.includes(end - start) === true;
  return (
    beside.some((placed) => placed && explains(culprits.get(placed.partition))) ||
    [...culprits].some(([{ size }, bytes]) => size.known && explains(bytes) && size.value === end - start)
  );
}

function* several(configuration: Configuration, region: Region, { ranges }: FreeSpace): Iterable<Finding> {
  const table = configuration.partitions;
  const room = gapOfApplication(table, region, ranges);
  const culprits = broken(table, region);
  const holes = ranges.filter((range) => {
    const { before, after } = bordersOf(table, region, range);
    return range !== room && !isLeftBehind(range, [before, after], culprits);
  });
  const [hole] = holes;
  const borders = hole && bordersOf(table, region, hole);
  const span = borders?.before?.partition.spanOf('size') ?? borders?.after?.partition.spanOf('address');
  if (!hole || !span) return;
  const after = borders?.before && borders.after;
  const afterSpan = after?.partition.spanOf('address');
  yield {
    message: `Partition Manager stops: ${region.name} has ${count(ranges.length, 'gap')} instead of one, ${listed(ranges.map(rangeText))}`,
    at: {
      span,
      text: borders?.before
        ? `${borders.before.partition.name} ends at ${hex(hole.start)}`
        : `nothing lies before ${hex(hole.end)}`,
    },
    ...(after &&
      afterSpan && { related: [{ span: afterSpan, text: `${after.partition.name} starts at ${hex(hole.end)}` }] }),
    because: [
      reason(
        'the gap is where app and all dynamic partitions go, so there has to be one only',
        sdkLine(configuration, 'nrf/scripts/partition_manager.py', 708),
      ),
    ],
    help: `close ${listed(holes.map((range) => `${rangeText(range)} (${amount(range.end - range.start)})`))}: move a border, or add a partition for ${holes.length > 1 ? 'each' : 'it'}:\n${fillers(table, region, holes)}`,
  };
}

/** The gap that was meant: that of the static `app`, else the largest. */
function gapOfApplication(table: PartitionTable, region: Region, ranges: readonly Range[]): Range | undefined {
  const app = placedIn(table, region).find(({ partition }) => partition.name === 'app');
  const around = app && ranges.find(({ start, end }) => app.start < end && app.end > start);
  return around ?? ranges.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
}

function bordersOf(table: PartitionTable, region: Region, { start, end }: Range) {
  const placed = placedIn(table, region).filter(({ partition }) => partition.name !== 'app');
  return {
    before: placed.find((one) => one.end === start),
    after: placed.find((one) => one.start === end),
  };
}

function* none(configuration: Configuration, region: Region): Iterable<Finding> {
  const placed = placedIn(configuration.partitions, region);
  const largest = placed
    .filter(({ partition }) => partition.name !== 'app')
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
  const span = largest?.partition.spanOf('size');
  if (!largest || !span || !region.size.known) return;
  yield {
    message: `Partition Manager stops: the static partitions fill all of ${region.name}, and nothing is left for ${region.name === 'flash_primary' ? 'app' : 'the RAM of the application'}`,
    at: { span, text: `${rangeText(largest)}, the largest of them` },
    because: [
      reason(`${region.name} has ${hex(region.size.value)} bytes`, region.size),
      reason(
        'app and all dynamic partitions go into the one gap that the static partitions leave',
        sdkLine(configuration, 'nrf/scripts/partition_manager.py', 708),
      ),
    ],
    help: `leave out what ${region.name === 'flash_primary' ? 'the application' : region.name} takes`,
  };
}

/** One gap is free, and Partition Manager counts otherwise: a partition without bytes stands where the gap starts or ends. */
function* hidden(configuration: Configuration, region: Region): Iterable<Finding> {
  const table = configuration.partitions;
  const counted = countedGaps(table, region);
  if (!counted || counted.length === 1 || broken(table, region).size > 0) return;
  const empty = leaves(table).find(
    (partition) => regionOf(table, partition) === region && partition.size.known && partition.size.value === 0,
  );
  const span = empty?.spanOf('size');
  if (!empty || !span) return;
  yield {
    message: `Partition Manager stops: with ${empty.name}, which has no bytes, it counts ${count(counted.length, 'gap')} in ${region.name} instead of one`,
    at: { span, text: 'starts and ends at one address' },
    because: [
      reason(
        'an address where a partition ends and another one starts is no gap, and this one does both',
        sdkLine(configuration, 'nrf/scripts/partition_manager.py', 700),
      ),
    ],
    help: `delete ${empty.name}, or give it a size`,
  };
}
