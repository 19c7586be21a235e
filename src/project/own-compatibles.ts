import { join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { perWorkspace } from './per-workspace.ts';
import { projectBoards } from './project-boards.ts';
import { devicetreeRoots } from './roots.ts';

/**
 * The compatibles of the bindings below `dts/bindings` of the application, of the folders of the project around it, of its
 * boards and of the roots it names.
 */
export const ownCompatibles = perWorkspace((workspace, root: string): ReadonlySet<string> => {
  const names = new Set<string>();
  let left = FILES;
  const read = (folder: string): void => {
    for (const { name, kind } of workspace.list(folder)) {
      const path = join(folder, name);
      if (kind === 'folder') read(path);
      else if (/\.ya?ml$/.test(name) && left-- > 0) {
        const compatible = /^compatible:\s*["']?([^"'\s#]+)/m.exec(workspace.textBeside(path) ?? '')?.[1];
        if (compatible !== undefined) names.add(compatible);
      }
    }
  };
  const boards = projectBoards(workspace, root).map(({ folder }) => folder);
  for (const folder of new Set([...foldersAround(root), ...devicetreeRoots(workspace, root), ...boards]))
    if (workspace.has(folder)) read(join(folder, 'dts/bindings'));
  return names;
});

/** So many bindings are read. */
const FILES = 500;
