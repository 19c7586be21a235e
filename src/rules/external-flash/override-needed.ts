import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalDriver, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { changeKconfig, defineRule, projectSpan, reason, sdkLine } from '../rule.ts';
import { called, imageName } from '../wording.ts';

const OVERRIDE = 'CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK';

/** What CONFIG_PM_EXTERNAL_FLASH_HAS_DRIVER looks for. */
const ASKED_FOR = ['NORDIC_QSPI_NOR', 'SPI_NOR'];

export default defineRule({
  id: 'external-flash/override-needed',
  severity: 'error',
  about: () => ({
    summary: 'A flash driver that Partition Manager does not know of is announced to it.',
    why: `
Partition Manager asks for the drivers of QSPI and SPI NOR flash only. With another one, such as that of an AT45 DataFlash,
it leaves the partitions of external flash out of the flash map, and says nothing: the slot cannot be opened.`,
    exceptions: 'Silent for chips whose driver is not known to ncslint: a driver can announce itself.',
    sources: [
      'nrf/subsys/partition_manager/Kconfig:143-152 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:533 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (externalSlots(configuration).length === 0) return;
    for (const name of ['app', 'mcuboot']) {
      const of = image(configuration, name);
      if (!of) continue;
      const chosen = externalFlash(of);
      if (!chosen.known || !chosen.value) continue;
      const driver = externalDriver(configuration, chosen.value);
      if (!driver.known || !driver.value || ASKED_FOR.includes(driver.value.symbol)) continue;
      const override = of.kconfig.bool(OVERRIDE);
      if (!is(override, false) || !is(of.kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_HAS_DRIVER'), false)) continue;
      const span = projectSpan(override, chosen);
      if (!span) continue;
      yield {
        message: `${imageName(of)} cannot open a partition in external_flash: Partition Manager does not count CONFIG_${driver.value.symbol}`,
        at: { span, text: `the chip is ${called(chosen.value)}` },
        because: [
          reason(
            'a driver other than those of QSPI and SPI NOR has to be announced',
            sdkLine(configuration, 'nrf/subsys/partition_manager/Kconfig', 145),
          ),
        ],
        fixes: [changeKconfig(of, OVERRIDE, 'y')],
      };
    }
  },
});
