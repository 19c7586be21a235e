import { baseName, join } from '../../text/paths.ts';
import { secureBoard } from '../board-names.ts';
import type { BuildArguments } from '../build-arguments.ts';
import { ownBoard } from '../own-board.ts';
import type { Target } from '../targets.ts';
import type { Workspace } from '../workspace.ts';
import type { ComposedFile, Composition, ImageFiles } from './composition.ts';
import { disabledFiles } from './disabled-files.ts';
import { boardStems, type NamedBoard, suffixed } from './file-names.ts';
import { Lookup } from './lookup.ts';
import { radioImages } from './network-images.ts';
import { usualFolder } from './usual-folder.ts';

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
 * `-DI_CONF_FILE` switches all five off; `-DI_EXTRA_CONF_FILE` and `-DI_OVERLAY_CONFIG` stand before (I). The board of I is
 * the application's without `_ns`, or the network core.
 */
export function composeChildImages(
  workspace: Workspace,
  root: string,
  target: Pick<Target, 'board' | 'revision' | 'buildType'>,
  given: BuildArguments,
  version?: string,
): Composition {
  const moved = usualFolder(workspace, root, target.board?.value);
  const lookup = new Lookup(workspace, root, given, moved);
  const context: Context = {
    lookup,
    folder: lookup.folder('APPLICATION_CONFIG_DIR') ?? moved ?? root,
    board: target.board && { name: target.board.value, revision: target.revision },
    type: buildType(target.buildType, given),
  };
  const children = childImages(version);
  const images = [application(context), ...children.map((child) => childImage(context, child))];
  return {
    images,
    staticFile: staticFile(context),
    sysbuild: undefined,
    missing: lookup.missing,
    shadowed: lookup.shadowed,
    conflicts: [],
    disabled: disabledFiles(given, images, (without) => composeChildImages(workspace, root, target, without, version)),
    untyped: children.flatMap((child) => untyped(context, child)),
  };
}

interface Child {
  readonly name: string;
  readonly isOnNetworkCore: boolean;
}

/** Images that the SDK adds (nrf/samples/CMakeLists.txt:13-56,139, nrf/modules/mcuboot/CMakeLists.txt:258, 2.4.0). */
const childImages = (version: string | undefined): readonly Child[] => [
  ...['mcuboot', 'b0'].map((name) => ({ name, isOnNetworkCore: false })),
  ...['b0n', ...radioImages(version), 'empty_net_core'].map((name) => ({ name, isOnNetworkCore: true })),
];

/** The board that an image of the SDK is built for beside an application for `board`; undefined for other images. */
export function childImageBoard(image: string, board: NamedBoard): NamedBoard | undefined {
  const child = childImages(undefined).find(({ name }) => name === image);
  return child && childBoard(board, child.isOnNetworkCore);
}

interface Context {
  readonly lookup: Lookup;
  /** APPLICATION_CONFIG_DIR. */
  readonly folder: string;
  readonly board: NamedBoard | undefined;
  readonly type: string | undefined;
}

/** `-DCONF_FILE=prj_release.conf` makes the build type `release`, as long as it is the only file. */
function buildType(wanted: string | undefined, given: BuildArguments): string | undefined {
  const files = given.list('CONF_FILE');
  if (files.length === 0) return wanted;
  return files.length === 1 ? /^prj_(.*)\.conf$/.exec(baseName(files[0]!))?.[1] : undefined;
}

function application(context: Context): ImageFiles {
  const { lookup, folder, board } = context;
  const fragments = [...baseFragments(context), ...lookup.argumentFiles('EXTRA_CONF_FILE', 'OVERLAY_CONFIG')];
  const overlays = applicationOverlays(context);
  return {
    name: 'app',
    board: board?.name,
    fragments,
    overlays: [...overlays, ...lookup.argumentFiles('EXTRA_DTC_OVERLAY_FILE')],
    ownBase: false,
    ownBoardFragment: false,
    ownOverlays: false,
    assignments: lookup.given.assignments(''),
    places: {
      fragment: fragments[0]?.path ?? join(folder, 'prj.conf'),
      overlay: overlays.at(-1)?.path ?? join(folder, board ? `boards/${board.name}.overlay` : 'app.overlay'),
    },
  };
}

