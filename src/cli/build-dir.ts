import { resolve } from 'node:path';
import { buildAt } from '../project/built/build-folders.ts';
import { isApplication } from '../project/discover.ts';
import { Workspace } from '../project/workspace.ts';
import { normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import { nodeFiles } from './node-files.ts';

/** The build that `--build-dir` points at. */
export interface BuildDirectory {
  /** Absolute; of one image of a sysbuild build the folder of the whole. */
  readonly folder: string;
  /** The folder of the application, where it is on this machine, too. */
  readonly application: string | undefined;
}

/** `problem` is a printable line without a final stop. */
export function buildDirectory(typed: string, here: string): BuildDirectory | { readonly problem: string } {
  const folder = normalize(resolve(here, typed));
  if (nodeFiles.stat(folder)?.kind !== 'folder') return { problem: `--build-dir: ${visible(typed)} is no folder` };
  const build = buildAt(new Workspace(nodeFiles, [folder, normalize(resolve(folder, '..'))]), folder);
  if (!build) return { problem: `--build-dir: there is no CMakeCache.txt in ${visible(typed)}` };
  const { source } = build;
  const isHere = source !== undefined && isApplication(new Workspace(nodeFiles, [source]), source);
  return { folder: build.folder, application: isHere ? source : undefined };
}
