import { existsSync, readFileSync } from 'node:fs';
import { join as joinNative, relative, resolve } from 'node:path';
import { lint } from '../lint/lint.ts';
import { Workspace } from '../project/workspace.ts';
import { folderOf, normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import { isFolder, loadParsers, shippedKnowledge } from './knowledge.ts';
import { nodeFiles } from './node-files.ts';
import { type Settings, suggestCommand } from './options.ts';
import { finish } from './output.ts';

/** `ncslint [path...]`. Returns the exit code. */
export async function lintPaths(paths: readonly string[], settings: Settings): Promise<number> {
  for (const path of paths) {
    if (existsSync(path)) continue;
    const meant = /[\\/.]/.test(path) ? undefined : suggestCommand(path);
    process.stderr.write(
      `ncslint: ${visible(path)} does not exist${meant === undefined ? '' : `; did you mean the command ${meant}?`}\n`,
    );
    return 2;
  }
  const version = sdkVersionOf(settings.sdk);
  if (version.problem !== undefined) {
    process.stderr.write(`ncslint: ${version.problem}\n`);
    return 2;
  }
  await loadParsers();
  const roots = paths.map((path) => normalize(resolve(path)));
  const workspace = new Workspace(nodeFiles, allowedRoots(roots), shownPaths(roots));
  const report = lint(workspace, {
    paths: roots,
    board: settings.board,
    buildType: settings.suffix,
    era: settings.era,
    version: version.value,
    buildArguments: settings.buildArguments,
    facts: shippedKnowledge,
  });
  return finish(report, settings, 'lint');
}

/** A file given by itself may need what lies beside it; nothing else outside of the paths is read. */
const allowedRoots = (roots: readonly string[]): readonly string[] =>
  roots.map((root) => (nodeFiles.stat(root)?.kind === 'file' ? folderOf(root) : root));

/** Relative to the working directory below it, else to the path that was given. */
function shownPaths(roots: readonly string[]): (path: string) => string {
  const here = process.cwd();
  return (path) => {
    const inside = relative(here, path);
    if (!inside.startsWith('..') && !/^[A-Za-z]:/.test(inside))
      return inside === '' ? '.' : inside.replaceAll('\\', '/');
    for (const root of roots) {
      const below = relative(root, path);
      if (below === '') return '.';
      if (!below.startsWith('..') && !/^[A-Za-z]:/.test(below)) return below.replaceAll('\\', '/');
    }
    return path;
  };
}

function sdkVersionOf(sdk: string | undefined): { readonly value?: string; readonly problem?: string } {
  if (sdk === undefined || !isFolder(sdk)) return sdk === undefined ? {} : { value: sdk };
  for (const file of ['nrf/VERSION', 'VERSION']) {
    const path = joinNative(sdk, file);
    if (existsSync(path)) return { value: readFileSync(path, 'utf8').trim().slice(0, 40) };
  }
  return { problem: `${visible(sdk)} is no nRF Connect SDK: there is no nrf/VERSION in it` };
}
