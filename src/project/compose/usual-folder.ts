import { join } from '../../text/paths.ts';
import { isPrjConf, isSysbuildConf, isVariantOf } from '../variant-names.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Where an application without a `prj.conf` of its own has it: `configuration/<board>`, as nRF Desktop, or
 * `configuration`, as the Fast Pair samples. Something moves APPLICATION_CONFIG_DIR there, or the build stops at once.
 */
export function usualFolder(workspace: Workspace, root: string, board: string | undefined): string | undefined {
  if (has(workspace, root, isPrjConf)) return undefined;
  const own = board === undefined ? undefined : join(root, `configuration/${board}`);
  if (own !== undefined && has(workspace, own, isBoardsConf)) return own;
  const shared = join(root, 'configuration');
  return has(workspace, shared, isPrjConf) ? shared : undefined;
}

/** The same for sysbuild's own configuration, which the Fast Pair samples keep below `sysbuild/`. */
export function usualSysbuildFolder(workspace: Workspace, root: string, board: string | undefined): string | undefined {
  if (board === undefined || has(workspace, root, isSysbuildConf)) return undefined;
  return ['sysbuild/configuration', 'configuration']
    .map((folder) => join(root, `${folder}/${board}`))
    .find((folder) => has(workspace, folder, isSysbuildConf));
}

/** In the folder of a board it may be called `app.conf`, too. */
export const isBoardsConf = (name: string): boolean => isPrjConf(name) || isVariantOf(name, 'app', '.conf');

const has = (workspace: Workspace, folder: string, isWanted: (name: string) => boolean): boolean =>
  workspace.list(folder).some(({ name, kind }) => kind !== 'folder' && isWanted(name));
