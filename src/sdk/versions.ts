import type { Era } from '../model/application.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { type ReadFacts, shippedFacts } from './facts.ts';

/** The shipped facts that stand for an SDK version, and why these. */
export interface NearestFacts {
  readonly facts: SdkFacts;
  /** True where they were read in this very version. */
  readonly exact: boolean;
  /** A clause: "NCS 2.5.1 is taken to behave as NCS 2.4.0". */
  readonly why: string;
}

/** What is shipped below `data/`, and the era it belongs to. Oldest first. */
export const shippedVersions: readonly { readonly version: string; readonly era: Era }[] = [
  { version: '2.4.0', era: 'child-image' },
];

/**
 * The facts for a version as people write it: `2.4.0`, `v2.4.99-dev1`, `2.4`, a branch, a hash. The nearest one of the
 * same era is taken, the newest where the version names no number; undefined where none of that era is shipped.
 */
export function nearestFacts(read: ReadFacts, version: string | undefined, era: Era): NearestFacts | undefined {
  const candidates = shippedVersions.filter((shipped) => shipped.era === era).map((shipped) => shipped.version);
  const newest = candidates.at(-1);
  if (newest === undefined) return undefined;
  const number = version === undefined ? undefined : versionNumber(version);
  if (version === undefined || !number) {
    const why = version === undefined ? 'no SDK version is known' : `"${version}" does not name a version`;
    return { facts: shippedFacts(read, newest), exact: false, why: `${why}, NCS ${newest} is assumed` };
  }
  const [nearest] = candidates.toSorted((a, b) => distance(a, number) - distance(b, number));
  const exact = isRelease(version) && distance(nearest!, number) === 0;
  const said = version.replace(/^v/i, '');
  return {
    facts: shippedFacts(read, nearest!),
    exact,
    why: exact ? `the facts of NCS ${nearest}` : `NCS ${said} is taken to behave as NCS ${nearest}`,
  };
}

/** `2.4` is 2.4.0, `v2.4.99-dev1` is 2.4.99; undefined for a branch or a hash. One number that grows with the version. */
function versionNumber(version: string): number | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\w.])/i.exec(version);
  if (!match) return undefined;
  const [major, minor, patch] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  return (major * 1000 + minor) * 1000 + patch;
}

/** No candidate, no suffix of any kind. */
const isRelease = (version: string): boolean => /^v?[\d.]+$/i.test(version);

const distance = (shipped: string, number: number): number => Math.abs(versionNumber(shipped)! - number);
