import { describe, expect, test } from 'vitest';
import type { Origin } from '../../src/diagnostic/origin.ts';
import { configureApplication, type LintOptions } from '../../src/lint/lint.ts';
import type { Fact } from '../../src/model/fact.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { symbolAnswer } from '../../src/show/symbol.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { shippedKnowledge } from '../linting.ts';

type Files = Readonly<Record<string, string>>;

const MCUBOOT = 'bootloader/mcuboot/boot/zephyr';
const BOARD = 'zephyr/boards/nordic/nrf5340dk';
const TREE = '/ { soc { flash0: flash@0 { reg = <0 0x100000>; }; }; };\n';

/** A little SDK of hardware model v2 and of its own making: paths are those in its workspace. */
const SDK: Files = {
  'nrf/VERSION': '2.7.0\n',
  'nrf/west.yml': 'manifest:\n  projects:\n    - name: mcuboot\n      path: bootloader/mcuboot\n',
  'nrf/zephyr/module.yml': 'build:\n  kconfig: Kconfig.nrf\n  sysbuild-kconfig: sysbuild/Kconfig.sysbuild\n',
  'nrf/Kconfig.nrf': `
config BOOTLOADER_MCUBOOT
	bool "MCUboot in front"
config PARTITION_MANAGER_ENABLED
	bool "Partition Manager"
config MCUBOOT_SIGNATURE_KEY_FILE
	string "Key"
config NCS_MCUBOOT_IN_BUILD
	bool "MCUboot is there"
`,
  'nrf/sysbuild/Kconfig.sysbuild': `
config PARTITION_MANAGER
	bool "Partition Manager"
	default y
config SECURE_BOOT_APPCORE
	bool "First stage"
	depends on SOC_NRF5340_CPUAPP
config SUPPORT_NETCORE
	bool
	default y if SOC_NRF5340_CPUAPP
config NETCORE_IPC_RADIO
	bool "Radio"
	depends on SUPPORT_NETCORE
config NETCORE_IPC_RADIO_BT_HCI_IPC
	bool "Bluetooth"
	depends on NETCORE_IPC_RADIO
config NETCORE_IMAGE_NAME
	string
	default "ipc_radio" if NETCORE_IPC_RADIO
`,
  'nrf/sysbuild/CMakeLists.txt': `
foreach(image \${PRE_CMAKE_IMAGES})
  if(SB_CONFIG_PARTITION_MANAGER)
    set_config_bool(\${image} CONFIG_PARTITION_MANAGER_ENABLED y)
  endif()
endforeach()
`,
  'nrf/sysbuild/netcore.cmake': `
if(SB_CONFIG_SUPPORT_NETCORE AND DEFINED SB_CONFIG_NETCORE_IMAGE_NAME)
  if(SB_CONFIG_NETCORE_IPC_RADIO_BT_HCI_IPC)
    add_overlay_config(\${SB_CONFIG_NETCORE_IMAGE_NAME} \${SB_CONFIG_NETCORE_IMAGE_PATH}/overlay-bt_hci_ipc.conf)
  endif()
endif()
`,
  'nrf/sysbuild/image_configurations/b0_image_default.cmake': '',
  'nrf/applications/ipc_radio/prj.conf': 'CONFIG_DEPTH=6\n',
  'nrf/applications/ipc_radio/Kconfig': 'config IPC\n\tdef_bool y\nsource "Kconfig.zephyr"\n',
  'nrf/applications/ipc_radio/overlay-bt_hci_ipc.conf': 'CONFIG_BT=y\n',
  'nrf/samples/bootloader/prj.conf': 'CONFIG_DEPTH=3\n',
  'nrf/samples/bootloader/prj_small.conf': 'CONFIG_DEPTH=1\n',
  [`${MCUBOOT}/Kconfig`]: 'config MCUBOOT\n\tdefault y\n\tbool\nsource "Kconfig.zephyr"\n',
  [`${MCUBOOT}/prj.conf`]: 'CONFIG_DEPTH=5\n',
  [`${MCUBOOT}/boards/nrf5340dk_nrf5340_cpuapp.conf`]: 'CONFIG_BT=y\n',
  'zephyr/dts/bindings/radio.yaml': 'compatible: "nordic,nrf-radio"\n',
  'zephyr/arch/archs.yml': 'archs:\n  - name: arm\n    path: arm\n',
  'zephyr/arch/arm/Kconfig': 'config ARM\n\tbool\n',
  'zephyr/soc/nordic/soc.yml': 'family:\n  - name: nordic_nrf\n',
  'zephyr/soc/nordic/Kconfig.soc': `
config SOC_NRF5340_CPUAPP
	bool
config SOC_NRF5340_CPUNET
	bool
config SOC
	default "nrf5340" if SOC_NRF5340_CPUAPP || SOC_NRF5340_CPUNET
`,
  'zephyr/boards/Kconfig.v2': `
config BOARD
	string
	default "$(BOARD)"
config BOARD_REVISION
	string
	default "$(BOARD_REVISION)"
config BOARD_QUALIFIERS
	string
	default "$(BOARD_QUALIFIERS)"
osource "$(BOARD_DIR)/Kconfig.$(BOARD)"
`,
  'zephyr/soc/Kconfig.v2': 'config SOC\n\tstring\nosource "$(KCONFIG_BINARY_DIR)/soc/Kconfig.soc"\n',
  'zephyr/Kconfig': 'source "Kconfig.zephyr"\n',
  'zephyr/Kconfig.zephyr': `
osource "$(BOARD_DIR)/Kconfig.defconfig"
source "boards/Kconfig.$(HWM_SCHEME)"
source "soc/Kconfig.$(HWM_SCHEME)"
source "$(KCONFIG_BINARY_DIR)/Kconfig.dts"
source "$(KCONFIG_BINARY_DIR)/Kconfig.modules"
config DEPTH
	int "Depth"
	default 4
config BT
	bool "Bluetooth"
config RADIO
	def_bool DT_HAS_NORDIC_NRF_RADIO_ENABLED
`,
  'zephyr/share/sysbuild/Kconfig': `
source "boards/Kconfig.v2"
source "soc/Kconfig.v2"
osource "$(BOARD_DIR)/Kconfig.sysbuild"
source "$(KCONFIG_BINARY_DIR)/Kconfig.sysbuild.modules"
config BOOTLOADER_MCUBOOT
	bool "MCUboot"
config BOOT_SIGNATURE_KEY_FILE
	string "Key"
	default "$(ZEPHYR_MCUBOOT_MODULE_DIR)/root.pem" if BOOTLOADER_MCUBOOT
`,
  [`${BOARD}/board.yml`]:
    'board:\n  name: nrf5340dk\n  socs:\n    - name: nrf5340\n      variants:\n        - name: ns\n          cpucluster: cpuapp\n  revision:\n    format: major.minor.patch\n    default: "2.0.0"\n    revisions:\n      - name: "1.0.0"\n      - name: "2.0.0"\n',
  [`${BOARD}/Kconfig.nrf5340dk`]: `config BOARD_NRF5340DK
	bool
	default y
	select SOC_NRF5340_CPUAPP if BOARD_NRF5340DK_NRF5340_CPUAPP
	select SOC_NRF5340_CPUNET if BOARD_NRF5340DK_NRF5340_CPUNET
config BOARD_NRF5340DK_NRF5340_CPUAPP
	def_bool $(BOARD_QUALIFIERS) = "/nrf5340/cpuapp"
config BOARD_NRF5340DK_NRF5340_CPUNET
	def_bool $(BOARD_QUALIFIERS) = "/nrf5340/cpunet"
`.replaceAll('$(BOARD_QUALIFIERS)', '"$(BOARD_QUALIFIERS)"'),
  [`${BOARD}/nrf5340dk_nrf5340_cpuapp.dts`]: TREE,
  [`${BOARD}/nrf5340dk_nrf5340_cpuapp_defconfig`]: '',
  [`${BOARD}/nrf5340dk_nrf5340_cpunet.dts`]: '/ { radio { compatible = "nordic,nrf-radio"; }; };\n',
  [`${BOARD}/nrf5340dk_nrf5340_cpunet_defconfig`]: '',
};

