import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../src/lint/lint.ts';
import type { Files } from '../linting.ts';
import { diagnosticsOf, ofRule } from './of-rule.ts';

const board = { board: 'nrf52840dk/nrf52840', version: '3.3.99' };
const mcuboot = 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n';

/** What a rule finds in a build with sysbuild for the nRF52840 DK, unless told otherwise. */
const found = (id: string, files: Files, options: Partial<LintOptions> = {}): readonly string[] =>
  ofRule(id)({ 'prj.conf': '', ...files }, { ...board, ...options });

describe('sysbuild/wrong-prefix', () => {
  const id = 'sysbuild/wrong-prefix';

  test('is said once for each file', () => {
    const conf = 'CONFIG_A=y\nCONFIG_B=y\n';
    expect(found(id, { 'sysbuild.conf': conf })).toEqual(['error sysbuild.conf:1']);
    expect(found(id, { 'prj.conf': 'CONFIG_A=y\nSB_CONFIG_B=y\nSB_CONFIG_C=y\n' })).toEqual(['error prj.conf:2']);
  });

  test('covers the fragments of images that nobody evaluates', () => {
    expect(
      found(
        id,
        { 'sysbuild.conf': 'SB_CONFIG_NETCORE_IPC_RADIO=y\n', 'sysbuild/ipc_radio.conf': mcuboot },
        { board: 'nrf5340dk/nrf5340/cpuapp' },
      ),
    ).toEqual(['error sysbuild/ipc_radio.conf:1']);
  });

  test('is a mistake without sysbuild, too', () => {
    expect(found(id, { 'prj.conf': mcuboot }, { board: 'nrf52840dk_nrf52840', version: '2.4.0' })).toEqual([
      'error prj.conf:1',
    ]);
  });

  test('leaves comments alone', () => {
    expect(found(id, { 'sysbuild.conf': '# CONFIG_A is not set\n' })).toEqual([]);
  });

  test('writes the prefix where sysbuild has a symbol of that name', () => {
    const [only] = diagnosticsOf(id, { 'prj.conf': '', 'sysbuild.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' }, board);
    expect(only?.fixes?.[0]).toMatchObject({ title: 'write SB_CONFIG_', edits: [{ text: 'SB_' }] });
  });
});

describe('sysbuild/bootloader-not-enabled', () => {
  const id = 'sysbuild/bootloader-not-enabled';
  const asking = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' };

  test('is an error unless sysbuild is told', () => {
    expect(found(id, asking)).toEqual(['error prj.conf:1']);
    expect(found(id, { ...asking, 'sysbuild.conf': mcuboot })).toEqual([]);
    expect(found(id, asking, { buildArguments: ['-DSB_CONFIG_BOOTLOADER_MCUBOOT=y'] })).toEqual([]);
  });

  test('knows what Kconfig.sysbuild gives a board', () => {
    const kconfig = (condition: string) =>
      `choice BOOTLOADER\n\tdefault BOOTLOADER_MCUBOOT if ${condition}\nendchoice\nsource "share/sysbuild/Kconfig"\n`;
    expect(found(id, { ...asking, 'Kconfig.sysbuild': kconfig('SOC_SERIES_NRF52') })).toEqual([]);
  });

  test('is silent where another build of the application is told', () => {
    const scenario =
      'tests:\n  a.plain:\n    platform_allow: nrf52840dk/nrf52840\n  a.update:\n    platform_allow: nrf52840dk/nrf52840\n    extra_args: SB_CONFIG_BOOTLOADER_MCUBOOT=y\n';
    expect(found(id, { ...asking, 'sample.yaml': scenario })).toEqual([]);
    expect(found(id, { ...asking, 'sysbuild_release.conf': mcuboot })).toEqual([]);
  });

  test('is silent without evidence of sysbuild', () => {
    expect(found(id, asking, { version: '2.7.0' })).toEqual([]);
    expect(found(id, { ...asking, 'sysbuild.conf': '' }, { version: '2.7.0' })).toEqual(['error prj.conf:1']);
    expect(found(id, asking, { version: '2.4.0', board: 'nrf52840dk_nrf52840' })).toEqual([]);
    expect(found(id, asking, { version: '2.9.0' })).toEqual(['error prj.conf:1']);
    const script = { 'build.sh': 'west build -b nrf52840dk/nrf52840 --no-sysbuild\n' };
    expect(found(id, { ...asking, ...script }, { version: '2.9.0' })).toEqual([]);
  });

  test('is about scenarios with sysbuild, and not about their twins without', () => {
    const twins = (...each: readonly boolean[]) => ({
      ...asking,
      'sysbuild.conf': 'SB_CONFIG_SECURE_BOOT_APPCORE=y\n',
      'child_image/mcuboot.conf': 'CONFIG_REBOOT=y\n',
      'testcase.yaml': `tests:\n${each.map((on, index) => `  t.${index}:\n    platform_allow: nrf52840dk/nrf52840\n    sysbuild: ${on}\n`).join('')}`,
    });
    const options = { version: '2.9.0', board: undefined };
    expect(found(id, twins(false), options)).toEqual([]);
    expect(found(id, twins(true, false), options)).toEqual(['error prj.conf:1']);
    expect(found('files/wrong-era', twins(true), options)).toEqual(['warning child_image/mcuboot.conf:1']);
    expect(found('files/wrong-era', twins(true, false), options)).toEqual([]);
  });

  test('is silent while a snippet may tell it', () => {
    expect(found(id, asking, { buildArguments: ['-DSNIPPET=mcu'] })).toEqual([]);
  });
});

