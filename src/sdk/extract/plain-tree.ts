import type { Devicetree, DtCell, DtProperty, DtValue } from '../../model/devicetree/devicetree.ts';

/** What a tree says, without where it says so: to compare trees that were made in different ways. */
export type PlainTree = Readonly<Record<string, PlainNode>>;

export interface PlainNode {
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, readonly PlainValue[] | true>>;
}

/** A number for a cell; `{ "&": path }` for a phandle, `{ path }` for a reference outside of brackets. */
export type PlainValue =
  | number
  | string
  | { readonly '&': string }
  | { readonly path: string }
  | { readonly bytes: string };

export const plainTree = (tree: Devicetree): PlainTree =>
  Object.fromEntries(
    tree.nodes.map((node): [string, PlainNode] => [
      node.path,
      {
        labels: [...node.labels].sort(),
        properties: Object.fromEntries([...node.properties].map(([name, property]) => [name, plainProperty(property)])),
      },
    ]),
  );

function plainProperty({ values }: DtProperty): readonly PlainValue[] | true {
  return values.length === 0 ? true : values.flatMap(plainValue);
}

function plainValue(value: DtValue): readonly PlainValue[] {
  switch (value.kind) {
    case 'cells':
      return value.cells.map(plainCell);
    case 'string':
      return [value.text];
    case 'bytes':
      return [{ bytes: value.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('') }];
    case 'reference':
      return [{ path: value.to.known ? value.to.value.path : '?' }];
    case 'unknown':
      return [`? ${value.text}`];
  }
}

function plainCell(cell: DtCell): PlainValue {
  if (cell.kind === 'number') return Number(cell.value);
  return cell.kind === 'phandle' ? { '&': cell.to.known ? cell.to.value.path : '?' } : `? ${cell.text}`;
}
