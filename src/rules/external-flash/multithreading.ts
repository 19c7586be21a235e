import { type Configuration, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalFlash } from '../../model/flash/external-flash.ts';
import { changeKconfig, defineRule, isBefore, projectSpan, reason, sdkLine } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/multithreading',
  severity: 'error',
  about: () => ({
    summary: 'MCUboot has multithreading when it reads a flash chip on SPI.',
    why: `
MCUboot is built without threads on Nordic's SoCs, and the SPI driver depends on them. It is left out of the bootloader,
and the SPI NOR driver refers to a device that nobody makes: the build ends with "undefined reference to
\`__device_dts_ord_...\`".`,
    exceptions: 'The QSPI driver works without threads, and from NCS 3.1 on the SPI driver does, too.',
    sources: [
      'zephyr/drivers/spi/Kconfig.nrfx:4-8 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/Kconfig:629-633 (2.4.0)',
      'nrf/samples/net/aws_iot/sysbuild/mcuboot/boards/thingy91x_nrf9151.conf:9-12 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot || !dependsOnThreads(configuration)) return;
    const chosen = externalFlash(mcuboot);
    if (!chosen.known || !chosen.value?.compatible.known) return;
    const driver = mcuboot.kconfig.bool('CONFIG_SPI_NOR');
    if (!chosen.value.compatible.value.includes('jedec,spi-nor') || !is(driver, true)) return;
    const threads = mcuboot.kconfig.bool('CONFIG_MULTITHREADING');
    if (!is(threads, false)) return;
    const span = projectSpan(threads) ?? projectSpan(driver, chosen);
    if (!span) return;
    yield {
      message: `MCUboot does not link: the driver of ${called(chosen.value)} needs SPI, which needs CONFIG_MULTITHREADING`,
      at: { span, text: 'the bootloader has no threads' },
      because: [
        reason('CONFIG_MULTITHREADING is n in the bootloader', threads),
        reason('the SPI driver depends on it', sdkLine(configuration, 'zephyr/drivers/spi/Kconfig.nrfx', 8)),
      ],
      fixes: [changeKconfig(mcuboot, 'CONFIG_MULTITHREADING', 'y')],
    };
  },
});

/** The SDK took the option from the bootloaders of its own samples on the way from 3.0 to 3.1. */
const dependsOnThreads = (configuration: Configuration): boolean =>
  configuration.version === undefined
    ? !is(configuration.era, 'sysbuild')
    : isBefore(configuration, 3, 1) && !/^v?3\.0\.99/.test(configuration.version);
