import { signalsOf } from '../../model/pins/signals.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/missing-signal',
  severity: 'error',
  about: () => ({
    summary: 'A bus has the signals it cannot work without.',
    why: `
A signal without a pin stays disconnected, and neither the build nor the driver says so: the transfer runs, and nothing arrives
at the chip.`,
    exceptions: `
Signals that are kept from any pin with \`NRF_PSEL_DISCONNECTED\`, peripherals that are disabled, and pins that come from the
board alone. IO2 and IO3 of QSPI are the subject of \`external-flash/quad-lines\`.`,
    sources: [
      'zephyr/drivers/pinctrl/pinctrl_nrf.c:279-316 (2.4.0)',
      'zephyr/dts/bindings/pinctrl/nordic,nrf-pinctrl.yaml:97-104 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      for (const { node, state } of usedStates(image)) {
        if (state.name !== 'default' || !state.complete.known) continue;
        const given = new Set([...state.pins.map(({ signal }) => signal), ...state.disconnected]);
        const missing = (signalsOf(node)?.needs ?? []).filter((some) => !some.some((signal) => given.has(signal)));
        if (missing.length === 0) continue;
        const pins = state.pins.map(({ origins }) => origins[0]);
        const span = projectSpan(...pins, node.properties.get('pinctrl-0')?.origins[0], node.status);
        if (!span) continue;
        const names = missing.map((some) => some.join(' or '));
        yield {
          message: `${called(node)} cannot work in ${imageName(image)}: its pins lack ${names.join(', ')}`,
          at: { span, text: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not among them` },
          because: [
            reason(
              `these are the pins of ${called(node)} in the state default`,
              node.properties.get('pinctrl-0')?.origins[0],
            ),
            reason(`${called(node)} is enabled`, node.status),
          ],
          help: `add <NRF_PSEL(${missing[0]![0]}, port, pin)> to psels; setting psels of a group replaces all that it had`,
        };
      }
    }
  },
});
