import { signalsOf } from '../../model/pins/signals.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/function',
  severity: 'error',
  summary: 'The functions of the pins belong to the peripheral that is given them.',
  why: `
\`NRF_PSEL(SPIM_SCK, ...)\` writes the register that holds the clock pin of an SPIM, into whatever peripheral the state belongs to.
In another peripheral there is another register at that place, or none: its own signal gets no pin, and what is overwritten
instead is anybody's guess.`,
  exceptions:
    'Peripherals other than SPI, I2C, UART, PWM, QSPI, I2S, PDM and QDEC; pins that come from the board alone.',
  sources: ['zephyr/drivers/pinctrl/pinctrl_nrf.c:107-316 (2.4.0)'],

  *check({ images }) {
    for (const image of images) {
      for (const { node, state } of usedStates(image)) {
        const prefix = signalsOf(node)?.prefix;
        const wrong = state.pins.filter(({ signal }) => prefix !== undefined && !signal.startsWith(prefix));
        const byGroup = new Map(wrong.map((pin) => [pin.group, pin]));
        for (const pin of byGroup.values()) {
          const reference = node.properties.get('pinctrl-0')?.origins[0];
          const span = pin.span ?? projectSpan(pin.origins[0], reference);
          if (!span) continue;
          yield {
            message: `${pin.signal} is no signal of ${called(node)}, so it does not reach ${pin.name} in ${imageName(image)}`,
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
