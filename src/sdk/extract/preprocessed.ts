import { baseName, folderOf, normalize } from '../../text/paths.ts';

/**
 * The files that the devicetree of a build was made of, from what the preprocessor left of them
 * (`build/<image>/zephyr/zephyr.dts.pre`): every file where it lies in a workspace, its lines where they stand in it, its
 * includes where they were. Comments and headers are gone, macros are replaced, and of a condition only the branch that
 * counted for this board is there.
 *
 * Overlays behind the board's own file are left out but for those of the board's folder, which are its revision's, and so
 * is everything outside of `zephyr`, `nrf` and `bootloader/mcuboot`. Throws where a file was read twice with two meanings.
 */
export function laidOut(text: string): Map<string, string> {
  const files = new Map<string, string[]>();
  const stack: Place[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, number, name, flags = ''] = MARKER.exec(line) ?? [];
    const place = stack.at(-1);
    if (name === undefined) {
      if (place) write(files, place, line);
      continue;
    }
    const path = workspacePath(name);
    if (flags.includes(' 1')) {
      if (place?.path && path && !path.endsWith('.h')) write(files, { ...place }, include(path, place.path));
      const isTop = stack.length === 1;
      stack.push({ path, line: Number(number), isKept: isTop ? isBoards(path, [...files.keys()]) : place!.isKept });
    } else if (flags.includes(' 2')) {
      stack.pop();
      stack.at(-1)!.line = Number(number);
    } else if (place) {
      place.line = Number(number);
    } else stack.push({ path: undefined, line: 1, isKept: false });
  }
  return new Map([...files].map(([path, lines]) => [path, `${Array.from(lines, (line) => line ?? '').join('\n')}\n`]));
}

/** Where the next line of the text belongs; a path of none is outside of the workspace. */
interface Place {
  readonly path: string | undefined;
  /** From 1. */
  line: number;
  readonly isKept: boolean;
}

/** Behind the name: 1 where a file begins, 2 where the preprocessor returns to it. */
const MARKER = /^# (\d+) "(.*)"((?: \d)*)$/;

/** Windows has its slashes doubled in a string. */
function workspacePath(name: string): string | undefined {
  const path = normalize(name.replaceAll('\\\\', '/'));
  return /(?:^|\/)((?:zephyr|nrf|bootloader\/mcuboot)\/(?:boards|boot|dts|modules|snippets)\/.*)$/.exec(path)?.[1];
}

/** The first file is that of the board, wherever it lies. */
function isBoards(path: string | undefined, before: readonly string[]): boolean {
  if (before.length === 0) return path === undefined || path.endsWith('.dts');
  const board = before.find((file) => file.endsWith('.dts'));
  return path !== undefined && board !== undefined && folderOf(board) === folderOf(path);
}

/** Puts the text where it belongs and goes on to the next line. */
function write(files: Map<string, string[]>, place: Place, text: string): void {
  const { path, isKept } = place;
  const line = place.line++;
  if (!isKept || path === undefined || path.endsWith('.h')) return;
  let lines = files.get(path);
  if (!lines) files.set(path, (lines = []));
  const before = lines[line - 1] ?? '';
  if (before !== '' && text !== '' && before !== text) throw new Error(`${path}:${line} is "${before}" and "${text}"`);
  if (before === '') lines[line - 1] = text;
}

/** As `from` says it: by its name alone beside it, else as the build finds it below a `dts` folder. */
function include(path: string, from: string): string {
  if (folderOf(path) === folderOf(from)) return `#include "${baseName(path)}"`;
  const [, name] = /^(?:zephyr|nrf)\/dts\/(?:(?:common|vendor|arm|riscv)\/(?=nordic\/))?(.*)$/.exec(path) ?? [];
  if (name !== undefined) return `#include <${name}>`;
  return `#include "${folderOf(from).replace(/[^/]+/g, '..')}/${path}"`;
}
