import { type Draft, names } from './draft.ts';
import type { Names, RegionToFill } from './requirements.ts';
import { Unsolvable } from './unsolvable.ts';

/**
 * A region comes behind those whose partitions its own share their size with
 * (nrf/scripts/partition_manager.py:998-1022 (2.4.0)).
 */
export function inOrder(regions: readonly RegionToFill[], system: ReadonlyMap<string, Draft>): readonly RegionToFill[] {
  const depths = new Map(regions.map(({ name }) => [name, depth(name, system, [])]));
  return regions.toSorted((a, b) => depths.get(a.name)! - depths.get(b.name)!);
}

function depth(region: string, system: ReadonlyMap<string, Draft>, above: readonly string[]): number {
  if (above.includes(region))
    throw new Unsolvable(`partitions of ${above.join(' and ')} share their sizes in a circle`);
  const sources = new Set(
    [...system.values()]
      .filter((draft) => draft.region === region)
      .flatMap(({ shareSize }) => candidates(shareSize))
      .flatMap((name) => system.get(name)?.region ?? [])
      .filter((other) => other !== region),
  );
  return Math.max(1, ...[...sources].map((other) => 1 + depth(other, system, [...above, region])));
}

const candidates = (list: Names | undefined): readonly string[] => names(list);
