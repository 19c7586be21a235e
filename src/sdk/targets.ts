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
 * The reading that counts for the version in use, as people write it; a branch, a hash or no version at all is the newest.
 *
 * A tree stands for the versions between the first and the last release that say the same, with all their patches. As an
 * assumption it stands for those one release further, the older one first. The development behind the last release that was
 * read moved memories and partitions: only boards that `hardlyChange` are taken to be the same there.
 */
export function readingFor(
  readings: TargetReadings,
  inUse: string | undefined,
  hardlyChanges: boolean,
): TargetReading | undefined {
  const wanted = releaseNumber(inUse) ?? Infinity;
  const before = readings.findLast(([first]) => releaseNumber(first)! <= wanted);
  if (before) {
    const [version, until] = before;
    const behind = wanted - releaseNumber(until ?? version)!;
    if (behind <= 0) return { version, isAssumed: until === undefined };
    if (hardlyChanges || (behind <= 1 && wanted < releaseNumber(MEMORY_MOVED)!)) return { version, isAssumed: true };
  }
  const next = readings.find(([first]) => releaseNumber(first)! > wanted)?.[0];
  return next !== undefined && releaseNumber(next)! - wanted <= 1 ? { version: next, isAssumed: true } : undefined;
}

/**
 * The application has all of the RRAM of the nRF54L15 from then on, the partitions of the nRF54H20 and of the nRF5340 lie
 * elsewhere: nrf/samples/net/aws_iot/boards/nrf54l15dk_nrf54l15_cpuapp.overlay:23,
 * nrf/samples/dfu/smp_svr/boards/nrf54h20dk_nrf54h20_cpuapp.overlay:22,
 * nrf/samples/bluetooth/mesh/light_ctrl/boards/nrf5340dk_nrf5340_cpuapp_ns.overlay:20 (3.3.99).
 */
const MEMORY_MOVED = '3.3.99';

/** `targets.json`, of which few lines are looked at. */
export const targetReadings = (text: string | undefined): Members<TargetReadings> =>
  members<TargetReadings>(text ?? '{}', 'targets');
