import type { SdkFacts } from '../model/sdk-facts.ts';
import { NON_SECURE } from '../sdk/data-files.ts';
import type { IncludeResolver } from '../syntax/devicetree/preprocess.ts';
import { folderOf, join } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';
import { projectBoards } from './project-boards.ts';
import { devicetreeRoots } from './roots.ts';
import type { Workspace } from './workspace.ts';

/**
 * Finds what a devicetree file includes: beside the including file, then below `folder`, that of the application, and the
 * folder of the board. Where the SDK is there, among its files in the order of the build; otherwise its headers,
 * whose macros are shipped as facts, are an empty file, and its trees (`<nordic/nrf52840_qiaa.dtsi>`, or a file in the
 * `dts` folder of the board) are facts.
 */
export function includeResolver(
  workspace: Workspace,
  folder: string,
  facts: SdkFacts | undefined,
  board: string | undefined,
  shieldFolders: readonly string[] = [],
): IncludeResolver {
  const headers = new Map<string, SourceFile>();
  const devicetrees = facts?.devicetrees;
  let around: readonly Place[] | undefined;
  const answers = new Map<string, SourceFile | undefined>();
  const find = (places: readonly Place[], name: string): SourceFile | undefined => {
    for (const { isSdk, folder: at } of places) {
      const path = join(at, name);
      const source = isSdk ? devicetrees?.source(path) : workspace.isFile(path) ? workspace.source(path) : undefined;
      if (source) return source;
    }
    return undefined;
  };
  const findAround = (name: string): SourceFile | undefined => {
    around ??= placesAround(workspace, folder, facts, board, shieldFolders);
    if (!answers.has(name)) answers.set(name, find(around, name));
    return answers.get(name);
  };
  return {
    resolve(name, style, from) {
      const including = from.sdk === undefined ? workspace.pathOf(from) : from.path;
      const beside =
        style === 'quoted' && including !== undefined
          ? [{ isSdk: from.sdk !== undefined, folder: folderOf(including) }]
          : [];
      const source = find(beside, name) ?? findAround(name);
      if (source) return source;
      if (facts && includedTree(facts, board, name)) return { kind: 'included-tree' };
      if (!facts || devicetrees || !/^(zephyr\/)?dt-bindings\/.*\.h$/.test(name)) return undefined;
      if (!headers.has(name)) headers.set(name, new SourceFile(name, '', facts.version));
      return headers.get(name);
    },
  };
}

interface Place {
  readonly isSdk: boolean;
  readonly folder: string;
}

/** zephyr/cmake/modules/pre_dt.cmake:39-90 (2.4.0) */
function placesAround(
  workspace: Workspace,
  root: string,
  facts: SdkFacts | undefined,
  board: string | undefined,
  shieldFolders: readonly string[],
): readonly Place[] {
  const project = includeFolders(workspace, root, board).map((folder) => ({ isSdk: false, folder }));
  const devicetrees = facts?.devicetrees;
  if (!devicetrees) return project;
  const own = board === undefined ? undefined : devicetrees.board(board);
  const { modules, zephyr } = devicetrees.includeFolders(own?.architecture ?? 'arm');
  const boards = [...(own ? [own.folder] : []), ...shieldFolders].flatMap((at) =>
    FOLDERS.map((inside) => join(at, inside)),
  );
  const ofSdk = (folders: readonly string[]): Place[] => folders.map((folder) => ({ isSdk: true, folder }));
  return [...ofSdk(modules), ...project, ...ofSdk(boards), ...ofSdk(zephyr)];
}

/**
 * Below the roots that the project names, the application and its board; the application's own folder is none of them
 * (zephyr/cmake/modules/pre_dt.cmake:39-81, 2.4.0).
 */
export function includeFolders(workspace: Workspace, root: string, board: string | undefined): readonly string[] {
  const own = projectBoards(workspace, root).find(({ names }) => board !== undefined && names.includes(board));
  return [...devicetreeRoots(workspace, root), root, ...(own ? [own.folder] : [])].flatMap((folder) =>
    FOLDERS.map((inside) => join(folder, inside)),
  );
}

/** Whether the project has a folder that includes are searched in. */
export const hasIncludeFolders = (workspace: Workspace, root: string, board: string | undefined): boolean =>
  includeFolders(workspace, root, board).some((folder) => workspace.isFolder(folder));

const FOLDERS = ['include', 'include/zephyr', 'dts/common', 'dts/vendor', 'dts/arm', 'dts/riscv', 'dts'];

/** The tree an include stands for. A board's `dts` folder is searched, too: zephyr/cmake/modules/dts.cmake:96-104 (2.4.0). */
export function includedTree(facts: SdkFacts, board: string | undefined, name: string) {
  const folder = board === undefined ? undefined : facts.board(board)?.folder;
  const other = board?.endsWith('_ns') ? facts.trees.tree(`${NON_SECURE}${name}`) : undefined;
  return (
    other ?? facts.trees.tree(name) ?? (folder === undefined ? undefined : facts.trees.tree(`${folder}/dts/${name}`))
  );
}
