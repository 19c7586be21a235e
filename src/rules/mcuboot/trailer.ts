import { image } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import { sectorSize, swaps } from '../../model/flash/sectors.ts';
import { count, hex } from '../../model/units.ts';
import { defineRule, projectSpan, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/trailer',
  severity: 'info',
  about: () => ({
    summary: 'The room for an image is what MCUboot leaves of a slot.',
    why: `
At the end of each slot MCUboot keeps a trailer, with three entries for every sector it can count. The build checks the size
of an image with the trailer of 128 sectors, whatever \`CONFIG_BOOT_MAX_IMG_SECTORS\` is, and without the sector that
swapping by moving needs: an image that is just small enough for the build overwrites its own trailer in the slot.`,
    sources: [
      'bootloader/mcuboot/boot/bootutil/src/bootutil_misc.c:120-136 (2.4.0)',
      'bootloader/mcuboot/scripts/imgtool/image.py:45 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:350-361 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    const primary = configuration.partitions.slots.find(({ name }) => name === 'mcuboot_primary');
    if (!mcuboot || !primary?.partition || !primary.size.known) return;
    const limit = mcuboot.kconfig.number('CONFIG_BOOT_MAX_IMG_SECTORS');
    const align = configuration.soc.known && WRITE_BLOCKS.get(configuration.soc.value.series);
    if (!limit.known || limit.value <= 128 || !align || !swaps(configuration)) return;
    const span = projectSpan(limit) ?? primary.partition.spanOf('size');
    if (!span) return;
    const trailer = 3 * limit.value * align + INFO;
    const moves = is(mcuboot.kconfig.bool('CONFIG_BOOT_SWAP_USING_MOVE'), true);
    const sector = valueOf(sectorSize(configuration, primary)) ?? 0;
    const room = primary.size.value - Math.ceil(trailer / (sector || 1)) * (sector || 1) - (moves ? sector : 0);
    const size = primary.partition.spanOf('size');
    yield {
      message: `an image can have ${hex(room)} bytes, header included: MCUboot needs the rest of mcuboot_primary, ${hex(primary.size.value - room)}`,
      at: { span, text: `room for ${count(limit.value, 'sector')}` },
      ...(size && size !== span && { related: [{ span: size, text: `${hex(primary.size.value)} bytes` }] }),
      because: [
        reason(`the trailer has three entries of ${align} bytes for each of ${count(limit.value, 'sector')}`, limit),
        reason(
          'the build checks the size with the trailer of 128 sectors',
          sdkLine(configuration, 'bootloader/mcuboot/scripts/imgtool/image.py', 45),
        ),
      ],
    };
  },
});

/** Bytes of one write, which is what an entry takes: write-block-size in zephyr/dts/arm/nordic/*.dtsi (2.4.0). */
const WRITE_BLOCKS: ReadonlyMap<string, number> = new Map([
  ['nrf52', 4],
  ['nrf53', 4],
  ['nrf91', 4],
]);

/** Magic number, swap size, flags: four fields, each rounded up to 8 bytes or more. */
const INFO = 48;
