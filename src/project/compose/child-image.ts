import { baseName, isAbsolute, join } from '../../text/paths.ts';
import { secureBoard } from '../board-names.ts';
import type { BuildArguments } from '../build-arguments.ts';
import type { Target } from '../targets.ts';
import type { Workspace } from '../workspace.ts';
import type { ComposedFile, Composition, ImageFiles } from './composition.ts';

/** SDK images that a build of this era can have and that ncslint composes. */
const CHILD_IMAGES = ['mcuboot'];

/**
 * The files of every image up to NCS 2.6, where the application's build adds the others as child images.
 *
 * Application (zephyr/cmake/modules/configuration_files.cmake:28-120, 2.4.0):
 *
 * | Kconfig, later wins                                            | devicetree, the first kind found              |
 * |----------------------------------------------------------------|-----------------------------------------------|
 * | `-DCONF_FILE`, else `prj_<board>.conf`, else `prj.conf`        | `-DDTC_OVERLAY_FILE`                          |
 * | `boards/<board>[_<rev>][_<type>].conf`, unless CONF_FILE is    | `boards/<board>.overlay` + `..._<rev>.overlay` |
 * | several files or one that is not `prj_<type>.conf`             | `<board>.overlay`                             |
 * | `-DEXTRA_CONF_FILE`, `-DOVERLAY_CONFIG`                        | `app.overlay`                                 |
 * | `-DCONFIG_X=y`                                                 | on top: `-DEXTRA_DTC_OVERLAY_FILE`            |
 *
 * Child image I (nrf/cmake/multi_image.cmake:275-349, 2.4.0; letters as there). With a build type every name with
 * [_<type>] is looked up with it and only with it:
 *
 * | (G) `child_image/I/prj[_<type>].conf`            | instead of I's own prj.conf (A) and boards/<board>.conf (C)     |
 * | (E) `child_image/I/boards/<board>[_<type>].conf` | behind (G); without (G) it is the whole base, (A) and (C) are gone |
 * | (I) `child_image/I[_<type>].conf`                | behind all of these                                             |
 * | `child_image/I/boards/<board>[_<type>].overlay`, then `child_image/I.overlay` | instead of I's own overlays        |
 *
 * `-DI_CONF_FILE` switches all five off. The board of I is the application's without `_ns`.
 */
export function composeChildImages(
  workspace: Workspace,
  root: string,
  target: Target,
  given: BuildArguments,
): Composition {
  const configured = given.get('APPLICATION_CONFIG_DIR');
  const folder = configured ? (isAbsolute(configured) ? configured : join(root, configured)) : root;
  const context: Context = { workspace, root, folder, target: withConfFileType(target, given), given, missing: [] };
  const images = [application(context), ...CHILD_IMAGES.map((name) => childImage(context, name))];
  return { images, staticFile: staticFile(context), sysbuild: undefined, missing: context.missing };
}

interface Context {
  readonly workspace: Workspace;
  /** The source folder: relative arguments count from it. */
  readonly root: string;
  /** APPLICATION_CONFIG_DIR. */
  readonly folder: string;
  readonly target: Target;
  readonly given: BuildArguments;
  readonly missing: { path: string; argument: string }[];
}

function application(context: Context): ImageFiles {
  const { folder, target, given } = context;
  const { buildType } = target;
  const confFiles = given.list('CONF_FILE');
  const fragments: ComposedFile[] = [];
  let withBoards = true;
  if (confFiles.length > 0) {
    fragments.push(...argumentFiles(context, 'CONF_FILE'));
    withBoards = confFiles.length === 1 && /^prj_.*\.conf$/.test(baseName(confFiles[0]!));
  } else if (buildType !== undefined) {
    fragments.push(...existing(context, folder, [`prj_${buildType}.conf`], `base of build type ${buildType}`));
  } else {
    const board = target.board
      ? existing(context, folder, [`prj_${target.board.value}.conf`], 'base of this board')
      : [];
    fragments.push(...(board.length > 0 ? board : existing(context, folder, ['prj.conf'], 'base')));
    withBoards = board.length === 0;
  }
  const boards = join(folder, 'boards');
  if (withBoards)
    fragments.push(...existing(context, boards, boardStems(target, buildType, '.conf'), 'board fragment'));
  fragments.push(...argumentFiles(context, 'EXTRA_CONF_FILE', 'OVERLAY_CONFIG'));

  return {
    name: 'app',
    board: target.board?.value,
    fragments,
    overlays: [...applicationOverlays(context), ...argumentFiles(context, 'EXTRA_DTC_OVERLAY_FILE')],
    ownBase: false,
    ownBoardFragment: false,
    ownOverlays: false,
    assignments: given.assignments(''),
    places: {
      fragment: fragments[0]?.path ?? join(folder, 'prj.conf'),
      overlay: applicationOverlays(context).at(-1)?.path ?? newOverlay(folder, target),
    },
  };
}

const newOverlay = (folder: string, { board }: Target): string =>
  join(folder, board ? `boards/${board.value}.overlay` : 'app.overlay');

