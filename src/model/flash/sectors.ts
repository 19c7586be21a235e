import { type Configuration, image } from '../application.ts';
import { andThen, type Fact, is, isNot, known, unknown } from '../fact.ts';
import type { Slot } from '../partitions/table.ts';
import { sdkLine } from '../sdk-facts.ts';
import { externalDriver, externalFlash } from './external-flash.ts';

/**
 * Bytes of one sector of a slot as MCUboot counts them: the erase page of the SoC, or the page size its flash driver
 * reports. While MCUboot has no driver yet, the size that swapping will need: that of the primary slot's sectors.
 */
export function sectorSize(configuration: Configuration, slot: Slot): Fact<number> {
  return andThen(slot.region, (region) => {
    if (region === 'flash_primary') return internalPage(configuration);
    if (region !== 'external_flash') return unknown(`the page size of ${region}`);
    const mcuboot = image(configuration, 'mcuboot');
    const app = image(configuration, 'app');
    if (!mcuboot || !app) return unknown('whether MCUboot is part of the build');
    return andThen(externalFlash(app), (node) => {
      if (!node) return unknown('the chip behind external_flash');
      return andThen(externalDriver(configuration, node), (driver) => {
        if (!driver?.pageSizeSymbol) return unknown(`the page size of the driver for ${node.path}`);
        const enabled = mcuboot.kconfig.bool(driver.symbol);
        if (is(enabled, true)) return mcuboot.kconfig.number(driver.pageSizeSymbol);
        return is(enabled, false) && swaps(configuration)
          ? internalPage(configuration)
          : unknown(`CONFIG_${driver.pageSizeSymbol} of MCUboot`);
      });
    });
  });
}

/** True where MCUboot is known to swap the slots, with or without a scratch area. */
export function swaps(configuration: Configuration): boolean {
  const mcuboot = image(configuration, 'mcuboot');
  if (!mcuboot) return false;
  const { kconfig } = mcuboot;
  return (
    is(kconfig.bool('CONFIG_BOOT_SWAP_USING_MOVE'), true) || is(kconfig.bool('CONFIG_BOOT_SWAP_USING_SCRATCH'), true)
  );
}

/** True where MCUboot counts sectors at all: not with one slot, direct-XIP, RAM load or a firmware loader. False while that is unknown. */
export function countsSectors(configuration: Configuration): boolean {
  const mcuboot = image(configuration, 'mcuboot');
  return (
    mcuboot !== undefined &&
    isNot(mcuboot.kconfig.bool('CONFIG_SINGLE_APPLICATION_SLOT'), true) &&
    // The modes are one choice: which swaps or overwrites, does nothing else.
    (swaps(configuration) ||
      is(mcuboot.kconfig.bool('CONFIG_BOOT_UPGRADE_ONLY'), true) ||
      OTHER_MODES.every((symbol) => isNot(mcuboot.kconfig.bool(symbol), true)))
  );
}

const OTHER_MODES = ['CONFIG_BOOT_DIRECT_XIP', 'CONFIG_BOOT_RAM_LOAD', 'CONFIG_BOOT_FIRMWARE_LOADER'];

/** Bytes of a sector of the internal flash. */
export const internalPage = ({ soc, sdk }: Configuration): Fact<number> =>
  andThen(soc, ({ erasePage }) => andThen(sdk, (facts) => known(erasePage.value, sdkLine(facts, erasePage.at))));
