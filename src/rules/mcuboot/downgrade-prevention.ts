import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/downgrade-prevention',
  severity: 'info',
  about: () => ({
    summary: 'A bootloader that compares versions gets images that have one.',
    why: `
With \`CONFIG_MCUBOOT_DOWNGRADE_PREVENTION\` MCUboot refuses an image whose version is below that of the running one.
Without \`CONFIG_MCUBOOT_IMAGE_VERSION\` every image is 0.0.0+0, none is below another, and the oldest release is accepted
as an update of the newest. Once images with a version are in the field, one without is refused.`,
    exceptions: 'Silent where a version is written, whatever it is, and where imgtool gets arguments of your own.',
    sources: [
      'nrf/modules/mcuboot/Kconfig:44-46 (2.4.0)',
      'bootloader/mcuboot/boot/bootutil/src/loader.c:2068-2106 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || !is(configuration.era, 'child-image')) return;
    const prevention = mcuboot.kconfig.bool('CONFIG_MCUBOOT_DOWNGRADE_PREVENTION');
    if (!is(prevention, true)) return;
    const version = app.kconfig.text('CONFIG_MCUBOOT_IMAGE_VERSION');
    if (!is(version, '0.0.0+0') || !app.kconfig.closed.known) return;
    if (VERSIONS.some((symbol) => app.kconfig.assigned(symbol).length > 0)) return;
    const span = projectSpan(prevention, version);
    if (!span) return;
    yield {
      message: 'MCUboot compares versions to no effect: every image of this build is version 0.0.0+0',
      at: { span, text: 'the bootloader compares versions' },
      because: [reason('CONFIG_MCUBOOT_IMAGE_VERSION is "0.0.0+0" in the application', version)],
      fixes: [changeKconfig(app, 'CONFIG_MCUBOOT_IMAGE_VERSION', '"1.0.0+0"')],
    };
  },
});

/** What sets the version of an image. */
const VERSIONS = ['CONFIG_MCUBOOT_IMAGE_VERSION', 'CONFIG_MCUBOOT_EXTRA_IMGTOOL_ARGS'];
