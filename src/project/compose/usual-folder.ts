import { join } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Where an application without a `prj.conf` of its own has it: `configuration/<board>`, as nRF Desktop, or
 * `configuration`, as the Fast Pair samples. Something moves APPLICATION_CONFIG_DIR there, or the build stops at once.
 */
export function usualFolder(workspace: Workspace, root: string, board: string | undefined): string | undefined {
  if (has(workspace, root, /^prj(_.*)?\.conf$/)) return undefined;
  const own = board === undefined ? undefined : join(root, `configuration/${board}`);
  if (own !== undefined && has(workspace, own, /^(prj|app)(_.*)?\.conf$/)) return own;
  const shared = join(root, 'configuration');
  return has(workspace, shared, /^prj(_.*)?\.conf$/) ? shared : undefined;
}

/** The same for sysbuild's own configuration, which the Fast Pair samples keep below `sysbuild/`. */
export function usualSysbuildFolder(workspace: Workspace, root: string, board: string | undefined): string | undefined {
  if (board === undefined || has(workspace, root, SYSBUILD)) return undefined;
  return ['sysbuild/configuration', 'configuration']
    .map((folder) => join(root, `${folder}/${board}`))
    .find((folder) => has(workspace, folder, SYSBUILD));
}

const SYSBUILD = /^sysbuild(_.*)?\.conf$/;

const has = (workspace: Workspace, folder: string, name: RegExp): boolean =>
  workspace.list(folder).some((entry) => entry.kind !== 'folder' && name.test(entry.name));
