import { type Configuration, image } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import { countsSectors, sectorSize } from '../../model/flash/sectors.ts';
import type { Slot } from '../../model/partitions/table.ts';
import { hex } from '../../model/units.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/slot-size',
  severity: 'error',
  about: () => ({
    summary: 'The primary and the secondary slot of a pair have compatible sizes.',
    why: `
Partition Manager accepts any sizes. MCUboot compares the slots before it swaps, logs "Cannot upgrade: not a compatible
amount of sectors" (if it logs at all), and boots the old image. The new one stays *pending*.`,
    exceptions: `
Swapping by moving allows the primary slot one sector more than the secondary, for the move. Nothing is said with one
slot, direct-XIP, RAM load, compressed images, or two-stage bootloaders whose second stage is updated through the same
slot (NSIB with S1).`,
    sources: [
      'bootloader/mcuboot/boot/bootutil/src/swap_move.c:237-269 (2.4.0)',
      'bootloader/mcuboot/boot/bootutil/src/swap_scratch.c:170-271 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { slots } = configuration.partitions;
    for (const primary of slots.filter(({ role }) => role === 'primary')) {
      const secondary = slots.find(({ role, pair }) => role === 'secondary' && pair === primary.pair);
      // Two slots that Partition Manager places have one size.
      if (!primary.partition && !secondary?.partition) continue;
      if (!secondary || !primary.size.known || !secondary.size.known) continue;
      if (primary.size.value === secondary.size.value) continue;
      const fits = compatible(configuration, primary, secondary);
      if (fits !== false) continue;
      const span = secondary.partition?.spanOf('size') ?? primary.partition?.spanOf('size');
      const other = secondary.partition?.spanOf('size') ? primary.partition?.spanOf('size') : undefined;
      if (!span) continue;
      const difference = Math.abs(primary.size.value - secondary.size.value);
      yield {
        message: `MCUboot ignores every update: ${primary.name} has ${hex(primary.size.value)} bytes, ${secondary.name} ${hex(secondary.size.value)}`,
        at: {
          span,
          text: `${hex(difference)} bytes ${primary.size.value > secondary.size.value ? 'less' : 'more'} than ${primary.name}`,
        },
        ...(other && { related: [{ span: other, text: `${primary.name} has ${hex(primary.size.value)}` }] }),
        ...(!other &&
          projectSpan(primary.size) === undefined && {
            because: [reason(`${primary.name} gets ${hex(primary.size.value)} bytes`, primary.size)],
          }),
        help: 'give both slots the same size',
      };
    }
  },
});

/** Whether MCUboot takes the two slots for a pair; undefined while its mode is not known. */
function compatible(configuration: Configuration, primary: Slot, secondary: Slot): boolean | undefined {
  const app = image(configuration, 'app');
  const mcuboot = image(configuration, 'mcuboot');
  if (!app || !mcuboot || !countsSectors(configuration)) return undefined;
  if (!isNot(hasFirstStage(configuration), true)) return undefined;
  // A compressed image needs less room than the one it becomes (nrf/sysbuild/Kconfig.mcuboot, 2.9.0).
  const compressed = configuration.sysbuild?.kconfig.bool('SB_CONFIG_MCUBOOT_COMPRESSED_IMAGE_SUPPORT');
  if (compressed && !isNot(compressed, true)) return undefined;
  const { kconfig } = mcuboot;
  if (!is(kconfig.bool('CONFIG_BOOT_SWAP_USING_MOVE'), true)) {
    const equalSizes =
      is(kconfig.bool('CONFIG_BOOT_SWAP_USING_SCRATCH'), true) || is(kconfig.bool('CONFIG_BOOT_UPGRADE_ONLY'), true);
    return equalSizes ? false : undefined;
  }
  const [a, b] = [sectors(configuration, primary), sectors(configuration, secondary)];
  return a === undefined || b === undefined ? undefined : a === b || a === b + 1;
}

function sectors(configuration: Configuration, slot: Slot): number | undefined {
  const page = sectorSize(configuration, slot);
  return page.known && slot.size.known ? Math.ceil(slot.size.value / page.value) : undefined;
}
