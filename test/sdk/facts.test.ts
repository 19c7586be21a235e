import { describe, expect, test } from 'vitest';
import { sdkLine } from '../../src/model/sdk-facts.ts';
import { type ReadFacts, shippedFacts } from '../../src/sdk/facts.ts';
import { shipped } from './shipped.ts';

const facts = shippedFacts(shipped, '2.4.0');

describe('the facts of NCS 2.4.0', () => {
  test('know the boards by name, without their revisions', () => {
    expect(facts.boardNames).toContain('nrf52840dk_nrf52840');
    expect(facts.board('nrf52840dk_nrf52840')?.soc).toBe('nrf52840');
    expect(facts.board('nrf9160dk_nrf9160')).toMatchObject({
      revisions: ['0.7.0', '0.14.0'],
      defaultRevision: '0.7.0',
    });
    expect(facts.board('nrf9160dk_nrf9160@0.14.0')).toBeUndefined();
  });

  test('know what a board assigns, with the line', () => {
    expect(facts.board('nrf52840dk_nrf52840')?.defconfig).toContainEqual({
      symbol: 'GPIO',
      value: 'y',
      at: 'zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840_defconfig:17',
    });
  });

  test('know the static partitions a board brings along', () => {
    const [file] = facts.board('thingy53_nrf5340_cpuapp')!.staticFiles;
    expect(file?.name).toBe('pm_static_thingy53_nrf5340_cpuapp.yml');
    expect(file?.partitions.find(({ name }) => name === 'mcuboot_primary')).toEqual({
      name: 'mcuboot_primary',
      address: 0x10000,
      size: 0xe0000,
      region: 'flash_primary',
      span: ['mcuboot_pad', 'app'],
      at: 'zephyr/boards/arm/thingy53_nrf5340/pm_static_thingy53_nrf5340_cpuapp.yml:13',
    });
  });

  test('know the memory of a SoC', () => {
    const network = facts.soc('nrf5340_cpunet');
    expect(network?.flash).toMatchObject({ address: 0x1000000, size: 256 * 1024 });
    expect(network?.erasePage.value).toBe(2048);
    expect(network?.otp).toBeUndefined();
    expect(facts.soc('nrf9160')).toMatchObject({
      protectionBlock: { value: 0x8000 },
      otp: { address: 0xff8108, size: 756 },
    });
    expect(facts.soc('nrf52840')?.ports.map(({ value }) => value)).toEqual([32, 16]);
  });

  test('know that MCUboot switches the QSPI driver off on the nRF52840 DK', () => {
    const { boards, overlays } = facts.image('mcuboot')!;
    expect(boards.nrf52840dk_nrf52840?.assignments).toContainEqual({
      symbol: 'NORDIC_QSPI_NOR',
      value: 'n',
      at: 'bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf:2',
    });
    expect(boards.nrf5340dk_nrf5340_cpuapp).toBeUndefined();
    expect(boards.nrf52840dk_qspi_nor).toBeUndefined();
    expect(overlays['']).toBe('bootloader/mcuboot/boot/zephyr/app.overlay');
  });

  test('know a symbol as the image defines it', () => {
    expect(facts.symbol('MULTITHREADING', 'app')?.defaults).toMatchObject([{ value: 'y' }]);
    expect(facts.symbol('MULTITHREADING', 'mcuboot')?.defaults).toContainEqual({
      value: 'n',
      if: 'SOC_FAMILY_NRF',
      at: 'bootloader/mcuboot/boot/zephyr/Kconfig:632',
    });
    expect(facts.symbol('BOOT_MAX_IMG_SECTORS', 'app')).toBeUndefined();
    expect(facts.symbol('MULTITHREADING', 'hci_rpmsg')).toEqual(facts.symbol('MULTITHREADING', 'app'));
  });

  test('know which driver serves a chip', () => {
    expect(facts.flashDrivers.map(({ compatible, symbol }) => [compatible, symbol])).toEqual([
      ['nordic,qspi-nor', 'NORDIC_QSPI_NOR'],
      ['jedec,spi-nor', 'SPI_NOR'],
      ['atmel,at45', 'SPI_FLASH_AT45'],
    ]);
  });

  test('answer undefined for names nobody wrote down, whatever they look like', () => {
    for (const name of ['nosuch', '../2.4.0/soc', '__proto__', 'constructor', 'a/../b', '']) {
      expect(facts.board(name)).toBeUndefined();
      expect(facts.soc(name)).toBeUndefined();
      expect(facts.image(name)).toBeUndefined();
      expect(facts.symbol(name, 'app')).toBeUndefined();
      expect(facts.symbol('FLASH', name)).toEqual(facts.symbol('FLASH', 'app'));
      expect(facts.trees.tree(name)).toBeUndefined();
    }
  });
});

test('the SoCs that came with sysbuild share their memory with another core', () => {
  const newer = shippedFacts(shipped, '2.9.0').soc('nrf54l10_cpuapp');
  expect(newer).toMatchObject({
    title: 'nRF54L10',
    flash: { size: 0xfd000, shared: true },
    erasePage: { value: 0x1000 },
  });
  expect(facts.soc('nrf54l10_cpuapp')).toBeUndefined();
});

test('only what is asked for is read, and once', () => {
  const reads: string[] = [];
  const counting: ReadFacts = (name) => {
    reads.push(name);
    return shipped(name);
  };
  const lazy = shippedFacts(counting, '2.4.0');
  expect(reads).toEqual([]);
  lazy.board('thingy53_nrf5340_cpuapp');
  lazy.board('thingy53_nrf5340_cpuapp');
  lazy.board('nosuch');
  lazy.board('nosuch');
  expect(reads).toEqual(['2.4.0/boards/thingy53_nrf5340_cpuapp.json', '2.4.0/boards/nosuch.json']);
});

test('a version without data answers undefined everywhere', () => {
  const empty = shippedFacts(shipped, '9.9.9');
  expect(empty.boardNames).toEqual([]);
  expect(empty.soc('nrf52840')).toBeUndefined();
  expect(empty.symbol('FLASH', 'app')).toBeUndefined();
  expect(empty.flashDrivers).toEqual([]);
});

test('a line of the SDK is an origin', () => {
  expect(sdkLine(facts, 'zephyr/drivers/flash/Kconfig:32')).toEqual({
    kind: 'sdk',
    sdk: '2.4.0',
    path: 'zephyr/drivers/flash/Kconfig',
    line: 32,
  });
});
