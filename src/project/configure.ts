import type { Assumption } from '../diagnostic/report.ts';
import {
  type Configuration,
  type Era,
  type Fragment,
  type Image,
  OLDER_TREE,
  type Overlay,
  type Place,
} from '../model/application.ts';
import type { Devicetree } from '../model/devicetree/devicetree.ts';
import { andThen, type Fact, is, known, map, unknown, valueOf } from '../model/fact.ts';
import type { ApplicationFiles } from '../model/files.ts';
import { type AssignmentIn, type KconfigView, kconfigView } from '../model/kconfig/evaluate.ts';
import { partitionTable } from '../model/partitions/build.ts';
import type { PartitionTable } from '../model/partitions/table.ts';
import { type AssignmentFact, type BoardFacts, type SdkFacts, sdkLine } from '../model/sdk-facts.ts';
import type { Forced } from '../model/sysbuild/forced.ts';
import type { Checkout } from '../sdk/checkout.ts';
import { LOCK_FILE, lockFile } from '../syntax/lock-file.ts';
import { join } from '../text/paths.ts';
import type { BuildArguments } from './build-arguments.ts';
import { asksForChosen } from './chosen-users.ts';
import { type CmakeHints, cmakeHints } from './cmake-hints.ts';
import { composeChildImages } from './compose/child-image.ts';
import type { ComposedFile, Composition, ImageFiles } from './compose/composition.ts';
import { boardParts, socStem } from './compose/file-names.ts';
import { composeSysbuild } from './compose/sysbuild.ts';
import { fragmentsAt } from './fragments.ts';
import { type ImageTree, imageTree, overlaySource } from './image-devicetree.ts';
import { lostIncludes } from './lost-includes.ts';
import { otherFragments } from './other-fragments.ts';
import { ownCompatibles } from './own-compatibles.ts';
import { type OwnKconfig, ownKconfig } from './own-kconfig.ts';
import { versionNumber } from './sdk-version.ts';
import { type SysbuildBuild, sysbuildBuild } from './sysbuild-build.ts';
import { sysbuildModel } from './sysbuild-model.ts';
import type { Target } from './targets.ts';
import { unknownMacros } from './unknown-macros.ts';
import type { Workspace } from './workspace.ts';

/** What is known about the build before a file of the application is read. */
export interface Setting {
  readonly workspace: Workspace;
  readonly root: string;
  readonly era: Fact<Era>;
  readonly sdk: Fact<SdkFacts>;
  /** What was assumed about the build: the version, the board. */
  readonly assumptions: readonly Assumption[];
  readonly given: BuildArguments;
  /** The SDK version as the project says it; undefined where nothing does. */
  readonly version?: string | undefined;
  /** The SDK, where it is there. */
  readonly checkout?: Checkout | undefined;
  /** False for loose files: what is not there may exist all the same. */
  readonly complete: boolean;
  /** Asked for when all configurations of the application are composed. */
  readonly files: () => ApplicationFiles;
}

export interface Configured {
  readonly configuration: Configuration;
  readonly composition: Composition;
  /** Undefined in the era of child images. */
  readonly sysbuild: SysbuildBuild | undefined;
  /** What the static file says, also where Partition Manager is off; undefined without one. */
  staticTable(): PartitionTable | undefined;
}

