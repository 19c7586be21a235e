import { describe, expect, test } from 'vitest';
import { configureApplication } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { type Files, findings, lintFiles, shippedKnowledge } from '../linting.ts';

const OTTER = 'boards/acme/otter';
const chip = `chip: w25q64@0 {
		compatible = "jedec,spi-nor";
		reg = <0>;
		spi-max-frequency = <8000000>;
		jedec-id = [ef 40 17];
		size = <0x4000000>;
	};`;

/** A board of hardware model v2 with SPI on pins; what is on the bus is given. */
const board = (onBus: string, chosen: string): Files => ({
  [`${OTTER}/board.yml`]: 'board:\n  name: otter\n  vendor: acme\n  socs:\n    - name: nrf52840\n',
  [`${OTTER}/Kconfig.otter`]: 'config BOARD_OTTER\n\tselect SOC_NRF52840_QIAA\n',
  [`${OTTER}/otter_defconfig`]: 'CONFIG_GPIO=y\nCONFIG_SERIAL=y\n',
  [`${OTTER}/otter.dts`]: `/dts-v1/;
#include <nordic/nrf52840_qiaa.dtsi>
/ { chosen { zephyr,flash = &flash0; zephyr,sram = &sram0; zephyr,code-partition = &slot0_partition; ${chosen} }; };
&spi3 {
	compatible = "nordic,nrf-spim";
	status = "okay";
	cs-gpios = <&gpio0 17 1>;
	${onBus}
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
});
const pmExtFlash = 'nordic,pm-ext-flash = &chip;';
const application: Files = {
  'CMakeLists.txt': 'find_package(Zephyr)\n',
  'prj.conf': '',
  'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n',
};
const BOARD = 'otter/nrf52840';

/** The values of symbols in an image; what is missing where one is not known. */
function values(files: Files, name: string, symbols: readonly string[], version = '2.7.0'): readonly string[] {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => path.replace(/^\/app\//, ''));
  const { configured } = configureApplication(workspace, '/app', {
    paths: ['/app'],
    facts: shippedKnowledge,
    board: BOARD,
    version,
  });
  const image = configured[0]!.configuration.images.find((one) => one.name === name)!;
  return symbols.map((symbol) => {
    const value = image.kconfig.text(symbol);
    return `${symbol}=${value.known ? value.value : `? ${value.missing}`}`;
  });
}

describe.each(['2.7.0', '2.8.0', '2.9.1', '3.0.2'])(
  "MCUboot on a board of one's own with SPI flash, in NCS %s",
  (version) => {
    const files = { ...application, ...board(chip, pmExtFlash) };
    const asked = ['FLASH', 'SPI_NOR', 'MULTITHREADING', 'NORDIC_QSPI_NOR', 'SPI_NOR_FLASH_LAYOUT_PAGE_SIZE'];
    const mcuboot = (conf: string) => values({ ...files, 'sysbuild/mcuboot.conf': conf }, 'mcuboot', asked, version);

    test('has the driver by itself, and no threads for it', () => {
      const own = ['FLASH=y', 'SPI_NOR=y', 'MULTITHREADING=n', 'NORDIC_QSPI_NOR=n'];
      expect(values(files, 'mcuboot', asked, version)).toEqual([...own, 'SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=65536']);
      expect(mcuboot('CONFIG_MULTITHREADING=n\n')).toEqual([...own, 'SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=65536']);
    });

    test('has threads where its fragment says so', () => {
      expect(mcuboot('CONFIG_MULTITHREADING=y\nCONFIG_SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096\n')).toEqual([
        ...['FLASH=y', 'SPI_NOR=y', 'MULTITHREADING=y', 'NORDIC_QSPI_NOR=n'],
        'SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096',
      ]);
    });

    test('is told that it does not link without threads', () => {
      const found = (more: Files) => findings(lintFiles({ ...files, ...more }, { version, board: BOARD }));
      const id = /external-flash\/multithreading/;
      expect(found({}).filter((one) => id.test(one))).toHaveLength(1);
      expect(found({ 'sysbuild/mcuboot.conf': 'CONFIG_MULTITHREADING=n\n' }).filter((one) => id.test(one))).toEqual([
        'error external-flash/multithreading sysbuild/mcuboot.conf:1',
      ]);
      expect(found({ 'sysbuild/mcuboot.conf': 'CONFIG_MULTITHREADING=y\n' }).filter((one) => id.test(one))).toEqual([]);
    });

    test('knows nothing of a chip that only the overlay of the application has', () => {
      const overlay = `&spi3 {\n\t${chip}\n};\n/ { chosen { ${pmExtFlash} }; };\n`;
      const inOverlay = { ...application, ...board('', ''), 'boards/otter_nrf52840.overlay': overlay };
      expect(values(inOverlay, 'mcuboot', ['SPI_NOR'], version)).toEqual(['SPI_NOR=n']);
      expect(values({ ...inOverlay, 'prj.conf': 'CONFIG_FLASH=y\n' }, 'app', ['SPI_NOR'], version)).toEqual([
        'SPI_NOR=y',
      ]);
    });
  },
);

test('of NCS 2.7 all is known that selects SPI; later a line counts as it stands', () => {
  const files = { ...application, ...board(chip, pmExtFlash), 'sysbuild/mcuboot.conf': 'CONFIG_SPI=n\n' };
  expect(values(files, 'mcuboot', ['SPI'])).toEqual(['SPI=y']);
  expect(values({ ...application, ...board('', '') }, 'mcuboot', ['SPI'])).toEqual(['SPI=n']);
  expect(values(files, 'mcuboot', ['SPI'], '2.9.0')).toEqual(['SPI=n']);
});

test('from NCS 3.1 on MCUboot reads SPI flash without threads', () => {
  const files = { ...application, ...board(chip, pmExtFlash) };
  expect(values(files, 'mcuboot', ['SPI_NOR', 'MULTITHREADING'], '3.2.0')).toEqual(['SPI_NOR=y', 'MULTITHREADING=n']);
  const found = findings(lintFiles(files, { version: '3.2.0', board: BOARD }));
  expect(found.filter((one) => /external-flash\/(multithreading|mcuboot-driver)/.test(one))).toEqual([]);
});

test('settings of an application have the backend that Kconfig chooses', () => {
  const files = { ...application, ...board(chip, pmExtFlash) };
  const settings = (conf: string) =>
    values({ ...files, 'prj.conf': conf }, 'app', ['SETTINGS', 'SETTINGS_NVS', 'SETTINGS_FCB', 'SETTINGS_NONE']);
  expect(settings('')).toEqual(['SETTINGS=n', 'SETTINGS_NVS=n', 'SETTINGS_FCB=n', 'SETTINGS_NONE=n']);
  const flash = 'CONFIG_SETTINGS=y\nCONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\n';
  expect(settings(`${flash}CONFIG_NVS=y\n`)).toEqual([
    ...['SETTINGS=y', 'SETTINGS_NVS=y', 'SETTINGS_FCB=n', 'SETTINGS_NONE=n'],
  ]);
  expect(settings(flash)).toEqual(['SETTINGS=y', 'SETTINGS_NVS=n', 'SETTINGS_FCB=n', 'SETTINGS_NONE=y']);
});
