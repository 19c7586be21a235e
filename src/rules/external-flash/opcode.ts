import { bindingOf } from '../../model/devicetree/bindings.ts';
import { hasType } from '../../model/devicetree/property-type.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { stringValue } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { closest } from '../../text/similar.ts';
import { defineRule, projectSpan, reason, replace } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/opcode',
  severity: 'error',
  summary: '`readoc` and `writeoc` name instructions that QSPI has.',
  why: `
They choose how many lines carry data and addresses: \`fastread\` and \`pp\` use one, the names with 2 two, those with 4 four. The
build stops at any other word.`,
  sources: ['zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:34-55 (2.4.0)'],

  *check({ sdk, images }) {
    if (!sdk.known) return;
    for (const { devicetree } of images) {
      for (const node of touchedNodes(devicetree)) {
        for (const name of ['readoc', 'writeoc']) {
          const property = node.properties.get(name);
          const span = projectSpan(property?.origins[0]);
          const declared = span && valueOf(bindingOf(sdk.value, node))?.property(name);
          if (!property || !span || !declared?.enum) continue;
          const words = declared.enum.map(String);
          const value = stringValue(property);
          if (!value.known || (value.value !== undefined && words.includes(value.value))) continue;
          if (value.value === undefined && !is(hasType(property, declared.type), false)) continue;
          const meant = value.value === undefined ? undefined : closest(value.value, words);
          const repaired = `${name} = "${meant}";`;
          yield {
            message: `the build stops: ${value.value === undefined ? 'this' : `"${value.value}"`} is no ${name} that ${called(node)} can have`,
            at: { span, text: 'no instruction of the binding' },
            because: [reason(`${name} is one of ${words.join(', ')}`, declared.origin)],
            ...(meant === undefined
              ? { help: `with one data line it is ${name} = "${words[0]}";` }
              : { fixes: [replace(`write ${repaired}`, 'unsafe', span, repaired)] }),
          };
        }
      }
    }
  },
});