/** Composes and evaluates every image of one configuration. */
export function configure(setting: Setting, target: Target, id: string): Configured {
  const { workspace, root, given } = setting;
  const composition =
    valueOf(setting.era) === 'sysbuild'
      ? composeSysbuild(workspace, root, target, given, setting.version ?? valueOf(setting.sdk)?.version)
      : composeChildImages(workspace, root, target, given);
  const hints = cmakeHints(workspace, root);
  const board: Fact<string> = target.board ? known(target.board.value) : unknown('the board (pass --board)');
  const sysbuild = sysbuildBuild(
    workspace,
    root,
    composition,
    target.board?.value,
    valueOf(setting.sdk),
    addedParts(given),
  );
  const context: Context = { ...setting, target, hints, board, sysbuild };

  const appFiles = composition.images.find(({ name }) => name === 'app')!;
  const app = applicationImage(context, appFiles);
  const others = composition.images
    .filter(({ name }) => name === 'mcuboot')
    .map((files) => mcubootImage(context, files, app));
  const images = [app, ...others];
  const soc = andThen(socName(context, board), (soc) => {
    const facts = context.sdk.known ? context.sdk.value.soc(soc) : undefined;
    return facts ? known(facts) : unknown(`facts about the SoC ${soc}`);
  });
  const has = (name: string): Fact<boolean> => {
    if (name === 'app') return known(true);
    if (sysbuild) return sysbuild.has(name);
    if (name !== 'mcuboot') return unknown(`whether ${name} is part of the build`);
    return mcubootInBuild(app, composition);
  };
  const mcuboot = others.find(({ name }) => name === 'mcuboot');
  const model =
    sysbuild && composition.sysbuild
      ? sysbuildModel({
          workspace,
          root,
          files: composition.sysbuild,
          build: sysbuild,
          board: target.board?.value,
          sdk: valueOf(setting.sdk),
          asked: target.sysbuild === true || isAfterChildImages(setting.version),
        })
      : undefined;
  const tableOf = (staticFile: ComposedFile | undefined): PartitionTable =>
    partitionTable({
      file: staticFile && workspace.staticYaml(staticFile.path),
      boardFile: boardStaticFile(context),
      app,
      mcuboot: mcuboot && is(has('mcuboot'), true) ? mcuboot : undefined,
      soc,
      sdk: setting.sdk,
      era: setting.era,
      ownPartitions: workspace.isFile(join(root, 'pm.yml')),
    });
  const configuration: Configuration = {
    id,
    era: setting.era,
    board,
    soc,
    sdk: setting.sdk,
    images: images.filter(({ name }) => is(has(name), true)),
    has,
    sysbuild: model,
    fragments: [
      ...fragmentsAt(workspace, [
        ...new Set(
          composition.images
            .filter(({ name }) => is(has(name), true))
            .flatMap(({ fragments }) => fragments.map(({ path }) => path)),
        ),
      ]),
      ...(model?.fragments ?? []),
    ],
    get files() {
      return setting.files();
    },
    isDescribed: target.scenario !== undefined || target.written !== undefined,
    assumptions: [...setting.assumptions, ...olderTree(setting, composition)],
    version: setting.version,
    complete: setting.complete,
    get otherFragments() {
      return otherFragments(workspace, root, this.fragments);
    },
    get ownCompatibles() {
      return ownCompatibles(workspace, root);
    },
    asksForChosen: (name) => asksForChosen(workspace, root, name),
    get lock() {
      return workspace.parsed(join(root, LOCK_FILE), lockFile);
    },
    get ownSymbols() {
      return ownKconfig(workspace, root).names;
    },
    partitionManager: sysbuild
      ? sysbuild.view.bool('PARTITION_MANAGER')
      : partitionManager(composition, has('mcuboot')),
    // Without Partition Manager nobody reads the file.
    partitions: tableOf(
      sysbuild && is(sysbuild.view.bool('PARTITION_MANAGER'), false) ? undefined : composition.staticFile,
    ),
  };
  return {
    configuration,
    composition,
    sysbuild,
    staticTable: () =>
      composition.staticFile &&
      (configuration.partitions.file?.own ? configuration.partitions : tableOf(composition.staticFile)),
  };
}

/** The board of an image has no tree of this version. */
function olderTree({ sdk }: Setting, { images }: Composition): readonly Assumption[] {
  const boards = sdk.known ? images.flatMap(({ board }) => board ?? []) : [];
  const facts = valueOf(sdk);
  const version = boards
    .filter((board) => !facts?.devicetrees?.board(board))
    .map((board) => facts?.trees.tree(board)?.version)
    .find((one) => one !== undefined);
  if (version === undefined) return [];
  return [{ what: OLDER_TREE, value: `NCS ${version}`, why: 'that of the version in use was not read' }];
}

/** Child images are gone (nrf/doc/nrf/releases_and_maturity/releases/release-notes-3.0.0.rst:100, 3.3.99). */
const isAfterChildImages = (version = ''): boolean =>
  (versionNumber(version) ?? (/^(main|master)$/.test(version) ? Infinity : 0)) >= 3;

/**
 * Whether MCUboot is a child image. Where the application's own Kconfig decides about it and cannot be followed, a project
 * that configures MCUboot for this very build is taken to have it.
 */
