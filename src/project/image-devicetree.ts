import type { Devicetree } from '../model/devicetree/devicetree.ts';
import { type DevicetreeLayer, evaluateDevicetree } from '../model/devicetree/evaluate.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { SdkFacts, TreeFacts } from '../model/sdk-facts.ts';
import { isGrammarLoaded, type ParsedDevicetree, parseDevicetree } from '../syntax/devicetree/parse.ts';
import { revisionsOf } from './active-revision.ts';
import { type BoardSources, boardSources } from './board-sources.ts';
import { macrosOf } from './devicetree-macros.ts';
import { includedTree, includeResolver } from './includes.ts';
import { perApplication } from './per-workspace.ts';
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
  /** By name. */
  readonly shields?: readonly string[];
  readonly snippets?: readonly string[];
  /** What else changes the tree and cannot be seen: "the devicetree of shield x". */
  readonly hidden: string | undefined;
  /** Overlays of an SDK image that it brings along, by the names of their trees. */
  readonly ownOverlays: readonly string[];
  /** The user's overlays, paths in the workspace. */
  readonly overlays: readonly string[];
  /** Those of them that `EXTRA_DTC_OVERLAY_FILE` names. */
  readonly extraOverlays?: readonly string[];
}

export interface ImageTree {
  readonly devicetree: Devicetree;
  /** Without the user's overlays. */
  readonly boardDevicetree: Devicetree;
  /** What the user's overlays stand on; undefined where that is a tree of the shipped facts. */
  readonly sources: BoardSources | undefined;
}

/** Evaluates the tree of an image, and the board's own below it, each when it is asked for. */
export function imageTree(inputs: ImageTreeInputs): ImageTree {
  const { workspace, sdk, overlays } = inputs;
  const facts = sdk.known ? sdk.value : undefined;
  const sources = facts && boardSources(inputs, facts);
  const tree = facts && !sources ? boardTree(facts, inputs) : undefined;
  const base = baseOf(inputs, sources?.name ?? tree?.name, sources?.missing);
  const ofImage = sources && facts?.devicetrees ? [] : inputs.ownOverlays;
  const below: DevicetreeLayer[] = [
    ...(sources?.parsed ?? []).map(({ tree: source }) => ({ kind: 'source' as const, source, ofBase: true })),
    ...(tree ? [{ kind: 'facts' as const, tree }] : []),
    ...ofImage.flatMap((name) => {
      const own = facts?.trees.tree(name);
      return own ? [{ kind: 'facts' as const, tree: own }] : [];
    }),
  ];
  const options = {
    includedTree: (name: string) => facts && includedTree(facts, inputs.board, name),
    sdkVersion: facts?.version ?? '',
  };
  const layersOf = (paths: readonly string[]): DevicetreeLayer[] =>
    paths.flatMap((path) => {
      const parsed = overlaySource(workspace, inputs.root, path, facts, inputs.board, sources);
      return parsed ? [{ kind: 'source', source: parsed.tree }] : [];
    });
  const isExtra = (path: string): boolean => inputs.extraOverlays?.includes(path) ?? false;
  const ofSnippets = (sources?.snippets ?? []).map(({ tree: source }) => ({ kind: 'source' as const, source }));
  const above = [
    ...layersOf(overlays.filter((path) => !isExtra(path))),
    ...ofSnippets,
    ...layersOf(overlays.filter(isExtra)),
  ];
  const key = [
    facts?.source ?? '',
    `${inputs.board}@${inputs.revision}`,
    base.known ? `of ${base.value}` : base.missing,
    sources?.key ?? '',
    ofImage.join(' '),
  ].join('\n');
  const ofBoard = (): Devicetree => boardsOwn(sources ?? tree, key, () => evaluateDevicetree(base, below, options));
  const withOverlays = (): Devicetree => {
    const all = [key, String(isGrammarLoaded()), ...overlays, '', ...(inputs.extraOverlays ?? [])].join('\n');
    return imageTrees(workspace, inputs.root, all, () => evaluateDevicetree(base, [...below, ...above], options));
  };
  return {
    devicetree: above.length === 0 ? ofBoard() : withOverlays(),
    sources,
    get boardDevicetree() {
      return ofBoard();
    },
  };
}

const imageTrees = perApplication<Devicetree>();

/**
 * A parsed overlay; the same for every image that reads it over the same board. `below`: what stands before it, whose macros
 * it may use.
 */
export function overlaySource(
  workspace: Workspace,
  root: string,
  path: string,
  facts: SdkFacts | undefined,
  board: string | undefined,
  below: BoardSources | undefined,
): ParsedDevicetree | undefined {
  let cached = overlaysOf.get(workspace);
  if (!cached) overlaysOf.set(workspace, (cached = new Map()));
  // Once the grammar is there, what seemed to be missing is looked at again.
  const key = `${isGrammarLoaded()}\n${facts?.source ?? ''}\n${below?.key ?? board ?? ''}\n${root}\n${path}`;
  if (!cached.has(key)) {
    const source = workspace.source(path);
    const resolver = includeResolver(workspace, root, facts, board, below?.shieldFolders);
    const given = below ? { macros: below.macros } : facts ? { defines: macrosOf(facts) } : {};
    cached.set(key, source && parseDevicetree(source, { resolver, ...given }));
  }
  return cached.get(key);
}

const overlaysOf = new WeakMap<Workspace, Map<string, ParsedDevicetree | undefined>>();

/** The tree of the board alone is the same in every application; `key` tells what the image and the build have with it. */
function boardsOwn(of: BoardSources | TreeFacts | undefined, key: string, evaluate: () => Devicetree): Devicetree {
  if (!of) return evaluate();
  let trees = boardTrees.get(of);
  if (!trees) boardTrees.set(of, (trees = new Map()));
  let own = trees.get(key);
  if (!own) trees.set(key, (own = evaluate()));
  return own;
}

const boardTrees = new WeakMap<BoardSources | TreeFacts, Map<string, Devicetree>>();

function boardTree(facts: SdkFacts, { board, revision }: ImageTreeInputs): TreeFacts | undefined {
  if (board === undefined) return undefined;
  const own = revision === undefined ? undefined : facts.trees.tree(`${board}@${revision}`);
  const { defaultRevision } = revisionsOf(board, facts) ?? {};
  // Another revision than the one that was read may have other parts.
  const isOther = revision !== undefined && defaultRevision !== undefined && revision !== defaultRevision;
  return own ?? (isOther ? undefined : facts.trees.tree(board));
}

function baseOf(
  { sdk, board, hidden }: ImageTreeInputs,
  name: string | undefined,
  missing: string | undefined,
): Fact<string> {
  if (!sdk.known) return unknown(sdk.missing);
  if (board === undefined) return unknown('the board (pass --board)');
  if (name === undefined) return unknown(`the devicetree of the board ${board}`);
  const open = hidden ?? missing;
  return open === undefined ? known(name) : unknown(open);
}
