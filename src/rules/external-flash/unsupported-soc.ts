import { image, lastWritten } from '../../model/application.ts';
import { defineRule, reason } from '../rule.ts';

/** Drivers and buses that MCUboot has on for one purpose: slots in external flash. */
const DRIVERS = ['CONFIG_FLASH_MSPI_NOR', 'CONFIG_SPI_NOR', 'CONFIG_NORDIC_QSPI_NOR'];

export default defineRule({
  id: 'external-flash/unsupported-soc',
  severity: 'warning',
  about: () => ({
    summary: 'On the nRF54H20 updates are kept in internal memory.',
    why: `
The guide for the nRF54H20 says that DFU from external flash is not supported there. A MCUboot with a driver for external
flash is built, and takes no update from it.`,
    exceptions: `
Information for the SDK's main branch, where a sample has such a build. Silent where the driver is not on by a line of the
project.`,
    sources: [
      'nrf/doc/nrf/app_dev/device_guides/nrf54h/ug_nrf54h20_mcuboot_dfu.rst:172-173 (3.3.99)',
      'nrf/doc/nrf/app_dev/device_guides/nrf54h/ug_nrf54h20_mcuboot_dfu.rst:102 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { board, version } = configuration;
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot || !board.known || !board.value.includes('_nrf54h20_')) return;
    const written = DRIVERS.map((symbol) => lastWritten(mcuboot, symbol)).find((one) => one?.value === 'y');
    const span = written?.span;
    if (!written || !span) return;
    const isReleased = /^v?[23]\.[0-3](\.(?!99)|$)/.test(version ?? '');
    yield {
      ...(isReleased ? {} : { severity: 'info' as const }),
      message: 'no update arrives from external flash: the nRF54H20 does not support that',
      at: { span, text: 'MCUboot has no other use for it' },
      because: [reason(`MCUboot is built for ${board.value}`)],
      help: 'keep both slots in internal memory',
    };
  },
});
