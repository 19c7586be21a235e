import { busOf } from '../../model/devicetree/bindings.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { is } from '../../model/fact.ts';
import { sdkLine } from '../../model/sdk-facts.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/wrong-bus',
  severity: 'error',
  about: () => ({
    summary: 'A node stands below a bus of the kind its binding is for.',
    why: `
A binding that names a bus counts only for nodes on that bus. Below another one the build takes the node for unknown, without a
word: no property of it is read or checked, no driver is built for it, and who refers to the device gets an undefined symbol
at the end of the build.`,
    exceptions: 'Nodes whose binding, or whose bus, ncslint does not know; and nodes that are disabled.',
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1237-1262 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:11 (2.4.0)',
      'zephyr/dts/bindings/spi/spi-device.yaml:8 (2.4.0)',
    ],
  }),

  *check({ sdk, images }) {
    if (!sdk.known) return;
    for (const { devicetree } of images) {
      for (const node of touchedNodes(devicetree)) {
        const { compatible, parent } = node;
        // A second compatible may have a binding for this bus.
        if (!compatible.known || compatible.value.length !== 1 || !is(node.status, 'okay')) continue;
        const binding = sdk.value.binding?.(compatible.value[0]!);
        const span = projectSpan(compatible, ...node.origins);
        if (!binding?.onBus || !span || !parent) continue;
        const bus = busOf(sdk.value, node);
        if (!bus.known || bus.value === binding.onBus) continue;
        const actual = bus.value === undefined ? 'no bus' : `a bus of the kind ${bus.value}`;
        yield {
          message: `nothing is built for ${called(node)}: ${binding.compatible} has to be below a bus of the kind ${binding.onBus}`,
          at: { span, text: `${called(parent)} is ${actual}` },
          because: [
            reason(
              `the binding of ${binding.compatible} is for the bus ${binding.onBus}`,
              sdkLine(sdk.value, binding.at),
            ),
            reason(`the node stands below ${called(parent)}, which is ${actual}`, parent.compatible),
          ],
          help: drivers[bus.value ?? ''] ?? `move the node below a controller of the kind ${binding.onBus}`,
        };
      }
    }
  },
});

const drivers: Readonly<Record<string, string>> = {
  qspi: 'a flash below &qspi is compatible = "nordic,qspi-nor";',
  spi: 'a flash below an SPI controller is compatible = "jedec,spi-nor"; with spi-max-frequency',
};
