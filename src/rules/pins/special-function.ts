import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { type Fact, is, known, valueOf } from '../../model/fact.ts';
import { pinUsers } from '../../model/pins/users.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/special-function',
  severity: 'warning',
  about: () => ({
    summary: 'No peripheral is given a pin that the chip uses for something else.',
    why: `
The reset pin, the antenna pins of NFC and those of the 32 kHz crystal are ordinary GPIOs only as long as the other function is
off. While the reset pin is configured, a low level on it resets the chip; NFC pins are protected, and a signal does not get
through.`,
    exceptions: `
Chips whose special pins ncslint does not know, options whose value it does not know, pins that come from a board of the SDK
alone, buttons whose name says that they reset the board, and pins of NFC in images that do not decide on them: those of the
network core, and non-secure ones.`,
    sources: [
      'zephyr/soc/arm/nordic_nrf/Kconfig:49 (2.4.0)',
      'zephyr/soc/arm/nordic_nrf/nrf52/Kconfig.soc:88 (2.4.0)',
      'zephyr/drivers/clock_control/Kconfig.nrf:32 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { soc, sdk } = configuration;
    for (const image of touchedImages(configuration)) {
      const board = sdk.known && image.board.known ? sdk.value.board(image.board.value) : undefined;
      const title = (board && sdk.known ? sdk.value.soc(board.soc) : valueOf(soc))?.title;
      const special = SPECIAL.filter(
        ({ socs, isDecidedHere }) => socs.some((soc) => title?.startsWith(soc)) && isDecidedHere(image),
      );
      if (special.length === 0) continue;
      for (const user of pinUsers(image.devicetree)) {
        const span = user.span ?? projectSpan(user.origins[0]);
        const found = span && special.find(({ pins }) => pins.includes(user.name));
        if (!found || (found.use === reset.use && isResetButton(user.node))) continue;
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
  /** How their names begin. */
  readonly socs: readonly string[];
  readonly pins: readonly string[];
  readonly use: string;
  isOn(image: Image): Fact<boolean>;
  /** Whether the configuration of this image says so. */
  isDecidedHere(image: Image): boolean;
  readonly because: string;
  readonly help: string;
}

/** Boards describe the button that resets them, too. */
const isResetButton = ({ name, labels }: DtNode): boolean => [name, ...labels].some((one) => /reset/i.test(one));

/** The application core's secure image writes the configuration of pins, for the other cores and the non-secure image. */
const writesConfiguration = ({ kind, board }: Image): boolean =>
  kind !== 'network-core' && !['_cpunet', '_ns'].some((ending) => valueOf(board)?.endsWith(ending));

const reset = {
  use: 'the reset pin',
  isDecidedHere: () => true,
  isOn: ({ kconfig }: Image) => kconfig.bool('CONFIG_GPIO_AS_PINRESET'),
  because: 'the pin resets the chip with CONFIG_GPIO_AS_PINRESET=y',
  help: 'set CONFIG_GPIO_AS_PINRESET=n',
};

const nfc = {
  use: 'a pin of NFC',
  isDecidedHere: writesConfiguration,
  isOn: (image: Image) =>
    isInDevicetree(image, 'nfct-pins-as-gpios') ? known(false) : not(image.kconfig.bool('CONFIG_NFCT_PINS_AS_GPIOS')),
  because: 'the pin belongs to NFC without CONFIG_NFCT_PINS_AS_GPIOS=y',
  help: 'set CONFIG_NFCT_PINS_AS_GPIOS=y',
};

const crystal = {
  use: 'a pin of the 32 kHz crystal',
  isDecidedHere: () => true,
  isOn: ({ kconfig }: Image) => kconfig.bool('CONFIG_CLOCK_CONTROL_NRF_K32SRC_XTAL'),
  because: 'the clock runs from the crystal',
  help: 'choose another source: CONFIG_CLOCK_CONTROL_NRF_K32SRC_RC=y',
};

/** Pin assignments of the product specifications. */
const SPECIAL: readonly SpecialPins[] = [
  { ...reset, socs: ['nRF52840', 'nRF52833', 'nRF52820'], pins: ['P0.18'] },
  { ...reset, socs: ['nRF52832', 'nRF52811', 'nRF52810'], pins: ['P0.21'] },
  { ...nfc, socs: ['nRF52840', 'nRF52833', 'nRF52832'], pins: ['P0.09', 'P0.10'] },
  { ...nfc, socs: ['nRF5340'], pins: ['P0.02', 'P0.03'] },
  { ...crystal, socs: ['nRF528', 'nRF5340'], pins: ['P0.00', 'P0.01'] },
];

/** Later than 2.4 `&uicr` has a property in place of the option (zephyr/dts/bindings/arm/nordic,nrf-uicr.yaml:11, 2.7.0-rc3). */
const isInDevicetree = ({ devicetree }: Image, name: string): boolean =>
  devicetree.nodes.some(({ properties }) => properties.has(name));

const not = (fact: Fact<boolean>): Fact<boolean> => (fact.known ? { ...fact, value: !fact.value } : fact);
