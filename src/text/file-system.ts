/**
 * All input of ncslint. Synchronous; paths use forward slashes and are absolute or relative to whatever root the
 * implementation has. An in-memory one (`memory-files.ts`) is an ordinary input in tests, pasted posts and browsers.
 */
export interface FileSystem {
  /** The bytes of a file; undefined when it does not exist, is no regular file or cannot be read. */
  read(path: string): Uint8Array | undefined;
  /**
   * The text of a file, without a byte order mark and with substitutes for what is no UTF-8; undefined as with `read`, and for
   * a link, which is not followed. Only where a disk has a faster way.
   */
  text?(path: string): string | undefined;
  /** What stands at a path, a link not followed; undefined where there is nothing. Only where a disk has it for less than a listing. */
  kind?(path: string): EntryKind | undefined;
  /** The entries of a folder, sorted by name; empty when it does not exist or is no folder. */
  list(path: string): readonly Entry[];
  /** What a path is, links followed; undefined when it does not exist. */
  stat(path: string): Stat | undefined;
}

export interface Entry {
  readonly name: string;
  /** Of the entry itself: a link is a `link`, whatever it points to. */
  readonly kind: EntryKind;
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface Stat {
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  /** The path with every link resolved. */
  readonly real: string;
  /** When its content was last changed, in milliseconds; undefined where that is not known. */
  readonly changed?: number;
  /** True for a folder whose entries may not be listed. */
  readonly closed?: boolean;
}
