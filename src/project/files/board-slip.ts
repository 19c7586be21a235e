import type { Slip } from '../../model/files.ts';
import { closest } from '../../text/similar.ts';
import { matchBoard } from '../board-names.ts';
import { childImageBoard } from '../compose/child-image.ts';
import { boardParts, shortStem } from '../compose/file-names.ts';
import { sdkImageBoard } from '../compose/sysbuild.ts';
import type { Located, Names } from './slip.ts';

/** Whether a stem is that of a board that exists; a revision, a suffix or a build type may stand behind it. */
export function isNamedAfterBoard(stem: string, names: Names): boolean {
  return boardOf(stem, names) !== undefined;
}

/**
 * What is wrong with the board in the name of a file:
 *
 * - it is the right one, written otherwise: `nrf52840dk-nrf52840`, `nrf9160dk_nrf9160@0.14.0`, up to NCS 2.6 `nrf52840dk`;
 * - it resembles one, and no board can have that name: there is no SoC nrf52480;
 * - it resembles one that this application is built for, and that has no file of its own here;
 * - it is a board that exists, but not one that this image is built for: MCUboot beside a non-secure application is built
 *   for the secure board.
 */
export function boardSlip(file: Located, names: Names): Slip | undefined {
  const { folders, stem, ending, name } = file;
  const prefix = prefixOf(file);
  if (prefix === undefined) return undefined;
  const written = stem.slice(prefix.length);
  const folder = folders.length === 0 ? '' : `${folders.join('/')}/`;
  const renamed = (to: string): string => `${folder}${prefix}${to}${ending}`;

  const found = boardOf(written, names);
  const spelled = rightSpelling(written, names);
  if (found !== undefined && (spelled?.board.length ?? 0) <= found.length) {
    const image = folders.length > 1 ? folders[1]! : 'app';
    const right = image === 'app' ? nonSecure(written, found, renamed, names) : boardOfImage(image, found, names);
    if (right === undefined || right === found) return undefined;
    return { kind: 'target', image, board: right, meant: [renamed(written.replace(found, right))] };
  }
  const meant = spelled ?? impossible(written, names) ?? nextToBuilt(written, renamed, names);
  return meant && meant.stem !== written
    ? { kind: 'board', board: meant.board, meant: [renamed(meant.stem)].filter((one) => one !== name) }
    : undefined;
}

/** What stands before the board; undefined in places where no file is named after one. */
function prefixOf({ folders, stem, ending }: Located): string | undefined {
  const [top, , inner] = folders;
  if (folders.length === 0)
    return ending === '.overlay' ? '' : stem.startsWith('pm_static_') ? 'pm_static_' : undefined;
  const isBoards =
    (top === 'boards' && folders.length === 1) ||
    ((top === 'child_image' || top === 'sysbuild') && inner === 'boards' && folders.length === 3);
  return isBoards && /^\.(conf|overlay)$/.test(ending) ? '' : undefined;
}

/** The board in a stem: the whole name, or in the era of sysbuild that without the SoC. */
function boardOf(stem: string, { boards, era }: Names): string | undefined {
  const found = matchBoard(stem, boards, false)?.name;
  if (found !== undefined || era === 'child-image') return found;
  return matchBoard(stem, shortStems(boards), false)?.name;
}

function shortStems(boards: readonly string[]): readonly string[] {
  let stems = shortStemsOf.get(boards);
  if (!stems) shortStemsOf.set(boards, (stems = boards.flatMap((name) => shortStem({ name }) ?? [])));
  return stems;
}

// Every file asks again.
const shortStemsOf = new WeakMap<readonly string[], readonly string[]>();

interface Meant {
  readonly board: string;
  /** What the file's name is to have, a suffix included. */
  readonly stem: string;
}

function rightSpelling(written: string, names: Names): Meant | undefined {
  const plain = written.toLowerCase().replace(/[-./@ ]/g, '_');
  if (plain !== written) {
    const board = matchBoard(plain, names.boards, false)?.name;
    if (board !== undefined) return { board, stem: plain };
  }
  if (names.era !== 'child-image') return undefined;
  const [board, another] = names.built.filter((name) => shortStem({ name }) === written);
  return board !== undefined && another === undefined ? { board, stem: board } : undefined;
}

/** A name whose SoC does not exist, next to one that does. */
function impossible(written: string, { boards, built }: Names): Meant | undefined {
  const parts = written.split('_');
  const socs = new Set(boards.map((name) => boardParts(name).soc));
  const isWrong = parts.some((part, index) => index > 0 && /^nrf\d/.test(part) && !socs.has(part) && !mayExist(part));
  if (!isWrong) return undefined;
  for (let length = parts.length; length > 1 && length > parts.length - 3; length--) {
    const stem = parts.slice(0, length).join('_');
    const board = closest(stem, built) ?? closest(stem, boards);
    if (board !== undefined) return { board, stem: [board, ...parts.slice(length)].join('_') };
  }
  return undefined;
}

/** SoCs nobody here has heard of yet. The series nRF51 to nRF53 are complete. */
const mayExist = (soc: string): boolean => /^nrf(54[a-z]{1,2}\d\d[a-z]?|7\d{3}|9\d{3})$/.test(soc);

/** A name with the SoC of a board that the application is built for, next to that board's, which has no file here. */
function nextToBuilt(written: string, renamed: (to: string) => string, { built, exists }: Names): Meant | undefined {
  const { board: base, soc, qualifiers } = boardParts(written);
  if (soc === undefined) return undefined;
  const alike = built.filter((name) => {
    const parts = boardParts(name);
    return parts.soc === soc && parts.qualifiers.join('_') === qualifiers.join('_') && !exists(renamed(name));
  });
  const near = closest(
    base,
    alike.map((name) => boardParts(name).board),
  );
  const board = near === undefined ? undefined : alike.find((name) => boardParts(name).board === near);
  return board === undefined ? undefined : { board, stem: board };
}

/** The board that an image of the SDK has beside any application; the name itself where that is possible. */
function boardOfImage(image: string, board: string, { era, version, boards }: Names): string | undefined {
  if (era === undefined) return undefined;
  const of = (name: string): string | undefined =>
    (era === 'sysbuild' ? sdkImageBoard(image, { name }, version) : childImageBoard(image, { name }))?.name;
  return boards.some((name) => of(name) === board) ? undefined : of(board);
}

/** An application that is built for the non-secure board alone, and a file for the secure one. */
function nonSecure(
  written: string,
  board: string,
  renamed: (to: string) => string,
  { built, exists }: Names,
): string | undefined {
  const other = `${board}_ns`;
  if (!built.includes(other) || built.includes(board)) return undefined;
  return exists(renamed(written.replace(board, other))) ? undefined : other;
}
