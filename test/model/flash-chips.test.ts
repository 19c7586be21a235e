import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chipOf } from '../../src/model/flash/jedec.ts';
import { basicFlashParameters } from '../../src/model/flash/sfdp.ts';
import { ncs } from './kconfig.ts';

const bytes = (hex: string): number[] => (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));

describe('a JEDEC id', () => {
  test.each([
    ['c22817', { title: 'MX25R6435F', bytes: 8 * 1024 * 1024 }],
    ['c22015', { title: 'MX25V1606F or MX25L1606E', bytes: 2 * 1024 * 1024 }],
    ['c86019', { title: 'a chip of GigaDevice', bytes: 32 * 1024 * 1024 }],
  ])('%s is a chip of known size', (id, chip) => {
    expect(chipOf(bytes(id), ncs.chips)).toEqual(chip);
  });

  test.each([
    ['1f4501', 'Adesto does not count in powers of two'],
    ['bf2641', 'nor does SST'],
    ['20ba20', 'Micron counts on differently above 256 Mbit'],
    ['c228', 'too short'],
    ['', 'empty'],
  ])('%s says nothing: %s', (id) => {
    expect(chipOf(bytes(id), ncs.chips)).toBeUndefined();
  });
});

describe('a basic flash parameter table', () => {
  /** Words of 32 bits, little endian. */
  const table = (...words: number[]): number[] =>
    words.flatMap((word) => [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24]);

  test('has the density in its second word, less one', () => {
    expect(basicFlashParameters(table(0xfff120e5, 0x00ffffff))?.density).toBe(16 * 1024 * 1024);
    expect(basicFlashParameters(table(0xfff120e5, 0x03ffffff))?.density).toBe(64 * 1024 * 1024);
  });

  test('has it as a power of two for large chips', () => {
    expect(basicFlashParameters(table(0, 0x80000020))?.density).toBe(2 ** 32);
    expect(basicFlashParameters(table(0, 0xffffffff))).toBeUndefined();
  });

  test('says how many bytes an address has', () => {
    const addressBytes = (code: number) => basicFlashParameters(table(code << 17, 0xffffff))?.addressBytes;
    expect([0, 1, 2, 3].map(addressBytes)).toEqual(['3', '3 or 4', '4', undefined]);
  });

  test('lists what can be erased, the smallest first', () => {
    const words = [0, 0xffffff, 0, 0, 0, 0, 0, 0x520f200c, 0xff00d810];
    expect(basicFlashParameters(table(...words))?.erases).toEqual([
      { bytes: 4096, instruction: 0x20 },
      { bytes: 32768, instruction: 0x52 },
      { bytes: 65536, instruction: 0xd8 },
    ]);
    expect(basicFlashParameters(table(0, 0xffffff))?.erases).toEqual([]);
  });

  test('says which fast reads the chip has, and their instructions', () => {
    const reads = (features: number) => basicFlashParameters(table(features, 0xffffff, 0x6b08eb44, 0xbb043b08))?.reads;
    expect(reads(0xfff1_20e5)).toEqual({ '1-1-2': 0x3b, '1-2-2': 0xbb, '1-1-4': 0x6b, '1-4-4': 0xeb });
    expect(reads(1 << 22)).toEqual({ '1-1-4': 0x6b });
    expect(reads(0)).toEqual({});
    expect(basicFlashParameters(table(0xfff120e5, 0xffffff))?.reads).toBeUndefined();
  });

  test('has a page size and the place of the quad enable bit when it is long enough', () => {
    const words = [0, 0xffffff, 0, 0, 0, 0, 0, 0, 0, 0, 0x84, 0, 0, 0, 2 << 20];
    expect(basicFlashParameters(table(...words))).toMatchObject({ pageSize: 256, quadEnable: 'S1B6' });
    expect(basicFlashParameters(table(0, 0xffffff))).toMatchObject({ pageSize: undefined, quadEnable: undefined });
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 })), (all) => {
        const found = basicFlashParameters(all);
        return found === undefined ? true : all.length >= 8 && Number.isFinite(found.density);
      }),
    );
  });
});
