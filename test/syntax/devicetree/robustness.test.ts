import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDevicetree } from '../../../src/syntax/devicetree/parse.ts';
import type { BodyStatement, TopStatement } from '../../../src/syntax/devicetree/tree.ts';
import { SourceFile, type Span } from '../../../src/text/source.ts';
import { devicetreeParser } from '../../devicetree-parser.ts';
import { printed } from './printed.ts';

await devicetreeParser;

/** A valid overlay that uses most of the language. */
const OVERLAY = `/* Flash */
#include <soc.dtsi>
#define PIN(port, pin) (((port) * 32U) + (pin))
#ifdef BOARD_REVISION
#define SPEED 8000000
#else
#define SPEED 32000000
#endif

/ {
	chosen {
		nordic,pm-ext-flash = &flash0;
	};
	leds {
		/omit-if-no-ref/ led0: led_0 {
			gpios = <&gpio0 13 (1 << 0)>, <&gpio0 PIN(0, 14) 0>;
		};
	};
};

&spi1 {
	/delete-property/ pinctrl-1;
	/delete-node/ other@1;
	status = "okay";
	flash0: flash@0 {
		compatible = "jedec,spi-nor", "other";
		reg = <0>;
		jedec-id = [c2 28 17];
		spi-max-frequency = <SPEED>;
		size = /bits/ 64 <0x4000000>;
		has-dpd;
	};
};
`;

/** Pieces that mean something to some part of the parser. */
const piece = fc.constantFrom(
  ...['{', '}', '};', '<', '>', '(', ')', '[', ']', '"', "'", '&', ';', ',', '=', ':', '/', '\\', '#', '##', '@', '?'],
  ...[
    '\n',
    '\r',
    '\\\n',
    '\t',
    '/*',
    '*/',
    '//',
    '&a {',
    '/ {',
    'x = <1>;',
    'l: ',
    '&{/a',
    '/bits/ 8 ',
    '/delete-node/ ',
  ],
  ...['\n#if 1\n', '\n#else\n', '\n#endif\n', '\n#define F(a, ...) a F(__VA_ARGS__) #a a ## a\n', 'F(', 'PIN(1, '],
  ...[
    '\n#include "main"\n',
    '\n#include <soc.dtsi>\n',
    '/include/ "main"',
    'CONFIG_A=y',
    '“',
    'é',
    '😀',
    '\ud800',
    '\0',
    '0x',
  ],
);

const arbitraryText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
);

const mutatedOverlay = fc
  .array(fc.tuple(fc.nat(OVERLAY.length), fc.nat(8), fc.oneof(piece, fc.constant(''))), { minLength: 1, maxLength: 5 })
  .map((edits) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), OVERLAY));

function parse(text: string) {
  const source = new SourceFile('main', text);
  const resolve = (name: string) =>
    name === 'main'
      ? source
      : name === 'soc.dtsi'
        ? ({ kind: 'included-tree', macros: ['G(a) a'] } as const)
        : undefined;
  return parseDevicetree(source, { resolver: { resolve }, limits: { expansion: 20_000, includes: 50 } });
}

const liesInItsFile = ({ file, start, end }: Span) => 0 <= start && start <= end && end <= file.text.length;

function spansOf(statements: readonly (TopStatement | BodyStatement)[]): Span[] {
  return statements.flatMap((statement) => [
    statement.span,
    ...(statement.kind === 'node' ? [statement.headSpan, ...spansOf(statement.body)] : []),
    ...(statement.kind === 'property'
      ? statement.values.flatMap((value) => [
          value.span,
          ...(value.kind === 'cells' ? value.cells.map(({ span }) => span) : []),
        ])
      : []),
  ]);
}

it('has nothing to say about a valid overlay', () => {
  expect(parse(OVERLAY).problems).toEqual([]);
});

describe.each([
  ['any text', arbitraryText],
  ['a mutated overlay', mutatedOverlay],
])('%s', (_, text) => {
  it('is read to its end, and every place named lies in its file', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { tree, problems } = parse(written);
        for (const { span } of [...problems, ...tree.missingIncludes, ...tree.unknownMacros]) {
          expect(span).toSatisfy(liesInItsFile);
        }
        for (const span of spansOf(tree.statements)) expect(span).toSatisfy(liesInItsFile);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same when it is read again', () => {
    fc.assert(
      fc.property(text, (written) => {
        const [one, other] = [parse(written), parse(written)];
        expect(printed(one.tree.statements)).toBe(printed(other.tree.statements));
        expect(one.problems.map(({ message }) => message)).toEqual(other.problems.map(({ message }) => message));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a node that stands outside of all, written like a property', () => {
  it('has no place in the tree, and neither has what stands in it', () => {
    const { tree, problems } = parse('spi1 = {\n\tstatus = "okay";\n};\n\n/ { a; };\n');
    expect(tree.statements.map(({ kind }) => kind)).toEqual(['node']);
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe('the work', () => {
  const work = (text: string) => parse(text).work;

  it('is bounded for any text by its length', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryText, mutatedOverlay), (text) => {
        fc.pre(!text.includes('F(') && !text.includes('PIN') && !text.includes('include'));
        expect(work(text)).toBeLessThan(1000 + 100 * text.length);
      }),
    );
  });

  it.each([
    ['nodes in each other', (n: number) => `/ {${'a {'.repeat(n)}`],
    ['closing braces', (n: number) => '};'.repeat(n)],
    ['labels', (n: number) => `/ {${'a:\n'.repeat(n)}`],
    ['labels in cells', (n: number) => `/ { x = <1\n${'a:\n'.repeat(n)}>; };`],
    ['brackets', (n: number) => `/ { x = <${'('.repeat(n)}>; };`],
    ['signs', (n: number) => `/ { x = <(${'-'.repeat(n)}1)>; };`],
    ['conditions in each other', (n: number) => `/ { x = <(${'1?1:'.repeat(n)}1)>; };`],
    ['quotes nobody closed', (n: number) => `/ { x = ${'"\n'.repeat(n)}`],
    ['quotes that do not count', (n: number) => `/ { x = "${'\\"\n'.repeat(n)}`],
    ['calls nobody closed', (n: number) => `/ { x = <${'F(\n'.repeat(n)}>; };`],
    ['names without anything', (n: number) => `/ {\n${'a\n'.repeat(n)}};`],
    ['lines of another language', (n: number) => 'a: b\n'.repeat(n)],
    ['references in a node', (n: number) => `/ {\n${'&a {\n'.repeat(n)}`],
    ['unknown keywords', (n: number) => `/ {\n${'/a/\n'.repeat(n)}`],
    ['included trees', (n: number) => '#include <soc.dtsi>\n'.repeat(n)],
    ['blanks', (n: number) => `/ {\n${' '.repeat(n)}${'a { '.repeat(n)}`],
  ])('is linear in the number of %s', (_, text) => {
    expect(work(text(2000))).toBeLessThan(2.2 * work(text(1000)));
  });
});
