import { lstatSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { foldersAround } from '../project/around.ts';
import { discoverApplications, isApplication } from '../project/discover.ts';
import { Workspace } from '../project/workspace.ts';
import { below, folderOf, normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import { nodeFiles } from './node-files.ts';
import { suggestCommand } from './options.ts';

/** The paths of a command line, understood. */
export interface GivenPaths {
  /** Absolute, with forward slashes, each file or folder once. */
  readonly paths: readonly string[];
  /** The folders that may be read. */
  readonly readable: readonly string[];
  /** The `boards` folders around them in their repository: who lints one application of several has its board there. */
  readonly boards: readonly string[];
  /** Of `paths` the files that belong to no application. */
  readonly loose: readonly string[];
  /** A path as the user sees it: relative to the working directory below it, else to the path that was given. */
  shown(path: string): string;
  /** The path behind one that the user saw; undefined where that is not sure. */
  pathOf(shown: string): string | undefined;
}

/** `here`: the working directory. `problem` is a printable line without a final stop. */
export function givenPaths(paths: readonly string[], here: string): GivenPaths | { readonly problem: string } {
  const byReal = new Map<string, { readonly path: string; readonly typed: string }>();
  for (const typed of paths) {
    const path = normalize(resolve(here, typed));
    const stat = nodeFiles.stat(path);
    if (!stat) return { problem: absent(typed, path) };
    if (stat.kind === 'other') return { problem: `${visible(typed)} is neither a file nor a folder` };
    if (!byReal.has(stat.real)) byReal.set(stat.real, { path, typed });
  }
  const given = [...byReal.values()];
  const folders = given.map(({ path, typed }) => ({ ...folderToRead(path), typed }));
  const boards = [...new Set(folders.flatMap(({ folder }) => boardsAround(folder)))];
  return {
    paths: given.map(({ path }) => path),
    readable: folders.map(({ folder }) => folder),
    boards,
    loose: given.flatMap(({ path }, index) => (folders[index]!.isLoose ? [path] : [])),
    ...remembering(shownPaths(folders, boards, normalize(here))),
  };
}

/** `shown`, and the way back. Two paths that look the same to the user have none. */
function remembering(shown: (path: string) => string): Pick<GivenPaths, 'shown' | 'pathOf'> {
  const paths = new Map<string, string | undefined>();
  return {
    shown(path) {
      const name = shown(path);
      paths.set(name, paths.has(name) && paths.get(name) !== path ? undefined : path);
      return name;
    },
    pathOf: (name) => paths.get(name),
  };
}

function absent(typed: string, path: string): string {
  const name = visible(typed);
  try {
    lstatSync(path);
    return `${name} is a link that leads nowhere`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return `${name} cannot be read (${code})`;
  }
  const meant = /[\\/.]/.test(typed) ? undefined : suggestCommand(typed);
  return `${name} does not exist${meant === undefined ? '' : `; did you mean the command ${meant}?`}`;
}

/** The deepest file of an application, `configuration/<board>/images/<image>/prj.conf`, lies this far below it. */
const DEEPEST = 5;

/** A folder itself; a file is read with the application around it, if it lies in one, else with what lies beside it. */
function folderToRead(path: string): { readonly folder: string; readonly isLoose: boolean } {
  if (nodeFiles.stat(path)?.kind !== 'file') return { folder: path, isLoose: false };
  const around = foldersAround(folderOf(path)).slice(0, DEEPEST);
  const top = around.findIndex((folder) => nodeFiles.stat(`${folder}/.git`) !== undefined);
  const workspace = new Workspace(nodeFiles, [around.at(top)!]);
  const folder = discoverApplications(workspace, path)[0] ?? folderOf(path);
  return { folder, isLoose: !isApplication(workspace, folder) };
}

/** Below the folders around one, up to the top of its repository; none outside of a repository. */
function boardsAround(folder: string): readonly string[] {
  const around = foldersAround(folder);
  const top = around.findIndex((at) => nodeFiles.stat(`${at}/.git`) !== undefined);
  return around
    .slice(1, top + 1)
    .map((at) => `${at}/boards`)
    .filter((boards) => nodeFiles.stat(boards)?.kind === 'folder' && below(boards, folder) === undefined);
}

function shownPaths(
  folders: readonly { readonly folder: string; readonly typed: string }[],
  boards: readonly string[],
  here: string,
): (path: string) => string {
  return (path) => {
    const inside = below(here, path);
    if (inside !== undefined) return inside;
    for (const { folder, typed } of folders) {
      const name = below(folder, path);
      if (name === undefined) continue;
      // Beside others a path has to say which of them it belongs to.
      if (folders.length === 1) return name;
      return isAbsolute(typed) ? path : shownFrom(here, path);
    }
    if (boards.some((one) => below(one, path) !== undefined)) return shownFrom(here, path);
    return path;
  };
}

/** A path as people type it in a folder, with forward slashes. Both are absolute. */
export const shownFrom = (folder: string, path: string): string => relative(folder, path).replaceAll('\\', '/');

/** The path, or the nearest folder above it that exists. */
export const nearestExisting = (path: string): string =>
  nodeFiles.stat(path) || folderOf(path) === path ? path : nearestExisting(folderOf(path));
