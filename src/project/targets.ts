import type { Choice } from '../diagnostic/report.ts';
import { join } from '../text/paths.ts';
import { matchBoard } from './board-names.ts';
import type { Workspace } from './workspace.ts';

/** What is built for what: one configuration of an application. */
export interface Target {
  /** As in file names, without revision; undefined when nothing tells. */
  readonly board: Choice | undefined;
  /** With dots: "0.14.0". */
  readonly revision: string | undefined;
  /** `release` for prj_release.conf. */
  readonly buildType: string | undefined;
}

export interface WantedTargets {
  /** As given with --board, a revision after @ included. */
  readonly board?: string | undefined;
  readonly buildType?: string | undefined;
}

/**
 * The configurations of an application: boards (as wanted, else those that files are named after) times build types
 * (as wanted, else one for each `prj_<type>.conf` beside `prj.conf`).
 */
export function targets(
  workspace: Workspace,
  root: string,
  knownBoards: readonly string[],
  wanted: WantedTargets,
): readonly Target[] {
  const boards = wanted.board ? [wantedBoard(wanted.board)] : boardsInFileNames(workspace, root, knownBoards);
  const types = wanted.buildType ? [wanted.buildType] : buildTypes(workspace, root, knownBoards);
  const all = boards.length > 0 ? boards : [{ board: undefined, revision: undefined }];
  return all.flatMap(({ board, revision }) => types.map((buildType) => ({ board, revision, buildType })));
}

interface Board {
  readonly board: Choice | undefined;
  readonly revision: string | undefined;
}

function wantedBoard(text: string): Board {
  const [name, revision] = text.split('@');
  return { board: { value: name!.replaceAll('/', '_'), why: 'from --board' }, revision };
}

function boardsInFileNames(workspace: Workspace, root: string, knownBoards: readonly string[]): readonly Board[] {
  const found = new Map<string, Board>();
  for (const path of namedAfterBoards(workspace, root)) {
    const stem = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
    const isStatic = stem.startsWith('pm_static');
    const match = matchBoard(stem.replace(/^pm_static_?/, ''), knownBoards, !isStatic && !path.includes('child_image/'));
    if (!match) continue;
    // MCUboot of a non-secure build is built for the secure board: its files say nothing about the application's board.
    if (path.includes('child_image/') && [...found.keys()].some((name) => name.startsWith(match.name))) continue;
    const key = `${match.name}@${match.revision ?? ''}`;
    if (match.revision === undefined || !found.has(`${match.name}@`)) {
      if (!found.has(key)) {
        found.set(key, {
          board: { value: match.name, why: `from the name of ${path}` },
          revision: match.revision,
        });
      }
    }
  }
  return [...found.values()];
}

/** Files whose names carry a board, relative to the application, those that prove most first. */
function namedAfterBoards(workspace: Workspace, root: string): readonly string[] {
  const inFolder = (folder: string, pattern: RegExp): string[] =>
    workspace
      .list(folder === '' ? root : join(root, folder))
      .filter(({ name, kind }) => kind !== 'folder' && pattern.test(name))
      .map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
  return [
    ...inFolder('boards', /\.(overlay|conf)$/),
    ...inFolder('', /\.overlay$/),
    ...inFolder('', /^pm_static_.*\.yml$/),
    ...workspace
      .list(join(root, 'child_image'))
      .filter(({ kind }) => kind === 'folder')
      .filter(({ name }) => name === 'mcuboot')
      .flatMap(({ name }) => inFolder(`child_image/${name}/boards`, /\.(overlay|conf)$/)),
  ];
}

/** `prj_release.conf` makes `release`; `prj_<board>.conf` is an old way to write a board's own prj.conf. */
function buildTypes(workspace: Workspace, root: string, knownBoards: readonly string[]): readonly (string | undefined)[] {
  const names = workspace.list(root).filter(({ kind }) => kind !== 'folder');
  const types = names
    .map(({ name }) => /^prj_(.+)\.conf$/.exec(name)?.[1])
    .filter((type): type is string => type !== undefined && !matchBoard(type, knownBoards, false));
  const hasPlain = names.some(({ name }) => name === 'prj.conf') || types.length === 0;
  return [...(hasPlain ? [undefined] : []), ...types];
}
