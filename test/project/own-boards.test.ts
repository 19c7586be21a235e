import { describe, expect, test } from 'vitest';
import { configureApplication, type LintOptions } from '../../src/lint/lint.ts';
import type { Image } from '../../src/model/application.ts';
import { valueText } from '../../src/model/devicetree/value-text.ts';
import type { Fact } from '../../src/model/fact.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { type Files, findings, lintFiles, shippedKnowledge } from '../linting.ts';
import { ask } from '../show/asking.ts';

const FOX = 'boards/arm/fox';

/** A board of hardware model v1 with a flash chip on a bus of its own. */
const fox: Files = {
  [`${FOX}/fox_defconfig`]:
    'CONFIG_SOC_SERIES_NRF52X=y\nCONFIG_SOC_NRF52840_QIAA=y\nCONFIG_BOARD_FOX=y\nCONFIG_GPIO=y\n',
  [`${FOX}/Kconfig.board`]: 'config BOARD_FOX\n\tbool "Fox"\n\tdepends on SOC_NRF52840_QIAA\n',
  [`${FOX}/Kconfig.defconfig`]: 'if BOARD_FOX\nconfig BOARD\n\tdefault "fox"\nendif\n',
  [`${FOX}/fox.dts`]: `/dts-v1/;
#include <nordic/nrf52840_qiaa.dtsi>
#include "fox-pinctrl.dtsi"
/ { chosen { zephyr,flash = &flash0; zephyr,sram = &sram0; zephyr,code-partition = &slot0_partition; }; };
&qspi {
	status = "okay";
	pinctrl-0 = <&qspi_default>;
	pinctrl-names = "default";
	chip: mx25r6435f@0 {
		compatible = "nordic,qspi-nor";
		reg = <0>;
		sck-frequency = <8000000>;
		jedec-id = [c2 28 17];
		size = <67108864>;
	};
};
&flash0 {
	partitions {
		compatible = "fixed-partitions";
		#address-cells = <1>;
		#size-cells = <1>;
		boot_partition: partition@0 { reg = <0x0 0xc000>; };
		slot0_partition: partition@c000 { reg = <0xc000 0x76000>; };
		slot1_partition: partition@82000 { reg = <0x82000 0x76000>; };
	};
};
`,
  [`${FOX}/fox-pinctrl.dtsi`]: `&pinctrl {
	qspi_default: qspi_default {
		group1 {
			psels = <NRF_PSEL(QSPI_SCK, 0, 3)>, <NRF_PSEL(QSPI_CSN, 0, 4)>,
				<NRF_PSEL(QSPI_IO0, 0, 5)>, <NRF_PSEL(QSPI_IO1, 0, 6)>;
		};
	};
};
`,
};

