import { kconfigLanguage } from '../syntax/kconfig-language.ts';
import { folderOf, join } from '../text/paths.ts';
import type { Workspace } from './workspace.ts';

/** The Kconfig symbols that the application's own `Kconfig` defines, files it sources within the application included. */
export function ownSymbols(workspace: Workspace, root: string): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const read = (path: string): void => {
    if (seen.has(path) || seen.size > FILES || !workspace.isFile(path)) return;
    seen.add(path);
    for (const entry of workspace.parsed(path, kconfigLanguage) ?? []) {
      if (entry.kind === 'definition') names.add(entry.definition.name);
      else read(join(entry.relative ? folderOf(path) : root, entry.path));
    }
  };
  read(join(root, 'Kconfig'));
  return names;
}

/** Files that source each other are followed so far. */
const FILES = 500;
