import { describe, expect, test } from 'vitest';
import { chosen, ofRule, overlay, plain, update, without } from './of-rule.ts';

const option = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';
const app = (text: string) => ({ ...update, 'prj.conf': update['prj.conf'] + text });

describe('external-flash/secondary-region', () => {
  const found = ofRule('external-flash/secondary-region');
  const internal = { 'pm_static.yml': 'mcuboot_secondary:\n  address: 0x7c000\n  size: 0x70000\n' };

  test('compares both ways, and points at the line that was written', () => {
    expect(found(update)).toEqual([]);
    expect(found({ ...update, ...internal })).toEqual(['warning pm_static.yml:1']);
    expect(found({ ...app(`${option}=y\n`), ...internal })).toEqual(['warning prj.conf:4']);
    expect(found({ ...app(`${option}=n\n`), ...internal })).toEqual([]);
    expect(found(app(`${option}=n\n`))).toEqual(['warning prj.conf:4']);
  });
});

describe('external-flash/secondary-moved', () => {
  const found = ofRule('external-flash/secondary-moved');
  const moved = without(update, 'pm_static.yml', 'child_image/mcuboot.conf', 'child_image/mcuboot.overlay');

  test('is silent where anything says that it is meant', () => {
    expect(found(moved)).toEqual([`warning ${overlay}:3`]);
    expect(found({ ...moved, 'prj.conf': `${update['prj.conf']}${option}=y\n` })).toEqual([]);
    expect(found({ ...moved, 'child_image/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\n' })).toEqual([]);
    expect(found({ ...moved, 'child_image/mcuboot.overlay': chosen })).toEqual([]);
    expect(found({ ...moved, 'pm_static.yml': update['pm_static.yml']! })).toEqual([]);
  });

  test('is silent without a bootloader, and where the board itself chooses the chip', () => {
    expect(found(plain)).toEqual([]);
    expect(found({ 'prj.conf': update['prj.conf']!, 'boards/thingy53_nrf5340_cpuapp.overlay': '/ {\n};\n' })).toEqual(
      [],
    );
  });
});

describe('external-flash/secondary-option', () => {
  const found = ofRule('external-flash/secondary-option');
  const files = { ...app(`${option}=y\n`), [overlay]: '/ {\n};\n' };

  test('asks for a chosen chip, where the board is known', () => {
    expect(found(files)).toEqual(['error prj.conf:4']);
    expect(found(app(`${option}=y\n`))).toEqual([]);
    expect(found(files, { version: '2.6.0' })).toEqual([]);
    expect(found(files, { board: 'some_unknown_board' })).toEqual([]);
  });
});

