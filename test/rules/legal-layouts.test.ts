import { expect, test } from 'vitest';
import type { LintOptions } from '../../src/lint/lint.ts';
import { hex } from '../../src/model/units.ts';
import { type Files, findings, lintFiles } from '../linting.ts';
import { chosen, overlay } from './of-rule.ts';

// Layouts that look wrong and are not, as products and samples of the SDK have them.

const child: Files = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', 'boards/nrf52840dk_nrf52840.conf': '' };
const sysbuild = (more = ''): Files => ({ 'prj.conf': '', 'sysbuild.conf': `SB_CONFIG_BOOTLOADER_MCUBOOT=y\n${more}` });
const nrf52840 = { board: 'nrf52840dk/nrf52840', version: '2.9.0' };
const nrf54l15 = { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '2.9.0' };
const manySectors: Files = { 'sysbuild/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n' };

/** The internal flash of the nRF52840, with slots of these sizes and storage behind them. */
const twoSlots = (primary: number, secondary: number, span = '[mcuboot_pad, app]'): string => {
  const [second, behind] = [0xc000 + primary, 0xc000 + primary + secondary];
  return `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_pad: {address: 0xc000, size: 0x200}
mcuboot_primary: {address: 0xc000, size: ${hex(primary)}, span: ${span}}
mcuboot_secondary: {address: ${hex(second)}, size: ${hex(secondary)}}
settings_storage: {address: ${hex(behind)}, size: ${hex(0x100000 - behind)}}
`;
};

