import { isAbsolute, join } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';
import { usualFolder, usualSysbuildFolder } from './usual-folder.ts';

/** Folders that CMake files move configuration files to; "" is the application, `sysbuild` sysbuild itself. */
export type ConfigFolders = ReadonlyMap<string, string>;

/**
 * `set(<image>_APPLICATION_CONFIG_DIR ...)` of `sysbuild/CMakeLists.txt` and `set(APPLICATION_CONFIG_DIR ...)` of
 * `CMakeLists.txt`, as far as the path can be read without running CMake; nRF Desktop keeps its files this way
 * (nrf/applications/nrf_desktop/sysbuild/CMakeLists.txt:8-31 (3.3.99), and in 2.7.0 with the plain variable for sysbuild).
 */
export function configFolders(workspace: Workspace, root: string, board: string | undefined): ConfigFolders {
  const found = new Map<string, string>();
  for (const [folder, file] of files) {
    const at = join(root, folder);
    const text = workspace.source(join(root, file))?.text.replace(/#.*$/gm, '') ?? '';
    for (const [, prefix = '', quoted, plain] of text.matchAll(setting)) {
      const image = prefix === 'SB_' ? 'sysbuild' : prefix.slice(0, -1);
      const path = expanded(quoted ?? plain!, at, root, board);
      if (path === undefined) continue;
      const target = isAbsolute(path) ? join('/', path) : join(root, path);
      const ofSysbuild = file !== 'CMakeLists.txt';
      if (ofSysbuild === (image !== '')) found.set(image, target);
      // In sysbuild's own CMake file the plain variable moves sysbuild's files.
      else if (ofSysbuild && !found.has('sysbuild')) found.set('sysbuild', target);
    }
  }
  if (!found.has('')) set(found, '', usualFolder(workspace, root, board));
  if (!found.has('sysbuild')) set(found, 'sysbuild', usualSysbuildFolder(workspace, root, board));
  return found;
}

function set(folders: Map<string, string>, image: string, folder: string | undefined): void {
  if (folder !== undefined) folders.set(image, folder);
}

/** The folder that paths in a file count from, and the file; `sysbuild.cmake` is read by sysbuild. */
const files = [
  ['', 'CMakeLists.txt'],
  ['sysbuild', 'sysbuild/CMakeLists.txt'],
  ['', 'sysbuild.cmake'],
] as const;

const setting = /\bset\s*\(\s*(\w+_)??APPLICATION_CONFIG_DIR\s+(?:"([^"]*)"|([^\s)"]+))/gi;

/** With the variables that every build sets; undefined where another one is in it. */
function expanded(text: string, here: string, root: string, board: string | undefined): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    CMAKE_CURRENT_LIST_DIR: here,
    CMAKE_CURRENT_SOURCE_DIR: here,
    APP_DIR: root,
    APPLICATION_SOURCE_DIR: root,
    NORMALIZED_BOARD_TARGET: board,
  };
  const result = text.replace(/\\?\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return result.includes('$') ? undefined : result;
}
