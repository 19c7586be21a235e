import type { Origin } from '../../diagnostic/origin.ts';

/** Who had a say, the last one in front. A list that grows in constant time: files may say the same thing often. */
export interface Trail {
  readonly origin: Origin;
  readonly before: Trail | undefined;
}

/** The origins of a trail, the last one first; of very many the last ones, which decide. */
export function originsOf(trail: Trail | undefined): Origin[] {
  const origins: Origin[] = [];
  for (let at = trail; at && origins.length < MOST; at = at.before) origins.push(at.origin);
  return origins;
}

/** More causes nobody reads, and a file of a stranger may state one property a hundred thousand times. */
const MOST = 100;

/** The trail with these origins, the last one first; undefined for none. */
export const trailOf = (origins: readonly Origin[]): Trail | undefined =>
  origins.reduceRight<Trail | undefined>((before, origin) => ({ origin, before }), undefined);
