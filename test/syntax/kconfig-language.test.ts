import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KconfigDefinition } from '../../src/syntax/kconfig-language/definition.ts';
import { kconfigLanguage } from '../../src/syntax/kconfig-language.ts';
import { SourceFile } from '../../src/text/source.ts';

describe('a definition', () => {
  test('has type, prompt, defaults, selects and ranges, each with its line', () => {
    const text = [
      'config SIZE',
      '\thex "Size of the pad" if ASKED',
      '\tdefault 0x800 if SOC_X',
      '\tdefault 0x200',
      '\trange 0x100 0x1000',
      '\tselect OTHER if DEEP',
      '\thelp',
      '\t  config NOT_ONE',
      '',
      '\t  more of it',
      'config NEXT',
      '\tbool',
    ].join('\n');
    expect(definitions(text)).toEqual([
      {
        kind: 'symbol',
        name: 'SIZE',
        type: 'hex',
        prompt: 'ASKED',
        defaults: [
          { value: '0x800', if: 'SOC_X', at: 'Kconfig:3' },
          { value: '0x200', at: 'Kconfig:4' },
        ],
        lowest: [{ value: '0x100', at: 'Kconfig:5' }],
        selects: [{ value: 'OTHER', if: 'DEEP', at: 'Kconfig:6' }],
        at: 'Kconfig:1',
      },
      { kind: 'symbol', name: 'NEXT', type: 'bool', at: 'Kconfig:11' },
    ]);
  });

  test('goes on behind a backslash, and ends a line at #', () => {
    const [symbol] = definitions('config A\n\tdefault y if B || \\\n\t\t C # for both\n\tdefault "#1"\n');
    expect(symbol!.defaults).toEqual([
      { value: 'y', if: 'B || C', at: 'Kconfig:2' },
      { value: '#1', at: 'Kconfig:4' },
    ]);
  });

  test('may set a type and a default in one', () => {
    expect(definitions('config A\n\tdef_bool y if B\n')[0]).toMatchObject({
      type: 'bool',
      defaults: [{ value: 'y', if: 'B' }],
    });
  });

  test('without a type adds to another one', () => {
    expect(definitions('configdefault A\n\tdefault n\n')[0]!.type).toBeUndefined();
  });
});

describe('what surrounds a definition', () => {
  test('is part of its condition', () => {
    const text = [
      'if A || B',
      'menu "M"',
      '\tdepends on C',
      'config X',
      '\tbool',
      '\tdepends on D',
      'endmenu',
      'endif',
      'config Y',
      '\tbool',
    ].join('\n');
    expect(definitions(text).map(({ name, depends }) => [name, depends])).toEqual([
      ['X', '(A || B) && C && D'],
      ['Y', undefined],
    ]);
  });

  test('a choice has members, and what depends on a member is none', () => {
    const text = [
      'choice MODE',
      '\tprompt "Mode" if ASKED',
      '\tdefault TWO if A',
      '\tdepends on B',
      'config ONE',
      '\tbool "1"',
      'config TWO',
      '\tbool "2"',
      'if TWO',
      'config DETAIL',
      '\tbool "?"',
      'endif',
      'endchoice',
    ].join('\n');
    expect(definitions(text).map(({ name, choice, depends }) => [name, choice, depends])).toEqual([
      ['MODE', undefined, 'B'],
      ['ONE', 'MODE', 'B && ASKED'],
      ['TWO', 'MODE', 'B && ASKED'],
      ['DETAIL', undefined, 'B && ASKED && TWO'],
    ]);
  });

  test('a condition over a macro cannot be read', () => {
    expect(definitions('config A\n\tdefault y if "$(X)" = "/ns"\n')[0]!.defaults).toMatchObject([
      { if: '$(X) = "/ns"' },
    ]);
  });
});

test('files that are sourced are entries', () => {
  const text = 'source "share/sysbuild/Kconfig"\nrsource "Kconfig.a"\norsource "Kconfig.b"\nif C\nosource "d"\nendif\n';
  expect(kconfigLanguage(new SourceFile('Kconfig', text))).toEqual([
    { kind: 'source', path: 'share/sysbuild/Kconfig', relative: false, optional: false, at: 'Kconfig:1' },
    { kind: 'source', path: 'Kconfig.a', relative: true, optional: false, at: 'Kconfig:2' },
    { kind: 'source', path: 'Kconfig.b', relative: true, optional: true, at: 'Kconfig:3' },
    { kind: 'source', path: 'd', relative: false, optional: true, depends: 'C', at: 'Kconfig:5' },
  ]);
});

test('any text is read', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'choice',
      'endchoice',
      'if A',
      'endif',
      'menu "M"',
      'endmenu',
      'help',
      '\thelp',
      '  text',
      '\\',
      'depends on A',
    ),
    fc
      .tuple(fc.constantFrom('config', 'default', 'select', 'range', 'bool', 'source', 'prompt'), fc.string())
      .map((parts) => parts.join(' ')),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      for (const entry of kconfigLanguage(new SourceFile('Kconfig', lines.join('\n')))) {
        if (entry.kind === 'definition') expect(entry.definition.at).toMatch(/^Kconfig:[1-9]\d*$/);
      }
    }),
  );
});

function definitions(text: string): readonly KconfigDefinition[] {
  return kconfigLanguage(new SourceFile('Kconfig', text)).flatMap((entry) =>
    entry.kind === 'definition' ? [entry.definition] : [],
  );
}
