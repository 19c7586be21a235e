import { existsSync } from 'node:fs';
import { below, folderOf, join } from '../../text/paths.ts';
import { repositoryRoot } from '../repository.ts';

const names = ['ncslint.yaml', 'ncslint.yml', 'ncslint.json'];

/**
 * The nearest configuration in or around folders (absolute): not above their repository, for others may write there.
 * Without a repository it counts up to the working directory.
 */
export function findConfiguration(folders: readonly string[], here: string): string | undefined {
  const folder = commonFolder(folders);
  const top = repositoryRoot(folder, {}) ?? (below(here, folder) === undefined ? folder : here);
  for (let at = folder; ; at = folderOf(at)) {
    const found = names.map((name) => join(at, name)).find((path) => existsSync(path));
    if (found !== undefined || at === top || folderOf(at) === at) return found;
  }
}

/** The deepest folder that all of them lie in. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? '/';
  for (const folder of folders) {
    while (below(common, folder) === undefined && folderOf(common) !== common) common = folderOf(common);
  }
  return common;
}
