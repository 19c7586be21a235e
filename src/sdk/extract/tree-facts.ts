import type { Origin } from '../../diagnostic/origin.ts';
import type { DtCell, DtValue } from '../../model/devicetree/devicetree.ts';
import type { StatedProperty, TreeNode } from '../../model/devicetree/node.ts';
import type { NodeReference, Tree } from '../../model/devicetree/tree.ts';
import type { NodeFact, PropertyFact, PropertyPartFact, SdkLine, TreeFacts } from '../../model/sdk-facts.ts';
import type { Cell, Value } from '../../syntax/devicetree/tree.ts';

/** An evaluated tree of the SDK as data: all of it, or what it makes different from `base`. */
export function treeFacts(name: string, tree: Tree, base?: { readonly name: string; readonly tree: Tree }): TreeFacts {
  if (!base) return { name, base: undefined, nodes: tree.nodes.map((node) => nodeFact(node)) };
  const below = new Map(base.tree.nodes.map((node) => [node.path, node]));
  const gone = new Set(base.tree.nodes.filter((node) => isGone(tree, node)));
  const deleted = [...gone].filter(({ parent }) => !parent || !gone.has(parent)).map((node) => deletion(tree, node));
  const changed = tree.nodes.flatMap((node) => {
    const before = below.get(node.path);
    return !before || isBelow(before, gone) ? [nodeFact(node)] : change(node, before);
  });
  return { name, base: base.name, nodes: [...deleted, ...changed] };
}

/** Also when another node took its place: labels are never taken from a node. */
function isGone(tree: Tree, before: TreeNode): boolean {
  const now = tree.find({ kind: 'path', path: before.path });
  return now === undefined || !before.labels.every((label) => now.labels.includes(label));
}

const isBelow = (node: TreeNode | undefined, gone: ReadonlySet<TreeNode>): boolean =>
  node !== undefined && (gone.has(node) || isBelow(node.parent, gone));

function deletion(tree: Tree, { path }: TreeNode): NodeFact {
  const place = tree.node(path);
  // Of a node that was made again, the deletion stands behind the new opening.
  const origins = place.known ? place.origins : [];
  return { path, at: lineOf(place.known && place.value ? origins[1] : origins[0]), deleted: true };
}

function nodeFact(node: TreeNode): NodeFact {
  const properties = [...node.stated].map((property) => [property.name, propertyEntry(property)] as const);
  return fact(node, node.labels, properties);
}

function change(node: TreeNode, before: TreeNode): NodeFact[] {
  const labels = node.labels.filter((label) => !before.labels.includes(label));
  const removed = [...before.stated].flatMap(({ name }) => {
    const now = node.property(name);
    return now.known && !now.value ? [[name, [null, lineOf(now.origins[0])]] as const] : [];
  });
  const old = new Map([...before.stated].map((property) => [property.name, JSON.stringify(propertyEntry(property))]));
  const stated = [...node.stated]
    .map((property) => [property.name, propertyEntry(property)] as const)
    .filter(([name, entry]) => JSON.stringify(entry) !== old.get(name));
  const isChanged = labels.length + removed.length + stated.length > 0 || node.omitIfNoRef !== before.omitIfNoRef;
  return isChanged ? [fact(node, labels, [...removed, ...stated])] : [];
}

type Entry = readonly [PropertyFact | null, SdkLine];

function fact(node: TreeNode, labels: readonly string[], properties: readonly (readonly [string, Entry])[]): NodeFact {
  return {
    path: node.path,
    at: lineOf(node.origins[0]),
    ...(labels.length > 0 ? { labels } : {}),
    ...(node.omitIfNoRef ? { omissible: true } : {}),
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
  };
}

const propertyEntry = ({ values, source, trail }: StatedProperty): Entry => [
  propertyFact(values, source.references),
  lineOf(trail.origin),
];

/** `references` are those of the values, in order: they are kept as written, so that an overlay can move a label. */
export function propertyFact(values: readonly (DtValue | Value)[], references: readonly NodeReference[]): PropertyFact {
  const left = references.map((to) => (to.kind === 'label' ? to.label : to.path));
  const parts: PropertyPartFact[] = [];
  for (const value of values) {
    const joined = joinedParts(parts.at(-1), partFact(value, left));
    if (joined.length === 1) parts.pop();
    parts.push(joined.at(-1)!);
  }
  const [only] = parts;
  if (!only) return true;
  if (parts.length > 1) return { parts };
  if ('strings' in only && only.strings.length === 1) return only.strings[0]!;
  return 'cells' in only && only.bits === undefined ? only.cells : only;
}

/** `<1>, <2>` means `<1 2>`; strings stand in one list. */
function joinedParts(before: PropertyPartFact | undefined, part: PropertyPartFact): PropertyPartFact[] {
  if (!before) return [part];
  if ('strings' in before && 'strings' in part) return [{ strings: [...before.strings, ...part.strings] }];
  if ('cells' in before && 'cells' in part && before.bits === part.bits) {
    return [{ ...before, cells: [...before.cells, ...part.cells] }];
  }
  return [before, part];
}

/** Takes what it needs of `references` off their front. */
function partFact(value: DtValue | Value, references: string[]): PropertyPartFact {
  switch (value.kind) {
    case 'cells': {
      const cells = value.cells.map((cell) => cellFact(cell, references));
      return value.bits === 32 ? { cells } : { cells, bits: value.bits };
    }
    case 'string':
      return { strings: [value.text] };
    case 'bytes':
      return { bytes: value.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('') };
    case 'reference':
      return { reference: references.shift() ?? '' };
    case 'unknown':
      throw new Error(`the SDK has a value that cannot be read: ${value.text}`);
  }
}

function cellFact(cell: DtCell | Cell, references: string[]): number | string {
  if (cell.kind === 'phandle') return `&${references.shift()}`;
  if (cell.kind === 'unknown') throw new Error(`the SDK has a cell that cannot be read: ${cell.text}`);
  const number = Number(cell.value);
  return Number.isSafeInteger(number) ? number : `0x${cell.value.toString(16)}`;
}

/** The place of something in the SDK. */
export function lineOf(origin: Origin | undefined): SdkLine {
  if (origin?.kind !== 'sdk') throw new Error('a part of a tree of the SDK has no place in the SDK');
  return `${origin.path}:${origin.line}`;
}
