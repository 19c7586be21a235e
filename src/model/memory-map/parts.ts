import { valueOf } from '../fact.ts';
import type { Area, Memory } from './map.ts';

/** A stretch of a memory in which the same areas lie. */
export interface Part {
  /** Bytes, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** None for free memory, several where areas overlap; of very many the first. */
  readonly areas: readonly Area[];
  /** Behind the end of the memory, or in front of its base: a place that it does not have. */
  readonly isOutside: boolean;
}

/** More areas in one place help nobody to read. */
const MOST = 8;

/**
 * A memory from its base to its end, cut wherever an area begins or ends. Those that are not outside lie side by side and
 * add up to the size of the memory, where it is known; else they reach to the end of the last area.
 */
export function partsOf({ base, size, areas }: Memory): readonly Part[] {
  const leaves = areas.filter(({ members, start, end }) => members === undefined && end > start);
  const last = leaves.reduce((most, { end }) => Math.max(most, end), base);
  const total = valueOf(size);
  const limit = total === undefined ? last : base + total;
  const cuts = [...new Set([base, limit, ...leaves.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const starting = new Map<number, Area[]>();
  for (const leaf of leaves) starting.set(leaf.start, [...(starting.get(leaf.start) ?? []), leaf]);
  const active = new Set<Area>();
  const ending = new Map<number, Area[]>();
  const parts: Part[] = [];
  for (const [index, start] of cuts.entries()) {
    for (const area of ending.get(start) ?? []) active.delete(area);
    for (const area of starting.get(start) ?? []) {
      active.add(area);
      const others = ending.get(area.end);
      if (others) others.push(area);
      else ending.set(area.end, [area]);
    }
    const end = cuts[index + 1];
    if (end === undefined) break;
    const isOutside = start < base || start >= limit;
    if (isOutside && active.size === 0) continue;
    parts.push({ start, end, areas: firstOf(active), isOutside });
  }
  return parts;
}

function firstOf(active: ReadonlySet<Area>): readonly Area[] {
  const first: Area[] = [];
  for (const area of active) {
    first.push(area);
    if (first.length === MOST) break;
  }
  return first;
}
