import { activeRevision } from '../sdk/board-revisions.ts';
import { join } from '../text/paths.ts';
import { boardStems, type NamedBoard, shortStem } from './compose/file-names.ts';
import { type ProjectBoard, projectBoards } from './project-boards.ts';
import type { Workspace } from './workspace.ts';

/** What a board of the project brings along for one of its targets; paths in the order they are read. */
export interface OwnBoard {
  readonly board: ProjectBoard;
  /** Its own file, then the overlay of the revision. */
  readonly devicetrees: readonly string[];
  /** Its `_defconfig`, then that of the revision. */
  readonly defconfigs: readonly string[];
  /** The first files of what it says in the Kconfig language. */
  readonly kconfig: readonly string[];
}

/**
 * The board of the project with this target; undefined where it has none, or none with a devicetree. Without a revision it is
 * the default one (zephyr/cmake/modules/{boards,dts,kconfig}.cmake, 2.4.0 and 2.7.0).
 */
export function ownBoard(workspace: Workspace, root: string, target: NamedBoard): OwnBoard | undefined {
  const board = projectBoards(workspace, root).find(({ names }) => names.includes(target.name));
  if (!board) return undefined;
  const path = (name: string): string => join(board.folder, name);
  const existing = (names: readonly string[]): string[] =>
    [...new Set(names)].map(path).filter((one) => workspace.isFile(one));
  const short = board.model === 2 ? shortStem({ name: target.name }) : undefined;
  const names = [target.name, ...(short === undefined ? [] : [short])];
  const [tree] = existing(names.map((name) => `${name}.dts`));
  if (tree === undefined) return undefined;
  const revision = activeRevision(target.revision, board);
  const stems = names.flatMap((name) => boardStems({ name, revision }));
  const ofRevision = stems.filter((stem) => !names.includes(stem));
  return {
    board,
    devicetrees: [tree, ...existing(ofRevision.map((stem) => `${stem}.overlay`))],
    defconfigs: [
      ...existing(names.map((name) => `${name}_defconfig`)),
      ...existing(
        ofRevision.flatMap((stem) => (board.model === 2 ? [`${stem}_defconfig`, `${stem}.conf`] : [`${stem}.conf`])),
      ),
    ],
    kconfig: existing([
      'Kconfig.defconfig',
      ...(board.model === 2 ? [`Kconfig.${board.name}`] : ['Kconfig.board']),
      'Kconfig',
    ]),
  };
}
