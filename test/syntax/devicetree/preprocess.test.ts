import { describe, expect, it } from 'vitest';
import type { Limits } from '../../../src/syntax/devicetree/limits.ts';
import { definitions } from '../../../src/syntax/devicetree/macros.ts';
import { preprocess } from '../../../src/syntax/devicetree/preprocess.ts';
import { SourceFile, textOf } from '../../../src/text/source.ts';
import { told } from './printed.ts';

/** Files by name, `main` among them; includes are found by name. */
function run(files: Record<string, string>, limits: Partial<Limits> = {}, defines: readonly string[] = []) {
  const sources = new Map(Object.entries(files).map(([name, text]) => [name, new SourceFile(name, text)]));
  const resolver = { resolve: (name: string) => sources.get(name) };
  return preprocess(sources.get('main')!, resolver, { limits, defines: definitions(defines) });
}

/** What becomes of a text, on one line. */
const output = (main: string, others: Record<string, string> = {}) =>
  run({ main, ...others })
    .text.replace(/\s+/g, ' ')
    .trim();

const problems = (main: string, others: Record<string, string> = {}, limits: Partial<Limits> = {}) =>
  run({ main, ...others }, limits).problems.map(told);

describe('macros', () => {
  it.each([
    ['without brackets', '#define A 1\nA B', '1 B'],
    ['with arguments', '#define F(a, b) b a\nF(1, (2, 3))', '(2, 3) 1'],
    ['are expanded again', '#define A B\n#define B C\nA', 'C'],
    ['are not expanded within themselves', '#define A A B\n#define B A\nA', 'A A'],
    ['make strings', '#define S(x) #x\nS( a  "b\\n" )', '"a \\"b\\\\n\\""'],
    ['paste', '#define P(a, b) a ## b\n#define XY 1\nP(X, Y) P(, Z) P(,)', '1 Z'],
    ['paste without expanding their arguments', '#define N 1\n#define P(a) X_ ## a\nP(N)', 'X_N'],
    ['expand their arguments first', '#define N 1\n#define P(a) a\nP(N N)', '1 1'],
    ['take any number of arguments', '#define V(a, ...) [a: __VA_ARGS__]\nV(1) V(1, 2, 3)', '[1:] [1: 2, 3]'],
    ['name the rest', '#define V(args...) <args>\nV(1, 2)', '<1, 2>'],
    ['lose a comma before nothing', '#define V(a, ...) f(a, ## __VA_ARGS__)\nV(1) V(1, 2)', 'f(1) f(1, 2)'],
    ['have optional parts', '#define V(a, ...) a __VA_OPT__(and __VA_ARGS__)\nV(1) V(1, 2)', '1 1 and 2'],
    ['stay as they are without their brackets', '#define F(a) a\nF F ;', 'F F ;'],
    ['take brackets from behind their own text', '#define F(a) <a>\n#define G F\nG(1)', '<1>'],
    ['are called over several lines', '#define F(a, b) a*b\nF(1,\n  /* two */\n  2)', '1*2'],
    ['are called around directives', '#define F(a) <a>\nF(\n#ifdef X\n1\n#else\n2\n#endif\n)', '<2>'],
    ['can be forgotten', '#define A 1\n#undef A\nA', 'A'],
    ['replace nothing in strings', '#define A 1\n"A" A', '"A" 1'],
    ['replace parts of a name', '#define X 1000\npartition@X { a-X; };', 'partition@1000 { a-1000; };'],
    ['do not grow together', '#define M -\n#define X 1\nX X M-1 -M X-a', '1 1 - -1 - - 1 -a'],
    ['keep together what they hold', '#define N led-1-x\nN', 'led-1-x'],
    ['go on over the end of a line', '#define A 1 \\\n 2\nA', '1 2'],
  ])('%s', (_, text, result) => expect(output(text)).toBe(result));

  it('come from outside as well, the last definition of a name first', () => {
    expect(run({ main: 'A F(2) __DTS__' }, {}, ['A 0', 'F(x) (x)', 'A 1']).text.trim()).toBe('1 (2) 1');
  });
});

