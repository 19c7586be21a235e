import { bindingOf, isAllowedAnywhere, type NodeBinding } from '../../model/devicetree/bindings.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { written } from '../../model/devicetree/property-type.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { is, valueOf } from '../../model/fact.ts';
import { closest } from '../../text/similar.ts';
import { defineRule, isBefore, knowsRelease, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/required-property',
  severity: 'error',
  about: () => ({
    summary: 'An enabled node has every property its binding requires.',
    why: `
A driver reads what its binding requires without asking whether it is there. The build stops before that, with the name of the
binding and of a generated file.`,
    exceptions: `
Nodes that the project's own files do not touch, nodes that are not enabled, and nodes whose binding ncslint does not know. A
property that is there under a mistyped name is the subject of \`devicetree/unknown-property\`.
Silent before NCS 2.4, whose bindings asked for less: pins could be properties of the node instead of \`pinctrl-0\`; and where
nothing says the version, of nodes that have such pins.`,
    sources: ['zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1469-1472 (2.4.0)'],
  }),

  *check(configuration) {
    const { sdk, images } = configuration;
    if (!sdk.known || isBefore(configuration, 2, 4)) return;
    for (const { devicetree } of images) {
      for (const node of touchedNodes(devicetree)) {
        if (!is(node.status, 'okay') || (!knowsRelease(configuration) && hasPinsOfItsOwn(node))) continue;
        const binding = valueOf(bindingOf(sdk.value, node));
        for (const name of binding?.names ?? []) {
          const declared = binding!.property(name)!;
          const property = declared.required ? node.property(name) : undefined;
          if (!property?.known || property.value || isMistyped(name, node, binding!)) continue;
          // Where it was deleted, or else where the node was opened.
          const deleted = projectSpan(property);
          const span = deleted ?? projectSpan(...node.origins);
          if (!span) continue;
          yield {
            message: `the build stops: ${called(node)} has no ${name}, which its binding requires`,
            at: { span, text: deleted ? 'deleted here' : `no ${name}` },
            because: [
              reason(`the binding of ${binding!.compatible} requires it`, declared.origin),
              reason(`${called(node)} is enabled`, node.status),
            ],
            help: `it is written like this: ${examples[name] ?? written[declared.type](name)}`,
          };
        }
      }
    }
  },
});

/** Whether a property that the binding does not declare was meant to be this one: that is reported. */
const isMistyped = (name: string, { properties }: DtNode, { names }: NodeBinding): boolean =>
  [...properties.values()].some(
    (property) =>
      !names.includes(property.name) &&
      !isAllowedAnywhere(property.name) &&
      projectSpan(property.origins[0]) !== undefined &&
      closest(property.name, names) === name,
  );

/** `tx-pin`, `ch0-pin`: the bindings of NCS 2.4 know none of them. */
const hasPinsOfItsOwn = ({ properties }: DtNode): boolean =>
  [...properties.keys()].some((name) => name.endsWith('-pin') || name.endsWith('-pins'));

const examples: Readonly<Record<string, string>> = {
  'spi-max-frequency': 'spi-max-frequency = <8000000>; in Hz',
  'sck-frequency': 'sck-frequency = <8000000>; in Hz',
  reg: 'reg = <0>;',
};
