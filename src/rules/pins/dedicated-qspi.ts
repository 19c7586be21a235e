import { valueOf } from '../../model/fact.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { defineRule, projectSpan } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'pins/dedicated-qspi',
  severity: 'warning',
  about: () => ({
    summary: 'QSPI of the nRF5340 is on the pins that it has for it.',
    why: `
The nRF5340 has fast pins for its QSPI: P0.13 to P0.18. Only those are connected to it without the slow way through the GPIO
crossbar, and only for those the timing in the product specification holds. On other pins the flash answers at low clock
frequencies at best: reads are garbage from time to time, or always.`,
    exceptions: 'Pins that the board alone decides. Other chips, which can have QSPI on any pin.',
    sources: ['zephyr/boards/arm/nrf5340dk_nrf5340/nrf5340_cpuapp_common-pinctrl.dtsi:57-67 (2.4.0)'],
  }),

  *check(configuration) {
    const { soc, sdk } = configuration;
    if (valueOf(soc)?.series !== 'nrf53' || !sdk.known) return;
    for (const image of touchedImages(configuration)) {
      for (const { node, state } of usedStates(image)) {
        if (state.name !== 'default' || !valueOf(node.compatible)?.includes('nordic,nrf-qspi')) continue;
        const strays = state.pins.filter(({ name }) => !DEDICATED.has(name));
        const span = strays.map((pin) => pin.span ?? projectSpan(pin.origins[0])).find((one) => one !== undefined);
        if (!span) continue;
        yield {
          message: `${called(node)} of ${imageName(image)} is not on the pins that the nRF5340 has for QSPI: ${listed(strays.map(({ signal, name }) => `${signal} is on ${name}`))}`,
          at: { span, text: 'QSPI has P0.13 to P0.18' },
          because: [],
          help: 'IO0 to IO3 are P0.13 to P0.16, SCK is P0.17 and CSN P0.18; a flash on other pins works as a jedec,spi-nor on SPI',
        };
      }
    }
  },
});

/** Product specification of the nRF5340, pin assignments. */
const DEDICATED: ReadonlySet<string> = new Set(['P0.13', 'P0.14', 'P0.15', 'P0.16', 'P0.17', 'P0.18']);
