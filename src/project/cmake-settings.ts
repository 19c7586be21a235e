import { isAbsolute, join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import type { Workspace } from './workspace.ts';

/** One `set(NAME value)` of a CMake file, or `list(APPEND NAME value)`. */
export interface CmakeSetting {
  readonly name: string;
  /** Its arguments as one list, variables not expanded; "" for `set(NAME)`. */
  readonly value: string;
  /** True inside of an `if`, a loop, a function or a macro: it may not happen. */
  readonly conditional: boolean;
  /** Added to what the variable had before. */
  readonly isAdded: boolean;
  /** Behind `find_package(Zephyr)`, which has read the variables of the build by then. */
  readonly isLate: boolean;
}

/** Whether a CMake file is the one a Zephyr application is built by: not a unit test, not an image that has no build of its own. */
export function isZephyrProject(source: SourceFile): boolean {
  const text = withoutComments(source.text);
  const match = /\bfind_package\s*\(\s*Zephyr\b([^()]*)\)/i.exec(text);
  if (match) return !/\b(COMPONENTS|unittest)\b/.test(match[1]!);
  return /\binclude\s*\(\s*["']?\$ENV\{ZEPHYR_BASE\}\/cmake\/app\/boilerplate\.cmake/i.test(text);
}

/** Commands that end with one of their own. */
const BLOCKS: ReadonlySet<string> = new Set(['if', 'foreach', 'while', 'function', 'macro']);

/** The settings of a CMake file in their order. */
export function cmakeSettings(source: SourceFile): readonly CmakeSetting[] {
  const found: CmakeSetting[] = [];
  let depth = 0;
  let isLate = false;
  for (const [, command, argument] of withoutComments(source.text).matchAll(/\b([A-Za-z_]\w*)[ \t]*\(([^()]*)/g)) {
    const name = command!.toLowerCase();
    if (BLOCKS.has(name)) depth += 1;
    else if (name.startsWith('end') && BLOCKS.has(name.slice('end'.length))) depth = Math.max(0, depth - 1);
    else if (name === 'find_package') isLate ||= /^\s*Zephyr\b/.test(argument!);
    else if (name === 'set' || name === 'list') {
      const isAdded = name === 'list';
      const all = words(argument!);
      if (isAdded && !/^(APPEND|PREPEND)$/.test(all[0] ?? '')) continue;
      const [variable, ...values] = isAdded ? all.slice(1) : all;
      if (!variable) continue;
      const end = values.findIndex((word) => /^(CACHE|PARENT_SCOPE)$/.test(word));
      found.push({
        name: variable,
        value: (end < 0 ? values : values.slice(0, end)).join(';'),
        conditional: depth > 0,
        isAdded,
        isLate,
      });
    }
  }
  return found;
}

/** What CMakeLists.txt sets a variable to, wherever that is certain. */
export function cmakeSetting(workspace: Workspace, root: string, name: string): string | undefined {
  const all =
    workspace
      .parsed(join(root, 'CMakeLists.txt'), cmakeSettings)
      ?.filter((setting) => setting.name === name && !setting.isAdded) ?? [];
  const last = all.at(-1);
  return last && !all.some(({ conditional }) => conditional) ? last.value : undefined;
}

/**
 * The folder that CMakeLists.txt makes APPLICATION_CONFIG_DIR, where it says so in one literal line: the variables for
 * the application's own folder and the board are known. Undefined where it says nothing, or nothing that can be known.
 */
export function configurationFolder(workspace: Workspace, root: string, board: string | undefined): string | undefined {
  const value = cmakeSetting(workspace, root, 'APPLICATION_CONFIG_DIR');
  if (value === undefined) return undefined;
  const folder = filledIn(value, root, board);
  if (/\$|;/.test(folder)) return undefined;
  return isAbsolute(folder) ? join('/', folder) : join(root, folder);
}

/** A value with the variables that are known here: the folder of the application, and the board where it is given. */
export const filledIn = (value: string, root: string, board: string | undefined): string =>
  value
    .replace(
      /\\?\$\{(?:CMAKE_CURRENT_LIST_DIR|CMAKE_CURRENT_SOURCE_DIR|CMAKE_SOURCE_DIR|APPLICATION_SOURCE_DIR|APP_DIR)\}/g,
      () => root,
    )
    .replace(/\\?\$\{(?:BOARD|NORMALIZED_BOARD_TARGET)\}/g, (variable) => board ?? variable);

const words = (text: string): readonly string[] =>
  (text.match(/"(?:[^"\\]|\\[\s\S])*"?|[^\s"]+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));

const withoutComments = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\[\s\S])*"?|#\[\[[\s\S]*?(?:\]\]|$)|#[^\n]*/g, (found) =>
    found.startsWith('#') ? ' ' : found,
  );
