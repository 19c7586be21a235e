import { baseName, isAbsolute, join } from '../../text/paths.ts';
import type { BuildArguments } from '../build-arguments.ts';
import { versionNumber } from '../era.ts';
import { ownBoard } from '../own-board.ts';
import type { Target } from '../targets.ts';
import type { Workspace } from '../workspace.ts';
import { type AddedImage, addedImages } from './added-images.ts';
import type { ComposedFile, Composition, ImageFiles, SysbuildFiles } from './composition.ts';
import { type ConfigFolders, configFolders } from './config-folders.ts';
import { disabledFiles } from './disabled-files.ts';
import { boardParts, type NamedBoard } from './file-names.ts';
import { type BoardOfImage, imageBoard } from './image-board.ts';
import { Lookup } from './lookup.ts';
import { isImageOf } from './network-images.ts';
import { staticFileIn } from './sysbuild-static-file.ts';
import {
  automaticOverlays,
  baseFragments,
  type ConfigFolder,
  fragmentsOfBuildType,
  withSuffix,
} from './zephyr-image.ts';

/**
 * The files of every image from NCS 2.7 on, where sysbuild builds the images side by side. All images that the SDK can add
 * are composed; whether one is part of the build is for sysbuild's Kconfig to say (`imageInBuild`).
 *
 * Sysbuild's Kconfig, later wins: defaults (the application's `Kconfig.sysbuild` replaces the root and sources it) -
 * `-DSB_CONF_FILE`, else `sysbuild_<suffix>.conf`, else `sysbuild.conf` - `-DSB_EXTRA_CONF_FILE`, `-DSB_OVERLAY_CONFIG` -
 * `-DSB_CONFIG_X=y` (zephyr/share/sysbuild/cmake/modules/sysbuild_kconfig.cmake, Zephyr 3.7).
 *
 * An image I, the application under its folder's name among them
 * (ExternalZephyrProject_Add() in zephyr/share/sysbuild/cmake/modules/sysbuild_extensions.cmake, Zephyr 3.7):
 *
 * | `sysbuild/I/`                       | the image's folder of `prj.conf`, `socs/`, `boards/`, `app.overlay`: those of I are gone |
 * | `sysbuild/I[_<suffix>].conf`        | I_EXTRA_CONF_FILE, behind these; unless `-DI_EXTRA_CONF_FILE` or `-DI_OVERLAY_CONFIG` |
 * | `sysbuild/I.overlay`                | I_DTC_OVERLAY_FILE, instead of every other overlay; unless `-DI_DTC_OVERLAY_FILE`     |
 * | `sysbuild/I_<suffix>.overlay`       | before that, from NCS 3.1 on (first used in nrf/samples by 860939f15d)               |
 *
 * `-DI_CONF_FILE` switches all of them off. What sysbuild forces upon an image comes last (`forcedAssignments`).
 * `-DX` is the application's, except for FILE_SUFFIX and APPLICATION_CONFIG_DIR, which are everyone's unless `-DI_X` is
 * given (zephyr_get() in zephyr/cmake/modules/extensions.cmake, Zephyr 3.7).
 */
export function composeSysbuild(
  workspace: Workspace,
  root: string,
  target: Pick<Target, 'board' | 'revision' | 'buildType'>,
  given: BuildArguments,
  version?: string,
): Composition {
  const board = target.board && { name: target.board.value, revision: target.revision };
  const folders = configFolders(workspace, root, board?.name);
  const lookup = new Lookup(workspace, root, given, folders.get(''));
  const context: Context = {
    lookup,
    board,
    suffix: given.get('FILE_SUFFIX') || target.buildType,
    version,
    folders,
  };
  const application = imageFiles(context, { name: baseName(root), isMain: true, board });
  const own = addedImages(workspace, root).map((added) => addedImage(context, added));
  const fromSdk = sdkImages
    .filter(({ name }) => isImageOf(name, version))
    .filter(({ name }) => !own.some((image) => image.name === name) && name !== application.buildName)
    .map(({ name, kind }) =>
      imageFiles(context, { name, isMain: false, board: board && imageBoard(board, kind, version) }),
    );
  const images = [application, ...fromSdk, ...own];
  return {
    images: [...images, ...variants(images)],
    staticFile: staticFile(context, root),
    networkStaticFile: networkStaticFile(context),
    sysbuild: sysbuildFiles(context),
    missing: lookup.missing,
    shadowed: lookup.shadowed,
    conflicts: isBefore27(version) ? [] : lookup.conflicts,
    disabled: disabledFiles(given, images, (without) => composeSysbuild(workspace, root, target, without, version)),
    // Here the name without the suffix counts where there is none with it.
    untyped: [],
  };
}

