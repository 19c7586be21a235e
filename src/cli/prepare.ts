import type { LintOptions } from '../lint/lint.ts';
import { Workspace } from '../project/workspace.ts';
import type { FileSystem } from '../text/file-system.ts';
import { overlaidFiles } from '../text/overlaid-files.ts';
import { loadParsers, shippedKnowledge } from './knowledge.ts';
import { nodeFiles } from './node-files.ts';
import type { Settings } from './options.ts';
import { type GivenPaths, givenPaths } from './paths.ts';
import { sdkVersionOf } from './sdk-option.ts';

export interface Prepared {
  readonly workspace: Workspace;
  readonly options: LintOptions;
  readonly given: GivenPaths;
  /** The same with other texts in place of files, by absolute path. */
  withTexts(texts: ReadonlyMap<string, string>): Workspace;
}

/** The files and options that a command line stands for, parsers loaded; or what is wrong, a printable line without a final stop. */
export async function prepare(
  paths: readonly string[],
  settings: Settings,
  folder: string,
): Promise<Prepared | { readonly problem: string }> {
  const given = givenPaths(paths, folder);
  if ('problem' in given) return given;
  const sdk = sdkVersionOf(settings.sdk, folder);
  if (sdk.problem !== undefined) return { problem: sdk.problem };
  await loadParsers();
  const workspaceOf = (files: FileSystem): Workspace => {
    const workspace = new Workspace(files, given.readable, given.shown);
    for (const path of given.loose)
      workspace.leaveOut(path, 'lies in no application (a pasted post is for ncslint diagnose)');
    return workspace;
  };
  return {
    workspace: workspaceOf(nodeFiles),
    withTexts: (texts) => workspaceOf(overlaidFiles(nodeFiles, texts)),
    given,
    options: {
      paths: given.paths.filter((path) => !given.loose.includes(path)),
      board: settings.board,
      buildType: settings.suffix,
      era: settings.era,
      version: sdk.value,
      buildArguments: settings.buildArguments,
      facts: shippedKnowledge,
    },
  };
}
