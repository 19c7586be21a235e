import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/text/decode.ts';
import { closest } from '../../src/text/similar.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(bytes.buffer);
};

describe('decode', () => {
  test('reads UTF-8, and leaves a byte order mark for the parsers to see', () => {
    expect(decode(utf8('a: ü\r\n'))).toEqual({ text: 'a: ü\r\n', encoding: 'utf-8' });
    expect(decode(utf8('\ufeffa'))).toEqual({ text: '\ufeffa', encoding: 'utf-8' });
    expect(decode(utf8(''))).toEqual({ text: '', encoding: 'utf-8' });
  });

  test('reads the UTF-16 that PowerShell writes', () => {
    expect(decode(utf16('\ufeffa=y', true))).toEqual({ text: '\ufeffa=y', encoding: 'utf-16le' });
    expect(decode(utf16('\ufeffa=y', false))).toEqual({ text: '\ufeffa=y', encoding: 'utf-16be' });
  });

  test('says on which line UTF-8 is broken', () => {
    expect(decode(new Uint8Array([97, 10, 98, 0xe4, 10, 99]))).toEqual({
      why: 'is not valid UTF-8 on line 2',
      line: 2,
    });
    expect(decode(new Uint8Array([97, 10, 0xe2, 0x82]))).toEqual({ why: 'is not valid UTF-8 on line 2', line: 2 });
  });

  test('refuses what is no text', () => {
    expect(decode(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff]))).toEqual({ why: 'is not a text file' });
    expect(decode(utf8('a\0b'))).toEqual({ why: 'is not a text file' });
    expect(decode(new Uint8Array([0xff, 0xfe, 0x61]))).toEqual({ why: 'is not valid UTF-16' });
  });

  test('gives back every text, and a reason for anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (!text.includes('\0')) expect(decode(utf8(text))).toEqual({ text, encoding: 'utf-8' });
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const decoded = decode(bytes);
        expect('text' in decoded || decoded.why !== '').toBe(true);
      }),
    );
  });
});

describe('closest', () => {
  const keys = ['address', 'size', 'region', 'span', 'end_address', 'device'];
  test.each([
    ['adress', 'address'],
    ['Size', 'size'],
    ['SIZE', 'size'],
    ['szie', 'size'],
    ['reigon', 'region'],
    ['end_adress', 'end_address'],
    ['endaddress', 'end_address'],
    ['colour', undefined],
    ['x', undefined],
    ['is', undefined],
    ['spam', 'span'],
    ['size', undefined],
  ])('%s -> %s', (word, meant) => {
    expect(closest(word, keys)).toBe(meant);
  });

  test('prefers the nearest, and of equals the first', () => {
    expect(closest('external_flsh', ['external_flush', 'external_flash'])).toBe('external_flush');
    expect(closest('external_flah', ['external_flush', 'external_flash'])).toBe('external_flash');
  });
});
