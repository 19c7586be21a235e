import type { Choice } from '../../diagnostic/report.ts';
import { join } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';
import type { BuildFolder } from './build-folders.ts';

/**
 * The SDK version an application was built with: what the build itself has written down for its images
 * (nrf/cmake/version.cmake, 2.4.0), else the name of the folder its SDK lies in, `ncs/v2.9.0/zephyr`.
 */
export function builtVersion(workspace: Workspace, { folder, cache }: BuildFolder): Choice | undefined {
  const inside = workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [join(folder, name)] : []));
  for (const image of [folder, ...inside.slice(0, MOST_IMAGES)]) {
    const header = join(image, 'zephyr/include/generated/ncs_version.h');
    const value = /^#define NCS_VERSION_STRING\s+"([\w.-]+)"/m.exec(workspace.textBeside(header) ?? '')?.[1];
    if (value) return { value, why: `from ${workspace.shown(header)}` };
  }
  for (const name of ['ZEPHYR_NRF_MODULE_DIR', 'ZEPHYR_BASE', 'Zephyr_DIR']) {
    const value = versionInPath(cache.values.get(name) ?? '');
    if (value) return { value, why: `from ${name} in ${workspace.shown(join(folder, 'CMakeCache.txt'))}` };
  }
  return undefined;
}

const MOST_IMAGES = 50;

export const versionInPath = (path: string): string | undefined =>
  /(?:^|[\\/])v(\d+\.\d+\.\d+[\w.-]*)(?=[\\/]|$)/.exec(path)?.[1];