/** Names without the SoC came with hardware model v2. */
const isBefore27 = (version: string | undefined): boolean => (versionNumber(version ?? '') ?? Infinity) < 2.07;

/** Images of the SDK, and what they are built for (nrf/sysbuild/*.cmake, 2.7.0 to 3.3.99). */
const sdkImages: readonly { readonly name: string; readonly kind: BoardOfImage }[] = [
  { name: 'mcuboot', kind: 'secure' },
  { name: 'b0', kind: 'secure' },
  { name: 'b0n', kind: 'network' },
  { name: 'ipc_radio', kind: 'network' },
  { name: 'hci_ipc', kind: 'network' },
  { name: 'rpc_host', kind: 'network' },
  { name: '802154_rpmsg', kind: 'network' },
  { name: 'multiprotocol_rpmsg', kind: 'network' },
  { name: 'empty_net_core', kind: 'network' },
];

/** The board that an image of the SDK is built for beside an application for `board`; undefined for other images. */
export function sdkImageBoard(image: string, board: NamedBoard, version: string | undefined): NamedBoard | undefined {
  const found = sdkImages.find(({ name }) => name === image);
  return found && imageBoard(board, found.kind, version);
}

interface Context {
  readonly lookup: Lookup;
  readonly board: NamedBoard | undefined;
  readonly suffix: string | undefined;
  readonly version: string | undefined;
  readonly folders: ConfigFolders;
}

interface ImageOptions {
  /** As sysbuild calls it. */
  readonly name: string;
  readonly isMain: boolean;
  readonly board: NamedBoard | undefined;
  /** Its source folder, when that lies in the application's tree. */
  readonly folder?: string | undefined;
}

