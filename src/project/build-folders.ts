import { baseName, join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import type { NamedTarget } from './named-target.ts';
import type { Workspace } from './workspace.ts';

/** A folder an application was built in, and what its CMakeCache.txt says. */
export interface BuildFolder {
  readonly folder: string;
  readonly cache: CmakeCache;
  readonly sysbuild: boolean;
}

/** The variables of a CMakeCache.txt. */
export interface CmakeCache {
  readonly values: ReadonlyMap<string, string>;
  /** Those that were given on the command line: CMake knows no type for them. */
  readonly given: ReadonlyMap<string, string>;
}

/** The build folders in an application, one level down (`build`, `build_release`) or two (`build/nrf52840dk`). */
export function buildFolders(workspace: Workspace, root: string): readonly BuildFolder[] {
  const inside = (folder: string): readonly string[] =>
    workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [join(folder, name)] : []));
  const near = inside(root).filter((folder) => /^(build|_build|out)/i.test(baseName(folder)));
  return [...near, ...near.flatMap((folder) => (isBuild(workspace, folder) ? [] : inside(folder)))].flatMap(
    (folder) => {
      const cache = isBuild(workspace, folder)
        ? workspace.parsed(join(folder, 'CMakeCache.txt'), cmakeCache)
        : undefined;
      if (!cache) return [];
      const source = cache.values.get('APP_DIR') ?? cache.values.get('APPLICATION_SOURCE_DIR');
      // A copied or moved application keeps its name; a folder somebody else built in does not have it.
      if (source !== undefined && baseName(source.replaceAll('\\', '/')) !== baseName(root)) return [];
      const sysbuild = cache.values.has('SYSBUILD') || workspace.isFolder(join(folder, '_sysbuild'));
      return [{ folder, cache, sysbuild }];
    },
  );
}

const isBuild = (workspace: Workspace, folder: string): boolean => workspace.isFile(join(folder, 'CMakeCache.txt'));

/** What was built in the application's build folders. */
export function builtTargets(workspace: Workspace, root: string): readonly NamedTarget[] {
  return buildFolders(workspace, root).flatMap(({ folder, cache, sysbuild }) => {
    const board = cache.values.get('BOARD') ?? cache.values.get('CACHED_BOARD');
    if (!board) return [];
    const revision = cache.values.get('BOARD_REVISION');
    const own = [...cache.given].filter(
      ([name]) => !/^(BOARD|BOARD_REVISION|CMAKE_.*|ZEPHYR_.*|NCS_.*|.*_DIR|.*_ROOT)$/.test(name),
    );
    return [
      {
        board: revision && !board.includes('@') ? withRevision(board, revision) : board,
        arguments: own.map(([name, value]) => `-D${name}=${value}`),
        sysbuild,
        name: baseName(folder),
        why: `from ${workspace.shown(join(folder, 'CMakeCache.txt'))}`,
      },
    ];
  });
}

const withRevision = (board: string, revision: string): string =>
  board.replace(/^[^/]*/, (name) => `${name}@${revision}`);

/** Reads a CMakeCache.txt: lines `NAME:TYPE=value`; of duplicates the last. */
export function cmakeCache({ text }: SourceFile): CmakeCache {
  const values = new Map<string, string>();
  const given = new Map<string, string>();
  for (const [, name, type, value] of text.matchAll(/^"?([A-Za-z_][^:="\n]*)"?:([A-Z]+)=([^\r\n]*)/gm)) {
    values.set(name!, value!);
    if (type === 'UNINITIALIZED') given.set(name!, value!);
  }
  return { values, given };
}
