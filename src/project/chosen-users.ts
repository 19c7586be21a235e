import { join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { perWorkspace } from './per-workspace.ts';
import type { Workspace } from './workspace.ts';

/**
 * Whether code, Kconfig or CMake of the project asks for a name in `/chosen`: `DT_CHOSEN(acme_display)` for
 * `acme,display`. Looked up only where the name is in doubt.
 */
export function asksForChosen(workspace: Workspace, root: string, name: string): boolean {
  const known = answers(workspace, root);
  let answer = known.get(name);
  if (answer === undefined) known.set(name, (answer = search(workspace, root, name)));
  return answer;
}

/** By name; thousands of files may have to be read for one. */
const answers = perWorkspace((_, __: string) => new Map<string, boolean>());

function search(workspace: Workspace, root: string, name: string): boolean {
  const token = name.replace(/\W/g, '_');
  const asks = new RegExp(`(?<![\\w,-])(${token}|${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})(?![\\w,-])`);
  let left = MOST_FILES;
  const visit = (folder: string, depth: number): boolean =>
    workspace.list(folder).some(({ name: entry, kind }) => {
      const path = join(folder, entry);
      if (kind === 'folder') return depth > 0 && !LEFT_OUT.test(entry) && visit(path, depth - 1);
      return CODE.test(entry) && left-- > 0 && asks.test(workspace.textBeside(path) ?? '');
    });
  const top = foldersAround(root).findLast((folder) => workspace.has(folder)) ?? root;
  return visit(root, DEPTH) || (top !== root && visit(top, DEPTH));
}

const CODE = /(\.(c|cc|cpp|h|hpp|cmake)|^CMakeLists\.txt|^Kconfig.*)$/;
const LEFT_OUT = /^(build.*|twister-out.*|node_modules|\..*)$/;
const DEPTH = 6;
const MOST_FILES = 3000;
