import type { Checkout } from '../../sdk/checkout.ts';
import { join } from '../../text/paths.ts';
import { BuildArguments } from '../build-arguments.ts';
import { boardStems, type NamedBoard } from '../compose/file-names.ts';
import { Lookup } from '../compose/lookup.ts';
import { automaticOverlays, baseFragments } from '../compose/zephyr-image.ts';
import { Workspace } from '../workspace.ts';

/** What an image of an SDK that is there brings along: paths relative to its workspace, in the order they are read. */
export interface SdkImage {
  /** `prj.conf` */
  readonly base: readonly string[];
  /** Of its SoC and its board. */
  readonly ofBoard: readonly string[];
  readonly overlays: readonly string[];
}

/** `folder` is relative to the workspace of the SDK; the suffix counts with sysbuild only. */
export function sdkImage(
  checkout: Checkout,
  folder: string,
  board: NamedBoard | undefined,
  { isSysbuild, suffix }: { readonly isSysbuild: boolean; readonly suffix: string | undefined },
): SdkImage {
  let workspace = workspaces.get(checkout);
  if (!workspace) workspaces.set(checkout, (workspace = new Workspace(checkout.files, ['/'])));
  const lookup = new Lookup(workspace, `/${folder}`, new BuildArguments([]));
  const files = isSysbuild ? withSysbuild(lookup, board, suffix) : asChild(lookup, board);
  const [base, ofBoard, overlays] = files.map((list) => list.map(({ path }) => path.slice(1)));
  return { base: base!, ofBoard: ofBoard!, overlays: overlays! };
}

const workspaces = new WeakMap<Checkout, Workspace>();

type Files = readonly { readonly path: string }[];

function withSysbuild(
  lookup: Lookup,
  board: NamedBoard | undefined,
  suffix: string | undefined,
): readonly [Files, Files, Files] {
  const config = { folder: lookup.root, board, suffix };
  const fragments = baseFragments(lookup, config, 'the image');
  const isBase = ({ path }: { readonly path: string }): boolean => /^[^/]*$/.test(path.slice(lookup.root.length + 1));
  return [fragments.filter(isBase), fragments.filter((file) => !isBase(file)), automaticOverlays(lookup, config)];
}

/** zephyr/cmake/modules/configuration_files.cmake:28-120 (2.4.0) */
function asChild(lookup: Lookup, board: NamedBoard | undefined): readonly [Files, Files, Files] {
  const { root } = lookup;
  const stems = board ? boardStems(board) : [];
  const named = (ending: string): string[] => stems.map((stem) => stem + ending);
  const boards = join(root, 'boards');
  return [
    lookup.first(root, ['prj.conf'], ''),
    lookup.all(boards, named('.conf'), ''),
    lookup.oneOf(
      lookup.all(boards, named('.overlay'), ''),
      lookup.all(root, named('.overlay'), ''),
      lookup.first(root, ['app.overlay'], ''),
    ),
  ];
}
