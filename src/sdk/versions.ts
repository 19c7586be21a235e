/** The shipped facts that stand for an SDK version, and why these. */
export interface NearestFacts {
  /** Of the shipped facts: "2.4.0". */
  readonly version: string;
  /** True where they were read in this very version. */
  readonly exact: boolean;
  /** A clause: "NCS 2.5.1 is taken to behave as NCS 2.4.0". */
  readonly why: string;
}

/** The versions with a folder below `data/`, oldest first. */
export const shippedVersions: readonly string[] = ['2.4.0'];

/**
 * The facts for a version as people write it: `2.4.0`, `v2.4.99-dev1`, `2.4`, a branch, a hash. The nearest version of
 * the same era is taken; undefined where none of that era is shipped. What names no version is taken for the newest one
 * with facts, except for the branches that are known to be ahead of it.
 */
export function nearestFacts(version: string | undefined): NearestFacts | undefined {
  const newest = shippedVersions.at(-1)!;
  if (version === undefined)
    return { version: newest, exact: false, why: `no SDK version is known, NCS ${newest} is assumed` };
  const number = versionNumber(version);
  if (number === undefined) {
    const why = `"${version}" does not name a version, NCS ${newest} is assumed`;
    return branchesAhead.includes(version) ? undefined : { version: newest, exact: false, why };
  }
  const [nearest] = shippedVersions
    .filter((shipped) => versionNumber(shipped)! < firstSysbuild === number < firstSysbuild)
    .toSorted((a, b) => distance(a, number) - distance(b, number));
  if (nearest === undefined) return undefined;
  const exact = isRelease(version) && distance(nearest, number) === 0;
  const said = version.replace(/^v/i, '');
  return {
    version: nearest,
    exact,
    why: exact ? `the facts of NCS ${nearest}` : `NCS ${said} is taken to behave as NCS ${nearest}`,
  };
}

/** `2.4` is 2.4.0, `v2.4.99-dev1` is 2.4.99; undefined for a branch or a hash. One number that grows with the version. */
function versionNumber(version: string): number | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\w.])/i.exec(version);
  return match ? numbered(Number(match[1]), Number(match[2]), Number(match[3] ?? 0)) : undefined;
}

/**
 * Counts the releases that build with sysbuild, which differ in their minor version: one more from 2.9 to 3.0, as from 2.8
 * to 2.9, half of it for the development behind a release. Undefined for a branch, a hash or no version.
 */
export function releaseNumber(version: string | undefined): number | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\w.])/i.exec(version ?? '');
  if (!match) return undefined;
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return (major - 2) * 10 + minor + (patch === 99 ? 0.5 : 0);
}

/** Of releases: negative where `a` is the older one. */
export const compareVersions = (a: string, b: string): number => versionNumber(a)! - versionNumber(b)!;

const numbered = (major: number, minor: number, patch: number): number => (major * 1000 + minor) * 1000 + patch;

/**
 * From here on the SDK's samples are built with sysbuild, and boards have other names
 * (nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst:30 (2.7.0)).
 */
const firstSysbuild = numbered(2, 7, 0);

/**
 * Whether a version builds child images, too, where it is told to: boards, devicetrees and Kconfig are the same either way
 * (nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst:30 (2.7.0)). 3.0 has no child images any more.
 */
export function hasBoth(version: string | undefined): boolean {
  const number = version === undefined ? undefined : versionNumber(version);
  return number !== undefined && number >= firstSysbuild && number < numbered(3, 0, 0);
}

const branchesAhead = ['main', 'master'];

/** No candidate, no suffix of any kind. */
const isRelease = (version: string): boolean => /^v?[\d.]+$/i.test(version);

const distance = (shipped: string, number: number): number => Math.abs(versionNumber(shipped)! - number);
