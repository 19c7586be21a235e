import { type KconfigFile, kconfigFile } from '../../syntax/kconfig-file.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { type Looks, textOf } from '../../text/looks.ts';
import { folderOf, normalize } from '../../text/paths.ts';
import { SourceFile } from '../../text/source.ts';

/** Where a tree takes its files from. Paths are absolute, or relative to whatever root there is. */
export interface KconfigSources {
  /** Undefined for what does not exist or is no text. */
  file(path: string): KconfigFile | undefined;
  /** The files that match, in the order of their names. */
  matching(pattern: string): readonly string[];
  /** Whether there may be files that match, and nobody may look. */
  isHidden?(pattern: string): boolean;
}

/** Files that are not those of the file system: the build makes them, or they are somebody else's. */
export interface GivenFiles {
  get(path: string): string | undefined;
  /** One that nobody has to read. */
  file?(path: string): KconfigFile | undefined;
  /** The names in a folder; undefined for one of the file system. */
  list?(folder: string): readonly string[] | undefined;
  isHidden?(pattern: string): boolean;
}

/**
 * The files of a file system, each read and parsed once for all trees. `generated` are those that the build makes, and
 * stand before what is on the disk.
 */
export class FileSources implements KconfigSources {
  readonly #files: FileSystem;
  readonly #generated: GivenFiles;
  readonly #parsed: Map<string, Read>;
  readonly #listed: Map<string, readonly string[]>;
  readonly #looks: Looks | undefined;

  constructor(
    files: FileSystem,
    generated: GivenFiles = new Map<string, string>(),
    shared?: FileSources,
    looks?: Looks,
  ) {
    this.#files = files;
    this.#generated = generated;
    this.#parsed = shared ? shared.#parsed : new Map();
    this.#listed = shared ? shared.#listed : new Map();
    this.#looks = looks;
  }

  /** The same files, with other generated ones; where `looks` is given, it gets what is looked at of the file system. */
  with(generated: GivenFiles, looks?: Looks): FileSources {
    return new FileSources(this.#files, generated, this, looks);
  }

  file(path: string): KconfigFile | undefined {
    const made = this.#generated.file?.(path);
    if (made) return made;
    const generated = this.#generated.get(path);
    const key = generated === undefined ? path : `${path}\n${generated}`;
    let read = this.#parsed.get(key);
    if (!read) {
      const text = generated ?? textOf(this.#files, path);
      read = { text, file: text === undefined ? undefined : kconfigFile(new SourceFile(path, text)) };
      this.#parsed.set(key, read);
    }
    if (generated === undefined) this.#looks?.files.set(path, read.text);
    return read.file;
  }

  matching(pattern: string): readonly string[] {
    const path = normalize(pattern);
    if (!hasWildcard(path)) return this.file(path) ? [path] : [];
    return this.#expand(path)
      .filter((found) => this.file(found))
      .sort(byCode);
  }

  isHidden(pattern: string): boolean {
    return this.#generated.isHidden?.(normalize(pattern)) ?? false;
  }

  /** Paths that may exist; only names with wildcards are looked up. */
  #expand(pattern: string): string[] {
    const folder = folderOf(pattern);
    const name = pattern.slice(folder === '/' ? 1 : folder.length + 1);
    const folders = hasWildcard(folder) ? this.#expand(folder) : [folder];
    if (!hasWildcard(name)) return folders.map((found) => `${found}/${name}`);
    const fits = wildcards(name);
    return folders.flatMap((found) =>
      this.#names(found)
        .filter(fits)
        .map((entry) => `${found}/${entry}`),
    );
  }

  #names(folder: string): readonly string[] {
    const given = this.#generated.list?.(folder);
    if (given) return given;
    let names = this.#listed.get(folder);
    if (!names) this.#listed.set(folder, (names = this.#files.list(folder).map(({ name }) => name)));
    this.#looks?.folders.set(folder, names);
    return names;
  }
}

const hasWildcard = (path: string): boolean => path.includes('*') || path.includes('?') || path.includes('[');

/** A file, or that there is none. */
interface Read {
  readonly text: string | undefined;
  readonly file: KconfigFile | undefined;
}

/** Python's fnmatch within one name; a leading dot has to be written. */
function wildcards(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/\[!?\]?[^\]]*\]|[\s\S]/g, (part) => {
    if (part === '*') return '[^]*';
    if (part === '?') return '[^]';
    if (part.length > 1) return part.replaceAll('\\', '\\\\').replace(/^\[!/, '[^');
    return part.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  });
  const expression = new RegExp(`^${source.replace(/(\[\^\]\*)+/g, '[^]*')}$`);
  return (name) => (name[0] !== '.' || pattern[0] === '.') && expression.test(name);
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
