import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kconfigFragment, type SymbolPrefix } from '../../src/syntax/kconfig-fragment.ts';
import { SourceFile, textOf } from '../../src/text/source.ts';

const parse = (text: string, prefix?: SymbolPrefix) => kconfigFragment(new SourceFile('prj.conf', text), prefix);
const values = (text: string, prefix?: SymbolPrefix) =>
  parse(text, prefix).tree.assignments.map(({ symbol, value }) => [symbol, value]);
const problem = (text: string, prefix?: SymbolPrefix) => {
  const { problems } = parse(text, prefix);
  expect(problems).toHaveLength(1);
  return problems[0]!;
};

describe('assignments', () => {
  test('are read in order, every one of them', () => {
    const { tree, problems } = parse('# comment\n\nCONFIG_FLASH=y\nCONFIG_STACK=2048\nCONFIG_FLASH=n\n');
    expect(problems).toEqual([]);
    expect(tree.assignments.map(({ symbol, value }) => `${symbol}=${value}`)).toEqual([
      'CONFIG_FLASH=y',
      'CONFIG_STACK=2048',
      'CONFIG_FLASH=n',
    ]);
  });

  test('know where they stand', () => {
    const [assignment] = parse('\nCONFIG_FLASH=y  \r\n').tree.assignments;
    expect(textOf(assignment!.span)).toBe('CONFIG_FLASH=y');
    expect(textOf(assignment!.symbolSpan)).toBe('CONFIG_FLASH');
    expect(textOf(assignment!.valueSpan)).toBe('y');
  });

  test('of strings are unquoted', () => {
    const [assignment] = parse(String.raw`CONFIG_KEY="my \"own\" C:\\key.pem"`).tree.assignments;
    expect(assignment?.value).toBe(String.raw`"my \"own\" C:\\key.pem"`);
    expect(assignment?.string).toBe(String.raw`my "own" C:\key.pem`);
  });

  test('"is not set" assigns n', () => {
    const [assignment] = parse('# CONFIG_SERIAL is not set\n').tree.assignments;
    expect(assignment).toMatchObject({ symbol: 'CONFIG_SERIAL', value: 'n', unset: true });
    expect(textOf(assignment!.valueSpan)).toBe('is not set');
  });

  test.each([
    ['CRLF', 'CONFIG_A=y\r\nCONFIG_B=n\r\n'],
    ['a lone CR', 'CONFIG_A=y\rCONFIG_B=n'],
    ['no last line break', 'CONFIG_A=y\nCONFIG_B=n'],
    ['form feeds and blanks at the end', 'CONFIG_A=y\f\nCONFIG_B=n \t\u00a0\n\f\n'],
  ])('do not depend on line endings: %s', (_, text) => {
    expect(parse(text).problems).toEqual([]);
    expect(values(text)).toEqual([
      ['CONFIG_A', 'y'],
      ['CONFIG_B', 'n'],
    ]);
  });

  test('of sysbuild have a prefix of their own', () => {
    expect(values('SB_CONFIG_BOOTLOADER_MCUBOOT=y\n# SB_CONFIG_X is not set\n', 'SB_CONFIG_')).toEqual([
      ['SB_CONFIG_BOOTLOADER_MCUBOOT', 'y'],
      ['SB_CONFIG_X', 'n'],
    ]);
  });

  test('with the other prefix are kept apart', () => {
    const { tree, problems } = parse('SB_CONFIG_BOOTLOADER_MCUBOOT=y\n');
    expect(tree.assignments).toEqual([]);
    expect(tree.misplaced.map(({ symbol }) => symbol)).toEqual(['SB_CONFIG_BOOTLOADER_MCUBOOT']);
    expect(problems).toEqual([]);
  });
});

// What Kconfiglib of NCS 2.4.0 takes without a warning for at least one type of symbol.
test.each([
  'y',
  'n',
  'm',
  'yes',
  'none',
  '5',
  ' 5',
  '+5',
  '-5',
  '1_000',
  '0x10',
  '0X1f',
  'beef',
  '""',
  '"a" b',
  'y # why',
])('accepts the value `%s`', (value) => {
  expect(parse(`CONFIG_A=${value}`).problems).toEqual([]);
});

