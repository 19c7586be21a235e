import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { hex } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/secondary-not-static',
  severity: 'error',
  about: () => ({
    summary: 'Where the primary slot is static, so is the secondary.',
    why: `
The secondary slot takes its size from the primary. Partition Manager forgets that relation for partitions of the static
file: an internal secondary slot is dropped ("Dropping partition 'mcuboot_secondary' since its size is 0."), and MCUboot
does not compile (\`PM_MCUBOOT_SECONDARY_ID\` undeclared); for an external one the build ends in a Python traceback
(\`KeyError: 'mcuboot_primary'\`).`,
    exceptions: 'Not with one slot, direct-XIP, or while that is not known.',
    sources: [
      'nrf/scripts/partition_manager.py:331-348 (2.4.0)',
      'nrf/scripts/partition_manager.py:978-988 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/pm.yml:16-32 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    const mcuboot = image(configuration, 'mcuboot');
    const primary = partitions.find(({ name }) => name === 'mcuboot_primary');
    const span = primary?.nameSpan;
    if (!file?.own || !mcuboot || !primary || !span) return;
    if (partitions.some(({ name }) => /^mcuboot_secondary/.test(name))) return;
    const single = mcuboot.kconfig.bool('CONFIG_SINGLE_APPLICATION_SLOT');
    const directXip = mcuboot.kconfig.bool('CONFIG_BOOT_DIRECT_XIP');
    if (!is(single, false) || !is(directXip, false)) return;
    const size = primary.size.known ? hex(primary.size.value) : 'that of mcuboot_primary';
    yield {
      message:
        'there is no room for updates: mcuboot_primary is static and mcuboot_secondary is not, so it gets no size',
      at: { span, text: 'the slot that mcuboot_secondary takes its size from' },
      because: [
        reason('MCUboot is built with two slots', single),
        reason(
          'static partitions are taken out of what Partition Manager computes sizes from',
          sdkLine(configuration, 'nrf/scripts/partition_manager.py', 988),
        ),
      ],
      help: `add mcuboot_secondary with an address and the size ${size}, and region: external_flash if it lies there`,
    };
  },
});