describe('conditions', () => {
  const holds = (condition: string) => output(`#define ONE 1\n#define F(x) x\n#if ${condition}\nyes\n#endif`) === 'yes';

  it.each([
    '1',
    'ONE',
    'F(1)',
    'defined ONE && defined(F) && !defined NO',
    'UNKNOWN == 0',
    '1 + 2 * 3 == 7 && (1 + 2) * 3 == 9',
    '1 ? 1 : 0',
    '0 ? 1 / 0 : 1',
    '0 && 1 / 0 || 1',
    '-1 < 0',
    '-1 > 0U',
    '~0 == -1 && !0 && 0x10 == 020',
    '1 << 3 == 8 && -8 >> 1 == -4',
    "'A' == 65",
    '10UL % 4 == 2',
  ])('%s holds', (condition) => expect(holds(condition)).toBe(true));

  it.each(['0', 'NO', '!ONE', 'defined(NO)', 'F(0)', '1 - 1', '1 ? 0 : 1'])('%s does not', (condition) =>
    expect(holds(condition)).toBe(false),
  );

  it.each([
    ['#if A\na\n#elif B\nb\n#else\nc\n#endif', 'c'],
    ['#define B 1\n#if A\na\n#elif B\nb\n#elif 1\nd\n#else\nc\n#endif', 'b'],
    ['#define A 1\n#if A\na\n#elif 1 / 0\nb\n#else\nc\n#endif', 'a'],
    ['#ifndef A\n#if 0\nx\n#else\ny\n#endif\nz\n#endif', 'y z'],
    ['#ifdef A\n#if 1\nx\n#endif\n#error never\n#else\ny\n#endif', 'y'],
    ['#ifdef A\n#elifndef B\nb\n#endif', 'b'],
  ])('choose one branch: %s', (text, result) => expect(output(text)).toBe(result));

  it('ask whether a file exists', () => {
    const text = '#if __has_include("x.h") && !__has_include(<y.h>)\nyes\n#endif';
    expect(output(text, { 'x.h': '' })).toBe('yes');
  });

  it('leave out what is not taken, whatever stands in it', () => {
    expect(output("#if 0\ndon't /* do */ #nothing\n#endif\nx")).toBe('x');
  });
});

describe('what is no directive', () => {
  it.each([
    ['a property that counts cells', '#address-cells = <1>;\n#size-cells = <0>;\n#define-cells = <2>;'],
    ['a property that counts cells, indented', '\t#pwm-cells = <3>;'],
    ['a comment of another language', '# hello'],
  ])('%s', (_, text) => expect(output(text)).toBe(text.replace(/\s+/g, ' ').trim()));

  it('and what is one without effect', () => {
    expect(output('#pragma foo\n#line 3 "x"\n#\n# 1 "x.c"\n#warning w\n  #  define A 1\nA')).toBe('1');
  });
});

describe('includes', () => {
  it('of all kinds', () => {
    const others = { 'a.h': 'a', 'b.h': 'b', 'c.h': 'c', 'd.h': 'd' };
    expect(output('#include "a.h"\n#include <b.h>\n/include/ "c.h"\n#define D <d.h>\n#include D\n', others)).toBe(
      'a b c d',
    );
  });

  it('bring their macros, once where they say so', () => {
    const once = { 'a.h': '#ifndef A_H\n#define A_H\n#define A 1\nx\n#endif\n', 'b.h': '#pragma once\ny\n' };
    expect(output('#include "a.h"\n#include "a.h"\n#include "b.h"\n#include "b.h"\nA', once)).toBe('x y 1');
  });

  it('that lead back to themselves end', () => {
    const loop = { 'a.h': 'x\n#include "b.h"\n', 'b.h': '#include "a.h"\n' };
    expect(problems('#include "a.h"\n', loop)).toEqual(["1:1 'a.h' includes itself through 'b.h'"]);
    expect(problems('#include "main"\n#include "main"\n')).toEqual(["1:1 'main' includes itself"]);
  });

  it('may lead back to themselves under a condition', () => {
    const main = '#ifndef N\n#define N\n#include "main"\n#else\nx\n#endif\n';
    expect(output(main)).toBe('x');
    expect(problems(main)).toEqual([]);
  });
});

