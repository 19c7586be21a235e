import { andThen, type Fact, known, unknown } from '../fact.ts';
import type { BindingType } from '../sdk-facts.ts';
import type { DtProperty, DtValue } from './devicetree.ts';
import { bytes, cellList, nodeReferences, strings } from './values.ts';

/**
 * Whether a property is written as its type asks, as `_prop_val` of edtlib reads it:
 * zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1485-1535 (2.4.0).
 */
export function hasType(property: DtProperty, type: BindingType): Fact<boolean> {
  const { values } = property;
  const unread = values.find(({ kind }) => kind === 'unknown');
  if (unread) return unknown(`the value of ${property.name}`);
  switch (type) {
    case 'boolean':
      return known(values.length === 0);
    case 'int':
      return is(cellList(property), (list) => list.length === 1 && list[0]!.kind !== 'phandle');
    case 'array':
      return is(cellList(property), (list) => list.every(({ kind }) => kind !== 'phandle'));
    case 'uint8-array':
      return is(bytes(property), () => true);
    case 'string':
      return is(strings(property), (texts) => texts.length === 1);
    case 'string-array':
      return is(strings(property), () => true);
    case 'phandle':
      return isReferences(values, property, (count) => count === 1);
    case 'phandles':
      return isReferences(values, property, () => true);
    case 'phandle-array':
      return is(cellList(property), (list) => list[0]?.kind === 'phandle');
    case 'path':
      return known(values.length === 1 && (values[0]!.kind === 'string' || values[0]!.kind === 'reference'));
    case 'compound':
      return known(true);
  }
}

/** How a value of the type is written. */
export const written: Readonly<Record<BindingType, (name: string) => string>> = {
  boolean: (name) => `${name};`,
  int: (name) => `${name} = <1>;`,
  array: (name) => `${name} = <1 2 3>;`,
  'uint8-array': (name) => `${name} = [c2 28 17];`,
  string: (name) => `${name} = "text";`,
  'string-array': (name) => `${name} = "one", "two";`,
  phandle: (name) => `${name} = <&label>;`,
  phandles: (name) => `${name} = <&one &two>;`,
  'phandle-array': (name) => `${name} = <&label 1 2>;`,
  path: (name) => `${name} = &label;`,
  compound: (name) => `${name} = <1>;`,
};

const is = <T>(read: Fact<T | undefined>, good: (value: T) => boolean): Fact<boolean> =>
  andThen(read, (value) => known(value !== undefined && good(value)));

function isReferences(
  values: readonly DtValue[],
  property: DtProperty,
  good: (count: number) => boolean,
): Fact<boolean> {
  // A reference outside of brackets is a path, which is a string.
  if (values.some(({ kind }) => kind !== 'cells')) return known(false);
  return is(nodeReferences(property), (nodes) => good(nodes.length));
}
