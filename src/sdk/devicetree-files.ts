import type { SdkBoard, SdkDevicetrees } from '../model/sdk-facts.ts';
import { boardFile } from '../syntax/board-file.ts';
import { snippetFile } from '../syntax/snippet-file.ts';
import { folderOf, join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import { activeRevision, declaredRevisions } from './board-revisions.ts';
import { targetNamed } from './board-target.ts';
import type { Checkout } from './checkout.ts';
import { snippetAppends } from './snippet-appends.ts';

/** Finds and reads devicetree files in an SDK that is there. */
export class DevicetreeFiles implements SdkDevicetrees {
  readonly #checkout: Checkout;
  readonly #sources = new Map<string, SourceFile | undefined>();
  readonly #boards = new Map<string, SdkBoard | undefined>();
  readonly #includeFolders = new Map<string, ReturnType<SdkDevicetrees['includeFolders']>>();
  #folders: readonly BoardFolder[] | undefined;
  #snippets: ReadonlyMap<string, string> | undefined;

  constructor(checkout: Checkout) {
    this.#checkout = checkout;
  }

  source(path: string): SourceFile | undefined {
    if (!this.#sources.has(path)) this.#sources.set(path, this.#checkout.source(path));
    return this.#sources.get(path);
  }

  board(name: string): SdkBoard | undefined {
    if (!this.#boards.has(name)) this.#boards.set(name, this.#findBoard(name));
    return this.#boards.get(name);
  }

  /** zephyr/cmake/modules/shields.cmake:61-128 (2.4.0) */
  shield(name: string, boardStems: readonly string[]): ReturnType<SdkDevicetrees['shield']> {
    for (const root of this.#roots('boardRoot')) {
      const folder = this.#foldersWith(`${root}/boards/shields`, (names) => names.has(`${name}.overlay`)).at(0);
      if (folder === undefined) continue;
      const overlays = [folder, ...[`${folder}/boards`, `${folder}/boards/${name}`]].flatMap((at, index) =>
        (index === 0 ? [name] : boardStems).map((stem) => `${at}/${stem}.overlay`),
      );
      return { folder, overlays: overlays.filter((path) => this.#has(path)) };
    }
    return undefined;
  }

  /** zephyr/scripts/snippets.py:75-260 (2.4.0) */
  snippet(name: string, board: string): readonly string[] | undefined {
    this.#snippets ??= this.#findSnippets();
    const path = this.#snippets.get(name);
    const source = path === undefined ? undefined : this.source(path);
    if (path === undefined || !source) return undefined;
    return snippetAppends(snippetFile(source), board)?.flatMap(({ variable, file }) =>
      /^(EXTRA_)?DTC_OVERLAY_FILE$/.test(variable) ? [join(folderOf(path), file)] : [],
    );
  }

  includeFolders(architecture: string): ReturnType<SdkDevicetrees['includeFolders']> {
    let folders = this.#includeFolders.get(architecture);
    if (!folders) {
      const below = (roots: readonly string[]) =>
        roots
          .flatMap((root) => dtsFolders(architecture).map((folder) => join(root, folder)))
          .filter((folder) => this.#checkout.files.stat(folder)?.kind === 'folder');
      const [zephyr, ...modules] = [...this.#roots('dtsRoot')].reverse();
      folders = { modules: below(modules.reverse()), zephyr: below([zephyr!]) };
      this.#includeFolders.set(architecture, folders);
    }
    return folders;
  }

  /** In the order of the build, those of the application and its board left out. */
  get bindingFolders(): readonly string[] {
    return this.#roots('dtsRoot').map((root) => join(root, 'dts/bindings'));
  }

  /** The folders of modules that name themselves as such a root, and Zephyr. */
  #roots(setting: 'boardRoot' | 'dtsRoot' | 'snippetRoot'): readonly string[] {
    const modules = this.#checkout.modules.flatMap(({ folder, settings }) =>
      folder === undefined || settings[setting] === undefined ? [] : [join(folder, settings[setting])],
    );
    return [...modules, 'zephyr'];
  }

  #has(path: string): boolean {
    return this.#checkout.files.stat(path)?.kind === 'file';
  }

  #names(folder: string): ReadonlySet<string> {
    return new Set(this.#checkout.files.list(folder).map(({ name }) => name));
  }

  /** Of all folders of boards those that are named like the beginning of the target come first: nearly always the one. */
  #findBoard(name: string): SdkBoard | undefined {
    if (!/^\w[\w.-]*$/.test(name)) return undefined;
    this.#folders ??= this.#roots('boardRoot').flatMap((root) => this.#boardFolders(`${root}/boards`));
    const isNear = (folder: BoardFolder): boolean => name === folder.name || name.startsWith(`${folder.name}_`);
    const near = this.#folders.filter(isNear).sort((a, b) => b.name.length - a.name.length);
    const others = this.#folders.filter((folder) => !isNear(folder));
    for (const folder of [...near, ...others]) {
      const board = this.#boardIn(folder, name);
      if (board) return board;
    }
    return undefined;
  }

  #boardFolders(boards: string): readonly BoardFolder[] {
    const inside = (folder: string): readonly string[] =>
      this.#checkout.files.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [] : [name]));
    return inside(boards)
      .filter((group) => group !== 'shields')
      .flatMap((group) =>
        inside(`${boards}/${group}`).map((name) => ({ name, group, path: `${boards}/${group}/${name}` })),
      );
  }

  #boardIn({ path, group }: BoardFolder, name: string): SdkBoard | undefined {
    const names = this.#names(path);
    const described = names.has('board.yml') ? this.source(`${path}/board.yml`) : undefined;
    if (!described && !names.has(`${name}_defconfig`)) return undefined;
    const boards = described ? boardFile(described).tree : [];
    const stem = names.has(`${name}.dts`)
      ? name
      : boards
          .flatMap(({ name: board, qualifiers }) => withoutSoc(name, board, qualifiers) ?? [])
          .find((short) => names.has(`${short}.dts`));
    if (stem === undefined) return undefined;
    const own = boards.find((board) => name === board.name || name.startsWith(`${board.name}_`));
    const shortName = own && withoutSoc(name, own.name, own.qualifiers);
    const revisions = own ?? declaredRevisions(this.source(`${path}/revision.cmake`)?.text ?? '');
    const architecture = described
      ? /^arch:\s*(\w+)/m.exec(this.source(`${path}/${stem}.yaml`)?.text ?? '')?.[1]
      : group;
    const targetNames = shortName === undefined ? [name] : [name, shortName];
    return {
      folder: path,
      architecture: architecture ?? 'arm',
      names: targetNames,
      target: own && targetNamed(name, own),
      revision: (wanted) => activeRevision(wanted, revisions),
      files: (wanted) => {
        const revision = activeRevision(wanted, revisions)?.replaceAll('.', '_');
        const overlay = [`${name}_${revision}.overlay`, `${stem}_${revision}.overlay`].find((file) => names.has(file));
        return [`${path}/${stem}.dts`, ...(overlay === undefined ? [] : [`${path}/${overlay}`])];
      },
      defconfigs: (wanted) => {
        const revision = activeRevision(wanted, revisions);
        return defconfigNames(targetNames, revision, described === undefined)
          .filter((file) => names.has(file))
          .map((file) => `${path}/${file}`);
      },
    };
  }

  #findSnippets(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    // Zephyr of the SDK knows those of nrf even before its module.yml names them (zephyr/cmake/modules/snippets.cmake:62, 2.7.0).
    for (const root of new Set(['nrf', ...this.#roots('snippetRoot')])) {
      for (const folder of this.#foldersWith(`${root}/snippets`, (names) => names.has('snippet.yml'))) {
        const source = this.source(`${folder}/snippet.yml`);
        const name = source && snippetFile(source).name;
        if (name !== undefined && !found.has(name)) found.set(name, `${folder}/snippet.yml`);
      }
    }
    return found;
  }

  /** Below the folder, as deep as anybody nests them. */
  #foldersWith(folder: string, holds: (names: ReadonlySet<string>) => boolean, depth = 3): readonly string[] {
    const entries = this.#checkout.files.list(folder);
    const own = holds(new Set(entries.map(({ name }) => name))) ? [folder] : [];
    if (depth === 0) return own;
    return [
      ...own,
      ...entries.flatMap(({ name, kind }) =>
        kind === 'folder' ? this.#foldersWith(`${folder}/${name}`, holds, depth - 1) : [],
      ),
    ];
  }
}

interface BoardFolder {
  readonly name: string;
  /** The folder around it: an architecture in hardware model v1, a vendor in v2. */
  readonly group: string;
  readonly path: string;
}

/** Below each root, in order. `dts/vendor` came with NCS 3.0 (zephyr/cmake/modules/pre_dt.cmake of Zephyr 4.1). */
export const dtsFolders = (architecture: string): readonly string[] => [
  'include',
  'include/zephyr',
  'dts/common',
  'dts/vendor',
  `dts/${architecture}`,
  'dts',
];

/** zephyr/cmake/modules/kconfig.cmake:70-73 (2.4.0); of model v2 zephyr/cmake/modules/kconfig.cmake:75-91 (2.7.0-rc3) */
function defconfigNames(names: readonly string[], revision: string | undefined, isOlder: boolean): readonly string[] {
  const plain = names.map((name) => `${name}_defconfig`);
  if (revision === undefined) return plain;
  const stems = names.map((name) => `${name}_${revision.replaceAll('.', '_')}`);
  return [...plain, ...(isOlder ? [] : stems.map((stem) => `${stem}_defconfig`)), `${stems[0]}.conf`];
}

/** A board with one SoC may leave it out in the names of its files. */
function withoutSoc(target: string, board: string, qualifiers: readonly string[]): string | undefined {
  const socs = new Set(qualifiers.map((qualifier) => qualifier.split('/')[0]!));
  const [soc] = socs;
  const full = `${board}_${soc}`;
  return socs.size === 1 && (target === full || target.startsWith(`${full}_`))
    ? board + target.slice(full.length)
    : undefined;
}
