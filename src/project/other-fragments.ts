import type { Fragment } from '../model/application.ts';
import { baseName, join } from '../text/paths.ts';
import { fragmentsAt } from './fragments.ts';
import { perWorkspace } from './per-workspace.ts';
import type { Workspace } from './workspace.ts';

/**
 * The Kconfig fragments in the places of an application that its configurations do not take them from: of a board
 * nobody builds, of an image, a build type or an argument that is not known. Those of sysbuild itself are left out.
 */
export function otherFragments(workspace: Workspace, root: string, read: readonly Fragment[]): readonly Fragment[] {
  const sources = new Set(read.map(({ source }) => source));
  return allFragments(workspace, root).filter(({ source }) => !sources.has(source));
}

const allFragments = perWorkspace((workspace, root: string) =>
  fragmentsAt(workspace, [...fragmentPaths(workspace, root, 0)]),
);

function* fragmentPaths(workspace: Workspace, folder: string, depth: number): Generator<string> {
  for (const { name, kind } of workspace.list(folder)) {
    const path = join(folder, name);
    if (kind === 'file' && name.endsWith('.conf') && !name.startsWith('sysbuild')) yield path;
    if (kind === 'folder' && depth < DEEPEST && isPlace(path, depth)) yield* fragmentPaths(workspace, path, depth + 1);
  }
}

/** Folders where builds look; what lies deeper belongs to images and boards. */
const isPlace = (path: string, depth: number): boolean => depth > 0 || PLACES.includes(baseName(path));

const PLACES = ['boards', 'socs', 'configuration', 'child_image', 'sysbuild'];

/** `configuration/<board>/child_image/<image>/boards` */
const DEEPEST = 5;
