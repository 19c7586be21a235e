import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isPartition } from '../../model/devicetree/partition-map.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { cellList, numberValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { type Fact, map } from '../../model/fact.ts';
import { count } from '../../model/units.ts';
import { defineRule, knowsVersion, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/cells',
  severity: 'error',
  about: () => ({
    summary: '`reg` and `ranges` have as many cells as the nodes above say.',
    why: `
How many cells an address and a size have, the node above says with \`#address-cells\` and \`#size-cells\`; without them it is two
and one. A \`reg\` that does not come out even ends the build with "which is not evenly divisible". Who deletes a node and
describes it anew has to say it again. Partitions with \`#size-cells = <0>\` pass, and have no size.`,
    exceptions: `
Only \`reg\` and \`ranges\` that a file of yours sets, and where the node above is known: in a version whose devicetrees nobody
has read, a node of the SDK may say what it did not say before.`,
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1577-1603 (2.4.0)',
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:3101-3116 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const told = new Set<string>();
    const isRead = knowsVersion(configuration);
    for (const { devicetree } of configuration.images) {
      for (const node of touchedNodes(devicetree)) {
        for (const finding of [uneven(node, isRead), sizeless(node), oddRanges(node, isRead)]) {
          const place = finding && `${finding.at.span.file.path}:${finding.at.span.start}`;
          if (!finding || !place || told.has(place)) continue;
          told.add(place);
          yield finding;
        }
      }
    }
  },
});

interface Widths {
  readonly address: number;
  readonly size: number;
}

/**
 * What a node says about the addresses of those below it; without a word two cells and one. Undefined for a node of the SDK
 * without a word in a version that nobody has read.
 */
function widthsIn(node: DtNode, isRead: boolean): Widths | undefined {
  if (!isRead && isUnsaid(node) && node.origins.some(({ kind }) => kind === 'sdk')) return undefined;
  const [address, size] = [widthIn(node, '#address-cells', 2), widthIn(node, '#size-cells', 1)];
  return address.known && size.known ? { address: address.value, size: size.value } : undefined;
}

const isUnsaid = ({ properties }: DtNode): boolean =>
  !properties.has('#address-cells') && !properties.has('#size-cells');

const widthIn = (node: DtNode, name: string, otherwise: number): Fact<number> =>
  map(valueOfProperty(node, name, numberValue), (value) => value ?? otherwise);

function uneven(node: DtNode, isRead: boolean): Finding | undefined {
  const { parent } = node;
  const reg = node.properties.get('reg');
  const span = projectSpan(reg?.origins[0]);
  const widths = span && parent && widthsIn(parent, isRead);
  const number = reg && cellCount(node, 'reg');
  if (!parent || !span || !widths || number === undefined) return undefined;
  const each = widths.address + widths.size;
  if (each > 0 && number % each === 0) return undefined;
  const unsaid = isUnsaid(parent);
  return {
    message: `the build stops: reg of ${called(node)} has ${count(number, 'cell')}, and ${called(parent)} above it wants ${widths.address} for an address and ${widths.size} for a size`,
    at: { span, text: count(number, 'cell') },
    because: unsaid
      ? [reason(`${called(parent)} does not say how many cells there are, so it is two and one`, parent.origins[0])]
      : ['#address-cells', '#size-cells'].map((name) =>
          reason(
            `${name} is ${name === '#address-cells' ? widths.address : widths.size}`,
            parent.properties.get(name)?.origins[0],
          ),
        ),
    help: unsaid
      ? `add #address-cells = <1>; and #size-cells = <${number === 1 ? 0 : 1}>; to ${called(parent)}`
      : `write ${count(widths.address, 'cell')} for each address and ${widths.size} for each size`,
  };
}

function sizeless(node: DtNode): Finding | undefined {
  const { parent } = node;
  const span = projectSpan(node.properties.get('reg')?.origins[0]);
  if (!parent || !span || !isPartition(node) || widthsIn(parent, true)?.size !== 0) return undefined;
  return {
    message: `${called(node)} has no size: ${called(parent)} has #size-cells = <0>`,
    at: { span, text: 'read as addresses only' },
    because: [reason('#size-cells is 0', parent.properties.get('#size-cells')?.origins[0])],
    help: `#size-cells = <1>; in ${called(parent)}`,
  };
}

function oddRanges(node: DtNode, isRead: boolean): Finding | undefined {
  const span = projectSpan(node.properties.get('ranges')?.origins[0]);
  const below = span && widthsIn(node, isRead);
  const above = span && node.parent && widthsIn(node.parent, isRead);
  const number = span && cellCount(node, 'ranges');
  if (!span || !below || !above || number === undefined || number === 0) return undefined;
  const each = below.address + above.address + below.size;
  if (each > 0 && number % each === 0) return undefined;
  return {
    message: `the build stops: ranges of ${called(node)} has ${count(number, 'cell')}, and each range wants ${each}`,
    at: { span, text: count(number, 'cell') },
    because: [
      reason(`addresses below ${called(node)} have ${count(below.address, 'cell')}, sizes ${below.size}`),
      reason(`addresses above it have ${count(above.address, 'cell')}`),
    ],
    help: 'a range is an address below, the address above, and a size',
  };
}

/** Undefined for what is no list of cells, which devicetree/property-value reports. */
function cellCount(node: DtNode, name: string): number | undefined {
  const property = node.properties.get(name);
  if (property?.values.length === 0) return 0;
  const list = property && cellList(property);
  return list?.known ? list.value?.length : undefined;
}
