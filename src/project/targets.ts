import { baseName, join } from '../text/paths.ts';
import { boardFolderTargets } from './board-folder.ts';
import { type BoardName, boardTarget, isOtherCore, onlySoc, wellKnownBoards } from './board-names.ts';
import { BuildArguments } from './build-arguments.ts';
import { type BuildFolder, buildFolders } from './built/build-folders.ts';
import { builtTarget } from './built/built-target.ts';
import { cmakeSetting, configurationFolder } from './cmake-settings.ts';
import { buildTypes, type NamedBoard, namedBoards } from './file-targets.ts';
import type { NamedTarget } from './named-target.ts';
import { partTargets } from './parts.ts';
import { presetTargets } from './presets.ts';
import { ownBoards, projectBoards } from './project-boards.ts';
import { scenarioTargets } from './scenario-targets.ts';
import { merged, ownArguments, type Target } from './target.ts';
import type { Workspace } from './workspace.ts';

export { type Target, targetIds } from './target.ts';

export interface WantedTargets {
  /** As given with --board, a revision after @ included. */
  readonly board?: string | undefined;
  /** Where it was said, as a clause; "from --board" otherwise. */
  readonly why?: string | undefined;
  readonly buildType?: string | undefined;
  /** The build the user points at: then nothing else is built. */
  readonly build?: BuildFolder | undefined;
  /** True where the user gave arguments for the build: then they alone say what is built. */
  readonly hasArguments?: boolean;
}

/** An application with more configurations is linted in so many of them; the rest is named as left out. */
export const MOST_TARGETS = 200;

/**
 * The configurations of an application: those that scenarios, presets and build folders describe, and for boards and
 * build types that only file names speak of one each. What the user wants narrows them, and adds the one that nobody
 * described. `knownBoards` are names as in files, beside the well-known ones.
 */
export function targets(
  workspace: Workspace,
  root: string,
  knownBoards: readonly string[],
  wanted: WantedTargets,
): readonly Target[] {
  const known = boardsOf(workspace, root, knownBoards);
  const full = onlySoc(knownBoards, known);
  const ofPart = partTargets(workspace, root, known, wanted.board)?.map((one) => describedBy(one, full));
  if (ofPart && !wanted.build) return bounded(workspace, root, merged(ofPart));
  const described = wanted.build
    ? [builtTarget(workspace, root, wanted.build) ?? []].flat().map((one) => describedBy(one, full))
    : describedTargets(workspace, root, full);
  const extraFiles = filesOf(described);
  const fileTypes = buildTypes(workspace, configurationFolder(workspace, root, undefined) ?? root, known, extraFiles);
  const types = [...fileTypes, ...described.map(({ buildType }) => buildType)].filter((type) => type !== undefined);
  const isDescribed = described.some(({ board }) => board !== undefined);
  const named = [
    ...namedBoards(workspace, root, { knownBoards: known, types, extraFiles, isDescribed }),
    ...cmakeBoard(workspace, root),
  ].map((one) => withSoc(one, full));
  const boards: readonly NamedBoard[] = wanted.board
    ? [wantedBoard(full(boardTarget(wanted.board)), wanted.why, named)]
    : named.length > 0 || isDescribed
      ? named
      : definedBoards(workspace, root).map((one) => withSoc(one, full));

  const explicit = (wanted.hasArguments ? [] : described)
    .flatMap((target) =>
      target.board ? [target] : boards.length > 0 ? boards.map((board) => ({ ...target, ...board })) : [target],
    )
    .flatMap((target) => narrowed(target, wanted, full));
  if (wanted.build && explicit.length > 0) return merged(explicit);
  const all = [...explicit, ...plainTargets(explicit, boards, fileTypes, wanted)];
  return bounded(workspace, root, merged(all));
}

/** Every board there is, as far as anybody knows: `knownBoards`, the well-known ones, those of the project. */
export const boardsOf = (workspace: Workspace, root: string, knownBoards: readonly string[]): readonly string[] => [
  ...knownBoards,
  ...wellKnownBoards,
  ...projectBoards(workspace, root).flatMap(({ names }) => names),
];

/** Configurations that file names speak of and nothing describes. */
function plainTargets(
  described: readonly Target[],
  boards: readonly NamedBoard[],
  fileTypes: readonly (string | undefined)[],
  { board: wantedBoard, buildType: wantedType, hasArguments }: WantedTargets,
): readonly Target[] {
  const coveredTypes = new Set(described.map(({ buildType }) => buildType));
  // A scenario that is for this very board says how it is built, one that is for any board adds a way; who asks for a
  // board wants it plain as well.
  const isPlain = (target: Target): boolean => target.buildType === undefined && ownArguments(target).length === 0;
  const isCovered = (name: string): boolean =>
    described.some(
      (target) =>
        target.board?.value === name &&
        (isPlain(target) || (target.written !== undefined && wantedBoard === undefined)),
    );
  const anywhere = boards.length > 0 ? boards : described.length > 0 ? [] : [undefined];
  return anywhere.flatMap((named) => {
    const own = named?.buildTypes ?? fileTypes;
    const types = wantedType !== undefined ? [wantedType] : hasArguments && own.includes(undefined) ? [undefined] : own;
    return types
      .filter((type) =>
        type === undefined
          ? !named || !isCovered(named.board.value)
          : wantedType !== undefined || !coveredTypes.has(type),
      )
      .map((buildType) => ({
        ...plain,
        written: wantedBoard,
        board: named?.board,
        revision: named?.revision,
        buildType,
        why: whyPlain(named, buildType),
      }));
  });
}

