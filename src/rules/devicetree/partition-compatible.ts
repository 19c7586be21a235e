import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, flashDriver } from '../../model/application.ts';
import type { Devicetree, DtNode } from '../../model/devicetree/devicetree.ts';
import { isPartition, partitionMap } from '../../model/devicetree/partition-map.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { type Fact, is, known, valueOf } from '../../model/fact.ts';
import { defineRule, isBefore, knowsVersion, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

const MAPPED = 'zephyr,mapped-partition';
const FIXED = 'fixed-partitions';

export default defineRule({
  id: 'devicetree/partition-compatible',
  severity: 'error',
  about: () => ({
    summary: 'Partitions are described in the way that their memory and the SDK need.',
    why: `
Until NCS 3.2 the node above the partitions has the compatible \`fixed-partitions\`, and they have none. Since then partitions
of memory that the CPU sees at an address can be a \`zephyr,mapped-partition\` each, below a node with \`ranges\`; those of a
chip on a serial bus are still \`fixed-partitions\`. What is described in the other way is no partition to the build: it stops
with "Node is not a (mapped) partition or subpartition", or the flash map of the image lacks it.`,
    exceptions: `
Only nodes that a file of yours describes, and only what is proven: a group that extends the board's may have its \`ranges\` and
its compatible from there.`,
    sources: [
      'nrf/cmake/sysbuild/bootloader_dts_utils.cmake:84-110 (3.3.99)',
      'nrf/dts/samples/matter/nrf52840_partitions.dtsi:12-55 (3.3.99)',
      'zephyr/dts/bindings/mtd/fixed-partitions.yaml:4-47 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (is(configuration.partitionManager, true)) return;
    const told = new Set<string>();
    for (const { devicetree } of configuration.images) {
      const memories = new Map(partitionMap(devicetree).map(({ node, memory }) => [node, memory]));
      for (const node of touchedNodes(devicetree)) {
        if (!isPartition(node)) continue;
        const finding = has(node, MAPPED)
          ? mapped(configuration, devicetree, node, memories.get(node))
          : unmapped(configuration, node);
        const place = finding && `${finding.at.span.file.path}:${finding.at.span.start} ${finding.message}`;
        if (!finding || !place || told.has(place)) continue;
        told.add(place);
        yield finding;
      }
    }
  },
});

const has = ({ compatible }: DtNode, name: string): boolean => valueOf(compatible)?.includes(name) ?? false;

/** What the board says of a node changes with time: `ranges` came with the new compatible. */
const isSure = (configuration: Configuration, { origins }: DtNode): boolean =>
  knowsVersion(configuration) || origins.every(({ kind }) => kind === 'project');

const compatibleSpan = (node: DtNode) => projectSpan(node.properties.get('compatible')?.origins[0]);

function mapped(
  configuration: Configuration,
  { nodes }: Devicetree,
  node: DtNode,
  memory: DtNode | undefined,
): Finding | undefined {
  const span = compatibleSpan(node);
  if (!span || !node.parent) return undefined;
  if (isBefore(configuration, 3, 3) && !/\.99/.test(configuration.version ?? '')) {
    return {
      message: `${called(node)} is no partition: NCS ${configuration.version?.replace(/^v/, '')} does not know ${MAPPED}`,
      at: { span, text: 'new in NCS 3.3' },
      because: [],
      help: `give the node above the compatible "${FIXED}" instead, and the partitions none`,
    };
  }
  const isOnChip = memory?.compatible.known && flashDriver(configuration, memory.compatible.value) !== undefined;
  if (memory && isOnChip) {
    return {
      message: `${called(node)} is no partition: the CPU does not see ${called(memory)} at an address`,
      at: { span, text: 'for memory that is mapped only' },
      because: [reason(`${called(memory)} is a chip on a serial bus`, memory.properties.get('compatible')?.origins[0])],
      help: `give the node above the compatible "${FIXED}", and its partitions none`,
    };
  }
  const ranges = node.parent.property('ranges');
  const isFirst = nodes.find(({ parent, compatible }) => parent === node.parent && isMapped(compatible)) === node;
  if (!ranges.known || ranges.value || !isFirst || !isSure(configuration, node.parent)) return undefined;
  return {
    message: `the build does not know at which address ${called(node)} is: ${node.parent.name} above it has no ranges`,
    at: { span, text: `needs ranges in ${node.parent.name}` },
    because: [reason(`${node.parent.path} is described here`, node.parent.origins[0])],
    help: has(node.parent, MAPPED)
      ? `add #address-cells = <1>; #size-cells = <1>; and ranges = <0 OFFSET SIZE>; to ${called(node.parent)}`
      : 'add ranges; to it',
  };
}

const isMapped = (compatible: Fact<readonly string[]>): boolean => valueOf(compatible)?.includes(MAPPED) ?? false;

/** A partition that says nothing about itself, where the node above does not say it either. */
function unmapped(configuration: Configuration, node: DtNode): Finding | undefined {
  const above = node.parent;
  const own = node.compatible;
  const span = projectSpan(node.properties.get('reg')?.origins[0]);
  if (!above || !span || !own.known || own.value.length > 0 || !above.compatible.known) return undefined;
  if (!isSure(configuration, above)) return undefined;
  if (above.compatible.value.some((name) => /^(fixed-(sub)?partitions|nordic,owned-partitions)$/.test(name))) {
    return invisible(above, node);
  }
  const isOld = isBefore(configuration, 3, 3);
  return {
    message: `${called(node)} is no partition: neither it nor ${above.name} above it has the compatible of one`,
    at: { span, text: 'no partition to the build' },
    because: [
      reason(
        `${above.path} has ${above.compatible.value.length > 0 ? above.compatible.value.join(', ') : 'no compatible'}`,
        absentOr(above),
      ),
    ],
    help: isOld
      ? `give ${above.name} the compatible "${FIXED}"`
      : `give ${called(node)} the compatible "${MAPPED}", as its neighbours have; on a serial chip ${above.name} is "${FIXED}"`,
  };
}

const absentOr = (node: DtNode): Fact<unknown> =>
  node.compatible.known ? known(true, ...node.compatible.origins) : node.compatible;

/** Partitions in the old way beside some in the new one: each API sees a part of them. */
function invisible(above: DtNode, node: DtNode): Finding | undefined {
  const span = compatibleSpan(above);
  const other = above.children.find((one) => has(one, MAPPED) && !projectSpan(...one.origins));
  if (
    !span ||
    !other ||
    above.children.find((one) => one.compatible.known && one.compatible.value.length === 0) !== node
  )
    return undefined;
  return {
    severity: 'warning',
    message: `${called(node)} and ${called(other)} are partitions of two kinds below ${above.name}: no code sees both`,
    at: { span, text: `the board's are ${MAPPED}` },
    because: [reason(`${called(other)} is a ${MAPPED}`, other.properties.get('compatible')?.origins[0])],
    help: `leave the compatible of ${above.name} alone, and give your partitions "${MAPPED}"`,
  };
}