function mcubootInBuild({ kconfig }: Image, { images }: Composition): Fact<boolean> {
  const asked = kconfig.bool('CONFIG_BOOTLOADER_MCUBOOT');
  const own = images.find(({ name }) => name === 'mcuboot');
  const isConfigured = own !== undefined && own.fragments.length + own.overlays.length > 0;
  if (asked.known || !isConfigured || asked.missing !== OWN_DEFAULTS) return asked;
  return known(true, { kind: 'assumed', text: 'MCUboot is part of the build: the project configures it' });
}

/** Child images and static files bring Partition Manager along (nrf/cmake/partition_manager.cmake:93-111, 2.4.0). */
function partitionManager({ staticFile }: Composition, mcuboot: Fact<boolean>): Fact<boolean> {
  if (is(mcuboot, true) || staticFile) return known(true, ...(mcuboot.known ? mcuboot.origins : []));
  return unknown('whether an image or a subsystem brings Partition Manager along');
}

interface Context extends Setting {
  readonly target: Target;
  readonly hints: CmakeHints;
  readonly board: Fact<string>;
  /** Undefined in the era of child images. */
  readonly sysbuild: SysbuildBuild | undefined;
}

function applicationImage(context: Context, files: ImageFiles): Image {
  const tree = treeOf(context, files, []);
  const fragments = fragmentsOf(context, files);
  const forced = context.sysbuild?.forced('app');
  const assignments = [
    ...defconfig(context, files.board),
    ...userAssignments(fragments, files),
    ...(forced?.assignments ?? []),
  ];
  const hidden = context.sysbuild?.hidden(files) ?? context.hints.application;
  const own = ownKconfig(context.workspace, context.root);
  const open = openness(context, hidden);
  const ofOwn = own.touched.size > 0 || own.open !== undefined ? OWN_DEFAULTS : undefined;
  const isSettled = open === undefined && own.open === undefined ? isUntouched(context, own) : undefined;
  return {
    name: 'app',
    kind: 'application',
    board: context.board,
    kconfig: view(context, 'app', assignments, tree.devicetree, open ?? ofOwn, forced, isSettled),
    devicetree: tree.devicetree,
    get boardDevicetree() {
      return tree.boardDevicetree;
    },
    fragments,
    overlays: overlaysOf(context, files, tree),
    ownFiles: { base: files.ownBase, overlays: files.ownOverlays },
    places: places(context, files),
  };
}

function mcubootImage(context: Context, files: ImageFiles, app: Image): Image {
  const facts = context.sdk.known ? context.sdk.value : undefined;
  const own = facts?.image('mcuboot');
  const ownBoard = files.board === undefined ? undefined : own?.boards[files.board];
  const ownOverlay = own && files.board !== undefined ? (own.overlays[files.board] ?? own.overlays['']) : undefined;
  const tree = treeOf(context, files, files.ownOverlays && ownOverlay ? [ownOverlay] : []);
  const fragments = fragmentsOf(context, files);
  const forced = context.sysbuild?.forced('mcuboot');
  const ownSoc = own?.socs?.[socStem({ name: files.board ?? '' }) ?? ''];
  const assignments = [
    ...defconfig(context, files.board),
    ...(own && facts && files.ownBase ? assignmentFacts(facts, own.base) : []),
    ...(ownSoc && facts && files.ownBoardFragment ? assignmentFacts(facts, ownSoc.assignments) : []),
    ...(ownBoard && facts && files.ownBoardFragment ? assignmentFacts(facts, ownBoard.assignments) : []),
    ...userAssignments(fragments, files),
    ...(forced?.assignments ?? passedOn(context, app)),
  ];
  const open =
    openness(
      context,
      context.sysbuild?.hidden(files) ?? [
        ...context.hints.image('mcuboot'),
        ...context.hints.application.filter((name) => name === 'APPLICATION_CONFIG_DIR'),
      ],
    ) ?? matter(app);
  return {
    name: 'mcuboot',
    kind: 'bootloader',
    board: files.board === undefined ? context.board : known(files.board),
    kconfig: view(context, 'mcuboot', assignments, tree.devicetree, open, forced),
    devicetree: tree.devicetree,
    get boardDevicetree() {
      return tree.boardDevicetree;
    },
    fragments,
    overlays: overlaysOf(context, files, tree),
    ownFiles: { base: files.ownBase, overlays: files.ownOverlays },
    places: places(context, files),
  };
}

