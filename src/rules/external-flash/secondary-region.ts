import { image } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';

const OPTION = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';

export default defineRule({
  id: 'external-flash/secondary-region',
  severity: 'warning',
  about: () => ({
    summary: 'The Kconfig option and the static file agree on where the secondary slot lies.',
    why: `
Partition Manager follows the static file; everything else follows \`CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY\`, which is
on as soon as the application chooses \`nordic,pm-ext-flash\`: the address of the hex file that tests an update, the second
core's update on the nRF5340, and the flash driver that is turned on. The two then speak of different chips.`,
    exceptions: `
With sysbuild only an option that is on is compared: there it is on because somebody turned it on
(see sysbuild/external-secondary-not-enabled for the other way round).`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/pm.yml:18-30 (2.4.0)',
      'nrf/scripts/partition_manager.py:982-988 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:158-164 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:85-90 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    const slot = configuration.partitions.partitions.find(({ name }) => name === 'mcuboot_secondary');
    if (!app || !mcuboot || !slot?.region.known || !isNot(configuration.partitionManager, false)) return;
    // With direct-XIP the option speaks of the part of an image that runs from external flash.
    if (!isNot(mcuboot.kconfig.bool('CONFIG_BOOT_DIRECT_XIP'), true)) return;
    const option = app.kconfig.bool(OPTION);
    const inside = slot.region.value === 'flash_primary';
    const outside = slot.region.value === 'external_flash';
    const differs =
      (inside && is(option, true)) || (outside && is(option, false) && is(configuration.era, 'child-image'));
    // Without the chosen node there is no region at all, which is reported as such.
    if (!differs || !option.known || (outside && app.kconfig.assigned(OPTION).length === 0)) return;
    const wanted = inside ? 'n' : 'y';
    const written = app.kconfig.assigned(OPTION).at(-1);
    // Said already, and not taken: what keeps it from its effect is the fault, and found by other rules.
    if (written?.value === wanted) return;
    const span = projectSpan(written?.origin) ?? slot.spanOf('region') ?? slot.spanOf('address');
    if (!span) return;
    yield {
      message: `the build takes the secondary slot to be in ${inside ? 'external' : 'internal'} flash, and mcuboot_secondary is in ${slot.region.value}`,
      at: { span, text: `${OPTION} is ${option.value ? 'y' : 'n'}` },
      because: [
        reason(`${OPTION} is ${option.value ? 'y' : 'n'} in the application`, option),
        reason(`the static file places mcuboot_secondary in ${slot.region.value}`, slot.region),
      ],
      fixes: [changeKconfig(app, OPTION, wanted)],
    };
  },
});
