import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalSlots } from '../../model/flash/external-flash.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/direct-xip',
  severity: 'error',
  about: () => ({
    summary: 'With direct-XIP both slots are internal, and both images know of it.',
    why: `
With direct-XIP the image runs from the slot it was uploaded to. A slot in external flash cannot run up to NCS 2.6. And an
application that is built for both slots needs a bootloader that starts either: MCUboot without
\`CONFIG_BOOT_DIRECT_XIP\` swaps the slots, and the variant for the other slot starts at the wrong address.`,
    exceptions: 'Builds with sysbuild are configured by `SB_CONFIG_MCUBOOT_MODE_DIRECT_XIP` for both images.',
    sources: [
      'bootloader/mcuboot/boot/zephyr/pm.yml:34-54 (2.4.0)',
      'nrf/modules/mcuboot/Kconfig:26-36 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:268-273 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || !is(configuration.era, 'child-image')) return;
    const mode = mcuboot.kconfig.bool('CONFIG_BOOT_DIRECT_XIP');
    const [slot] = externalSlots(configuration).filter(({ partition }) => partition !== undefined);
    if (is(mode, true) && slot) {
      const span = slot.partition?.spanOf('region') ?? projectSpan(mode);
      if (span) {
        yield {
          message: `an image in ${slot.name} cannot run: direct-XIP starts it where it is, in external flash`,
          at: { span, text: 'nothing runs from here' },
          because: [reason('CONFIG_BOOT_DIRECT_XIP is y in the bootloader', mode)],
          help: 'put both slots into internal flash, or choose another mode of MCUboot',
        };
      }
    }
    const variant = app.kconfig.bool('CONFIG_BOOT_BUILD_DIRECT_XIP_VARIANT');
    const span = projectSpan(variant);
    if (is(mode, false) && is(variant, true) && span) {
      yield {
        message: 'the image for the second slot is of no use: MCUboot is not built for direct-XIP',
        at: { span, text: 'this builds an image for each slot' },
        because: [reason('CONFIG_BOOT_DIRECT_XIP is n in the bootloader', mode)],
        fixes: [changeKconfig(mcuboot, 'CONFIG_BOOT_DIRECT_XIP', 'y')],
      };
    }
  },
});
