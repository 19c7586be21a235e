import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainScalar } from '../../src/syntax/static-yaml/scalar.ts';
import validate from '../../src/syntax/static-yaml/shape.generated.js';
import { staticYaml } from '../../src/syntax/static-yaml.ts';
import { SourceFile, textOf } from '../../src/text/source.ts';

const parse = (text: string) => staticYaml(new SourceFile('pm_static.yml', text));
const shape = (text: string) => {
  const { tree, problems } = parse(text);
  expect(problems).toEqual([]);
  return tree.shape.map(({ kind, message, replacement }) => [kind, message, ...(replacement ? [replacement] : [])]);
};
const place = (text: string, at: number) => {
  const { line, column } = new SourceFile('', text).position(at);
  return `${line}:${column}`;
};

// Verified with PyYAML 6.0.3 (safe_load).
test.each([
  ['010', 'int', 8],
  ['0777_', 'int', 511],
  ['00', 'int', 0],
  ['08', 'string', '08'],
  ['1_000', 'int', 1000],
  ['_1', 'string', '_1'],
  ['0xF_F', 'int', 255],
  ['-0x10', 'int', -16],
  ['0x', 'string', '0x'],
  ['0X10', 'string', '0X10'],
  ['0o10', 'string', '0o10'],
  ['0b1_0', 'int', 2],
  ['12:30', 'int', 750],
  ['190:20:30', 'int', 685230],
  ['1:60', 'string', '1:60'],
  ['1:30.5', 'float', 90.5],
  ['1e3', 'string', '1e3'],
  ['1e+3', 'string', '1e+3'],
  ['1.e+3', 'float', 1000],
  ['1.e5', 'string', '1.e5'],
  ['.5', 'float', 0.5],
  ['-.inf', 'float', -Infinity],
  ['y', 'string', 'y'],
  ['n', 'string', 'n'],
  ['yes', 'bool', true],
  ['Off', 'bool', false],
  ['~', 'null', null],
  ['Null', 'null', null],
  ['2001-01-01', 'timestamp', '2001-01-01'],
  ['1,000', 'string', '1,000'],
  ['4K', 'string', '4K'],
])('PyYAML reads %s as %s %s', (text, type, value) => {
  expect(plainScalar(text)).toEqual({ type, value });
});

describe('partitions', () => {
  const text = `# layout
mcuboot_primary:
  address: 0xc000
  end_address: 0x10000
  region: flash_primary
  span: [mcuboot_pad, app]
  size: 0x4000
pad: {address: 0, size: 512, device: "flash"}
`;

  test('have their numbers, names and places', () => {
    const [primary, pad] = parse(text).tree.partitions;
    expect(primary).toMatchObject({
      name: 'mcuboot_primary',
      address: { value: 0xc000, text: '0xc000' },
      size: { value: 0x4000 },
      endAddress: { value: 0x10000 },
      region: { text: 'flash_primary' },
    });
    expect(textOf(primary!.nameSpan)).toBe('mcuboot_primary');
    expect(textOf(primary!.size!.entrySpan)).toBe('size: 0x4000');
    expect(textOf(primary!.size!.span)).toBe('0x4000');
    expect(primary!.members?.map(({ text }) => text)).toEqual(['mcuboot_pad', 'app']);
    expect(pad).toMatchObject({ address: { value: 0 }, size: { value: 512 }, device: { text: 'flash' } });
    expect(pad!.members).toBeUndefined();
    expect(textOf(pad!.entries[2]!.valueSpan)).toBe('"flash"');
  });

  test.each([
    ['span: app', ['app']],
    ['span: [a, {one_of: [b, c]}]', ['a', 'b', 'c']],
    ['span: {one_of: [b, c]}', ['b', 'c']],
    ['span: []', []],
  ])('have members: %s', (span, members) => {
    const [partition] = parse(`x: {address: 0, size: 1, ${span}}`).tree.partitions;
    expect(partition!.members!.map(({ text }) => text)).toEqual(members);
  });

  test('come with anchors, aliases and merge keys as PyYAML resolves them', () => {
    const { tree, problems } = parse('a: &a {address: 0, size: 4, region: x}\nb: {<<: *a, address: 4}\nc: *a\n');
    expect(problems).toEqual([]);
    expect(tree.shape).toEqual([]);
    expect(tree.partitions.map(({ name, address, size }) => [name, address?.value, size?.value])).toEqual([
      ['a', 0, 4],
      ['b', 4, 4],
      ['c', 0, 4],
    ]);
  });

  test('are read past a byte order mark, and with any line ending', () => {
    for (const written of [
      '\ufeffa:\n  address: 0\n  size: 1\n',
      'a:\r\n  address: 0\r\n  size: 1',
      'a:\r  address: 0\r  size: 1\r',
    ]) {
      const { tree, problems } = parse(written);
      expect(problems).toEqual([]);
      expect(tree.partitions.map(({ name, size }) => [name, size?.value])).toEqual([['a', 1]]);
    }
  });

  test('below a key of their own are kept', () => {
    const { nested, partitions, shape } = parse('partitions:\n  a:\n    address: 0\n    size: 1\n').tree;
    expect(partitions).toEqual([]);
    expect(nested?.partitions.map(({ name }) => name)).toEqual(['a']);
    expect(shape.map(({ kind }) => kind)).toEqual(['nested-partitions']);
  });

  test('in a list below a key are kept as well', () => {
    const { nested, shape } = parse('partitions:\n  - name: a\n    address: 0\n    size: 1\n').tree;
    expect(nested?.partitions.map(({ name, size }) => [name, size?.value])).toEqual([['a', 1]]);
    expect(shape.map(({ kind }) => kind)).toEqual(['nested-partitions']);
  });
});

