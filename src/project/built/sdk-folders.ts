import type { CmakeCache } from '../../syntax/cmake-cache.ts';
import { below, folderOf } from '../../text/paths.ts';
import { uniform } from './relocated.ts';

/** The folders of Zephyr, of `nrf` and of all modules, on the machine that an image was built on. */
export function moduleFolders(cache: CmakeCache['values']): readonly string[] {
  return [...cache].flatMap(([name, value]) => {
    if (value === '') return [];
    if (name === 'Zephyr_DIR') return [uniform(`${value}/../../..`)];
    return /^(ZEPHYR_(BASE|\w+_MODULE_DIR)|NRF_DIR)$/.test(name) ? [uniform(value)] : [];
  });
}

/** Whether the board of an image is one of the SDK: undefined where its build does not say where it lies. */
export function isBoardOfSdk(cache: CmakeCache['values']): boolean | undefined {
  const board = cache.get('BOARD_DIR');
  const zephyr = zephyrFolder(cache);
  if (!board || zephyr === undefined) return undefined;
  const folder = uniform(board);
  return below(zephyr, folder) !== undefined || below(`${folderOf(zephyr)}/nrf`, folder) !== undefined;
}

/** The folder that `zephyr` and `nrf` lie in, on the machine that an image was built on. */
export function sdkWorkspace(cache: CmakeCache['values']): string | undefined {
  const zephyr = zephyrFolder(cache);
  return zephyr === undefined ? undefined : folderOf(zephyr);
}

/** The modules that lie outside of the workspace of the SDK. */
export function foreignModules(cache: CmakeCache['values']): readonly string[] {
  const zephyr = zephyrFolder(cache);
  if (zephyr === undefined) return [];
  return moduleFolders(cache).filter((folder) => below(folderOf(zephyr), folder) === undefined);
}

function zephyrFolder(cache: CmakeCache['values']): string | undefined {
  const [base, package_] = [cache.get('ZEPHYR_BASE'), cache.get('Zephyr_DIR')];
  if (base) return uniform(base);
  return package_ ? uniform(`${package_}/../../..`) : undefined;
}
