import { describe, expect, it } from 'vitest';
import { definitions, parseDevicetree } from '../../../src/syntax/devicetree/parse.ts';
import type { Cell, PropertyStatement, TopStatement } from '../../../src/syntax/devicetree/tree.ts';
import { SourceFile, textOf } from '../../../src/text/source.ts';
import { devicetreeParser } from '../../devicetree-parser.ts';
import { printed, understood } from './printed.ts';

await devicetreeParser;

describe('nodes', () => {
  it('are named, labelled, referenced by label and by path, and nested', () => {
    expect(understood('/ { a: b: leds@0 { led { }; }; }; &{/leds@0} { x; }; l: &a { };')).toBe(
      '/ { a: b: leds@0 { led { }; }; }; &{/leds@0} { x; }; l: &a { };',
    );
  });

  it('may come after properties and before them', () => {
    expect(understood('/ { x; n { }; y; };')).toBe('/ { x; n { }; y; };');
  });

  it('are left out when nothing refers to them, inside of a node and at the top', () => {
    expect(understood('/ { /omit-if-no-ref/ a: n { }; }; /omit-if-no-ref/ &b;')).toBe(
      '/ { /omit-if-no-ref/ a: n { }; }; /omit-if-no-ref/ &b { };',
    );
  });

  it('are deleted, and so are properties', () => {
    expect(understood('/delete-node/ &a; / { /delete-node/ n@1; /delete-property/ #x-cells; };')).toBe(
      '/delete-node/ &a; / { /delete-node/ n@1; /delete-property/ #x-cells; };',
    );
  });

  it('stand behind what opens a board, which is no statement', () => {
    expect(understood('/dts-v1/; /plugin/; l: /memreserve/ 0x10000000 0x4000; / { };')).toBe('/ { };');
  });
});

describe('values', () => {
  const values = (text: string) => understood(`&a { p = ${text}; };`).slice('&a { p = '.length, -'; };'.length);

  it('are strings with the escapes of C', () => {
    expect(values(String.raw`"a\"b\\c\n\x41\101", ""`)).toBe(`${JSON.stringify('a"b\\c\nAA')}, ""`);
  });

  it('are strings over several lines', () => expect(values('"one\ntwo"')).toBe(String.raw`"one\ntwo"`));

  it('are bytes with and without blanks', () => expect(values('[c22815], [c2 28 1F]')).toBe('[c2 28 15], [c2 28 1f]'));

  it('are cells of 8, 16, 32 and 64 bits', () => {
    expect(values('<1 0x10 010>, /bits/ 8 <255>, /bits/ 64 <0xffffffffffffffff>')).toBe(
      '<1 16 8>, /bits/ 8 <255>, /bits/ 64 <18446744073709551615>',
    );
  });

  it('are references within brackets and outside', () => {
    expect(values('<&b 1 &{/c@0}>, &d, &{/e}')).toBe('<&b 1 &{/c@0}>, &d, &{/e}');
  });

  it('are numbers with the suffixes of C, and characters', () => {
    expect(values("<1U 2L 3UL 4ULL 'a' '\\n'>")).toBe('<1 2 3 4 97 10>');
  });

  it('have labels nobody asks for', () => expect(values('l1: <1 l2: 2> l3:, l4: [12 l5: 34]')).toBe('<1 2>, [12 34]'));

  it('can be empty', () => expect(values('<>, []')).toBe('<>, []'));

  it('are unknown where a file is read into them', () => {
    expect(values('/incbin/("x.bin", 0, 4)')).toBe('?/incbin/("x.bin", 0, 4)?');
  });

  it.each([
    ['(1 + 2 * 3)', 7n],
    ['(1 << 4 | 1)', 17n],
    ['(10 / 3 % 2)', 1n],
    ['(1 ? 2 : 3)', 2n],
    ['(0 ? 2 : 1 ? 4 : 5)', 4n],
    ['(1 == 1 && 2 != 2 || 0)', 0n],
    ['(1 < 2)', 1n],
    ['(!5 + ~0 + 2)', 1n],
    ['(-1)', 0xffffffffn],
    // dtc counts in 64 bits without a sign: a negative number is a large one.
    ['(-1 > 1)', 1n],
    ['((0 - 2) / 2 >> 62)', 1n],
    ['(0xffffffff00000000 >> 32)', 0xffffffffn],
    ['(1 ? 2 : 1 / 0)', 2n],
  ])('compute %s', (text, value) => expect(values(`<${text}>`)).toBe(`<${value}>`));
});