describe('sysbuild/external-secondary-not-enabled', () => {
  const id = 'sysbuild/external-secondary-not-enabled';
  const asking = { 'sysbuild.conf': mcuboot, 'prj.conf': 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n' };
  const placed = { 'pm_static.yml': 'mcuboot_secondary:\n  address: 0x0\n  size: 0xf4000\n  region: external_flash\n' };
  const option = 'SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n';

  test('is an error where the slot lands in internal flash', () => {
    expect(found(id, asking)).toEqual(['error prj.conf:1']);
    expect(found(id, { ...asking, 'sysbuild.conf': mcuboot + option })).toEqual([]);
  });

  test('is a mistake of nobody without Partition Manager, without MCUboot, in a single slot', () => {
    for (const more of ['SB_CONFIG_PARTITION_MANAGER=n\n', 'SB_CONFIG_MCUBOOT_MODE_SINGLE_APP=y\n']) {
      expect(found(id, { ...asking, 'sysbuild.conf': mcuboot + more })).toEqual([]);
    }
    expect(found(id, { ...asking, 'sysbuild.conf': '' })).toEqual([]);
  });

  test('is an error where the network core is updated, too, unless MCUboot is prepared by hand', () => {
    const two = {
      ...placed,
      'sysbuild.conf': `${mcuboot}SB_CONFIG_NETCORE_EMPTY=y\nSB_CONFIG_SECURE_BOOT_NETCORE=y\nSB_CONFIG_NETCORE_APP_UPDATE=y\n`,
    };
    const dk = { board: 'nrf5340dk/nrf5340/cpuapp' };
    expect(found(id, two, dk)).toEqual(['error pm_static.yml:4']);
    expect(found(id, { ...two, 'sysbuild/mcuboot.conf': 'CONFIG_FLASH_SIMULATOR=y\n' }, dk)).toEqual([]);
  });
});

describe('sysbuild/option-overridden', () => {
  const id = 'sysbuild/option-overridden';
  const app = (text: string, sysbuild = mcuboot) => ({ 'prj.conf': text, 'sysbuild.conf': sysbuild });
  const boot = (text: string, sysbuild = mcuboot) => ({ 'sysbuild/mcuboot.conf': text, 'sysbuild.conf': sysbuild });

  test('is an error for what decides about booting, a warning for the rest', () => {
    expect(found(id, boot('CONFIG_BOOT_UPGRADE_ONLY=y\n'))).toEqual(['error sysbuild/mcuboot.conf:1']);
    expect(found(id, app('CONFIG_PARTITION_MANAGER_ENABLED=n\n'))).toEqual(['error prj.conf:1']);
    expect(found(id, app('CONFIG_CHIP=y\n'))).toEqual(['warning prj.conf:1']);
  });

  test('is content with the same value', () => {
    const overwrite = `${mcuboot}SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n`;
    expect(found(id, boot('CONFIG_BOOT_UPGRADE_ONLY=y\n', overwrite))).toEqual([]);
    expect(found(id, boot('CONFIG_BOOT_SIGNATURE_TYPE_ECDSA_P256=y\n'))).toEqual([]);
    expect(found(id, boot('CONFIG_BOOT_SIGNATURE_KEY_FILE="root-ec-p256.pem"\n'))).toEqual([]);
  });

  test('counts the last line only', () => {
    const files = {
      ...boot('CONFIG_BOOT_UPGRADE_ONLY=y\n'),
      'sysbuild/mcuboot/prj.conf': 'CONFIG_BOOT_UPGRADE_ONLY=n\n',
    };
    expect(found(id, files)).toEqual(['error sysbuild/mcuboot.conf:1']);
    expect(found(id, boot('CONFIG_BOOT_UPGRADE_ONLY=y\nCONFIG_BOOT_UPGRADE_ONLY=n\n'))).toEqual([]);
  });

  test('takes a copy of MCUboot’s own prj.conf for what it is', () => {
    const overwrite = `${mcuboot}SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n`;
    expect(found(id, boot('CONFIG_BOOT_UPGRADE_ONLY=n\n', overwrite))).toEqual([]);
  });

  test('finds a first stage bootloader that nothing builds', () => {
    expect(found(id, app('CONFIG_SECURE_BOOT=y\n', ''))).toEqual(['error prj.conf:1']);
    expect(found(id, app('CONFIG_SECURE_BOOT=y\n', 'SB_CONFIG_SECURE_BOOT_APPCORE=y\n'))).toEqual([]);
  });

  test('leaves alone what is meant for another build of the application', () => {
    const files = {
      ...boot('CONFIG_BOOT_UPGRADE_ONLY=y\n'),
      'sysbuild_release.conf': 'SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n',
    };
    expect(found(id, files)).toEqual([]);
  });

  test('leaves alone what the application’s own CMake file sets', () => {
    const files = {
      ...boot('CONFIG_BOOT_UPGRADE_ONLY=y\n'),
      'sysbuild.cmake': 'set_config_bool(mcuboot CONFIG_BOOT_UPGRADE_ONLY y)\n',
    };
    expect(found(id, files)).toEqual([]);
  });
});

test('sysbuild/option-overridden compares the modes of the Wi-Fi driver, in NCS 2.7', () => {
  const id = 'sysbuild/option-overridden';
  const dk = { board: 'nrf5340dk/nrf5340/cpuapp', version: '2.7.0' };
  const wifi = (sysbuild: string, app: string) => ({
    'sysbuild.conf': `SB_CONFIG_WIFI_NRF700X=y\n${sysbuild}`,
    'prj.conf': `CONFIG_WIFI_NRF700X=y\n${app}`,
  });
  expect(found(id, wifi('', ''), dk)).toEqual(['warning sysbuild.conf:1']);
  expect(found(id, wifi('SB_CONFIG_WIFI_NRF700X_SCAN_ONLY=y\n', ''), dk)).toEqual([]);
  expect(found(id, wifi('', 'CONFIG_WPA_SUPP=y\n'), dk)).toEqual([]);
});

test.each([
  ['2.7.0', 'NRF700X', 'CONFIG_WPA_SUPP=y\n'],
  ['2.9.0', 'NRF70', ''],
  ['3.3.99', 'NRF70', ''],
])('sysbuild/option-overridden knows the firmware for raw packets, in NCS %s', (version, driver, supplicant) => {
  const id = 'sysbuild/option-overridden';
  const dk = { board: 'nrf7002dk/nrf5340/cpuapp', version };
  const wifi = (sysbuild: string, app: string) => ({
    'sysbuild.conf': `SB_CONFIG_WIFI_${driver}=y\n${sysbuild}`,
    'prj.conf': `${supplicant}CONFIG_WIFI_${driver}=y\n${app}`,
  });
  const line = supplicant ? 3 : 2;
  for (const option of ['RAW_DATA_TX', 'RAW_DATA_RX', 'PROMISC_DATA_RX']) {
    const raw = `CONFIG_${driver}_${option}`;
    expect(found(id, wifi('', `${raw}=y\n`), dk)).toEqual([`warning prj.conf:${line}`]);
    expect(found(id, wifi('', `${raw}=n\n`), dk)).toEqual([]);
    expect(found(id, wifi(`SB_CONFIG_WIFI_${driver}_SYSTEM_WITH_RAW_MODES=y\n`, `${raw}=y\n`), dk)).toEqual([]);
  }
  expect(found(id, { 'prj.conf': `CONFIG_${driver}_RAW_DATA_RX=y\n` }, dk)).toEqual([]);
});

describe('sysbuild/kconfig-source', () => {
  const id = 'sysbuild/kconfig-source';
  const dk = { board: 'nrf5340dk/nrf5340/cpuapp' };
  const source = 'source "share/sysbuild/Kconfig"\n';
  const choice = 'choice NETCORE\n\tdefault NETCORE_IPC_RADIO\nendchoice\n';

  test('is about defaults that would decide if they came first', () => {
    expect(found(id, { 'Kconfig.sysbuild': source + choice }, dk)).toEqual(['error Kconfig.sysbuild:1']);
    expect(found(id, { 'Kconfig.sysbuild': choice + source }, dk)).toEqual([]);
    // No such choice on this SoC; a symbol without a default in the SDK; the same value.
    expect(found(id, { 'Kconfig.sysbuild': source + choice })).toEqual([]);
    expect(found(id, { 'Kconfig.sysbuild': `${source}config NRF_DEFAULT_IPC_RADIO\n\tdefault y\n` }, dk)).toEqual([]);
    expect(found(id, { 'Kconfig.sysbuild': source + choice.replace('IPC_RADIO', 'NONE') }, dk)).toEqual([]);
  });

  test('is silent where sysbuild.conf decides anyway', () => {
    const files = { 'Kconfig.sysbuild': source + choice, 'sysbuild.conf': 'SB_CONFIG_NETCORE_EMPTY=y\n' };
    expect(found(id, files, dk)).toEqual([]);
  });

  test('leaves the folder of a board alone', () => {
    expect(found(id, { 'Kconfig.sysbuild': choice, 'board.yml': 'board:\n  name: own\n' })).toEqual([]);
  });

  test('finds a root that sources nothing', () => {
    expect(found(id, { 'Kconfig.sysbuild': choice })).toEqual(['error Kconfig.sysbuild:1']);
    expect(found(id, { 'Kconfig.sysbuild': 'source "${ZEPHYR_BASE}/share/sysbuild/Kconfig"\n' })).toEqual([]);
    expect(found(id, { 'Kconfig.sysbuild': 'rsource "Kconfig.more"\n', 'Kconfig.more': source })).toEqual([]);
    expect(found(id, { 'Kconfig.sysbuild': 'source "$(COMMON)/Kconfig"\n' })).toEqual([]);
  });
});

describe('sysbuild/choice-conflict', () => {
  const id = 'sysbuild/choice-conflict';
  const [swap, overwrite] = ['SB_CONFIG_MCUBOOT_MODE_SWAP_SCRATCH=y\n', 'SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n'];

  test('points at the line without effect', () => {
    expect(found(id, { 'sysbuild.conf': mcuboot + swap + overwrite })).toEqual(['error sysbuild.conf:2']);
    expect(found(id, { 'sysbuild.conf': mcuboot + overwrite + swap })).toEqual(['error sysbuild.conf:2']);
  });

  test('takes n for no choice, the same line twice for one, two files for two', () => {
    expect(found(id, { 'sysbuild.conf': mcuboot + swap.replace('=y', '=n') + overwrite })).toEqual([]);
    expect(found(id, { 'sysbuild.conf': mcuboot + swap + swap })).toEqual([]);
    const files = { 'sysbuild.conf': mcuboot + swap, 'more.conf': overwrite };
    expect(found(id, files, { buildArguments: ['-DSB_EXTRA_CONF_FILE=more.conf'] })).toEqual([]);
  });
});

test('sysbuild/pm-option-without-pm is silent with Partition Manager, and where another build has it', () => {
  const id = 'sysbuild/pm-option-without-pm';
  const off = `${mcuboot}SB_CONFIG_PARTITION_MANAGER=n\nSB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`;
  expect(found(id, { 'sysbuild.conf': off })).toEqual(['error sysbuild.conf:3']);
  expect(found(id, { 'sysbuild.conf': off.replace('MANAGER=n', 'MANAGER=y') })).toEqual([]);
  expect(found(id, { 'sysbuild.conf': off, 'sysbuild_pm.conf': 'SB_CONFIG_PARTITION_MANAGER=y\n' })).toEqual([]);
});

test('sysbuild/unsupported-soc knows which SoC has what', () => {
  const id = 'sysbuild/unsupported-soc';
  const kmu = { 'sysbuild.conf': `${mcuboot}SB_CONFIG_MCUBOOT_SIGNATURE_USING_KMU=y\n` };
  expect(found(id, kmu)).toEqual(['warning sysbuild.conf:2']);
  expect(found(id, kmu, { board: 'nrf54l15dk/nrf54l15/cpuapp' })).toEqual([]);
  expect(found(id, { 'sysbuild.conf': 'SB_CONFIG_NETCORE_IPC_RADIO=y\n' })).toEqual([]);
});

test('sysbuild/partition-manager-deprecated is information, and only for those who ask for it by name', () => {
  const id = 'sysbuild/partition-manager-deprecated';
  const asked = { 'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=y\n' };
  expect(found(id, asked)).toEqual(['info sysbuild.conf:1']);
  expect(found(id, asked, { version: '2.9.0' })).toEqual([]);
  expect(found(id, {})).toEqual([]);
});
