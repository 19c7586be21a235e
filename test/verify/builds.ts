import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { onDisk } from '../cli/run.ts';

/** Made-up builds of both eras, small: an application, and what was built of it in `app/build`. */

type Files = Readonly<Record<string, string>>;

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const tree = (...nodes: readonly string[]): string => lines('/dts-v1/;', '', '/ {', ...nodes, '};');

/** As a build writes them: nothing that its bindings require is missing. */
const cells = (size: number): string => `#address-cells = < 0x1 >; #size-cells = < 0x${size} >;`;

/** A child image build of NCS 2.4 for a board that nobody but its owner knows. */
export const childImages: Files = {
  'app/CMakeLists.txt': 'find_package(Zephyr)\n',
  'app/prj.conf': lines('CONFIG_BOOTLOADER_MCUBOOT=y', 'CONFIG_NORDIC_QSPI_NOR=y', 'CONFIG_MAIN_STACK_SIZE=2048'),
  'app/boards/my_board.overlay': '&spi3 {\n\tstatus = "okay";\n};\n',
  'app/pm_static.yml': lines(
    'mcuboot:',
    '  address: 0x0',
    '  size: 0xc000',
    'mcuboot_secondary:',
    '  address: 0x0',
    '  size: 0xe0000',
    '  region: external_flash',
  ),
  'app/build/CMakeCache.txt': lines(
    'APPLICATION_SOURCE_DIR:PATH=/ci/app',
    'BOARD:STRING=my_board',
    'BOARD_DIR:PATH=/ci/boards/arm/my_board',
    'ZEPHYR_BASE:PATH=/ncs/v2.4.0/zephyr',
    'CACHED_CONF_FILE:STRING=/ci/app/prj.conf',
    'DTC_OVERLAY_FILE:STRING=/ci/app/boards/my_board.overlay',
  ),
  'app/build/zephyr/include/generated/ncs_version.h': '#define NCS_VERSION_STRING "2.4.0"\n',
  'app/build/zephyr/.config': lines(
    'CONFIG_BOARD="my_board"',
    'CONFIG_SOC="nRF52840_QIAA"',
    'CONFIG_BOOTLOADER_MCUBOOT=y',
    'CONFIG_NORDIC_QSPI_NOR=y',
    'CONFIG_MAIN_STACK_SIZE=2048',
    'CONFIG_PM_EXTERNAL_FLASH_BASE=0x0',
  ),
  'app/build/zephyr/zephyr.dts': tree(
    '\tchosen { nordic,pm-ext-flash = &chip; };',
    `\tpads: pads { }; soc { ${cells(1)} ranges;`,
    `\t\tqspi: qspi@40029000 { ${cells(0)}`,
    '\t\t\tcompatible = "nordic,nrf-qspi"; reg = < 0x40029000 0x1000 >; interrupts = < 0x29 0x1 >;',
    '\t\t\tpinctrl-0 = < &pads >; pinctrl-names = "default"; status = "okay";',
    '\t\t\tchip: chip@0 {',
    '\t\t\t\tcompatible = "nordic,qspi-nor"; reg = < 0x0 >; jedec-id = [ C2 28 17 ];',
    '\t\t\t\tsize = < 0x4000000 >; sck-frequency = < 0x7a1200 >;',
    '\t\t\t};',
    '\t\t};',
    '\t\tspi3: spi@4002f000 { reg = < 0x4002f000 0x1000 >;',
    '\t\t\tstatus = "okay";',
    '\t\t};',
    '\t};',
  ),
  'app/build/mcuboot/CMakeCache.txt': lines('BOARD:INTERNAL=my_board', 'BOARD_DIR:PATH=/ci/boards/arm/my_board'),
  'app/build/mcuboot/zephyr/.config': lines(
    'CONFIG_BOARD="my_board"',
    'CONFIG_BOOT_MAX_IMG_SECTORS=256',
    'CONFIG_PM_PARTITION_SIZE_MCUBOOT_PAD=0x200',
    '# CONFIG_NORDIC_QSPI_NOR is not set',
  ),
  'app/build/mcuboot/zephyr/zephyr.dts': tree('\tchosen { };'),
  'app/build/partitions.yml': lines(
    'app:',
    '  address: 0xc200',
    '  region: flash_primary',
    '  size: 0xf3e00',
    'mcuboot:',
    '  address: 0x0',
    '  region: flash_primary',
    '  size: 0xc000',
    'mcuboot_secondary:',
    '  address: 0x0',
    '  region: external_flash',
    '  size: 0xe0000',
  ),
  'app/build/regions.yml': lines(
    'external_flash:',
    '  base_address: 0',
    '  size: 0x800000',
    'flash_primary:',
    '  base_address: 0',
    '  size: 0x100000',
  ),
};

