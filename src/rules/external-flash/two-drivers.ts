import { lastWritten } from '../../model/application.ts';
import { defineRule, remove } from '../rule.ts';
import { imageName } from '../wording.ts';

const SYMBOL = 'CONFIG_NORDIC_QSPI_NOR';

export default defineRule({
  id: 'external-flash/two-drivers',
  severity: 'error',
  about: () => ({
    summary: 'The QSPI driver is enabled on SoCs that have QSPI only.',
    why: `
The nRF54L series, the nRF91 series, the nRF52832 and the nRF52833 have no QSPI peripheral: their external flash is on SPI,
with the driver \`SPI_NOR\`. A fragment that was copied from the nRF52840 enables a driver that no devicetree of these SoCs
has a node for: the symbol stays n, and where the line took the place of \`SPI_NOR\` the flash has no driver.`,
    exceptions:
      'Reported for the nRF54L, nRF91 and nRF52832/833 boards by name; silent for boards whose SoC nobody knows.',
    sources: ['zephyr/drivers/flash/Kconfig.nordic_qspi_nor:4-7 (2.4.0)'],
  }),

  *check({ images, board }) {
    if (!board.known || !/_(nrf54l[a-z\d]*|nrf91\d\d|nrf5283[23])(_|$)/.test(board.value)) return;
    for (const of of images) {
      const written = lastWritten(of, SYMBOL);
      if (written?.value !== 'y') continue;
      yield {
        message: `${imageName(of)} gets no QSPI driver: ${board.value} has no QSPI`,
        at: { span: written.span, text: 'has no effect on this SoC' },
        help: 'external flash on SPI takes CONFIG_SPI=y and CONFIG_SPI_NOR=y',
        fixes: [remove('delete the line', 'safe', written.span)],
      };
    }
  },
});
