import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { chosen, ofRule, overlay } from './of-rule.ts';

const settings = 'CONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_NVS=y\nCONFIG_SETTINGS=y\nCONFIG_SETTINGS_NVS=y\n';
const qspi = `${settings}CONFIG_NORDIC_QSPI_NOR=y\n`;
const storage = (size: string, more = '') => `settings_storage:\n  address: 0x0\n  size: ${size}\n${more}`;
const internal = (size: string, conf = ''): Files => ({
  'prj.conf': settings + conf,
  'pm_static.yml': storage(size),
  'boards/nrf52840dk_nrf52840.conf': '',
});
const external = (size: string, conf = ''): Files => ({
  'prj.conf': qspi + conf,
  'pm_static.yml': storage(size, '  region: external_flash\n'),
  [overlay]: chosen,
});

describe('settings/sector-size', () => {
  const found = ofRule('settings/sector-size');
  const page = 'CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE';

  test('multiplies the pages of the driver', () => {
    expect(found(external('0x40000'))).toEqual([]);
    expect(found(external('0x40000', `${page}=32768\n`))).toEqual([]);
    expect(found(external('0x40000', `${page}=32768\nCONFIG_SETTINGS_NVS_SECTOR_SIZE_MULT=2\n`))).toHaveLength(1);
  });

  test('is about NVS only', () => {
    const fcb = external('0x40000', `${page}=65536\nCONFIG_SETTINGS_NVS=n\nCONFIG_FCB=y\nCONFIG_SETTINGS_FCB=y\n`);
    expect(found(fcb)).toEqual([]);
  });
});

describe('settings/sector-count', () => {
  const found = ofRule('settings/sector-count');

  test('needs two sectors', () => {
    expect(found(internal('0x1000'))).toEqual(['error pm_static.yml:3']);
    expect(found(internal('0x2000'))).toEqual([]);
  });

  test('needs them in builds with sysbuild, too, whose factor nobody knows', () => {
    const build = { version: '2.9.0', board: 'nrf52840dk/nrf52840' };
    const on = { 'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=y\n' };
    expect(found({ ...internal('0x1000'), ...on }, build)).toEqual(['error pm_static.yml:3']);
    expect(found({ ...internal('0x2000'), ...on }, build)).toEqual([]);
  });

  test('does not mind the default of 8 in a smaller partition', () => {
    expect(found(internal('0x4000'))).toEqual([]);
    expect(found(internal('0x4000', 'CONFIG_SETTINGS_NVS_SECTOR_COUNT=8\n'))).toEqual(['warning prj.conf:6']);
    expect(found(internal('0x8000', 'CONFIG_SETTINGS_NVS_SECTOR_COUNT=8\n'))).toEqual([]);
  });

  test('reads the partition of the devicetree without Partition Manager', () => {
    const files = (kilobytes: number): Files => ({
      'prj.conf': 'CONFIG_SETTINGS_NVS_SECTOR_COUNT=16\n',
      'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n',
      'app.overlay': `&flash0 {\n\tpartitions {\n\t\tstorage_partition: partition@f8000 {\n\t\t\treg = <0xf8000 DT_SIZE_K(${kilobytes})>;\n\t\t};\n\t};\n};\n`,
    });
    const options = { version: '3.3.99', board: 'nrf52840dk/nrf52840' };
    expect(found(files(32), options)).toEqual(['warning prj.conf:1']);
    expect(found(files(64), options)).toEqual([]);
  });
});

describe('settings/external-needs-static', () => {
  const found = ofRule('settings/external-needs-static');
  const option = 'CONFIG_PM_PARTITION_REGION_SETTINGS_STORAGE_EXTERNAL=y\n';

  test('is about the versions that have the mistake', () => {
    const files = { 'prj.conf': qspi + option, [overlay]: chosen };
    expect(found(files)).toEqual(['error prj.conf:7']);
    expect(found(files, { version: '2.5.0' })).toEqual([]);
    expect(found(external('0x8000', option))).toEqual([]);
  });
});

describe('settings/region-option', () => {
  const found = ofRule('settings/region-option');

  test('lets a static partition be external without the option', () => {
    expect(found(external('0x8000'))).toEqual([]);
    const moved = {
      ...internal('0x8000', 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_PM_PARTITION_REGION_SETTINGS_STORAGE_EXTERNAL=y\n'),
      [overlay]: chosen,
    };
    expect(found(moved)).toEqual(['info prj.conf:7']);
  });
});

describe('settings/partition-name', () => {
  const found = ofRule('settings/partition-name');
  const named = (name: string, conf = settings): Files => ({
    ...internal('0x8000'),
    'prj.conf': conf,
    'pm_static.yml': storage('0x8000').replace('settings_storage', name),
  });

  test('knows what each subsystem looks for', () => {
    expect(found(named('storage'))).toEqual(['warning pm_static.yml:1']);
    expect(found(named('settings_storage'))).toEqual([]);
    expect(found(named('measurements'))).toEqual([]);
    expect(found(named('storage', 'CONFIG_FLASH=y\n'))).toEqual([]);
  });

  test('says nothing of NVS while settings may have the name', () => {
    const board = { board: 'nrf52840dk/nrf52840', version: '3.2.0' };
    expect(found(named('storage', 'CONFIG_NVS=y\nCONFIG_SETTINGS=y\n'), board)).toEqual([]);
    expect(found(named('storage', 'CONFIG_NVS=y\nCONFIG_SETTINGS=n\nCONFIG_FILE_SYSTEM=n\n'), board)).toEqual([
      'warning pm_static.yml:1',
    ]);
  });

  test('is content with a name of its own that the code knows', () => {
    const code = (name: string, line: string): readonly string[] =>
      found({ ...named(name), 'src/main.c': `${line}\n` });
    expect(found(named('nvs_storage'))).toEqual(['warning pm_static.yml:1']);
    expect(code('nvs_storage', 'fs.offset = FIXED_PARTITION_OFFSET(nvs_storage);')).toEqual([]);
    expect(code('nvs_storage', 'erase(PM_NVS_STORAGE_ADDRESS, PM_NVS_STORAGE_SIZE);')).toEqual([]);
    expect(code('nvs_storage', 'erase(PM_NVS_STORAGE2_ADDRESS);')).toEqual(['warning pm_static.yml:1']);
    expect(code('storage', 'fs.offset = FIXED_PARTITION_OFFSET(storage);')).toEqual(['warning pm_static.yml:1']);
  });
});

describe('partition/storage-not-static', () => {
  const found = ofRule('partition/storage-not-static');

  test('needs pinned slots', () => {
    expect(found({ 'prj.conf': settings, 'boards/nrf52840dk_nrf52840.conf': '' })).toEqual([]);
  });
});
