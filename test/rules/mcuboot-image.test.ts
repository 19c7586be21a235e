import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, plain, update, without } from './of-rule.ts';

describe('mcuboot/option-in-app', () => {
  const found = ofRule('mcuboot/option-in-app');
  const app = (text: string) => ({ ...update, 'prj.conf': update['prj.conf'] + text });

  test('finds options whatever their value, in every fragment the application reads', () => {
    expect(found(app('CONFIG_BOOT_UPGRADE_ONLY=n\n'))).toEqual(['error prj.conf:4']);
    expect(found({ ...update, 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_MCUBOOT_SERIAL=y\n' })).toEqual([
      'error boards/nrf52840dk_nrf52840.conf:1',
    ]);
  });

  test('needs no bootloader in the build: the symbol is undefined all the same', () => {
    expect(found({ ...plain, 'prj.conf': 'CONFIG_PM_PARTITION_SIZE_MCUBOOT=0x10000\n' })).toEqual(['error prj.conf:1']);
  });

  test.each([
    'CONFIG_UPDATEABLE_IMAGE_NUMBER=2\n',
    'CONFIG_BOOT_IMAGE_ACCESS_HOOKS=y\n',
    'CONFIG_BOOT_SIGNATURE_KEY_FILE="key.pem"\n',
    'CONFIG_BOOT_BANNER=n\n',
    'CONFIG_MCUBOOT_IMG_MANAGER=y\n',
    'CONFIG_BOOT_BUILD_DIRECT_XIP_VARIANT=y\n',
  ])('knows that both images have %s', (line) => {
    expect(found(app(line))).toEqual([]);
  });

  test("leaves the application's own symbols alone, also those of files it sources", () => {
    const own = { Kconfig: 'rsource "Kconfig.boot"\nsource "Kconfig.zephyr"\n' };
    const files = { ...app('CONFIG_BOOT_HW_KEY=y\n'), ...own };
    expect(found({ ...files, 'Kconfig.boot': 'config BOOT_HW_KEY\n\tbool "Ours"\n' })).toEqual([]);
    expect(found(files)).toEqual(['error prj.conf:4']);
  });

  test('moves an option to the bootloader, unless that has it already', () => {
    const fix = (files: typeof update) => diagnosticsOf('mcuboot/option-in-app', files)[0]?.fixes?.[0]?.title;
    expect(fix(app('CONFIG_BOOT_VALIDATE_SLOT0=y\n'))).toBe('move it to child_image/mcuboot.conf');
    expect(fix(app('CONFIG_BOOT_MAX_IMG_SECTORS=256\n'))).toBeUndefined();
  });

  test('speaks of builds with sysbuild, too, where both SDKs agree', () => {
    const files = { 'prj.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n', 'sysbuild.conf': '', [overlay]: '/ {\n};\n' };
    expect(found(files, { version: '3.1.0' })).toEqual(['error prj.conf:1']);
    expect(found(files, { version: '2.9.0' })).toEqual(['error prj.conf:1']);
  });
});

describe('mcuboot/base-configuration-lost', () => {
  const found = ofRule('mcuboot/base-configuration-lost');
  const all = 'CONFIG_FLASH=y\nCONFIG_FPROTECT=y\nCONFIG_MAIN_STACK_SIZE=2048\n';
  const base = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', [overlay]: '/ {\n};\n' };
  const replaced = (text: string) => ({ ...base, 'child_image/mcuboot/prj.conf': text });

  test('misses the flash, the stack and the protection, each with its own severity', () => {
    expect(found(replaced(all))).toEqual([]);
    expect(found(replaced(all.replace('CONFIG_FLASH=y\n', '')))).toEqual(['error child_image/mcuboot/prj.conf:1']);
    expect(found(replaced(all.replace('CONFIG_FPROTECT=y\n', '')))).toEqual(['info child_image/mcuboot/prj.conf:1']);
    expect(found(replaced(all.replace(/CONFIG_MAIN.*\n/, '')))).toEqual(['warning child_image/mcuboot/prj.conf:1']);
  });

  test('a board fragment that replaces the base by accident is said once, by the cause', () => {
    const fragment = 'child_image/mcuboot/boards/nrf52840dk_nrf52840.conf';
    const files = { ...base, [fragment]: 'CONFIG_FLASH=y\nCONFIG_FPROTECT=n\n' };
    expect(found(files)).toEqual([]);
    expect(ofRule('images/board-conf-replaces-base')(files)).toEqual([`warning ${fragment}:1`]);
    const alone = 'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=10240\n';
    expect(found({ ...base, [fragment]: alone })).toEqual([`info ${fragment}:1`]);
  });

  test('is content with a fragment beside the folder', () => {
    expect(found({ ...base, 'child_image/mcuboot.conf': 'CONFIG_LOG=y\n' })).toEqual([]);
    expect(
      found({
        ...replaced('CONFIG_FLASH=y\nCONFIG_FPROTECT=y\n'),
        'child_image/mcuboot.conf': 'CONFIG_MAIN_STACK_SIZE=10240\n',
      }),
    ).toEqual([]);
  });

  test('leaves Matter alone, which gives MCUboot defaults of its own', () => {
    const files = { ...replaced('CONFIG_LOG=y\n'), 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_CHIP=y\n' };
    expect(found(files)).toEqual([]);
  });
});

describe('external-flash/mcuboot-node-disabled', () => {
  const found = ofRule('external-flash/mcuboot-node-disabled');

  test('looks at the bus, too', () => {
    const bus = { ...update, 'child_image/mcuboot.overlay': `${chosen}&qspi {\n\tstatus = "disabled";\n};\n` };
    expect(found(update)).toEqual([]);
    expect(found(bus)).toEqual(['error child_image/mcuboot.overlay:7']);
  });

  test('finds a chip that the board itself disables', () => {
    const files = {
      'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_SPI=y\nCONFIG_SPI_NOR=y\n',
      'boards/nrf9161dk_nrf9161_ns.overlay':
        '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &gd25lb256;\n\t};\n};\n&gd25lb256 {\n\tstatus = "okay";\n};\n',
      'child_image/mcuboot.overlay': '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &gd25lb256;\n\t};\n};\n',
    };
    expect(found(files)).toEqual(['error child_image/mcuboot.overlay:3']);
  });
});

describe('external-flash/layout-page-size', () => {
  const found = ofRule('external-flash/layout-page-size');
  const page = 'CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=65536\n';
  const bootloader = (text: string) => ({
    ...update,
    'child_image/mcuboot.conf': update['child_image/mcuboot.conf'] + text,
  });

  test('needs no setting for the QSPI driver', () => {
    expect(found(update)).toEqual([]);
    expect(found(bootloader(page))).toEqual(['error child_image/mcuboot.conf:3']);
  });

  test('lets larger pages be where MCUboot does not move sector by sector', () => {
    expect(found(bootloader(`${page}CONFIG_BOOT_UPGRADE_ONLY=y\n`))).toEqual([]);
    expect(found(bootloader(`${page}CONFIG_BOOT_SWAP_USING_SCRATCH=y\n`))).toEqual([]);
  });

  test('does not care about pages that only the application sees', () => {
    expect(found({ ...update, 'prj.conf': update['prj.conf'] + page })).toEqual([]);
  });

  test('finds the 64 KiB that the SPI NOR driver has by default', () => {
    const nor = `&qspi {\n\tstatus = "disabled";\n};\n&spi1 {\n\tstatus = "okay";\n\tnor: nor@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\tspi-max-frequency = <8000000>;\n\t\tjedec-id = [c2 28 17];\n\t\tsize = <0x4000000>;\n\t};\n};\n${chosen.replace('mx25r64', 'nor')}`;
    const files = {
      ...update,
      [overlay]: nor,
      'child_image/mcuboot.overlay': nor,
      'child_image/mcuboot.conf': 'CONFIG_SPI=y\nCONFIG_SPI_NOR=y\nCONFIG_MULTITHREADING=y\n',
    };
    expect(found(files)).toHaveLength(1);
    expect(
      found({
        ...files,
        'child_image/mcuboot.conf': `${files['child_image/mcuboot.conf']}CONFIG_SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096\n`,
      }),
    ).toEqual([]);
  });

  test('wants pages that divide the chip', () => {
    expect(
      found({ ...update, 'prj.conf': `${update['prj.conf']}CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=12288\n` }),
    ).toEqual(['error prj.conf:4']);
  });
});

describe('mcuboot/code-partition', () => {
  const found = ofRule('mcuboot/code-partition');
  const base = { 'prj.conf': '', 'boards/nrf52840dk_nrf52840.overlay': '/ {\n};\n' };
  const off = 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=n\n';

  test('is information with Partition Manager, which links MCUboot itself', () => {
    const files = { ...base, 'sysbuild/mcuboot.overlay': '/ {\n};\n' };
    expect(found({ ...files, 'sysbuild.conf': off }, { version: '3.1.0' })).toEqual([
      'error sysbuild/mcuboot.overlay:1',
    ]);
    expect(found({ ...files, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' }, { version: '3.1.0' })).toEqual([
      'info sysbuild/mcuboot.overlay:1',
    ]);
  });

  test('is silent where an overlay says it, includes what nobody has, or leaves MCUboot its own', () => {
    const with_ = (text: string) => ({ ...base, 'sysbuild.conf': off, 'sysbuild/mcuboot.overlay': text });
    expect(
      found(with_('/ {\n\tchosen {\n\t\tzephyr,code-partition = &boot_partition;\n\t};\n};\n'), { version: '3.1.0' }),
    ).toEqual([]);
    expect(found(with_('#include "../elsewhere.dtsi"\n/ {\n};\n'), { version: '3.1.0' })).toEqual([]);
    expect(
      found({ ...base, 'sysbuild.conf': off, 'sysbuild/mcuboot.conf': 'CONFIG_LOG=y\n' }, { version: '3.1.0' }),
    ).toEqual([]);
  });

  test('is silent in front of NSIB, where sysbuild links MCUboot into s0', () => {
    const files = { ...base, 'sysbuild/mcuboot.overlay': '/ {\n};\n' };
    const nsib = `${off}SB_CONFIG_SECURE_BOOT_APPCORE=y\n`;
    expect(found({ ...files, 'sysbuild.conf': nsib }, { version: '3.3.0' })).toEqual([]);
  });

  test('is silent with child images, where Partition Manager links every image', () => {
    expect(found(update)).toEqual([]);
    expect(found(without(update, 'child_image/mcuboot.overlay'))).toEqual([]);
  });
});
