import type { BuildAnswer, ShownFile, ShownImage } from '../diagnostic/show.ts';
import type { Configuration } from '../model/application.ts';
import { is, valueOf } from '../model/fact.ts';
import type { AssignmentFact, SdkFacts } from '../model/sdk-facts.ts';
import { sdkLine } from '../model/sdk-facts.ts';
import type { ComposedFile, ImageFiles } from '../project/compose/composition.ts';
import { socStem } from '../project/compose/file-names.ts';
import type { Configured } from '../project/configure.ts';
import type { Workspace } from '../project/workspace.ts';
import { type ImageInQuestion, imagesInQuestion, wantedImages } from './images.ts';
import { answered } from './place.ts';

/** Which files make which image, in the order they are read, each with its reason. */
export function buildAnswer(workspace: Workspace, configured: Configured, wanted: string | undefined): BuildAnswer {
  const { composition, configuration } = configured;
  const shown = (file: ComposedFile): ShownFile => ({
    path: workspace.shown(file.path),
    sdk: undefined,
    why: file.why,
  });
  const files = (one: ComposedFile | undefined): ShownFile | undefined => one && shown(one);
  const all = imagesInQuestion(configured).filter((one) => !isImpossible(configuration, one));
  const { images, notes } =
    wanted === undefined ? { images: all.filter(isWorthShowing), notes: [] } : wantedImages(configured, wanted);
  const { kconfig, fragments = [] } = composition.sysbuild ?? {};
  return {
    kind: 'build',
    images: images.map((one) => shownImage(workspace, configured, one, shown)),
    possible:
      wanted === undefined
        ? all
            .filter((one) => !images.includes(one))
            .flatMap(({ name, isPart }) => (isPart.known ? [] : [{ name, missing: isPart.missing }]))
        : [],
    staticFile: files(composition.staticFile),
    networkStaticFile: files(composition.networkStaticFile),
    sysbuild: [...(kconfig ? [kconfig] : []), ...fragments].map(shown),
    missing: composition.missing.map(({ path, argument }) => ({
      path: workspace.shown(path),
      sdk: undefined,
      why: `${argument} names it`,
    })),
    notes,
  };
}

/** Part of the build, or files of the user are meant for it. */
const isWorthShowing = ({ isPart, files }: ImageInQuestion): boolean => is(isPart, true) || hasFiles(files);

/** A variant has those of its source. */
const hasFiles = ({ fragments, overlays, variantOf }: ImageFiles): boolean =>
  variantOf === undefined && (fragments.length > 0 || overlays.length > 0);

/** An image of a core that the board does not have. */
const isImpossible = ({ board }: Configuration, { isPart, files }: ImageInQuestion): boolean =>
  !isPart.known && board.known && files.board === undefined && !hasFiles(files);

function shownImage(
  workspace: Workspace,
  { configuration, ownBoard }: Pick<Configured, 'configuration' | 'ownBoard'>,
  { name, files, isPart, image }: ImageInQuestion,
  shown: (file: ComposedFile) => ShownFile,
): ShownImage {
  const sdk = valueOf(configuration.sdk);
  const board = ownBoard(files.board);
  const ofBoard = (paths: readonly string[] = [], what: string): ShownFile[] =>
    paths.map((path) => shown({ path, why: `${what} of the board` }));
  const own = sdk ? sdkFiles(sdk, files) : { fragments: [], overlays: [] };
  return {
    name,
    kind: valueOf(image)?.kind,
    board: files.board,
    isPart: answered(isPart),
    fragments: [...ofBoard(board?.defconfigs, 'defconfig'), ...own.fragments, ...files.fragments.map(shown)],
    overlays: [
      ...(board ? ofBoard(board.devicetrees, 'devicetree') : boardTree(image)),
      ...own.overlays,
      ...files.overlays.map(shown),
    ],
    missing: missingFiles(configuration, files, board !== undefined),
    assignments: files.assignments.map(({ text }) => text),
    places: {
      fragment: workspace.shown(files.places.fragment),
      overlay: workspace.shown(files.places.overlay),
    },
  };
}

/** What else of the SDK goes into an image. */
function missingFiles({ sdk, board }: Configuration, files: ImageFiles, isOwn: boolean): readonly string[] {
  if (!sdk.known) return [sdk.missing];
  const facts = sdk.value;
  const name = files.board ?? valueOf(board);
  const bringsOwn = files.ownBase || files.ownBoardFragment || files.ownOverlays;
  return [
    ...(name === undefined
      ? ['the board (pass --board)']
      : isOwn || facts.board(name)
        ? []
        : [`the files of the board ${name}`]),
    ...(bringsOwn && !facts.image(files.name) ? [`what ${files.name} itself brings along`] : []),
  ];
}

/** What the SDK adds to an image before the files of the user. */
function sdkFiles(
  sdk: SdkFacts,
  { name, board, ownBase, ownBoardFragment, ownOverlays }: ImageFiles,
): { readonly fragments: readonly ShownFile[]; readonly overlays: readonly ShownFile[] } {
  const facts = sdk.image(name);
  const ofSdk = (path: string | undefined, why: string): ShownFile[] =>
    path === undefined ? [] : [{ path, sdk: sdk.version, why }];
  const soc = facts?.socs?.[socStem({ name: board ?? '' }) ?? ''];
  const overlay = facts?.overlays[board ?? ''] ?? facts?.overlays[''];
  return {
    fragments: [
      ...ofSdk(fileOf(sdk, board === undefined ? [] : (sdk.board(board)?.defconfig ?? [])), 'defconfig of the board'),
      ...ofSdk(ownBase ? facts?.basePath : undefined, `base of ${name}`),
      ...ofSdk(ownBoardFragment ? soc?.path : undefined, `SoC fragment of ${name}`),
      ...ofSdk(ownBoardFragment ? facts?.boards[board ?? '']?.path : undefined, `board fragment of ${name}`),
    ],
    overlays: ofSdk(ownOverlays ? overlay : undefined, `overlay of ${name}`),
  };
}

/** The board's own file, as far as it was read. */
function boardTree(image: ImageInQuestion['image']): readonly ShownFile[] {
  const root = image.known ? valueOf(image.value.devicetree.node('/')) : undefined;
  for (const origin of root?.origins ?? []) {
    if (origin.kind === 'sdk' && origin.path.endsWith('.dts'))
      return [{ path: origin.path, sdk: origin.sdk, why: 'devicetree of the board' }];
  }
  return [];
}

function fileOf(sdk: SdkFacts, assignments: readonly AssignmentFact[]): string | undefined {
  const [first] = assignments;
  const line = first && sdkLine(sdk, first.at);
  return line?.kind === 'sdk' ? line.path : undefined;
}
