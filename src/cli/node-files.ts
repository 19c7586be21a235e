import type { Dirent, Stats } from 'node:fs';
import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Entry, EntryKind, FileSystem, Stat } from '../text/file-system.ts';
import { normalize } from '../text/paths.ts';

/** Windows has none. */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

/** The disk. Whatever cannot be read counts as absent; nothing waits for a pipe. */
export const nodeFiles: FileSystem = {
  read(path) {
    // Most files that are asked for are there, but some thousand of an SDK are not: an error for each would take its time.
    try {
      return statSync(path, QUIETLY)?.isFile() ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  },

  // One call, where bytes take five and a decoder.
  text(path) {
    try {
      if (!NO_LINK && kindAt(path) !== 'file') return undefined;
      const text = readFileSync(path, AS_TEXT);
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    } catch {
      return undefined;
    }
  },

  kind: (path) => kindAt(path),

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
      const stat = statSync(path, QUIETLY);
      if (!stat) return undefined;
      const real = normalize(realpathSync.native(path));
      if (stat.isDirectory()) return { kind: 'folder', size: 0, real, closed: !isOpen(path) };
      return { kind: stat.isFile() ? 'file' : 'other', size: stat.size, real, changed: stat.mtimeMs };
    } catch {
      return undefined;
    }
  },
};

/** Node copies its defaults for every call that gives no object: with some thousand files that is a third of the time. */
const AS_TEXT = {
  encoding: 'utf8',
  // A number, as for open(2); Node's types have words only.
  flag: (constants.O_RDONLY | NO_LINK | (constants.O_NONBLOCK ?? 0)) as unknown as string,
} as const;
const QUIETLY = { throwIfNoEntry: false } as const;

function kindAt(path: string): EntryKind | undefined {
  try {
    const stat = lstatSync(path, QUIETLY);
    return stat && kindOf(stat);
  } catch {
    return undefined;
  }
}

function isOpen(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
