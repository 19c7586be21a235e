import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { diagnosticsOf, ofRule, overlay, update, without } from './of-rule.ts';

const found = ofRule('mcuboot/max-image-sectors');
const conf = (text: string) => ({ ...update, 'child_image/mcuboot.conf': `CONFIG_NORDIC_QSPI_NOR=y\n${text}` });
/** Both slots in internal flash, so that nothing is left to Partition Manager. */
const slots = (size: string, text = '') => ({
  ...without(update, 'child_image/mcuboot.overlay', 'child_image/mcuboot.conf'),
  'pm_static.yml': `mcuboot_primary:\n  address: 0xc000\n  size: ${size}\nmcuboot_secondary:\n  address: 0x90000\n  size: ${size}\n`,
  ...(text !== '' && { 'child_image/mcuboot.conf': text }),
});

describe('mcuboot/max-image-sectors', () => {
  test('counts: 128 sectors of 4 KiB fit into the 128 of the default, 129 do not', () => {
    expect(found(slots('0x80000'))).toEqual([]);
    expect(found(slots('0x81000'))).toEqual(['error pm_static.yml:3']);
    // The beginning of a sector is a sector.
    expect(found(slots('0x80200'))).toEqual(['error pm_static.yml:3']);
  });

  test('takes the limit of the bootloader, wherever it is set', () => {
    expect(found(conf('CONFIG_BOOT_MAX_IMG_SECTORS=256\n'))).toEqual([]);
    expect(found(conf('CONFIG_BOOT_MAX_IMG_SECTORS=244\n'))).toEqual([]);
    expect(found(conf(''), { buildArguments: ['-Dmcuboot_CONFIG_BOOT_MAX_IMG_SECTORS=256'] })).toEqual([]);
    expect(found({ ...conf(''), 'prj.conf': `${update['prj.conf']}CONFIG_BOOT_MAX_IMG_SECTORS=256\n` })).toHaveLength(
      1,
    );
  });

  test('points at the limit where the user set it', () => {
    expect(found(conf('CONFIG_BOOT_MAX_IMG_SECTORS=200\n'))).toEqual(['error child_image/mcuboot.conf:2']);
  });

  test('reads the fragment of the build type, and no other', () => {
    const release = { ...without(update, 'prj.conf'), 'prj_release.conf': update['prj.conf']! };
    const built = { buildArguments: ['-DCONF_FILE=prj_release.conf'] };
    expect(found(release, built)).toEqual(['error pm_static.yml:3']);
    expect(
      found({ ...release, 'child_image/mcuboot_release.conf': update['child_image/mcuboot.conf']! }, built),
    ).toEqual([]);
  });

  test('proposes the next power of two', () => {
    const fix = diagnosticsOf('mcuboot/max-image-sectors', conf(''))[0]?.fixes?.[0];
    expect(fix?.edits).toMatchObject([{ path: 'child_image/mcuboot.conf', text: 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n' }]);
  });

  test('knows how much the primary slot has when Partition Manager places it, at the least otherwise', () => {
    const dynamic = without(conf(''), 'pm_static.yml');
    const message = (files: Files) => diagnosticsOf('mcuboot/max-image-sectors', files)[0]?.message;
    expect(message(dynamic)).toContain('mcuboot_primary has 244 sectors');
    // Nobody knows how much this subsystem takes.
    const more = {
      ...dynamic,
      'prj.conf': `${dynamic['prj.conf']}CONFIG_MEMFAULT_NCS_INTERNAL_FLASH_BACKED_COREDUMP=y\n`,
    };
    expect(message(more)).toMatch(/mcuboot_primary has at least \d+ sectors/);
  });

  test.each(['CONFIG_SINGLE_APPLICATION_SLOT=y\n', 'CONFIG_BOOT_DIRECT_XIP=y\n'])('is silent with %s', (mode) => {
    expect(found(slots('0x90000'))).toHaveLength(1);
    expect(found(slots('0x90000', mode))).toEqual([]);
  });

  test('is silent where a firmware loader takes the place of the second slot', () => {
    const layout = `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_pad: {address: 0xc000, size: 0x200}
mcuboot_primary: {address: 0xc000, size: 0xc0000, span: [mcuboot_pad, app]}
mcuboot_secondary: {address: 0xcc000, size: 0x30000}
`;
    const build = (mode: string): Files => ({
      'prj.conf': '',
      'sysbuild.conf': `SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_MCUBOOT_MODE_${mode}=y\n`,
      'sysbuild/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=128\n',
      'pm_static.yml': layout,
    });
    const options = { board: 'nrf52840dk/nrf52840', version: '3.3.99' };
    expect(found(build('OVERWRITE_ONLY'), options)).toHaveLength(1);
    expect(found(build('FIRMWARE_UPDATER'), options)).toEqual([]);
  });

  test('is silent on a board that has room in its own configuration', () => {
    expect(found({ ...without(conf(''), overlay), 'boards/thingy53_nrf5340_cpuapp.overlay': '/ {\n};\n' })).toEqual([]);
  });
});
