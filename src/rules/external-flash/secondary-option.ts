import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { CHOSEN, externalFlash } from '../../model/flash/external-flash.ts';
import { defineRule, knowsVersion, nothingAt, reason, sdkLine } from '../rule.ts';

const OPTION = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';

export default defineRule({
  id: 'external-flash/secondary-option',
  severity: 'error',
  about: () => ({
    summary: 'The option that moves the secondary slot to external flash takes effect.',
    why: `
\`CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY\` depends on an enabled chip that the application chooses. Without one Kconfig
prints a warning and goes on with n: both slots share the internal flash, and the application has half of the room.`,
    exceptions: `
With sysbuild the option is a matter of \`SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY\`. Silent where another version of the
SDK had to stand for the one in use: its boards may choose a chip by themselves.`,
    sources: [
      'nrf/subsys/partition_manager/Kconfig:158-164 (2.4.0)',
      'zephyr/scripts/kconfig/kconfigfunctions.py:74-83 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app || !is(configuration.era, 'child-image') || !knowsVersion(configuration)) return;
    const wanted = app.kconfig.assigned(OPTION).at(-1);
    if (wanted?.origin.kind !== 'project' || wanted.value !== 'y') return;
    if (!is(app.kconfig.bool(OPTION), false) || !is(app.kconfig.bool('CONFIG_BOOTLOADER_MCUBOOT'), true)) return;
    const chosen = externalFlash(app);
    // One that is chosen and disabled is reported as such.
    if (!is(chosen, undefined)) return;
    yield {
      message: `the secondary slot stays in internal flash: ${OPTION} has no effect without ${CHOSEN}`,
      at: { span: wanted.origin.span, text: 'Kconfig makes this n' },
      because: [
        reason(`nothing in the application's devicetree sets ${CHOSEN}`, chosen),
        ...nothingAt(configuration, app.places.overlay, 'there is no overlay of the application that could'),
        reason('the option depends on it', sdkLine(configuration, 'nrf/subsys/partition_manager/Kconfig', 163)),
      ],
      help: `choose the chip in ${app.places.overlay.path}: / { chosen { ${CHOSEN} = &your_flash; }; };`,
    };
  },
});