describe('shape', () => {
  test.each([
    ['a container', 'a: {address: 0, size: 2, span: [b], orig_span: [b]}\nb: {address: 0, size: 2}'],
    ['an entry named like a region', 'external_flash: {address: 0x10, size: 0x10, region: external_flash}'],
    ['a placeholder without room', 'nrf5_mbr: {address: 0, size: 0}'],
    [
      'keys a build adds',
      'a: {address: 0, size: 1, device: MX25R64, sharers: 1, end_address: 1, share_size: [b], inside: [c]}',
    ],
    ['keys of newer SDKs', 'a: {address: 0, size: 1, affiliation: [x], extra_params: {k: 1}}'],
    ['keys that belong into pm.yml', 'a: {address: 0, size: 1, placement: {before: [end], align: {start: 4}}}'],
    ['what Partition Manager computes itself', 'app: {region: flash_primary}\nsram_primary: {region: sram_primary}'],
    ['a zero with many digits', 'a: {address: 0x00000, size: 00}'],
  ])('is content with %s', (_, text) => {
    expect(shape(text)).toEqual([]);
  });

  test.each([
    ['', 'not-a-mapping', 'the static file has no partitions: Partition Manager stops at it'],
    ['# nothing\n', 'not-a-mapping', 'the static file has no partitions: Partition Manager stops at it'],
    ['- a\n', 'not-a-mapping', 'the static file is no mapping of names to partitions'],
    ['a:\n', 'not-a-mapping', 'a has no keys'],
    ['a: 0x1000\n', 'not-a-mapping', 'a is no mapping with address and size'],
    ['a: {size: 1}', 'missing', 'a has no address'],
    ['a: {region: x}', 'missing', 'a has no address and size'],
    ['a: {address: 0, size: "0x10"}', 'value-type', 'the size of a is text, for it stands in quotes', '0x10'],
    ['a: {address: 0, size: 0X10}', 'value-type', 'the size of a is not a number: PyYAML reads `0X10` as text', '0x10'],
    ['a: {address: 0, size: 4K}', 'value-type', 'the size of a is not a number: PyYAML reads `4K` as text', '0x1000'],
    ['a: {address: 0, size: 1e3}', 'value-type', 'the size of a is not a number: PyYAML reads `1e3` as text', '1000'],
    [
      'a: {address: 0, size: f4000}',
      'value-type',
      'the size of a is not a number: PyYAML reads `f4000` as text',
      '0xf4000',
    ],
    [
      'a: {address: 0, size: 0x1000;}',
      'value-type',
      'the size of a is not a number: PyYAML reads `0x1000;` as text',
      '0x1000',
    ],
    [
      'a: {address: 0, size: 4 * 0x400}',
      'value-type',
      'the size of a is not a number: PyYAML reads `4 * 0x400` as text: it does not compute',
      '0x1000',
    ],
    ['a: {address: 0, size: CONFIG_SIZE}', 'value-type', 'the size of a is text: nothing is replaced in a static file'],
    [
      'a: {address: 0, size: 4096.0}',
      'value-type',
      'the size of a is not a number: PyYAML reads `4096.0` as a floating-point number',
      '4096',
    ],
    ['a: {address: 0, size: -1}', 'value-type', 'the size of a is negative'],
    ['a: {address: 0, size: }', 'value-type', 'the size of a is left out'],
    ['a: {address: 0, size: 010}', 'value-type', 'the size of a is 8: PyYAML reads `010` as an octal number'],
    ['a: {address: 12:30, size: 1}', 'value-type', 'the address of a is 750: PyYAML reads `12:30` in base 60'],
    ['a: {address: 0, size: 1, region: }', 'value-type', 'the region of a is left out'],
    ['no: {address: 0, size: 1}', 'value-type', 'PyYAML reads the name `no` as a boolean, not as text'],
    ['a: {address: 0, size: 1, regoin: x}', 'unknown-key', 'Partition Manager knows no key `regoin`', 'region'],
    ['a: {address: 0, size: 1, colour: x}', 'unknown-key', 'Partition Manager knows no key `colour`'],
  ])('%j', (text, ...expected) => {
    expect(shape(text)).toEqual([expected]);
  });

  test('a mistyped key that is needed is two problems, the second with the first beside it', () => {
    const [missing, unknown] = parse('a: {adress: 0, size: 1}').tree.shape;
    expect(missing).toMatchObject({ kind: 'missing', message: 'a has no address' });
    expect(textOf(missing!.related!.span)).toBe('adress');
    expect(unknown).toMatchObject({ kind: 'unknown-key', replacement: 'address' });
  });

  test('a name or a key that is there twice', () => {
    const text = 'a:\n  address: 0\n  size: 1\n  size: 2\na:\n  address: 4\n  size: 1\n';
    const [key, name] = parse(text).tree.shape;
    expect(key).toMatchObject({ kind: 'duplicate-key', partition: 'a', key: 'size' });
    expect(place(text, key!.span.start)).toBe('4:3');
    expect(place(text, key!.related!.span.start)).toBe('3:3');
    expect(place(text, name!.span.start)).toBe('5:1');
    expect(parse(text).tree.partitions).toHaveLength(2);
  });
});

