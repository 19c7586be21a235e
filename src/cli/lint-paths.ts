import { lint } from '../lint/lint.ts';
import { Workspace } from '../project/workspace.ts';
import { loadParsers, shippedKnowledge } from './knowledge.ts';
import { nodeFiles } from './node-files.ts';
import type { Settings } from './options.ts';
import { finish } from './output.ts';
import { givenPaths } from './paths.ts';
import { sdkVersionOf } from './sdk-option.ts';
import type { Surroundings } from './surroundings.ts';

/** `ncslint [path...]`. Returns the exit code. */
export async function lintPaths(
  paths: readonly string[],
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, err } = surroundings;
  const given = givenPaths(paths, folder);
  const sdk = sdkVersionOf(settings.sdk, folder);
  const problem = 'problem' in given ? given.problem : sdk.problem;
  if ('problem' in given || problem !== undefined) {
    err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  await loadParsers();
  const workspace = new Workspace(nodeFiles, given.readable, given.shown);
  for (const path of given.loose)
    workspace.leaveOut(path, 'lies in no application (a pasted post is for ncslint diagnose)');
  const report = lint(workspace, {
    paths: given.paths.filter((path) => !given.loose.includes(path)),
    board: settings.board,
    buildType: settings.suffix,
    era: settings.era,
    version: sdk.value,
    buildArguments: settings.buildArguments,
    facts: shippedKnowledge,
  });
  return finish(report, settings, surroundings, 'lint');
}
