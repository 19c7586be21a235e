// What ncslint makes of the Kconfig of an image with the files of an SDK of hardware model v2: for comparisons.
import { nodeFiles } from '../src/cli/node-files.ts';
import { known } from '../src/model/fact.ts';
import { Evaluation } from '../src/model/kconfig-tree/evaluation.ts';
import { userValues } from '../src/model/kconfig-tree/user-values.ts';
import { imageTree } from '../src/project/image-devicetree.ts';
import { Workspace } from '../src/project/workspace.ts';
import { Checkout } from '../src/sdk/checkout.ts';
import { withCheckout } from '../src/sdk/checkout-facts.ts';
import { kconfigModules } from '../src/sdk/kconfig/checkout-trees.ts';
import { WorkspaceKconfig } from '../src/sdk/kconfig/workspace-kconfig.ts';
import { shippedChoice } from '../src/sdk/shipped.ts';
import { kconfigFragment } from '../src/syntax/kconfig-fragment.ts';
import { join } from '../src/text/paths.ts';
import { SourceFile } from '../src/text/source.ts';

export interface ImageOfTarget {
  /** "nrf5340dk" */
  readonly board: string;
  /** "nrf5340/cpuapp/ns" */
  readonly qualifiers: string;
  /** The folder of the image, relative to the workspace. */
  readonly folder: string;
  /** The first Kconfig file, relative to the workspace. */
  readonly root: string;
  /** Relative to the workspace. */
  readonly overlays: readonly string[];
  /** Merged in this order. */
  readonly fragments: readonly { readonly path: string; readonly text: string }[];
}

export interface ImageValues {
  /** Relative to the workspace: the board's, and files that make the devicetree. */
  readonly boardFolder: string;
  readonly devicetree: readonly string[];
  /** Of every symbol; undefined for an unknown value. */
  values(fragments: ImageOfTarget['fragments']): ReadonlyMap<string, string | undefined>;
  readonly gaps: readonly string[];
  readonly problems: readonly string[];
}

/** Modules that nobody fetched count as not being there: as for the SDK's own tools. */
export function imageValues(
  folder: string,
  read: Parameters<typeof shippedChoice>[0],
): { readonly modules: readonly string[]; of(image: ImageOfTarget): ImageValues } {
  const checkout = Checkout.open(nodeFiles, folder);
  if (!checkout?.hasZephyr) throw new Error(`${folder} is no SDK with Zephyr`);
  const facts = withCheckout(shippedChoice(read)(checkout.version, 'sysbuild')!.facts, checkout);
  const modules = kconfigModules(checkout).filter(
    (module) => checkout.files.stat(`${module.folder}/zephyr/module.yml`)?.kind === 'file',
  );
  const kconfig = new WorkspaceKconfig(checkout.files, '', modules);
  return {
    modules: modules.map((module) => module.folder!.slice(1)),
    of({ board, qualifiers, folder: own, root, overlays }) {
      const name = [board, ...qualifiers.split('/')].join('_');
      const sdkBoard = facts.devicetrees!.board(name);
      if (!sdkBoard) throw new Error(`there is no board ${name}`);
      const workspace = new Workspace(nodeFiles, [join(folder, own)]);
      const { devicetree } = imageTree({
        workspace,
        root: join(folder, own),
        sdk: known(facts),
        board: name,
        revision: undefined,
        hidden: undefined,
        ownOverlays: overlays,
        overlays: [],
      });
      const tree = kconfig.tree({
        root: `/${root}`,
        folder: `/${own}`,
        board,
        boardFolder: `/${sdkBoard.folder}`,
        hardware: { model: 'v2', qualifiers },
        boardRevision: '',
        shields: [],
        devicetree,
      });
      return {
        boardFolder: sdkBoard.folder,
        devicetree: [...sdkBoard.files(undefined), ...overlays],
        gaps: tree.gaps.map(({ missing, at }) => `${missing} (${at.path}:${at.line})`),
        problems: tree.problems.map(({ kind, message, at }) => `${kind}: ${message} (${at.path}:${at.line})`),
        values(fragments) {
          const evaluation = new Evaluation(tree, userValues(tree, fragments.flatMap(linesOf))).all();
          return new Map([...tree.symbols].map(([symbol, found]) => [symbol, evaluation.text(found)]));
        },
      };
    },
  };
}

function linesOf({ path, text }: ImageOfTarget['fragments'][number]) {
  const source = new SourceFile(path, text);
  return kconfigFragment(source, path.includes('sysbuild') ? 'SB_CONFIG_' : 'CONFIG_').tree.assignments.map((line) => ({
    symbol: line.symbol.replace(/^(SB_)?CONFIG_/, ''),
    text: text.slice(line.symbolSpan.end + 1, line.span.end),
    isUnset: line.unset,
    origin: { kind: 'project' as const, span: line.span },
  }));
}