describe('syntax problems stand where the mistake is', () => {
  test.each([
    ['a:\n\taddress: 0\n', '2:1', 'a tab is used for indentation: YAML allows blanks only'],
    ['a:\n  address:\t0\n', '2:11', 'a tab stands between two words: YAML allows blanks only'],
    ['a:\n  address: 0\n size: 1\n', '3:1', 'the indentation of this line fits no line above'],
    [
      'a:\n  address: 0\n    size: 1\n',
      '3:5',
      '`size: 1` is indented deeper than the line above, which already has a value',
    ],
    [' a:\n  size: 0\nb:\n  size: 1\n', '3:1', 'the indentation of this line fits no line above'],
    ['a:\n  region: "x\n  size: 1\n', '2:11', 'this quote is never closed'],
    ['a:\n  span: [b, c\n  size: 1\n', '2:9', 'this [ is never closed'],
    ['a\n  size: 1\n', '1:1', 'there is no colon after `a`'],
    ['a:\n  address:0\n  size: 1\n', '2:3', 'a blank is missing after the colon'],
    ['a:\n  size = 1\n  address: 2\n', '2:3', 'a key is followed by a colon, not by ='],
    ['a: b: c\n', '1:4', 'a second colon on this line: a value that contains one needs quotes'],
    ['a: @b\n', '1:4', 'a value cannot start with @'],
    ['a: *b\n', '1:4', 'there is no anchor &b before this line'],
    ['a: <<\n', '1:4', 'PyYAML cannot read << as a value'],
    [
      'a: {size: 1}\n---\nb: {size: 1}\n',
      '2:1',
      'a second document starts here: Partition Manager reads files with one document only',
    ],
    ['a: \u0007\n', '1:4', 'the character U+0007 is not allowed in YAML'],
  ])('%j', (text, at, message) => {
    const { problems, tree } = parse(text);
    expect(problems).toHaveLength(1);
    expect([place(text, problems[0]!.span.start), problems[0]!.message]).toEqual([at, message]);
    expect(tree.shape).toEqual([]);
  });

  test('tabs are fine in comments and strings', () => {
    expect(parse('a: {address: 0, size: 1, device: "a\tb"} #\tc\n').problems).toEqual([]);
  });

  // Verified with PyYAML 6.0.3 (safe_load); the entry behind them has to keep its place.
  test.each([
    ['"external_\\\n  flash"', 'external_flash'],
    ['"external_\\\nflash"', 'external_flash'],
    ['"a\\\n\\\n   b"', 'ab'],
    ['"a\n\n b"', 'a\nb'],
    ['"a \\"\nb"', 'a " b'],
    ["'a\nb'", 'a b'],
  ])('a quoted text may go over lines of any indentation: %j', (written, text) => {
    const source = `p:\n  region: ${written}\n  size: 0x10\n`;
    const { tree, problems } = parse(source);
    expect(problems).toEqual([]);
    const [p] = tree.partitions;
    expect(p?.region?.text).toBe(text);
    expect(p?.size && textOf(p.size.span)).toBe('0x10');
  });

  test('a quoted key ends on its line', () => {
    expect(parse('"a\\\n b": 1\n').problems).toHaveLength(1);
    expect(parse('a: "x\nb": 1\n').problems).toHaveLength(1);
  });

  test('brackets may go over lines of any indentation', () => {
    const { problems, tree } = parse('a:\n  span: [b, # first\nc\n]\n  address: 0\n  size: 1\n');
    expect(problems).toEqual([]);
    expect(tree.partitions[0]!.members?.map(({ text }) => text)).toEqual(['b', 'c']);
  });
});