function baseFragments(context: Context): readonly ComposedFile[] {
  const { lookup, folder, board, type } = context;
  const ofBoard = inBoards(context, folder, board, '.conf');
  if (lookup.given.list('CONF_FILE').length > 0) {
    return [...lookup.argumentFiles('CONF_FILE'), ...(type === undefined ? [] : ofBoard)];
  }
  if (type !== undefined)
    return [...lookup.first(folder, [`prj_${type}.conf`], `base of build type ${type}`), ...ofBoard];
  const own = board ? lookup.first(folder, [`prj_${board.name}.conf`], 'base of this board') : [];
  return lookup.oneOf(own, [...lookup.first(folder, ['prj.conf'], 'base'), ...ofBoard]);
}

function applicationOverlays(context: Context): readonly ComposedFile[] {
  const { lookup, folder, board } = context;
  if (lookup.given.list('DTC_OVERLAY_FILE').length > 0) return lookup.argumentFiles('DTC_OVERLAY_FILE');
  const ofBoard = inBoards({ ...context, type: undefined }, folder, board, '.overlay');
  const beside = board ? lookup.first(folder, [`${board.name}.overlay`], 'board overlay') : [];
  return lookup.oneOf(ofBoard, beside, lookup.first(folder, ['app.overlay'], 'no board overlay replaces it'));
}

function childImage(context: Context, { name, isOnNetworkCore }: Child): ImageFiles {
  const { lookup, folder } = context;
  const board = context.board && childBoard(context.board, isOnNetworkCore);
  const typed = context.type === undefined ? '' : `_${context.type}`;
  const imageFolder = join(folder, `child_image/${name}`);
  const isGiven = Boolean(lookup.given.get(`${name}_CONF_FILE`));

  const base = isGiven
    ? lookup.argumentFiles(`${name}_CONF_FILE`)
    : [
        ...lookup.first(imageFolder, [`prj${typed}.conf`], `instead of the prj.conf of ${name}`),
        ...inBoards(context, imageFolder, board, '.conf'),
      ];
  const appended = isGiven ? [] : lookup.first(folder, [`child_image/${name}${typed}.conf`], `fragment for ${name}`);
  const overlays = [
    ...lookup.argumentFiles(`${name}_DTC_OVERLAY_FILE`),
    ...(isGiven ? [] : inBoards(context, imageFolder, board, '.overlay')),
    ...(isGiven ? [] : lookup.first(folder, [`child_image/${name}.overlay`], `overlay for ${name}`)),
  ];
  return {
    name,
    board: board?.name,
    fragments: [...base, ...lookup.argumentFiles(`${name}_EXTRA_CONF_FILE`, `${name}_OVERLAY_CONFIG`), ...appended],
    overlays: [...overlays, ...lookup.argumentFiles(`${name}_EXTRA_DTC_OVERLAY_FILE`)],
    ownBase: base.length === 0,
    ownBoardFragment: base.length === 0,
    ownOverlays: overlays.length === 0,
    assignments: lookup.given.assignments(`${name}_`),
    places: {
      fragment: join(folder, `child_image/${name}${typed}.conf`),
      overlay: join(folder, `child_image/${name}.overlay`),
    },
  };
}

/** The files of a child image that a build type hides: names without it are not looked for. */
function untyped(context: Context, child: Child): Composition['untyped'] {
  const { lookup, type } = context;
  if (type === undefined) return [];
  const plain = childImage({ ...context, type: undefined }, child);
  const read = childImage(context, child);
  const files = [...read.fragments, ...read.overlays].map(({ path }) => path);
  return [...plain.fragments, ...plain.overlays].flatMap(({ path }) => {
    const wanted = suffixed(path, type);
    const isLost = !files.includes(path) && !lookup.workspace.isFile(wanted);
    return isLost ? [{ path, image: child.name, buildType: type, wanted }] : [];
  });
}

