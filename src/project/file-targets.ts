import type { Choice } from '../diagnostic/report.ts';
import { baseName, join } from '../text/paths.ts';
import { matchBoard } from './board-names.ts';
import { configurationFolder } from './cmake-settings.ts';
import { isPrjConf } from './variant-names.ts';
import type { Workspace } from './workspace.ts';

/** A board that file names speak of. */
export interface NamedBoard {
  readonly board: Choice;
  /** With dots. */
  readonly revision: string | undefined;
  /** The build types that its own folder has a prj_<type>.conf for; undefined where those of the application count. */
  readonly buildTypes: readonly (string | undefined)[] | undefined;
}

/** What is known before file names are read for boards. */
export interface Naming {
  readonly knownBoards: readonly string[];
  /** Build types: what stands behind an unknown board's name. */
  readonly types: readonly string[];
  /** Names of files that arguments of a build name: they need not be named after a board. */
  readonly extraFiles: ReadonlySet<string>;
  /** True where scenarios or presets name the boards: then a name nobody knows is none, and the files of other images say nothing. */
  readonly isDescribed: boolean;
}

/** Boards with a folder of their own below `configuration`, else those that the files of the application are named after. */
export function namedBoards(workspace: Workspace, root: string, naming: Naming): readonly NamedBoard[] {
  const own = configuredBoards(workspace, root, naming.knownBoards);
  return own.length > 0
    ? own
    : boardsInFileNames(workspace, configurationFolder(workspace, root, undefined) ?? root, naming);
}

/**
 * `release` for prj_release.conf; undefined first where there is a prj.conf, or nothing at all.
 * `prj_<board>.conf` is an old way to write a board's own prj.conf; a file that is named as an extra fragment is none.
 */
export function buildTypes(
  workspace: Workspace,
  folder: string,
  knownBoards: readonly string[],
  extraFiles: ReadonlySet<string> = new Set(),
): readonly (string | undefined)[] {
  const names = fileNames(workspace, folder);
  const types = names
    .filter((name) => !extraFiles.has(name))
    .filter((name) => isPrjConf(name) && name.length > 'prj_.conf'.length)
    .map((name) => name.slice('prj_'.length, -'.conf'.length))
    .filter((type) => !matchBoard(type, knownBoards, false) && !EMULATED.test(type));
  const hasPlain = names.includes('prj.conf') || types.length === 0;
  return [...(hasPlain ? [undefined] : []), ...types];
}

/** Boards that run on the developer's machine, which nobody lists among Nordic's: `prj_qemu_x86.conf` is for one of them. */
const EMULATED = /^(qemu_\w+|native_(posix|sim)\w*|nrf\w+bsim\w*)$/;

/** `configuration/<board>/`, as nRF Desktop has it, or the folder that CMakeLists.txt names with the board in it. */
function configuredBoards(workspace: Workspace, root: string, knownBoards: readonly string[]): readonly NamedBoard[] {
  const pattern = configurationFolder(workspace, root, '\0');
  const parent = pattern?.endsWith('/\0') ? pattern.slice(0, -2) : join(root, 'configuration');
  return workspace.list(parent).flatMap(({ name, kind }): readonly NamedBoard[] => {
    const folder = join(parent, name);
    if (kind !== 'folder' || !fileNames(workspace, folder).some((file) => /^(prj|app)(_.*)?\.conf$/.test(file)))
      return [];
    const why = `there is a folder ${workspace.shown(folder)}`;
    return [
      { board: { value: name, why }, revision: undefined, buildTypes: buildTypes(workspace, folder, knownBoards) },
    ];
  });
}

function boardsInFileNames(
  workspace: Workspace,
  root: string,
  { knownBoards, types, extraFiles, isDescribed }: Naming,
): readonly NamedBoard[] {
  const found = new Map<string, NamedBoard>();
  const guessed: string[] = [];
  const paths = namedAfterBoards(workspace, root);
  for (const path of paths) {
    const ofImage = /^(child_image|sysbuild)\//.test(path);
    if (ofImage && isDescribed) continue;
    const stem = stemOf(path);
    const bare = stem.replace(/^pm_static_?/, '');
    const mayGuess =
      !isDescribed &&
      !ofImage &&
      !/^(pm_static|(app|dts|overlay|prj)_)/.test(stem) &&
      !extraFiles.has(baseName(path)) &&
      (path.includes('/') || found.size === 0) &&
      (SOC.test(stem) || isAmongBoards(path, paths, knownBoards));
    const match =
      matchBoard(bare, knownBoards, false) ??
      matchGuessed(bare, guessed) ??
      matchBoard(withoutType(bare, types), [], mayGuess);
    if (!match) continue;
    // MCUboot of a non-secure build is built for the secure board: its files say nothing about the application's board.
    if (ofImage && [...found.values()].some(({ board }) => board.value.startsWith(match.name))) continue;
    if (!knownBoards.includes(match.name)) guessed.push(match.name);
    const key = `${match.name}@${match.revision ?? ''}`;
    if (found.has(key)) continue;
    const board = { value: match.name, why: `from the name of ${path}` };
    found.set(key, { board, revision: match.revision, buildTypes: undefined });
  }
  return [...found.values()];
}

/**
 * Whether an unknown name without a SoC may be that of a board: beside prj.conf the only overlay, in `boards/` where none of the
 * others is known. `boards/log_on_usb.overlay` beside those of boards is for who asks for it.
 */
function isAmongBoards(path: string, paths: readonly string[], knownBoards: readonly string[]): boolean {
  if (!path.includes('/')) return paths.filter((one) => /^[^/]*\.overlay$/.test(one)).length === 1;
  return !paths.some((one) => one.startsWith('boards/') && matchBoard(stemOf(one), knownBoards, false));
}

/** The files of a board in its folder `boards`. */
const isOfBoard = (name: string): boolean => name.endsWith('.overlay') || name.endsWith('.conf');

const SOC = /(^|_)(nrf\d|stm32|esp32|rp2\d)/;

const stemOf = (path: string): string => baseName(path).replace(/\.[^.]*$/, '');

/** Behind the name of a board that was guessed from a shorter file name may stand a revision or a type, but no other core. */
function matchGuessed(stem: string, guessed: readonly string[]): ReturnType<typeof matchBoard> {
  const match = matchBoard(stem, guessed, false);
  return match && !/^_(ns|cpu[a-z]+)(_|$)/.test(stem.slice(match.name.length)) ? match : undefined;
}

function withoutType(stem: string, types: readonly string[]): string {
  const type = types.find((one) => stem.endsWith(`_${one}`));
  return type === undefined ? stem : stem.slice(0, -type.length - 1);
}

/** Files whose names carry a board, relative to the application, those that prove most first, shorter names before longer ones. */
function namedAfterBoards(workspace: Workspace, root: string): readonly string[] {
  const inFolder = (folder: string, isWanted: (name: string) => boolean): string[] =>
    fileNames(workspace, folder === '' ? root : join(root, folder))
      .filter(isWanted)
      .sort((a, b) => stemOf(a).length - stemOf(b).length)
      .map((name) => (folder === '' ? name : `${folder}/${name}`));
  return [
    ...inFolder('boards', isOfBoard),
    ...inFolder('', (name) => name.endsWith('.overlay')),
    ...inFolder('', (name) => name.startsWith('pm_static_') && name.endsWith('.yml')),
    ...['child_image/mcuboot', 'sysbuild/mcuboot'].flatMap((image) => inFolder(`${image}/boards`, isOfBoard)),
  ];
}

const fileNames = (workspace: Workspace, folder: string): readonly string[] =>
  workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [] : [name]));
