import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Origin } from '../../src/diagnostic/origin.ts';
import type { Devicetree, DtNode } from '../../src/model/devicetree/devicetree.ts';
import { valueText } from '../../src/model/devicetree/value-text.ts';
import {
  bytes,
  cells,
  isEnabled,
  nodeReferences,
  numberValue,
  stringValue,
} from '../../src/model/devicetree/values.ts';
import { is } from '../../src/model/fact.ts';
import { devicetree } from './devicetree-of.ts';

describe('statements of one tree', () => {
  test('merge by path and by label, over several texts', () => {
    const tree = devicetree(
      '/ { soc { first: uart@1000 { reg = <0x1000>; current-speed = <9600>; }; }; };',
      'second: &first { current-speed = <115200>; };',
      '/ { soc { third: uart@1000 { parity; }; }; };',
      '&{/soc/uart@1000} { label = "serial"; };',
    );
    const uart = labelled(tree, 'second');
    expect(uart.path).toBe('/soc/uart@1000');
    expect(uart.labels).toEqual(['first', 'second', 'third']);
    expect(textOf(uart)).toBe('reg = <0x1000>; current-speed = <0x1c200>; parity; label = "serial";');
    expect(labelled(tree, 'third')).toBe(uart);
    expect(tree.nodes.map(({ path }) => path)).toEqual(['/', '/soc', '/soc/uart@1000']);
  });

  test('keep the value of a property that is written again without one', () => {
    const again = devicetree('/ { led: led { a = <1>; b; c = "x"; }; };', '&led { a; b; /delete-property/ c; c; };');
    expect(textOf(labelled(again, 'led'))).toBe('a = <1>; b; c;');
  });

  test('keep every place that had a say, the deciding one first', () => {
    const tree = devicetree(
      '/ { n: node { x = <1>; }; };',
      '&n { x = <2>; };',
      '&n { /delete-property/ x; };',
      '&n { x = <3>; };',
    );
    const property = labelled(tree, 'n').property('x');
    expect(property.known && property.origins.map(placeOf)).toEqual([
      'd.overlay: x = <3>;',
      'c.overlay: /delete-property/ x;',
      'b.overlay: x = <2>;',
      'a.overlay: x = <1>;',
    ]);
    expect(labelled(tree, 'n').origins.map(placeOf)).toEqual([
      'd.overlay: &n',
      'c.overlay: &n',
      'b.overlay: &n',
      'a.overlay: n: node',
    ]);
  });

  test('an absent property is proven, and so is who deleted it', () => {
    const tree = devicetree('/ { n: node { x = <1>; }; };', '&n { /delete-property/ x; };');
    const deleted = labelled(tree, 'n').property('x');
    expect(deleted.known && deleted.value).toBeUndefined();
    expect(deleted.known && deleted.origins.map(placeOf)[0]).toBe('b.overlay: /delete-property/ x;');
    expect(is(labelled(tree, 'n').property('never'), undefined)).toBe(true);
  });

  test('a deleted node is gone with its labels and all below it, and may come again', () => {
    const gone = devicetree('/ { a: a { b: b { x; }; }; };', '/delete-node/ &a;');
    expect(gone.nodes.map(({ path }) => path)).toEqual(['/']);
    const b = gone.labelled('b');
    expect(b.known && b.value).toBeUndefined();
    expect(b.known && b.origins.map(placeOf)).toEqual(['b.overlay: /delete-node/ &a;', 'a.overlay: b: b']);

    const again = devicetree('/ { a: a { x; y; }; };', '/ { /delete-node/ a; a: a { y; }; };');
    expect(textOf(labelled(again, 'a'))).toBe('y;');
    expect(labelled(again, 'a').origins.map(placeOf)).toEqual([
      'b.overlay: a: a',
      'b.overlay: /delete-node/ a;',
      'a.overlay: a: a',
    ]);
  });

  test('a label that moves takes its references along', () => {
    const tree = devicetree(
      '/ { chosen { zephyr,code-partition = &slot0; }; slot0: partition@c000 { }; };',
      '/delete-node/ &slot0; / { slot0: partition@10000 { }; };',
    );
    expect(pathOf(tree.chosen('zephyr,code-partition'))).toBe('/partition@10000');
    expect(tree.danglingReferences).toEqual([]);
  });

  test('nodes that may be left out are, without a reference', () => {
    const tree = devicetree('/ { /omit-if-no-ref/ a: a { }; /omit-if-no-ref/ b: b { }; c { x = <&b>; }; };');
    expect(tree.nodes.map(({ path }) => path)).toEqual(['/', '/b', '/c']);
  });
});

