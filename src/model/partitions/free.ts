import { rememberedForBoth } from '../fact.ts';
import { leaves, placedIn, regionOf } from './regions.ts';
import { type Gap, gaps } from './solver/gaps.ts';
import type { Partition, PartitionTable, Region } from './table.ts';

/** Bytes, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What the static partitions of a region leave to Partition Manager: for `app`, and for all that is not in the file. */
export interface FreeSpace {
  /** Between partitions and at the edges of the region, by address. */
  readonly ranges: readonly Range[];
  /** False where the size of the region is not known: then there may be one more, behind the last partition. */
  readonly complete: boolean;
}

/**
 * The free space of a region; undefined while the place of one of its partitions is not known. A static `app` takes none:
 * Partition Manager computes it again (nrf/scripts/partition_manager.py:692-721 (2.4.0)).
 */
export const freeSpace = rememberedForBoth((table: PartitionTable, region: Region): FreeSpace | undefined => {
  const { base, size } = region;
  const own = leaves(table).filter((partition) => regionOf(table, partition) === region && !isApp(partition));
  if (!base.known || own.some(({ address, size }) => !address.known || !size.known)) return undefined;
  const ranges: Range[] = [];
  let at = base.value;
  for (const { partition, start, end } of placedIn(table, region)) {
    if (isApp(partition)) continue;
    if (start > at) ranges.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (!size.known) return { ranges, complete: false };
  const end = base.value + size.value;
  if (at < end) ranges.push({ start: at, end });
  return { ranges, complete: true };
});

const isApp = ({ name }: Partition): boolean => name === 'app';

/** The one range that Partition Manager gives `app` and everything dynamic; undefined where there is not exactly one. */
export function applicationSpace(table: PartitionTable): Range | undefined {
  const region = table.regions.find(({ name }) => name === 'flash_primary');
  const space = region && freeSpace(table, region);
  return space?.complete && space.ranges.length === 1 ? space.ranges[0] : undefined;
}

/**
 * The gaps as Partition Manager counts them among the static partitions of a region, which is not always what is free: a
 * partition without bytes hides one, an overlap makes one. Containers and the entry for the free space count in regions that
 * are filled from their start only. Undefined while the place of a partition, or the memory, is not known.
 */
export function countedGaps(table: PartitionTable, region: Region): readonly Gap[] | undefined {
  const isFilled = region.name !== 'flash_primary' && region.name !== 'sram_primary';
  const counted = (isFilled ? table.partitions : leaves(table).filter((partition) => !isApp(partition))).filter(
    (partition) => regionOf(table, partition) === region,
  );
  const known = counted.every(({ address, size }) => address.known && size.known);
  if (!known || counted.length === 0 || !region.base.known || !region.size.known) return undefined;
  const entries = counted.map(({ name, address, size }) => {
    const place = { ...(address.known && { address: address.value }), ...(size.known && { size: size.value }) };
    return [name, place] as const;
  });
  return gaps(entries, region.base.value, region.size.value);
}
