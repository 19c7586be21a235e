// What ncslint makes of the devicetree of an image, with an SDK that is there and without: for comparisons.
import { nodeFiles } from '../src/cli/node-files.ts';
import type { Era } from '../src/model/application.ts';
import type { Devicetree } from '../src/model/devicetree/devicetree.ts';
import { known } from '../src/model/fact.ts';
import type { SdkFacts } from '../src/model/sdk-facts.ts';
import { imageTree, overlaySource } from '../src/project/image-devicetree.ts';
import { ownBoard } from '../src/project/own-board.ts';
import { Workspace } from '../src/project/workspace.ts';
import { Checkout } from '../src/sdk/checkout.ts';
import { withCheckout } from '../src/sdk/checkout-facts.ts';
import { shippedChoice } from '../src/sdk/shipped.ts';
import { snippetAppends } from '../src/sdk/snippet-appends.ts';
import { snippetFile } from '../src/syntax/snippet-file.ts';
import { memoryFiles } from '../src/text/memory-files.ts';
import { isAbsolute, join } from '../src/text/paths.ts';
import { SourceFile } from '../src/text/source.ts';

export { psel } from '../src/model/pins/psel.ts';
export { type PlainTree, plainTree } from '../src/sdk/extract/plain-tree.ts';

export interface Build {
  readonly board: string;
  readonly revision?: string;
  /** The folder of the application; paths are those of the disk, or relative to the SDK's workspace. */
  readonly root: string;
  /** What an image of the SDK brings along. */
  readonly ownOverlays: readonly string[];
  readonly overlays: readonly string[];
  readonly shields?: readonly string[];
  readonly snippets?: readonly string[];
}

export interface BuiltTree {
  readonly devicetree: Devicetree;
  /** What was found wrong: problems of the text, and references to nowhere. */
  readonly problems: readonly string[];
}

/** Builds trees with the SDK in a folder, or with the facts of its version alone. `read` gives the text of shipped facts. */
export function imageTrees(
  folder: string,
  withSdk: boolean,
  read: Parameters<typeof shippedChoice>[0],
  era: Era = 'child-image',
): (build: Build) => BuiltTree {
  const checkout = Checkout.open(nodeFiles, folder);
  if (!checkout?.hasZephyr) throw new Error(`${folder} is no SDK with Zephyr`);
  const shipped = shippedChoice(read)(checkout.version, era)!.facts;
  const facts: SdkFacts = withSdk ? withCheckout(shipped, checkout) : shipped;
  const at = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  return ({ board, revision, root, ownOverlays, overlays, shields = [], snippets = [] }) => {
    const paths = overlays.map(at);
    const workspace = new Workspace(nodeFiles, [at(root), ...paths]);
    const { devicetree, sources } = imageTree({
      workspace,
      root: at(root),
      sdk: known(facts),
      board,
      revision,
      hidden: undefined,
      ownOverlays,
      overlays: paths,
      shields,
      snippets,
    });
    const problems = paths.flatMap(
      (path) => overlaySource(workspace, at(root), path, facts, board, sources)?.problems ?? [],
    );
    return {
      devicetree,
      problems: [
        ...problems.map(({ message }) => message),
        ...devicetree.danglingReferences.map(({ text }) => `there is no ${text}`),
      ],
    };
  };
}

/**
 * Trees of boards of an SDK that lie in a project instead: where the SDK is not read, only what ships is known. Undefined for
 * boards that are not among those of Arm.
 */
export function ownBoardTrees(
  folder: string,
  withSdk: boolean,
  read: Parameters<typeof shippedChoice>[0],
): (board: string) => Devicetree | undefined {
  const checkout = Checkout.open(nodeFiles, folder);
  if (!checkout?.hasZephyr) throw new Error(`${folder} is no SDK with Zephyr`);
  const shipped = shippedChoice(read)(checkout.version, 'child-image')!.facts;
  const facts: SdkFacts = withSdk ? withCheckout(shipped, checkout) : shipped;
  const files: Record<string, Uint8Array> = {};
  const copy = (from: string, to: string): void => {
    for (const { name, kind } of checkout.files.list(from)) {
      const content = kind === 'file' ? checkout.files.read(`${from}/${name}`) : undefined;
      if (kind === 'folder') copy(`${from}/${name}`, `${to}/${name}`);
      else if (content) files[`${to}/${name}`] = content;
    }
  };
  copy('zephyr/boards/arm', '/product/boards/arm');
  copy('nrf/boards/arm', '/product/boards/arm');
  const workspace = new Workspace(memoryFiles(files), ['/product']);
  return (name) => {
    const [, board = '', revision] = /^([^@]*)(?:@(.*))?$/.exec(name) ?? [];
    const target = { name: board, revision };
    if (!ownBoard(workspace, '/product', target)) return undefined;
    return imageTree({
      workspace,
      root: '/product',
      sdk: known(facts),
      board,
      revision,
      hidden: undefined,
      ownOverlays: [],
      overlays: [],
    }).devicetree;
  };
}

/** The overlays that a snippet adds for a board, and whether it names the board. */
export function snippetFiles(
  text: string,
  board: string,
): { readonly name: string; readonly overlays: readonly string[]; readonly isNamed: boolean } {
  const snippet = snippetFile(new SourceFile('snippet.yml', text));
  const added = (snippetAppends(snippet, board) ?? []).filter(({ variable }) =>
    /^(EXTRA_)?DTC_OVERLAY_FILE$/.test(variable),
  );
  return {
    name: snippet.name ?? '',
    overlays: added.map(({ file }) => file),
    isNamed: added.some((one) => one.board !== undefined),
  };
}

/** "2.7.0-rc3" */
export const sdkVersion = (folder: string): string => Checkout.open(nodeFiles, folder)?.version ?? '';
