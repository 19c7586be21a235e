import { join } from '../../text/paths.ts';
import type { Composition } from '../compose/composition.ts';
import type { Workspace } from '../workspace.ts';
import type { BuildFolder } from './build-folders.ts';
import type { RecordedFiles } from './recorded-files.ts';

/** Files of a configured build that are written whenever CMake runs. */
const WRITTEN = ['build.ninja', 'Makefile', 'build_info.yml', 'CMakeCache.txt', 'zephyr/.config', 'zephyr/zephyr.dts'];

/** Files of an application that decide about a build, besides those of its images. */
const DECIDING = ['CMakeLists.txt', 'Kconfig', 'Kconfig.sysbuild', 'sysbuild.cmake', 'sysbuild/CMakeLists.txt'];

/**
 * The files that have changed, or are gone, since an application was built, each once: what a build says about its files
 * holds no longer then. By the times of the files.
 */
export function changedSince(
  workspace: Workspace,
  root: string,
  { folder }: BuildFolder,
  composition: Composition,
  recorded: ReadonlyMap<string, RecordedFiles>,
): readonly string[] {
  const configured = newest(workspace, folder);
  // A build that came without its sources is all there is.
  if (configured === undefined || root === folder) return [];
  const found = new Set<string>();
  const look = (path: string, since: number): void => {
    const changed = workspace.changed(path);
    if (changed !== undefined && changed > since) found.add(path);
  };
  for (const { name, fragments, overlays } of composition.images) {
    const own = recorded.get(name);
    if (!own) continue;
    const since = Math.max(configured, newest(workspace, own.folder) ?? 0);
    for (const { path } of [...fragments, ...overlays]) look(path, since);
    for (const path of [...(own.kconfig.own ?? []), ...(own.devicetree.own ?? [])]) {
      if (workspace.isFile(path)) look(path, since);
      else found.add(path);
    }
  }
  for (const file of [
    composition.staticFile,
    composition.networkStaticFile,
    ...(composition.sysbuild?.fragments ?? []),
  ]) {
    if (file) look(file.path, configured);
  }
  for (const name of DECIDING) look(join(root, name), configured);
  return [...found].sort();
}

/** When CMake last ran in a folder, in milliseconds; undefined where nobody can tell. */
function newest(workspace: Workspace, folder: string): number | undefined {
  const times = WRITTEN.flatMap((name) => workspace.changed(join(folder, name)) ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
}
