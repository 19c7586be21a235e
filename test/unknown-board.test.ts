import { expect, test } from 'vitest';
import { findings, lintFiles } from './linting.ts';

const chosen =
  '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &flash;\n\t};\n};\n&qspi {\n\tflash: flash@0 {\n\t\tcompatible = "nordic,qspi-nor";\n\t\treg = <0>;\n\t};\n};\n';
const files = {
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\n',
  'pm_static.yml': 'mcuboot_secondary:\n  address: 0x0\n  size: 0x40000\n  region: external_flash\n',
  'boards/our_product_nrf52840.overlay': chosen,
  'child_image/mcuboot.overlay': chosen,
};

test('a board nobody knows is no reason to suspect anything', () => {
  expect(findings(lintFiles(files, { version: '2.4.0' }))).toEqual([]);
});
