import type { Origin } from '../../diagnostic/origin.ts';
import { andThen, type Fact, known, unknown } from '../fact.ts';
import type { DtProperty } from './devicetree.ts';
import type { TreeNode } from './node.ts';

/**
 * The node that a property of `/chosen` or `/aliases` names: by reference, by path, or by the name of an alias with or
 * without a path behind it. zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:781 (2.4.0)
 */
export function namedNode(tree: Lookup, property: DtProperty, origins: readonly Origin[]): Fact<TreeNode> {
  const [value] = property.values;
  const unreadable = unknown(`the node that ${property.name} names`);
  if (property.values.length !== 1 || !value) return unreadable;
  if (value.kind === 'reference') {
    // The tree's own nodes are all there is to refer to.
    return value.to.known ? known(value.to.value as TreeNode, ...origins) : value.to;
  }
  if (value.kind !== 'string') return unreadable;
  const found = value.text.startsWith('/') ? tree.node(value.text) : byAlias(tree, value.text);
  if (!found.known) return found;
  return found.value ? known(found.value, ...origins) : unreadable;
}

interface Lookup {
  node(path: string): Fact<TreeNode | undefined>;
}

function byAlias(tree: Lookup, text: string): Fact<TreeNode | undefined> {
  const slash = text.indexOf('/');
  const name = slash < 0 ? text : text.slice(0, slash);
  const below = slash < 0 ? '' : text.slice(slash);
  return andThen(tree.node('/aliases'), (aliases): Fact<TreeNode | undefined> => {
    if (!aliases) return known(undefined);
    return andThen(aliases.property(name), (property): Fact<TreeNode | undefined> => {
      const [value] = property?.values ?? [];
      if (value?.kind === 'reference') return andThen(value.to, (node) => tree.node(node.path + below));
      // An alias cannot rest on another alias.
      return value?.kind === 'string' && value.text.startsWith('/') ? tree.node(value.text + below) : known(undefined);
    });
  });
}
