import type { DevicetreeSource } from '../../syntax/devicetree/tree.ts';
import type { Fact } from '../fact.ts';
import type { TreeFacts } from '../sdk-facts.ts';
import type { Devicetree } from './devicetree.ts';
import { applyFacts } from './facts-layer.ts';
import { applySource } from './source-layer.ts';
import { Tree } from './tree.ts';

/** What a tree is made of, from the board's own files to the last overlay: a tree of the SDK, or a file. */
export type DevicetreeLayer =
  | { readonly kind: 'facts'; readonly tree: TreeFacts }
  /** `ofBase`: one of those that `base` speaks of. */
  | { readonly kind: 'source'; readonly source: DevicetreeSource; readonly ofBase?: boolean };

export interface EvaluationOptions {
  /** The tree an include of a source, or the `base` of a tree, stands for. */
  includedTree(name: string): TreeFacts | undefined;
  /** That of all trees of the SDK. */
  readonly sdkVersion: string;
  /** Nodes that nothing refers to stay, though `/omit-if-no-ref/` stands before them: something laid over the tree may. */
  readonly keepsUnreferenced?: boolean;
}

/**
 * Applies the layers in order, as dtc and Zephyr's dtlib do: the last statement wins, deletions take effect where they
 * stand, labels in values are looked up at the end.
 *
 * `base` is whether the layers below the first source of the user's are all there is; what they say counts only then, and what the
 * sources say counts anyway.
 */
export function evaluateDevicetree(
  base: Fact<string>,
  layers: readonly DevicetreeLayer[],
  options: EvaluationOptions,
): Devicetree {
  const tree = new Tree(base);
  const lay = (facts: TreeFacts | undefined): boolean =>
    facts !== undefined && applyFacts(tree, facts, options.sdkVersion, (name) => options.includedTree(name));
  const firstSource = layers.findIndex((layer) => layer.kind === 'source' && !layer.ofBase);

  layers.forEach((layer, index) => {
    if (index === firstSource) tree.endOfBase();
    if (layer.kind === 'source') applySource(tree, layer.source, (name) => lay(options.includedTree(name)));
    else if (!lay(layer.tree)) tree.knowledge.addGap(`the devicetree ${layer.tree.base}`);
  });
  if (firstSource < 0) tree.endOfBase();
  tree.finish(options.keepsUnreferenced);
  return tree;
}
