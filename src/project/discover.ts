import { baseName, below, folderOf, join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { isZephyrProject } from './cmake-settings.ts';
import { isBoardsConf } from './compose/usual-folder.ts';
import { type IgnoreFile, ignoreFile } from './ignore.ts';
import { partOf } from './parts.ts';
import { isPrjConf } from './variant-names.ts';
import { editorSettings } from './vscode.ts';
import type { Workspace } from './workspace.ts';

/**
 * The applications at or below `path`, sorted: folders a build is started on.
 *
 * | what lies in a folder                                             | an application                                    |
 * |-------------------------------------------------------------------|---------------------------------------------------|
 * | a CMakeLists.txt with `find_package(Zephyr)` and a prj.conf or    | yes, also inside of another one                   |
 * | a sample.yaml                                                     |                                                   |
 * | only one of them, or configuration/<board>/prj.conf               | unless it lies in an application                  |
 * | no prj.conf, but a static file or a sysbuild.conf                 | unless an application lies above or below         |
 * | a snippet.yml, or a Kconfig.shield with overlays                  | yes: what applications take along                 |
 * | anything in child_image/, sysbuild/, configuration/ or boards/ of an application | no: files of its images             |
 *
 * The folder of a board counts where it is the one to search, and no application lies below it.
 * Build output, what .gitignore names and links are not entered; the trees of an SDK only when there is nothing else.
 * For a file: the nearest application around it.
 */
export function discoverApplications(workspace: Workspace, path: string): readonly string[] {
  if (workspace.isFile(path)) return [around(workspace, path)];
  if (!workspace.isFolder(path)) return [];
  const search = new Search(workspace);
  const found = search.below(path);
  if (found.length === 0 && isBoardFolder(fileNames(workspace, path))) return [path];
  return [...new Set(found)].sort(byPath);
}

const fileNames = (workspace: Workspace, folder: string): readonly string[] =>
  workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [] : [name]));

export function isApplication(workspace: Workspace, folder: string): boolean {
  return applicationKind(workspace, folder) !== undefined;
}

function around(workspace: Workspace, path: string): string {
  for (const folder of foldersAround(folderOf(path))) {
    if (!workspace.has(folder)) break;
    if (isApplication(workspace, folder) && !isInner(folder)) return folder;
  }
  return folderOf(path);
}

type Kind = 'described project' | 'project' | 'configuration' | 'part' | 'hint';

function applicationKind(workspace: Workspace, folder: string): Kind | undefined {
  const names = fileNames(workspace, folder);
  if (names.includes('CMakeLists.txt') && workspace.parsed(join(folder, 'CMakeLists.txt'), isZephyrProject)) {
    // What stands in the list is certain even inside of another application.
    return names.some((name) => isPrjConf(name) || name === 'sample.yaml' || name === 'testcase.yaml')
      ? 'described project'
      : 'project';
  }
  if (names.some(isPrjConf) || hasBoardFolders(workspace, folder)) return 'configuration';
  if (partOf(names) !== undefined) return 'part';
  if (isOfBoard(names)) return undefined;
  return names.some((name) => /^(pm_static.*\.ya?ml|sysbuild(_.*)?\.conf)$/.test(name)) ? 'hint' : undefined;
}

/** A board's own folder has a static file, too. */
const isOfBoard = (names: readonly string[]): boolean =>
  names.some((name) => /^(board\.yml|Kconfig\.board|.*_defconfig|.*\.dts)$/.test(name));

/** With a devicetree, and with what names the board. */
const isBoardFolder = (names: readonly string[]): boolean =>
  names.some((name) => name.endsWith('.dts')) &&
  names.some((name) => /^(board\.yml|Kconfig\.board|.*_defconfig)$/.test(name));

/** `configuration/<board>/prj.conf`, as nRF Desktop has it. */
const hasBoardFolders = (workspace: Workspace, folder: string): boolean =>
  workspace
    .list(join(folder, 'configuration'))
    .some(
      ({ name, kind }) =>
        kind === 'folder' &&
        workspace.list(join(folder, `configuration/${name}`)).some((file) => isBoardsConf(file.name)),
    );

/** Folders of an application whose files belong to its images. */
const INNER: ReadonlySet<string> = new Set(['child_image', 'sysbuild', 'configuration', 'boards']);

/** `child_image/mcuboot` and `configuration/nrf52840dk_nrf52840` have a prj.conf, too. */
const isInner = (folder: string): boolean =>
  /\/(child_image|sysbuild|configuration)(\/[^/]+(\/child_image\/[^/]+|\/images\/[^/]+)?|\/[^/]+\/boards)?$/.test(
    folder,
  );

