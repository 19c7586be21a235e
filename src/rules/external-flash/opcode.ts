import type { Finding } from '../../diagnostic/diagnostic.ts';
import { bindingOf } from '../../model/devicetree/bindings.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { hasType } from '../../model/devicetree/property-type.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { stringValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { ownTable } from '../../model/flash/own-table.ts';
import type { FastRead } from '../../model/flash/sfdp.ts';
import { closest } from '../../text/similar.ts';
import { defineRule, projectSpan, reason, replace } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/opcode',
  severity: 'error',
  about: () => ({
    summary: '`readoc` and `writeoc` name instructions that QSPI and the chip have.',
    why: `
They choose how many lines carry data and addresses: \`fastread\` and \`pp\` use one, the names with 2 two, those with 4 four. The
build stops at any other word. A chip that does not have the instruction answers with garbage.`,
    exceptions: `
What the chip has is read from \`sfdp-bfp\`, and only where that has the density of the chip: a table that was copied from
another chip proves nothing.`,
    sources: [
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:34-55 (2.4.0)',
      'zephyr/drivers/flash/jesd216.c:48-96 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { sdk, images } = configuration;
    for (const { node } of flashNodes(configuration)) {
      const finding = foreign(node);
      if (finding) yield finding;
    }
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

/** Lines of instruction, address and data, and the instruction (nordic,qspi-nor.yaml:36-40, 2.4.0). */
const READS: Readonly<Record<string, readonly [mode: FastRead, instruction: number]>> = {
  read2o: ['1-1-2', 0x3b],
  read2io: ['1-2-2', 0xbb],
  read4o: ['1-1-4', 0x6b],
  read4io: ['1-4-4', 0xeb],
};

/** A way of reading that the chip does not know, as its own table says. */
function foreign(node: DtNode): Finding | undefined {
  if (!valueOf(node.compatible)?.includes('nordic,qspi-nor')) return undefined;
  const word = valueOf(valueOfProperty(node, 'readoc', stringValue));
  const [mode, instruction] = (word !== undefined && Object.hasOwn(READS, word) && READS[word]) || [];
  const reads = valueOf(ownTable(node))?.reads;
  const span = projectSpan(node.property('readoc'), node.property('sfdp-bfp'));
  if (mode === undefined || instruction === undefined || !reads || !span || reads[mode] === instruction)
    return undefined;
  const known = Object.keys(READS).filter((name) => reads[READS[name]![0]] === READS[name]![1]);
  return {
    severity: 'warning',
    message: `${called(node)} does not have ${word}: its own table of parameters knows no such read`,
    at: { span, text: `0x${instruction.toString(16)}, lines ${mode}` },
    because: [
      reason(`readoc is ${word}`, node.property('readoc')),
      reason(
        `sfdp-bfp lists ${known.length > 0 ? known.join(', ') : 'no fast read on more than one line'}`,
        node.property('sfdp-bfp'),
      ),
    ],
    help: `take one that every chip has, readoc = "fastread";${known.length > 0 ? ` or ${known.at(-1)}` : ''}`,
  };
}
