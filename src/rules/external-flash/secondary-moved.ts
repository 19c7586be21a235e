import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { CHOSEN, externalDriver, externalFlash } from '../../model/flash/external-flash.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';

const OPTION = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';

export default defineRule({
  id: 'external-flash/secondary-moved',
  severity: 'warning',
  about: () => ({
    summary: 'Choosing an external flash does not move the secondary slot by accident.',
    why: `
\`nordic,pm-ext-flash\` makes the chip a region for partitions, and turns on an option nobody wrote: the secondary slot moves
there. Whoever wanted the chip for a file system or for settings gets updates that stay *pending*, because MCUboot knows
nothing of the chip, and a primary slot that fills the internal flash: devices in the field have another layout.`,
    exceptions: `
Only up to NCS 2.6, and only where nothing says that it is meant: the option is not written, the static file does not place
the slot, and no file of yours for MCUboot speaks of the flash.`,
    sources: [
      'nrf/subsys/partition_manager/Kconfig:158-164 (2.4.0)',
      'nrf/samples/nrf9160/nrf_cloud_rest_fota/prj.conf:28 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || !is(configuration.era, 'child-image')) return;
    if (configuration.partitions.partitions.some(({ name }) => name === 'mcuboot_secondary')) return;
    const option = app.kconfig.bool(OPTION);
    if (!is(option, true) || app.kconfig.assigned(OPTION).length > 0) return;
    const chosen = externalFlash(app);
    const span = projectSpan(chosen);
    if (!chosen.known || !chosen.value || !span) return;
    const driver = externalDriver(configuration, chosen.value);
    const symbol = driver.known && driver.value ? driver.value.symbol : undefined;
    const isMeant =
      !is(externalFlash(mcuboot), undefined) ||
      symbol === undefined ||
      mcuboot.kconfig.assigned(symbol).some(({ origin }) => origin.kind === 'project');
    if (isMeant) return;
    yield {
      message: `${CHOSEN} moves the secondary slot to external flash, where MCUboot does not look`,
      at: { span, text: 'this moves mcuboot_secondary, too' },
      because: [
        reason(`${OPTION} is y, because the application chooses a chip`, option),
        reason('no static file places mcuboot_secondary, and no file for MCUboot speaks of the flash'),
      ],
      help: 'if updates are to come from external flash, give MCUboot its driver and its overlay instead',
      fixes: [changeKconfig(app, OPTION, 'n')],
    };
  },
});
