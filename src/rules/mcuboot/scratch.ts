import { image } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import { sectorSize } from '../../model/flash/sectors.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/scratch',
  severity: 'error',
  about: () => ({
    summary: 'A scratch partition is large enough for swapping, and used.',
    why: `
Swapping with a scratch area moves the sectors of both slots through it, one group of sectors after the other. When the
largest sector of a slot does not fit, MCUboot logs "Cannot upgrade: not all sectors fit inside scratch" (if it logs
at all) and boots the old image. In every other mode nothing opens the partition.`,
    exceptions:
      'An unused scratch partition is an information. Without a static one Partition Manager makes it large enough.',
    sources: [
      'bootloader/mcuboot/boot/bootutil/src/swap_scratch.c:245-257 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/pm.yml:56-62 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    const { partitions, slots, file } = configuration.partitions;
    const scratch = partitions.find(({ name }) => name === 'mcuboot_scratch');
    const span = scratch?.spanOf('size');
    if (!file?.own || !mcuboot || !scratch?.size.known || !span) return;
    const used = mcuboot.kconfig.bool('CONFIG_BOOT_SWAP_USING_SCRATCH');
    if (is(used, false)) {
      yield {
        severity: 'info',
        message: `mcuboot_scratch takes ${amount(scratch.size.value)}, and MCUboot does not use it`,
        at: { span, text: 'unused' },
        because: [reason('CONFIG_BOOT_SWAP_USING_SCRATCH is off in the bootloader', used)],
        help: 'leave it where devices in the field have it; else delete it and enlarge the slots',
      };
    }
    if (!is(used, true)) return;
    for (const slot of slots) {
      const sector = sectorSize(configuration, slot);
      if (!sector.known || sector.value <= scratch.size.value) continue;
      yield {
        message: `MCUboot ignores every update: the sectors of ${slot.name} have ${hex(sector.value)} bytes, mcuboot_scratch ${hex(scratch.size.value)}`,
        at: { span, text: 'smaller than one sector' },
        because: [
          reason(`a sector of ${slot.name} has ${amount(sector.value)}`, sector),
          reason(
            'each swap takes a whole sector through the scratch area',
            sdkLine(configuration, 'bootloader/mcuboot/boot/bootutil/src/swap_scratch.c', 253),
          ),
        ],
        help: `make mcuboot_scratch ${hex(sector.value)} bytes at least${valueOf(slot.region) === 'external_flash' ? ', or the page size of the driver smaller' : ''}`,
      };
      return;
    }
  },
});
