import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason, remove, sdkLine } from '../rule.ts';

const SECONDARY = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';

export default defineRule({
  id: 'mcuboot/app-option-in-mcuboot',
  severity: 'error',
  about: () => ({
    summary: 'Options of the application are set in the application.',
    why: `
Some options speak of the bootloader and belong to the application: \`CONFIG_BOOTLOADER_MCUBOOT\` says that an image is
started by MCUboot, and MCUboot itself cannot have it; the version of an image is that of the application. In the
bootloader's files Kconfig prints a warning, and the line has no effect. \`${SECONDARY}\`
in the bootloader alone makes it look for updates in external flash, where the application's build has no slot.`,
    exceptions: 'The option for the secondary slot may stand in both images: the build hands it on anyway.',
    sources: [
      'zephyr/Kconfig.mcuboot:14-18 (2.4.0)',
      'nrf/modules/mcuboot/Kconfig:44-50 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:158-169 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot) return;
    for (const fragment of mcuboot.fragments) {
      for (const { symbol, value, span } of fragment.assignments) {
        if (symbol === SECONDARY) {
          const inApp = app.kconfig.bool(SECONDARY);
          if (value !== 'y' || !is(inApp, false) || !is(configuration.era, 'child-image')) continue;
          yield {
            message:
              'MCUboot looks for updates in external flash, and the application has its secondary slot in internal flash',
            at: { span, text: 'this is for the bootloader alone' },
            because: [reason(`${SECONDARY} is n in the application`, inApp)],
            help: `set it in the application, which hands it on, and choose nordic,pm-ext-flash there`,
          };
        } else if (WITHOUT_EFFECT.has(symbol) && value !== 'n') {
          yield {
            severity: 'warning',
            message: `${symbol} has no effect in MCUboot: it is an option of the application`,
            at: { span, text: 'Kconfig ignores this' },
            because: [
              reason(
                'CONFIG_BOOTLOADER_MCUBOOT is for images that MCUboot starts',
                sdkLine(configuration, 'zephyr/Kconfig.mcuboot', 17),
              ),
            ],
            help: `set it in ${app.places.fragment.path}, where it is missing there`,
            fixes: [remove('delete the line', 'safe', span)],
          };
        }
      }
    }
  },
});

/** They depend on CONFIG_BOOTLOADER_MCUBOOT, which MCUboot cannot have. */
const WITHOUT_EFFECT = new Set([
  'CONFIG_BOOTLOADER_MCUBOOT',
  'CONFIG_MCUBOOT_IMAGE_VERSION',
  'CONFIG_MCUBOOT_SIGNATURE_KEY_FILE',
]);
