import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { listed } from '../wording.ts';

/** What writes to a secondary slot. */
const UPLOADS = ['CONFIG_MCUMGR_GRP_IMG', 'CONFIG_DFU_TARGET_MCUBOOT', 'CONFIG_IMG_MANAGER'];

export default defineRule({
  id: 'mcuboot/single-slot',
  severity: 'error',
  about: () => ({
    summary: 'An application with a single slot does not upload to a second one.',
    why: `
With \`CONFIG_SINGLE_APPLICATION_SLOT\` in the bootloader there is no secondary slot. What uploads to it does not compile
("\`PM_MCUBOOT_SECONDARY_ID\` undeclared"): such a device is updated through MCUboot's serial recovery.`,
    sources: ['bootloader/mcuboot/boot/zephyr/pm.yml:18 (2.4.0)', 'zephyr/Kconfig.mcuboot:138-146 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot) return;
    const single = mcuboot.kconfig.bool('CONFIG_SINGLE_APPLICATION_SLOT');
    if (!is(single, true)) return;
    if (configuration.partitions.slots.some(({ role }) => role === 'secondary')) return;
    const uploads = UPLOADS.filter((symbol) => is(app.kconfig.bool(symbol), true));
    const span = projectSpan(single);
    if (uploads.length === 0 || !span) return;
    yield {
      message: `the application does not compile: ${listed(uploads)} ${uploads.length > 1 ? 'want' : 'wants'} a second slot, and MCUboot has a single one`,
      at: { span, text: 'there is no mcuboot_secondary' },
      because: uploads.map((symbol) => reason(`${symbol} is y in the application`, app.kconfig.bool(symbol))),
      help: 'update through serial recovery of MCUboot (CONFIG_MCUBOOT_BOOTLOADER_MODE_SINGLE_APP=y in the application), or give it two slots',
    };
  },
});
