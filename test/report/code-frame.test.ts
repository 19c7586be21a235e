import { describe, expect, it } from 'vitest';
import { codeFrame, type FrameStyle, type Mark } from '../../src/report/code-frame.ts';
import { ink } from '../../src/report/ink.ts';
import { SourceFile } from '../../src/text/source.ts';
import { label } from './reports.ts';

const style: FrameStyle = { gutter: 2, width: 50, ink: ink(0), paint: (text) => text };

/** The frame of `text`, with `^` under each of the words and its number beside. */
function frame(text: string, words: readonly string[], changes: Partial<FrameStyle> = {}): string {
  const file = new SourceFile('prj.conf', text);
  const marks = words.map((word, index): Mark => ({ ...label(file, word, `mark ${index + 1}`), sign: '^' }));
  return `\n${codeFrame(file, marks, '-->', { ...style, ...changes }).join('\n')}\n`;
}

describe('a code frame', () => {
  it('names the place and marks it', () => {
    expect(frame('a\nCONFIG_X=y\n', ['X=y'])).toBe(`
  --> prj.conf:2:8
   |
 2 | CONFIG_X=y
   |        ^^^ mark 1
`);
  });

  it('says which version a file of the SDK belongs to', () => {
    const file = new SourceFile('zephyr/Kconfig', 'config X\n', '2.4.0');
    const [first] = codeFrame(file, [{ ...label(file, 'X', ''), sign: '-' }], ':::', style);
    expect(first).toBe('  ::: zephyr/Kconfig:1:8, NCS 2.4.0');
  });

  it('draws several marks of a file together, in the order of the file', () => {
    expect(frame('one\ntwo\nthree\nfour\nfive\nsix\n', ['six', 'one', 'three'])).toBe(`
  --> prj.conf:1:1
   |
 1 | one
   | ^^^ mark 2
 2 | two
 3 | three
   | ^^^^^ mark 3
 ...
 6 | six
   | ^^^ mark 1
`);
  });

  it('draws two marks of one line below each other', () => {
    expect(frame('a = b\n', ['b', 'a'])).toBe(`
  --> prj.conf:1:1
   |
 1 | a = b
   | ^ mark 2
   |     ^ mark 1
`);
  });

  it('draws a tab as one blank', () => {
    expect(frame('\t\tx =\ty;\n', ['y'])).toBe(`
  --> prj.conf:1:7
   |
 1 |   x = y;
   |       ^ mark 1
`);
  });

  it('keeps marks in place behind wide characters, marks on letters and emoji', () => {
    expect(frame('漢字 e\u0301 😀 x\n', ['e\u0301', 'x'])).toBe(`
  --> prj.conf:1:4
   |
 1 | 漢字 e\u0301 😀 x
   |      ^ mark 1
   |           ^ mark 2
`);
  });

  it('shows what could steer the terminal, and marks it whole', () => {
    expect(frame('a\x1b[31mb\u202ec\n', ['\x1b', 'c'])).toBe(`
  --> prj.conf:1:2
   |
 1 | a\\x1b[31mb\\u{202e}c
   |  ^^^^ mark 1
   |                   ^ mark 2
`);
  });

  it('marks the first line of a span over several lines', () => {
    expect(frame('node {\r\n  x;\r\n};\r\n', ['{\r\n  x;\r\n}'])).toBe(`
  --> prj.conf:1:6
   |
 1 | node {
   |      ^ mark 1
`);
  });

  it('marks the end of a line and the end of the file', () => {
    const file = new SourceFile('prj.conf', 'X\nY');
    const marks = [1, 3, 99].map((at): Mark => ({ span: file.span(at, at), text: `at ${at}`, sign: '^' }));
    expect(`\n${codeFrame(file, marks, '-->', style).join('\n')}\n`).toBe(`
  --> prj.conf:1:2
   |
 1 | X
   |  ^ at 1
 2 | Y
   |  ^ at 3
   |  ^ at 99
`);
  });

  it('puts words below that have no room beside', () => {
    const file = new SourceFile('a.yml', `${' '.repeat(8)}region: external_flash`);
    const text = 'MCUboot looks for updates in external_flash, which has no driver there';
    expect(`\n${codeFrame(file, [{ ...label(file, 'region', text), sign: '-' }], '-->', style).join('\n')}\n`).toBe(`
  --> a.yml:1:9
   |
 1 |         region: external_flash
   |         ------
   |      MCUboot looks for updates in
   |      external_flash, which has no driver
   |      there
`);
  });

  describe('cuts a long line', () => {
    const long = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');

    it('at the end', () => {
      expect(frame(long, ['word1'])).toBe(`
  --> prj.conf:1:7
   |
 1 | word0 word1 word2 word3 word4 word5 word6...
   |       ^^^^^ mark 1
`);
    });

    it('on both sides', () => {
      expect(frame(long, ['word17'])).toBe(`
  --> prj.conf:1:110
   |
 1 | ...word15 word16 word17 word18 word19 wor...
   |                  ^^^^^^ mark 1
`);
    });

    it('at the start', () => {
      expect(frame(long, ['word29'])).toBe(`
  --> prj.conf:1:194
   |
 1 | ...word24 word25 word26 word27 word28 word29
   |                                       ^^^^^^
   |                                       mark 1
`);
    });

    it('twice for marks that are far apart', () => {
      expect(frame(long, ['word1', 'word20'])).toBe(`
  --> prj.conf:1:7
   |
 1 | word0 word1 word2 word3 word4 word5 word6...
   |       ^^^^^ mark 1
 1 | ...word18 word19 word20 word21 word22 wor...
   |                  ^^^^^^ mark 2
`);
    });

    it('of megabytes without looking at all of it', () => {
      const text = `${'x'.repeat(2_000_000)}!${'y'.repeat(2_000_000)}`;
      expect(frame(text, ['!'])).toBe(`
  --> prj.conf:1:2000001
   |
 1 | ...xxxxxxxxxxxxxx!yyyyyyyyyyyyyyyyyyyyyyy...
   |                  ^ mark 1
`);
    });
  });
});
