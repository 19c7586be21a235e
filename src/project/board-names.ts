/** A board, and the revision a file name carries: `nrf9160dk_nrf9160_0_14_0` is board nrf9160dk_nrf9160, 0.14.0. */
export interface BoardName {
  readonly name: string;
  readonly revision: string | undefined;
}

/**
 * The board that the stem of a file name begins with, the longest known one; behind it may stand a revision and a build
 * type. Without a known one: the whole stem where `guess` allows it and it looks like a board's name.
 */
export function matchBoard(stem: string, knownBoards: readonly string[], guess: boolean): BoardName | undefined {
  let best: string | undefined;
  for (const name of knownBoards) {
    if ((stem === name || stem.startsWith(`${name}_`)) && name.length > (best?.length ?? 0)) best = name;
  }
  if (best !== undefined) {
    const rest = stem.slice(best.length);
    return { name: best, revision: /^_(\d+(?:_\d+)*)(?:_|$)/.exec(rest)?.[1]?.replaceAll('_', '.') };
  }
  return guess && /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/i.test(stem) ? { name: stem, revision: undefined } : undefined;
}

/** The board its secure images are built for: a non-secure build's MCUboot is `nrf9160dk_nrf9160` (nrf/cmake/extensions.cmake:67-81, 2.4.0). */
export const secureBoard = (name: string): string => name.replace(/_?ns$/, '');