const APPLICATION: Files = { 'app/CMakeLists.txt': 'find_package(Zephyr)\n', 'app/prj.conf': '' };

const WITH_ALL = {
  'app/sysbuild.conf':
    'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_SECURE_BOOT_APPCORE=y\nSB_CONFIG_NETCORE_IPC_RADIO=y\nSB_CONFIG_NETCORE_IPC_RADIO_BT_HCI_IPC=y\n',
};

function configured(files: Files, more: Partial<LintOptions> = {}) {
  const at = (path: string): string => (path.startsWith('app/') ? `/${path}` : `/w/${path}`);
  const all = Object.entries({ ...SDK, ...APPLICATION, ...files }).filter(([, text]) => text !== GONE);
  const disk = memoryFiles(Object.fromEntries(all.map(([path, text]) => [at(path), text])));
  const sdks = { disk, installFolders: [], given: { folder: '/w', why: 'from --sdk' } };
  const build = { era: 'sysbuild', board: 'nrf5340dk/nrf5340/cpuapp' } as const;
  const options = { paths: ['/app'], facts: shippedKnowledge, sdks, ...build, ...more };
  return configureApplication(new Workspace(disk, ['/app']), '/app', options).configured[0]!;
}

const GONE = '(not there)';

function fact(files: Files, symbol: string, image = 'app', more: Partial<LintOptions> = {}): Fact<string> {
  const { configuration, sysbuild } = configured(files, more);
  const view = image === 'sysbuild' ? sysbuild!.view : configuration.images.find(({ name }) => name === image)!.kconfig;
  return view.text(symbol);
}

