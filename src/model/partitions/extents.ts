import { isNot } from '../fact.ts';
import { applicationSpace, type Range } from './free.ts';
import { isFiller } from './names.ts';
import { placedIn, regionOf } from './regions.ts';
import type { Partition, PartitionTable } from './table.ts';

/** A container and what it has to cover. */
export interface Container {
  readonly partition: Partition;
  readonly extent: Range;
  readonly members: readonly Member[];
  /** False while the place of a member is not known: then it covers more than the others. */
  readonly complete: boolean;
}

export interface Member {
  readonly name: string;
  readonly extent: Range;
  readonly partition: Partition | undefined;
}

/** The containers of the static file whose own place is known. Members in other regions are not covered, and left out. */
export function containers(table: PartitionTable): readonly Container[] {
  const byName = new Map(table.partitions.map((partition) => [partition.name, partition]));
  return table.partitions.flatMap((partition): Container[] => {
    const extent = extentOf(partition);
    if (!extent || !partition.members || partition.members.length === 0) return [];
    const covered = [...new Set(partition.members)].filter((name) => !isElsewhere(partition, byName.get(name)));
    const members = covered.flatMap((name): Member[] => {
      const member = byName.get(name);
      const range = name === 'app' ? applicationIn(table, member, extent) : member && extentOf(member);
      return range ? [{ name, extent: range, partition: member }] : [];
    });
    return [{ partition, extent, members, complete: members.length === covered.length }];
  });
}

/** Known to lie in another region. */
const isElsewhere = (container: Partition, member: Partition | undefined): boolean =>
  member !== undefined && container.region.known && isNot(member.region, container.region.value);

/** First to last byte of all members; undefined while the place of one is not known. */
export function hull({ members, complete }: Container): Range | undefined {
  if (!complete || members.length === 0) return undefined;
  return {
    start: Math.min(...members.map(({ extent }) => extent.start)),
    end: Math.max(...members.map(({ extent }) => extent.end)),
  };
}

/**
 * What lies behind the last member of a container, and still in it: partitions that hold something, not fillers
 * (`EMPTY_0`). None while the place of a member is not known.
 */
export function intruders(table: PartitionTable, container: Container): readonly Member[] {
  const region = regionOf(table, container.partition);
  const covered = hull(container);
  if (!region || !covered) return [];
  return placedIn(table, region).flatMap(({ partition, start, end }): Member[] =>
    start < covered.end || start >= container.extent.end || isFiller(partition.name) || partition.name === 'app'
      ? []
      : [{ name: partition.name, extent: { start, end }, partition }],
  );
}

/** A place as it is written. */
export function extentOf({ address, size }: Partition): Range | undefined {
  return address.known && size.known && size.value > 0
    ? { start: address.value, end: address.value + size.value }
    : undefined;
}

/**
 * `app` in a container. Partition Manager computes it, and dynamic partitions may take some of the gap: what the file says
 * counts as long as it lies in the gap, else the gap; without either as much of the gap as lies in the container.
 */
function applicationIn(table: PartitionTable, app: Partition | undefined, container: Range): Range | undefined {
  const written = app && extentOf(app);
  const gap = applicationSpace(table);
  if (!gap) return written;
  if (container.start <= gap.start && container.end === gap.end) return gap;
  if (written && written.start >= gap.start && written.end <= gap.end) return written;
  if (written) return gap;
  const start = Math.max(gap.start, container.start);
  const end = Math.min(gap.end, container.end);
  return start < end ? { start, end } : gap;
}
