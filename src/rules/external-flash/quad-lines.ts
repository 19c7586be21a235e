import { stringValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { pinctrlState } from '../../model/pins/pinctrl.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'external-flash/quad-lines',
  severity: 'error',
  about: () => ({
    summary: 'A flash that is used with four lines has four lines.',
    why: `
With \`read4o\`, \`read4io\`, \`pp4o\` or \`pp4io\` half of the bits travel on IO2 and IO3. The id is still read correctly, since
that takes one line, so the driver starts, and then every page that is read or written is garbage.`,
    exceptions: 'Pins and instructions that both come from the board.',
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:745-789 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:34-55 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      const { parent } = node;
      if (!parent || !valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
      const state = valueOf(pinctrlState(parent, 'default'));
      if (!state?.complete.known) continue;
      const lacking = ['QSPI_IO2', 'QSPI_IO3'].filter((line) => !state.pins.some(({ signal }) => signal === line));
      const quad = ['readoc', 'writeoc'].filter((name) =>
        valueOf(valueOfProperty(node, name, stringValue))?.includes('4'),
      );
      if (lacking.length === 0 || quad.length === 0) continue;
      const wanted = quad.map((name) => node.property(name));
      const pins = state.pins.map(({ origins }) => origins[0]);
      const span = projectSpan(...wanted, ...pins, parent.properties.get('pinctrl-0')?.origins[0]);
      if (!span) continue;
      yield {
        message: `${called(node)} is used with four lines in ${imageName(image)}, but ${listed(lacking)} ${lacking.length === 1 ? 'has' : 'have'} no pin`,
        at: { span, text: projectSpan(...wanted) ? 'takes four lines' : `no ${lacking.join(', no ')}` },
        because: [
          ...quad.map((name, index) =>
            reason(`${name} is ${valueOf(valueOfProperty(node, name, stringValue))}`, wanted[index]),
          ),
          reason(`the pins of ${called(parent)} lack ${listed(lacking)}`, state.pins[0]?.origins[0]),
        ],
        help: 'give the two lines pins, or use the flash with one line: readoc = "fastread"; writeoc = "pp";',
      };
    }
  },
});