describe('macros in cells', () => {
  const defines = definitions([
    'PSEL(fun, port, pin) ((FUN_ ## fun << 24) | ((port) * 32U) + (pin))',
    'FUN_SCK 4U',
    'TWO 1 2',
  ]);
  const cells = (text: string): readonly Cell[] => {
    const [node] = parseDevicetree(new SourceFile('a.overlay', `&a { p = <${text}>; };`), { defines }).tree.statements;
    const [property] = (node as TopStatement & { kind: 'node' }).body as PropertyStatement[];
    const [value] = property!.values;
    return value?.kind === 'cells' ? value.cells : [];
  };

  it('keep the call they were written with, and their value', () => {
    const [cell] = cells('PSEL(SCK, 1, (2))');
    expect(cell).toMatchObject({ kind: 'number', value: 0x04000022n });
    expect(cell).toMatchObject({ macro: { name: 'PSEL', arguments: ['SCK', '1', '(2)'] } });
    expect(textOf(cell!.span)).toBe('PSEL(SCK, 1, (2))');
  });

  it('keep it where nobody knows the macro', () => {
    const [call, next] = cells('GPIO(A, (1, 2)) 5');
    expect(call).toMatchObject({ kind: 'unknown', text: 'GPIO(A, (1, 2))' });
    expect(call).toMatchObject({ macro: { name: 'GPIO', arguments: ['A', '(1, 2)'] } });
    expect(next).toMatchObject({ kind: 'number', value: 5n });
  });

  it('keep it where the macro leads to a name nobody knows', () => {
    const [cell] = cells('PSEL(CLK, 0, 1)');
    expect(cell).toMatchObject({ kind: 'unknown', macro: { name: 'PSEL', arguments: ['CLK', '0', '1'] } });
  });

  it('have none where they are a part of the cell only', () => {
    expect(cells('(FUN_SCK + 1)')).toMatchObject([{ kind: 'number', value: 5n }]);
    expect(cells('(FUN_SCK + 1)')[0]).not.toHaveProperty('macro');
  });

  it('can be several cells', () => {
    expect(cells('TWO')).toMatchObject([
      { value: 1n, macro: { name: 'TWO', arguments: [] } },
      { value: 2n, macro: { name: 'TWO' } },
    ]);
  });

  it('are listed once each where nobody knows them', () => {
    const text = '&a { p = <FOO 1 (BAR | 1) FOO BAZ(1)>, QUX; MORE(x) };';
    const { tree, problems } = parseDevicetree(new SourceFile('a.overlay', text));
    expect(tree.unknownMacros.map(({ name }) => name)).toEqual(['FOO', 'BAR', 'BAZ', 'QUX', 'MORE']);
    expect(tree.unknownMacros.map(({ span }) => textOf(span))).toEqual(['FOO', 'BAR', 'BAZ', 'QUX', 'MORE']);
    expect(problems).toEqual([]);
    expect(printed(tree.statements)).toBe('&a { p = <?FOO? 1 ?(BAR | 1)? ?FOO? ?BAZ(1)?>, ?QUX?; };');
  });
});

