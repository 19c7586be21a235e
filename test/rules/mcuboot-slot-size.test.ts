import { describe, expect, test } from 'vitest';
import { ofRule, overlay } from './of-rule.ts';

const found = ofRule('mcuboot/slot-size');
const slots = (primary: string, secondary: string, mode = '') => ({
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'pm_static.yml': `mcuboot_primary:\n  address: 0xc000\n  size: ${primary}\nmcuboot_secondary:\n  address: 0x80000\n  size: ${secondary}\n`,
  [overlay]: '/ {\n};\n',
  'child_image/mcuboot.conf': mode,
});

describe('mcuboot/slot-size', () => {
  test('lets the primary slot have one sector more, for the move', () => {
    expect(found(slots('0x70000', '0x70000'))).toEqual([]);
    expect(found(slots('0x71000', '0x70000'))).toEqual([]);
    expect(found(slots('0x72000', '0x70000'))).toEqual(['error pm_static.yml:6']);
    expect(found(slots('0x70000', '0x71000'))).toEqual(['error pm_static.yml:6']);
  });

  test('counts sectors, not bytes', () => {
    expect(found(slots('0x70000', '0x6fe00'))).toEqual([]);
  });

  test.each(['CONFIG_BOOT_UPGRADE_ONLY=y\n', 'CONFIG_BOOT_SWAP_USING_SCRATCH=y\n'])(
    'wants equal slots with %s',
    (mode) => {
      expect(found(slots('0x70000', '0x70000', mode))).toEqual([]);
      expect(found(slots('0x71000', '0x70000', mode))).toEqual(['error pm_static.yml:6']);
    },
  );

  test.each(['CONFIG_SINGLE_APPLICATION_SLOT=y\n', 'CONFIG_BOOT_DIRECT_XIP=y\n'])('is silent with %s', (mode) => {
    expect(found(slots('0x72000', '0x70000', mode))).toEqual([]);
  });

  test('is silent when the second stage is updated through the same slot', () => {
    const files = slots('0x72000', '0x70000');
    expect(found({ ...files, 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_SECURE_BOOT=y\n' })).toEqual([]);
  });

  test('compares the slots of each pair', () => {
    const second = (size: string) =>
      `mcuboot_primary_1:\n  address: 0x0\n  size: 0x8000\nmcuboot_secondary_1:\n  address: 0xf0000\n  size: ${size}\n`;
    const files = slots('0x70000', '0x70000');
    const pairs = (size: string) => ({ ...files, 'pm_static.yml': files['pm_static.yml'] + second(size) });
    expect(found(pairs('0x8000'))).toEqual([]);
    expect(found(pairs('0x4000'))).toEqual(['error pm_static.yml:12']);
  });
});