describe('external-flash/app-driver', () => {
  const found = ofRule('external-flash/app-driver');
  const off = { ...update, 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_NORDIC_QSPI_NOR=n\n' };
  const settings = 'settings_storage:\n  address: 0xf4000\n  size: 0x4000\n  region: external_flash\n';

  test('speaks of partitions that something opens', () => {
    expect(found(off)).toEqual([]);
    expect(found({ ...off, 'prj.conf': `${off['prj.conf']}CONFIG_STREAM_FLASH=y\nCONFIG_IMG_MANAGER=y\n` })).toEqual([
      'error prj.conf:3',
    ]);
    const stored = { ...off, 'pm_static.yml': update['pm_static.yml'] + settings };
    expect(found({ ...stored, 'prj.conf': `${off['prj.conf']}CONFIG_SETTINGS=y\n` })).toEqual(['error prj.conf:3']);
  });
});

describe('chips on SPI', () => {
  const nor = `&qspi {\n\tstatus = "disabled";\n};\n&spi1 {\n\tstatus = "okay";\n\tnor: nor@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\tspi-max-frequency = <8000000>;\n\t\tjedec-id = [c2 28 17];\n\t\tsize = <0x4000000>;\n\t};\n};\n${chosen.replace('mx25r64', 'nor')}`;
  const spi = (text: string) => ({
    ...update,
    [overlay]: nor,
    'child_image/mcuboot.overlay': nor,
    'child_image/mcuboot.conf': `CONFIG_SPI=y\nCONFIG_SPI_NOR=y\n${text}`,
  });

  test('need multithreading in MCUboot; chips on QSPI do not', () => {
    const found = ofRule('external-flash/multithreading');
    expect(found(spi(''))).toEqual(['error child_image/mcuboot.conf:2']);
    expect(found(spi('CONFIG_MULTITHREADING=n\n'))).toEqual(['error child_image/mcuboot.conf:3']);
    expect(found(spi('CONFIG_BOOT_USB_DFU_WAIT=y\n'))).toEqual([]);
    const sysbuild = {
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
      'sysbuild/mcuboot.overlay': nor,
      'sysbuild/mcuboot.conf': 'CONFIG_SPI=y\nCONFIG_SPI_NOR=y\nCONFIG_MULTITHREADING=n\n',
    };
    const board = 'nrf52840dk/nrf52840';
    expect(found(sysbuild, { version: '2.9.0', board })).toEqual(['error sysbuild/mcuboot.conf:3']);
    // What selects them may be on in the files of the board.
    expect(found(sysbuild, { version: '2.9.0' })).toEqual([]);
    for (const version of ['3.0.99', '3.1.0', '3.3.0']) expect(found(sysbuild, { version, board })).toEqual([]);
    expect(found(update)).toEqual([]);
  });

  test('need a larger partition', () => {
    const found = ofRule('external-flash/mcuboot-size');
    // A warning on the nRF91 only, where it was measured.
    expect(found(spi(''))).toEqual(['info child_image/mcuboot.conf:2']);
    expect(found(spi('CONFIG_PM_PARTITION_SIZE_MCUBOOT=0xd000\n'))).toEqual([]);
    const fixed = {
      ...spi(''),
      'pm_static.yml': `${update['pm_static.yml']}mcuboot:\n  address: 0x0\n  size: 0xc000\n`,
    };
    expect(found(fixed)).toEqual(['info pm_static.yml:7']);
    expect(found(update)).toEqual([]);
  });
});

describe('the override of the driver check', () => {
  const override = 'CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK=y\n';

  test('needs a driver, in the image that has it', () => {
    const found = ofRule('external-flash/override-without-driver');
    expect(found({ ...update, 'child_image/mcuboot.conf': override })).toEqual(['error child_image/mcuboot.conf:1']);
    expect(found({ ...update, 'child_image/mcuboot.conf': update['child_image/mcuboot.conf'] + override })).toEqual([]);
  });

  test('is not needed for the drivers that Partition Manager knows', () => {
    expect(ofRule('external-flash/override-needed')(update)).toEqual([]);
  });
});

describe('properties of a flash node', () => {
  const change = (text: string) => ({ ...plain, [overlay]: `&mx25r64 {\n${text}};\n` });

  test('the size is said once', () => {
    const found = ofRule('external-flash/size-property');
    expect(found(plain)).toEqual([]);
    expect(found(change('\tsize-in-bytes = <0x800000>;\n'))).toEqual([`error ${overlay}:2`]);
    expect(found(change('\t/delete-property/ size;\n'))).toEqual([`error ${overlay}:2`]);
    expect(found(change('\t/delete-property/ size;\n\tsize-in-bytes = <0x800000>;\n'))).toEqual([]);
  });

  test('the id has three bytes, in brackets', () => {
    const found = ofRule('external-flash/jedec-id');
    expect(found(plain)).toEqual([]);
    expect(found(change('\tjedec-id = [c2 28 17 00];\n'))).toEqual([`error ${overlay}:2`]);
    expect(found(change('\tjedec-id = /bits/ 8 <0xc2 0x28 0x17>;\n'))).toEqual([]);
    expect(found(change('\t/delete-property/ jedec-id;\n'))).toEqual([`error ${overlay}:2`]);
  });
});

describe('the table of a chip', () => {
  /** 8 MiB, 3-byte addresses, reads 1-1-4 and 1-4-4, erases 4 KiB and 64 KiB, quad enable S1B6. */
  const words = [0xfff120e5, 0x03ffffff, 0x6b08eb44, 0xbb043b08, 0, 0, 0, 0xd810200c, 0, 0, 0x80, 0, 0, 0, 2 << 20];
  const bytes = (list: readonly number[]) =>
    list
      .flatMap((word) => [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, '0')))
      .join(' ');
  const chip = (text: string, change: Readonly<Record<number, number>> = {}) => ({
    ...plain,
    [overlay]: `&mx25r64 {\n\tsfdp-bfp = [${bytes(words.map((word, index) => change[index + 1] ?? word))}];\n${text}};\n`,
  });

  test('says where the quad enable bit is', () => {
    const found = ofRule('external-flash/quad-enable');
    expect(found(chip(''))).toEqual([]);
    expect(found(chip('\tquad-enable-requirements = "S1B6";\n'))).toEqual([]);
    expect(found(chip('\tquad-enable-requirements = "NONE";\n'))).toEqual([`warning ${overlay}:3`]);
    expect(found(chip('', { 15: 5 << 20 }))).toEqual([`warning ${overlay}:2`]);
    expect(found(chip('\tquad-enable-requirements = "S2B1v4";\n', { 15: 5 << 20 }))).toEqual([]);
    expect(found(chip('\tquad-enable-requirements = "S2B7";\n'))).toEqual([`error ${overlay}:3`]);
    expect(found(chip('\treadoc = "fastread";\n\twriteoc = "pp";\n', { 15: 5 << 20 }))).toEqual([]);
  });

  test('proves nothing where it is that of another chip', () => {
    const other = { 2: 0x00ffffff, 3: 0, 15: 5 << 20, 8: 0x0000d810, 1: 0 };
    for (const rule of ['quad-enable', 'opcode', 'layout-page-size', 'addressing']) {
      expect(ofRule(`external-flash/${rule}`)(chip('\taddress-size-32;\n', other)), rule).toEqual([]);
    }
  });

  test('says which reads there are', () => {
    const found = ofRule('external-flash/opcode');
    expect(found(chip('\treadoc = "read4o";\n'))).toEqual([]);
    expect(found(chip('\treadoc = "read4o";\n', { 3: 0x6a08eb44 }))).toEqual([`warning ${overlay}:3`]);
    expect(found(chip('', { 1: 0xffd120e5 }))).toEqual([`warning ${overlay}:2`]);
    expect(found(chip('\treadoc = "fastread";\n', { 1: 0xff8020e5 }))).toEqual([]);
  });

  test('says how long addresses are, and what is erased', () => {
    const addressing = ofRule('external-flash/addressing');
    expect(addressing(chip('\taddress-size-32;\n'))).toEqual([`warning ${overlay}:3`]);
    expect(addressing(chip('\taddress-size-32;\n', { 1: 0xfff320e5 }))).toEqual([]);
    const pages = ofRule('external-flash/layout-page-size');
    expect(pages(chip(''))).toEqual([]);
    expect(pages(chip('', { 8: 0x0000d810 }))).toEqual([`warning ${overlay}:2`]);
  });
});

