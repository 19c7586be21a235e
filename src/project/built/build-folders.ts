import { type CmakeCache, cmakeCache } from '../../syntax/cmake-cache.ts';
import { baseName, below, folderOf, join } from '../../text/paths.ts';
import { foldersAround } from '../around.ts';
import { perWorkspace } from '../per-workspace.ts';
import type { Workspace } from '../workspace.ts';

/** A folder an application was built in, and what its CMakeCache.txt says. */
export interface BuildFolder {
  readonly folder: string;
  readonly cache: CmakeCache;
  readonly sysbuild: boolean;
  /** The source folder of the application, on the machine it was built on; undefined where the cache does not say. */
  readonly source: string | undefined;
}

/**
 * The build folders of an application: in it, one level down (`build`, `build_release`) or two (`build/nrf52840dk`), and
 * in the same places of the folders around it, as far as they may be read: west builds where it is started.
 */
export function buildFolders(workspace: Workspace, root: string): readonly BuildFolder[] {
  return foldersAround(root)
    .filter((folder) => workspace.has(folder))
    .flatMap((folder) => foldersIn(workspace, folder).filter((build) => isOf(build, root, folder)));
}

/** The build in a folder; of the folder of one image that sysbuild built, all of it. Undefined where there is none. */
export function buildAt(workspace: Workspace, folder: string): BuildFolder | undefined {
  if (!isBuild(workspace, folder)) return undefined;
  const cache = workspace.parsed(join(folder, 'CMakeCache.txt'), cmakeCache);
  if (!cache) return undefined;
  const above = folderOf(folder);
  if (cache.values.has('SYSBUILD_CACHE') && isBuild(workspace, above)) return buildAt(workspace, above);
  const source = cache.values.get('APP_DIR') ?? cache.values.get('APPLICATION_SOURCE_DIR');
  return {
    folder,
    cache,
    sysbuild: cache.values.has('SYSBUILD') || workspace.isFolder(join(folder, '_sysbuild')),
    source: source?.replaceAll('\\', '/'),
  };
}

const foldersIn = perWorkspace((workspace, folder: string): readonly BuildFolder[] => {
  const inside = (one: string): readonly string[] =>
    workspace.list(one).flatMap(({ name, kind }) => (kind === 'folder' ? [join(one, name)] : []));
  const near = inside(folder).filter((one) => /^(build|_build|out)/i.test(baseName(one)));
  return near
    .flatMap((one) => (isBuild(workspace, one) ? [one] : inside(one)))
    .flatMap((one) => buildAt(workspace, one) ?? []);
});

/**
 * Whether it is `root` that was built. A copied or moved application keeps its name; a folder somebody else built in does
 * not have it. What lies beside an application is one of several that are told apart by the way to them.
 */
function isOf({ source }: BuildFolder, root: string, around: string): boolean {
  if (source === undefined) return around === root;
  return around === root ? baseName(source) === baseName(root) : source.endsWith(`/${below(around, root)}`);
}

const isBuild = (workspace: Workspace, folder: string): boolean => workspace.isFile(join(folder, 'CMakeCache.txt'));
