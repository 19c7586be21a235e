import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Property, Statement } from '../../src/syntax/kconfig-file/statements.ts';
import { type KconfigFile, kconfigFile } from '../../src/syntax/kconfig-file.ts';
import { SourceFile } from '../../src/text/source.ts';

describe('a file', () => {
  test('is read statement by statement, each with its line', () => {
    const file = read(`
# a comment
menu "Storage"
	depends on FLASH
config SIZE
	hex "Size of the pad" if ASKED
	default 0x800 if SOC_X
	range 0x100 0x1000
	help
	  config NOT_ONE

	  the end
if FLASH # a comment
source "below/Kconfig"
endif
endmenu
orsource "other*/Kconfig"
`);
    expect(file.problems).toEqual([]);
    expect(outline(file.statements)).toEqual([
      '3 menu depends',
      '  5 config SIZE type prompt default range',
      '  13 if',
      '    14 source below/Kconfig',
      '17 source other*/Kconfig relative optional',
    ]);
  });

  test('may have non-breaking spaces behind parentheses and strings, where Kconfiglib passes over them, and nowhere else', () => {
    expect(read('config A\n\tbool "a"\u00a0\n\tdefault y if (B)\u00a0\n').problems).toEqual([]);
    expect(read('config A\n\tdepends on B\u00a0\n').problems).toHaveLength(1);
  });

  test('goes on behind a backslash at the end of a line, and counts the first line', () => {
    const [first, second] = read('config A\n\tdef_bool B && \\\n\t\tC\nconfig D\n\tbool\n').statements;
    expect(first).toMatchObject({ properties: [{ kind: 'type' }, { value: { kind: 'and' }, line: 2 }] });
    expect(second).toMatchObject({ line: 4 });
  });

  test('ends its lines as any system does', () => {
    const text = 'config A\n\tbool "a"\n\thelp\n\t  text\n\nconfig B\n\tint\n';
    for (const ending of ['\r\n', '\r']) expect(read(text.replaceAll('\n', ending))).toEqual(read(text));
  });

  test('has help texts that end where the indent does', () => {
    const { statements } = read(
      'config A\n\tbool\n\thelp\n\n\t  one\n\t    two\n\n\tdepends on B\nconfig C\n\t---help---\n\tx\n',
    );
    expect(outline(statements)).toEqual(['1 config A type depends', '9 config C']);
  });
});

describe('an expression', () => {
  test('binds ! before comparisons of symbols, && and ||', () => {
    expect(condition('!A && B = "x" || (C || D) && E != 3')).toBe('((!A&&B="x")||((C||D)&&E!=3))');
  });

  test('takes what stands in quotes as it is', () => {
    expect(condition(`A = 'it"s' || B = "back\\\\slash"`)).toBe('(A="it"s"||B="back\\slash")');
  });

  test('may have macros in names and strings, which are left for later', () => {
    const [only] = read('config A\n\tdefault B_$(NAME,$(1)) if "x$(y)" = "z"\n').statements;
    expect((only as { properties: readonly Property[] }).properties).toMatchObject([
      {
        value: { name: { parts: ['B_', { arguments: ['NAME', { parts: [{ arguments: ['1'] }] }] }] } },
        condition: { left: { name: { parts: ['x', { arguments: ['y'] }] }, quoted: true } },
      },
    ]);
  });

  test.each(['A &&', '(A', 'A)', '&& B', 'A B', '"open', 'A = ', 'if', '!'])('is not `%s`', (text) => {
    expect(read(`if ${text}\nendif\n`).problems).toHaveLength(1);
  });
});

describe('the preprocessor', () => {
  test('has lines of its own, between properties as well', () => {
    const { statements } = read(
      'NAME := value # kept\nX_$(A) += 1\n$(info,hello)\nconfig B\n\tbool\n\tC = 2\n\tdefault y\n',
    );
    expect(statements).toMatchObject([
      { kind: 'variable', name: 'NAME', operator: ':=', value: 'value # kept' },
      { kind: 'variable', name: { parts: ['X_', { arguments: ['A'] }] }, operator: '+=' },
      { kind: 'call', text: { parts: [{ arguments: ['info', 'hello'] }] } },
      { kind: 'config', properties: [{ kind: 'type' }, { kind: 'variable' }, { kind: 'default' }] },
    ]);
  });
});

describe('what Kconfiglib would stop at', () => {
  test.each([
    ['config\n', 'there is no name after config'],
    ['config A B\n', 'the rest of the line belongs to nothing'],
    ['config A\n\tselect "B"\n', 'there is no symbol after select'],
    ['config A\n\tdepends B\n', 'there is no `on` after `depends`'],
    ['menu "a"\n', 'the file ends without endmenu'],
    ['endif\n', 'there is no if that endif ends'],
    ['bool "a"\n', 'bool belongs below a symbol'],
    ['what is this\n', 'this is not the Kconfig language'],
    ['source nowhere else\n', 'the file of source is malformed'],
  ])('%j is a problem', (text, message) => {
    expect(read(text).problems).toMatchObject([{ message }]);
  });

  test('leaves the rest to be read', () => {
    expect(outline(read('config A B\nconfig C\n\tbool\n').statements)).toEqual(['2 config C type']);
  });
});

describe('whatever is in a file', () => {
  test('it is read to its end', () => {
    const words = fc.constantFrom(
      'config',
      'A',
      'if',
      'endif',
      'choice',
      '\n',
      '\n\t',
      ' ',
      '"',
      '$(',
      ')',
      '&&',
      '=',
      '\\\n',
      'help',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 80 }).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(() => read(text)).not.toThrow();
        },
      ),
    );
  });

  test('blocks, parentheses and macros that never end are cut off', () => {
    for (const part of ['if A\n', 'menu "m"\n', 'choice\n']) expect(read(part.repeat(20_000)).problems).not.toEqual([]);
    for (const part of ['(', '!', '$(a,', 'A && ', 'A || '])
      expect(read(`if ${part.repeat(20_000)}\nendif\n`).problems).not.toEqual([]);
  });
});

const read = (text: string): KconfigFile => kconfigFile(new SourceFile('Kconfig', text));

function outline(statements: readonly Statement[], indent = ''): string[] {
  return statements.flatMap((statement) => {
    const words = [`${indent}${statement.line}`, statement.kind];
    if (statement.kind === 'config') words.push(`${statement.name.name}`);
    if (statement.kind === 'source') {
      words.push(`${statement.path}`, ...['relative', 'optional'].filter((key) => statement[key as 'relative']));
    }
    if ('properties' in statement) words.push(...statement.properties.map(({ kind }) => kind));
    return [words.join(' '), ...('body' in statement ? outline(statement.body, `${indent}  `) : [])];
  });
}

/** With parentheses around everything that is joined. */
function condition(text: string): string {
  const [only] = read(`if ${text}\nendif\n`).statements;
  return only?.kind === 'if' ? written(only.condition) : 'nothing';

  function written(expression: Extract<Statement, { kind: 'if' }>['condition']): string {
    switch (expression.kind) {
      case 'symbol':
        return expression.quoted ? `"${expression.name}"` : `${expression.name}`;
      case 'not':
        return `!${written(expression.of)}`;
      case 'and':
      case 'or':
        return `(${written(expression.left)}${expression.kind === 'and' ? '&&' : '||'}${written(expression.right)})`;
      default:
        return `${written(expression.left)}${expression.kind}${written(expression.right)}`;
    }
  }
}
