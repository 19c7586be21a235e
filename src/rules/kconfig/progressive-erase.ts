import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, projectSpan, reason, sdkLine, setKconfig } from '../rule.ts';

export default defineRule({
  id: 'kconfig/progressive-erase',
  severity: 'info',
  about: () => ({
    summary: 'An upload into external flash erases as it goes.',
    why: `
Without \`CONFIG_IMG_ERASE_PROGRESSIVELY\` the first chunk of an upload erases the whole secondary slot. A serial NOR flash needs
up to 0.4 s for 64 KiB, so half a minute can pass for 1 MiB before the chunk is answered: clients of MCUmgr give up before.`,
    exceptions: `
Only where MCUmgr takes images and the secondary slot is known to lie in external flash.`,
    sources: ['zephyr/subsys/dfu/Kconfig:63-71 (2.4.0)', 'nrf/subsys/partition_manager/Kconfig:160-169 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app) return;
    const external = app.kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
    const upload = app.kconfig.bool('CONFIG_MCUMGR_GRP_IMG');
    const erase = app.kconfig.bool('CONFIG_IMG_ERASE_PROGRESSIVELY');
    const span = projectSpan(upload);
    if (!is(external, true) || !is(upload, true) || !is(erase, false) || !span) return;
    yield {
      message: 'the first chunk of an upload waits until the whole external slot is erased',
      at: { span, text: 'images are uploaded' },
      because: [
        reason('the secondary slot lies in external flash', external),
        reason(
          'CONFIG_IMG_ERASE_PROGRESSIVELY is off',
          erase.origins[0] ?? sdkLine(configuration, 'zephyr/subsys/dfu/Kconfig', 63),
        ),
      ],
      fixes: [setKconfig(app, { CONFIG_IMG_ERASE_PROGRESSIVELY: 'y' })],
    };
  },
});
