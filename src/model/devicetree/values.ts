import { andThen, type Fact, type Known, known, unknown } from '../fact.ts';
import type { DtCell, DtNode, DtProperty, DtValue } from './devicetree.ts';

/*
 * Like dtlib's `Property.to_*`, for properties somebody may have written wrongly: what has another type is undefined.
 */

/** All 32-bit cells, of however many `<>`; undefined for other values, phandles among them included. */
export function cells(property: DtProperty): Fact<readonly number[] | undefined> {
  return andThen(cellList(property), (list): Fact<readonly number[] | undefined> => {
    const numbers: number[] = [];
    for (const cell of list ?? []) {
      if (cell.kind === 'unknown') return unreadable(property, cell.text);
      if (cell.kind === 'phandle') return known(undefined, ...property.origins);
      numbers.push(Number(cell.value));
    }
    return known(list && numbers, ...property.origins);
  });
}

/** The value of `<n>`, unsigned, also of `/bits/ 64 <n>`; undefined for anything else, and beyond 2^53. */
export function numberValue(property: DtProperty): Fact<number | undefined> {
  const [value] = property.values;
  if (value?.kind === 'unknown') return unreadable(property, value.text);
  const only =
    property.values.length === 1 && value?.kind === 'cells' && value.cells.length === 1 ? value.cells[0] : undefined;
  if (only?.kind === 'unknown') return unreadable(property, only.text);
  const number = only?.kind === 'number' ? Number(only.value) : undefined;
  return known(Number.isSafeInteger(number) ? number : undefined, ...property.origins);
}

/** The only string of a property. */
export function stringValue(property: DtProperty): Fact<string | undefined> {
  return andThen(strings(property), (texts) => known(texts?.length === 1 ? texts[0] : undefined));
}

/** All strings; undefined when one of the values is something else. */
export function strings(property: DtProperty): Fact<readonly string[] | undefined> {
  const texts: string[] = [];
  for (const value of property.values) {
    if (value.kind === 'unknown') return unreadable(property, value.text);
    if (value.kind !== 'string') return known(undefined, ...property.origins);
    texts.push(value.text);
  }
  return known(texts.length > 0 ? texts : undefined, ...property.origins);
}

/** The bytes of `[c2 28 17]`, also of `/bits/ 8 <...>`; undefined when cells or strings were given instead. */
export function bytes(property: DtProperty): Fact<readonly number[] | undefined> {
  const all: number[] = [];
  for (const value of property.values) {
    if (value.kind === 'unknown') return unreadable(property, value.text);
    if (value.kind === 'bytes') for (const byte of value.bytes) all.push(byte);
    else if (value.kind !== 'cells' || value.bits !== 8) return known(undefined, ...property.origins);
    else {
      for (const cell of value.cells) {
        if (cell.kind === 'unknown') return unreadable(property, cell.text);
        if (cell.kind === 'number') all.push(Number(cell.value));
      }
    }
  }
  return known(property.values.length > 0 ? all : undefined, ...property.origins);
}

/** The nodes of `<&a &b>` or `&a`, in order; undefined when there is anything else among them. */
export function nodeReferences(property: DtProperty): Fact<readonly DtNode[] | undefined> {
  const nodes: DtNode[] = [];
  for (const value of property.values) {
    const references: readonly (DtValue | DtCell)[] = value.kind === 'cells' ? value.cells : [value];
    for (const reference of references) {
      if (reference.kind === 'unknown') return unreadable(property, reference.text);
      if (reference.kind !== 'phandle' && reference.kind !== 'reference') return known(undefined, ...property.origins);
      if (!reference.to.known) return reference.to;
      nodes.push(reference.to.value);
    }
  }
  return known(property.values.length > 0 ? nodes : undefined, ...property.origins);
}

/** `has-dpd;` without a value. */
export const isFlag = (property: DtProperty): boolean => property.values.length === 0;

/** All 32-bit cells, phandles among them; undefined when there are values of other kinds, or none. */
export function cellList(property: DtProperty): Fact<readonly DtCell[] | undefined> {
  const list: DtCell[] = [];
  for (const value of property.values) {
    if (value.kind === 'unknown') return unreadable(property, value.text);
    if (value.kind !== 'cells' || value.bits !== 32) return known(undefined, ...property.origins);
    for (const cell of value.cells) list.push(cell);
  }
  return known(property.values.length > 0 ? list : undefined, ...property.origins);
}

/** Whether the node and all above it have the status `okay`; origins are those of the status that decides. */
export function isEnabled(node: DtNode): Fact<boolean> {
  let fact = enabled.get(node);
  if (!fact) enabled.set(node, (fact = enabledBy(node)));
  return fact;
}

const enabled = new WeakMap<DtNode, Fact<boolean>>();

function enabledBy(node: DtNode): Fact<boolean> {
  let missing: Fact<boolean> | undefined;
  let okay: Known<boolean> | undefined;
  for (let at: DtNode | undefined = node; at; at = at.parent) {
    const { status } = at;
    if (!status.known) missing ??= status;
    else if (status.value !== 'okay') return known(false, ...status.origins);
    else okay ??= known(true, ...status.origins);
    // A stand-in for a labelled node: what lies above it is not known.
    if (!at.parent && at.path !== '/') missing ??= unknown(`the node above ${at.path}`);
  }
  return missing ?? okay ?? known(true);
}

/** What stands behind the @ of the name, as a number; undefined without one, or when it is none (`@1,0`). */
export function unitAddress({ name }: DtNode): number | undefined {
  const text = name.slice(name.indexOf('@') + 1);
  const isAddress = name.includes('@') && /^[0-9a-fA-F]+$/.test(text);
  return isAddress ? Number.parseInt(text, 16) : undefined;
}

/** The nearest node above that `isIt` holds for. */
export function ancestor(node: DtNode, isIt: (node: DtNode) => boolean): DtNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isIt(at)) return at;
  return undefined;
}

/** A property of a node whose value `read` reads; undefined when it is proven absent or has another type. */
export const valueOfProperty = <T>(
  node: DtNode,
  name: string,
  read: (property: DtProperty) => Fact<T | undefined>,
): Fact<T | undefined> =>
  andThen(node.property(name), (property): Fact<T | undefined> => (property ? read(property) : known(undefined)));

const unreadable = (property: DtProperty, text: string) => unknown(`the value ${text} of ${property.name}`);
