import type { Draft, Drafts } from './draft.ts';
import { gaps } from './gaps.ts';
import type { Layout, Placed, RegionToFill, StaticPartition } from './requirements.ts';
import { shareSizes } from './sizes.ts';
import { Unsolvable } from './unsolvable.ts';

/**
 * A region that is filled from one of its ends, the static partitions first, then the others in the order of their names'
 * appearance. What is left is a partition with the name of the region (nrf/scripts/partition_manager.py:769-847 (2.4.0)).
 */
export function simpleRegion(
  drafts: Drafts,
  system: ReadonlyMap<string, Draft>,
  region: RegionToFill,
  fixed: ReadonlyMap<string, StaticPartition>,
): Layout {
  const { name, base, size } = region;
  const isUp = region.strategy === 'start_to_end';
  shareSizes(drafts, system, size, undefined);
  const reserved = fixed.size > 0 ? packed(region, fixed, isUp) : 0;
  const layout = new Map<string, Placed>();
  let at = isUp ? base + reserved : base + size - reserved;
  for (const [partition, draft] of drafts) {
    if (draft.size === undefined) throw new Unsolvable(`${partition} has no size`, partition);
    if (!isUp) at -= draft.size;
    layout.set(partition, { region: draft.region, address: at, size: draft.size });
    if (isUp) at += draft.size;
  }
  for (const [partition, { address, size: bytes, span }] of fixed) {
    if (address === undefined || bytes === undefined) throw new Unsolvable(`${partition} has no place`, partition);
    layout.set(partition, { region: name, address, size: bytes, ...(span !== undefined && { span }) });
  }
  if (fixed.has(name)) return layout;
  if (drafts.has(name)) throw new Unsolvable(`${name} is the name of a region`, name);
  layout.set(name, isUp ? free(name, at, base + size) : free(name, base, at));
  return layout;
}

const free = (region: string, start: number, end: number): Placed => ({ region, address: start, size: end - start });

/** The bytes of the static partitions, which have to be packed at one end of the region. */
function packed(
  { name, base, size }: RegionToFill,
  fixed: ReadonlyMap<string, StaticPartition>,
  isUp: boolean,
): number {
  const found = gaps(
    [...fixed].filter(([, partition]) => partition.size !== undefined),
    base,
    size,
  );
  const [gap, ...others] = found;
  if (others.length > 0) throw new Unsolvable(`${name} has ${found.length} gaps instead of one`);
  if (gap && (isUp ? gap.end !== base + size : gap.start !== base))
    throw new Unsolvable(`the partitions are not packed at the ${isUp ? 'start' : 'end'} of ${name}`);
  let bytes = 0;
  for (const partition of fixed.values()) bytes += partition.size ?? 0;
  return bytes;
}
