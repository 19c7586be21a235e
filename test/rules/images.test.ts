import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { diagnosticsOf, ofRule, without } from './of-rule.ts';

const board = 'boards/nrf5340dk_nrf5340_cpuapp.conf';
const app: Files = {
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'prj_release.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  [board]: 'CONFIG_PWM=y\n',
};

describe('images/build-type-missing', () => {
  const found = ofRule('images/build-type-missing');
  const driver = 'CONFIG_NORDIC_QSPI_NOR=y\n';

  test('every file of the bootloader that only the plain build reads', () => {
    expect(found({ ...app, 'child_image/mcuboot.conf': driver })).toEqual(['error child_image/mcuboot.conf:1']);
    expect(found({ ...app, 'child_image/mcuboot/prj.conf': 'CONFIG_LOG=n\n' })).toEqual([
      'warning child_image/mcuboot/prj.conf:1',
    ]);
    const overlay = 'child_image/mcuboot/boards/nrf5340dk_nrf5340_cpuapp.overlay';
    expect(found({ ...app, [overlay]: '&i2c1 {\n};\n' })).toEqual([`warning ${overlay}:1`]);
  });

  test('is silent where the build type has the file, or needs none', () => {
    expect(found({ ...app, 'child_image/mcuboot.conf': driver, 'child_image/mcuboot_release.conf': driver })).toEqual(
      [],
    );
    expect(found({ ...app, 'child_image/mcuboot.overlay': '&i2c1 {\n};\n' })).toEqual([]);
    expect(found({ ...app, 'child_image/mcuboot.conf': '# nothing\n' })).toEqual([]);
    expect(found({ ...app, 'prj_release.conf': 'CONFIG_LOG=n\n', 'child_image/mcuboot.conf': driver })).toEqual([]);
    expect(found({ ...without(app, 'prj_release.conf'), 'child_image/mcuboot.conf': driver })).toEqual([]);
  });

  test('is silent where the build says which files the bootloader has', () => {
    const files = { ...app, 'child_image/mcuboot.conf': driver, 'boot.conf': driver };
    expect(found(files, { buildArguments: ['-DCONF_FILE=prj_release.conf'] })).toHaveLength(1);
    const given = ['-DCONF_FILE=prj_release.conf', '-Dmcuboot_CONF_FILE=boot.conf'];
    expect(found(files, { buildArguments: given })).toEqual([]);
  });

  describe('with sysbuild', () => {
    const chosen = '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &mx25r64;\n\t};\n};\n';
    const stem = 'sysbuild/mcuboot/boards/nrf54l15dk_nrf54l15_cpuapp';
    const files: Files = {
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
      'sample.yaml':
        'tests:\n  sample.a:\n    sysbuild: true\n    platform_allow: nrf54l15dk/nrf54l15/cpuapp\n    extra_args: FILE_SUFFIX=ext\n',
      'sysbuild/mcuboot/prj.conf': 'CONFIG_FLASH=y\n',
      [`${stem}.conf`]: 'CONFIG_LOG=n\n',
      [`${stem}_ext.overlay`]: chosen,
    };
    const newest = { version: '3.1.0' };

    test('an overlay of a suffix brings the flash, and no fragment the driver', () => {
      expect(found(files, newest)).toEqual([`warning ${stem}_ext.overlay:3`]);
    });

    test('is silent where any fragment speaks of a driver', () => {
      expect(found({ ...files, [`${stem}_ext.conf`]: 'CONFIG_SPI_NOR=y\n' }, newest)).toEqual([]);
      expect(found({ ...files, [`${stem}.conf`]: 'CONFIG_SPI=n\n' }, newest)).toEqual([]);
    });

    test('is silent where the bootloader keeps its own configuration', () => {
      const own = without(files, 'sysbuild/mcuboot/prj.conf', `${stem}.conf`, `${stem}_ext.overlay`);
      expect(found({ ...own, 'sysbuild/mcuboot.overlay': chosen }, newest)).toEqual([]);
    });
  });
});

describe('images/board-conf-replaces-base', () => {
  const found = ofRule('images/board-conf-replaces-base');
  const fragment = 'child_image/mcuboot/boards/nrf5340dk_nrf5340_cpuapp.conf';
  const plain = without(app, 'prj_release.conf');

  test('a fragment that was meant as an addition', () => {
    expect(found({ ...plain, [fragment]: 'CONFIG_LOG=n\n' })).toEqual([`warning ${fragment}:1`]);
    expect(
      found({ ...plain, [fragment]: 'CONFIG_LOG=n\n', 'child_image/mcuboot/prj.conf': 'CONFIG_FLASH=y\n' }),
    ).toEqual([]);
  });

  test('is silent where it was written to stand alone', () => {
    expect(found({ ...plain, [fragment]: 'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=10240\n' })).toEqual([]);
  });

  test('is silent without a bootloader', () => {
    expect(found({ ...plain, 'prj.conf': '', [fragment]: 'CONFIG_LOG=n\n' })).toEqual([]);
  });

  test('says what stands beside it', () => {
    const [only] = diagnosticsOf('images/board-conf-replaces-base', { ...plain, [fragment]: 'CONFIG_LOG=n\n' });
    expect(only?.help).toContain('child_image/mcuboot.conf');
  });
});

describe('images/prj-conf-drops-board-conf', () => {
  const found = ofRule('images/prj-conf-drops-board-conf');
  const base = 'child_image/mcuboot/prj.conf';
  const files = {
    'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
    'boards/thingy53_nrf5340_cpuapp.conf': 'CONFIG_PWM=y\n',
    [base]: 'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=10240\n',
  };

  test('names what the board has and the new configuration has not', () => {
    const [only] = diagnosticsOf('images/prj-conf-drops-board-conf', files);
    expect(only?.message).toContain('CONFIG_BOOT_MAX_IMG_SECTORS');
    expect(only?.message).toContain('CONFIG_MCUBOOT_SERIAL');
  });

  test('any value is an answer', () => {
    const all = [
      'BOOT_MAX_IMG_SECTORS=128',
      'MCUBOOT_SERIAL=n',
      'BOOT_UPGRADE_ONLY=n',
      'UPDATEABLE_IMAGE_NUMBER=1',
      'NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096',
    ];
    const said = all.map((line) => `CONFIG_${line}\n`).join('');
    expect(found({ ...files, 'child_image/mcuboot.conf': said })).toEqual([]);
  });

  test('is silent for boards without a fragment, and where MCUboot keeps its own', () => {
    expect(found(files, { board: 'nrf5340dk_nrf5340_cpuapp' })).toEqual([]);
    expect(found(files, { board: 'my_board' })).toEqual([]);
    expect(found({ ...without(files, base), 'child_image/mcuboot.conf': 'CONFIG_LOG=n\n' })).toEqual([]);
  });
});