const legal: readonly (readonly [title: string, files: Files, options: Partial<LintOptions>])[] = [
  [
    'a secondary slot that is smaller, for compressed images',
    {
      ...sysbuild('SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\nSB_CONFIG_MCUBOOT_COMPRESSED_IMAGE_SUPPORT=y\n'),
      ...manySectors,
      'pm_static.yml': twoSlots(0x8c000, 0x60000),
    },
    nrf52840,
  ],
  [
    'slots of two sizes, where the second one holds a firmware loader',
    {
      ...sysbuild('SB_CONFIG_MCUBOOT_MODE_FIRMWARE_UPDATER=y\n'),
      ...manySectors,
      'pm_static.yml': twoSlots(0x8c000, 0x60000),
    },
    nrf52840,
  ],
  [
    'a dummy for the secondary slot, where updates come over a cable only',
    {
      ...child,
      'child_image/mcuboot.conf': 'CONFIG_SINGLE_APPLICATION_SLOT=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
      'pm_static.yml': twoSlots(0x8c000, 0x1000),
    },
    { version: '2.4.0' },
  ],
  [
    'TF-M between the pad and the application',
    {
      ...child,
      'boards/nrf52840dk_nrf52840.conf': '',
      'pm_static.yml': `mcuboot: {address: 0x0, size: 0x10000}
mcuboot_pad: {address: 0x10000, size: 0x200}
tfm: {address: 0x10200, size: 0x7e00}
app: {address: 0x18000, size: 0x60000}
tfm_secure: {address: 0x10000, size: 0x8000, span: [mcuboot_pad, tfm]}
tfm_nonsecure: {address: 0x18000, size: 0x60000, span: [app]}
mcuboot_primary_app: {address: 0x10200, size: 0x67e00, span: [tfm, app]}
mcuboot_primary: {address: 0x10000, size: 0x68000, span: [mcuboot_pad, tfm, app]}
mcuboot_secondary: {address: 0x78000, size: 0x68000}
settings_storage: {address: 0xe0000, size: 0x20000}
`,
    },
    { board: 'nrf9160dk_nrf9160_ns', version: '2.4.0' },
  ],
  [
    'a partition without bytes that keeps the place of the MBR',
    {
      ...child,
      'pm_static.yml': `nrf5_mbr: {address: 0x0, size: 0x0}\n${twoSlots(0x76000, 0x76000)}`,
    },
    { version: '2.4.0' },
  ],
  [
    'MCUboot behind the pad of its slot, with a first stage before it',
    {
      ...sysbuild('SB_CONFIG_SECURE_BOOT_APPCORE=y\n'),
      ...manySectors,
      'pm_static.yml': `b0: {address: 0x0, size: 0x8000}
provision: {address: 0x8000, size: 0x1000}
b0_container: {address: 0x0, size: 0x9000, span: [b0, provision]}
s0: {address: 0x9000, size: 0xc000, span: [s0_pad, mcuboot]}
s0_pad: {address: 0x9000, size: 0x200}
s0_image: {address: 0x9200, size: 0xbe00, span: [mcuboot]}
mcuboot: {address: 0x9200, size: 0xbe00}
s1: {address: 0x15000, size: 0xc000, span: [s1_pad, s1_image]}
s1_pad: {address: 0x15000, size: 0x200}
s1_image: {address: 0x15200, size: 0xbe00}
mcuboot_pad: {address: 0x21000, size: 0x200}
mcuboot_primary: {address: 0x21000, size: 0x60000, span: [mcuboot_pad, app]}
mcuboot_primary_app: {address: 0x21200, size: 0x5fe00, span: [app]}
mcuboot_secondary: {address: 0x81000, size: 0x60000}
settings_storage: {address: 0xe1000, size: 0x1f000}
`,
    },
    nrf52840,
  ],
  [
    'a bootloader in RRAM that ends in the middle of a page, and its slot that does not',
    {
      ...sysbuild(),
      ...manySectors,
      'pm_static.yml': `mcuboot: {address: 0x0, size: 0xd800}
EMPTY_0: {address: 0xd800, size: 0x800}
mcuboot_pad: {address: 0xe000, size: 0x800}
mcuboot_primary: {address: 0xe000, size: 0xa0000, span: [mcuboot_pad, app]}
mcuboot_primary_app: {address: 0xe800, size: 0x9f800, span: [app]}
mcuboot_secondary: {address: 0xae000, size: 0xa0000}
settings_storage: {address: 0x14e000, size: 0x17000}
`,
    },
    nrf54l15,
  ],
  [
    'a container with members that images bring along',
    {
      ...child,
      'pm_static.yml': twoSlots(0x76000, 0x76000, '[mcuboot_pad, mcuboot_primary_app]'),
    },
    { version: '2.4.0' },
  ],
  [
    'a file that names the bootloader and the storage only',
    {
      ...child,
      'pm_static.yml': 'mcuboot: {address: 0x0, size: 0xc000}\nmfg_storage: {address: 0xff000, size: 0x1000}\n',
    },
    { version: '2.4.0' },
  ],
  [
    'a slot with room to spare behind its members',
    {
      ...child,
      'child_image/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n',
      'pm_static.yml': `${twoSlots(0x76000, 0x76000)}EMPTY_0: {address: 0x80000, size: 0x2000}\n`,
    },
    { version: '2.4.0' },
  ],
  [
    'any text for a device',
    {
      ...child,
      [overlay]: chosen,
      'child_image/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n',
      'pm_static.yml': `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_pad: {address: 0xc000, size: 0x200}
mcuboot_primary: {address: 0xc000, size: 0xec000, span: [mcuboot_pad, app]}
settings_storage: {address: 0xf8000, size: 0x8000}
mcuboot_secondary: {address: 0, size: 966656, device: MX25R64, region: external_flash}
pad_of_mine: {address: 966656, size: 4096, device: flash_ctrl, region: external_flash}
more: {address: 0xed000, size: 0x1000, device: DT_CHOSEN(nordic_pm_ext_flash), region: external_flash}
`,
    },
    { version: '2.4.0' },
  ],
];

test.each(legal)('%s', (_, files, options) => {
  const said = findings(lintFiles(files, options)).filter((one) =>
    /^(error|warning) (partition|settings)\/|^(error|warning) mcuboot\/(slot-size|scratch|trailer|max-image-sectors)/.test(
      one,
    ),
  );
  expect(said).toEqual([]);
});
