import { resolve } from 'node:path';
import type { Report } from '../diagnostic/report.ts';
import { type LintOptions, lint } from '../lint/lint.ts';
import { activeRules, type Policy, underPolicy } from '../lint/policy.ts';
import { withoutSuppressed } from '../lint/suppressions.ts';
import { Workspace } from '../project/workspace.ts';
import { rules } from '../rules/index.ts';
import type { FileSystem } from '../text/file-system.ts';
import { overlaidFiles } from '../text/overlaid-files.ts';
import { normalize } from '../text/paths.ts';
import type { BuildDirectory } from './build-dir.ts';
import type { Settings } from './command.ts';
import { findConfiguration } from './configuration/find.ts';
import type { ProjectConfiguration } from './configuration/load.ts';
import { shippedKnowledge } from './knowledge.ts';
import { nodeFiles } from './node-files.ts';
import { type GivenPaths, givenPaths } from './paths.ts';
import { sdkVersionOf } from './sdk-option.ts';
import { sdkSearch } from './sdk-search.ts';
import { shardOf } from './shard.ts';
import type { Surroundings } from './surroundings.ts';

/** The files and options that a command line and the configuration of the project stand for. */
export interface Prepared {
  readonly workspace: Workspace;
  readonly options: LintOptions;
  readonly given: GivenPaths;
  /** The settings, with what the configuration says where the command line is silent. */
  readonly settings: Settings;
  /**
   * What is found in the workspace, under the configuration and without what comments hide; or what would be with other
   * texts in place of files, by absolute path. `progress` is told before each application.
   */
  report(texts?: ReadonlyMap<string, string>, progress?: LintOptions['progress']): Report;
}

/** What is wrong: printable lines without a final stop. */
export interface Unprepared {
  readonly problems: readonly string[];
}

/** `texts` stand in place of files, by absolute path. `adapted` has the last word about the options. */
export async function prepare(
  paths: readonly string[],
  commandLine: Settings,
  { folder, env }: Pick<Surroundings, 'folder' | 'env'>,
  texts: ReadonlyMap<string, string> = new Map(),
  adapted: (options: LintOptions) => LintOptions = (options) => options,
): Promise<Prepared | Unprepared> {
  const build = await buildFor(commandLine, folder);
  if (build && 'problem' in build) return { problems: [build.problem] };
  // The application that was built is where the build says, unless somebody says otherwise.
  const isSaid = paths.length !== 1 || paths[0] !== '.';
  const given = givenPaths(isSaid || !build?.application ? paths : [build.application], folder);
  if ('problem' in given) return { problems: [given.problem] };
  const configuration = await configurationFor(given, commandLine, folder);
  if (configuration && 'problems' in configuration) return configuration;
  const settings = configuration ? together(commandLine, configuration) : commandLine;
  const wantedSdk = commandLine.sdk === undefined ? configuration?.sdk : undefined;
  const sdk = sdkVersionOf(wantedSdk?.value ?? commandLine.sdk, wantedSdk?.folder ?? folder);
  if (sdk.problem !== undefined) return { problems: [sdk.problem] };

  const policy = configuration?.policy(given.pathOf) ?? [];
  const active = policy.length > 0 ? activeRules(rules, policy) : rules;
  const workspaceOf = (files: FileSystem): Workspace => {
    const workspace = new Workspace(
      files,
      [...given.readable, ...given.boards, ...(build ? [build.folder] : [])],
      given.shown,
    );
    for (const path of given.loose)
      workspace.leaveOut(path, 'lies in no application (a pasted post is for ncslint diagnose)');
    return workspace;
  };
  const workspace = workspaceOf(texts.size > 0 ? overlaidFiles(nodeFiles, texts) : nodeFiles);
  const from = configuration && `from ${configuration.shown}`;
  const options = adapted({
    earlier: await earlierOf(settings, given.readable[0] ?? folder),
    paths: given.paths.filter((path) => !given.loose.includes(path)),
    board: settings.board,
    boards: configuration?.boards && { names: configuration.boards, why: from! },
    buildType: settings.suffix,
    buildFolder: build?.folder,
    era: settings.era,
    version: sdk.value,
    versionWhy: wantedSdk && from,
    buildArguments: settings.buildArguments,
    facts: shippedKnowledge,
    sdks: settings.noSdk ? undefined : sdkSearch(sdk.workspace, wantedSdk && from, env, !settings.noCache),
    select: selection(configuration, settings, workspace),
    rules: active,
  });
  return {
    workspace,
    options,
    given,
    settings,
    report(others, progress) {
      const all = others && new Map([...texts, ...others]);
      const own = all ? workspaceOf(overlaidFiles(nodeFiles, all)) : workspace;
      const notes = configuration ? [`Configured by ${configuration.shown}`] : [];
      const report = { ...lint(own, progress ? { ...options, progress } : options), notes };
      return judged(report, own, settings, active, policy);
    },
  };
}

function judged(
  report: Report,
  { sources }: Workspace,
  { requireReason, board, suffix, era, shard, buildDir, buildArguments }: Settings,
  active: NonNullable<LintOptions['rules']>,
  policy: Policy,
): Report {
  const isNarrowed = [board, suffix, era, shard, buildDir].some((setting) => setting !== undefined);
  const shown = withoutSuppressed(report, sources, {
    rules: rules.map(({ id }) => id),
    active: active.map(({ id }) => id),
    requireReason,
    isWhole: !isNarrowed && buildArguments.length === 0,
  });
  return underPolicy(shown, policy, rules);
}

/** Loaded only where there is one. */
async function buildFor(
  { buildDir }: Settings,
  folder: string,
): Promise<BuildDirectory | { readonly problem: string } | undefined> {
  if (buildDir === undefined) return undefined;
  const { buildDirectory } = await import('./build-dir.ts');
  return buildDirectory(buildDir, folder);
}

/** Loaded only where somebody asks what has changed. */
async function earlierOf({ changedSince }: Settings, folder: string): Promise<LintOptions['earlier']> {
  if (changedSince === undefined) return undefined;
  const { earlierFiles } = await import('./earlier.ts');
  return earlierFiles(changedSince, folder);
}

/** The configuration that was named, else the nearest; loaded only where there is one. */
async function configurationFor(
  { readable }: GivenPaths,
  { config, noConfig }: Settings,
  folder: string,
): Promise<ProjectConfiguration | Unprepared | undefined> {
  if (noConfig) return undefined;
  const path =
    config === undefined ? findConfiguration(readable, normalize(folder)) : normalize(resolve(folder, config));
  if (path === undefined) return undefined;
  const { loadConfiguration } = await import('./configuration/load.ts');
  return loadConfiguration(path, folder);
}

/** The command line comes first. */
const together = (settings: Settings, configuration: ProjectConfiguration): Settings => ({
  ...settings,
  era: settings.era ?? configuration.era,
  failOn: settings.failOn ?? configuration.failOn,
  maxWarnings: settings.maxWarnings ?? configuration.maxWarnings,
  baseline: settings.baseline ?? configuration.baseline,
  requireReason: configuration.requireReason,
});

/** Which of the applications that were found are meant. */
function selection(
  configuration: ProjectConfiguration | undefined,
  { shard }: Settings,
  workspace: Workspace,
): LintOptions['select'] {
  if (!configuration && !shard) return undefined;
  return (roots) => {
    const included = roots.filter((root) => configuration?.includes(root) ?? true);
    for (const root of roots) {
      if (!included.includes(root)) workspace.leaveOut(root, `is left out by ${configuration!.shown}`);
    }
    return shard ? shardOf(shard)(included) : included;
  };
}
