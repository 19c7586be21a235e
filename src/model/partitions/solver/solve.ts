import { complexRegion } from './complex-region.ts';
import { type Draft, draftOf } from './draft.ts';
import { inOrder } from './region-order.ts';
import {
  type Behaviour,
  impliedRegion,
  type Layout,
  type Placed,
  type RegionToFill,
  type Requirement,
  type StaticPartition,
  type Ties,
} from './requirements.ts';
import { simpleRegion } from './simple-region.ts';
import { Unsolvable } from './unsolvable.ts';

export interface Wanted {
  /** In the order of the build; of two partitions with one name that of the later region counts. */
  readonly regions: readonly RegionToFill[];
  /** What the images ask for, in the order of their files. */
  readonly dynamic: ReadonlyMap<string, Requirement>;
  /** What the static file says; it counts before what images ask for. */
  readonly fixed: ReadonlyMap<string, StaticPartition>;
  readonly behaviour: Behaviour;
  /** By name where it is not said. */
  readonly ties?: Ties;
}

export type Solution =
  | { readonly layout: Layout }
  /** Why Partition Manager stops, in which region, and at which partitions as far as it is one of them. */
  | {
      readonly layout: undefined;
      readonly why: string;
      readonly region: string | undefined;
      readonly at: readonly string[];
    };

/**
 * Divides the memory as Partition Manager does (main() of nrf/scripts/partition_manager.py (2.4.0)). Partitions of regions
 * that are not asked for are left out, as they are there. Never throws.
 */
export function solve({ regions, dynamic, fixed, behaviour, ties }: Wanted): Solution {
  let current: string | undefined;
  try {
    const system = new Map<string, Draft>();
    for (const [name, wanted] of dynamic) if (!fixed.has(name)) system.set(name, draftOf(name, wanted));
    const layout = new Map<string, Placed>();
    for (const region of inOrder(regions, system)) {
      current = region.name;
      // The name of a region may be part of what is written (nrf/scripts/partition_manager.py:967-968 (2.4.0)).
      const isIn = (written: string): boolean => written.includes(region.name);
      const drafts = new Map([...system].filter(([, draft]) => isIn(draft.region)));
      const own = new Map([...fixed].filter(([name, entry]) => isIn(entry.region ?? impliedRegion(name))));
      const solved =
        region.strategy === 'complex'
          ? complexRegion(drafts, system, region, own, behaviour, ties)
          : simpleRegion(drafts, system, region, own);
      for (const [name, placed] of solved) layout.set(name, placed);
    }
    return { layout };
  } catch (error) {
    if (error instanceof Unsolvable)
      return { layout: undefined, why: error.message, region: current, at: error.partitions };
    throw error;
  }
}