/** Folders that never hold an application of the user's: build output and other people's code. */
const LEFT_OUT = /^(build|twister-out.*|node_modules|\..*)$/;

/** What the folder of a build has at its top; that of a sysbuild build has `_sysbuild`. */
const BUILD_OUTPUT = new Set([
  'CMakeCache.txt',
  'build.ninja',
  'domains.yaml',
  'build_info.yml',
  '_sysbuild',
  'cmake_install.cmake',
]);

/** Deeper folders are not searched, nor more of them. */
const DEPTH = 24;
const MOST_FOLDERS = 50_000;

class Search {
  readonly #workspace: Workspace;
  #visited = 0;
  #sdks: string[] = [];
  #start = '';

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  below(path: string): readonly string[] {
    this.#start = path;
    const named = (editorSettings(this.#workspace, path)?.applications ?? []).filter(
      (folder) => below(path, folder) !== undefined && isApplication(this.#workspace, folder),
    );
    const found = [...named, ...this.#visit(path, 0, false, ignoresAround(this.#workspace, path))];
    const sdks = this.#sdks;
    if (found.length > 0) return found;
    // Nothing but an SDK: then its samples are meant.
    return sdks.flatMap((sdk) => this.#visit(sdk, 0, false, ignoresAround(this.#workspace, sdk)));
  }

  #visit(folder: string, depth: number, inside: boolean, ignores: readonly Ignores[]): readonly string[] {
    const workspace = this.#workspace;
    if (++this.#visited === MOST_FOLDERS)
      workspace.leaveOut(this.#start, `more than ${MOST_FOLDERS} folders: the rest was not searched`);
    if (this.#visited >= MOST_FOLDERS) return [];
    const kind = applicationKind(workspace, folder);
    const counts =
      kind === 'described project' || kind === 'part' || ((kind === 'project' || kind === 'configuration') && !inside);
    const here = ownIgnores(workspace, folder);
    const all = here ? [...ignores, here] : ignores;
    const found = counts ? [folder] : [];
    if (depth >= DEPTH) return found;
    for (const { name, kind: entry } of workspace.list(folder)) {
      const path = join(folder, name);
      if (entry !== 'folder' || LEFT_OUT.test(name) || ((inside || counts) && INNER.has(name))) continue;
      if (isIgnored(all, path) || this.#isBuildOutput(path)) continue;
      if (isSdk(workspace, path)) this.#sdks.push(path);
      else found.push(...this.#visit(path, depth + 1, inside || counts, all));
    }
    return kind === 'hint' && !inside && found.length === 0 ? [folder] : found;
  }

  #isBuildOutput(folder: string): boolean {
    return this.#workspace.list(folder).some(({ name }) => BUILD_OUTPUT.has(name));
  }
}

/** The folders of an SDK and of Zephyr; in a west workspace also those of their modules. */
const isSdk = (workspace: Workspace, folder: string): boolean =>
  /^(nrf|zephyr|sdk-nrf|sdk-zephyr)$/.test(baseName(folder))
    ? workspace.list(folder).some(({ name }) => name === 'Kconfig.nrf' || name === 'Kconfig.zephyr')
    : /^(bootloader|modules|nrfxlib|test|tools)$/.test(baseName(folder)) &&
      workspace.list(folderOf(folder)).some(({ name }) => name === '.west');

interface Ignores {
  readonly folder: string;
  readonly file: IgnoreFile;
}

function ownIgnores(workspace: Workspace, folder: string): Ignores | undefined {
  const path = join(folder, '.gitignore');
  if (!workspace.list(folder).some(({ name }) => name === '.gitignore') || !workspace.isFile(path)) return undefined;
  const source = workspace.source(path);
  return source && { folder, file: ignoreFile(source.text) };
}

/** The .gitignore files between the top of the repository and `path`, unless they name `path` itself: it was asked for. */
function ignoresAround(workspace: Workspace, path: string): readonly Ignores[] {
  const found: Ignores[] = [];
  for (const folder of foldersAround(path)) {
    if (folder !== path) {
      const text = workspace.textAbove(join(folder, '.gitignore'));
      if (text !== undefined) found.unshift({ folder, file: ignoreFile(text) });
    }
    const isTop = workspace.textAbove(join(folder, '.git/HEAD')) !== undefined || workspace.has(join(folder, '.git'));
    if (isTop) return isIgnored(found, path) ? [] : found;
  }
  return [];
}

/** The innermost file that says something decides. */
function isIgnored(ignores: readonly Ignores[], path: string): boolean {
  for (const { folder, file } of ignores.toReversed()) {
    const name = below(folder, path);
    const decision = name === undefined || name === '.' ? undefined : file.decides(name, true);
    if (decision !== undefined) return decision;
  }
  return false;
}

const byPath = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
