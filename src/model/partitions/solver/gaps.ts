import type { StaticPartition } from './requirements.ts';
import { Unsolvable } from './unsolvable.ts';

/** Bytes, `end` exclusive. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/**
 * The gaps as Partition Manager counts them: addresses where something ends and nothing starts, paired with those where
 * something starts and nothing ends, each in ascending order. Overlaps make gaps of their own, or hide one
 * (nrf/scripts/partition_manager.py:700-707 (2.4.0)).
 */
export function gaps(fixed: Iterable<readonly [string, StaticPartition]>, start: number, size: number): readonly Gap[] {
  const starts = new Set([start + size]);
  const ends = new Set([start]);
  for (const [name, partition] of fixed) {
    const { address, size: bytes } = partition;
    if (address === undefined) throw new Unsolvable(`${name} has no address`, name);
    if (bytes === undefined) throw new Unsolvable(`${name} has no size`, name);
    starts.add(address);
    ends.add(address + bytes);
  }
  const from = [...ends].filter((end) => !starts.has(end)).sort((a, b) => a - b);
  const to = [...starts].filter((one) => !ends.has(one)).sort((a, b) => a - b);
  return from.slice(0, to.length).map((end, index) => ({ start: end, end: to[index]! }));
}
