import { describe, expect, test } from 'vitest';
import { configureApplication, type LintOptions, lint } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { symbolAnswer } from '../../src/show/symbol.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { findings, shippedKnowledge } from '../linting.ts';

type Files = Readonly<Record<string, string>>;

const BOARD = 'nrf52840dk_nrf52840';
const MCUBOOT = 'bootloader/mcuboot/boot/zephyr';

/** A little SDK of its own making: paths are those in its workspace. */
const SDK: Files = {
  'nrf/VERSION': '2.4.0\n',
  'nrf/west.yml': 'manifest:\n  projects:\n    - name: mcuboot\n      path: bootloader/mcuboot\n',
  'nrf/Kconfig.nrf': `
EXTERNAL := nordic,pm-ext-flash
config PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY
	bool "Second slot in external flash"
	default y if $(dt_chosen_enabled,$(EXTERNAL))
config BOOTLOADER_MCUBOOT
	bool "MCUboot in front"
SERIAL := zephyr_udc0
config MCUBOOT_USB_SUPPORT
	bool
	default y if $(dt_nodelabel_enabled,$(SERIAL))
`,
  'nrf/zephyr/module.yml': 'build:\n  kconfig: Kconfig.nrf\n',
  'nrf/subsys/partition_manager/ext_flash_mcuboot_secondary.conf': 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n',
  'nrf/modules/mcuboot/usb.overlay': '&zephyr_udc0 { serial { compatible = "zephyr,cdc-acm-uart"; }; };\n',
  'zephyr/dts/bindings/qspi.yaml': 'compatible: "nordic,qspi-nor"\n',
  'zephyr/dts/bindings/serial.yaml': 'compatible: "zephyr,cdc-acm-uart"\n',
  'zephyr/Kconfig': 'source "Kconfig.zephyr"\n',
  'zephyr/Kconfig.zephyr': `
osource "$(BOARD_DIR)/Kconfig.defconfig"
source "$(KCONFIG_BINARY_DIR)/Kconfig.dts"
source "$(KCONFIG_BINARY_DIR)/Kconfig.modules"
config FLASH
	bool "Flash"
config NORDIC_QSPI_NOR
	bool "Driver of the chip at QSPI"
	default y
	depends on DT_HAS_NORDIC_QSPI_NOR_ENABLED && FLASH
	select HELPER
config HELPER
	bool
config SERIAL_OVER_USB
	def_bool DT_HAS_ZEPHYR_CDC_ACM_UART_ENABLED
config DEPTH
	int "Depth"
	default 4
`,
  [`zephyr/boards/arm/${BOARD}/${BOARD}_defconfig`]: '',
  [`zephyr/boards/arm/${BOARD}/${BOARD}.dts`]: `
/ {
	chosen { zephyr,flash = &flash0; };
	soc {
		flash0: flash@0 { reg = <0 0x100000>; };
		qspi: qspi { chip: chip@0 { compatible = "nordic,qspi-nor"; reg = <0>; size = <0x4000000>; }; };
		zephyr_udc0: usb { compatible = "nordic,nrf-usbd"; status = "disabled"; };
	};
};
`,
  [`${MCUBOOT}/Kconfig`]: 'config MCUBOOT\n\tdefault y\n\tbool\nsource "Kconfig.zephyr"\n',
  [`${MCUBOOT}/prj.conf`]: 'CONFIG_FLASH=y\n',
};

const APPLICATION: Files = {
  'app/CMakeLists.txt': 'find_package(Zephyr)\n',
  'app/prj.conf': 'CONFIG_FLASH=y\nCONFIG_BOOTLOADER_MCUBOOT=y\n',
  [`app/boards/${BOARD}.overlay`]: '/ { chosen { nordic,pm-ext-flash = &chip; }; };\n',
};

/** What is done with the application in /app and the SDK in /w. */
function withSdk<T>(files: Files, what: (workspace: Workspace, options: LintOptions) => T): T {
  const at = (path: string): string => (path.startsWith('app/') ? `/${path}` : `/w/${path}`);
  const all = { ...SDK, ...APPLICATION, ...files };
  const disk = memoryFiles(
    Object.fromEntries(Object.entries(all).flatMap(([path, text]) => (text === GONE ? [] : [[at(path), text]]))),
  );
  const sdks = { disk, installFolders: [], given: { folder: '/w', why: 'from --sdk' } };
  return what(new Workspace(disk, ['/app']), { paths: ['/app'], facts: shippedKnowledge, board: BOARD, sdks });
}

