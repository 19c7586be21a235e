import type { TargetReadings } from './data-files.ts';
import { type Members, members } from './members.ts';
import { releaseNumber } from './versions.ts';

/** Where the tree of a board target, or of a SoC below it, stands below `data/targets/`. */
export interface TargetReading {
  /** Of the release it was read in first: the name of its folder. */
  readonly version: string;
  /** True: none of the releases it was read in says what the version in use says. */
  readonly isAssumed: boolean;
}

/**
 * The reading that counts for the version in use, as people write it. A branch, a hash or no version at all is the newest.
 *
 * A tree stands for the versions between the first and the last release that say the same, with all their patches; for
 * versions behind the last of all, as an assumption; and for those before its first one where they are next to it. Two
 * releases that differ leave those between them to the older one, as an assumption, too.
 */
export function readingFor(readings: TargetReadings, inUse: string | undefined): TargetReading | undefined {
  const wanted = releaseNumber(inUse) ?? Infinity;
  const last = readings.findLast(([first]) => releaseNumber(first)! <= wanted);
  if (last) return { version: last[0], isAssumed: wanted > (releaseNumber(last[1]) ?? 0) };
  const [next] = readings[0]!;
  const isNext = releaseNumber(next)! - wanted <= 1;
  return isNext ? { version: next, isAssumed: true } : undefined;
}

/** `targets.json`, of which few lines are looked at. */
export const targetReadings = (text: string | undefined): Members<TargetReadings> =>
  members<TargetReadings>(text ?? '{}', 'targets');
