import type { SkippedFile } from '../diagnostic/report.ts';
import { kconfigFragment } from '../syntax/kconfig-fragment.ts';
import { staticYaml } from '../syntax/static-yaml.ts';
import { decode, largestFile, textIn, tooLarge } from '../text/decode.ts';
import type { Entry, FileSystem, Stat } from '../text/file-system.ts';
import { baseName, below, folderOf, join } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';

/**
 * The user's files, each read and parsed once. Nothing outside of `roots` is opened, wherever a link or an include
 * points; what was not read is remembered with the reason.
 */
export class Workspace {
  readonly #files: FileSystem;
  readonly #roots: string[];
  readonly #shown: (path: string) => string;
  readonly #sources = new Map<string, SourceFile | undefined>();
  readonly #paths = new WeakMap<SourceFile, string>();
  readonly #skipped = new Map<string, SkippedFile>();
  readonly #parsed = new Map<unknown, Map<SourceFile, unknown>>();
  readonly #stats = new Map<string, Stat | undefined>();
  readonly #readable = new Map<string, boolean>();
  readonly #above = new Map<string, string | undefined>();
  readonly #lists = new Map<string, readonly Entry[]>();
  readonly #names = new Map<string, ReadonlySet<string>>();
  readonly #explained = new Set<string>();

  /** `shown` turns a path into the one the user sees. Roots are resolved through links. */
  constructor(files: FileSystem, roots: readonly string[], shown: (path: string) => string = (path) => path) {
    this.#files = files;
    this.#roots = roots.map((root) => files.stat(root)?.real ?? root);
    this.#shown = shown;
  }

  /** Makes a file readable that the user named himself, wherever it lies. */
  trust(path: string): void {
    const stat = this.#stat(path);
    if (stat?.kind !== 'file') return;
    this.#roots.push(stat.real);
    this.#readable.clear();
    this.#explained.clear();
  }

