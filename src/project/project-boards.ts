import { declaredRevisions } from '../sdk/board-revisions.ts';
import { boardFile } from '../syntax/board-file.ts';
import { below, join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { boardTarget } from './board-names.ts';
import { perWorkspace } from './per-workspace.ts';
import { boardRoots, named } from './roots.ts';
import { editorSettings } from './vscode.ts';
import type { Workspace } from './workspace.ts';

/** A board that the repository defines itself. */
export interface ProjectBoard {
  /** Of the board without SoC: "my_board". */
  readonly name: string;
  /** Its targets as in file names: "my_board_nrf52840", "my_board_nrf5340_cpuapp_ns". */
  readonly names: readonly string[];
  /** Where its devicetree, defconfig and static file are: `boards/<vendor>/<board>`, `boards/<arch>/<board>`. */
  readonly folder: string;
  /** SoCs and variants of board.yml: "nrf52840", "nrf5340/cpuapp/ns"; none in the first model. */
  readonly qualifiers: readonly string[];
  /** 1: a folder of an architecture and no board.yml, up to NCS 2.9; 2: with board.yml, from NCS 2.7 on. */
  readonly model: 1 | 2;
  /** With dots. */
  readonly revisions: readonly string[];
  readonly defaultRevision: string | undefined;
}

/**
 * The boards below the `boards` folders of the application, of the folders around it as far as they belong to the
 * project, and of the roots that CMakeLists.txt, modules of the project or the editor's settings name. Where the folder of
 * a board is what is linted, those are in it too.
 */
export const projectBoards = perWorkspace((workspace, root: string): readonly ProjectBoard[] => {
  // Of a repository around the paths that were given only its boards can be read.
  const roots = new Set(foldersAround(root).filter((at) => workspace.has(at) || workspace.has(join(at, 'boards'))));
  for (const folder of [...roots]) {
    for (const one of editorSettings(workspace, folder)?.boardRoots ?? []) roots.add(one);
  }
  for (const one of boardRoots(workspace, root)) roots.add(one);
  return [
    ...boardIn(workspace, root),
    ...[...roots].flatMap((folder) => boardsBelow(workspace, join(folder, 'boards'))),
  ];
});

/** The boards of the application itself: those in its folder, and in the folders that its CMakeLists.txt names. */
export function ownBoards(workspace: Workspace, root: string): readonly ProjectBoard[] {
  const roots = [root, ...named(workspace, root, 'BOARD_ROOT')].map((folder) => join(folder, 'boards'));
  return projectBoards(workspace, root).filter(({ folder }) => roots.some((one) => below(one, folder) !== undefined));
}

/** One list for each `boards` folder: the applications of a repository share them. */
const boardsBelow = perWorkspace((workspace, boards: string): readonly ProjectBoard[] =>
  folders(workspace, boards).flatMap((group) => [
    ...boardIn(workspace, group),
    ...folders(workspace, group).flatMap((folder) => boardIn(workspace, folder)),
  ]),
);

const folders = (workspace: Workspace, folder: string): readonly string[] =>
  workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [join(folder, name)] : []));

/** The boards that a folder defines itself. */
export function boardIn(workspace: Workspace, folder: string): readonly ProjectBoard[] {
  const files = workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [] : [name]));
  const stems = (ending: string): string[] =>
    files.flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
  const trees = targetTrees(workspace, folder, stems('.dts'));
  if (files.includes('board.yml')) {
    return (workspace.parsed(join(folder, 'board.yml'), boardFile)?.tree ?? []).map(
      ({ name, qualifiers, revisions, defaultRevision }) => ({
        name,
        names: [
          ...new Set([
            ...qualifiers
              .map((qualifier) => boardTarget(`${name}/${qualifier}`).name)
              // The clusters of a SoC are not in board.yml; a SoC with clusters is no target by itself.
              .filter((target) => !trees.some((stem) => stem.startsWith(`${target}_cpu`))),
            ...trees.filter((stem) => stem === name || stem.startsWith(`${name}_`)),
          ]),
        ],
        qualifiers,
        folder,
        model: 2,
        revisions,
        defaultRevision,
      }),
    );
  }
  const names = stems('_defconfig').filter((name) => trees.includes(name) || files.includes('Kconfig.board'));
  const declared = files.includes('revision.cmake')
    ? declaredRevisions(workspace.textBeside(join(folder, 'revision.cmake')) ?? '')
    : undefined;
  return names.map((name) => ({
    name,
    names: [name],
    qualifiers: [],
    folder,
    model: 1,
    revisions: [...new Set([...(declared?.revisions ?? []), ...files.flatMap((file) => revisionOf(file, name) ?? [])])],
    defaultRevision: declared?.defaultRevision,
  }));
}

/** What others of the folder include, `my_board_common.dts`, is a part of them and no target, unless it begins as one. */
function targetTrees(workspace: Workspace, folder: string, stems: readonly string[]): readonly string[] {
  const texts = new Map(stems.map((stem) => [stem, workspace.textBeside(join(folder, `${stem}.dts`)) ?? '']));
  const included = new Set([...texts.values()].flatMap((text) => [...text.matchAll(INCLUDE)].map(([, stem]) => stem!)));
  return stems.filter((stem) => !included.has(stem) || /^[ \t]*\/dts-v1\/;/m.test(texts.get(stem)!));
}

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]+"(?:[^"\n]*\/)?([^"/\n]+)\.dts"/gm;

/** `<board>_1_0_0.conf` and `.overlay` are files of revision 1.0.0. */
function revisionOf(file: string, board: string): string | undefined {
  if (!file.startsWith(`${board}_`)) return undefined;
  return /^(\d+(?:_\d+)*)\.(?:conf|overlay)$/.exec(file.slice(board.length + 1))?.[1]?.replaceAll('_', '.');
}
