// The images that ncslint makes of an application with an SDK of hardware model v2: for comparisons.
import { nodeFiles } from '../src/cli/node-files.ts';
import { type ConfiguredTarget, configureApplication } from '../src/lint/lint.ts';
import { valueOf } from '../src/model/fact.ts';
import type { KconfigView } from '../src/model/kconfig/evaluate.ts';
import type { ImageFiles } from '../src/project/compose/composition.ts';
import { imageFolder } from '../src/project/images/folder.ts';
import { sdkImage } from '../src/project/images/sdk-image.ts';
import { kconfigBoard } from '../src/project/kconfig-board.ts';
import { Workspace } from '../src/project/workspace.ts';
import { Checkout } from '../src/sdk/checkout.ts';
import { kconfigModules } from '../src/sdk/kconfig/checkout-trees.ts';
import { shippedChoice } from '../src/sdk/shipped.ts';
import { join } from '../src/text/paths.ts';

/** An image as image-kconfig.py asks for it, and what ncslint says of it. */
export interface BuiltImage {
  readonly name: string;
  readonly board: string;
  readonly qualifiers: string;
  readonly revision: string | undefined;
  readonly boardFolder: string;
  readonly architecture: string;
  readonly own: string;
  readonly root: string;
  readonly isSysbuild: boolean;
  /** All that makes its devicetree, in order. */
  readonly devicetree: readonly string[];
  /** All that is merged, in order. */
  readonly fragments: readonly (readonly [path: string, text: string])[];
  /** Undefined for what is not known. */
  value(symbol: string): string | undefined;
}

/** Every image of every configuration of an application. */
export function builtImages(
  sdk: string,
  read: Parameters<typeof shippedChoice>[0],
): {
  readonly modules: readonly string[];
  of(
    root: string,
    board: string | undefined,
  ): readonly { readonly id: string; readonly images: readonly BuiltImage[] }[];
} {
  const checkout = Checkout.open(nodeFiles, sdk);
  if (!checkout?.hasZephyr) throw new Error(`${sdk} is no SDK with Zephyr`);
  const modules = kconfigModules(checkout).flatMap(({ folder }) =>
    folder !== undefined && checkout.files.stat(`${folder}/zephyr/module.yml`)?.kind === 'file'
      ? [folder.slice(1)]
      : [],
  );
  const options = {
    facts: shippedChoice(read),
    sdks: { disk: nodeFiles, installFolders: [], given: { folder: sdk, why: '' } },
  };
  return {
    modules,
    of(root, board) {
      const workspace = new Workspace(nodeFiles, [root]);
      const { configured } = configureApplication(workspace, root, { ...options, paths: [root], board });
      return configured.map((one) => ({ id: one.configuration.id, images: imagesOf(workspace, root, checkout, one) }));
    },
  };
}

function imagesOf(
  workspace: Workspace,
  root: string,
  checkout: Checkout,
  built: ConfiguredTarget,
): readonly BuiltImage[] {
  const { configuration, composition, sysbuild } = built;
  const sdk = valueOf(configuration.sdk);
  const revisionOf = (board: string | undefined) =>
    board === undefined ? undefined : sdk?.devicetrees?.board(board)?.revision(undefined);
  const main = composition.images.find(({ name }) => name === 'app')!;
  const textOf = (path: string): readonly (readonly [string, string])[] => {
    const text = workspace.source(path)?.text ?? checkout.source(path)?.text;
    return text === undefined ? [] : [[path, text]];
  };
  const made = (files: Pick<ImageFiles, 'name' | 'board'>, view: KconfigView, parts: Partial<BuiltImage>) => {
    const revision = revisionOf(files.board);
    const target =
      files.board === undefined
        ? undefined
        : kconfigBoard({ workspace, root, sdk: configuration.sdk }, files.board, revision);
    if (target?.hardware.model !== 'v2') return [];
    const ofSdk = sdk?.devicetrees?.board(files.board!);
    const image: BuiltImage = {
      name: files.name,
      board: target.name,
      qualifiers: target.hardware.qualifiers,
      revision: target.revision,
      boardFolder: target.folder.path,
      architecture: ofSdk?.architecture ?? 'arm',
      own: '',
      root: '',
      isSysbuild: false,
      devicetree: [],
      fragments: [],
      value: (symbol) => valueOf(view.text(symbol)),
      ...parts,
    };
    return [image];
  };
  const images = configuration.images.flatMap((image) => {
    const files = composition.images.find(({ name }) => name === image.name)!;
    const folder = imageFolder(files.name === 'app' ? { ...files, folder: root } : files, checkout);
    if (!folder) return [];
    const board = files.board === undefined ? undefined : { name: files.board, revision: revisionOf(files.board) };
    const own = folder.isOwn
      ? undefined
      : sdkImage(checkout, folder.path, board, { isSysbuild: sysbuild !== undefined, suffix: configuration.suffix });
    const at = folder.isOwn ? folder.path : join(checkout.folder, folder.path);
    const kconfig = join(at, 'Kconfig');
    const ofBoard = sdk?.devicetrees?.board(files.board!);
    const forced = [...(sysbuild?.forced(files.name).assignments ?? [])].map(({ symbol, value }) =>
      /^([ynm]|-?\d+|0x[\da-f]+|".*")$/i.test(value)
        ? `CONFIG_${symbol}=${value}`
        : `CONFIG_${symbol}=${JSON.stringify(value)}`,
    );
    return made(files, image.kconfig, {
      own: at,
      root: nodeFiles.stat(kconfig) ? kconfig : 'zephyr/Kconfig',
      devicetree: [
        ...(ofBoard?.files(undefined) ?? []),
        ...(files.ownOverlays ? (own?.overlays ?? []) : []),
        ...(sysbuild?.overlays(files.name) ?? []),
        ...files.overlays.map(({ path }) => path),
      ],
      fragments: [
        ...(ofBoard?.defconfigs(undefined) ?? []).flatMap(textOf),
        ...(own && files.ownBase ? own.base : []).flatMap(textOf),
        ...(own && files.ownBoardFragment ? own.ofBoard : []).flatMap(textOf),
        ...files.fragments.flatMap(({ path }) => textOf(path)),
        ['arguments', files.assignments.map(({ symbol, value }) => `${symbol}=${value}`).join('\n')] as const,
        ['forced', forced.join('\n')] as const,
      ],
    });
  });
  if (!sysbuild || !composition.sysbuild) return images;
  const { kconfig, fragments, assignments } = composition.sysbuild;
  return [
    ...images,
    ...made({ name: 'sysbuild', board: main.board }, sysbuild.view, {
      own: 'zephyr/share/sysbuild',
      root: kconfig?.path ?? 'zephyr/share/sysbuild/Kconfig',
      isSysbuild: true,
      fragments: [
        ...fragments.flatMap(({ path }) => textOf(path)),
        ['arguments', assignments.map(({ symbol, value }) => `${symbol}=${value}`).join('\n')] as const,
      ],
    }),
  ];
}