describe('the way back', () => {
  const text = '/* é */ a MACRO(1,\n 2) b\n#include "x.h"\nc\\\nd';
  const { text: out, map } = run({ main: `#define MACRO(p, q) p*q\n${text}`, 'x.h': ' x ' });
  const origin = (word: string) => {
    const at = out.indexOf(word);
    const span = map.span(at, at + word.length);
    return `${span.file.path}: ${textOf(span)}`;
  };

  it('leads to the characters', () => {
    expect(origin('a')).toBe('main: a');
    expect(origin('b')).toBe('main: b');
    expect(origin('x')).toBe('x.h: x');
  });

  it('leads to the use of a macro', () => {
    expect(origin('1*2')).toBe('main: MACRO(1,\n 2)');
    expect(map.callAt(out.indexOf('1*2'))).toMatchObject({ name: 'MACRO', arguments: ['1', '2'] });
    expect(map.callAt(out.indexOf('b'))).toBeUndefined();
  });

  it('leads to a word that goes on over the end of a line', () => expect(origin('cd')).toMatch(/^main: c/));
});

describe('bounds', () => {
  it('stop macros that double with every step', () => {
    const steps = Array.from({ length: 40 }, (_, i) => `#define A${i} A${i + 1} A${i + 1}`).join('\n');
    const { problems: said, work } = run({ main: `${steps}\nA0\n` }, { expansion: 5000 });
    expect(said.map(told)).toEqual(['41:1 macros expand to more than 5000 tokens; the rest is not expanded']);
    expect(work).toBeLessThan(20_000);
  });

  it('stop includes that double with every step', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`${i}.h`, `#include "${i + 1}.h"\n`.repeat(2)]),
    );
    expect(problems('#include "0.h"\n', steps, { includes: 100 })[0]).toMatch(/more than 100 includes/);
  });

  it('stop includes at a depth', () => {
    const steps = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.h`, `#include "${i + 1}.h"\n`]));
    expect(problems('#include "0.h"\n', steps, { includeDepth: 10 })).toEqual([
      '1:1 includes stand more than 10 deep in each other',
    ]);
  });

  it('stop calls that stand in each other, and text that grows', () => {
    const nested = `${'F('.repeat(50)}1${')'.repeat(50)}`;
    expect(problems(`#define F(x) x\n${nested}\n`, {}, { expansionDepth: 20 })).toEqual([
      '2:1 macro calls stand more than 20 deep in each other',
    ]);
    expect(problems('#define X "0123456789"\nX X X X X X X X X X\n', {}, { output: 50 })).toEqual([
      '2:9 the preprocessed source is larger than 50 characters; the rest is left out',
    ]);
  });

  it.each([
    ['uses', (n: number) => `#define F(x) x x\n${'F(1) '.repeat(n)}`],
    ['calls in each other', (n: number) => `#define F(x) x\n${'F('.repeat(n)}1${')'.repeat(n)}`],
    ['calls that are never closed', (n: number) => `#define F(x) x\n${'F( '.repeat(n)}`],
    ['conditionals', (n: number) => '#if 0\n#else\nx\n'.repeat(n) + '#endif\n'.repeat(n)],
    ['skipped branches', (n: number) => `#if 0\n${'#elif 0\n'.repeat(n)}#endif\n`],
    ['definitions', (n: number) => '#define A 1\n#undef A\n'.repeat(n)],
  ])('keep the work linear in the number of %s', (_, text) => {
    const work = (n: number) => run({ main: text(n) }).work;
    expect(work(4000)).toBeLessThan(2.2 * work(2000));
  });
});
