import { andThen, type Fact, known, map, type Unknown, unknown } from '../fact.ts';
import type { DtNode } from './devicetree.ts';
import { cells, numberValue, valueOfProperty } from './values.ts';

/** Bytes from `start` up to `end`, which is exclusive. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The first entry of `reg`, in the addresses of the node above; undefined without a `reg`, or with one that has no size.
 * The node above says how many cells an address and a size have; without it, two and one
 * (zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:3070-3089, 2.4.0).
 */
export function regRange(node: DtNode): Fact<AddressRange | undefined> {
  return andThen(valueOfProperty(node, 'reg', cells), (reg): Fact<AddressRange | undefined> => {
    if (!reg) return known(undefined);
    const [addressCells, sizeCells] = [widthAbove(node, '#address-cells', 2), widthAbove(node, '#size-cells', 1)];
    if (!addressCells.known || !sizeCells.known) {
      // In a tree that nobody knows: all of Nordic's memories have one cell for each.
      return reg.length === 2
        ? known({ start: reg[0]!, end: reg[0]! + reg[1]! })
        : addressCells.known
          ? (sizeCells as Unknown)
          : addressCells;
    }
    if (sizeCells.value < 1 || reg.length < addressCells.value + sizeCells.value) return known(undefined);
    const start = joined(reg.slice(0, addressCells.value));
    const size = joined(reg.slice(addressCells.value, addressCells.value + sizeCells.value));
    return known({ start, end: start + size });
  });
}

export const overlap = (a: AddressRange, b: AddressRange): boolean => a.start < b.end && b.start < a.end;

export const isWithin = (inner: AddressRange, outer: AddressRange): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

function widthAbove({ parent, path }: DtNode, name: string, otherwise: number): Fact<number> {
  // A stand-in for a node that only its label names.
  if (!parent) return unknown(`the node above ${path}`);
  return map(valueOfProperty(parent, name, numberValue), (value) => value ?? otherwise);
}

const joined = (list: readonly number[]): number => list.reduce((all, cell) => all * 2 ** 32 + cell, 0);
