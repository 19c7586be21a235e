import { describe, expect, test } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import { ncs, places, view } from './kconfig.ts';

/** A node that is enabled, as far as Kconfig asks. */
const node = (path: string, compatible: string, label: string) => ({
  path,
  labels: [label],
  properties: { compatible: [compatible, 'board.dts:1'] as const },
});
const qspiNor = node('/qspi/flash@0', 'nordic,qspi-nor', 'mx25r64');
const spiNor = node('/spi/flash@0', 'jedec,spi-nor', 'external');

const ownConf = 'FLASH=y';
const dkConf = 'NORDIC_QSPI_NOR=n';

describe("MCUboot's Kconfig in NCS 2.4.0", () => {
  const mcuboot = (lines: readonly string[], nodes = [qspiNor]) =>
    view(['SOC_SERIES_NRF52X=y', 'SOC_NRF52840_QIAA=y', ...lines], { facts: ncs, nodes });

  test('has the QSPI driver by default, but not with the own file of the nRF52840 DK', () => {
    expect(places(mcuboot([ownConf]).bool('NORDIC_QSPI_NOR'))?.[0]).toBe(
      'zephyr/drivers/flash/Kconfig.nordic_qspi_nor:6',
    );
    expect(valueOf(mcuboot([ownConf]).bool('NORDIC_QSPI_NOR'))).toBe(true);
    expect(valueOf(mcuboot([ownConf, dkConf]).bool('NORDIC_QSPI_NOR'))).toBe(false);
  });

  test('has it again when the fragment of the application says so', () => {
    const driver = mcuboot([ownConf, dkConf, 'NORDIC_QSPI_NOR=y']).bool('NORDIC_QSPI_NOR');
    expect(valueOf(driver)).toBe(true);
    expect(places(driver)?.slice(0, 2)).toEqual(['NORDIC_QSPI_NOR=y', dkConf]);
  });

  test('knows whether there is a driver for external partitions', () => {
    expect(valueOf(mcuboot([ownConf, dkConf]).bool('PM_EXTERNAL_FLASH_HAS_DRIVER'))).toBe(false);
    expect(valueOf(mcuboot([ownConf]).bool('PM_EXTERNAL_FLASH_HAS_DRIVER'))).toBe(true);
    expect(valueOf(mcuboot([dkConf, 'PM_OVERRIDE_EXTERNAL_DRIVER_CHECK=y']).bool('PM_EXTERNAL_FLASH_HAS_DRIVER'))).toBe(
      true,
    );
  });

  test('needs a node for SPI NOR: without one the assignment does not count', () => {
    expect(valueOf(mcuboot([ownConf, 'SPI_NOR=y']).bool('SPI_NOR'))).toBe(false);
    expect(valueOf(mcuboot([ownConf], [spiNor]).bool('SPI_NOR'))).toBe(true);
    expect(valueOf(mcuboot([ownConf], [spiNor]).bool('SPI'))).toBe(true);
    expect(valueOf(mcuboot([ownConf], [spiNor]).number('SPI_NOR_FLASH_LAYOUT_PAGE_SIZE'))).toBe(65536);
  });

  test('swaps by moving, with one thread and 128 sectors, unless told otherwise', () => {
    const kconfig = mcuboot([ownConf]);
    expect(valueOf(kconfig.bool('BOOT_SWAP_USING_MOVE'))).toBe(true);
    expect(valueOf(kconfig.bool('BOOT_UPGRADE_ONLY'))).toBe(false);
    expect(valueOf(kconfig.bool('MULTITHREADING'))).toBe(false);
    expect(valueOf(kconfig.number('BOOT_MAX_IMG_SECTORS'))).toBe(128);
    expect(places(kconfig.number('BOOT_MAX_IMG_SECTORS'))).toEqual(['bootloader/mcuboot/boot/zephyr/Kconfig:357']);
    expect(valueOf(kconfig.number('PM_PARTITION_SIZE_MCUBOOT'))).toBe(0xc000);
    const overwriting = mcuboot([ownConf, 'BOOT_UPGRADE_ONLY=y']);
    expect(valueOf(overwriting.bool('BOOT_SWAP_USING_MOVE'))).toBe(false);
    expect(valueOf(mcuboot([ownConf, 'SINGLE_APPLICATION_SLOT=y']).bool('BOOT_SWAP_USING_MOVE'))).toBe(false);
  });

  test('does not know the driver while the board is unknown, except where it is switched off for sure', () => {
    const blind = (lines: readonly string[]) => view(lines, { facts: ncs, nodes: 'unknown' }).bool('NORDIC_QSPI_NOR');
    expect(blind([ownConf]).known).toBe(false);
    expect(blind([ownConf, 'NORDIC_QSPI_NOR=y']).known).toBe(false);
    expect(valueOf(blind(['FLASH=n', 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=n']))).toBe(false);
  });
});

describe("the application's Kconfig in NCS 2.4.0", () => {
  const chosen = {
    path: '/chosen',
    properties: { 'nordic,pm-ext-flash': [{ parts: [{ reference: qspiNor.path }] }, 'board.dts:1'] as const },
  };
  const app = (lines: readonly string[], nodes: Parameters<typeof view>[1] & object = {}) =>
    view(['SOC_SERIES_NRF52X=y', ...lines], { image: 'app', facts: ncs, ...nodes });

  test('puts the secondary slot into external flash as soon as it is chosen', () => {
    const secondary = (nodes: readonly object[], ...lines: string[]) =>
      valueOf(
        app(['BOOTLOADER_MCUBOOT=y', ...lines], { nodes: nodes as never }).bool('PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY'),
      );
    expect(secondary([qspiNor, chosen])).toBe(true);
    expect(secondary([qspiNor])).toBe(false);
    expect(secondary([qspiNor, chosen], 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=n')).toBe(false);
  });

  test('stores settings in NVS where NVS is on', () => {
    const kconfig = app(['SETTINGS=y', 'NVS=y', 'FLASH=y', 'FLASH_MAP=y', 'FLASH_PAGE_LAYOUT=y'], {
      nodes: [node('/flash-controller', 'nordic,nrf52-flash-controller', 'flash_controller')],
    });
    expect(valueOf(kconfig.bool('SETTINGS_NVS'))).toBe(true);
    expect(valueOf(kconfig.bool('SETTINGS_FCB'))).toBe(false);
    expect(valueOf(kconfig.number('PM_PARTITION_SIZE_SETTINGS_STORAGE'))).toBe(0x2000);
  });

  test('has no symbols of MCUboot', () => {
    expect(app([]).number('BOOT_MAX_IMG_SECTORS').known).toBe(false);
  });
});