describe('external-flash/deep-power-down', () => {
  const found = ofRule('external-flash/deep-power-down');
  const awake = { ...update, 'child_image/mcuboot.overlay': `${chosen}&mx25r64 {\n\t/delete-property/ has-dpd;\n};\n` };

  test('asks whether the application lets the chip sleep', () => {
    expect(found(update)).toEqual([]);
    expect(found({ ...awake, 'prj.conf': `${update['prj.conf']}CONFIG_PM_DEVICE=y\n` })).toContain(
      'warning child_image/mcuboot.overlay:7',
    );
    expect(found({ ...awake, 'prj.conf': `${update['prj.conf']}CONFIG_PM_DEVICE=n\n` })).toEqual([
      'info child_image/mcuboot.overlay:7',
    ]);
  });
});

test('external-flash/write-buffer and external-flash/lock-ignored look at the driver', () => {
  const buffer = ofRule('external-flash/write-buffer');
  const size = (text: string) => ({
    ...plain,
    'prj.conf': `CONFIG_FLASH=y\nCONFIG_NORDIC_QSPI_NOR_STACK_WRITE_BUFFER_SIZE=${text}`,
  });
  expect(buffer(size('0\n'))).toEqual(['warning prj.conf:2']);
  expect(buffer(size('10\n'))).toEqual(['error prj.conf:2']);
  expect(buffer(size('256\n'))).toEqual([]);
  expect(buffer(size('10\nCONFIG_NORDIC_QSPI_NOR=n\n'))).toEqual([]);
  const lock = ofRule('external-flash/lock-ignored');
  expect(lock({ ...plain, [overlay]: '&mx25r64 {\n\trequires-ulbpr;\n};\n' })).toEqual([`info ${overlay}:2`]);
});