type FullName = ReturnType<typeof onlySoc>;

const withSoc = (one: NamedBoard, full: FullName): NamedBoard => ({
  ...one,
  board: { ...one.board, value: full({ name: one.board.value, revision: one.revision }).name },
});

const plain = { arguments: [], scenario: undefined, sysbuild: undefined } as const;

const whyPlain = (named: NamedBoard | undefined, buildType: string | undefined): string =>
  [
    named ? named.board.why : 'nothing names a board',
    ...(buildType === undefined ? [] : [`there is a prj_${buildType}.conf`]),
  ].join('; ');

function describedTargets(workspace: Workspace, root: string, full: FullName): readonly Target[] {
  return [
    ...scenarioTargets(workspace, root),
    ...presetTargets(workspace, root),
    ...buildFolders(workspace, root).flatMap((build) => builtTarget(workspace, root, build) ?? []),
    ...boardFolderTargets(workspace, root),
  ].map((one) => describedBy(one, full));
}

function describedBy(
  { board, arguments: texts, sysbuild, name, why, part, built }: NamedTarget,
  full: FullName,
): Target {
  const given = new BuildArguments(texts);
  const parsed = board === undefined ? undefined : full(boardTarget(board));
  const confFiles = given.list('CONF_FILE');
  const type = confFiles.length === 1 ? /^prj_(.*)\.conf$/.exec(baseName(confFiles[0]!))?.[1] : undefined;
  return {
    board: parsed && { value: parsed.name, why },
    revision: parsed?.revision,
    buildType: given.get('FILE_SUFFIX') ?? type,
    written: board,
    arguments: texts,
    scenario: name,
    sysbuild,
    why: `${why}: ${name}`,
    part,
    built,
  };
}

/**
 * Where nothing else tells: the boards that the application brings along are those it is for. A core beside that of the
 * application has an image of its own there.
 */
function definedBoards(workspace: Workspace, root: string): readonly NamedBoard[] {
  const all = ownBoards(workspace, root).flatMap(({ names, folder }) =>
    names.map((name) => ({
      board: { value: name, why: `the application defines it in ${workspace.shown(folder)}` },
      revision: undefined,
      buildTypes: undefined,
    })),
  );
  const main = all.filter(({ board }) => !isOtherCore(board.value));
  return main.length > 0 ? main : all;
}

/** `set(BOARD nrf52840dk_nrf52840)` in CMakeLists.txt. */
function cmakeBoard(workspace: Workspace, root: string): readonly NamedBoard[] {
  const written = cmakeSetting(workspace, root, 'BOARD');
  if (!written || written.includes('$')) return [];
  const { name, revision } = boardTarget(written);
  return [
    {
      board: { value: name, why: `from ${workspace.shown(join(root, 'CMakeLists.txt'))}` },
      revision,
      buildTypes: undefined,
    },
  ];
}

function wantedBoard({ name, revision }: BoardName, why: string | undefined, named: readonly NamedBoard[]): NamedBoard {
  const own = named.find(({ board }) => board.value === name);
  return { board: { value: name, why: why ?? 'from --board' }, revision, buildTypes: own?.buildTypes };
}

/** The target as the user wants it; none where it is for another board, revision or build type. */
function narrowed(target: Target, wanted: WantedTargets, full: FullName): readonly Target[] {
  if (wanted.buildType !== undefined && target.buildType !== wanted.buildType) return [];
  if (wanted.board === undefined) return [target];
  const { name, revision } = full(boardTarget(wanted.board));
  if (target.board?.value !== name) return [];
  if (revision !== undefined && target.revision !== undefined && revision !== target.revision) return [];
  return [
    {
      ...target,
      board: { value: name, why: wanted.why ?? 'from --board' },
      revision: revision ?? target.revision,
      written: wanted.board,
    },
  ];
}

/** Names of files that arguments add for any image: a prj_<x>.conf among them is no build type. */
function filesOf(targets: readonly Target[]): ReadonlySet<string> {
  return new Set(
    targets.flatMap(({ arguments: texts }) => {
      const given = new BuildArguments(texts);
      const names = given.definitions.flatMap(([name]) =>
        /(^|_)(EXTRA_CONF_FILE|OVERLAY_CONFIG|DTC_OVERLAY_FILE)$/.test(name) ? [name] : [],
      );
      return given.list(...names).map((file) => baseName(file));
    }),
  );
}

function bounded(workspace: Workspace, root: string, targets: readonly Target[]): readonly Target[] {
  const rest = targets.length - MOST_TARGETS;
  if (rest <= 0) return targets;
  workspace.leaveOut(root, `${rest} of ${targets.length} configurations; --board and --suffix choose`);
  return targets.slice(0, MOST_TARGETS);
}
