import { type Image, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

/** What the application takes for granted, and the option of MCUboot that makes it true. */
const MODES: Readonly<Record<string, string>> = {
  SWAP_WITHOUT_SCRATCH: 'BOOT_SWAP_USING_MOVE',
  SWAP_SCRATCH: 'BOOT_SWAP_USING_SCRATCH',
  OVERWRITE_ONLY: 'BOOT_UPGRADE_ONLY',
  DIRECT_XIP: 'BOOT_DIRECT_XIP',
  SINGLE_APP: 'SINGLE_APPLICATION_SLOT',
};

/** These change what the application does; the others only what it is told. */
const DECISIVE = /^(DIRECT_XIP|SINGLE_APP)$/;

export default defineRule({
  id: 'mcuboot/mode-differs',
  severity: 'warning',
  about: () => ({
    summary: 'The application takes MCUboot for what it is: both name the same update mode.',
    why: `
\`CONFIG_MCUBOOT_BOOTLOADER_MODE_*\` tells the application how MCUboot updates it. Up to NCS 2.6 nobody compares it with
MCUboot's own configuration. An application that believes in a single slot has no upload of images, one that believes in
direct-XIP confirms and marks slots the other way.`,
    exceptions: `
Information for the modes that make no difference to the application. Silent where the application names no mode, and under
sysbuild, which sets both.`,
    sources: [
      'zephyr/Kconfig.mcuboot:130-170 (2.4.0)',
      'zephyr/subsys/mgmt/mcumgr/grp/img_mgmt/src/img_mgmt_state.c:57-158 (2.4.0)',
      'zephyr/subsys/mgmt/mcumgr/grp/img_mgmt/Kconfig:19 (2.4.0)',
      'nrf/modules/mcuboot/Kconfig:31-36 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || !is(configuration.era, 'child-image')) return;
    for (const [mode, option] of Object.entries(MODES)) {
      const symbol = `CONFIG_MCUBOOT_BOOTLOADER_MODE_${mode}`;
      const written = app.kconfig.assigned(symbol).at(-1);
      if (written?.origin.kind !== 'project' || written.value !== 'y' || !is(app.kconfig.bool(symbol), true)) continue;
      const own = mcuboot.kconfig.bool(`CONFIG_${option}`);
      const actual = modeOf(mcuboot);
      if (!is(own, false) || actual === undefined) continue;
      yield {
        ...(DECISIVE.test(mode) || DECISIVE.test(actual) ? {} : { severity: 'info' as const }),
        message: `the application takes MCUboot to be built with CONFIG_${option}, and it is built with CONFIG_${MODES[actual]}`,
        at: { span: written.origin.span, text: 'this is only what the application is told' },
        because: [
          reason(`CONFIG_${option} is n in the bootloader`, own),
          reason(
            'the choice informs the application, and nobody compares it',
            sdkLine(configuration, 'zephyr/Kconfig.mcuboot', 130),
          ),
        ],
        help: `set CONFIG_${option}=y in ${mcuboot.places.fragment.path}, or CONFIG_MCUBOOT_BOOTLOADER_MODE_${actual}=y here`,
      };
    }
  },
});

/** The mode that MCUboot is known to be built with. */
const modeOf = ({ kconfig }: Image): string | undefined =>
  Object.keys(MODES).find((mode) => is(kconfig.bool(`CONFIG_${MODES[mode]}`), true));
