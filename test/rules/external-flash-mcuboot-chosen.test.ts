import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, update, without } from './of-rule.ts';

const found = ofRule('external-flash/mcuboot-chosen');
const forgotten = without(update, 'child_image/mcuboot.overlay');
const addedBy = (files: Parameters<typeof diagnosticsOf>[1]) =>
  diagnosticsOf('external-flash/mcuboot-chosen', files)[0]?.fixes?.[0]?.edits;

describe('external-flash/mcuboot-chosen', () => {
  test('points at what the application alone reads', () => {
    expect(found(update)).toEqual([]);
    expect(found(forgotten)).toEqual([`error ${overlay}:3`]);
  });

  test('is silent about the early versions, which did without', () => {
    expect(found(forgotten, { version: '2.2.0' })).toHaveLength(1);
    expect(found(forgotten, { version: '2.1.2' })).toEqual([]);
  });

  test('takes an overlay for the board of the bootloader, too', () => {
    expect(found({ ...forgotten, [`child_image/mcuboot/${overlay}`]: chosen })).toEqual([]);
  });

  test('adds the choice alone where the chip is that of the board, and everything where it is not', () => {
    expect(addedBy(forgotten)).toMatchObject([{ path: 'child_image/mcuboot.overlay', creates: true, text: chosen }]);
    const other = {
      ...forgotten,
      [overlay]: `${chosen}&mx25r64 {\n\tjedec-id = [c2 28 15];\n\tsize = <0x1000000>;\n};\n`,
    };
    expect(addedBy(other)).toMatchObject([{ text: `#include "../${overlay}"\n` }]);
  });

  test('is silent on a board that chooses the flash itself, and on one nobody knows', () => {
    const thingy = { ...without(forgotten, overlay), 'boards/thingy53_nrf5340_cpuapp.overlay': '/ {\n};\n' };
    expect(found(thingy)).toEqual([]);
    expect(found({ ...without(forgotten, overlay), 'boards/our_board.overlay': chosen })).toEqual([]);
  });
});
