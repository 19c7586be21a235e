import { join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { perWorkspace } from './per-workspace.ts';
import type { Workspace } from './workspace.ts';

/*
 * What the code, Kconfig and CMake files of a project name. Looked up only where a name is in doubt: thousands of files may
 * have to be read for one.
 */

/** Whether code asks for a name in `/chosen`: `DT_CHOSEN(acme_display)` for `acme,display`. */
export const asksForChosen = (workspace: Workspace, root: string, name: string): boolean =>
  isFound(workspace, root, isCode, `(?<![\\w,-])(${name.replace(/\W/g, '_')}|${literal(name)})(?![\\w,-])`);

/** Whether code names a partition: `FIXED_PARTITION_ID(log_storage)`, `PM_LOG_STORAGE_ADDRESS`, `<&log_storage>` of an overlay. */
export const namesPartition = (workspace: Workspace, root: string, name: string): boolean =>
  isFound(workspace, root, isCodeOrOverlay, `(?<!\\w)(${literal(name)}(?!\\w)|PM_${literal(name.toUpperCase())}_)`);

function isFound(workspace: Workspace, root: string, isAsked: IsAsked, pattern: string): boolean {
  const known = answers(workspace, root);
  let found = known.get(pattern);
  if (found === undefined) known.set(pattern, (found = search(workspace, root, isAsked, new RegExp(pattern))));
  return found;
}

const answers = perWorkspace((_, __: string) => new Map<string, boolean>());

function search(workspace: Workspace, root: string, isAsked: IsAsked, pattern: RegExp): boolean {
  let left = MOST_FILES;
  const visit = (folder: string, depth: number): boolean =>
    workspace.list(folder).some(({ name: entry, kind }) => {
      const path = join(folder, entry);
      if (kind === 'folder') return depth > 0 && !LEFT_OUT.test(entry) && visit(path, depth - 1);
      return isAsked(entry) && left-- > 0 && pattern.test(workspace.textBeside(path) ?? '');
    });
  const top = foldersAround(root).findLast((folder) => workspace.has(folder)) ?? root;
  return visit(root, DEPTH) || (top !== root && visit(top, DEPTH));
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** By the name of a file. */
type IsAsked = (name: string) => boolean;

const isCode: IsAsked = (name) => /(\.(c|cc|cpp|h|hpp|cmake)|^CMakeLists\.txt|^Kconfig.*)$/.test(name);
const isCodeOrOverlay: IsAsked = (name) => isCode(name) || name.endsWith('.overlay');
const LEFT_OUT = /^(build.*|twister-out.*|node_modules|\..*)$/;
const DEPTH = 6;
const MOST_FILES = 3000;
