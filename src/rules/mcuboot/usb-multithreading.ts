import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';

const USB = ['CONFIG_BOOT_SERIAL_CDC_ACM', 'CONFIG_BOOT_USB_DFU_WAIT', 'CONFIG_BOOT_USB_DFU_GPIO'];

export default defineRule({
  id: 'mcuboot/usb-multithreading',
  severity: 'error',
  about: () => ({
    summary: 'MCUboot has multithreading when it talks USB.',
    why: `
The USB driver needs threads. MCUboot turns them on by itself for recovery over USB; a line that turns them off again ends
the build ("USB DFU Requires MULTITHREADING"), or the recovery never answers.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/Kconfig:629-633 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/include/mcuboot_config/mcuboot_config.h:236-241 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot) return;
    const off = mcuboot.kconfig.assigned('CONFIG_MULTITHREADING').at(-1);
    if (off?.origin.kind !== 'project' || off.value !== 'n') return;
    for (const symbol of USB) {
      const usb = mcuboot.kconfig.bool(symbol);
      if (!is(usb, true)) continue;
      const span = projectSpan(off.origin);
      if (!span) continue;
      yield {
        message: `MCUboot cannot talk USB: ${symbol} needs CONFIG_MULTITHREADING`,
        at: { span, text: 'USB needs threads' },
        because: [reason(`${symbol} is y in the bootloader`, usb)],
        fixes: [changeKconfig(mcuboot, 'CONFIG_MULTITHREADING', 'y')],
      };
      return;
    }
  },
});