describe('hostile files', () => {
  const doubling = Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]\n`).join('');
  test.each([
    ['aliases that double', `x0: &x0 [1, 1]\n${doubling}`],
    ['brackets', '['.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['indentation', Array.from({ length: 1100 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['anchors', Array.from({ length: 1000 }, (_, i) => `a${i}: &a${i} 1\n`).join('')],
    ['an alias of itself', 'a: &a {b: *a}'],
  ])('%s end in one problem', (_, text) => {
    expect(parse(text).problems).toHaveLength(1);
  });

  test('names of objects are ordinary names', () => {
    expect(shape('__proto__: {address: 0, size: 1}\nconstructor: {address: 1, size: 1}\n')).toEqual([]);
  });

  test('no text makes it throw, and spans lie inside of it', () => {
    const parts = fc.constantFrom(
      'a',
      'b: ',
      ':',
      '\n',
      '\n  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '&a ',
      '*a',
      '#',
      '\t',
      '<<: ',
      '? ',
      '0x10',
      '|',
      '---\n',
      '!!int ',
      '\r',
      'address: ',
      'size: 1\n',
      'partitions:\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 4 })), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { problems, tree } = parse(text);
        const spans = [...problems, ...tree.shape].flatMap(({ span, related }) => [
          span,
          ...(related ? [related.span] : []),
        ]);
        for (const { span, nameSpan, entries } of tree.partitions)
          spans.push(span, nameSpan, ...entries.map((entry) => entry.span));
        for (const { start, end } of spans) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the compiled schema', () => {
  test('is as new as the schema', async () => {
    const { compiled, modules } = await import('../../tools/compile-schemas.mjs');
    const { readFile } = await import('node:fs/promises');
    for (const { schema, module } of modules) expect(await readFile(module, 'utf8')).toBe(await compiled(schema));
  });

  test('checks a plain value', () => {
    expect(validate({ a: { address: 0, size: 1 } })).toBe(true);
    expect(validate({ a: { address: 0 } })).toBe(false);
  });
});
