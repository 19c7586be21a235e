import type { Dirent } from 'node:fs';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Entry, EntryKind, FileSystem, Stat } from '../text/file-system.ts';
import { normalize } from '../text/paths.ts';

/** The disk. Whatever cannot be read counts as absent; devices and pipes are never opened. */
export const nodeFiles: FileSystem = {
  read(path) {
    try {
      return statSync(path).isFile() ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  },

  list(path) {
    try {
      return readdirSync(path, { withFileTypes: true })
        .map((entry): Entry => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    } catch {
      return [];
    }
  },

  stat(path): Stat | undefined {
    try {
      const stat = statSync(path);
      return { kind: kindOf(stat) as Stat['kind'], size: stat.size, real: normalize(realpathSync(path)) };
    } catch {
      return undefined;
    }
  },
};

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
