import type { Assumption } from '../diagnostic/report.ts';
import { type Configuration, OLDER_TREE } from '../model/application.ts';
import { type Fact, is, known, unknown, valueOf, withoutRecording } from '../model/fact.ts';
import { partitionTable } from '../model/partitions/build.ts';
import type { PartitionTable } from '../model/partitions/table.ts';
import { isAheadOfAll } from '../model/release.ts';
import { LOCK_FILE, lockFile } from '../syntax/lock-file.ts';
import { join } from '../text/paths.ts';
import { revisionInUse } from './active-revision.ts';
import { boardFolderDefconfigs } from './board-folder.ts';
import { isOtherCore } from './board-names.ts';
import { boardSources } from './board-sources.ts';
import { boardStaticFile } from './board-static-file.ts';
import { type AsBuilt, asBuilt } from './built/as-built.ts';
import type { BuildResults } from './built/results.ts';
import { checkoutSysbuild } from './checkout-sysbuild.ts';
import { childImageInBuild, partitionManagerInBuild } from './child-images-in-build.ts';
import { cmakeArguments } from './cmake-arguments.ts';
import { cmakeHints } from './cmake-hints.ts';
import { asksForChosen, namesPartition } from './code-names.ts';
import { composeChildImages } from './compose/child-image.ts';
import type { ComposedFile, Composition, ImageFiles } from './compose/composition.ts';
import { onlyNamed } from './compose/only-named.ts';
import { composeSysbuild } from './compose/sysbuild.ts';
import { fragmentsAt } from './fragments.ts';
import { applicationImage } from './images/application.ts';
import { companionImage } from './images/companion.ts';
import type { ImageContext } from './images/context.ts';
import { imageFolder } from './images/folder.ts';
import { addedParts, NO_APPLICATION } from './images/kconfig.ts';
import { otherFragments } from './other-fragments.ts';
import { type OwnBoard, ownBoard } from './own-board.ts';
import { ownCompatibles } from './own-compatibles.ts';
import { ownKconfig } from './own-kconfig.ts';
import { versionNumber } from './sdk-version.ts';
import type { Setting } from './setting.ts';
import { socOfBuild } from './soc-of-build.ts';
import { type SysbuildBuild, sysbuildBuild } from './sysbuild-build.ts';
import { sysbuildModel } from './sysbuild-model.ts';
import { sysbuildBoard } from './sysbuild-view.ts';
import type { Target } from './target.ts';

export interface Configured {
  readonly configuration: Configuration;
  readonly composition: Composition;
  /** Undefined in the era of child images. */
  readonly sysbuild: SysbuildBuild | undefined;
  /** What the folder says in which it was built; undefined where nobody knows of one. */
  readonly built: AsBuilt | undefined;
  /** What the build made; undefined where nobody asks for it. */
  readonly results: BuildResults | undefined;
  /** What the project's own board of that name brings along, with its revision; undefined for a board of the SDK. */
  ownBoard(name: string | undefined): OwnBoard | undefined;
  /** What the static file says, also where Partition Manager is off; undefined without one. */
  staticTable(): PartitionTable | undefined;
}