const app: Files = { 'CMakeLists.txt': 'find_package(Zephyr)\n', 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' };

/** The images of the first configuration, by name. */
function images(files: Files, options: Partial<LintOptions> = {}): Record<string, Image> {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => path.replace(/^\/app\//, ''));
  const { configured } = configureApplication(workspace, '/app', {
    paths: ['/app'],
    facts: shippedKnowledge,
    version: '2.4.0',
    ...options,
  });
  return Object.fromEntries(configured[0]!.configuration.images.map((image) => [image.name, image]));
}

/** A property as it is written; what is missing where it is not known. */
function property(image: Image | undefined, label: string, name: string): string | undefined {
  const node = image!.devicetree.labelled(label);
  if (!node.known || !node.value) return shown(node as Fact<undefined>);
  const found = node.value.property(name);
  return found.known ? found.value && valueText(found.value) : shown(found);
}

const shown = (fact: Fact<undefined>): string | undefined => (fact.known ? 'no such node' : `? ${fact.missing}`);

const text = (image: Image | undefined, symbol: string): string => {
  const value = image!.kconfig.text(symbol);
  return value.known ? value.value : `? ${value.missing}`;
};

describe("a project's own board, without an SDK", () => {
  test('has the tree of its SoC with its own files over it, in every image', () => {
    const { app: application, mcuboot } = images({ ...app, ...fox });
    for (const image of [application, mcuboot]) {
      expect(image!.devicetree.base).toMatchObject({ known: true, value: `${FOX}/fox.dts` });
      expect(property(image, 'chip', 'size')).toBe('<0x4000000>');
      expect(property(image, 'qspi', 'reg')).toBe('<0x40029000 0x1000 0x12000000 0x8000000>');
    }
    const { origins } = [
      ...(
        application!.devicetree.labelled('chip') as {
          value: { properties: ReadonlyMap<string, { origins: readonly unknown[] }> };
        }
      ).value.properties.values(),
    ][0]!;
    expect(origins[0]).toMatchObject({ kind: 'project' });
  });

  test('is the board that rules speak about: the fault that started it all', () => {
    const overlay = '/ { chosen { nordic,pm-ext-flash = &chip; }; };\n';
    const static_ = 'mcuboot_secondary:\n  address: 0x0\n  size: 0xf4000\n  region: external_flash\n';
    const found = findings(
      lintFiles({ ...app, ...fox, 'boards/fox.overlay': overlay, 'pm_static.yml': static_ }, { version: '2.4.0' }),
    );
    expect(found.filter((one) => one.startsWith('error'))).toEqual([
      'error external-flash/mcuboot-chosen boards/fox.overlay:1',
      'error mcuboot/max-image-sectors pm_static.yml:3',
    ]);
  });

  test('overlays stand on it, and see its macros', () => {
    const files = {
      ...app,
      ...fox,
      [`${FOX}/fox-pinctrl.dtsi`]: `#define FAST 4000000\n${fox[`${FOX}/fox-pinctrl.dtsi`]}`,
      'boards/fox.overlay': '&chip { sck-frequency = <FAST>; };\n',
    };
    const { app: application, mcuboot } = images(files);
    expect(property(application, 'chip', 'sck-frequency')).toBe('<0x3d0900>');
    expect(property(mcuboot, 'chip', 'sck-frequency')).toBe('<0x7a1200>');
  });

  test('a file that is not there makes unknown what it can have changed, and nothing else', () => {
    const dts = `/dts-v1/;
#include <nordic/nrf52840_qiaa.dtsi>
#include "lost.dtsi"
&uart0 { status = "okay"; current-speed = <115200>; };
`;
    const { app: application } = images({ ...app, ...fox, [`${FOX}/fox.dts`]: dts });
    expect(property(application, 'uart0', 'current-speed')).toBe('<0x1c200>');
    const lost = `? the file lost.dtsi (included at ${FOX}/fox.dts:3)`;
    expect(property(application, 'uart0', 'reg')).toBe(lost);
    expect(property(application, 'chip', 'size')).toBe(lost);
    expect(application!.devicetree.base).toMatchObject({ known: false });
  });

  test('an unknown macro makes its value unknown', () => {
    const files = {
      ...app,
      ...fox,
      'boards/fox.overlay': '&uart0 { current-speed = <FAST_UART>; hw-flow-control; };\n',
    };
    const { app: application } = images(files);
    expect(property(application, 'uart0', 'hw-flow-control')).toBe('');
    expect(property(application, 'uart0', 'current-speed')).toBeUndefined();
  });

  test('a SoC that nobody wrote down leaves what the board says', () => {
    const dts = '#include <acme/fox1.dtsi>\n/ { aliases { led0 = &led; }; led: led { gpios = <3>; }; };\n';
    const { app: application } = images({ ...app, ...fox, [`${FOX}/fox.dts`]: dts });
    expect(property(application, 'led', 'gpios')).toBe('<3>');
    expect(property(application, 'uart0', 'status')).toBe(`? the file acme/fox1.dtsi (included at ${FOX}/fox.dts:1)`);
  });
});

describe('the files of a board', () => {
  const revisions = {
    [`${FOX}/revision.cmake`]: 'board_check_revision(FORMAT LETTER DEFAULT_REVISION B VALID_REVISIONS A B)\n',
  };

  test('are those of its revision, of the default one where none is given', () => {
    const files = {
      ...app,
      ...fox,
      ...revisions,
      [`${FOX}/fox_A.overlay`]: '&chip { sck-frequency = <1>; };\n',
      [`${FOX}/fox_B.overlay`]: '&chip { sck-frequency = <2>; };\n',
      [`${FOX}/fox_B.conf`]: 'CONFIG_GPIO=n\n',
    };
    const sck = (board: string) => property(images(files, { board }).app, 'chip', 'sck-frequency');
    expect([sck('fox'), sck('fox@A'), sck('fox@B')]).toEqual(['<2>', '<1>', '<2>']);
    expect([
      text(images(files, { board: 'fox' }).app, 'GPIO'),
      text(images(files, { board: 'fox@A' }).app, 'GPIO'),
    ]).toEqual(['n', 'y']);
  });

  test.each([
    ['2.4.0', 'nrf9160dk_nrf9160_ns', '0_7_0'],
    ['2.7.0', 'nrf9160dk/nrf9160/ns', '0_14_0'],
  ])('are those of the default revision for a board of the SDK, too (%s)', (version, board, revision) => {
    const overlay = (speed: number) => `&uart0 { current-speed = <${speed}>; };\n`;
    const files = {
      ...app,
      'boards/nrf9160dk_nrf9160_ns_0_7_0.overlay': overlay(7),
      'boards/nrf9160dk_nrf9160_ns_0_14_0.overlay': overlay(14),
    };
    const speed = revision === '0_7_0' ? '<7>' : '<0xe>';
    expect(property(images(files, { board, version }).app, 'uart0', 'current-speed')).toBe(speed);
  });

  test('in hardware model v2 are named with the SoC or without, the revision stands in board.yml', () => {
    const at = 'boards/acme/wolf';
    const files: Files = {
      ...app,
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
      [`${at}/board.yml`]:
        'board:\n  name: wolf\n  revision:\n    format: major.minor.patch\n    default: "1.1.0"\n    revisions:\n      - name: "1.0.0"\n      - name: "1.1.0"\n  socs:\n    - name: nrf52840\n',
      [`${at}/wolf.dts`]: '#include <nordic/nrf52840_qiaa.dtsi>\n&uart0 { current-speed = <1>; };\n',
      [`${at}/wolf_nrf52840_1_1_0.overlay`]: '&uart0 { current-speed = <2>; };\n',
      [`${at}/wolf_defconfig`]: 'CONFIG_GPIO=y\n',
      [`${at}/wolf_1_1_0_defconfig`]: 'CONFIG_SERIAL=y\n',
      [`${at}/Kconfig.wolf`]: 'config BOARD_WOLF\n\tselect SOC_NRF52840_QIAA\n',
    };
    const { app: application, mcuboot } = images(files, { board: 'wolf/nrf52840', version: '2.9.0' });
    expect(property(application, 'uart0', 'current-speed')).toBe('<2>');
    expect(property(mcuboot, 'uart0', 'current-speed')).toBe('<2>');
    expect(['GPIO', 'SERIAL', 'SOC_NRF52840_QIAA', 'BOARD_WOLF_NRF52840'].map((one) => text(application, one))).toEqual(
      ['y', 'y', 'y', 'y'],
    );
    expect(
      property(images(files, { board: 'wolf@1.0.0/nrf52840', version: '2.9.0' }).app, 'uart0', 'current-speed'),
    ).toBe('<1>');
  });

  test('are the secure ones for the bootloader of a non-secure build', () => {
    const at = 'boards/arm/hare';
    const files: Files = {
      ...app,
      [`${at}/hare_defconfig`]: 'CONFIG_SOC_SERIES_NRF91X=y\nCONFIG_SOC_NRF9160_SICA=y\nCONFIG_BOARD_HARE=y\n',
      [`${at}/hare_ns_defconfig`]:
        'CONFIG_SOC_SERIES_NRF91X=y\nCONFIG_SOC_NRF9160_SICA=y\nCONFIG_BOARD_HARE_NS=y\nCONFIG_ARM_TRUSTZONE_M=y\nCONFIG_TRUSTED_EXECUTION_NONSECURE=y\n',
      [`${at}/Kconfig.board`]: 'config BOARD_HARE\n\tbool "Hare"\nconfig BOARD_HARE_NS\n\tbool "Hare, non-secure"\n',
      [`${at}/Kconfig.defconfig`]: 'config BUILD_WITH_TFM\n\tdefault y if BOARD_HARE_NS\n',
      [`${at}/hare.dts`]: '#include <nordic/nrf9160_sica.dtsi>\n#include "common.dtsi"\n',
      [`${at}/hare_ns.dts`]: '#include <nordic/nrf9160ns_sica.dtsi>\n#include "common.dtsi"\n',
      [`${at}/common.dtsi`]: '&uart0 { status = "okay"; current-speed = <115200>; };\n',
    };
    const { app: application, mcuboot } = images(files, { board: 'hare_ns' });
    const path = (image: Image | undefined) => image!.devicetree.labelled('uart0');
    expect(path(application)).toMatchObject({ value: { path: '/soc/peripheral@40000000/uart@8000' } });
    expect(path(mcuboot)).toMatchObject({ value: { path: '/soc/peripheral@50000000/uart@8000' } });
    expect([application, mcuboot].map((image) => text(image, 'BUILD_WITH_TFM'))).toEqual(['y', 'n']);
    expect([application, mcuboot].map((image) => text(image, 'BOARD_HARE'))).toEqual(['n', 'y']);
  });

  test.each<[string, Files, string]>([
    [
      'a list of CMakeLists.txt',
      { 'CMakeLists.txt': 'list(APPEND BOARD_ROOT ${CMAKE_CURRENT_SOURCE_DIR}/hw)\nfind_package(Zephyr)\n' },
      'hw',
    ],
    ['a module', { 'zephyr/module.yml': 'build:\n  settings:\n    board_root: hw\n' }, 'hw'],
  ])('lie where %s says', (_, more, folder) => {
    const moved = Object.fromEntries(Object.entries(fox).map(([path, content]) => [`${folder}/${path}`, content]));
    expect(property(images({ ...app, ...moved, ...more }, { board: 'fox' }).app, 'chip', 'size')).toBe('<0x4000000>');
  });

  test('include what lies in the dts folders that the project names', () => {
    const files = {
      ...app,
      ...fox,
      'CMakeLists.txt': 'set(DTS_ROOT ${CMAKE_CURRENT_LIST_DIR}/hw)\nfind_package(Zephyr)\n',
      'hw/dts/fast.dtsi': '&uart0 { current-speed = <7>; };\n',
      [`${FOX}/fox.dts`]: '#include <nordic/nrf52840_qiaa.dtsi>\n#include <fast.dtsi>\n',
    };
    expect(property(images(files, { board: 'fox' }).app, 'uart0', 'current-speed')).toBe('<7>');
  });

  test('are listed among those of its images', () => {
    const report = ask({ ...app, ...fox }, { kind: 'build' }, { version: '2.4.0' });
    expect(report.applications[0]!.answers[0]!.answer).toMatchObject({
      images: [
        {
          fragments: [{ path: `${FOX}/fox_defconfig`, why: 'defconfig of the board' }, { path: 'prj.conf' }],
          overlays: [{ path: `${FOX}/fox.dts`, why: 'devicetree of the board' }],
          missing: [],
        },
        { name: 'mcuboot' },
      ],
    });
  });
});

describe('what a board says in Kconfig', () => {
  const kconfig = (defconfig: string): Files => ({ ...app, ...fox, [`${FOX}/Kconfig.defconfig`]: defconfig });

  test('comes before the defaults of the SDK', () => {
    expect(text(images({ ...app, ...fox }).app, 'GPIO_AS_PINRESET')).toBe('y');
    const own = kconfig('if BOARD_FOX\nconfig GPIO_AS_PINRESET\n\tdefault n\nendif\n');
    expect(text(images(own).app, 'GPIO_AS_PINRESET')).toBe('n');
    expect(text(images({ ...own, 'prj.conf': 'CONFIG_GPIO_AS_PINRESET=y\n' }).app, 'GPIO_AS_PINRESET')).toBe('y');
  });

  test('counts for the bootloader, too', () => {
    const { mcuboot } = images(kconfig('config GPIO_AS_PINRESET\n\tdefault n if BOARD_FOX\n'));
    expect(text(mcuboot, 'GPIO_AS_PINRESET')).toBe('n');
  });

  test('can force a symbol', () => {
    const files = (select: string): Files => ({
      ...kconfig(''),
      [`${FOX}/Kconfig`]: `config BOARD_HAS_FAN\n\tdef_bool y\n${select}`,
    });
    expect(text(images(files('')).app, 'PWM')).toBe('n');
    expect(text(images(files('\tselect PWM\n')).app, 'PWM')).toBe('y');
    expect(text(images(files('\tselect PWM if !BOARD_FOX\n')).app, 'PWM')).toBe('n');
  });

  test('is unknown where it is computed, or sources what is not there', () => {
    const computed = kconfig('config PM_PARTITION_SIZE_MCUBOOT\n\tdefault $(dt_node_size,/fox)\n');
    expect(text(images(computed).mcuboot, 'PM_PARTITION_SIZE_MCUBOOT')).toMatch(/^\?/);
    expect(text(images(kconfig('')).mcuboot, 'PM_PARTITION_SIZE_MCUBOOT')).toBe('0xc000');
    const lost = kconfig('source "$(BOARD_DIR)/Kconfig.more"\n');
    expect(text(images(lost).app, 'GPIO_AS_PINRESET')).toBe('? the Kconfig defaults of the board fox');
  });

  test('is told with its lines', () => {
    const own = kconfig('if BOARD_FOX\nconfig GPIO_AS_PINRESET\n\tdefault n\nendif\n');
    const value = images(own).app!.kconfig.text('GPIO_AS_PINRESET');
    expect(value.known && value.origins[0]).toMatchObject({
      kind: 'project',
      span: { file: { path: `${FOX}/Kconfig.defconfig` } },
    });
  });
});

describe('rules over the files of a board', () => {
  const found = (files: Files): readonly string[] =>
    findings(lintFiles({ ...app, ...fox, ...files }, { version: '2.4.0' })).filter((one) => !one.startsWith('info'));

  test('have nothing to say about a good one', () => {
    expect(found({})).toEqual([]);
  });

  test('see what is written wrongly in them', () => {
    const dts = fox[`${FOX}/fox.dts`]!;
    expect(found({ [`${FOX}/fox.dts`]: dts.replace('size = <67108864>', 'size = <67108864') })).toEqual([
      `error devicetree/syntax ${FOX}/fox.dts:14`,
    ]);
    expect(found({ [`${FOX}/fox.dts`]: dts.replace('&qspi {', '&qspy {') })).toEqual([
      `error devicetree/unknown-label ${FOX}/fox.dts:5`,
    ]);
    expect(found({ [`${FOX}/fox-pinctrl.dtsi`]: fox[`${FOX}/fox-pinctrl.dtsi`]!.replace('0, 4)', '1, 24)') })).toEqual([
      `error pins/range ${FOX}/fox-pinctrl.dtsi:4`,
    ]);
  });

  test('take its partitions for what every board has', () => {
    const overlay = '&slot1_partition { reg = <0x82000 0x70000>; };\n';
    expect(found({ 'boards/fox.overlay': overlay })).toEqual([
      'warning devicetree/partitions-ignored boards/fox.overlay:1',
    ]);
  });

  test('read the static file it brings along', () => {
    const overlapping = 'mcuboot:\n  address: 0x0\n  size: 0xc000\nfan:\n  address: 0x8000\n  size: 0x10000\n';
    expect(found({ [`${FOX}/pm_static.yml`]: overlapping })).toEqual([
      `error partition/overlap ${FOX}/pm_static.yml:5`,
    ]);
  });
});

describe('a revision of a board of the SDK', () => {
  const files = {
    'prj.conf': '',
    'boards/nrf9161dk_nrf9161.overlay': '/ { chosen { nordic,pm-ext-flash = &gd25lb256; }; };\n',
  };
  const labels = (board: string) =>
    findings(lintFiles(files, { board, version: '2.7.0' })).filter((one) => one.includes('unknown-label'));

  test('has parts of its own, and no one is said to be missing where another revision was read', () => {
    expect(labels('nrf9161dk@0.7.0/nrf9161')).toEqual([]);
    expect(labels('nrf9161dk@0.9.0/nrf9161')).toHaveLength(1);
    expect(labels('nrf9161dk/nrf9161')).toHaveLength(1);
  });
});
