import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../src/lint/lint.ts';
import type { Files } from '../linting.ts';
import { ofRule } from './of-rule.ts';

const found = (id: string, files: Files, options: Partial<LintOptions> = {}): readonly string[] =>
  ofRule(id)({ 'prj.conf': '', ...files }, { board: 'nrf5340dk/nrf5340/cpuapp', version: '3.3.99', ...options });

const update =
  'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_NETCORE_EMPTY=y\nSB_CONFIG_SECURE_BOOT_NETCORE=y\nSB_CONFIG_NETCORE_APP_UPDATE=y\n';

describe('images/netcore-missing', () => {
  const id = 'images/netcore-missing';
  const radio = { 'prj.conf': 'CONFIG_BT=y\n' };

  test('is about SoCs with a radio core', () => {
    expect(found(id, radio)).toEqual(['error prj.conf:1']);
    expect(found(id, radio, { board: 'nrf52840dk/nrf52840' })).toEqual([]);
    expect(found(id, radio, { board: 'nrf5340dk/nrf5340/cpunet' })).toEqual([]);
  });

  test('is silent where some image is chosen, added, or chosen for another build', () => {
    expect(found(id, { ...radio, 'sysbuild.conf': 'SB_CONFIG_NETCORE_HCI_IPC=y\n' })).toEqual([]);
    expect(
      found(id, {
        ...radio,
        'Kconfig.sysbuild': 'config NRF_DEFAULT_IPC_RADIO\n\tdefault y\nsource "share/sysbuild/Kconfig"\n',
      }),
    ).toEqual([]);
    expect(
      found(id, {
        ...radio,
        'sysbuild.cmake':
          'ExternalZephyrProject_Add(APPLICATION radio SOURCE_DIR ${APP_DIR}/radio BOARD ${BOARD}/nrf5340/cpunet)\n',
      }),
    ).toEqual([]);
    expect(found(id, { ...radio, 'sysbuild_bt.conf': 'SB_CONFIG_NETCORE_IPC_RADIO=y\n' })).toEqual([]);
  });

  test('is silent where the controller is another chip', () => {
    expect(found(id, { 'prj.conf': 'CONFIG_BT=y\nCONFIG_BT_SPI=y\n' })).toEqual([]);
  });

  test('finds an ipc_radio with both kinds of Bluetooth', () => {
    const sysbuild = 'SB_CONFIG_NETCORE_IPC_RADIO=y\nSB_CONFIG_NETCORE_IPC_RADIO_BT_HCI_IPC=y\n';
    expect(found(id, { ...radio, 'sysbuild.conf': sysbuild })).toEqual([]);
    expect(found(id, { ...radio, 'sysbuild.conf': `${sysbuild}SB_CONFIG_NETCORE_IPC_RADIO_BT_RPC=y\n` })).toEqual([
      'error sysbuild.conf:3',
    ]);
  });
});

describe('images/image-number', () => {
  const id = 'images/image-number';

  test('counts what the options of sysbuild add', () => {
    const written = (count: number) => ({ 'sysbuild.conf': `${update}SB_CONFIG_MCUBOOT_UPDATEABLE_IMAGES=${count}\n` });
    expect(found(id, written(1))).toEqual(['error sysbuild.conf:5']);
    expect(found(id, written(2))).toEqual([]);
    expect(found(id, { 'sysbuild.conf': update })).toEqual([]);
  });

  test('compares application and MCUboot with child images', () => {
    const old = { board: 'nrf5340dk_nrf5340_cpuapp', version: '2.4.0' };
    const app =
      'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_STREAM_FLASH=y\nCONFIG_IMG_MANAGER=y\nCONFIG_SECURE_BOOT=n\n';
    const two = 'CONFIG_UPDATEABLE_IMAGE_NUMBER=2\n';
    expect(found(id, { 'prj.conf': app, 'child_image/mcuboot.conf': two }, old)).toEqual([
      'error child_image/mcuboot.conf:1',
    ]);
    expect(found(id, { 'prj.conf': app + two, 'child_image/mcuboot.conf': two }, old)).toEqual([]);
    expect(found(id, { 'prj.conf': app.replace('IMG', 'OTHER'), 'child_image/mcuboot.conf': two }, old)).toEqual([]);
  });
});

describe('images/nrf53-multi-image', () => {
  const id = 'images/nrf53-multi-image';
  const both = `${update}SB_CONFIG_MCUBOOT_NRF53_MULTI_IMAGE_UPDATE=y\n`;

  test('warns of a mode that reverts', () => {
    expect(found(id, { 'sysbuild.conf': both })).toEqual(['warning sysbuild.conf:5']);
    expect(found(id, { 'sysbuild.conf': `${both}SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n` })).toEqual([]);
    expect(found(id, { 'sysbuild.conf': update })).toEqual([]);
  });

  test('sees that the external secondary slot asks for it, too', () => {
    const external = `${update}SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`;
    expect(found(id, { 'sysbuild.conf': external })).toHaveLength(1);
  });

  test('finds an update of the network core that lacks its bootloader', () => {
    expect(found(id, { 'sysbuild.conf': update.replace(/SB_CONFIG_SECURE.*\n/, '') })).toEqual([
      'error sysbuild.conf:3',
    ]);
    expect(
      found(id, { 'sysbuild.conf': 'SB_CONFIG_NETCORE_APP_UPDATE=y\n' }, { board: 'nrf52840dk/nrf52840' }),
    ).toEqual([]);
  });
});

test('images/nrf53-multi-image counts the parts in MCUboot with child images', () => {
  const id = 'images/nrf53-multi-image';
  const old = { board: 'nrf5340dk_nrf5340_cpuapp', version: '2.4.0' };
  const chosen = '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &mx25r64;\n\t};\n};\n';
  const simulated =
    'CONFIG_FLASH_SIMULATOR=y\nCONFIG_FLASH_SIMULATOR_DOUBLE_WRITES=y\nCONFIG_FLASH_SIMULATOR_STATS=n\n';
  const build = (mcuboot: string) => ({
    'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
    'boards/nrf5340dk_nrf5340_cpuapp.overlay': chosen,
    'child_image/mcuboot.conf': `CONFIG_UPDATEABLE_IMAGE_NUMBER=2\n${mcuboot}`,
  });
  expect(found(id, build('CONFIG_BOOT_UPGRADE_ONLY=y\n'), old)).toHaveLength(1);
  expect(found(id, build(simulated), old)).toEqual(['error child_image/mcuboot.conf:1']);
  expect(found(id, build(`${simulated}CONFIG_BOOT_UPGRADE_ONLY=y\n`), old)).toEqual([]);
});

test('images/xip-split-mode finds the missing mode, and nothing else that may be missing', () => {
  const id = 'images/xip-split-mode';
  const split =
    'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\nSB_CONFIG_QSPI_XIP_SPLIT_IMAGE=y\n';
  expect(found(id, { 'sysbuild.conf': split })).toEqual(['error sysbuild.conf:3']);
  expect(found(id, { 'sysbuild.conf': `${split}SB_CONFIG_MCUBOOT_MODE_DIRECT_XIP=y\n` })).toEqual([]);
  expect(found(id, { 'sysbuild.conf': split }, { version: '2.7.0' })).toEqual([]);
});
