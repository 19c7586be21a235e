import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type {
  ApplicationReport,
  Assumption,
  ConfigurationReport,
  RecognisedPiece,
  Report,
} from '../diagnostic/report.ts';
import type { Configuration } from '../model/application.ts';
import { type Fact, known, remembered, unknown } from '../model/fact.ts';
import type { ApplicationFiles } from '../model/files.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { applicationFiles, type ComposedConfiguration } from '../project/application-files.ts';
import { BuildArguments } from '../project/build-arguments.ts';
import type { AsBuilt } from '../project/built/as-built.ts';
import { type BuildFolder, buildAt } from '../project/built/build-folders.ts';
import { builtApplication } from '../project/built/built-application.ts';
import { type Configured, configure } from '../project/configure.ts';
import { discoverApplications } from '../project/discover.ts';
import { type ChosenEra, eraOf, sdkVersion, type WantedEra } from '../project/era.ts';
import { findCheckout, type SdkSearch } from '../project/find-checkout.ts';
import { mentionedVersion } from '../project/mentioned-version.ts';
import type { Around, Setting } from '../project/setting.ts';
import { boardsOf, type Target, targetIds, targets } from '../project/targets.ts';
import { boardChoice } from '../project/unknown-board.ts';
import type { Workspace } from '../project/workspace.ts';
import { rules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { FactsChoice } from '../sdk/shipped.ts';
import { join } from '../text/paths.ts';
import { boardByBoard } from './board-by-board.ts';
import { factsInUse, type SdkInUse, sourceOf } from './facts-in-use.ts';
import { mostFindings, runRules } from './run-rules.ts';

/** What to lint and how. */
export interface LintOptions extends WantedEra {
  /** Folders or files in the workspace. */
  readonly paths: readonly string[];
  readonly board?: string | undefined;
  /** The boards that applications are built for, where `board` does not say, and where this was said. */
  readonly boards?: { readonly names: readonly string[]; readonly why: string } | undefined;
  readonly buildType?: string | undefined;
  /** The folder of the build to look at, and of no other; in the workspace. */
  readonly buildFolder?: string | undefined;
  /** Reads the results of that build: rules see them instead of what is computed. */
  readonly resultsOf?: Setting['resultsOf'];
  /** Of that build the board and the arguments count, and not the files that it says it has read. */
  readonly isForeseen?: boolean;
  /** As given to `west build -- ...`. */
  readonly buildArguments?: readonly string[];
  /** Knowledge about the SDK: the facts for a version of an era. */
  readonly facts: FactsChoice;
  /** Where SDKs are looked for; nowhere where it is not given. */
  readonly sdks?: SdkSearch | undefined;
  /** Where `board` and `version` come from, as clauses, when not from the options of those names. */
  readonly boardWhy?: string | undefined;
  readonly versionWhy?: string | undefined;
  /** False for loose files, such as those of a pasted post. */
  readonly complete?: boolean;
  readonly recognised?: readonly RecognisedPiece[];
  /** Which applications to lint, of those that were found; all where it is not given. */
  readonly select?: ((roots: readonly string[]) => readonly string[]) | undefined;
  /** What is compared with, where somebody asks what has changed since. */
  readonly earlier?: EarlierFiles | undefined;
  /** Told before each application: how many are done, of how many, and which is next, as the user would write it. */
  readonly progress?: ((done: number, count: number, application: string) => void) | undefined;
  /** Instead of all of them. */
  readonly rules?: readonly Rule[] | undefined;
}

/** The files of a project as they were in a commit. */
export interface EarlierFiles {
  /** The commit as the user calls it. */
  readonly called: string;
  readonly workspace: Workspace;
  /** Where the folder of an application was; undefined where the commit has no place for it. */
  rootOf(root: string): string | undefined;
}

/** Lints every application at or below the paths. Synchronous and without side effects; parsers are loaded before. */
export function lint(workspace: Workspace, options: LintOptions): Report {
  const applications = applicationsOf(workspace, options).map((root, done, { length }) => {
    options.progress?.(done, length, workspace.shown(root));
    return lintApplication(workspace, root, options);
  });
  return {
    applications: applications.map(({ report }) => report),
    diagnostics: once(applications.flatMap(({ results }) => results.diagnostics)),
    skipped: workspace.skipped,
    failures: applications.flatMap(({ results }) => results.failures),
  };
}

/** The applications at or below the paths that are to be linted. */
export function applicationsOf(workspace: Workspace, options: LintOptions): readonly string[] {
  const { paths, select } = options;
  const roots = [
    ...new Set(
      paths.flatMap((path) => {
        const found = discoverApplications(workspace, path);
        // Loose files are of one application, even where none of them makes a folder one.
        const isLoose = found.length === 0 && options.complete === false && workspace.list(path).length > 0;
        return isLoose ? [path] : found;
      }),
    ),
  ];
  const selected = select ? select(roots) : roots;
  const build = wantedBuild(workspace, options);
  if (!build) return selected;
  const built = builtApplication(build, selected);
  if (built !== undefined) return [built];
  // Its results speak for themselves.
  workspace.leaveOut(build.folder, `is a build of ${build.source}, which is not here`, !options.resultsOf);
  return options.resultsOf ? [build.folder] : [];
}

const wantedBuild = (workspace: Workspace, { buildFolder }: LintOptions): BuildFolder | undefined =>
  buildFolder === undefined ? undefined : buildAt(workspace, buildFolder);

/** Applications that lie in each other share files, and what is found in them is said once. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Map<string, string>();
  return diagnostics.filter(({ application, rule, severity, message, at: { span } }) => {
    const key = [rule, severity, span.file.path, span.start, span.end, message].join('\n');
    const first = said.get(key) ?? application;
    said.set(key, first);
    return first === application;
  });
}

interface LintedApplication {
  readonly report: ApplicationReport;
  readonly results: ReturnType<typeof runRules>;
}

function lintApplication(workspace: Workspace, root: string, options: LintOptions): LintedApplication {
  const { shown, configured, unusedFiles } = configureApplication(workspace, root, options);
  const results = runRules(
    options.rules ?? rules,
    shown,
    configured.map(({ configuration }) => configuration),
  );
  if (results.cut.length > 0)
    workspace.leaveOut(
      root,
      `has a file with more than ${mostFindings} findings of ${results.cut.join(', ')}: the others are left out`,
    );
  return {
    results,
    report: {
      root: shown,
      configurations: configured.map(({ report }) => report),
      notChecked: results.notChecked,
      unusedFiles,
      recognised: options.recognised ?? [],
    },
  };
}

/** An application, composed and evaluated, before any rule looks at it. */
export interface ConfiguredApplication {
  /** As the user would write it. */
  readonly shown: string;
  readonly configured: readonly ConfiguredTarget[];
  readonly unusedFiles: readonly string[];
}

/** Every configuration of the application at `root`. Files that the user named and that are not there are left out. */
export function configureApplication(workspace: Workspace, root: string, options: LintOptions): ConfiguredApplication {
  const given = new BuildArguments(options.buildArguments);
  // What a person types is trusted; what the linted files name is not.
  for (const path of given.files(root, ...fileArguments(given))) workspace.trust(path);
  const shown = workspace.shown(root);
  const oldBoards = options.facts(undefined, 'child-image')?.facts.boardNames ?? [];
  const wantedBoard = options.board ?? given.get('BOARD');
  const found = sdkVersion(workspace, root, options, wantedBuild(workspace, options));
  const checkout = options.sdks && findCheckout(workspace, root, options.sdks, found?.value);
  const said =
    found && options.version !== undefined && options.versionWhy ? { ...found, why: options.versionWhy } : found;
  const version = said ?? (checkout && { value: checkout.checkout.version, why: checkout.why });
  const isPosted = options.complete === false;
  const mentioned = version || isPosted ? undefined : mentionedVersion(workspace, root);
  const sdk = { version, mentioned, checkout };
  const wanted = {
    board: wantedBoard,
    buildType: options.buildType ?? given.get('FILE_SUFFIX'),
    build: wantedBuild(workspace, options),
    hasArguments: given.definitions.some(([name]) => name !== 'BOARD' && name !== 'FILE_SUFFIX'),
  };
  const boards = wantedBoard === undefined ? (options.boards?.names ?? []) : [];
  const all =
    boards.length === 0
      ? targets(workspace, root, oldBoards, wanted)
      : boards.flatMap((board) => targets(workspace, root, oldBoards, { ...wanted, board, why: options.boards?.why }));
  const ids = targetIds(all);
  let files: ApplicationFiles | undefined;
  const filesOfAll = (): ApplicationFiles => {
    files ??= applicationFiles(workspace, root, configured, {
      boards: boardsOf(workspace, root, oldBoards),
      version: version?.value,
      complete: options.complete ?? true,
    });
    return files;
  };
  const around: Around = {
    files: filesOfAll,
    variants: remembered(() => configured.map(({ configuration }) => configuration)),
    earlier: earlierOnes(root, options),
  };
  const made = new Map(
    boardByBoard([...all.entries()], ([, { board }]) => board?.value).map(([index, target]) => {
      const era = eraOf(workspace, root, options, version, target, oldBoards, mentioned);
      const both = new BuildArguments([...target.arguments, ...given.texts]);
      return [index, configureTarget(workspace, root, target, ids[index]!, era, sdk, both, options, around)];
    }),
  );
  const configured: readonly ConfiguredTarget[] = all.map((_, index) => made.get(index)!);
  for (const { built } of configured) if (built) sayChanged(workspace, built);
  for (const { path, argument } of configured.flatMap(({ composition }) => composition.missing)) {
    if (fileArguments(given).includes(argument.slice(2)))
      workspace.leaveOut(path, `does not exist, but ${argument} names it`, options.complete ?? true);
  }
  return { shown, configured, unusedFiles: unusedFiles(workspace, root, filesOfAll()) };
}

/** A build that is older than its files says no more which files there are. */
function sayChanged(workspace: Workspace, { folder, changed }: AsBuilt): void {
  if (changed.length === 0) return;
  const [first, ...others] = changed.map((path) => workspace.shown(path));
  const files = others.length === 0 ? first : `${first} and ${others.length} more`;
  workspace.leaveOut(folder, `is older than ${files}: of this build only board and arguments count; build again`);
}

/** What configurations of an application were before, by their ids. */
function earlierOnes(root: string, { earlier, ...options }: LintOptions): Around['earlier'] {
  if (!earlier) return () => undefined;
  const all = remembered(() => {
    const then = earlier.rootOf(root);
    const found = then === undefined ? [] : configureApplication(earlier.workspace, then, options).configured;
    return new Map(found.map(({ id, configuration }) => [id, configuration]));
  });
  return (id) => ({
    called: earlier.called,
    get configuration() {
      return all().get(id);
    },
  });
}

/** The arguments that name files, of every image. */
const fileArguments = ({ definitions }: BuildArguments): readonly string[] =>
  definitions
    .map(([name]) => name)
    .filter((name) => /(^|_)(CONF_FILE|OVERLAY_(CONFIG|FILE)|STATIC_YML_FILE)$/.test(name));

export interface ConfiguredTarget extends Configured, ComposedConfiguration {
  /** Why there is such a configuration, as a clause. */
  readonly why: string;
  readonly report: ConfigurationReport;
}

function configureTarget(
  workspace: Workspace,
  root: string,
  target: Target,
  id: string,
  era: ChosenEra | undefined,
  sdkInUse: SdkInUse,
  given: BuildArguments,
  options: LintOptions,
  around: Around,
): ConfiguredTarget {
  const { version, checkout } = sdkInUse;
  const nearest = era && factsInUse(options.facts, sdkInUse, era.value);
  const sdk: Fact<SdkFacts> = nearest
    ? known(nearest.facts)
    : unknown(version ? `facts about NCS ${version.value}` : 'the SDK version (pass --sdk)');
  const assumed: readonly Assumption[] = [
    ...(nearest && !nearest.exact ? [{ what: 'SDK version', value: nearest.facts.version, why: nearest.why }] : []),
    ...(target.board && options.boardWhy !== undefined
      ? [{ what: 'board', value: target.board.value, why: options.boardWhy }]
      : []),
  ];
  const complete = options.complete ?? true;
  const configured = configure(
    {
      workspace,
      root,
      era: era ? known(era.value) : unknown('the build system (pass --era or --sdk)'),
      isUnusualEra: era?.isUnusual ?? false,
      sdk,
      assumptions: assumed,
      given,
      version: version?.value,
      checkout: checkout?.checkout,
      resultsOf: options.resultsOf,
      complete,
      around,
    },
    // With other arguments it would be another build.
    options.isForeseen || (options.buildArguments && options.buildArguments.length > 0)
      ? { ...target, built: undefined }
      : target,
    id,
  );
  const { configuration } = configured;
  return {
    ...configured,
    why: target.why,
    id,
    target,
    era: configuration.era,
    has: configuration.has,
    partitionManager: configuration.partitionManager,
    report: {
      id,
      board:
        target.board &&
        boardChoice(
          workspace,
          root,
          { ...target.board, why: options.boardWhy ?? target.board.why },
          options.facts(undefined, 'child-image')?.facts.boardNames ?? [],
        ),
      suffix: target.buildType,
      era: era && { value: era.value, why: era.why },
      sdk: nearest
        ? {
            value: nearest.facts.version,
            why: version && nearest.exact ? version.why : nearest.why,
            source: sourceOf(workspace, nearest.facts, checkout),
          }
        : version && { ...version, source: 'no facts about it' },
      arguments: given.texts,
      images: configuration.images.map((image) => imageReport(image, workspace, configured)),
      assumed,
    },
  };
}

function imageReport(
  { name, kind, board }: Configuration['images'][number],
  workspace: Workspace,
  { composition, ownBoard }: Pick<Configured, 'composition' | 'ownBoard'>,
): ConfigurationReport['images'][number] {
  const files = composition.images.find((candidate) => candidate.name === name);
  const own = ownBoard(files?.board);
  return {
    name,
    kind,
    board: board.known ? board.value : undefined,
    files: [
      ...(own?.defconfigs ?? []),
      ...(files?.fragments ?? []).map(({ path }) => path),
      ...(own?.devicetrees ?? []),
      ...(files?.overlays ?? []).map(({ path }) => path),
      ...(name === 'app' && composition.staticFile ? [composition.staticFile.path] : []),
    ].map((path) => workspace.shown(path)),
  };
}

/** Files beside prj.conf that no configuration reads by itself. */
const unusedFiles = (workspace: Workspace, root: string, { all }: ApplicationFiles): readonly string[] =>
  all
    .filter(
      ({ name, kind, readers }) =>
        !name.includes('/') && ['fragment', 'overlay', 'static'].includes(kind) && readers.length === 0,
    )
    .map(({ name }) => workspace.shown(join(root, name)));
