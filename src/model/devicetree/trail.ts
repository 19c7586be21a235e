import type { Origin } from '../../diagnostic/origin.ts';

/** Who had a say, the last one in front. A list that grows in constant time: files may say the same thing often. */
export interface Trail {
  readonly origin: Origin;
  readonly before: Trail | undefined;
}

/** The origins of a trail, the last one first. */
export function originsOf(trail: Trail | undefined): Origin[] {
  const origins: Origin[] = [];
  for (let at = trail; at; at = at.before) origins.push(at.origin);
  return origins;
}
