import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yamlDocument } from '../../src/syntax/static-yaml/document.ts';
import { fullDocument } from '../../src/syntax/static-yaml/full-document.ts';
import { simpleDocument } from '../../src/syntax/static-yaml/simple-document.ts';
import { SourceFile } from '../../src/text/source.ts';

const source = (text: string) => new SourceFile('pm_static.yml', text);

/** The tree by lines, after it was held against that of the whole of YAML. */
function simple(text: string) {
  const file = source(text);
  const root = simpleDocument(file);
  if (root) expect({ root, problem: undefined }, JSON.stringify(text)).toEqual(fullDocument(file));
  return root;
}

describe('files of words by lines', () => {
  test.each([
    'app:\n  address: 0x0\n  size: 0x1000\n',
    '# A layout.\r\napp:\r\n  address: 0x0 # comment\r\n\r\nmcuboot:\r\n    size: 4096',
    'spanning:\n  span:\n  - app\n  - mcuboot_pad\n  size: 1_000\n',
    'spanning:\n  span:\n      - app\n      - mcuboot_pad\n\n  region: flash_primary\n',
    'a:\n  span: [b, c_d ]\n  region: external_flash\na:\n  address: 010\n',
    'a:\n  b:\n    c: yes\n   \n# end\n\n',
    'a: 1\nb: 12.5\nno: 2001-01-01\nc: 1e3\nd: ./a/b\n',
    'a: "b c" # d\n"e,f": g,h\ni: [j, "k,l"]\nm,n:\n  - "0x1"\n',
    'a:\n  - b: c\n    d:\n      - e\n  -   b: f\n  - g\nh: i\n',
    'a:\n-\n  b: c\n- d: e\n',
  ])('%j is read as the whole of YAML is', (text) => {
    expect(simple(text)).toBeDefined();
  });

  test.each([
    '',
    '# nothing\n',
    'a:\n',
    'a:b\n',
    'a: b c\n',
    'a: "b\\n"\n',
    "a: 'b'\n",
    'a: "b"c\n',
    'a: "b"#c\n',
    'a: [b,, c]\n',
    'a:\n  -\n',
    'a:\n  - b: c\n   d: e\n',
    'a:\n  - - b\n',
    'a: &x b\n',
    'a: b\n  c: d\n',
    'a:\n    b: c\n  d: e\n',
    'a:\n\tb: c\n',
    'a:\n  b: c\n  # d\n',
    'a: b#c\n',
    'a:#c\n',
    '- a\n',
    'a:\n- b\n c: d\n',
    'a: [b,\n  c]\n',
    'a: [0x1]\n',
    '---\na: b\n',
    'a: b\n...\n',
    '<<: b\n',
    'a: 0x_\n',
    'a:\n- 0x_\n',
    'a: b\rc: d\n',
    '\ufeffa: b\n',
  ])('%j is left to it', (text) => {
    expect(simpleDocument(source(text))).toBeUndefined();
  });

  test('whatever lines a file has, one that is read at all is read the same', () => {
    const piece = fc.constantFrom(
      ...[
        'a:',
        'bc:',
        ' ',
        '  ',
        '    ',
        '- ',
        '-',
        '\n',
        '\n',
        '\n  ',
        '\r\n',
        '\t',
        '# x',
        '#',
        'app',
        '0x10',
        '1_0',
      ],
      ...[
        'yes',
        '~',
        '[a, b]',
        '[ a ]',
        '[',
        ']',
        ',',
        ': ',
        ':',
        '...',
        '---',
        '.5',
        '0x_',
        '2001-01-01',
        'a.b',
        '/x',
        '"',
        '"b c"',
        '"e":',
        'f,g',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        simple(pieces.join(''));
      }),
      { numRuns: 3000 },
    );
  });

  test('whatever mappings and lists hold, they are read, and the same', () => {
    const word = fc.constantFrom('app', '0x10', '"b c"', '"0x_"', 'a,b', 'yes', '""', '.5', '" #x"', '"~"');
    const key = fc.constantFrom('a', 'b', '"c"', 'd,e', '"<<"', '""', 'yes', '"0x1"');
    const { lines } = fc.letrec<{ lines: string[]; list: string[] }>((tie) => ({
      lines: fc
        .array(fc.tuple(key, fc.oneof(word, fc.constant('[a, "b,c"]'), tie('lines'), tie('list'))), {
          minLength: 1,
          maxLength: 3,
        })
        .map((pairs) => pairs.flatMap(([name, value]) => below(`${name}:`, value, '  '))),
      list: fc
        .array(fc.oneof(word, tie('lines')), { minLength: 1, maxLength: 3 })
        .map((items) => items.flatMap((item) => (typeof item === 'string' ? [`- ${item}`] : asItem(item)))),
    }));
    const below = (first: string, value: string | string[], indent: string): string[] =>
      typeof value === 'string' ? [`${first} ${value} # x`] : [first, ...value.map((line) => indent + line)];
    const asItem = ([first = '', ...others]: string[]): string[] => [
      `- ${first}`,
      ...others.map((line) => `  ${line}`),
    ];
    fc.assert(
      fc.property(lines, (all) => {
        expect(simple(all.join('\n')), all.join('\n')).toBeDefined();
      }),
    );
  });

  test('every static file of the examples is read the same', () => {
    const root = new URL('../../examples/', import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /pm_static[^/\\]*\.ya?ml$/.test(name),
    );
    const read = files.map((name) => simple(readFileSync(new URL(name.replaceAll('\\', '/'), root), 'utf8')));
    expect(read.filter((one) => one !== undefined).length).toBeGreaterThan(50);
  });

  test('is what a static file is read with', () => {
    const file = source('app:\n  address: 0x0\n');
    expect(yamlDocument(file)).toEqual(fullDocument(file));
  });
});
