import type { DtNode, DtProperty, DtValue } from './devicetree.ts';

/**
 * Whether two properties hold the same, however they are written: `[01]` is `/bits/ 8 <1>`, `&label` outside of brackets is
 * the path of the node. Undefined where one of them is not known.
 */
export function isSameProperty(one: DtProperty, other: DtProperty): boolean | undefined {
  const [a, b] = [one, other].map(({ values }) => values.flatMap(atoms)) as [Atom[], Atom[]];
  if ([...a, ...b].includes(undefined)) return undefined;
  return a.length === b.length && a.every((atom, index) => isSame(atom!, b[index]!));
}

/** A byte, a string or a node; undefined for what is not known. */
type Atom = Byte | string | Node | undefined;
type Byte = number;
interface Node {
  readonly node: DtNode;
  /** A cell holds the number of a node, a string its path. */
  readonly isCell: boolean;
}

function isSame(one: NonNullable<Atom>, other: NonNullable<Atom>): boolean {
  if (typeof one === 'object' && typeof other === 'object')
    return one.isCell === other.isCell && isSameNode(one.node, other.node);
  if (typeof one === 'object') return !one.isCell && one.node.path === other;
  if (typeof other === 'object') return isSame(other, one);
  return one === other;
}

/** A node whose path nobody knows has its label only. */
const isSameNode = (one: DtNode, other: DtNode): boolean =>
  one.path === other.path || one.labels.some((label) => other.labels.includes(label));

function atoms(value: DtValue): Atom[] {
  switch (value.kind) {
    case 'string':
      return [value.text];
    case 'bytes':
      return [...value.bytes];
    case 'reference':
      return [value.to.known ? { node: value.to.value, isCell: false } : undefined];
    case 'unknown':
      return [undefined];
    case 'cells':
      return value.cells.flatMap((cell): Atom[] => {
        if (cell.kind === 'unknown') return [undefined];
        if (cell.kind === 'phandle') return [cell.to.known ? { node: cell.to.value, isCell: true } : undefined];
        return bytesOf(cell.value, value.bits / 8);
      });
  }
}

/** Big-endian, as in a blob. */
const bytesOf = (value: bigint, count: number): Byte[] =>
  Array.from({ length: count }, (_, index) => Number((value >> BigInt(8 * (count - 1 - index))) & 0xffn));
