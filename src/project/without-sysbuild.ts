import { join } from '../text/paths.ts';
import { foldersAround, sourceAround } from './around.ts';
import { perWorkspace } from './per-workspace.ts';
import { isReadme } from './readme.ts';
import { scriptsIn } from './scripts.ts';
import type { Workspace } from './workspace.ts';

/**
 * Where somebody wrote down that the project is built without sysbuild: a script, the CI or a README of the application's
 * folder or one around it, or the configuration of west. A clause; undefined where nobody did.
 */
export function withoutSysbuild(workspace: Workspace, root: string): string | undefined {
  for (const folder of foldersAround(root)) {
    const found = inFolder(workspace, folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** nrf/doc/nrf/app_dev/config_and_build/building.rst:121-124 (2.9.0) */
export const saysNoSysbuild = (text: string): boolean => /--no-sysbuild|SYSBUILD=(n|off|0|false)\b/i.test(text);

const inFolder = perWorkspace((workspace, folder: string): string | undefined => {
  // `west config build.sysbuild False` (nrf/doc/nrf/app_dev/config_and_build/sysbuild/sysbuild_configuring_west.rst:15-19, 2.9.0).
  const west = sourceAround(workspace, join(folder, '.west/config'));
  if (west && /^\[build\](?:\r?\n(?!\[).*)*?\r?\n\s*sysbuild\s*[=:]\s*(false|no|off|0)\s*$/im.test(west.text))
    return `build.sysbuild is off in ${west.path}`;
  if (!workspace.has(folder)) return undefined;
  for (const { name, kind } of workspace.list(folder)) {
    if (kind !== 'file' || !isReadme(name)) continue;
    if (saysNoSysbuild(workspace.textBeside(join(folder, name)) ?? '')) return says(workspace, join(folder, name));
  }
  for (const { path, text } of scriptsIn(workspace, folder)) {
    if (saysNoSysbuild(text)) return says(workspace, path);
  }
  return undefined;
});

const says = (workspace: Workspace, path: string): string => `${workspace.shown(path)} builds without sysbuild`;
