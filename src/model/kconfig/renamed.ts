import type { Configuration } from '../application.ts';
import { is } from '../fact.ts';
import { isAheadOfAll, releaseOf } from '../release.ts';
import type { RenamedSymbol } from '../sdk-facts.ts';

/** What a renamed symbol is in the version at hand. */
export type Standing =
  | 'gone'
  /** A version in development, on the way to the one without it. */
  | 'going'
  | 'deprecated'
  /** Gone in the version that was assumed. */
  | 'assumed';

/** Undefined where the symbol is as it always was, or nobody knows. */
export function standing(symbol: RenamedSymbol, { version, era, sdk }: Configuration): Standing | undefined {
  const since = minor(symbol.since);
  const at = minor(version);
  if (at === undefined) {
    if (since === undefined) return undefined;
    if (is(era, 'sysbuild') && since <= FIRST_SYSBUILD) return 'gone';
    return sdk.known && since <= (minor(sdk.value.version) ?? 0) ? 'assumed' : undefined;
  }
  if (since !== undefined && at >= since) return 'gone';
  const isInDevelopment = /^v?\d+\.\d+\.99/.test(version!);
  const next = isInDevelopment ? following(at) : at;
  if (since !== undefined && (next >= since || (isInDevelopment && at >= (minor(symbol.last) ?? Infinity))))
    return 'going';
  const deprecated = minor(symbol.deprecated);
  return deprecated !== undefined && next >= deprecated ? 'deprecated' : undefined;
}

/** Before, no image but one of the SDK's own can be built with it (nrf/sysbuild/Kconfig.sysbuild:1, 2.6.0). */
const FIRST_SYSBUILD = 205;

/** 301 for "3.1" and "v3.1.2"; infinite for the branch that is ahead of all; undefined for what names no version. */
function minor(version: string | undefined): number | undefined {
  if (isAheadOfAll(version)) return Infinity;
  const release = releaseOf(version);
  return release && release.major * 100 + release.minor;
}

/** After 2.9 came 3.0. */
const following = (at: number): number => (at % 100 === 9 ? at + 91 : at + 1);
