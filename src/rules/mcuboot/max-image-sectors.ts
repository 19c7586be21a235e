import { image } from '../../model/application.ts';
import { externalFlash } from '../../model/flash/external-flash.ts';
import { countsSectors, sectorSize } from '../../model/flash/sectors.ts';
import { amount, count, hex } from '../../model/units.ts';
import { defineRule, nothingAt, originOf, projectSpan, reason, sdkLine, setKconfig } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/max-image-sectors',
  severity: 'error',
  about: () => ({
    summary: 'MCUboot can count every sector of its slots.',
    why: `
MCUboot keeps a table of the sectors of both slots, with room for \`CONFIG_BOOT_MAX_IMG_SECTORS\` of them: 128 unless set,
which is 512 KiB of 4 KiB sectors, and with Partition Manager the number never follows the layout. When a slot has more,
reading the sectors fails ("Failed reading sectors; BOOT_MAX_IMG_SECTORS=128 - too small?", if MCUboot logs at all), and
nothing is swapped: the image stays *pending*.`,
    exceptions:
      'Single slot, direct-XIP and RAM load count no sectors. A larger number than needed is legal; it costs RAM.',
    sources: [
      'bootloader/mcuboot/boot/zephyr/Kconfig:355-357 (2.4.0)',
      'bootloader/mcuboot/boot/bootutil/src/loader.c:331-360 (2.4.0)',
      'bootloader/mcuboot/boot/bootutil/src/loader.c:1866-1879 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot || !countsSectors(configuration)) return;
    const limit = mcuboot.kconfig.number('CONFIG_BOOT_MAX_IMG_SECTORS');
    if (!limit.known) return;
    // An application may well raise what MCUboot itself says for the board.
    if (configuration.part && !projectSpan(originOf(limit))) return;

    const counted = configuration.partitions.slots.flatMap((slot) => {
      const page = sectorSize(configuration, slot);
      const bytes = slot.size.known ? slot.size : slot.atLeast;
      if (!page.known || page.value <= 0 || !bytes.known) return [];
      return [{ slot, page: page.value, bytes, exact: slot.size.known, sectors: Math.ceil(bytes.value / page.value) }];
    });
    const most = counted.sort((a, b) => b.sectors - a.sectors || Number(b.exact) - Number(a.exact))[0];
    if (!most || most.sectors <= limit.value) return;

    const { slot, page, bytes, sectors } = most;
    const app = image(configuration, 'app');
    const chosen = app && originOf(externalFlash(app));
    const span =
      projectSpan(originOf(limit)) ?? slot.partition?.spanOf('size') ?? projectSpan(chosen, bytes, slot.region);
    if (!span) return;
    const about = most.exact ? '' : 'at least ';
    yield {
      message: `MCUboot ignores every update: ${slot.name} has ${about}${count(sectors, 'sector')}, and there is room for ${limit.value}`,
      at: { span, text: `${hex(bytes.value)} bytes are ${count(sectors, 'sector')} of ${amount(page)}` },
      because: [
        ...(most.exact
          ? slot.partition
            ? []
            : [reason(`Partition Manager gives ${slot.name} what is left, ${hex(bytes.value)} bytes`, bytes)]
          : [
              reason(
                'the secondary slot is in external flash, so the primary takes what is left of the internal',
                bytes,
              ),
            ]),
        reason(`CONFIG_BOOT_MAX_IMG_SECTORS is ${limit.value} in the bootloader`, limit),
        ...nothingAt(configuration, mcuboot.places.fragment, 'no fragment of yours reaches the bootloader'),
        reason(
          'with more sectors MCUboot fails to read the slot and starts the old image',
          sdkLine(configuration, 'bootloader/mcuboot/boot/bootutil/src/loader.c', 1868),
        ),
      ],
      fixes: [setKconfig(mcuboot, { CONFIG_BOOT_MAX_IMG_SECTORS: String(2 ** Math.ceil(Math.log2(sectors))) })],
    };
  },
});
