import { touchedNodes } from '../../model/devicetree/touched.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { listed } from '../wording.ts';

export default defineRule({
  id: 'pins/bias',
  severity: 'error',
  about: () => ({
    summary: 'A group of pins has one bias.',
    why: `
A pin has one pull resistor setting. The flags of a group are put into the same two bits of its pins, so two of them make a
third: up and down together are what the register calls pull-up.`,
    sources: [
      'zephyr/dts/bindings/pinctrl/nordic,nrf-pinctrl.yaml:64 (2.4.0)',
      'zephyr/soc/arm/nordic_nrf/common/pinctrl_soc.h:35-42 (2.4.0)',
    ],
  }),

  *check({ images }) {
    for (const { devicetree } of images) {
      for (const node of touchedNodes(devicetree)) {
        if (!node.properties.has('psels')) continue;
        const biases = BIASES.flatMap((name) => node.properties.get(name) ?? []);
        const span = projectSpan(...biases.map(({ origins }) => origins[0]));
        if (biases.length < 2 || !span) continue;
        const names = biases.map(({ name }) => name);
        yield {
          message: `${node.name} of ${node.parent?.name} has ${listed(names)} at once`,
          at: { span, text: 'one of them only' },
          because: biases.map(({ name, origins }) => reason(`${name} is set`, origins[0])),
          help: 'a bias that the board sets goes with /delete-property/ in the group',
        };
      }
    }
  },
});

const BIASES = ['bias-disable', 'bias-pull-up', 'bias-pull-down'];
