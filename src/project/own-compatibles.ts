import { join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { perWorkspace } from './per-workspace.ts';

/** The compatibles of the bindings below `dts/bindings` of the application and of the folders of the project around it. */
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
  for (const folder of foldersAround(root)) if (workspace.has(folder)) read(join(folder, 'dts/bindings'));
  return names;
});

/** So many bindings are read. */
const FILES = 500;
