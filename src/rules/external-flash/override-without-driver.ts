import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalDriver, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

const OVERRIDE = 'CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK';

export default defineRule({
  id: 'external-flash/override-without-driver',
  severity: 'error',
  about: () => ({
    summary: 'An image that overrides the check for a flash driver has one.',
    why: `
The override puts the partitions of external flash into the flash map without asking for a driver. Where the image has none,
the flash map refers to a device that nobody makes: "undefined reference to \`__device_dts_ord_...\`".`,
    exceptions: 'Silent for chips whose driver is not known: that is what the override is for.',
    sources: [
      'nrf/doc/nrf/app_dev/bootloaders_and_dfu/bootloader_external_flash.rst:50-63 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:177-182 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (externalSlots(configuration).length === 0) return;
    for (const name of ['app', 'mcuboot']) {
      const of = image(configuration, name);
      const override = of?.kconfig.bool(OVERRIDE);
      if (!of || !override || !is(override, true)) continue;
      const chosen = externalFlash(of);
      if (!chosen.known || !chosen.value || !is(chosen.value.status, 'okay')) continue;
      const driver = externalDriver(configuration, chosen.value);
      if (!driver.known || !driver.value) continue;
      const symbol = `CONFIG_${driver.value.symbol}`;
      const enabled = of.kconfig.bool(symbol);
      if (!is(enabled, false)) continue;
      const span = projectSpan(override, enabled, chosen);
      if (!span) continue;
      yield {
        message: `${imageName(of)} does not link: ${OVERRIDE} asks for ${called(chosen.value)}, and ${symbol} is off`,
        at: { span, text: 'this promises a driver' },
        because: [reason(`${symbol} is n in ${imageName(of)}`, enabled)],
        fixes: [changeKconfig(of, symbol, 'y')],
      };
    }
  },
});
