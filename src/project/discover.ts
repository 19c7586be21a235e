import { baseName, folderOf, join } from '../text/paths.ts';
import type { Workspace } from './workspace.ts';

/** Folders that never hold an application of the user's: build output and other people's code. */
const LEFT_OUT = /^(build|build[_-].*|twister-out.*|node_modules|\..*)$/;

/** Folders of an application that look like one themselves: their files belong to images of the application around them. */
const DEPTH = 12;

/**
 * The applications at or below `path`, sorted. A folder is one when a build would read its `prj.conf`, or when it has
 * a static file of Partition Manager or a `sysbuild.conf`; what lies inside of it belongs to it.
 * For a file: the nearest application around it.
 */
export function discoverApplications(workspace: Workspace, path: string): readonly string[] {
  if (workspace.isFile(path)) {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (isApplication(workspace, folder) && !isInner(folder)) return [folder];
      if (folder === folderOf(folder) || !workspace.has(folderOf(folder))) return [folderOf(path)];
    }
  }
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    if (isApplication(workspace, folder)) {
      found.push(folder);
      return;
    }
    if (depth >= DEPTH) return;
    for (const { name, kind } of workspace.list(folder)) {
      if (kind === 'folder' && !LEFT_OUT.test(name) && !isBuildFolder(workspace, join(folder, name))) {
        visit(join(folder, name), depth + 1);
      }
    }
  };
  if (workspace.isFolder(path)) visit(path, 0);
  return found;
}

export function isApplication(workspace: Workspace, folder: string): boolean {
  return workspace
    .list(folder)
    .some(({ name, kind }) => kind !== 'folder' && /^(prj(_.*)?\.conf|pm_static.*\.ya?ml|sysbuild(_.*)?\.conf)$/.test(name));
}

/** `child_image/mcuboot` has a prj.conf, too. */
const isInner = (folder: string): boolean => /^(child_image|sysbuild|configuration)$/.test(baseName(folderOf(folder)));

const isBuildFolder = (workspace: Workspace, folder: string): boolean => workspace.isFile(join(folder, 'CMakeCache.txt'));
