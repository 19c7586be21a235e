import type { Era } from '../model/application.ts';
import { isAbsolute, join } from '../text/paths.ts';
import { BuildArguments } from './build-arguments.ts';
import { type CmakeSetting, cmakeSettings, filledIn } from './cmake-settings.ts';
import type { Target } from './target.ts';
import type { Workspace } from './workspace.ts';

type Built = Pick<Target, 'board' | 'revision' | 'buildType'>;

/**
 * What the application's CMakeLists.txt sets before `find_package(Zephyr)` and could as well be given as `-D<name>=...`: the
 * files of its images. Only what is certain: set under no condition, without variables that nobody knows here, to files
 * that are there. Whatever else it sets makes the files of an image unknown (cmake-hints.ts).
 */
export function cmakeArguments(
  workspace: Workspace,
  root: string,
  target: Built,
  era: Era | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const all = era === undefined ? [] : (workspace.parsed(join(root, 'CMakeLists.txt'), cmakeSettings) ?? []);
  for (const name of new Set(all.map((setting) => setting.name))) {
    const settings = all.filter((setting) => setting.name === name);
    if (!isTaken(workspace, root, name, target, era) || !isCertain(settings)) continue;
    // In hardware model v2 slashes are in it, and behind it there may be a revision.
    const board = era === 'child-image' && target.revision === undefined ? target.board?.value : undefined;
    const value = filledIn(settings.map((setting) => setting.value).join(';'), root, board);
    const files = new BuildArguments([`-D${name}=${value}`]).list(name);
    const isThere = (file: string): boolean =>
      isAbsolute(file) ? workspace.isFile(file) : OF_APPLICATION.includes(name) && workspace.isFile(join(root, file));
    if (!value.includes('$') && files.length > 0 && files.every(isThere)) found.set(name, value);
  }
  return found;
}

/** The lists of the application's files, whose relative names count from its folder. */
const OF_APPLICATION = ['CONF_FILE', 'EXTRA_CONF_FILE', 'OVERLAY_CONFIG', 'DTC_OVERLAY_FILE', 'EXTRA_DTC_OVERLAY_FILE'];

/**
 * Whether a build takes the variable from there. With sysbuild that is the application alone, which loses EXTRA_CONF_FILE to
 * a fragment in `sysbuild/`; child images get what has their name before it (nrf/cmake/multi_image.cmake:352-389, 2.4.0).
 */
function isTaken(
  workspace: Workspace,
  root: string,
  name: string,
  { buildType }: Built,
  era: Era | undefined,
): boolean {
  if (era === 'sysbuild')
    return OF_APPLICATION.includes(name) && (name !== 'EXTRA_CONF_FILE' || !workspace.isFolder(join(root, 'sysbuild')));
  // A build type is asked for with another CONF_FILE, which is the one that counts.
  if (name === 'CONF_FILE') return buildType === undefined;
  return name === 'PM_STATIC_YML_FILE' || OF_APPLICATION.some((one) => name === one || name.endsWith(`_${one}`));
}

const isCertain = (settings: readonly CmakeSetting[]): boolean =>
  settings.every(({ conditional, isLate, isAdded }, index) => !conditional && !isLate && (isAdded || index === 0));
