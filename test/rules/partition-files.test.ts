import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { ofRule, without } from './of-rule.ts';

const board = 'boards/nrf52840dk_nrf52840.conf';
const slots =
  'mcuboot:\n  address: 0x0\n  size: 0xc000\nmcuboot_primary:\n  address: 0xc000\n  size: 0x7a000\n  span: [mcuboot_pad, app]\nmcuboot_secondary:\n  address: 0x86000\n  size: 0x7a000\n';

describe('partition/no-static-file', () => {
  const found = ofRule('partition/no-static-file');
  const app: Files = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', [board]: 'CONFIG_PWM=y\n' };

  test('points at the line that brings the bootloader', () => {
    expect(found(app)).toEqual(['info prj.conf:1']);
    expect(found({ ...app, 'pm_static.yml': slots })).toEqual([]);
  });

  test('is silent without a bootloader, for loose files, and for boards nobody knows', () => {
    expect(found({ ...app, 'prj.conf': '' })).toEqual([]);
    expect(found(app, { complete: false })).toEqual([]);
    expect(found(app, { board: 'my_board' })).toEqual([]);
  });

  test('a static file of the board is one', () => {
    expect(found(app, { board: 'thingy53_nrf5340_cpuapp' })).toEqual([]);
  });
});

describe('partition/static-without-bootloader', () => {
  const found = ofRule('partition/static-without-bootloader');
  const app: Files = { 'prj.conf': 'CONFIG_GPIO=y\n', [board]: 'CONFIG_PWM=y\n', 'pm_static.yml': slots };

  test('points at MCUboot', () => {
    expect(found(app)).toEqual(['warning pm_static.yml:1']);
  });

  test('is silent where one build has it', () => {
    expect(found({ ...app, 'prj_dfu.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' })).toEqual([]);
  });

  test('is silent where nobody knows', () => {
    expect(found(app, { board: 'my_board' })).toEqual([]);
    expect(
      found({ ...app, Kconfig: 'config FOO\n\tbool "foo"\n\tselect BOOTLOADER_MCUBOOT\nsource "Kconfig.zephyr"\n' }),
    ).toEqual([]);
  });

  test('is silent about a file that something names in another folder', () => {
    const { 'pm_static.yml': layout = '', ...others } = app;
    const moved = { ...others, 'configuration/nrf52840dk_nrf52840/pm_static.yml': layout };
    expect(found(moved)).toEqual([]);
  });

  test('a layout without MCUboot needs none', () => {
    expect(found({ ...app, 'pm_static.yml': 'settings_storage:\n  address: 0xf8000\n  size: 0x8000\n' })).toEqual([]);
  });

  test('with sysbuild, who asks for MCUboot in prj.conf hears of that', () => {
    const asked = {
      ...app,
      'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_NONE=y\n',
    };
    expect(found(asked, { version: '3.0.0' })).toEqual([]);
  });
});

describe('partition/partition-manager-off', () => {
  const found = ofRule('partition/partition-manager-off');
  const app: Files = {
    'prj.conf': '',
    [board]: 'CONFIG_PWM=y\n',
    'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=n\n',
    'pm_static.yml': slots,
  };
  const newest = { version: '3.0.0' };

  test('nothing reads the file, and nothing says the same', () => {
    expect(found(app, newest)).toEqual(['error pm_static.yml:1']);
    expect(found({ ...app, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' }, newest)).toEqual([]);
    expect(found(app)).toEqual([]);
  });

  test('information where the devicetree has the layout', () => {
    const map =
      '&flash0 {\n\tpartitions {\n\t\tboot_partition: partition@0 {\n\t\t\treg = <0x0 0xc000>;\n\t\t};\n\t};\n};\n';
    expect(found({ ...app, 'boards/nrf52840dk_nrf52840.overlay': map }, newest)).toEqual(['info pm_static.yml:1']);
    const included = { 'boards/nrf52840dk_nrf52840.overlay': '#include "map.dtsi"\n', 'boards/map.dtsi': map };
    expect(found({ ...app, ...included }, newest)).toEqual(['info pm_static.yml:1']);
  });

  test('is silent where another build reads it, or an argument turned it off', () => {
    const suffix = { 'sysbuild_pm.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n', 'prj_pm.conf': '' };
    expect(found({ ...app, ...suffix }, newest)).toEqual([]);
    const given = { ...newest, buildArguments: ['-DSB_CONFIG_PARTITION_MANAGER=n'] };
    expect(found({ ...app, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' }, given)).toEqual([]);
  });

  test('without a static file there is nothing to lose', () => {
    expect(found(without(app, 'pm_static.yml'), newest)).toEqual([]);
  });
});
