import { join } from '../../text/paths.ts';
import { isZephyrProject } from '../cmake-settings.ts';
import { isPart } from '../parts.ts';
import type { Workspace } from '../workspace.ts';

/** Folders deeper than this below the application are no places of the build: `child_image/mcuboot/boards`. */
const DEPTH = 4;
const MOST_FILES = 2000;

/**
 * The configuration files of an application in the places where builds look for files by name, by path below `root`;
 * also in folders whose name only resembles such a place (`child_images/`). Other applications below it, and boards that are
 * defined in it, keep their own files.
 */
export function filesInPlaces(workspace: Workspace, root: string): readonly string[] {
  const found: string[] = [];
  // The folder of a board, given by itself: its devicetrees are no mistyped overlays. Snippets name their files themselves.
  if (definesBoard(workspace.list(root).map(({ name }) => name)) || isPart(workspace, root)) return found;
  const visit = (folder: string, depth: number): void => {
    for (const { name, kind } of workspace.list(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (found.length >= MOST_FILES) return;
      if (kind !== 'folder' && isConfiguration(name)) found.push(path);
      if (kind === 'folder' && depth < DEPTH && (folder !== '' || isPlace(name)) && !isElsewhere(workspace, root, path))
        visit(path, depth + 1);
    }
  };
  visit('', 0);
  return found;
}

/** `child_image` for `child-images`; undefined for a folder that resembles no place of the build. */
export function placeMeant(folder: string): string | undefined {
  return PLACES.get(folder.toLowerCase().replace(/[-_. ]|s$/g, ''));
}

/** By their names without what is easily forgotten. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ['board', 'boards'],
  ['soc', 'socs'],
  ['childimage', 'child_image'],
  ['sysbuild', 'sysbuild'],
  ['configuration', 'configuration'],
]);

const isPlace = (folder: string): boolean => placeMeant(folder) !== undefined;

/** Kconfig fragments, overlays, static files, and what these are mistyped as. */
const isConfiguration = (name: string): boolean => {
  const lower = name.toLowerCase();
  return (
    ENDINGS.has(lower.slice(lower.lastIndexOf('.'))) ||
    (lower.includes('static') && /^[\w-]*static[\w.@-]*\.ya?ml$/.test(lower))
  );
};

const ENDINGS = new Set(['.conf', '.overlay', '.overlays', '.dts', '.dtso', '.cfg', '.config']);

/** Files of another application, or of the board itself. */
function isElsewhere(workspace: Workspace, root: string, folder: string): boolean {
  const path = join(root, folder);
  const names = workspace.list(path).map(({ name }) => name);
  return (
    definesBoard(names) ||
    (names.includes('CMakeLists.txt') && workspace.parsed(join(path, 'CMakeLists.txt'), isZephyrProject) === true)
  );
}

const definesBoard = (names: readonly string[]): boolean =>
  names.some((name) => OF_BOARD.includes(name) || name.endsWith('_defconfig'));

const OF_BOARD = ['board.yml', 'Kconfig.board', 'board.cmake'];