describe('references', () => {
  const board = '/ { chosen { }; aliases { flash = &mx; soc = "/soc"; }; soc { qspi: qspi { mx: mx@0 { }; }; }; };';

  test.each([
    ['&mx', '/soc/qspi/mx@0'],
    ['"/soc/qspi/mx@0"', '/soc/qspi/mx@0'],
    ['"flash"', '/soc/qspi/mx@0'],
    ['"soc/qspi"', '/soc/qspi'],
    ['&{/soc/qspi}', '/soc/qspi'],
    ['&later', '/later'],
  ])('chosen by %s', (value, path) => {
    const tree = devicetree(board, `/ { chosen { nordic,pm-ext-flash = ${value}; }; };`, '/ { later: later { }; };');
    const chosen = tree.chosen('nordic,pm-ext-flash');
    expect(pathOf(chosen)).toBe(path);
    expect(chosen.known && chosen.origins.map(placeOf)[0]).toBe(`b.overlay: nordic,pm-ext-flash = ${value};`);
  });

  test('nothing chosen is proven; a choice that names no node is unknown', () => {
    expect(is(devicetree(board).chosen('nordic,pm-ext-flash'), undefined)).toBe(true);
    expect(is(devicetree('/ { };').chosen('nordic,pm-ext-flash'), undefined)).toBe(true);
    const wrong = devicetree(board, '/ { chosen { nordic,pm-ext-flash = "/nowhere"; }; };').chosen(
      'nordic,pm-ext-flash',
    );
    expect(wrong).toMatchObject({ known: false, missing: 'the node that nordic,pm-ext-flash names' });
  });

  test('to nothing are named, where the user wrote them and as long as they stand', () => {
    const tree = devicetree(
      board,
      '&mx25 { size = <1>; inner: inner { }; };\n/ { n: n { a = <&gone 1>; b = &lost; c = <&mx>, <&inner>; d = <&wrong>; }; };',
      '/delete-node/ &none;\n&n { d = <&mx>; e = &{/no/where}; };',
    );
    expect(tree.danglingReferences.map(({ text }) => text)).toEqual([
      '&mx25',
      '&none',
      '&gone',
      '&lost',
      '&{/no/where}',
    ]);
    expect(tree.nodes.map(({ name }) => name)).not.toContain('&mx25');
  });
});

describe('values', () => {
  const tree = devicetree(
    `/ { n: n { one = <7>; many = <1 2>, <3>; text = "a"; texts = "a", "b"; id = [c2 28 17]; wrong-id = <0xc2>, <0x28>;
      eight = /bits/ 8 <1 255>; big = /bits/ 64 <0x100000000>; huge = /bits/ 64 <0xffffffffffffffff>; refs = <&n &m>;
      strange = <UNKNOWN_MACRO>; flag; };  m: m { status = "ok"; off { status = "disabled"; on { }; }; }; };`,
  );
  const property = (name: string) => labelled(tree, 'n').properties.get(name)!;

  test('are read by type', () => {
    expect(cells(property('many'))).toMatchObject({ value: [1, 2, 3] });
    expect(cells(property('texts'))).toMatchObject({ known: true, value: undefined });
    expect(numberValue(property('one'))).toMatchObject({ value: 7 });
    expect(numberValue(property('big'))).toMatchObject({ value: 2 ** 32 });
    expect(numberValue(property('huge'))).toMatchObject({ known: true, value: undefined });
    expect(numberValue(property('many'))).toMatchObject({ known: true, value: undefined });
    expect(stringValue(property('text'))).toMatchObject({ value: 'a' });
    expect(stringValue(property('texts'))).toMatchObject({ known: true, value: undefined });
    expect(bytes(property('id'))).toMatchObject({ value: [0xc2, 0x28, 0x17] });
    expect(bytes(property('eight'))).toMatchObject({ value: [1, 255] });
    expect(bytes(property('wrong-id'))).toMatchObject({ known: true, value: undefined });
    const references = nodeReferences(property('refs'));
    expect(references.known && references.value?.map(({ path }) => path)).toEqual(['/n', '/m']);
  });

  test('of macros nobody defined are unknown', () => {
    expect(numberValue(property('strange'))).toMatchObject({ known: false });
    expect(cells(property('strange'))).toMatchObject({ known: false });
  });

  test('a node is enabled with all that is above it', () => {
    expect(isEnabled(labelled(tree, 'm'))).toMatchObject({ value: true });
    const off = isEnabled(tree.nodes.find(({ path }) => path === '/m/off/on')!);
    expect(off).toMatchObject({ value: false });
    expect(off.known && off.origins.map(placeOf)).toEqual(['a.overlay: status = "disabled";']);
  });
});

test('whatever is stated in whatever order can be evaluated and asked', () => {
  const statement = fc.constantFrom(
    '/ { a: a { b: b { x = <1>; }; }; };',
    '&a { x = <&b>; /delete-property/ x; };',
    '&b { x = &a; /delete-node/ b; b: c { }; };',
    '/delete-node/ &a;',
    '/ { /delete-node/ a; };',
    '&{/a/b} { /omit-if-no-ref/ d: d { }; };',
    '#include "missing.dtsi"\n',
    '#include <nordic/soc.dtsi>\n',
    '/ { chosen { x = &b; }; aliases { y = "x"; }; };',
  );
  fc.assert(
    fc.property(fc.array(fc.array(statement)), (texts) => {
      const tree = devicetree(...texts.slice(0, 8).map((parts) => parts.join('\n')));
      for (const node of tree.nodes) {
        expect(node.parent === undefined || node.parent.children.includes(node)).toBe(true);
        void [isEnabled(node), node.compatible, node.property('x'), ...[...node.properties.values()].map(valueText)];
      }
      void [tree.chosen('x'), tree.labelled('b'), tree.danglingReferences];
    }),
  );
});

function labelled(tree: Devicetree, label: string): DtNode {
  const node = tree.labelled(label);
  if (!node.known || !node.value) throw new Error(`no node ${label}`);
  return node.value;
}

const pathOf = (fact: ReturnType<Devicetree['chosen']>): string | undefined =>
  fact.known ? fact.value?.path : 'unknown';

const placeOf = (origin: Origin): string =>
  origin.kind === 'project'
    ? `${origin.span.file.path}: ${origin.span.file.text.slice(origin.span.start, origin.span.end).trim()}`
    : origin.kind;

const textOf = (node: DtNode): string =>
  [...node.properties.values()]
    .map((property) =>
      property.values.length === 0 ? `${property.name};` : `${property.name} = ${valueText(property)};`,
    )
    .join(' ');
