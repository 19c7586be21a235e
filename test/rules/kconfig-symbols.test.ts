import { describe, expect, test } from 'vitest';
import { sysbuildFacts, sysbuildVersions } from '../../src/sdk/sysbuild.ts';
import { oneMistypeFrom } from '../../src/text/mistyped.ts';
import { assets } from '../linting.ts';
import { diagnosticsOf, ofRule } from './of-rule.ts';

const conf = (text: string) => ({ 'prj.conf': text });

describe('kconfig/renamed-symbol', () => {
  const found = ofRule('kconfig/renamed-symbol');

  test('stops at a symbol from the version on that does without it', () => {
    const cracen = conf('CONFIG_PSA_USE_CRACEN_ASYMMETRIC_DRIVER=y\n');
    expect(found(cracen, { version: '3.1.0' })).toEqual(['error prj.conf:1']);
    expect(found(cracen, { version: 'main' })).toEqual(['error prj.conf:1']);
    expect(found(cracen, { version: '3.0.99' })).toEqual(['warning prj.conf:1']);
    expect(found(cracen, { version: '3.0.2' })).toEqual([]);
    expect(found(cracen, { version: '2.9.99' })).toEqual([]);
  });

  test('knows what Zephyr and the libraries of nrf did without, one release after the other', () => {
    const standing = (symbol: string, ...versions: readonly string[]) =>
      versions.map((version) => found(conf(`CONFIG_${symbol}=y\n`), { version })[0]?.split(' ')[0]);
    expect(standing('DEVICE_POWER_MANAGEMENT', '1.3.0', '1.8.99', '2.0.0')).toEqual([undefined, 'warning', 'error']);
    expect(standing('BT_GATT_NUS', '1.3.0', '1.3.99', '2.4.0')).toEqual([undefined, 'warning', 'error']);
    expect(standing('PINMUX', '2.3.0', '2.3.99', '2.9.0')).toEqual([undefined, 'warning', 'error']);
    expect(standing('WPA_SUPP', '2.7.0', '2.7.99', '3.0.0')).toEqual([undefined, 'warning', 'error']);
    expect(standing('PM_POLICY_APP', '1.9.0', '1.9.99', '2.4.0')).toEqual([undefined, 'warning', 'error']);
    expect(standing('EVENT_MANAGER', '1.8.0', '1.9.99', '2.7.0')).toEqual([undefined, 'warning', 'error']);
    expect(standing('BOOT_WAIT_FOR_USB_DFU', '1.5.0', '1.5.99', '2.9.0')).toEqual([undefined, 'warning', 'error']);
  });

  test('warns in development after the last release that has a symbol, where nobody has read the next one', () => {
    const standing = (version: string) => found(conf('CONFIG_ZTEST_NEW_API=y\n'), { version })[0]?.split(' ')[0];
    expect(['2.4.0', '2.4.99', '2.5.0', '2.5.99', '2.6.1', '2.7.0'].map(standing)).toEqual([
      undefined,
      'warning',
      undefined,
      'warning',
      undefined,
      'error',
    ]);
  });

  test('lets the modes of MCUboot be that moved from nrf to Zephyr with NCS 2.8', () => {
    const files = {
      ...conf('CONFIG_GPIO=y\n'),
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_MCUBOOT_MODE_SWAP_SCRATCH=y\n',
      'sysbuild_move.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_MCUBOOT_MODE_SWAP_WITHOUT_SCRATCH=y\n',
      'prj_move.conf': 'CONFIG_GPIO=y\n',
    };
    for (const version of ['2.7.0', '2.8.0', '2.9.0', '3.0.2'])
      expect(found(files, { board: 'nrf52840dk/nrf52840', version })).toEqual([]);
  });

  test('knows options of sysbuild, but those that Kconfig.sysbuild of the application defines', () => {
    const files = { ...conf('CONFIG_GPIO=y\n'), 'sysbuild.conf': 'SB_CONFIG_WIFI_NRF700X=y\n' };
    const board = 'nrf7002dk/nrf5340/cpuapp';
    expect(found(files, { board, version: '2.7.0' })).toEqual([]);
    expect(found(files, { board, version: '2.7.99' })).toEqual(['warning sysbuild.conf:1']);
    expect(found(files, { board, version: '2.9.0' })).toEqual(['error sysbuild.conf:1']);
    const own = 'config WIFI_NRF700X\n\tbool "Wi-Fi"\n\nsource "share/sysbuild/Kconfig"\n';
    expect(found({ ...files, 'Kconfig.sysbuild': own }, { board, version: '2.9.0' })).toEqual([]);
    const [fix] = diagnosticsOf('kconfig/renamed-symbol', files, { board, version: '2.9.0' })[0]!.fixes!;
    expect(fix!.edits).toMatchObject([{ text: 'SB_CONFIG_WIFI_NRF70' }]);
  });

  test('warns of what is deprecated', () => {
    const pdn = conf('CONFIG_PDN=y\n');
    expect(found(pdn, { version: '3.1.0' })).toEqual([]);
    expect(found(pdn, { version: '3.2.0' })).toEqual(['warning prj.conf:1']);
    expect(found(pdn, { version: '3.3.0' })).toEqual(['error prj.conf:1']);
  });

  test('warns of what is deprecated and works for all that is known, as long as it does', () => {
    const manufacturer = conf('CONFIG_BT_DIS_MANUF="Station"\n');
    const at = (version: string | undefined) => found(manufacturer, { version });
    expect(at('2.9.0')).toEqual([]);
    expect(at('3.0.0')).toEqual(['warning prj.conf:1']);
    expect(at('main')).toEqual(['warning prj.conf:1']);
    expect(at(undefined)).toEqual([]);
    const [diagnostic] = diagnosticsOf('kconfig/renamed-symbol', manufacturer, { version: '3.0.0' });
    expect(diagnostic!.message).toBe('CONFIG_BT_DIS_MANUF is deprecated from NCS 3.0 on');
    const off = conf('CONFIG_SYS_POWER_MANAGEMENT=n\n');
    expect(found(off, { version: '1.8.0' })).toEqual([]);
    expect(found(off, { version: '1.9.0' })).toEqual(['error prj.conf:1']);
  });

  test('is information where nothing says the version', () => {
    const files = { ...conf('CONFIG_LOG_MINIMAL=y\n'), 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_LOG=y\n' };
    expect(found(files, { version: undefined })).toEqual(['info prj.conf:1']);
  });

  test('reads the fragments of images and boards that nobody builds', () => {
    const files = { ...conf('CONFIG_LOG=y\n'), 'child_image/mcuboot/boards/own.conf': 'CONFIG_LOG_MINIMAL=y\n' };
    expect(found(files)).toEqual(['warning child_image/mcuboot/boards/own.conf:1']);
  });

  test('a file is read by the configuration that has an argument for it', () => {
    const scenarios =
      'tests:\n  a:\n    platform_allow: nrf52840dk_nrf52840\n  b:\n    platform_allow: nrf52840dk_nrf52840\n    extra_args: OVERLAY_CONFIG=small.conf\n';
    const files = { ...conf('CONFIG_GPIO=y\n'), 'small.conf': 'CONFIG_LOG_MINIMAL=y\n' };
    const [unread] = diagnosticsOf('kconfig/renamed-symbol', files);
    expect(unread).toMatchObject({ severity: 'warning', message: expect.stringContaining('a build with this file') });
    expect(found({ ...files, 'sample.yaml': scenarios })).toEqual(['error small.conf:1']);
  });

  test('reads the defconfig of a board of the project', () => {
    const files = {
      ...conf('CONFIG_LOG=y\n'),
      'boards/arm/tracker/Kconfig.board': 'config BOARD_TRACKER\n\tbool "Tracker"\n',
      'boards/arm/tracker/tracker.dts': '/dts-v1/;\n#include <nordic/nrf52840_qiaa.dtsi>\n',
      'boards/arm/tracker/tracker_defconfig': 'CONFIG_BOARD_TRACKER=y\nCONFIG_PINMUX=y\nCONFIG_GPIO\n',
    };
    expect(found(files, { board: 'tracker', version: '2.4.0' })).toEqual([
      'error boards/arm/tracker/tracker_defconfig:2',
    ]);
    expect(ofRule('kconfig/syntax')(files, { board: 'tracker', version: '2.4.0' })).toEqual([
      'error boards/arm/tracker/tracker_defconfig:3',
    ]);
  });

  test('reads the defconfigs in the folder of a board that is linted by itself', () => {
    const board = {
      'CMakeLists.txt': 'find_package(Zephyr)\n',
      'Kconfig.board': 'config BOARD_TRACKER\n\tbool "Tracker"\n',
      'tracker.dts': '/dts-v1/;\n#include <nordic/nrf52840_qiaa.dtsi>\n',
      tracker_defconfig: 'CONFIG_BOARD_TRACKER=y\nCONFIG_PINMUX=y\n',
    };
    expect(found(board, { board: undefined, version: '2.4.0' })).toEqual(['error tracker_defconfig:2']);
  });

  test('leaves symbols of the application alone', () => {
    const files = { ...conf('CONFIG_LOG_MINIMAL=y\n'), Kconfig: 'config LOG_MINIMAL\n\tbool "Short logs"\n' };
    expect(found(files)).toEqual([]);
  });

  test('offers the new name, where the value stays', () => {
    const edits = (text: string) => diagnosticsOf('kconfig/renamed-symbol', conf(text))[0]?.fixes?.[0]?.edits;
    expect(edits('# CONFIG_LOG_MINIMAL is not set\n')).toMatchObject([
      { span: { start: 2, end: 20 }, text: 'CONFIG_LOG_MODE_MINIMAL' },
    ]);
    expect(edits('CONFIG_NORDIC_QSPI_NOR_FLASH_ALLOW_STACK_USAGE_FOR_DATA_IN_FLASH=y\n')).toBeUndefined();
  });
});

describe('kconfig/unknown-symbol', () => {
  const found = ofRule('kconfig/unknown-symbol');
  const own = (line: string) => ({ ...conf(line), Kconfig: 'config STATION_NAME\n\tstring "Name"\n' });

  test('warns where nothing says the version: a module that nobody has read may have the name', () => {
    expect(found(conf('CONFIG_SENSORSIM=y\n'), { version: undefined, board: 'nrf52840dk_nrf52840' })).toEqual([
      'warning prj.conf:1',
    ]);
    expect(found(conf('CONFIG_SENSORSIM=y\n'))).toEqual(['error prj.conf:1']);
  });

  test('stops at a name one mistype away from one symbol', () => {
    expect(found(conf('CONFIG_BLUETOOTH=y\nCONFIG_BT_PERIPHERAL=y\n'))).toEqual([]);
    expect(found(conf('CONFIG_BT_PERIPHERALS=y\n'))).toEqual(['error prj.conf:1']);
    expect(found(conf('CONFIG_CONFIG_BT_PERIPHERAL=y\n'))).toEqual(['error prj.conf:1']);
    expect(found(own('CONFIG_STATOIN_NAME="a"\n'))).toEqual(['error prj.conf:1']);
  });

  test('knows the names of the application with any version, those of the SDK with NCS 2.4', () => {
    expect(found(own('CONFIG_STATION_NAMES="a"\n'), { version: '1.8.99' })).toEqual(['error prj.conf:1']);
    expect(found(own('CONFIG_STATION_NAMES="a"\n'), { version: '3.1.0' })).toEqual(['error prj.conf:1']);
    expect(found(conf('CONFIG_BT_PERIPHERALS=y\n'), { version: '2.6.0' })).toEqual([]);
  });

  test('knows the names of nrf and MCUboot with later versions, those of templates among them', () => {
    const version = '2.9.0';
    expect(found(conf('CONFIG_DK_LIBRARYS=y\n'), { version })).toEqual(['error prj.conf:1']);
    expect(found(conf('CONFIG_NRF_SPIM3_SECURE=y\nCONFIG_NRF_SPIS3_SECURE=n\n'), { version })).toEqual([]);
  });

  test('warns of letters too many, missing or swapped with versions nobody has read, where no version has the name', () => {
    const at = (line: string, version: string) => found(conf(`${line}\n`), { version });
    expect(at('CONFIG_PINCTLR=y', '2.0.99')).toEqual(['warning prj.conf:1']);
    expect(at('CONFIG_BT_PERIPHERALS=y', '1.9.0')).toEqual(['warning prj.conf:1']);
    expect(at('CONFIG_LSM6DSO_GYRO_FS=250', '1.9.0')).toEqual([]);
    expect(at('CONFIG_ZTEST_STACKSIZE=2048', '1.9.0')).toEqual([]);
    expect(at('CONFIG_DK_LIBRARYS=y', '3.1.99')).toEqual(['warning prj.conf:1']);
    expect(at('CONFIG_PINCTLR=y', '2.6.0')).toEqual([]);
  });

  test('takes another number for another symbol', () => {
    expect(found({ ...conf('CONFIG_PORT_B3_PIN=y\n'), Kconfig: 'config PORT_B2_PIN\n\tbool "Pin"\n' })).toEqual([]);
  });

  test('does not choose between two', () => {
    const Kconfig = 'config MY_STATION_A\n\tbool "A"\nconfig MY_STATION_B\n\tbool "B"\n';
    expect(found({ ...conf('CONFIG_MY_STATION_C=y\n'), Kconfig })).toEqual([]);
  });

  test('leaves fragments of other images alone', () => {
    const files = { ...own('CONFIG_LOG=y\n'), 'child_image/other/prj.conf': 'CONFIG_STATION_NAMES="a"\n' };
    expect(found(files)).toEqual([]);
  });
});

describe('kconfig/not-assignable', () => {
  const found = ofRule('kconfig/not-assignable');

  test('stops at a symbol without prompt, whatever the value', () => {
    expect(found(conf('CONFIG_NRFX_UARTE=y\nCONFIG_NRFX_UARTE0=y\n'))).toEqual(['error prj.conf:1']);
    expect(found(conf('# CONFIG_NRFX_UARTE is not set\n'))).toEqual(['error prj.conf:1']);
  });

  test('says less where the version is another one', () => {
    expect(found(conf('CONFIG_NRFX_UARTE=y\n'), { version: '1.9.1' })).toEqual(['warning prj.conf:1']);
    const board = { 'boards/nrf52840dk_nrf52840.conf': '' };
    expect(found({ ...conf('CONFIG_NRFX_UARTE=y\n'), ...board }, { version: undefined })).toEqual([
      'warning prj.conf:1',
    ]);
    expect(found(conf('CONFIG_NRFX_UARTE=y\n'), { version: '2.6.0' })).toEqual([]);
    expect(found(conf('CONFIG_NRFX_UARTE=y\n'), { version: '3.2.0' })).toEqual([]);
  });

  test('leaves symbols of the application alone', () => {
    expect(found({ ...conf('CONFIG_NRFX_UARTE=y\n'), Kconfig: 'config NRFX_UARTE\n\tbool "Mine"\n' })).toEqual([]);
  });
});

describe('kconfig/unknown-symbol in sysbuild.conf', () => {
  const found = ofRule('kconfig/unknown-symbol');
  const at = (line: string, version: string | undefined, files: Record<string, string> = {}) =>
    found(
      { ...conf(''), 'sysbuild.conf': `SB_CONFIG_DFU_ZIP=y\n${line}\n`, ...files },
      { version, board: 'nrf52840dk/nrf52840' },
    );

  test.each(['2.7.0', '2.9.0', '3.3.99'])('is one mistype away from a symbol of sysbuild in NCS %s', (version) => {
    expect(at('SB_CONFIG_BOOTLOADER_MCUBOT=y', version)).toEqual(['error sysbuild.conf:2']);
    expect(at('SB_CONFIG_MATTRE_OTA=y', version)).toEqual(['error sysbuild.conf:2']);
    expect(at('SB_CONFIG_BOOTLOADER_MCUBOOT=y', version)).toEqual([]);
  });

  test('warns with versions between those that were read', () => {
    expect(at('SB_CONFIG_BOOTLOADER_MCUBOT=y', '3.1.0')).toEqual(['warning sysbuild.conf:2']);
    expect(at('SB_CONFIG_BOOTLOADER_MCUBOT=y', 'main')).toEqual(['warning sysbuild.conf:2']);
    expect(at('SB_CONFIG_BOOTLOADER_MCUBOT=y', undefined)).toEqual(['warning sysbuild.conf:2']);
  });

  test('is silent about what a module may define, and what the application does', () => {
    expect(at('SB_CONFIG_GATEWAY_IMAGE=y', '2.9.0')).toEqual([]);
    expect(at('SB_CONFIG_NETCORES=y', '2.9.0', { 'Kconfig.sysbuild': kconfigSysbuild('NETCORES') })).toEqual([]);
    // A choice is no symbol, and this one is that: NETCORE.
    expect(at('SB_CONFIG_NETCORES=y', '2.9.0')).toEqual([]);
  });

  const kconfigSysbuild = (name: string) => `source "share/sysbuild/Kconfig"\nconfig ${name}\n\tbool "Mine"\n`;

  test('no version has a symbol that is one mistype away from one of another', () => {
    const versions = sysbuildVersions.map((version) => {
      const { definitions } = sysbuildFacts(assets.facts, version)!;
      return new Set(definitions.filter(({ kind }) => kind === 'symbol').map(({ name }) => name));
    });
    const all = [...new Set(versions.flatMap((names) => [...names]))];
    const apart = all.flatMap((name) =>
      oneMistypeFrom(name, all).filter((other) => !versions.some((names) => names.has(name) && names.has(other))),
    );
    expect(apart).toEqual([]);
  });
});

describe('symbols of nrf in builds with sysbuild', () => {
  const nrf54 = { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '2.9.0' };
  const unknown = ofRule('kconfig/unknown-symbol');
  const hidden = ofRule('kconfig/not-assignable');

  test('one mistype from one of them is that one', () => {
    expect(unknown(conf('CONFIG_CAF_BUTTON=y\n'), nrf54)).toEqual(['error prj.conf:1']);
    expect(unknown(conf('CONFIG_CAF_BUTTONS=y\n'), nrf54)).toEqual([]);
    // Nobody has read the names of that version: no other one has this name.
    expect(unknown(conf('CONFIG_CAF_BUTTON=y\n'), { ...nrf54, version: '3.0.0' })).toEqual(['warning prj.conf:1']);
  });

  test('one without a prompt cannot be assigned', () => {
    const line = conf('CONFIG_PM_EXTERNAL_FLASH_HAS_DRIVER=y\n');
    expect(hidden(line, nrf54)).toEqual(['error prj.conf:1']);
    expect(hidden(line, { ...nrf54, version: '2.8.0' })).toEqual(['warning prj.conf:1']);
    expect(hidden(conf('CONFIG_NRF_RPC_CBOR=y\n'), nrf54)).toEqual([]);
  });
});