/** CONFIG_DOMAIN_CPUNET_BOARD is named like the board (zephyr/boards/arm/nrf5340dk_nrf5340/Kconfig:39-41, 2.4.0). */
function childBoard(board: NamedBoard, isOnNetworkCore: boolean): NamedBoard | undefined {
  const name = secureBoard(board.name);
  if (!isOnNetworkCore) return { ...board, name };
  return name.endsWith('_cpuapp') ? { ...board, name: name.replace(/_cpuapp$/, '_cpunet') } : undefined;
}

/** `boards/<board>[_<rev>][_<type>]` of a folder. */
function inBoards(
  { lookup, type }: Context,
  folder: string,
  board: NamedBoard | undefined,
  ending: '.conf' | '.overlay',
): readonly ComposedFile[] {
  const typed = type === undefined ? '' : `_${type}`;
  const names = (board ? boardStems(board) : []).map((stem) => stem + typed + ending);
  return lookup.all(join(folder, 'boards'), names, ending === '.conf' ? 'board fragment' : 'board overlay');
}

/** nrf/cmake/partition_manager.cmake:26-57 and nrf/cmake/extensions.cmake:231-273 (2.4.0). */
function staticFile({ lookup, folder, board, type }: Context): ComposedFile | undefined {
  const [given] = lookup.argumentFiles('PM_STATIC_YML_FILE');
  if (given) return given;
  const typed = type === undefined ? '' : `_${type}`;
  const names = [
    ...(board ? [...boardStems(board)].reverse().map((stem) => `pm_static_${stem}${typed}.yml`) : []),
    ...(type === undefined ? [] : [`pm_static_${type}.yml`]),
    'pm_static.yml',
  ];
  const own = lookup.oneOf(...names.map((name) => lookup.first(folder, [name], 'first name that exists')))[0];
  if (own || !board) return own;
  return (
    staticFileOfBoard(lookup, join(folder, `configuration/${board.name}`), names, type) ??
    inOwnBoard(lookup, board, names, type)
  );
}

/** In the folder of a board of the project; with a build type the plain names count there, too. */
function inOwnBoard(
  lookup: Lookup,
  board: NamedBoard,
  names: readonly string[],
  type: string | undefined,
): ComposedFile | undefined {
  const own = ownBoard(lookup.workspace, lookup.root, board);
  const plain = type === undefined ? [] : names.map((name) => name.replace(`_${type}.yml`, '.yml'));
  return own && lookup.first(own.board.folder, [...names, ...plain], 'the board brings it along')[0];
}

/**
 * Nobody keeps a static file in a folder for a board for nothing: CMake files name it by the board. The only one there
 * counts whatever it is called, `pm_static_dfu.yml` for every build but that of `prj_no_dfu.conf`
 * (nrf/samples/matter/lock/CMakeLists.txt:23-25, 2.4.0).
 */
function staticFileOfBoard(
  lookup: Lookup,
  folder: string,
  names: readonly string[],
  type: string | undefined,
): ComposedFile | undefined {
  const [named] = lookup.first(folder, names, 'in a folder for this board');
  if (named) return named;
  const found = lookup.workspace.list(folder).filter(({ name }) => /^pm_static.*\.ya?ml$/.test(name));
  const purpose = /^pm_static_(.+)\.yml$/.exec(found[0]?.name ?? '')?.[1];
  if (found.length !== 1 || purpose === undefined || type === `no_${purpose}`) return undefined;
  // A build type of that name is the one that reads it.
  if (lookup.workspace.isFile(join(lookup.root, `prj_${purpose}.conf`))) return undefined;
  return lookup.first(folder, [found[0]!.name], 'the only one in a folder for this board')[0];
}