/** A build with sysbuild of NCS 2.9 for a board of Nordic. */
export const sysbuild: Files = {
  'app/CMakeLists.txt': 'find_package(Zephyr)\n',
  'app/prj.conf': lines('CONFIG_FLASH=y', 'CONFIG_MY_SENSOR=y'),
  'app/release.conf': 'CONFIG_MAIN_STACK_SIZE=8192\n',
  'app/build/CMakeCache.txt': lines(
    'APP_DIR:PATH=/ci/app',
    'BOARD:STRING=nrf52840dk/nrf52840',
    'SYSBUILD:BOOL=True',
    'ZEPHYR_BASE:PATH=/ncs/v2.9.0/zephyr',
  ),
  'app/build/domains.yaml': lines(
    'default: app',
    'build_dir: /ci/app/build',
    'domains:',
    '  - name: app',
    '    build_dir: /ci/app/build/app',
  ),
  'app/build/zephyr/.config': lines(
    'SB_CONFIG_BOARD="nrf52840dk"',
    'SB_CONFIG_BUILD_OUTPUT_BIN=y',
    'SB_CONFIG_BUILD_OUTPUT_HEX=y',
    'SB_CONFIG_PARTITION_MANAGER=y',
    'SB_CONFIG_SOC_FAMILY_NORDIC_NRF=y',
    'SB_CONFIG_SOC_NRF52840=y',
    'SB_CONFIG_SUPPORT_BOOTLOADER=y',
    'SB_CONFIG_SUPPORT_BOOTLOADER_MCUBOOT_ZEPHYR=y',
    'SB_CONFIG_SUPPORT_QSPI_XIP=y',
    'SB_CONFIG_ZEPHYR_CONNECTEDHOMEIP_MODULE=y',
    '# SB_CONFIG_BOOTLOADER_MCUBOOT is not set',
  ),
  'app/build/app/CMakeCache.txt': lines(
    'APPLICATION_SOURCE_DIR:PATH=/ci/app',
    'BOARD_DIR:PATH=/ncs/v2.9.0/zephyr/boards/nordic/nrf52840dk',
    'ZEPHYR_BASE:PATH=/ncs/v2.9.0/zephyr',
    'SYSBUILD_CACHE:FILEPATH=/ci/app/build/_sysbuild/sysbuild_cache.cmake',
  ),
  'app/build/app/build_info.yml': lines(
    'cmake:',
    '  application:',
    '    source-dir: /ci/app',
    '  kconfig:',
    '    files:',
    '     - /ncs/v2.9.0/zephyr/boards/nordic/nrf52840dk/nrf52840dk_nrf52840_defconfig',
    '     - /ci/app/prj.conf',
    '     - /ci/app/release.conf',
  ),
  'app/build/app/zephyr/.config': lines(
    'CONFIG_BOARD="nrf52840dk"',
    'CONFIG_BOARD_QUALIFIERS="nrf52840"',
    'CONFIG_SOC="nrf52840"',
    'CONFIG_PM_EXTERNAL_FLASH_BASE=0x0',
    'CONFIG_FLASH=y',
    'CONFIG_BUILD_OUTPUT_BIN=y',
    'CONFIG_BUILD_OUTPUT_HEX=y',
    'CONFIG_PARTITION_MANAGER_ENABLED=y',
    'CONFIG_MAIN_STACK_SIZE=8192',
  ),
};

/** The files of a build on the disk, its sources an hour older than it. */
export function laidOut(files: Files): string {
  const folder = onDisk(files);
  for (const name of Object.keys(files)) {
    const time = name.startsWith('app/build/') ? 7200 : 3600;
    utimesSync(join(folder, name), time, time);
  }
  return folder;
}
