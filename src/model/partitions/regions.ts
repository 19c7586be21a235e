import { isNot, rememberedForBoth } from '../fact.ts';
import type { Partition, PartitionTable, Region } from './table.ts';

/** The region a partition lies in, as far as both are known. */
export function regionOf(table: PartitionTable, partition: Partition): Region | undefined {
  const { region } = partition;
  return region.known ? table.regions.find(({ name }) => name === region.value) : undefined;
}

/** Partitions in a region that no build of this SDK has. */
export function unknownRegions(
  table: PartitionTable,
): readonly { readonly partition: Partition; readonly region: string }[] {
  if (table.regions.length === 0) return [];
  return table.partitions.flatMap((partition) => {
    const { region } = partition;
    return region.known && !regionOf(table, partition) ? [{ partition, region: region.value }] : [];
  });
}

/** Partitions that hold bytes of their own: no container, and not the entry that exports the free space of a region. */
export function leaves(table: PartitionTable): readonly Partition[] {
  return table.partitions.filter(
    // In another region than that of its name it is a partition like any other.
    ({ name, region, members }) =>
      members === undefined && !(table.regions.some((one) => one.name === name) && !isNot(region, name)),
  );
}

/**
 * The leaves of one region whose place is known, by address. Rules ask for every finding again, and a stranger's file may
 * hold a hundred thousand partitions.
 */
export const placedIn = rememberedForBoth((table: PartitionTable, region: Region): readonly Placed[] => {
  const placed = leaves(table).flatMap((partition) => {
    const { address, size } = partition;
    if (regionOf(table, partition) !== region || !address.known || !size.known || size.value <= 0) return [];
    return [{ partition, start: address.value, end: address.value + size.value }];
  });
  return placed.sort((a, b) => a.start - b.start || b.end - a.end);
});

/** The entry named like a region, which Partition Manager writes for its free space. */
export function freeSpaceEntry(table: PartitionTable, region: Region): Placed | undefined {
  const partition = table.partitions.find(({ name }) => name === region.name);
  if (!partition?.address.known || !partition.size.known || regionOf(table, partition) !== region) return undefined;
  return { partition, start: partition.address.value, end: partition.address.value + partition.size.value };
}

export interface Placed {
  readonly partition: Partition;
  /** Bytes, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** What no leaf covers of a region of known size. */
export function gaps(
  table: PartitionTable,
  region: Region,
): readonly { readonly start: number; readonly end: number }[] {
  const { base, size } = region;
  if (!base.known || !size.known) return [];
  const end = base.value + size.value;
  const free: { start: number; end: number }[] = [];
  let at = base.value;
  for (const placed of placedIn(table, region)) {
    if (placed.start > at) free.push({ start: at, end: Math.min(placed.start, end) });
    at = Math.max(at, placed.end);
  }
  if (at < end) free.push({ start: at, end });
  return free.filter((gap) => gap.end > gap.start);
}
