import type { Devicetree } from '../model/devicetree/devicetree.ts';
import { type DevicetreeLayer, evaluateDevicetree } from '../model/devicetree/evaluate.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { SdkFacts, TreeFacts } from '../model/sdk-facts.ts';
import {
  type Definitions,
  definitions,
  isGrammarLoaded,
  type ParsedDevicetree,
  parseDevicetree,
} from '../syntax/devicetree/parse.ts';
import { includedTree, includeResolver } from './includes.ts';
import type { Workspace } from './workspace.ts';

/** What the devicetree of an image is made of. */
export interface ImageTreeInputs {
  readonly workspace: Workspace;
  /** Folder that includes are searched in, besides the including file's own. */
  readonly root: string;
  readonly sdk: Fact<SdkFacts>;
  /** As in file names; undefined when nothing tells. */
  readonly board: string | undefined;
  /** With dots. */
  readonly revision: string | undefined;
  /** What else changes the tree and cannot be seen: "the devicetree of shield x". */
  readonly hidden: string | undefined;
  /** Overlays of an SDK image that it brings along, by the names of their trees. */
  readonly ownOverlays: readonly string[];
  /** The user's overlays, paths in the workspace. */
  readonly overlays: readonly string[];
}

export interface ImageTree {
  readonly devicetree: Devicetree;
  /** Without the user's overlays. */
  readonly boardDevicetree: Devicetree;
}

/** Evaluates the tree of an image, and the board's own below it, each when it is asked for. */
export function imageTree(inputs: ImageTreeInputs): ImageTree {
  const { workspace, sdk, overlays } = inputs;
  const facts = sdk.known ? sdk.value : undefined;
  const tree = facts && boardTree(facts, inputs);
  const base = baseOf(inputs, tree);
  const below: DevicetreeLayer[] = [
    ...(tree ? [{ kind: 'facts' as const, tree }] : []),
    ...inputs.ownOverlays.flatMap((name) => {
      const own = facts?.trees.tree(name);
      return own ? [{ kind: 'facts' as const, tree: own }] : [];
    }),
  ];
  const options = {
    includedTree: (name: string) => facts && includedTree(facts, inputs.board, name),
    sdkVersion: facts?.version ?? '',
  };
  const above = overlays.flatMap((path): DevicetreeLayer[] => {
    const parsed = overlaySource(workspace, inputs.root, path, facts, inputs.board);
    return parsed ? [{ kind: 'source', source: parsed.tree }] : [];
  });
  const devicetree = evaluateDevicetree(base, [...below, ...above], options);
  let own: Devicetree | undefined;
  return {
    devicetree,
    get boardDevicetree() {
      own ??= above.length === 0 ? devicetree : boardsOwn(facts, tree, () => evaluateDevicetree(base, below, options));
      return own;
    },
  };
}

/** A parsed overlay; the same for every image that reads it over the same board. */
export function overlaySource(
  workspace: Workspace,
  root: string,
  path: string,
  facts: SdkFacts | undefined,
  board: string | undefined,
): ParsedDevicetree | undefined {
  let cached = overlaysOf.get(workspace);
  if (!cached) overlaysOf.set(workspace, (cached = new Map()));
  // Once the grammar is there, what seemed to be missing is looked at again.
  const key = `${isGrammarLoaded()}\n${facts?.source ?? ''}\n${board ?? ''}\n${root}\n${path}`;
  if (!cached.has(key)) {
    const source = workspace.source(path);
    const resolver = includeResolver(workspace, root, facts, board);
    cached.set(key, source && parseDevicetree(source, { resolver, ...(facts && { defines: macros(facts) }) }));
  }
  return cached.get(key);
}

const overlaysOf = new WeakMap<Workspace, Map<string, ParsedDevicetree | undefined>>();

/** The same for each SDK, so that its macros are read once. */
function macros(facts: SdkFacts): Definitions {
  let defines = macrosOf.get(facts);
  if (!defines) {
    const own = facts.trees.macros();
    defines = own.size > 0 ? { get: (name) => own.get(name)?.definition } : MEMORY_MACROS;
    macrosOf.set(facts, defines);
  }
  return defines;
}

/** The files of every SoC include them (zephyr/dts/common/mem.h:10-16 (2.4.0)). */
const MEMORY_MACROS = definitions(['DT_SIZE_K(x) ((x) * 1024)', 'DT_SIZE_M(x) ((x) * 1024 * 1024)']);

const macrosOf = new WeakMap<SdkFacts, Definitions>();

/** The tree of the board alone is the same in every application. */
function boardsOwn(facts: SdkFacts | undefined, tree: TreeFacts | undefined, evaluate: () => Devicetree): Devicetree {
  const key = facts && tree;
  if (!key) return evaluate();
  let own = boardTrees.get(key);
  if (!own) boardTrees.set(key, (own = evaluate()));
  return own;
}

const boardTrees = new WeakMap<TreeFacts, Devicetree>();

function boardTree(facts: SdkFacts, { board, revision }: ImageTreeInputs): TreeFacts | undefined {
  if (board === undefined) return undefined;
  return (revision === undefined ? undefined : facts.trees.tree(`${board}@${revision}`)) ?? facts.trees.tree(board);
}

function baseOf({ sdk, board, hidden }: ImageTreeInputs, tree: TreeFacts | undefined): Fact<string> {
  if (!sdk.known) return unknown(sdk.missing);
  if (board === undefined) return unknown('the board (pass --board)');
  if (!tree) return unknown(`the devicetree of the board ${board}`);
  return hidden === undefined ? known(tree.name) : unknown(hidden);
}