describe('problems', () => {
  test.each([
    ['CONFIG_A =y', 'there is a blank between CONFIG_A and =', 'write `CONFIG_A=y`'],
    ['CONFIG_A = y', 'there is a blank between CONFIG_A and =', 'write `CONFIG_A=y`'],
    ['CONFIG_A= y', 'there is a blank between = and the value of CONFIG_A', 'write `CONFIG_A=y`'],
    ['  CONFIG_A=y', 'an assignment has to start in the first column', 'write `CONFIG_A=y`'],
    ['FLASH=y', 'FLASH lacks the prefix CONFIG_', 'write `CONFIG_FLASH=y`'],
    ['config_flash=y', 'config_flash lacks the prefix CONFIG_', 'write `CONFIG_FLASH=y`'],
    ['CONFIG_A', 'CONFIG_A is given no value', 'write `CONFIG_A=y` to enable it'],
    ['CONFIG_A y', 'there is no = after CONFIG_A', 'write `CONFIG_A=y`'],
    ['CONFIG_A: y', 'there is no = after CONFIG_A', 'write `CONFIG_A=y`'],
    ['CONFIG_A=', 'CONFIG_A is given no value', 'write `# CONFIG_A is not set`, or `""` for an empty string'],
    ['CONFIG_A=true', 'no symbol takes the value `true`', 'write `CONFIG_A=y`'],
    ['CONFIG_A=Y', 'no symbol takes the value `Y`', 'write `CONFIG_A=y`'],
    ['CONFIG_A==y', 'no symbol takes the value `=y`', 'write `CONFIG_A=y`'],
    ['CONFIG_A=1024;', 'no symbol takes the value `1024;`', 'write `CONFIG_A=1024`'],
    ['CONFIG_A=key.pem', 'no symbol takes the value `key.pem`', 'a string needs quotes: `CONFIG_A="key.pem"`'],
    ["CONFIG_A='a'", "no symbol takes the value `'a'`", 'write `CONFIG_A="a"`'],
    ['CONFIG_A=“a”', 'no symbol takes the value `“a”`: these are typographic quotes', 'write `CONFIG_A="a"`'],
    ['CONFIG_A="abc', 'the string of CONFIG_A has no closing quote', 'write `CONFIG_A="abc"`'],
    [
      'CONFIG_A=2048 # bytes',
      'a comment cannot follow a value on the same line: the value of CONFIG_A is read as `2048 # bytes`',
      'write `CONFIG_A=2048`, and the comment on a line of its own',
    ],
    ['// comment', 'this is no comment here: comments start with #', 'start the line with #'],
    ['&spi1 {', 'this is devicetree, not Kconfig', 'move it to an overlay (`.overlay`)'],
    ['mcuboot:', 'this is YAML, not Kconfig', 'assignments have the form `CONFIG_NAME=value`'],
    [
      '-DCONFIG_A=y',
      'this line belongs to a script or a command line',
      'write `CONFIG_NAME=value` and nothing before it',
    ],
  ])('`%s`', (line, message, help) => {
    expect(problem(`CONFIG_FIRST=y\n${line}\n`)).toMatchObject({
      message,
      help,
    });
  });

  test('a byte order mark hides the first line', () => {
    const { message, span } = problem('\ufeff# comment\nCONFIG_A=y\n');
    expect(message).toBe('the file starts with a byte order mark, so its first line cannot be read');
    expect(span.start).toBe(0);
  });

  test('a value no type takes stays in the tree, marked', () => {
    expect(parse('CONFIG_A=true').tree.assignments).toMatchObject([{ value: 'true', invalid: true }]);
  });
});

describe('suspicious lines', () => {
  const suspicions = (text: string) => parse(text).tree.suspicious.map(({ message }) => message);

  test('what follows the first character of a bool, or the end of a string, is ignored', () => {
    expect(values('CONFIG_A=none\nCONFIG_B="a" b\nCONFIG_C=y # why\n')).toEqual([
      ['CONFIG_A', 'n'],
      ['CONFIG_B', '"a"'],
      ['CONFIG_C', 'y'],
    ]);
    expect(suspicions('CONFIG_A=none\nCONFIG_B="a" b\n')).toEqual([
      'only the first character of `none` counts: it is read as n',
      'what follows the string "a" is ignored',
    ]);
  });

  test('only the exact form unsets a symbol', () => {
    expect(suspicions('#CONFIG_A is not set\n  # CONFIG_B is not set\n# CONFIG_C is not set\n')).toEqual([
      'this line does not unset CONFIG_A: it is only a comment',
      'this line does not unset CONFIG_B: it is only a comment',
    ]);
  });

  test('a comment or a synonym behind the first character is none', () => {
    expect(suspicions('CONFIG_A=y # why\nCONFIG_B="a" # why\nCONFIG_C=yes\nCONFIG_D=y;\n')).toEqual([]);
  });

  test('ordinary comments are none', () => {
    expect(suspicions('# CONFIG_A=y\n#CONFIG_A=y\n# why CONFIG_A is not set here\n')).toEqual([]);
  });
});

test('no text makes it throw, and spans lie inside of it', () => {
  const pieces = fc.constantFrom(
    'CONFIG_A',
    'SB_CONFIG_B',
    '=',
    'y',
    '"',
    '\\',
    ' ',
    '#',
    ' is not set',
    '\n',
    '\r',
    '\ufeff',
    '\u2028',
    ';',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const text = parts.join('');
      const { tree, problems } = parse(text);
      const spans = [...tree.assignments, ...tree.misplaced].flatMap((a) => [a.span, a.symbolSpan, a.valueSpan]);
      for (const { start, end } of [...spans, ...[...problems, ...tree.suspicious].map(({ span }) => span)]) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }
    }),
  );
});
