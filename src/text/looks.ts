import { decodeLeniently } from './decode.ts';
import type { FileSystem } from './file-system.ts';

/** What was looked at of a file system, as it was then. */
export interface Looks {
  /** The text of every file that was read; undefined for one that was not there. */
  readonly files: Map<string, string | undefined>;
  /** The names in every folder that was listed. */
  readonly folders: Map<string, readonly string[]>;
}

export const noLooks = (): Looks => ({ files: new Map(), folders: new Map() });

/** The same files, with all that is read of them noted down. */
export function noted(files: FileSystem, looks: Looks): FileSystem {
  return {
    stat: (path) => files.stat(path),
    read(path) {
      const bytes = files.read(path);
      looks.files.set(path, bytes && decodeLeniently(bytes));
      return bytes;
    },
    text(path) {
      const text = textOf(files, path);
      looks.files.set(path, text);
      return text;
    },
    list(path) {
      const entries = files.list(path);
      looks.folders.set(
        path,
        entries.map(({ name }) => name),
      );
      return entries;
    },
  };
}

/** The text of a file, with substitutes for what is none; undefined where there is none to read. */
export function textOf(files: FileSystem, path: string): string | undefined {
  if (files.text) return files.text(path);
  const bytes = files.read(path);
  return bytes && decodeLeniently(bytes);
}
