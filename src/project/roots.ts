import { moduleFile } from '../syntax/module-file.ts';
import { isAbsolute, join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { cmakeSettings } from './cmake-settings.ts';
import { perWorkspace } from './per-workspace.ts';
import type { Workspace } from './workspace.ts';

/** Folders with a `boards` folder that the build of an application searches, beside those around it. */
export const boardRoots = (workspace: Workspace, root: string): readonly string[] => [
  ...named(workspace, root, 'BOARD_ROOT'),
  ...moduleRoots(workspace, root).flatMap(({ board }) => board ?? []),
];

/** Folders with a `dts` folder that it searches, beside its own and that of the board (zephyr/cmake/modules/pre_dt.cmake:39-50, 2.4.0). */
export const devicetreeRoots = perWorkspace((workspace, root: string): readonly string[] => [
  ...named(workspace, root, 'DTS_ROOT'),
  ...moduleRoots(workspace, root).flatMap(({ devicetree }) => devicetree ?? []),
]);

/** The folders that a variable of CMakeLists.txt names, as far as they can be known. */
export const named = (workspace: Workspace, root: string, variable: string): readonly string[] =>
  (workspace.parsed(join(root, 'CMakeLists.txt'), cmakeSettings) ?? [])
    .filter(({ name }) => name === variable)
    .flatMap(({ value }) => value.split(';'))
    .map((path) =>
      path.replace(/\$\{(?:CMAKE_CURRENT_LIST_DIR|CMAKE_CURRENT_SOURCE_DIR|CMAKE_SOURCE_DIR)\}/g, () => root),
    )
    .filter((path) => path !== '' && !path.includes('$'))
    .map((path) => (isAbsolute(path) ? join('/', path) : join(root, path)));

interface ModuleRoots {
  readonly board: string | undefined;
  readonly devicetree: string | undefined;
}

/** Of the modules around the application, and of those it adds to the build. */
const moduleRoots = perWorkspace((workspace, root: string): readonly ModuleRoots[] => {
  const added = ['ZEPHYR_EXTRA_MODULES', 'EXTRA_ZEPHYR_MODULES'].flatMap((name) => named(workspace, root, name));
  return [...foldersAround(root), ...added].flatMap((folder) => {
    const path = ['zephyr/module.yml', 'zephyr/module.yaml']
      .map((name) => join(folder, name))
      .find((one) => workspace.isFile(one));
    const settings = path === undefined ? undefined : workspace.parsed(path, moduleFile);
    const at = (name: string | undefined) => (name === undefined ? undefined : join(folder, name));
    return settings ? [{ board: at(settings.boardRoot), devicetree: at(settings.dtsRoot) }] : [];
  });
});
