import type { Origin } from '../../diagnostic/origin.ts';
import type { Reference } from '../../syntax/devicetree/tree.ts';
import { type NodeFact, type PropertyFact, type PropertyPartFact, sdkLine, type TreeFacts } from '../sdk-facts.ts';
import type { DtCell, DtValue } from './devicetree.ts';
import type { PropertySource, TreeNode } from './node.ts';
import type { NodeReference, Tree } from './tree.ts';

/**
 * Lays a tree of the SDK over `tree`, the tree it is laid over before it. False when a base of it is not known.
 * `version` is that of the SDK its lines belong to.
 */
export function applyFacts(
  tree: Tree,
  facts: TreeFacts,
  version: string,
  named: (name: string) => TreeFacts | undefined,
): boolean {
  const layers = [facts];
  for (let base = facts.base; base !== undefined; base = layers[0]!.base) {
    const below = named(base);
    if (!below || layers.includes(below)) return false;
    layers.unshift(below);
  }
  for (const { nodes, version: own = version } of layers) {
    for (const fact of nodes) applyNode(tree, fact, { version: own });
  }
  return true;
}

function applyNode(tree: Tree, fact: NodeFact, sdk: { readonly version: string }): void {
  const origin = sdkLine(sdk, fact.at);
  if (fact.deleted) {
    removeNode(tree, fact.path, origin);
    return;
  }
  const node = nodeAt(tree, fact.path);
  node.opened(origin);
  if (fact.omissible) node.omitIfNoRef = true;
  for (const label of fact.labels ?? []) tree.label(node, label);
  for (const name in fact.properties) {
    // By number: a board has a thousand, and to take a list apart makes an iterator.
    const stated = fact.properties[name]!;
    const value = stated[0];
    const at = stated[1];
    const place = typeof at === 'number' ? { ...origin, line: at } : sdkLine(sdk, at);
    if (value === null) node.remove(name, place);
    else node.state(name, place, new FactValues(tree, value));
  }
}

/** `/soc/uart@40002000`, `&flash0` or `&flash0/partitions`. */
function nodeAt(tree: Tree, path: string): TreeNode {
  if (path.startsWith('/')) return tree.at(path);
  const [label = '', ...below] = path.slice(1).split('/');
  return below.reduce((node, name) => tree.childOf(node, name), tree.findOrStandIn({ kind: 'label', label }));
}

function removeNode(tree: Tree, path: string, origin: Origin): void {
  const isLabel = path.startsWith('&') && !path.includes('/');
  const reference: NodeReference = isLabel ? { kind: 'label', label: path.slice(1) } : { kind: 'path', path };
  const node = tree.find(reference) ?? (isLabel || path.startsWith('/') ? undefined : nodeAt(tree, path));
  if (node) tree.remove(node, origin);
  else tree.removeUnseen(reference, origin);
}

const NONE: readonly Reference[] = [];

class FactValues implements PropertySource {
  readonly references = NONE;
  readonly #tree: Tree;
  readonly #fact: PropertyFact;

  constructor(tree: Tree, fact: PropertyFact) {
    this.#tree = tree;
    this.#fact = fact;
  }

  get sdkReferences(): readonly NodeReference[] {
    const fact = this.#fact;
    if (fact === true || typeof fact === 'string') return [];
    const parts: readonly PropertyPartFact[] = isCells(fact)
      ? [{ cells: fact }]
      : 'parts' in fact
        ? fact.parts
        : [fact];
    return parts.flatMap((part) => {
      if ('reference' in part) return [reference(part.reference)];
      const cells = 'cells' in part ? part.cells : [];
      return cells.flatMap((cell) =>
        typeof cell === 'string' && cell.startsWith('&') ? [reference(cell.slice(1))] : [],
      );
    });
  }

  get isFlag(): boolean {
    return this.#fact === true;
  }

  values(): readonly DtValue[] {
    const fact = this.#fact;
    if (fact === true) return [];
    if (typeof fact === 'string') return [{ kind: 'string', text: fact }];
    if (isCells(fact)) return this.#part({ cells: fact });
    return 'parts' in fact ? fact.parts.flatMap((part) => this.#part(part)) : this.#part(fact);
  }

  #part(part: PropertyPartFact): DtValue[] {
    if ('strings' in part) return part.strings.map((text) => ({ kind: 'string', text }));
    if ('bytes' in part) return [{ kind: 'bytes', bytes: bytesOf(part.bytes) }];
    if ('reference' in part) return [{ kind: 'reference', to: this.#tree.resolve(reference(part.reference)) }];
    return [{ kind: 'cells', bits: part.bits ?? 32, cells: part.cells.map((cell) => this.#cell(cell)) }];
  }

  #cell(cell: number | string): DtCell {
    if (typeof cell === 'number') return { kind: 'number', value: BigInt(cell) };
    return cell.startsWith('&')
      ? { kind: 'phandle', to: this.#tree.resolve(reference(cell.slice(1))) }
      : { kind: 'number', value: BigInt(cell) };
  }
}

// Array.isArray does not narrow a readonly array.
const isCells = (fact: readonly unknown[] | object): fact is readonly (number | string)[] => Array.isArray(fact);

const reference = (name: string): NodeReference =>
  name.startsWith('/') ? { kind: 'path', path: name } : { kind: 'label', label: name };

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
