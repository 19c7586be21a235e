import type { SdkFacts } from '../model/sdk-facts.ts';
import type { SysbuildInput } from '../model/sysbuild/view.ts';
import { join } from '../text/paths.ts';
import { wellKnownBoards } from './board-names.ts';
import { boardParts } from './compose/file-names.ts';
import { projectBoards } from './project-boards.ts';
import { ownKconfig } from './sysbuild-root.ts';
import type { Workspace } from './workspace.ts';

/**
 * The `Kconfig.sysbuild` of a board that the facts do not speak of: of one that the project defines, its own; of one that
 * nobody knows, it may have any. Undefined where the facts speak of it, and where the SDK has none for it.
 */
export function boardSysbuild(
  workspace: Workspace,
  root: string,
  board: string,
  sdk: SdkFacts | undefined,
): SysbuildInput['ofBoard'] {
  const own = projectBoards(workspace, root).find(({ names }) => names.includes(board));
  if (own) {
    const path = join(own.folder, 'Kconfig.sysbuild');
    const { before, originOf, open } = ownKconfig(workspace, workspace.isFile(path) ? path : undefined);
    return { definitions: before, originOf, open };
  }
  const isOfSdk =
    Object.hasOwn(sdk?.sysbuild?.boards ?? {}, boardParts(board).board) || wellKnownBoards.includes(board);
  if (isOfSdk) return undefined;
  return { definitions: NONE, originOf: () => undefined, open: `the Kconfig.sysbuild of the board ${board}` };
}

/** One for all boards: what is made of it is kept for it. */
const NONE: NonNullable<SysbuildInput['ofBoard']>['definitions'] = [];
