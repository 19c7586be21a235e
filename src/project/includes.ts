import type { SdkFacts } from '../model/sdk-facts.ts';
import type { IncludeResolver } from '../syntax/devicetree/preprocess.ts';
import { folderOf, join } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';
import { projectBoards } from './project-boards.ts';
import type { Workspace } from './workspace.ts';

/**
 * Finds what an overlay includes: files of the project beside the including one or where the build looks for them below
 * `folder` and the folder of a board of the project; headers of the SDK, whose macros are shipped as facts, as an empty
 * file; trees of the SDK (`<nordic/nrf52840_qiaa.dtsi>`, or a file in the `dts` folder of the board) as facts.
 */
export function includeResolver(
  workspace: Workspace,
  folder: string,
  facts: SdkFacts | undefined,
  board: string | undefined,
): IncludeResolver {
  const headers = new Map<string, SourceFile>();
  let around: readonly string[] | undefined;
  return {
    resolve(name, style, from) {
      const including = workspace.pathOf(from);
      around ??= includeFolders(workspace, folder, board);
      const candidates = [
        ...(style === 'quoted' && including !== undefined ? [folderOf(including)] : []),
        ...around,
      ].map((one) => join(one, name));
      for (const path of candidates) if (workspace.isFile(path)) return workspace.source(path);
      if (facts && includedTree(facts, board, name)) return { kind: 'included-tree' };
      if (!facts || !/^(zephyr\/)?dt-bindings\/.*\.h$/.test(name)) return undefined;
      if (!headers.has(name)) headers.set(name, new SourceFile(name, '', facts.version));
      return headers.get(name);
    },
  };
}

/** Below the application and its board; the application's own folder is none of them (zephyr/cmake/modules/pre_dt.cmake:39-81, 2.4.0). */
export function includeFolders(workspace: Workspace, root: string, board: string | undefined): readonly string[] {
  const own = projectBoards(workspace, root).find(({ names }) => board !== undefined && names.includes(board));
  return [root, ...(own ? [own.folder] : [])].flatMap((folder) =>
    ['include', 'include/zephyr', 'dts/common', 'dts/arm', 'dts/riscv', 'dts'].map((inside) => join(folder, inside)),
  );
}

/** The tree an include stands for. A board's `dts` folder is searched, too: zephyr/cmake/modules/dts.cmake:96-104 (2.4.0). */
export function includedTree(facts: SdkFacts, board: string | undefined, name: string) {
  const folder = board === undefined ? undefined : facts.board(board)?.folder;
  return facts.trees.tree(name) ?? (folder === undefined ? undefined : facts.trees.tree(`${folder}/dts/${name}`));
}
