import { signalsOf } from '../../model/pins/signals.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { defineRule, isBefore, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/function',
  severity: 'error',
  about: () => ({
    summary: 'The functions of the pins belong to the peripheral that is given them.',
    why: `
\`NRF_PSEL(SPIM_SCK, ...)\` writes the register that holds the clock pin of an SPIM, into whatever peripheral the state belongs to.
In another peripheral there is another register at that place, or none: its own signal gets no pin, and what is overwritten
instead is anybody's guess.`,
    exceptions: `
Peripherals other than SPI, I2C, UART, PWM, QSPI, I2S, PDM and QDEC; pins that come from the board alone. An I2C peripheral
(TWIS) with the functions of a controller: a warning, and only from NCS 3.0 on, where it has its own, \`TWIS_SCL\` and
\`TWIS_SDA\`. The registers lie at the same place, but the pin driver of an image without a controller does not write them.`,
    sources: [
      'zephyr/drivers/pinctrl/pinctrl_nrf.c:107-316 (2.4.0)',
      'zephyr/drivers/pinctrl/pinctrl_nrf.c:63-72 (2.7.0)',
      'zephyr/drivers/pinctrl/pinctrl_nrf.c:205-234 (2.7.0)',
      'zephyr/include/zephyr/dt-bindings/pinctrl/nrf-pinctrl.h:166-168 (3.3.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      for (const { node, state } of usedStates(image)) {
        const signals = signalsOf(node);
        if (!signals || (signals.since && isBefore(configuration, ...signals.since))) continue;
        const { prefix } = signals;
        const wrong = state.pins.filter(({ signal }) => !signal.startsWith(prefix));
        const byGroup = new Map(wrong.map((pin) => [pin.group, pin]));
        for (const pin of byGroup.values()) {
          const reference = node.properties.get('pinctrl-0')?.origins[0];
          const span = pin.span ?? projectSpan(pin.origins[0], reference);
          if (!span) continue;
          yield {
            ...(signals.since && { severity: 'warning' }),
            message: signals.since
              ? `${pin.signal} is no signal of ${called(node)}: it reaches ${pin.name} only where ${imageName(image)} has a peripheral of that kind too`
              : `${pin.signal} is no signal of ${called(node)}, so it does not reach ${pin.name} in ${imageName(image)}`,
            at: { span, text: `${called(node)} has ${prefix}*` },
            because: [
              reason(
                `${pin.group.parent?.name ?? pin.group.name} is the ${state.name} state of ${called(node)}`,
                reference,
              ),
              reason(`the functions of ${called(node)} begin with ${prefix}`, node.compatible),
            ],
            help: `use the functions ${prefix}*, or give ${called(node)} a state of its own`,
          };
        }
      }
    }
  },
});