  /** Files that were not read, and why. */
  get skipped(): readonly SkippedFile[] {
    return [...this.#skipped.values()];
  }

  /** Every text that was read so far. */
  get sources(): readonly SourceFile[] {
    return [...this.#sources.values()].filter((source) => source !== undefined);
  }

  shown(path: string): string {
    return this.#shown(path);
  }

  /** True for a file or folder that may be read: it exists, and every link on the way stays below the roots. */
  has(path: string): boolean {
    let found = this.#readable.get(path);
    if (found === undefined) {
      const stat = this.#stat(path);
      this.#readable.set(path, (found = stat !== undefined && this.#inside(stat.real)));
    }
    return found;
  }

  /** True for a file that may be read. What only looks like one (a link that leads out, a pipe) is remembered. */
  isFile(path: string): boolean {
    if (this.has(path)) {
      const kind = this.#stat(path)?.kind;
      if (kind === 'other') this.#skip(path, 'is neither a file nor a folder', true);
      return kind === 'file';
    }
    this.#explain(path);
    return false;
  }

  isFolder(path: string): boolean {
    return this.has(path) && this.#stat(path)?.kind === 'folder';
  }

  /** When the content of a file was last changed, in milliseconds; undefined for what may not be read. */
  changed(path: string): number | undefined {
    return this.has(path) ? this.#stat(path)?.changed : undefined;
  }

  list(folder: string): readonly Entry[] {
    let entries = this.#lists.get(folder);
    if (!entries) this.#lists.set(folder, (entries = this.has(folder) ? this.#list(folder) : []));
    return entries;
  }

  /** Remembers a file, folder or part of the work that is left out, why, and whether the run fails for it. */
  leaveOut(path: string, why: string, fails = false): void {
    this.#skip(path, why, fails);
  }

  /** The text of a file; undefined when it does not exist or was skipped. */
  source(path: string): SourceFile | undefined {
    if (!this.#sources.has(path)) this.#sources.set(path, this.#open(path));
    return this.#sources.get(path);
  }

  /** The text of a file nobody builds from, such as a script: when it cannot be read, that is nobody's trouble. */
  textBeside(path: string): string | undefined {
    const stat = this.has(path) ? this.#stat(path) : undefined;
    if (stat?.kind !== 'file' || stat.size > 0x40000) return undefined;
    return textIn(this.#files.read(path));
  }

  /** The path a source was read from; undefined for a source of the SDK. */
  pathOf(source: SourceFile): string | undefined {
    return this.#paths.get(source);
  }

  fragment(path: string): ReturnType<typeof kconfigFragment> | undefined {
    return this.parsed(path, kconfigFragment);
  }

  staticYaml(path: string): ReturnType<typeof staticYaml> | undefined {
    return this.parsed(path, staticYaml);
  }

  /** What `parse` makes of a file, computed once for each file and parser. */
  parsed<Tree>(path: string, parse: (source: SourceFile) => Tree): Tree | undefined {
    const source = this.source(path);
    if (!source) return undefined;
    let results = this.#parsed.get(parse);
    if (!results) this.#parsed.set(parse, (results = new Map()));
    if (!results.has(source)) results.set(source, parse(source));
    return results.get(source) as Tree;
  }

  /**
   * The text of a file in a folder above a root, or one folder beside the way up (`nrf/VERSION`, `.west/config`): what
   * says which SDK the project is built with.
   */
  textAbove(path: string): string | undefined {
    if (!this.#above.has(path)) this.#above.set(path, this.#readAbove(path));
    return this.#above.get(path);
  }

  #readAbove(path: string): string | undefined {
    const folder = folderOf(path);
    const isAbove = this.#roots.some(
      (root) => below(folder, root) !== undefined || below(folderOf(folder), root) !== undefined,
    );
    const stat = isAbove ? this.#stat(path) : undefined;
    if (stat?.kind !== 'file' || stat.size > 0x10000) return undefined;
    return textIn(this.#files.read(path));
  }

  #list(folder: string): readonly Entry[] {
    if (this.#stat(folder)?.closed) this.#skip(folder, 'cannot be read', true);
    return this.#files.list(folder).filter(({ name }) => {
      const usable = !name.includes('\\');
      if (!usable) this.#skip(`${folder}/${name}`, 'has a backslash in its name');
      return usable;
    });
  }

  #open(path: string): SourceFile | undefined {
    if (!this.isFile(path)) return undefined;
    const stat = this.#stat(path)!;
    if (stat.size > largestFile) return this.#skip(path, tooLarge, true);
    const bytes = this.#files.read(path);
    if (!bytes) return this.#skip(path, 'cannot be read', true);
    const decoded = decode(bytes);
    if ('why' in decoded) return this.#skip(path, decoded.why, true);
    const source = new SourceFile(this.#shown(path), decoded.text);
    this.#paths.set(source, path);
    return source;
  }

  /** Remembers a path that cannot be read although it is there, or the folder on the way to it. */
  #explain(path: string): void {
    if (this.#explained.has(path)) return;
    this.#explained.add(path);
    const folder = folderOf(path);
    if (this.has(folder)) {
      if (!this.#namesIn(folder).has(baseName(path))) return;
      if (this.#stat(path)) this.#skip(path, 'is a link that leads out of what may be read');
      else this.#skip(path, 'cannot be opened: a link that leads nowhere, or no permission', true);
    } else if (folder !== path) this.#explain(folder);
  }

  #namesIn(folder: string): ReadonlySet<string> {
    let names = this.#names.get(folder);
    if (!names) this.#names.set(folder, (names = new Set(this.list(folder).map(({ name }) => name))));
    return names;
  }

  #stat(path: string): Stat | undefined {
    if (!this.#stats.has(path)) this.#stats.set(path, this.#isMissing(path) ? undefined : this.#files.stat(path));
    return this.#stats.get(path);
  }

  /** Whether the folder of a path, listed once, has nothing of its name: most names that a build looks for are not there. */
  #isMissing(path: string): boolean {
    const folder = folderOf(path);
    if (folder === path || !this.#roots.some((root) => below(root, folder) !== undefined)) return false;
    if (!this.#stat(folder)) return true;
    const names = this.#namesIn(folder);
    // A folder that cannot be listed may have files; other systems write other letters in more than one way.
    return names.size > 0 && !names.has(baseName(path)) && /^[ -~]*$/.test(path);
  }

  #skip(path: string, why: string, fails = false): undefined {
    this.#skipped.set(path, { path: this.#shown(path), why, fails });
    return undefined;
  }

  #inside(real: string): boolean {
    return this.#roots.some((root) => below(root, join('/', real)) !== undefined || below(root, real) !== undefined);
  }
}
