import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directives } from '../../src/lint/directives.ts';
import { SourceFile, textOf } from '../../src/text/source.ts';

const read = (path: string, text: string) =>
  directives(new SourceFile(path, text)).map(({ lines, rules, reason, span }) => ({
    lines,
    rules: rules.map(({ id }) => id),
    reason,
    text: textOf(span),
  }));

describe('a comment that hides findings', () => {
  it.each([
    ['prj.conf', '# ncslint-ignore kconfig/syntax: why\nCONFIG_A y\n', [2, 2], ['kconfig/syntax'], 'why'],
    ['prj.conf', '#ncslint-ignore a/b -- why: not\nX', [2, 2], ['a/b'], 'why: not'],
    ['prj.conf', 'CONFIG_A=y # ncslint-ignore a/b, c: why\n', [1, 1], ['a/b', 'c'], 'why'],
    ['prj.conf', '\n\n# ncslint-ignore-file a/b\n', [1, 4], ['a/b'], ''],
    ['pm_static.yml', 'app:\r\n  # ncslint-ignore a/b: why\r\n\r\n  # more\r\n  size: 1\r\n', [5, 5], ['a/b'], 'why'],
    ['a.overlay', '// ncslint-ignore a/b: why\n&spi0 { };\n', [2, 2], ['a/b'], 'why'],
    ['a.overlay', '/* ncslint-ignore a/b: why */\n/* more */\n&spi0 { };\n', [3, 3], ['a/b'], 'why'],
    ['a.overlay', '&spi0 { }; /* ncslint-ignore a/b: why */ // x\n', [1, 1], ['a/b'], 'why'],
    ['a.overlay', '/* ncslint-ignore a/b: because\n   of that */\n&spi0 { };\n', [3, 3], ['a/b'], 'because of that'],
    ['prj.conf', '# ncslint-ignore\nX', [2, 2], [], ''],
  ])('%s: %j', (path, text, lines, rules, reason) => {
    expect(read(path, text)).toMatchObject([{ lines, rules, reason }]);
  });

  it('may stand below another one', () => {
    const text = '# ncslint-ignore a/b: x\n# ncslint-ignore c/d: y\nCONFIG_A=y\n';
    expect(read('prj.conf', text).map(({ lines }) => lines)).toEqual([
      [3, 3],
      [3, 3],
    ]);
  });

  it.each([
    ['prj.conf', 'CONFIG_A="ncslint-ignore a/b"'],
    ['prj.conf', 'CONFIG_A="x#ncslint-ignore a/b"'],
    ['prj.conf', '# ncslint-ignored a/b'],
    ['prj.conf', '// ncslint-ignore a/b'],
    ['a.overlay', '# ncslint-ignore a/b'],
  ])('is a comment of that language: %s, %s', (path, text) => expect(read(path, text)).toEqual([]));

  it('has its text', () => {
    expect(read('prj.conf', 'A=y # ncslint-ignore a/b: why  \n')[0]!.text).toBe('# ncslint-ignore a/b: why');
    expect(read('a.dts', '/* ncslint-ignore a/b: why */')[0]!.text).toBe('/* ncslint-ignore a/b: why');
  });

  it('is found in any text', () => {
    const word = fc.constantFrom(
      '# ncslint-ignore',
      '/* ncslint-ignore-file',
      '// ',
      '*/',
      '\n',
      '\r\n',
      ' a/b',
      ':',
      '--',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 30 }), fc.boolean(), (parts, isDts) => {
        const text = parts.join('');
        for (const { span, lines } of directives(new SourceFile(isDts ? 'a.dts' : 'a.conf', text))) {
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(lines[0]).toBeLessThanOrEqual(lines[1]);
        }
      }),
    );
  });
});
