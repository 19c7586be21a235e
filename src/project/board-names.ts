import { boardParts } from './compose/file-names.ts';
import { namesOf26, nordicTargets } from './nordic-boards.ts';

/** A board, and the revision a file name carries: `nrf9160dk_nrf9160_0_14_0` is board nrf9160dk_nrf9160, 0.14.0. */
export interface BoardName {
  readonly name: string;
  readonly revision: string | undefined;
}

/**
 * A board target as people and builds write it, in both naming schemes, as file names have it: `nrf5340dk/nrf5340/cpuapp/ns`
 * is nrf5340dk_nrf5340_cpuapp_ns; the revision of `nrf9160dk@0.14.0/nrf9160/ns` and of `nrf9160dk_nrf9160@0.14.0` stands
 * apart (zephyr_build_string(), zephyr/cmake/modules/extensions.cmake:1456-1487, 2.4.0).
 */
export function boardTarget(written: string): BoardName {
  const match = written.includes('@') ? /^([^@]*)@([^/]*)(.*)$/s.exec(written.trim()) : null;
  const [target, revision] = match ? [match[1]! + match[3]!, match[2]!] : [written.trim(), ''];
  const name = (target.includes('/') ? target.split('/').filter(Boolean) : [target]).join('_');
  return { name, revision: revision === '' ? undefined : revision.replaceAll('_', '.') };
}

/**
 * Completes the name of a board of hardware model v2 that has one SoC, which may be left out: `nrf9161dk` is built as
 * nrf9161dk_nrf9161 (zephyr/cmake/modules/boards.cmake:304-312, 2.7.0). `oldBoards` have no SoC apart; the SoCs of a board
 * are those of its targets among `knownBoards`.
 */
export function onlySoc(oldBoards: readonly string[], knownBoards: readonly string[]): (board: BoardName) => BoardName {
  let byShort: ReadonlyMap<string, string> | undefined;
  const read = (): ReadonlyMap<string, string> => {
    const socs = new Map<string, Set<string>>();
    const targets = knownBoards.flatMap((name) => {
      const { board, soc, qualifiers } = boardParts(name);
      if (soc === undefined) return [];
      socs.set(board, (socs.get(board) ?? new Set()).add(soc));
      return [{ name, board, short: [board, ...qualifiers].join('_') }];
    });
    return new Map(
      targets.flatMap(({ name, board, short }) => (socs.get(board)!.size === 1 ? [[short, name] as const] : [])),
    );
  };
  return (board) => {
    if (oldBoards.includes(board.name) || boardParts(board.name).soc !== undefined) return board;
    byShort ??= read();
    return { ...board, name: byShort.get(board.name) ?? board.name };
  };
}

/** True for the names of hardware model v2, which came with NCS 2.7 (nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst, 2.7.0). */
export const isHardwareModelV2 = (written: string): boolean => written.includes('/');

/** Names as in files that are known without an SDK, beside those that the facts of a version list. */
export const wellKnownBoards: readonly string[] = [
  ...nordicTargets.map((target) => boardTarget(target).name),
  ...namesOf26,
];

/** The names that only hardware model v2 has: a file named so was written for NCS 2.7 or later. Without old names nobody can tell. */
export const isNewBoard = (name: string, oldBoards: readonly string[]): boolean =>
  oldBoards.length > 0 && !oldBoards.includes(name) && !namesOf26.includes(name) && wellKnownBoards.includes(name);

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
export const secureBoard = (name: string): string => (name.endsWith('ns') ? name.replace(/[_/]?ns$/, '') : name);

/** A core beside that of the application: `nrf5340dk_nrf5340_cpunet`, `nrf54l15dk_nrf54l15_cpuflpr_xip`. */
export const isOtherCore = (name: string): boolean => /_cpu(net|rad|flpr|ppr)(_|$)/.test(name);
