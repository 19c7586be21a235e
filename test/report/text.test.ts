import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../src/report/columns.ts';
import { wrap } from '../../src/report/wrap.ts';
import { visible, visibleCharacters } from '../../src/text/visible.ts';
import { hostile } from './hostile.ts';

describe('visible text', () => {
  it.each([
    ['plain text stays', 'CONFIG_X=y # 100 %', 'CONFIG_X=y # 100 %'],
    ['letters of any language stay', 'größe 漢字 שלום', 'größe 漢字 שלום'],
    ['control characters of both sets are escaped', 'a\x1b[2Jb\x9b1mc\x7f', 'a\\x1b[2Jb\\x9b1mc\\x7f'],
    ['what breaks a line is escaped', 'a\n\r\tb\u2028c\u0085', 'a\\n\\r\\tb\\u{2028}c\\x85'],
    ['what turns the direction of reading is escaped', '\u202eab\u2066c\u2069', '\\u{202e}ab\\u{2066}c\\u{2069}'],
    ['what is not seen is escaped', 'CONFIG\u200b_X\ufeff\u00ad', 'CONFIG\\u{200b}_X\\u{feff}\\xad'],
    ['blanks that are none are escaped', 'a\u00a0b\u3000c', 'a\\xa0b\\u{3000}c'],
    ['half of a surrogate pair is escaped', 'a\ud83db', 'a\\u{d83d}b'],
    ['an emoji loses only the selector that makes its width uncertain', '⚠\ufe0f!', '⚠!'],
    ['a selector elsewhere is escaped', 'X\ufe0f', 'X\\u{fe0f}'],
    ['marks are not stacked without end', `e${'\u0301'.repeat(6)}`, `e${'\u0301'.repeat(4)}\\u{301}\\u{301}`],
  ])('%s', (_, text, printed) => expect(visible(text)).toBe(printed));

  it('is made of the same characters one by one', () => {
    fc.assert(
      fc.property(hostile(), (text) => {
        expect([...visibleCharacters(text)].map((one) => one.text).join('')).toBe(visible(text));
      }),
    );
  });
});

describe('columns', () => {
  it.each([
    ['CONFIG_X', 8],
    ['größe', 5],
    ['漢字', 4],
    ['e\u0301', 1],
    ['😀', 2],
    ['ＡＢ', 4],
    ['한글', 4],
    ['⚠', 1],
  ])('of %s are %i', (text, count) => expect(columns(text)).toBe(count));
});

describe('wrapping', () => {
  it('breaks between words and hangs the rest', () => {
    expect(wrap('one two three four five six', 16, '= ', '    ')).toEqual([
      '= one two three',
      '    four five',
      '    six',
    ]);
  });

  it('never breaks a path', () => {
    expect(wrap('see boards/nrf52840dk_nrf52840.overlay there', 20)).toEqual([
      'see',
      'boards/nrf52840dk_nrf52840.overlay',
      'there',
    ]);
  });

  it('breaks any other word that is longer than a line', () => {
    expect(wrap(`a ${'x'.repeat(40)}`, 20)).toEqual(['a', 'x'.repeat(20), 'x'.repeat(20)]);
  });

  it('counts columns, not characters', () => {
    expect(wrap('漢字漢字 漢字漢字 漢字', 16)).toEqual(['漢字漢字', '漢字漢字 漢字']);
  });

  it('starts below where the first word has no room behind the start', () => {
    expect(wrap('CONFIG_BOOTLOADER_MCUBOOT is on', 30, 'error[a/b]: ', '  ')).toEqual([
      'error[a/b]:',
      '  CONFIG_BOOTLOADER_MCUBOOT is',
      '  on',
    ]);
  });

  it('prints nothing of an empty text but the start', () => {
    expect(wrap('', 20, '= help: ')).toEqual(['= help:']);
  });
});
