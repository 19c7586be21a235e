import type { Dirent } from 'node:fs';
import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Entry, EntryKind, FileSystem, Stat } from '../text/file-system.ts';
import { normalize } from '../text/paths.ts';

/** The disk. Whatever cannot be read counts as absent; devices and pipes are never opened. */
export const nodeFiles: FileSystem = {
  read(path) {
    // Most files that are asked for are there, but some thousand of an SDK are not: an error for each would take its time.
    try {
      return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  },

  // One call, where bytes take five and a decoder.
  text(path) {
    try {
      const text = readFileSync(path, 'utf8');
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
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
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat) return undefined;
      const real = normalize(realpathSync.native(path));
      if (stat.isDirectory()) return { kind: 'folder', size: 0, real, closed: !isOpen(path) };
      return { kind: stat.isFile() ? 'file' : 'other', size: stat.size, real, changed: stat.mtimeMs };
    } catch {
      return undefined;
    }
  },
};

function isOpen(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