describe('spans', () => {
  const text = '/* Größe “quoted” 😀 */ &a {\n\tp = "ü😀", <1>; // ß\n\tq;\n};\n';
  const [node] = parseDevicetree(new SourceFile('a.overlay', text)).tree.statements as (TopStatement & {
    kind: 'node';
  })[];
  const [p, q] = node!.body as PropertyStatement[];

  it('count the characters of the text, whatever they are', () => {
    expect(textOf(p!.span)).toBe('p = "ü😀", <1>;');
    expect(p!.values.map(({ span }) => textOf(span))).toEqual(['"ü😀"', '<1>']);
    expect(textOf(q!.name.span)).toBe('q');
  });

  it('cover a node from its labels to its semicolon, and its head up to the brace', () => {
    expect(textOf(node!.span)).toBe(text.slice(text.indexOf('&a'), -1));
    expect(textOf(node!.headSpan)).toBe('&a');
  });

  it('lie in the file the characters were written in', () => {
    const pins = new SourceFile('pins.dtsi', '\n&uart0 { current-speed = <115200>; };\n');
    const board = new SourceFile('board.dts', '/dts-v1/;\n#include "pins.dtsi"\n/ { };\n');
    const { tree } = parseDevicetree(board, { resolver: { resolve: () => pins } });
    expect(tree.statements.map(({ span }) => span.file.path)).toEqual(['pins.dtsi', 'board.dts']);
    expect(textOf(tree.statements[0]!.span)).toBe('&uart0 { current-speed = <115200>; };');
  });
});

describe('includes', () => {
  it('that nobody can resolve are remembered, and the rest is read', () => {
    const { tree, problems } = parseDevicetree(
      new SourceFile('a.dts', '#include <soc.dtsi>\n#include "b.dtsi"\n&a { };\n'),
    );
    expect(tree.missingIncludes).toMatchObject([
      { name: 'soc.dtsi', style: 'angled' },
      { name: 'b.dtsi', style: 'quoted' },
    ]);
    expect(textOf(tree.missingIncludes[0]!.span)).toBe('#include <soc.dtsi>');
    expect(printed(tree.statements)).toBe('&a { };');
    expect(problems).toEqual([]);
  });

  it('may stand for a tree that is known, with the macros it defines', () => {
    const resolver = { resolve: () => ({ kind: 'included-tree', macros: ['PIN(n) ((n) + 1)'] }) as const };
    const source = new SourceFile('a.dts', '/dts-v1/;\n#include <nordic/soc.dtsi>\n&a { p = <PIN(4)>; };\n');
    const { tree } = parseDevicetree(source, { resolver });
    expect(printed(tree.statements)).toBe('<nordic/soc.dtsi> &a { p = <5>; };');
  });

  it('cannot stand for a tree within a node', () => {
    const resolver = { resolve: () => ({ kind: 'included-tree' }) as const };
    const { tree } = parseDevicetree(new SourceFile('a.dts', '/ {\n#include <x.dtsi>\nq; };\n'), { resolver });
    expect(printed(tree.statements)).toBe('/ { q; };');
    expect(tree.missingIncludes).toMatchObject([{ name: 'x.dtsi' }]);
  });

  it('may stand in the middle of a node', () => {
    const part = new SourceFile('part.dtsi', 'x = <1>;\n');
    const { tree } = parseDevicetree(new SourceFile('a.dts', '/ { n {\n#include "part.dtsi"\n}; };\n'), {
      resolver: { resolve: () => part },
    });
    expect(printed(tree.statements)).toBe('/ { n { x = <1>; }; };');
  });
});

it('lets an overlay use what its board has defined', () => {
  const board = parseDevicetree(new SourceFile('b.dts', '#define SPEED 9600\n/ { };\n'));
  const overlay = new SourceFile('a.overlay', '&uart0 { current-speed = <SPEED>; };\n#undef SPEED\n');
  expect(printed(parseDevicetree(overlay, { macros: board.macros }).tree.statements)).toBe(
    '&uart0 { current-speed = <9600>; };',
  );
  expect(board.macros.get('SPEED')).toBeDefined();
});