/** The value of a symbol in an image; undefined where it is unknown. */
function value(...given: Parameters<typeof fact>): string | undefined {
  const found = fact(...given);
  return found.known ? found.value : undefined;
}

const origins = (...given: Parameters<typeof fact>): readonly Origin[] => {
  const found = fact(...given);
  return found.known ? found.origins : [];
};

describe('Kconfig with an SDK of hardware model v2', () => {
  test('knows the target by the names of board.yml', () => {
    expect(value({}, 'BOARD')).toBe('nrf5340dk');
    expect(value({}, 'BOARD_QUALIFIERS')).toBe('/nrf5340/cpuapp');
    expect(value({}, 'SOC')).toBe('nrf5340');
    expect(value({}, 'DEPTH')).toBe('4');
  });

  test('takes the revision of the board.yml, and the defconfig of the revision', () => {
    const files = { [`${BOARD}/nrf5340dk_nrf5340_cpuapp_1_0_0_defconfig`]: 'CONFIG_DEPTH=9\n' };
    expect(value(files, 'BOARD_REVISION')).toBe('2.0.0');
    expect(value(files, 'DEPTH')).toBe('4');
    const older = { board: 'nrf5340dk@1.0.0/nrf5340/cpuapp' };
    expect(value(files, 'BOARD_REVISION', 'app', older)).toBe('1.0.0');
    expect(value(files, 'DEPTH', 'app', older)).toBe('9');
  });

  test('falls back on facts where the files do not find the board', () => {
    expect(value({ [`${BOARD}/Kconfig.nrf5340dk`]: GONE }, 'SOC')).toBeUndefined();
    expect(value({ [`${BOARD}/Kconfig.nrf5340dk`]: GONE }, 'DEPTH')).toBeUndefined();
  });

  test('finds the files of the board where later versions list them', () => {
    const files = {
      'zephyr/boards/Kconfig.v2': SDK['zephyr/boards/Kconfig.v2']!.replace('BOARD_DIR', 'KCONFIG_BOARD_DIR'),
      'zephyr/boards/Kconfig': 'osource "$(KCONFIG_BOARD_DIR)/Kconfig"\n',
      'zephyr/Kconfig.zephyr': `source "boards/Kconfig"\n${SDK['zephyr/Kconfig.zephyr']!.replace('BOARD_DIR', 'KCONFIG_BOARD_DIR')}`,
      [`${BOARD}/Kconfig.defconfig`]: 'config DEPTH\n\tdefault 8\n',
    };
    expect(value(files, 'SOC')).toBe('nrf5340');
    expect(value(files, 'DEPTH')).toBe('8');
    expect(value(files, 'BOARD_REVISION_2_0_0')).toBe('y');
  });

  test('has the symbols of sysbuild from its own Kconfig files', () => {
    expect(value({}, 'SB_CONFIG_SUPPORT_NETCORE', 'sysbuild')).toBe('y');
    expect(value({}, 'SB_CONFIG_BOOT_SIGNATURE_KEY_FILE', 'sysbuild')).toBe('');
    expect(value(WITH_ALL, 'SB_CONFIG_NETCORE_IMAGE_NAME', 'sysbuild')).toBe('ipc_radio');
    expect(origins(WITH_ALL, 'SB_CONFIG_SUPPORT_NETCORE', 'sysbuild')).toMatchObject([
      { kind: 'sdk', sdk: '2.7.0', path: 'nrf/sysbuild/Kconfig.sysbuild', line: 10 },
    ]);
    const { values } = symbolAnswer(configured(WITH_ALL), 'SB_CONFIG_NETCORE_IPC_RADIO', undefined);
    expect(values).toMatchObject([
      { value: 'y', steps: [{ role: 'decides', place: { file: '/app/sysbuild.conf' } }, {}] },
    ]);
  });

  test("takes the application's Kconfig.sysbuild, which sources that of the SDK", () => {
    const files = {
      'app/Kconfig.sysbuild': 'config NETCORE_IPC_RADIO\n\tdefault y\nsource "${ZEPHYR_BASE}/share/sysbuild/Kconfig"\n',
    };
    expect(value(files, 'SB_CONFIG_NETCORE_IPC_RADIO', 'sysbuild')).toBe('y');
    expect(origins(files, 'SB_CONFIG_NETCORE_IPC_RADIO', 'sysbuild')[0]).toMatchObject({
      kind: 'project',
      span: { file: { path: '/app/Kconfig.sysbuild' } },
    });
    expect(configured(files).configuration.images.map(({ name }) => name)).toEqual(['app', 'ipc_radio']);
  });

  test('gives every image what sysbuild forces upon it, texts too', () => {
    expect(value({}, 'PARTITION_MANAGER_ENABLED')).toBe('y');
    expect(value({}, 'BOOTLOADER_MCUBOOT')).toBe('n');
    expect(value(WITH_ALL, 'BOOTLOADER_MCUBOOT')).toBe('y');
    expect(value(WITH_ALL, 'MCUBOOT_SIGNATURE_KEY_FILE')).toBe('/bootloader/mcuboot/root.pem');
    expect(
      value({ 'app/sysbuild.conf': '# SB_CONFIG_PARTITION_MANAGER is not set\n' }, 'PARTITION_MANAGER_ENABLED'),
    ).toBe('n');
  });

  test('evaluates the images beside the application with their own files and boards', () => {
    expect(configured(WITH_ALL).configuration.images.map(({ name }) => name)).toEqual([
      'app',
      'mcuboot',
      'b0',
      'ipc_radio',
    ]);
    expect(value(WITH_ALL, 'DEPTH', 'mcuboot')).toBe('5');
    expect(value(WITH_ALL, 'BT', 'mcuboot')).toBe('y');
    expect(value(WITH_ALL, 'DEPTH', 'b0')).toBe('3');
    expect(value(WITH_ALL, 'NCS_MCUBOOT_IN_BUILD', 'b0')).toBe('y');
    expect(value(WITH_ALL, 'DEPTH', 'ipc_radio')).toBe('6');
    expect(value(WITH_ALL, 'IPC', 'ipc_radio')).toBe('y');
    expect(value(WITH_ALL, 'BOARD_QUALIFIERS', 'ipc_radio')).toBe('/nrf5340/cpunet');
    expect(value(WITH_ALL, 'RADIO', 'ipc_radio')).toBe('y');
    expect(value(WITH_ALL, 'RADIO')).toBe('n');
  });

  test("takes a suffix into the SDK's images, too, and the files of the project for them", () => {
    const more = { buildArguments: ['-DFILE_SUFFIX=small'] };
    expect(value(WITH_ALL, 'DEPTH', 'b0', more)).toBe('1');
    expect(value({ ...WITH_ALL, 'app/sysbuild/b0.conf': 'CONFIG_DEPTH=7\n' }, 'DEPTH', 'b0', more)).toBe('7');
    expect(value({ ...WITH_ALL, 'app/sysbuild/b0/prj.conf': 'CONFIG_DEPTH=8\n' }, 'DEPTH', 'b0')).toBe('8');
  });

  test('adds the fragments that sysbuild adds by its symbols', () => {
    expect(value(WITH_ALL, 'BT', 'ipc_radio')).toBe('y');
    expect(value({ 'app/sysbuild.conf': 'SB_CONFIG_NETCORE_IPC_RADIO=y\n' }, 'BT', 'ipc_radio')).toBe('n');
  });

  test('does not know what CMake computes, nor what rests on it', () => {
    const files = {
      'nrf/sysbuild/CMakeLists.txt': 'set_config_int(${DEFAULT_IMAGE} CONFIG_DEPTH ${depth})\n',
      'zephyr/Kconfig.zephyr': `${SDK['zephyr/Kconfig.zephyr']}config DEEP\n\tdef_bool DEPTH > 4\n`,
    };
    expect(fact(files, 'DEPTH')).toMatchObject({ known: false, missing: 'what sysbuild computes for it' });
    expect(value(files, 'DEEP')).toBeUndefined();
    expect(value(files, 'BT')).toBe('n');
  });

  test('does the same for a board of the project', () => {
    const folder = 'app/boards/acme/fox';
    const files = {
      [`${folder}/board.yml`]: 'board:\n  name: fox\n  socs:\n    - name: nrf5340\n',
      [`${folder}/Kconfig.fox`]: 'config BOARD_FOX\n\tdef_bool y\n\tselect SOC_NRF5340_CPUAPP\n',
      [`${folder}/Kconfig.defconfig`]: 'config DEPTH\n\tdefault 8\n',
      [`${folder}/Kconfig.sysbuild`]: 'config NETCORE_IPC_RADIO\n\tdefault y\n',
      [`${folder}/fox_nrf5340_cpuapp.dts`]: TREE,
      [`${folder}/fox_nrf5340_cpuapp_defconfig`]: 'CONFIG_BT=y\n',
    };
    const more = { board: 'fox/nrf5340/cpuapp' };
    expect(value(files, 'BOARD_QUALIFIERS', 'app', more)).toBe('/nrf5340/cpuapp');
    expect(value(files, 'SOC', 'app', more)).toBe('nrf5340');
    expect(value(files, 'DEPTH', 'app', more)).toBe('8');
    expect(value(files, 'BT', 'app', more)).toBe('y');
    expect(value(files, 'SB_CONFIG_NETCORE_IPC_RADIO', 'sysbuild', more)).toBe('y');
    expect(origins(files, 'DEPTH', 'app', more)[0]).toMatchObject({
      kind: 'project',
      span: { file: { path: '/app/boards/acme/fox/Kconfig.defconfig' } },
    });
  });
});
