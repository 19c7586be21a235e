import { expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { ofRule } from './of-rule.ts';

const entry = (name: string, address: string, size: string, more = '') =>
  `${name}:\n  address: ${address}\n  size: ${size}\n${more}`;
const update = (mcuboot: string, scratch = '0x1000'): Files => ({
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'boards/nrf52840dk_nrf52840.conf': '',
  'child_image/mcuboot.conf': mcuboot,
  'pm_static.yml':
    entry('mcuboot_primary', '0xc000', '0x70000', '  span: [mcuboot_pad, app]\n') +
    entry('mcuboot_secondary', '0x7c000', '0x70000') +
    entry('mcuboot_scratch', '0xf8000', scratch),
});

test('mcuboot/scratch: an unused area is an information', () => {
  const found = ofRule('mcuboot/scratch');
  expect(found(update(''))).toEqual(['info pm_static.yml:10']);
  expect(found(update('CONFIG_BOOT_SWAP_USING_SCRATCH=y\n'))).toEqual([]);
  expect(found(update('CONFIG_BOOT_SWAP_USING_SCRATCH=y\n', '0x800'))).toEqual(['error pm_static.yml:10']);
});

test('mcuboot/trailer: speaks where the build and MCUboot count differently', () => {
  const found = ofRule('mcuboot/trailer');
  expect(found(update(''))).toEqual([]);
  expect(found(update('CONFIG_BOOT_MAX_IMG_SECTORS=256\n'))).toEqual(['info child_image/mcuboot.conf:1']);
  expect(found(update('CONFIG_BOOT_MAX_IMG_SECTORS=256\nCONFIG_BOOT_UPGRADE_ONLY=y\n'))).toEqual([]);
});
