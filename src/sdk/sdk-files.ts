import { decodeLeniently } from '../text/decode.ts';
import type { Entry, EntryKind, FileSystem, Stat } from '../text/file-system.ts';
import { baseName, below, folderOf, normalize } from '../text/paths.ts';

/**
 * The files below one folder, by paths relative to it. No link leads out of it. Folders are listed once, so that asking
 * for a file that is not there, as every include does many times, costs nothing; texts are read once, for Kconfig and the
 * bindings are asked for by several. What changes meanwhile is not seen.
 */
export class SdkFiles implements FileSystem {
  readonly #files: FileSystem;
  readonly #root: string;
  readonly #real: string;
  /** What stands before the relative paths. */
  readonly #before: string;
  readonly #folders = new Map<string, ReadonlyMap<string, Entry>>();
  readonly #isFolder = new Map<string, boolean>();
  readonly #texts = new Map<string, string | undefined>();

  /** `root` is absolute. */
  constructor(files: FileSystem, root: string) {
    this.#files = files;
    this.#root = root;
    this.#before = root.endsWith('/') ? root : `${root}/`;
    this.#real = files.stat(root)?.real ?? root;
  }

  read(path: string): Uint8Array | undefined {
    const inside = relative(path);
    if (!this.#isThere(inside)) return undefined;
    const bytes = this.#files.read(this.#outside(inside));
    return bytes && bytes.length <= LARGEST ? bytes : undefined;
  }

  text(path: string): string | undefined {
    const inside = relative(path);
    let text = this.#texts.get(inside);
    if (text === undefined && !this.#texts.has(inside)) this.#texts.set(inside, (text = this.#text(inside)));
    return text;
  }

  list(path: string): readonly Entry[] {
    return [...this.#folder(relative(path)).values()];
  }

  stat(path: string): Stat | undefined {
    const inside = relative(path);
    return this.#isThere(inside) ? this.#files.stat(this.#outside(inside)) : undefined;
  }

  #text(path: string): string | undefined {
    const folder = folderOf(path);
    if (this.#folders.has(folder) ? !this.#folder(folder).has(baseName(path)) : !this.#isInnerFolder(folder))
      return undefined;
    const text = this.#files.text?.(this.#outside(path));
    if (text !== undefined) return text.length <= LARGEST ? text : undefined;
    // Nothing, or a link, which only leads on within the SDK.
    if (this.#files.kind && this.#kind(path) !== 'link') return undefined;
    const bytes = this.read(path);
    return bytes && decodeLeniently(bytes);
  }

  /** Where the disk has it. */
  #outside(path: string): string {
    return path === '.' ? this.#root : this.#before + path;
  }

  /** Of the entry itself. Of most folders with Kconfig files one file is wanted: they are not listed for it. */
  #kind(path: string): EntryKind | undefined {
    const folder = folderOf(path);
    if (!this.#files.kind || this.#folders.has(folder)) return this.#folder(folder).get(baseName(path))?.kind;
    if (path === '.' || path === '..' || !this.#isInnerFolder(folder)) return undefined;
    return this.#files.kind(this.#outside(path));
  }

  #isInnerFolder(path: string): boolean {
    let is = path === '.' || this.#isFolder.get(path);
    if (is === undefined) {
      const kind = this.#kind(path);
      is = kind === 'folder' || (kind === 'link' && this.#isInside(path));
      this.#isFolder.set(path, is);
    }
    return is;
  }

  #isThere(path: string): boolean {
    if (path === '.') return true;
    const entry = this.#folder(folderOf(path)).get(baseName(path));
    return entry !== undefined && (entry.kind !== 'link' || this.#isInside(path));
  }

  #folder(path: string): ReadonlyMap<string, Entry> {
    let entries = this.#folders.get(path);
    if (!entries) {
      const list = this.#isThere(path) ? this.#files.list(this.#outside(path)) : [];
      this.#folders.set(path, (entries = new Map(list.map((entry) => [entry.name, entry]))));
    }
    return entries;
  }

  #isInside(path: string): boolean {
    const real = this.#files.stat(this.#outside(path))?.real;
    return real !== undefined && below(this.#real, real) !== undefined;
  }
}

/** `/zephyr` is `zephyr`: the folder is the root of its own file system. */
const relative = (path: string): string => normalize(path).replace(/^\/+/, '') || '.';

/** Nothing a build reads of an SDK comes near it. Bytes. */
const LARGEST = 8 * 1024 * 1024;
