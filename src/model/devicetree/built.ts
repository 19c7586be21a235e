import type { DevicetreeSource } from '../../syntax/devicetree/tree.ts';
import { known, valueOf } from '../fact.ts';
import type { Devicetree, DtNode } from './devicetree.ts';
import { evaluateDevicetree } from './evaluate.ts';
import type { TreeNode } from './node.ts';
import { isSameProperty } from './same-property.ts';
import type { Tree } from './tree.ts';

/**
 * The devicetree a build made, as its `zephyr.dts` says it. Nodes and properties come from the places that predicted them
 * where those say the same, else from the line of `zephyr.dts`.
 */
export function builtDevicetree(source: DevicetreeSource, name: string, predicted: Devicetree): Devicetree {
  const tree = evaluateDevicetree(known(name), [{ kind: 'source', source, ofBase: true }], WITHOUT_SDK) as Tree;
  for (const node of tree.nodes) comeFrom(node, counterpart(predicted, node));
  return new BuiltTree(tree);
}

const WITHOUT_SDK = { includedTree: () => undefined, sdkVersion: '' };

/** The node of another tree: of its path, or of one of its labels where nobody knows paths there. */
export function counterpart(tree: Devicetree, { path, labels }: DtNode): DtNode | undefined {
  return (
    valueOf(tree.node(path)) ?? labels.map((label) => valueOf(tree.labelled(label))).find((node) => node !== undefined)
  );
}

function comeFrom(node: TreeNode, predicted: DtNode | undefined): void {
  if (!predicted) return;
  node.comesFrom(predicted.origins);
  for (const [name, property] of node.properties) {
    const other = valueOf(predicted.property(name));
    if (other && isSameProperty(property, other)) node.propertyComesFrom(name, other.origins);
  }
}

/** What nobody can say of a tree that was built: that it refers to nothing, or has a label twice. */
class BuiltTree implements Devicetree {
  readonly danglingReferences = [];
  readonly doubleLabels = [];
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get base(): Devicetree['base'] {
    return this.#tree.base;
  }

  get nodes(): Devicetree['nodes'] {
    return this.#tree.nodes;
  }

  node(path: string): ReturnType<Devicetree['node']> {
    return this.#tree.node(path);
  }

  labelled(label: string): ReturnType<Devicetree['labelled']> {
    return this.#tree.labelled(label);
  }

  chosen(name: string): ReturnType<Devicetree['chosen']> {
    return this.#tree.chosen(name);
  }
}
