import type { Image } from '../../model/application.ts';
import { type Fact, is, valueOf } from '../../model/fact.ts';
import { pinUsers } from '../../model/pins/users.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/special-function',
  severity: 'warning',
  summary: 'No peripheral is given a pin that the chip uses for something else.',
  why: `
The reset pin, the antenna pins of NFC and those of the 32 kHz crystal are ordinary GPIOs only as long as the other function is
off. While the reset pin is configured, a low level on it resets the chip; NFC pins are protected, and a signal does not get
through.`,
  exceptions:
    'Chips whose special pins ncslint does not know, options whose value it does not know, and pins that come from the board alone.',
  sources: [
    'zephyr/soc/arm/nordic_nrf/Kconfig:49 (2.4.0)',
    'zephyr/soc/arm/nordic_nrf/nrf52/Kconfig.soc:88 (2.4.0)',
    'zephyr/drivers/clock_control/Kconfig.nrf:32 (2.4.0)',
  ],

  *check({ soc, sdk, images }) {
    for (const image of images) {
      const board = sdk.known && image.board.known ? sdk.value.board(image.board.value) : undefined;
      const title = (board && sdk.known ? sdk.value.soc(board.soc) : valueOf(soc))?.title;
      const special = SPECIAL.filter(({ socs }) => title !== undefined && socs.test(title));
      if (special.length === 0) continue;
      for (const user of pinUsers(image.devicetree)) {
        const span = user.span ?? projectSpan(user.origins[0]);
        const found = span && special.find(({ pins }) => pins.includes(user.name));
        if (!found) continue;
        const on = found.isOn(image);
        if (!is(on, true)) continue;
        yield {
          message: `${user.role} of ${called(user.node)} is on ${user.name} in ${imageName(image)}, which is ${found.use}`,
          at: { span, text: found.use },
          because: [
            reason(`${called(user.node)} uses ${user.name} as ${user.role}`, user.origins[0]),
            reason(found.because, on),
          ],
          help: `move it to another pin, or ${found.help}`,
        };
      }
    }
  },
});

interface SpecialPins {
  /** Titles of the chips. */
  readonly socs: RegExp;
  readonly pins: readonly string[];
  readonly use: string;
  isOn(image: Image): Fact<boolean>;
  readonly because: string;
  readonly help: string;
}

const reset = {
  use: 'the reset pin',
  isOn: ({ kconfig }: Image) => kconfig.bool('CONFIG_GPIO_AS_PINRESET'),
  because: 'the pin resets the chip with CONFIG_GPIO_AS_PINRESET=y',
  help: 'set CONFIG_GPIO_AS_PINRESET=n',
};

const nfc = {
  use: 'a pin of NFC',
  isOn: ({ kconfig }: Image) => not(kconfig.bool('CONFIG_NFCT_PINS_AS_GPIOS')),
  because: 'the pin belongs to NFC without CONFIG_NFCT_PINS_AS_GPIOS=y',
  help: 'set CONFIG_NFCT_PINS_AS_GPIOS=y',
};

const crystal = {
  use: 'a pin of the 32 kHz crystal',
  isOn: ({ kconfig }: Image) => kconfig.bool('CONFIG_CLOCK_CONTROL_NRF_K32SRC_XTAL'),
  because: 'the clock runs from the crystal',
  help: 'choose another source: CONFIG_CLOCK_CONTROL_NRF_K32SRC_RC=y',
};

/** Pin assignments of the product specifications. */
const SPECIAL: readonly SpecialPins[] = [
  { ...reset, socs: /^nRF52(840|833|820)\b/, pins: ['P0.18'] },
  { ...reset, socs: /^nRF52(832|81[01])\b/, pins: ['P0.21'] },
  { ...nfc, socs: /^nRF52(840|833|832)\b/, pins: ['P0.09', 'P0.10'] },
  { ...nfc, socs: /^nRF5340\b/, pins: ['P0.02', 'P0.03'] },
  { ...crystal, socs: /^nRF5(28|340)/, pins: ['P0.00', 'P0.01'] },
];

const not = (fact: Fact<boolean>): Fact<boolean> => (fact.known ? { ...fact, value: !fact.value } : fact);
