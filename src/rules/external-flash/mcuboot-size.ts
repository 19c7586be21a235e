import { image } from '../../model/application.ts';
import { liesInBoard } from '../../model/devicetree/of-board.ts';
import { is } from '../../model/fact.ts';
import { amount } from '../../model/units.ts';
import { defineRule, projectSpan, reason, sdkLine, setKconfig } from '../rule.ts';

/** nrf/samples/nrf9160/nrf_cloud_mqtt_multi_service/child_image/mcuboot/boards/nrf9160dk_nrf9160.conf:16-18 (2.4.0) */
const LEAST = 0xd000;

export default defineRule({
  id: 'external-flash/mcuboot-size',
  severity: 'warning',
  about: () => ({
    summary: 'The partition of MCUboot has room for a driver of SPI flash.',
    why: `
With the SPI and SPI NOR drivers MCUboot outgrows the 48 KiB it has by default: the linker says "region \`FLASH'
overflowed". Nordic's own samples give it 52 KiB at the least.`,
    exceptions: `
The QSPI driver fits. The size was measured on the nRF9160; for other SoCs the finding is information. Silent where the files
of a board alone, be it one of the project's, bring the driver along.`,
    sources: [
      'nrf/samples/nrf9160/nrf_cloud_mqtt_multi_service/child_image/mcuboot/boards/nrf9160dk_nrf9160.conf:16-18 (2.4.0)',
      'nrf/modules/mcuboot/boot/zephyr/Kconfig:32-36 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot || !is(configuration.era, 'child-image')) return;
    const driver = mcuboot.kconfig.bool('CONFIG_SPI_NOR');
    if (!is(driver, true) || !is(mcuboot.kconfig.bool('CONFIG_BOOT_USE_MIN_PARTITION_SIZE'), false)) return;
    const fixed = configuration.partitions.partitions.find(({ name }) => name === 'mcuboot');
    const size = fixed ? fixed.size : mcuboot.kconfig.number('CONFIG_PM_PARTITION_SIZE_MCUBOOT');
    if (!size.known || size.value >= LEAST) return;
    const span = fixed?.spanOf('size') ?? projectSpan(size, driver);
    // A board that has such a flash was built with MCUboot before; of what a .config alone tells the board may be the cause.
    if (!span || liesInBoard(mcuboot, span) || projectSpan(driver)?.file.path.endsWith('/.config')) return;
    const isMeasured = configuration.soc.known && configuration.soc.value.series === 'nrf91';
    yield {
      severity: isMeasured ? 'warning' : 'info',
      message: isMeasured
        ? `MCUboot does not fit into its ${amount(size.value)}: with a driver of SPI flash it needs ${amount(LEAST)} at the least`
        : `MCUboot may not fit into its ${amount(size.value)}: with a driver of SPI flash it needed ${amount(LEAST)} elsewhere`,
      at: { span, text: `${amount(size.value)} for the bootloader` },
      because: [
        reason('CONFIG_SPI_NOR is on in the bootloader', driver),
        ...(fixed ? [] : [reason(`nothing gives it more than ${amount(size.value)}`, size)]),
        reason(
          'measured on the nRF9160',
          sdkLine(
            configuration,
            'nrf/samples/nrf9160/nrf_cloud_mqtt_multi_service/child_image/mcuboot/boards/nrf9160dk_nrf9160.conf',
            18,
          ),
        ),
      ],
      ...(fixed
        ? { help: 'enlarge mcuboot in the static file, in steps of what its protection works in, and move the rest' }
        : { fixes: [setKconfig(mcuboot, { CONFIG_PM_PARTITION_SIZE_MCUBOOT: '0x10000' })] }),
    };
  },
});