function applicationOverlays(context: Context): readonly ComposedFile[] {
  const { folder, target, given } = context;
  if (given.get('DTC_OVERLAY_FILE') !== undefined) return argumentFiles(context, 'DTC_OVERLAY_FILE');
  const inBoards = existing(
    context,
    join(folder, 'boards'),
    boardStems(target, undefined, '.overlay'),
    'board overlay',
  );
  if (inBoards.length > 0) return inBoards;
  const board = target.board ? existing(context, folder, [`${target.board.value}.overlay`], 'board overlay') : [];
  return board.length > 0 ? board : existing(context, folder, ['app.overlay'], 'no board overlay replaces it');
}

function childImage(context: Context, name: string): ImageFiles {
  const { folder, target, given } = context;
  const { buildType } = target;
  const board = target.board && secureBoard(target.board.value);
  const ownTarget: Target = { ...target, board: target.board && { ...target.board, value: board! } };
  const typed = buildType === undefined ? '' : `_${buildType}`;
  const imageFolder = join(folder, `child_image/${name}`);
  const fragments: ComposedFile[] = [];
  const overlays: ComposedFile[] = [];
  const confFile = given.get(`${name}_CONF_FILE`) !== undefined;

  if (confFile) {
    fragments.push(...argumentFiles(context, `${name}_CONF_FILE`));
  } else {
    fragments.push(...existing(context, imageFolder, [`prj${typed}.conf`], `instead of the prj.conf of ${name}`));
    fragments.push(
      ...existing(context, join(imageFolder, 'boards'), boardStems(ownTarget, buildType, '.conf'), 'board fragment'),
    );
  }
  const replaced = fragments.length > 0;
  fragments.push(...argumentFiles(context, `${name}_OVERLAY_CONFIG`, `${name}_EXTRA_CONF_FILE`));
  overlays.push(...argumentFiles(context, `${name}_DTC_OVERLAY_FILE`));
  if (!confFile) {
    overlays.push(
      ...existing(context, join(imageFolder, 'boards'), boardStems(ownTarget, buildType, '.overlay'), 'board overlay'),
    );
    fragments.push(...existing(context, folder, [`child_image/${name}${typed}.conf`], `fragment for ${name}`));
    overlays.push(...existing(context, folder, [`child_image/${name}.overlay`], `overlay for ${name}`));
  }
  const ownOverlays = overlays.length === 0;
  overlays.push(...argumentFiles(context, `${name}_EXTRA_DTC_OVERLAY_FILE`));

  return {
    name,
    board,
    fragments,
    overlays,
    ownBase: !replaced,
    ownBoardFragment: !replaced,
    ownOverlays,
    assignments: given.assignments(`${name}_`),
    places: {
      fragment: join(folder, `child_image/${name}${typed}.conf`),
      overlay: join(folder, `child_image/${name}.overlay`),
    },
  };
}

/** nrf/cmake/partition_manager.cmake:30-57 and nrf/cmake/extensions.cmake:231-273 (2.4.0). */
function staticFile(context: Context): ComposedFile | undefined {
  const { folder, target, given, workspace } = context;
  if (given.get('PM_STATIC_YML_FILE') !== undefined) {
    const [file] = argumentFiles(context, 'PM_STATIC_YML_FILE');
    if (file && workspace.isFile(file.path)) return file;
  }
  const { buildType } = target;
  const board = target.board?.value;
  const revision = target.revision?.replaceAll('.', '_');
  const typed = buildType === undefined ? '' : `_${buildType}`;
  const names = [
    ...(board && revision ? [`pm_static_${board}_${revision}${typed}.yml`] : []),
    ...(board ? [`pm_static_${board}${typed}.yml`] : []),
    ...(buildType === undefined ? [] : [`pm_static_${buildType}.yml`]),
    'pm_static.yml',
  ];
  return existing(context, folder, names, 'first name that exists')[0];
}

/** `<board>[_<type>]`, then `<board>_<revision>[_<type>]`, the dots of the revision as underscores. */
function boardStems({ board, revision }: Target, buildType: string | undefined, ending: string): readonly string[] {
  if (!board) return [];
  const typed = buildType === undefined ? '' : `_${buildType}`;
  const stems = [`${board.value}${typed}`];
  if (revision !== undefined) stems.push(`${board.value}_${revision.replaceAll('.', '_')}${typed}`);
  return stems.map((stem) => stem + ending);
}

const existing = ({ workspace }: Context, folder: string, names: readonly string[], why: string): ComposedFile[] =>
  names
    .map((name) => join(folder, name))
    .filter((path) => workspace.isFile(path))
    .map((path) => ({ path, why }));

function argumentFiles(context: Context, ...names: readonly string[]): readonly ComposedFile[] {
  return names.flatMap((name) =>
    context.given.files(context.root, name).flatMap((path) => {
      if (context.workspace.isFile(path)) return [{ path, why: `-D${name}` }];
      context.missing.push({ path, argument: `-D${name}` });
      return [];
    }),
  );
}

/** `-DCONF_FILE=prj_release.conf` makes the build type `release`, as long as it is the only file. */
function withConfFileType(target: Target, given: BuildArguments): Target {
  const files = given.list('CONF_FILE');
  if (files.length === 0) return target;
  const type = files.length === 1 ? /^prj_(.*)\.conf$/.exec(baseName(files[0]!))?.[1] : undefined;
  return { ...target, buildType: type };
}
