import { decode, type Text } from '../text/decode.ts';
import { below, folderOf } from '../text/paths.ts';
import { nodeFiles } from './node-files.ts';
import { nearestExisting } from './paths.ts';
import { writeFile } from './write-file.ts';

/** The files of the project as fixes see and change them, by the path that the report shows. */
export class ProjectFiles {
  readonly #pathOf: (shown: string) => string | undefined;
  readonly #roots: readonly string[];
  readonly #read = new Map<string, Text | undefined>();

  /** `roots`: the folders in which files may be written. */
  constructor(pathOf: (shown: string) => string | undefined, roots: readonly string[]) {
    this.#pathOf = pathOf;
    this.#roots = roots.map((root) => nodeFiles.stat(root)?.real ?? root);
  }

  /** Undefined where it is not sure which file is meant. */
  pathOf(shown: string): string | undefined {
    return this.#pathOf(shown);
  }

  /** The same texts by absolute path. */
  byPath(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    return new Map(
      [...texts].flatMap(([shown, text]) => {
        const path = this.#pathOf(shown);
        return path === undefined ? [] : [[path, text]];
      }),
    );
  }

  /** As it was when it was first read; undefined for what does not exist or is no text. */
  read(shown: string): Text | undefined {
    if (!this.#read.has(shown)) this.#read.set(shown, this.#readNow(shown));
    return this.#read.get(shown);
  }

  /** True for a text of the project, and for a path in it where nothing is yet; wherever links lead. */
  mayWrite(shown: string): boolean {
    const path = this.#pathOf(shown);
    if (path === undefined || /(^|\/)\.git(\/|$)/.test(path)) return false;
    if (nodeFiles.stat(path)) return this.read(shown) !== undefined && this.#isInside(path);
    // A link that leads nowhere is there, too.
    if (nodeFiles.list(folderOf(path)).some(({ name }) => path.endsWith(`/${name}`))) return false;
    const folder = nearestExisting(folderOf(path));
    return nodeFiles.stat(folder)?.kind === 'folder' && this.#isInside(folder);
  }

  /** Writes a text in the encoding the file had. Returns what went wrong, as the rest of a sentence about the file. */
  write(shown: string, text: string): string | undefined {
    const path = this.#pathOf(shown);
    const before = this.read(shown);
    if (path === undefined || !this.mayWrite(shown)) return 'is not written: it does not lie in the project';
    if (this.#readNow(shown)?.text !== before?.text) return 'is not written: somebody has changed it meanwhile';
    try {
      writeFile(path, encoded(text, before?.encoding ?? 'utf-8'));
      return undefined;
    } catch (error) {
      return `cannot be written (${(error as NodeJS.ErrnoException).code})`;
    }
  }

  #isInside(path: string): boolean {
    const real = nodeFiles.stat(path)!.real;
    return this.#roots.some((root) => below(root, real) !== undefined);
  }

  #readNow(shown: string): Text | undefined {
    const path = this.#pathOf(shown);
    const bytes = path === undefined ? undefined : nodeFiles.read(path);
    const decoded = bytes && decode(bytes);
    return decoded && 'text' in decoded ? decoded : undefined;
  }
}

/** A byte order mark is a character of the text. */
function encoded(text: string, encoding: Text['encoding']): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
