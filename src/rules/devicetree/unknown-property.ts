import type { Configuration } from '../../model/application.ts';
import { bindingOf, isAllowedAnywhere } from '../../model/devicetree/bindings.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { valueOf } from '../../model/fact.ts';
import { sdkLine } from '../../model/sdk-facts.ts';
import { closest } from '../../text/similar.ts';
import { defineRule, projectSpan, reason, remove, replace } from '../rule.ts';
import { called } from '../wording.ts';
import { mistypedChosen } from './chosen-names.ts';

export default defineRule({
  id: 'devicetree/unknown-property',
  severity: 'error',
  about: () => ({
    summary: 'A node has only properties that its binding declares.',
    why: `
A mistyped property does not set what it was meant to set. The build stops there and names the binding and a generated file,
not the line of the overlay. Properties of older releases (\`sck-pin\`) are met in the same way.`,
    exceptions: `
Only properties that the project's own files set, of nodes whose binding ncslint knows; and names in \`/chosen\` that resemble
one of the SDK's, as a warning, unless code of the project asks for the name. Where the SDK version is not known for
certain, only those that resemble a declared name.`,
    sources: ['zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1536-1555 (2.4.0)'],
  }),

  *check(configuration) {
    const { sdk, images } = configuration;
    if (!sdk.known) return;
    for (const { devicetree } of images) {
      for (const node of touchedNodes(devicetree)) {
        for (const property of node.properties.values()) {
          const { name } = property;
          const written = projectSpan(property.origins[0]);
          if (!written || isAllowedAnywhere(name)) continue;
          const chosen = node.path === '/chosen' ? mistypedChosen(name) : undefined;
          if (chosen !== undefined) {
            if (configuration.asksForChosen(name)) continue;
            const span = { ...written, end: written.start + name.length };
            yield {
              severity: 'warning',
              message: `nothing asks for the chosen ${name}: it is called ${chosen}`,
              at: { span, text: `${chosen} is` },
              fixes: [replace(`write ${chosen}`, 'unsafe', span, chosen)],
            };
            continue;
          }
          const binding = valueOf(bindingOf(sdk.value, node));
          // The build does not check the nodes of a binding without properties (edtlib.py:1376-1380, 2.4.0).
          if (!binding || binding.names.length === 0 || binding.property(name)) continue;
          const meant = closest(name, binding.names);
          if (meant === undefined && !isExact(configuration)) continue;
          const span = { ...written, end: written.start + name.length };
          const line = sdkLine(sdk.value, sdk.value.binding?.(binding.compatible)?.at ?? '');
          yield {
            message: `the build stops: ${called(node)} has the property ${name}, which its binding does not declare`,
            at: { span, text: meant === undefined ? 'not declared' : `${meant} is` },
            because: [reason(`the node is read by the binding of ${binding.compatible}`, line)],
            fixes: [
              meant === undefined
                ? remove(`delete ${name}`, 'unsafe', written)
                : replace(`write ${meant}`, 'unsafe', span, meant),
            ],
          };
        }
      }
    }
  },
});

/** Whether the bindings are those of the very version that is built with. */
const isExact = ({ assumptions }: Configuration): boolean => assumptions.every(({ what }) => what !== 'SDK version');