/** Composes and evaluates every image of one configuration. */
export function configure(asked: Setting, wanted: Target, id: string): Configured {
  const target = { ...wanted, revision: revisionInUse(asked, wanted) };
  const { workspace, root } = asked;
  const followed = cmakeArguments(workspace, root, target, valueOf(asked.era));
  const given = asked.given.over(followed);
  const setting = { ...asked, given };
  const composed =
    valueOf(setting.era) === 'sysbuild'
      ? composeSysbuild(workspace, root, target, given, setting.version ?? valueOf(setting.sdk)?.version)
      : composeChildImages(workspace, root, target, given, setting.version);
  const own = target.part ? onlyNamed(composed) : composed;
  const built = target.built && asBuilt(workspace, root, target.built, own);
  const results = target.built && setting.resultsOf?.(workspace, root, target.built);
  const foreseen = built?.composition ?? own;
  const composition = results?.composition(foreseen) ?? foreseen;
  const hints = cmakeHints(workspace, root, 'CMakeLists.txt', followed);
  const board: Fact<string> = target.board ? known(target.board.value) : unknown('the board (pass --board)');
  const open = target.part ? NO_APPLICATION : (addedParts(given) ?? leftOut(setting, composition));
  const sysbuild = sysbuildBuild(
    workspace,
    root,
    composition,
    target.board?.value,
    valueOf(setting.sdk),
    open,
    hints,
    results,
    (files) => (open === undefined ? checkoutSysbuild(setting, target, files) : undefined),
  );
  const context: ImageContext = { ...setting, target, hints, board, sysbuild, built, results };

  const appFiles = composition.images.find(({ name }) => name === 'app')!;
  const app = applicationImage(context, appFiles);
  const has = (name: string): Fact<boolean> => {
    if (name === 'app') return known(true);
    if (results) return known(results.image(name) !== undefined);
    return built?.has(name) ?? (sysbuild ? sysbuild.has(name) : childImageInBuild(name, app, composition));
  };
  const others = composition.images
    .filter(
      (files) =>
        (files.name === 'mcuboot' ||
          (results ? files.name !== 'app' : isWorthEvaluating(files) || isInCheckout(setting, files))) &&
        is(has(files.name), true),
    )
    .map((files) => companionImage(context, files, app));
  const images = [app, ...others];
  const soc = socOfBuild(context);
  const mcuboot = others.find(({ name }) => name === 'mcuboot');
  const ownB0 = composition.images.some((files) => files.name === 'b0' && isWorthEvaluating(files));
  const b0 = others.find(({ name }) => name === 'b0') ?? (ownB0 ? undefined : ('untouched' as const));
  const model =
    sysbuild && composition.sysbuild
      ? sysbuildModel({
          workspace,
          root,
          files: composition.sysbuild,
          build: sysbuild,
          board: target.board?.value,
          sdk: valueOf(setting.sdk),
          asked: target.sysbuild === true || isSysbuildTheDefault(setting.version),
        })
      : undefined;
  const tableOf = (staticFile: ComposedFile | undefined): PartitionTable =>
    partitionTable({
      file: staticFile && workspace.staticYaml(staticFile.path),
      boardFile: boardStaticFile(context),
      app,
      mcuboot: mcuboot && is(has('mcuboot'), true) ? mcuboot : undefined,
      b0,
      soc,
      sdk: setting.sdk,
      version: setting.version,
      era: setting.era,
      firstStage: sysbuild ? sysbuild.view.bool('SECURE_BOOT_APPCORE') : app.kconfig.bool('CONFIG_SECURE_BOOT'),
      board: sysbuild && target.board ? sysbuildBoard(target.board.value) : undefined,
      partitionManager: sysbuild ? sysbuild.view.bool('PARTITION_MANAGER') : known(true),
      ownPartitions: workspace.isFile(join(root, 'pm.yml')) || composition.images.some(isOnSameCore),
      ownSymbols: () => ownKconfig(workspace, root).names,
      built: results?.partitions,
    });
  let partitions: PartitionTable | undefined;
  const configuration: Configuration = {
    id,
    era: setting.era,
    isUnusualEra: setting.isUnusualEra,
    board,
    suffix: target.buildType,
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
      return setting.around.files();
    },
    get variants() {
      return setting.around.variants();
    },
    get earlier() {
      return setting.around.earlier(id);
    },
    part: target.part,
    isDescribed: target.scenario !== undefined || target.written !== undefined,
    assumptions: [...setting.assumptions, ...olderTree(setting, target, composition)],
    version: setting.version,
    complete: setting.complete,
    get boardFragments() {
      const boards = [...new Set([target.board?.value, ...composition.images.map((files) => files.board)])];
      const own = boards.flatMap((name) =>
        name === undefined ? [] : (ownBoard(workspace, root, { name, revision: target.revision })?.defconfigs ?? []),
      );
      return fragmentsAt(workspace, [...new Set([...own, ...boardFolderDefconfigs(workspace, root)])]);
    },
    get otherFragments() {
      return otherFragments(workspace, root, this.fragments);
    },
    get ownCompatibles() {
      return ownCompatibles(workspace, root);
    },
    asksForChosen: (name) => asksForChosen(workspace, root, name),
    namesPartition: (name) => namesPartition(workspace, root, name),
    get lock() {
      return workspace.parsed(join(root, LOCK_FILE), lockFile);
    },
    get ownSymbols() {
      return ownKconfig(workspace, root).names;
    },
    partitionManager: results?.partitions
      ? known(true)
      : sysbuild
        ? sysbuild.view.bool('PARTITION_MANAGER')
        : partitionManagerInBuild(composition, has('mcuboot')),
    get leftPartitions() {
      return this.partitions.file?.own || !composition.staticFile ? undefined : tableOf(composition.staticFile);
    },
    get partitions() {
      partitions ??= withoutRecording(() =>
        // Without Partition Manager nobody reads the file.
        tableOf(sysbuild && is(sysbuild.view.bool('PARTITION_MANAGER'), false) ? undefined : composition.staticFile),
      );
      return partitions;
    },
  };
  return {
    configuration,
    composition,
    sysbuild,
    built,
    results,
    ownBoard: (name) =>
      name === undefined ? undefined : ownBoard(workspace, root, { name, revision: target.revision }),
    staticTable: () =>
      composition.staticFile &&
      (configuration.partitions.file?.own ? configuration.partitions : tableOf(composition.staticFile)),
  };
}

