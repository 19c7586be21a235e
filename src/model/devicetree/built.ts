import type { Origin } from '../../diagnostic/origin.ts';
import type { DevicetreeSource } from '../../syntax/devicetree/tree.ts';
import { known, valueOf } from '../fact.ts';
import type { Devicetree, DtNode } from './devicetree.ts';
import { evaluateDevicetree } from './evaluate.ts';
import type { TreeNode } from './node.ts';
import { isSameProperty } from './same-property.ts';
import type { Tree } from './tree.ts';

/**
 * The devicetree a build made, as its `zephyr.dts` says it. Nodes and properties come from the places that predicted them
 * where those say the same, else from where `zephyr.dts` says that they were written, which `placeOf` makes of a line of it,
 * else from that line.
 */
export function builtDevicetree(
  source: DevicetreeSource,
  name: string,
  predicted: Devicetree,
  placeOf: (line: Origin) => Origin | undefined,
): Devicetree {
  const tree = evaluateDevicetree(known(name), [{ kind: 'source', source, ofBase: true }], WITHOUT_SDK) as Tree;
  for (const node of tree.nodes) comeFrom(node, counterpart(predicted, node), placeOf);
  return new BuiltTree(tree);
}

const WITHOUT_SDK = { includedTree: () => undefined, sdkVersion: '' };

/** The node of another tree: of its path, or of one of its labels where nobody knows paths there. */
export function counterpart(tree: Devicetree, { path, labels }: DtNode): DtNode | undefined {
  return (
    valueOf(tree.node(path)) ?? labels.map((label) => valueOf(tree.labelled(label))).find((node) => node !== undefined)
  );
}

function comeFrom(node: TreeNode, predicted: DtNode | undefined, placeOf: (line: Origin) => Origin | undefined): void {
  const written = ([line]: readonly Origin[]): readonly Origin[] => (line && placeOf(line) ? [placeOf(line)!] : []);
  node.comesFrom(predicted?.origins ?? written(node.origins));
  for (const [name, property] of node.properties) {
    const other = predicted && valueOf(predicted.property(name));
    const isSame = other !== undefined && isSameProperty(property, other) === true;
    node.propertyComesFrom(name, isSame ? other.origins : written(property.origins));
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