/** What the application's build hands to MCUboot by itself (nrf/modules/mcuboot/CMakeLists.txt:204-212, 2.4.0). */
function passedOn({ sdk }: Context, app: Image): readonly AssignmentIn[] {
  const secondary = app.kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
  if (!sdk.known || !is(secondary, true)) return [];
  const origin = secondary.origins[0] ?? sdkLine(sdk.value, 'nrf/modules/mcuboot/CMakeLists.txt:204');
  return [{ symbol: 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', value: 'y', origin }];
}

/** Why symbols that no line assigns are unknown; undefined when the files are all there. */
function openness({ sdk, board, era, given }: Context, hints: readonly string[]): string | undefined {
  if (!era.known) return era.missing;
  if (!sdk.known) return sdk.missing;
  if (!board.known) return board.missing;
  if (hints.length > 0) return `the files that CMake adds with ${hints.join(', ')}`;
  return addedParts(given) ?? (sdk.value.board(board.value) ? undefined : boardDefaults(board.value));
}

/** Snippets and shields bring files along that are known by name only. */
function addedParts(given: BuildArguments): string | undefined {
  const parts = [...given.snippets.map((name) => `snippet ${name}`), ...given.shields.map((name) => `shield ${name}`)];
  return parts.length > 0 ? `the files of ${parts.join(', ')}` : undefined;
}

const OWN_DEFAULTS = "the defaults that the application's own Kconfig file sets";

/** What an application's own Kconfig files say nothing about has the defaults of the SDK. */
const isUntouched =
  ({ sdk }: Context, { touched }: OwnKconfig) =>
  (symbol: string): boolean => {
    const choice = sdk.known ? sdk.value.symbol(symbol, 'app')?.choice : undefined;
    return !touched.has(symbol) && (choice === undefined || !touched.has(choice));
  };

const boardDefaults = (board: string): string => `the Kconfig defaults of the board ${board}`;

/** MCUboot's own options: the defconfig of a board is read by every image, and most do not have them. */
const isBoardIndependent = (symbol: string): boolean =>
  /^(BOOT_(?!BANNER|DELAY)|SINGLE_APPLICATION_SLOT$|UPDATEABLE_IMAGE_NUMBER$)/.test(symbol);

/** The Matter module gives MCUboot defaults of its own (nrf/doc/nrf/protocols/matter/getting_started/kconfig.rst:21, 2.4.0). */
function matter(app: Image): string | undefined {
  return is(app.kconfig.bool('CONFIG_CHIP'), true) ? 'the defaults that the Matter module gives MCUboot' : undefined;
}

function view(
  context: Context,
  name: string,
  assignments: readonly AssignmentIn[],
  devicetree: Devicetree,
  open: string | undefined,
  forced: Forced | undefined,
  isSettled?: (symbol: string) => boolean,
): KconfigView {
  const isOnlyBoard = name === 'mcuboot' && context.board.known && open === boardDefaults(context.board.value);
  return kconfigView(name, assignments, valueOf(context.sdk), devicetree, {
    ...(open === undefined ? { closed: true } : { closed: false, why: open }),
    ...(isOnlyBoard ? { settled: isBoardIndependent } : isSettled ? { settled: isSettled } : {}),
    ...(forced ? { undecided: forced.undecided } : {}),
  });
}

function boardFacts({ sdk }: Context, board: Fact<string>): Fact<BoardFacts> {
  return andThen(board, (name) =>
    andThen(sdk, (facts) => {
      const found = facts.board(name);
      return found ? known(found) : unknown(`facts about the board ${name}`);
    }),
  );
}

/** Key of the facts: what the board's facts say, or what hardware model v2 writes into its name. */
function socName(context: Context, board: Fact<string>): Fact<string> {
  const facts = boardFacts(context, board);
  const { soc, qualifiers } = boardParts(valueOf(board) ?? '');
  if (facts.known || !context.sysbuild || soc === undefined) return map(facts, (found) => found.soc);
  return known([soc, ...qualifiers.filter((part) => part.startsWith('cpu'))].join('_'));
}

function defconfig({ sdk }: Context, board: string | undefined): readonly AssignmentIn[] {
  const facts = sdk.known && board !== undefined ? sdk.value.board(board) : undefined;
  return facts && sdk.known ? assignmentFacts(sdk.value, facts.defconfig) : [];
}

const assignmentFacts = (facts: SdkFacts, list: readonly AssignmentFact[]): readonly AssignmentIn[] =>
  list.map(({ symbol, value, at }) => ({ symbol, value, origin: sdkLine(facts, at) }));

function userAssignments(fragments: readonly Fragment[], files: ImageFiles): readonly AssignmentIn[] {
  const strip = (symbol: string) => symbol.replace(/^CONFIG_/, '');
  return [
    ...fragments.flatMap(({ assignments }) =>
      assignments.map(
        ({ symbol, value, span }): AssignmentIn => ({
          symbol: strip(symbol),
          value,
          origin: { kind: 'project', span },
        }),
      ),
    ),
    ...files.assignments.map(
      ({ symbol, value, text }): AssignmentIn => ({ symbol: strip(symbol), value, origin: { kind: 'argument', text } }),
    ),
  ];
}

const fragmentsOf = ({ workspace }: Context, files: ImageFiles): readonly Fragment[] =>
  fragmentsAt(
    workspace,
    files.fragments.map(({ path }) => path),
  );

const overlaysOf = (context: Context, files: ImageFiles, { sources }: Pick<ImageTree, 'sources'>): readonly Overlay[] =>
  files.overlays.flatMap(({ path }) => {
    const parsed = overlaySource(
      context.workspace,
      context.root,
      path,
      context.sdk.known ? context.sdk.value : undefined,
      files.board,
      sources,
    );
    if (!parsed) return [];
    return [
      {
        source: parsed.source,
        problems: parsed.problems,
        unknownMacros: unknownMacros(parsed, context.sdk, sources !== undefined),
        lostIncludes: lostIncludes(context.workspace, context.root, parsed),
      },
    ];
  });

function treeOf(context: Context, files: ImageFiles, ownOverlays: readonly string[]): ImageTree {
  const { workspace, root, sdk, target, given, hints } = context;
  const set = files.name === 'app' ? hints.application : hints.image(files.name);
  const overlays = set.filter((name) => /DTC_OVERLAY|SHIELD|SNIPPET|CONFIG_DIR/.test(name));
  // Whether other images get them, too, depends on the version.
  const isRead = files.name === 'app' && valueOf(sdk)?.devicetrees !== undefined;
  const hidden =
    given.shields.length > 0 && !isRead
      ? `the devicetree of shield ${given.shields.join(', ')}`
      : given.snippets.length > 0 && !isRead
        ? `the overlays of snippet ${given.snippets.join(', ')}`
        : overlays.length > 0
          ? `the overlays that CMakeLists.txt adds with ${overlays.join(', ')}`
          : undefined;
  return imageTree({
    workspace,
    root,
    sdk,
    board: files.board,
    revision: target.revision,
    ...(isRead ? { shields: given.shields, snippets: given.snippets } : {}),
    extraOverlays: given.files(root, 'EXTRA_DTC_OVERLAY_FILE'),
    hidden,
    ownOverlays,
    overlays: files.overlays.map(({ path }) => path),
  });
}

function boardStaticFile(
  context: Context,
): { readonly file: BoardFacts['staticFiles'][number]; readonly facts: SdkFacts } | undefined {
  const { sdk, target } = context;
  const name = target.board?.value;
  const facts = sdk.known && name !== undefined ? sdk.value.board(name) : undefined;
  if (!facts || !sdk.known) return undefined;
  const typed =
    target.buildType === undefined
      ? []
      : [`pm_static_${name}_${target.buildType}.yml`, `pm_static_${target.buildType}.yml`];
  for (const candidate of [...typed, `pm_static_${name}.yml`, 'pm_static.yml']) {
    const file = facts.staticFiles.find((one) => one.name === candidate);
    if (file) return { file, facts: sdk.value };
  }
  return undefined;
}

const places = ({ workspace }: Context, files: ImageFiles): Image['places'] => ({
  fragment: place(workspace, files.places.fragment),
  overlay: place(workspace, files.places.overlay),
});

const place = (workspace: Workspace, path: string): Place => ({
  path: workspace.shown(path),
  exists: workspace.isFile(path),
});