/** Whoever shows a few files of an application may have this one, too. */
const leftOut = ({ complete }: Setting, { sysbuild }: Composition): string | undefined =>
  complete || sysbuild?.fragments.length !== 0 ? undefined : 'sysbuild.conf, which was not shown';

/** Of the others only the SDK says something; a variant has the files of its source. */
const isWorthEvaluating = ({ name, fragments, overlays, folder, variantOf }: ImageFiles): boolean =>
  name !== 'app' && variantOf === undefined && (fragments.length + overlays.length > 0 || folder !== undefined);

/** Without files of the project an image is as the SDK has it: where that is there, that is known, too. */
const isInCheckout = ({ checkout }: Setting, files: ImageFiles): boolean =>
  files.name !== 'app' && checkout?.hasZephyr === true && imageFolder(files, checkout) !== undefined;

/** An image that the project adds to the core of the application. */
const isOnSameCore = ({ presence, board = '' }: ImageFiles): boolean => presence !== undefined && !isOtherCore(board);

/** The board of an image, or what the project's own board stands on, has no tree of this version. */
function olderTree(
  { workspace, root, sdk }: Setting,
  { revision }: Target,
  { images }: Composition,
): readonly Assumption[] {
  const facts = valueOf(sdk);
  if (!facts) return [];
  const boards = [...new Set(images.flatMap(({ board }) => board ?? []))];
  const tree = boards
    .flatMap((board) => {
      const sources = boardSources({ workspace, root, board, revision, ownOverlays: [] }, facts);
      return sources ? sources.standOn : (facts.trees.tree(board) ?? []);
    })
    .find((one) => one.isAssumed);
  if (!tree) return [];
  return [{ what: OLDER_TREE, value: `NCS ${tree.version}`, why: 'that of the version in use was not read' }];
}

/**
 * `west build` takes sysbuild for applications outside of the SDK, too (nrf/doc/nrf/app_dev/config_and_build/config_and_build_system.rst:276-277,
 * 2.9.0), and builds with 2.8.0 did; with 3.0 child images are gone (nrf/doc/nrf/releases_and_maturity/releases/release-notes-3.0.0.rst:100, 3.3.99).
 */
const isSysbuildTheDefault = (version = ''): boolean =>
  (versionNumber(version) ?? (isAheadOfAll(version) ? Infinity : 0)) >= 2.08;