const GONE = '(not there)';

function configured(files: Files, more: Partial<LintOptions> = {}) {
  return withSdk(
    files,
    (workspace, options) => configureApplication(workspace, '/app', { ...options, ...more }).configured[0]!,
  );
}

/** The value of a symbol in an image; undefined where it is unknown. */
function value(files: Files, symbol: string, image = 'app', more: Partial<LintOptions> = {}): string | undefined {
  const found = configured(files, more).configuration.images.find(({ name }) => name === image)!;
  const fact = found.kconfig.text(symbol);
  return fact.known ? fact.value : undefined;
}

const linted = (files: Files): readonly string[] =>
  withSdk(files, (workspace, options) => findings(lint(workspace, options)));

describe('Kconfig with an SDK', () => {
  test('is that of its own files: defaults, selects and what the devicetree says', () => {
    expect(value({}, 'DEPTH')).toBe('4');
    expect(value({}, 'HELPER')).toBe('y');
    expect(value({ [`app/boards/${BOARD}.overlay`]: '&chip { status = "disabled"; };\n' }, 'NORDIC_QSPI_NOR')).toBe(
      'n',
    );
  });

  test('takes the defaults and the defconfig of the board', () => {
    const board = `zephyr/boards/arm/${BOARD}`;
    expect(value({ [`${board}/Kconfig.defconfig`]: 'config DEPTH\n\tdefault 7\n' }, 'DEPTH')).toBe('7');
    expect(value({ [`${board}/${BOARD}_defconfig`]: 'CONFIG_DEPTH=9\n' }, 'DEPTH')).toBe('9');
  });

  test("takes those of the project's own board, for every image", () => {
    const dts = SDK[`zephyr/boards/arm/${BOARD}/${BOARD}.dts`]!;
    const board = (folder: string, kconfig = ''): Files => ({
      [`${folder}/${BOARD}.dts`]: dts,
      [`${folder}/${BOARD}_defconfig`]: 'CONFIG_FLASH=y\n',
      [`${folder}/Kconfig.board`]: '',
      [`${folder}/Kconfig.defconfig`]: `config DEPTH\n\tdefault 8\n${kconfig}`,
    });
    const own = board('app/boards/arm/fox');
    expect(value(own, 'DEPTH')).toBe('8');
    expect(value(own, 'NORDIC_QSPI_NOR')).toBe('y');
    expect(value(own, 'DEPTH', 'mcuboot')).toBe('8');
    const { images } = configured(own).configuration;
    const fact = images[0]!.kconfig.text('DEPTH');
    expect(fact.known && fact.origins[0]).toMatchObject({
      kind: 'project',
      span: { file: { path: '/app/boards/arm/fox/Kconfig.defconfig' } },
    });
    // What it sources and nobody can read may say anything.
    expect(value(board('app/boards/arm/fox', 'rsource "Kconfig.gone"\n'), 'HELPER')).toBeUndefined();
  });

  test('takes the Kconfig files of the application, wherever they are sourced from', () => {
    const files = {
      'app/Kconfig': 'rsource "src/Kconfig*"\nsource "Kconfig.zephyr"\n',
      'app/src/Kconfig.own': 'config OWN\n\tbool "Own"\n\tselect HELPER_OF_OWN\nconfig HELPER_OF_OWN\n\tbool\n',
      'app/prj.conf': 'CONFIG_OWN=y\n',
    };
    expect(value(files, 'HELPER_OF_OWN')).toBe('y');
    const { images } = configured(files).configuration;
    const fact = images[0]!.kconfig.text('HELPER_OF_OWN');
    expect(fact.known && fact.origins[0]).toMatchObject({
      kind: 'project',
      span: { file: { path: '/app/src/Kconfig.own' } },
    });
  });

  test('is not asked where a Kconfig file of the project cannot be read: that may say anything', () => {
    expect(value({ 'app/Kconfig': 'rsource "../else/Kconfig"\nsource "Kconfig.zephyr"\n' }, 'DEPTH')).toBeUndefined();
    expect(value({ 'app/Kconfig': 'orsource "../else/Kconfig"\nsource "Kconfig.zephyr"\n' }, 'DEPTH')).toBeUndefined();
  });

  test('says nothing about what a module decides that nobody fetched', () => {
    const files = {
      'nrf/west.yml': `${SDK['nrf/west.yml']}    - name: radio\n      path: modules/radio\n`,
      'zephyr/Kconfig.zephyr': `${SDK['zephyr/Kconfig.zephyr']}
config WITH_RADIO
	bool
	default y if RADIO_DRIVER
config WITHOUT_FLASH
	bool
	default y if !FLASH
`,
    };
    expect(value(files, 'WITH_RADIO')).toBeUndefined();
    expect(value(files, 'WITHOUT_FLASH')).toBe('n');
    expect(
      value({ ...files, 'modules/radio/zephyr/Kconfig': 'config RADIO_DRIVER\n\tdef_bool y\n' }, 'WITH_RADIO'),
    ).toBe('y');
  });

  test('is the one of MCUboot, too, with what the build of the application adds to its files', () => {
    expect(value({}, 'MCUBOOT', 'mcuboot')).toBe('y');
    expect(value({}, 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', 'mcuboot')).toBe('y');
    expect(value({}, 'SERIAL_OVER_USB', 'mcuboot')).toBe('n');
    const usb = { [`app/boards/${BOARD}.overlay`]: '&zephyr_udc0 { status = "okay"; };\n' };
    expect(value(usb, 'SERIAL_OVER_USB', 'mcuboot')).toBe('y');
    expect(value(usb, 'SERIAL_OVER_USB')).toBe('n');
  });

  test('is the one of the first stage, and of the image on the other core, too', () => {
    const board = 'nrf5340dk_nrf5340';
    const dts = SDK[`zephyr/boards/arm/${BOARD}/${BOARD}.dts`]!;
    const files: Files = {
      [`zephyr/boards/arm/${board}/${board}_cpuapp_defconfig`]: '',
      [`zephyr/boards/arm/${board}/${board}_cpuapp.dts`]: dts,
      [`zephyr/boards/arm/${board}/${board}_cpunet_defconfig`]: 'CONFIG_DEPTH=6\n',
      [`zephyr/boards/arm/${board}/${board}_cpunet.dts`]: dts,
      'zephyr/samples/bluetooth/hci_rpmsg/prj.conf': 'CONFIG_FLASH=y\n',
      'nrf/samples/bootloader/prj.conf': 'CONFIG_DEPTH=3\n',
      'nrf/samples/bootloader/boards/nrf5340dk_nrf5340_cpuapp.conf': 'CONFIG_FLASH=y\n',
      'nrf/subsys/partition_manager/partition_manager_enabled.conf': 'CONFIG_PARTITION_MANAGER_ENABLED=y\n',
      'nrf/subsys/bluetooth/mesh/hci_rpmsg_child_image_overlay.conf': 'CONFIG_SETS=2\n',
      'nrf/Kconfig.nrf': `${SDK['nrf/Kconfig.nrf']}
config SECURE_BOOT
	bool "First stage"
config NCS_INCLUDE_RPMSG_CHILD_IMAGE
	bool "Other core"
config BT_RPMSG
	bool "Radio"
config NRF_802154_SER_HOST
	bool "Other radio"
config BT_RPC
	bool "Other stack"
config NRF700X_RADIO_TEST
	bool "Test"
config BT_MESH
	bool "Mesh"
config SETS
	int "Sets"
config PARTITION_MANAGER_ENABLED
	bool "Partition Manager"
config NCS_MCUBOOT_IN_BUILD
	bool "MCUboot is there"
`,
      'app/prj.conf':
        'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_SECURE_BOOT=y\nCONFIG_NCS_INCLUDE_RPMSG_CHILD_IMAGE=y\nCONFIG_BT_RPMSG=y\n',
    };
    const target = { board: `${board}_cpuapp` };
    expect(value(files, 'DEPTH', 'b0', target)).toBe('3');
    expect(value(files, 'FLASH', 'b0', target)).toBe('y');
    expect(value(files, 'NCS_MCUBOOT_IN_BUILD', 'b0', target)).toBe('y');
    expect(value(files, 'DEPTH', 'hci_rpmsg', target)).toBe('6');
    expect(value(files, 'PARTITION_MANAGER_ENABLED', 'hci_rpmsg', target)).toBe('y');
    expect(value(files, 'SETS', 'hci_rpmsg', target)).toBe('');
    const mesh = { ...files, 'app/prj.conf': `${files['app/prj.conf']}CONFIG_BT_MESH=y\n` };
    expect(value(mesh, 'SETS', 'hci_rpmsg', target)).toBe('2');
    expect(value({ ...mesh, 'app/child_image/hci_rpmsg.conf': 'CONFIG_DEPTH=8\n' }, 'DEPTH', 'hci_rpmsg', target)).toBe(
      '8',
    );
  });

  const layout = {
    'app/pm_static.yml':
      'mcuboot_primary:\n  address: 0xc000\n  size: 0x20000\nmcuboot_secondary:\n  address: 0x0\n  size: 0x20000\n  region: external_flash\n',
    'app/child_image/mcuboot.overlay': '/ { chosen { nordic,pm-ext-flash = &chip; }; };\n',
  };
  const boardFile = { [`${MCUBOOT}/boards/${BOARD}.conf`]: 'CONFIG_NORDIC_QSPI_NOR=n\n' };

  test('finds the driver that a file of MCUboot takes out, and finds nothing without that file', () => {
    expect(linted({ ...layout, ...boardFile })).toContain('error external-flash/mcuboot-driver /app/pm_static.yml:7');
    expect(linted(layout).filter((one) => one.includes('mcuboot-driver'))).toEqual([]);
  });

  test('finds nothing on a board for which MCUboot has no such file', () => {
    const other = 'nrf52833dk_nrf52833';
    const files = {
      ...layout,
      ...boardFile,
      [`zephyr/boards/arm/${other}/${other}_defconfig`]: '',
      [`zephyr/boards/arm/${other}/${other}.dts`]: SDK[`zephyr/boards/arm/${BOARD}/${BOARD}.dts`]!,
      [`app/boards/${other}.overlay`]: APPLICATION[`app/boards/${BOARD}.overlay`]!,
    };
    const found = withSdk(files, (workspace, options) => findings(lint(workspace, { ...options, board: other })));
    expect(found.filter((one) => one.includes('mcuboot-driver'))).toEqual([]);
  });

  test.each<[string, Files, readonly string[], string]>([
    ['an error where a line is missing', {}, [], 'error'],
    ['information where the command line decides', {}, ['-DCONFIG_FLASH=n'], 'info'],
    [
      'information where a line for the board switches off what selects it',
      { [`app/boards/${BOARD}.conf`]: 'CONFIG_TOP=n\n' },
      [],
      'info',
    ],
    [
      'information where no line can change it',
      { 'zephyr/Kconfig.zephyr': 'config FLASH\n\tbool\nconfig NORDIC_QSPI_NOR\n\tbool "Q"\n\tdepends on FLASH\n' },
      [],
      'info',
    ],
    [
      'information where the log of a module is off with all others',
      {
        'app/prj.conf': 'CONFIG_CHIP_LOG_LEVEL_OFF=y\n',
        'zephyr/Kconfig.zephyr':
          'config LOG\n\tbool "Log"\nconfig CHIP_LOG_LEVEL_OFF\n\tbool "Off"\n\tdepends on LOG\n',
      },
      [],
      'info',
    ],
  ])('calls an option without what it depends on %s', (_, files, buildArguments, severity) => {
    const all = {
      'app/prj.conf': 'CONFIG_NORDIC_QSPI_NOR=y\n',
      'zephyr/Kconfig.zephyr': `${SDK['zephyr/Kconfig.zephyr']}config TOP\n\tbool "Top"\n\tselect FLASH\n`,
      ...files,
    };
    const found = withSdk(all, (workspace, options) => findings(lint(workspace, { ...options, buildArguments })));
    expect(found.filter((one) => one.includes('unmet-dependency'))).toEqual([
      `${severity} kconfig/unmet-dependency /app/prj.conf:1`,
    ]);
  });

  test('explains symbols that no facts tell of, down to the line of the SDK', () => {
    const { values } = symbolAnswer(configured({}), 'CONFIG_HELPER', 'app');
    expect(values).toMatchObject([
      {
        image: 'app',
        value: 'y',
        steps: [
          { role: 'decides', text: 'a select forces it to y', place: { file: 'zephyr/Kconfig.zephyr' } },
          { role: 'condition', text: 'CONFIG_NORDIC_QSPI_NOR=y' },
          { role: 'condition', text: 'an enabled node is compatible with nordic,qspi-nor' },
          { role: 'condition', text: 'CONFIG_FLASH=y', place: { file: '/app/prj.conf' } },
        ],
      },
    ]);
  });
});