function imageFiles(context: Context, { name, isMain, board, folder }: ImageOptions): ImageFiles {
  const { lookup } = context;
  const { given, root, workspace } = lookup;
  const sysbuildFolder = join(root, 'sysbuild');
  /** The variable that counts for the image: with its name, for the application also without. */
  const variable = (plain: string): string =>
    isMain && given.get(`${name}_${plain}`) === undefined ? plain : `${name}_${plain}`;
  const source = folder ?? (isMain ? root : undefined);
  const reachesSysbuildFolder = !given.get(`${name}_CONF_FILE`);

  const configFolder = ownFolder(context, name, isMain, reachesSysbuildFolder) ?? source;
  const config: ConfigFolder | undefined =
    configFolder === undefined
      ? undefined
      : { folder: configFolder, board, suffix: given.get(`${name}_FILE_SUFFIX`) || context.suffix };

  const confFile = variable('CONF_FILE');
  const confFiles = given.list(confFile);
  const base =
    confFiles.length === 0
      ? config && baseFragments(lookup, config, isMain ? 'the application' : name)
      : [...lookup.argumentFiles(confFile), ...(config ? fragmentsOfBuildType(lookup, config, confFiles) : [])];

  const isExtended = given.list(`${name}_EXTRA_CONF_FILE`, `${name}_OVERLAY_CONFIG`).length > 0;
  const appended =
    reachesSysbuildFolder && !isExtended
      ? lookup.first(sysbuildFolder, withSuffix(`${name}.conf`, context), `fragment for ${name}`)
      : [];
  // The file becomes <image>_EXTRA_CONF_FILE, which hides the application's -DEXTRA_CONF_FILE.
  const extra = appended.length > 0 ? appended : lookup.argumentFiles(variable('EXTRA_CONF_FILE'));

  const replacing =
    reachesSysbuildFolder && given.list(`${name}_DTC_OVERLAY_FILE`).length === 0
      ? lookup.first(sysbuildFolder, overlayNames(context, name), `overlay for ${name}, instead of all others`)
      : [];
  const overlayFile = variable('DTC_OVERLAY_FILE');
  const isGiven = given.list(overlayFile).length > 0;
  const automatic = isGiven ? lookup.argumentFiles(overlayFile) : config && automaticOverlays(lookup, config);
  const overlays = replacing.length > 0 ? lookup.oneOf(replacing, automatic ?? []) : automatic;

  const isOfSdk = config === undefined;
  return {
    name: isMain ? 'app' : name,
    ...(isMain ? { buildName: name } : {}),
    ...(source === undefined ? {} : { folder: source }),
    board: board?.name,
    fragments: [...(base ?? []), ...extra, ...lookup.argumentFiles(variable('OVERLAY_CONFIG'))],
    overlays: [...(overlays ?? []), ...lookup.argumentFiles(variable('EXTRA_DTC_OVERLAY_FILE'))],
    ownBase: isOfSdk && confFiles.length === 0,
    ownBoardFragment: isOfSdk && confFiles.length === 0,
    ownOverlays: isOfSdk && overlays === undefined,
    assignments: [...(isMain ? given.assignments('') : []), ...given.assignments(`${name}_`)],
    places: {
      fragment: isMain
        ? (base?.[0]?.path ?? join(root, 'prj.conf'))
        : (appended[0]?.path ?? newFragment(config, workspace, join(sysbuildFolder, `${name}.conf`))),
      overlay: overlays?.at(-1)?.path ?? newOverlay(config, isMain, join(sysbuildFolder, `${name}.overlay`)),
    },
  };
}

/** The folder that the image's files are moved to; undefined where they stay with its sources. */
function ownFolder(
  { lookup, folders }: Context,
  name: string,
  isMain: boolean,
  reachesSysbuildFolder: boolean,
): string | undefined {
  const { given, root, workspace } = lookup;
  const inSysbuild = join(root, `sysbuild/${name}`);
  if (reachesSysbuildFolder && workspace.has(inSysbuild)) return inSysbuild;
  const ofImage = lookup.folder(`${name}_APPLICATION_CONFIG_DIR`) ?? folders.get(name);
  if (ofImage !== undefined) return ofImage;
  // A relative folder counts from the sources of each image: those of the SDK's are out of sight.
  const everyones = given.get('APPLICATION_CONFIG_DIR');
  if (everyones && (isMain || isAbsolute(everyones))) return lookup.folder('APPLICATION_CONFIG_DIR');
  return isMain ? folders.get('') : undefined;
}

function overlayNames({ suffix, version }: Context, name: string): readonly string[] {
  const number = versionNumber(version ?? '');
  return withSuffix(`${name}.overlay`, { suffix: number === undefined || number >= 3.01 ? suffix : undefined });
}

const newFragment = (config: ConfigFolder | undefined, workspace: Workspace, beside: string): string =>
  config && workspace.isFile(join(config.folder, 'prj.conf')) ? join(config.folder, 'prj.conf') : beside;

function newOverlay(config: ConfigFolder | undefined, isMain: boolean, beside: string): string {
  if (!config) return beside;
  if (config.board) return join(config.folder, `boards/${config.board.name}.overlay`);
  return isMain ? join(config.folder, 'app.overlay') : beside;
}

function addedImage(context: Context, added: AddedImage): ImageFiles {
  const { board } = context;
  const built = added.board === undefined ? board : writtenBoard(added.board, board);
  return {
    ...imageFiles(context, { name: added.name, isMain: false, board: built, folder: added.folder }),
    presence: added.always ? 'always' : 'sometimes',
  };
}

