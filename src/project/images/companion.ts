import type { Image } from '../../model/application.ts';
import { known } from '../../model/fact.ts';
import type { AssignmentIn } from '../../model/kconfig/evaluate.ts';
import type { ImageFacts } from '../../model/sdk-facts.ts';
import type { Forced } from '../../model/sysbuild/forced.ts';
import type { ImageFiles } from '../compose/composition.ts';
import { socStem } from '../compose/file-names.ts';
import { ownKconfig } from '../own-kconfig.ts';
import { assignmentFacts, defconfig, linesOf, userAssignments } from './assignments.ts';
import type { ImageContext } from './context.ts';
import { fragmentsOf, treeOf } from './files.ts';
import { imageFolder } from './folder.ts';
import { handedOn } from './handed-on.ts';
import { imageOf } from './image.ts';
import { matter, openness } from './kconfig.ts';
import { type SdkImage, sdkImage } from './sdk-image.ts';

/**
 * Evaluates an image beside the application: MCUboot with all that it brings along, of the SDK's other images what the
 * user's files and the board say, and the application's own further images from their folder.
 */
export function companionImage(context: ImageContext, files: ImageFiles, app: Image): Image {
  const forced = context.sysbuild?.forced(files.name);
  const isShared = forced && !context.checkout && !context.built && !context.results;
  if (!isShared) return evaluated(context, files, app, forced);
  const { sdk, board, target, given, root } = context;
  const key = JSON.stringify([
    ...[files, root, sdk.known ? sdk.value.source : sdk.missing, board.known ? board.value : board.missing],
    ...[target.revision, target.part, given.shields, given.snippets, given.files(root, 'EXTRA_DTC_OVERLAY_FILE')],
    hiddenIn(context, files),
    files.name === 'mcuboot' ? matter(context, app) : undefined,
  ]);
  let images = shared.get(forced);
  if (!images) shared.set(forced, (images = new Map()));
  let image = images.get(key);
  if (!image) images.set(key, (image = evaluated(context, files, app, forced)));
  return image;
}

/** Most configurations of an application differ in the application's own files: their bootloader is the same. */
const shared = new WeakMap<Forced, Map<string, Image>>();

function evaluated(context: ImageContext, files: ImageFiles, app: Image, forced: Forced | undefined): Image {
  const { name } = files;
  const ofSdk = fromCheckout(context, files);
  const facts = ofSdk || !context.sdk.known ? undefined : context.sdk.value.image(name);
  const own = ofSdk ?? facts;
  const added = context.sysbuild || files.folder !== undefined ? undefined : handedOn(context, name, app);
  const addedOverlays = added?.overlays ?? [];
  const ofSysbuild = context.sysbuild?.overlays(name) ?? [];
  const tree = treeOf(context, files, {
    ownOverlays: [
      // What the application's build adds takes the place of the image's own ones, too.
      ...(addedOverlays.length > 0 || !files.ownOverlays
        ? addedOverlays
        : (ofSdk?.overlays ?? (facts ? overlaysOfImage(facts, files.board) : []))),
      ...ofSysbuild,
    ],
    // MCUboot's own overlay only says where it is linked.
    hidden: files.ownOverlays && !own && name !== 'mcuboot' ? `the overlays of ${name} itself` : undefined,
  });
  const fragments = fragmentsOf(context, files);
  const assignments = [
    ...defconfig(context, files.board),
    ...(ofSdk ? checkoutAssignments(context, ofSdk, files) : facts ? ownAssignments(context, facts, files) : []),
    ...userAssignments(fragments, files),
    ...(forced?.assignments ?? added?.assignments ?? []),
  ];
  return imageOf(context, files, {
    kind: kindOf(files),
    board: files.board === undefined ? context.board : known(files.board),
    tree,
    fragments,
    assignments,
    undecided: forced?.undecided ?? added?.undecided,
    own: files.folder === undefined ? undefined : ownKconfig(context.workspace, files.folder),
    open:
      openness(context, hiddenIn(context, files)) ??
      (files.folder === undefined ? matter(context, app) : undefined) ??
      (files.ownBase && !own ? `what ${name} itself brings along` : undefined),
  });
}

function kindOf({ name, board = '' }: ImageFiles): Image['kind'] {
  if (/^(mcuboot|b0n?)$/.test(name)) return 'bootloader';
  return /_(cpunet|cpurad)(_|$)/.test(board) ? 'network-core' : 'other';
}

function fromCheckout({ checkout, sysbuild, target, given }: ImageContext, files: ImageFiles): SdkImage | undefined {
  const folder = checkout?.hasZephyr ? imageFolder(files, checkout) : undefined;
  if (!checkout || !folder || folder.isOwn) return undefined;
  const board = files.board === undefined ? undefined : { name: files.board, revision: target.revision };
  const suffix = given.get(`${files.name}_FILE_SUFFIX`) || given.get('FILE_SUFFIX') || target.buildType;
  return sdkImage(checkout, folder.path, board, { isSysbuild: sysbuild !== undefined, suffix });
}

/** The lines of its own files, as far as the user's do not replace them. */
const checkoutAssignments = (
  { checkout }: ImageContext,
  { base, ofBoard }: SdkImage,
  { ownBase, ownBoardFragment }: ImageFiles,
): readonly AssignmentIn[] =>
  [...(ownBase ? base : []), ...(ownBoardFragment ? ofBoard : [])].flatMap((path) => linesOf(checkout!, path));

/** The board's own overlay, else the one for all boards. */
function overlaysOfImage({ overlays }: ImageFacts, board: string | undefined): readonly string[] {
  const own = board === undefined ? undefined : (overlays[board] ?? overlays['']);
  return own === undefined ? [] : [own];
}

/** Its `prj.conf`, then the files of its SoC and its board, as far as the user's do not replace them. */
function ownAssignments(
  { sdk }: ImageContext,
  own: ImageFacts,
  { board, ownBase, ownBoardFragment }: ImageFiles,
): readonly AssignmentIn[] {
  if (!sdk.known) return [];
  const ofSoc = own.socs?.[socStem({ name: board ?? '' }) ?? ''];
  const ofBoard = board === undefined ? undefined : own.boards[board];
  return [
    ...(ownBase ? own.base : []),
    ...(ownBoardFragment ? (ofSoc?.assignments ?? []) : []),
    ...(ownBoardFragment ? (ofBoard?.assignments ?? []) : []),
  ].flatMap((line) => assignmentFacts(sdk.value, [line]));
}

/** Variables of CMake that change its files in ways that are not followed. */
const hiddenIn = ({ built, sysbuild, hints }: ImageContext, files: ImageFiles): readonly string[] =>
  built?.hidden(files.name) ??
  sysbuild?.hidden(files) ?? [
    ...hints.image(files.name),
    ...hints.application.filter((variable) => variable === 'APPLICATION_CONFIG_DIR'),
  ];
