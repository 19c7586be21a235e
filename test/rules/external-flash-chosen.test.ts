import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, plain, secondary, update } from './of-rule.ts';

const storage = 'littlefs_storage:\n  address: 0x0\n  size: 0x10000\n  region: external_flash\n';

describe('external-flash/chosen-missing', () => {
  const found = ofRule('external-flash/chosen-missing');
  const messages = (files: Parameters<typeof diagnosticsOf>[1]) =>
    diagnosticsOf('external-flash/chosen-missing', files);
  const unchosen = { ...plain, 'pm_static.yml': storage, [overlay]: '/ {\n};\n' };

  test('names every partition that is dropped, at the first of them', () => {
    expect(found({ ...unchosen, [overlay]: chosen })).toEqual([]);
    const two = { ...unchosen, 'pm_static.yml': secondary + storage.replace('0x0', '0xf4000') };
    expect(found(two)).toEqual(['error pm_static.yml:4']);
    expect(messages(two)[0]?.message).toContain('drops mcuboot_secondary and littlefs_storage');
    expect(messages(two)[0]?.related).toHaveLength(1);
  });

  test('chooses the only flash of the board, and enables it where it is not', () => {
    const { [overlay]: _, ...files } = unchosen;
    const onNrf9161 = { ...files, 'boards/nrf9161dk_nrf9161_ns.overlay': '/ {\n};\n' };
    const [edit] = messages(onNrf9161)[0]?.fixes?.[0]?.edits ?? [];
    expect(edit).toMatchObject({ text: expect.stringContaining('nordic,pm-ext-flash = &gd25lb256;') });
    expect(edit).toMatchObject({ text: expect.stringContaining('&gd25lb256 {\n\tstatus = "okay";') });
  });

  test('leaves the choice to the user where there are several, or none', () => {
    const second = '&spi2 {\n\tnor: nor@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t};\n};\n';
    expect(messages({ ...unchosen, [overlay]: second })[0]).toMatchObject({
      help: expect.stringContaining('&mx25r64 and &nor'),
    });
    expect(messages({ ...unchosen, [overlay]: second })[0]?.fixes).toBeUndefined();
    const none = { ...unchosen, [overlay]: '/delete-node/ &mx25r64;\n' };
    expect(messages(none)[0]).toMatchObject({ help: expect.stringContaining('describe the flash chip') });
  });

  test('is silent on a board that chooses its flash itself, and on one nobody knows', () => {
    const { [overlay]: _, ...files } = unchosen;
    expect(found({ ...files, 'boards/thingy53_nrf5340_cpuapp.overlay': '/ {\n};\n' })).toEqual([]);
    expect(found({ ...files, 'boards/our_board.overlay': '/ {\n};\n' })).toEqual([]);
  });
});

describe('external-flash/chosen-disabled', () => {
  const found = ofRule('external-flash/chosen-disabled');
  const disabled = `${chosen}&mx25r64 {\n\tstatus = "disabled";\n};\n`;

  test('points at the choice, with and without a bootloader', () => {
    expect(found(plain)).toEqual([]);
    expect(found({ ...plain, [overlay]: disabled })).toEqual([`error ${overlay}:3`]);
    expect(found({ ...update, [overlay]: disabled })).toEqual([`error ${overlay}:3`]);
  });

  test('takes the last status', () => {
    expect(found({ ...plain, [overlay]: `${disabled}&mx25r64 {\n\tstatus = "okay";\n};\n` })).toEqual([]);
  });
});