/** `${BOARD}/nrf5340/cpunet` for the application's board; undefined where other variables are in it. */
function writtenBoard(written: string, board: NamedBoard | undefined): NamedBoard | undefined {
  const { board: base, soc } = boardParts(board?.name ?? '');
  const known = written.replace(/\$\{(SB_CONFIG_BOARD|BOARD)\}/g, base).replace(/\$\{SB_CONFIG_SOC\}/g, soc ?? '$');
  if (known.includes('$') || !board) return undefined;
  const [name, revision] = known.split('@');
  return { name: name!.replace(/^"|"$/g, '').replaceAll('/', '_'), revision: revision ?? board.revision };
}

/** Images that are built again for another slot copy all settings of their source (nrf/sysbuild/CMakeLists.txt:1034-1048, 3.3.99). */
function variants(images: readonly ImageFiles[]): readonly ImageFiles[] {
  const copy = (of: string, ...names: readonly string[]): readonly ImageFiles[] => {
    const source = images.find(({ name }) => name === of);
    return source ? names.map((name) => ({ ...source, name, buildName: name, variantOf: of })) : [];
  };
  return [...copy('mcuboot', 's1_image', 'mcuboot_s1_variant'), ...copy('app', 'mcuboot_secondary_app')].filter(
    ({ name }) => !images.some((image) => image.name === name),
  );
}

function sysbuildFiles({ lookup, suffix, folders }: Context): SysbuildFiles {
  const { given, root } = lookup;
  const folder =
    lookup.folder('SB_APPLICATION_CONFIG_DIR') ??
    folders.get('sysbuild') ??
    lookup.folder('APPLICATION_CONFIG_DIR') ??
    root;
  const base =
    given.list('SB_CONF_FILE').length > 0
      ? lookup.argumentFiles('SB_CONF_FILE')
      : lookup.first(folder, withSuffix('sysbuild.conf', { suffix }), "sysbuild's configuration");
  return {
    kconfig: lookup.first(root, ['Kconfig.sysbuild'], "root of sysbuild's Kconfig")[0],
    fragments: [...base, ...lookup.argumentFiles('SB_EXTRA_CONF_FILE', 'SB_OVERLAY_CONFIG')],
    assignments: given.assignments('SB_').map((assignment) => ({ ...assignment, symbol: `SB_${assignment.symbol}` })),
  };
}

/** Of the application's domain: nrf/cmake/sysbuild/partition_manager.cmake:36-76 (3.3.99). */
function staticFile(context: Context, root: string): ComposedFile | undefined {
  const { lookup, board, suffix } = context;
  const folder = ownFolder(context, baseName(root), true, !lookup.given.get(`${baseName(root)}_CONF_FILE`)) ?? root;
  const asked = lookup.given.get('PM_STATIC_YML_FILE');
  // Until 2.7.0 a relative path was never found (NCSDK-28451).
  const number = versionNumber(context.version ?? '');
  if (asked && (isAbsolute(asked) || number === undefined || number >= 2.08)) {
    const path = isAbsolute(asked) ? join('/', asked) : join(folder, asked);
    if (lookup.workspace.isFile(path)) return { path, why: '-DPM_STATIC_YML_FILE' };
    lookup.missing.push({ path, argument: '-DPM_STATIC_YML_FILE' });
  }
  const found = staticFileIn(lookup, folder, { board, suffix });
  const own = found || !board ? undefined : ownBoard(lookup.workspace, lookup.root, board);
  return found ?? (own && staticFileIn(lookup, own.board.folder, { board, suffix }));
}

/** The network core's image looks in its own folder, as far as that is the application's. */
function networkStaticFile(context: Context): ComposedFile | undefined {
  const { lookup, board, suffix, version } = context;
  for (const { name, kind } of sdkImages) {
    if (kind !== 'network' || name === 'b0n') continue;
    const folder = ownFolder(context, name, false, !lookup.given.get(`${name}_CONF_FILE`));
    const found =
      folder &&
      staticFileIn(lookup, folder, { board: board && imageBoard(board, kind, version), suffix, domain: 'CPUNET' });
    if (found) return found;
  }
  return undefined;
}
