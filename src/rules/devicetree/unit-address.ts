import type { DtNode, DtProperty } from '../../model/devicetree/devicetree.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { cells, numberValue, unitAddress, valueOfProperty } from '../../model/devicetree/values.ts';
import { type Fact, valueOf } from '../../model/fact.ts';
import { type Span, textOf } from '../../text/source.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/unit-address',
  severity: 'warning',
  about: () => ({
    summary: 'What stands behind the @ of a node is its first address in `reg`.',
    why: `
Only \`reg\` counts: it is the chip select, the I2C address, the start of the partition. The name of the node is read by people,
and by overlays that open the node by it; where the two differ, one of them is wrong, and the build says so in a warning that
is easily overlooked.`,
    exceptions: `
Information for a partition that the SDK named and the project moves: who opens it again, by label or by name, cannot rename
it. Nodes whose name and \`reg\` both come from the SDK.`,
    sources: ['zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:2211-2217 (2.4.0)'],
  }),

  *check({ images }) {
    for (const { devicetree } of images) {
      for (const node of touchedNodes(devicetree)) {
        const reg = node.property('reg');
        const written = reg.known ? reg.value : isOwn(node) ? node.written('reg') : undefined;
        if (!written) continue;
        const regSpan = projectSpan(written.origins[0]);
        const span = regSpan ?? namedAt(node);
        const addresses = span ? firstAddresses(node, written) : [];
        const [address] = addresses;
        if (!span || address === undefined) continue;
        const unit = unitAddress(node);
        if (unit === undefined ? node.name.includes('@') || addresses.length > 1 : addresses.includes(unit)) continue;
        const actual = address.toString(16);
        yield {
          severity: isMoved(node) ? 'info' : 'warning',
          message: `${called(node)} is named ${node.name}, but its address is ${hex(address)}`,
          at: { span, text: regSpan ? `the address ${hex(address)}` : `named ${node.name}` },
          because: [
            ...(regSpan ? [reason(`the node is called ${node.name}`, node.origins.at(-1))] : []),
            ...(regSpan ? [] : [reason(`its reg starts with ${hex(address)}`, reg as Fact<unknown>)]),
          ],
          help: `reg decides; if it is right, the name is ${node.name.split('@')[0]}@${actual}`,
        };
      }
    }
  },
});

const hex = (value: number): string => (value < 10 ? String(value) : `0x${value.toString(16)}`);

/** Described by the user in one place, with a name: what a file behind it might do, name and `reg` stand together here. */
const isOwn = ({ origins }: DtNode): boolean => origins.length === 1 && origins[0]!.kind === 'project';

/** A partition with a name of the SDK's. */
const isMoved = ({ origins, parent }: DtNode): boolean =>
  origins.at(-1)?.kind === 'sdk' && (valueOf(parent!.compatible)?.includes('fixed-partitions') ?? false);

/** Where the user gave the node its name: `&label { ... }` does not. */
const namedAt = (node: DtNode): Span | undefined => {
  for (const origin of node.origins)
    if (origin.kind === 'project' && textOf(origin.span).includes(node.name)) return origin.span;
  return undefined;
};

/**
 * The address that `reg` starts with. While nobody knows how many cells an address has on the bus, as on a board that no
 * facts describe, each that it can be: of one cell first, then of two.
 */
function firstAddresses({ parent, name }: DtNode, reg: DtProperty): readonly number[] {
  const [first, second] = valueOf(cells(reg)) ?? [];
  if (!parent || first === undefined) return [];
  const long = second === undefined ? [] : [first * 2 ** 32 + second];
  const stated = parent.written('#address-cells');
  const width = stated ? numberValue(stated) : valueOfProperty(parent, '#address-cells', numberValue);
  // Three cells, those of an I3C target, are more than a number holds.
  if (!width.known) return isOfThreeCells(name) ? [] : [first, ...long];
  return width.value === 1 ? [first] : width.value === 2 ? long : [];
}

/** Behind the @ of `sensor@4800000236152a0090` stand more digits than two cells have. */
const isOfThreeCells = (name: string): boolean => /@[\da-f]{17,}$/i.test(name);
