import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { isWithin, overlap } from '../../model/devicetree/address-range.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { memorySize } from '../../model/devicetree/memory-size.ts';
import { type DtPartition, partitionMap } from '../../model/devicetree/partition-map.ts';
import { is } from '../../model/fact.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/partition-range',
  severity: 'error',
  about: () => ({
    summary: 'Partitions of the devicetree lie in their memory, and no byte belongs to two of them.',
    why: `
Nothing compares the partitions of a devicetree with each other or with the memory below them. Where two overlap, the
settings are written into an image, or an update erases the settings; where one ends behind the memory, its end cannot be
written, and MCUboot keeps the state of an update just there.`,
    exceptions: `
Only partitions a file of the project places. Where Partition Manager divides the memory only partitions with names of your own are
looked at, and only their end; a warning where nobody knows whether it does. Two partitions with the very same bytes are two names of one; one that lies inside of another is
information, and several are what the other is made of. A hole is a warning where it is smaller than the partitions beside
it, larger than the block that a swap leaves over, and no matter of alignment.`,
    sources: [
      'zephyr/dts/bindings/mtd/fixed-partitions.yaml:38-47 (2.4.0)',
      'zephyr/include/zephyr/storage/flash_map.h:258-276 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const reported = new Set<string>();
    for (const { devicetree } of touchedImages(configuration)) {
      const partitions = partitionMap(devicetree);
      for (const partition of partitions) {
        const isManaged = is(configuration.partitionManager, true);
        const findings = [outside(configuration, partition), ...(isManaged ? [] : besides(partition, partitions))];
        for (const finding of findings) {
          if (!finding) continue;
          // Images that include the same file have the same mistake.
          const place = `${finding.at.span.file.path}:${finding.at.span.start} ${finding.message}`;
          if (reported.has(place)) continue;
          reported.add(place);
          const severity = severityOf(configuration, partition);
          if (severity === undefined) continue;
          yield finding.severity === undefined ? { ...finding, severity } : finding;
        }
      }
    }
  },
});

/** Undefined where nothing of it counts: of what it knows by name Partition Manager has a place of its own. */
function severityOf({ partitionManager }: Configuration, { node }: DtPartition): 'error' | 'warning' | undefined {
  if (is(partitionManager, true)) return node.labels.some((label) => /_partition$/.test(label)) ? undefined : 'warning';
  return is(partitionManager, false) ? 'error' : 'warning';
}

function outside(configuration: Configuration, { node, memory, range, parent }: DtPartition): Finding | undefined {
  const span = regSpan(node);
  if (!span) return undefined;
  if (range.start === range.end) {
    return { message: `${called(node)} has no bytes`, at: { span, text: 'its size is 0' } };
  }
  const size = memorySize(configuration, memory);
  // What reaches out of a partition of the memory is reported where that is placed.
  if (!size.known || range.end <= size.value || parent.parent !== memory) return undefined;
  return {
    message: `${called(node)} ends ${amount(range.end - size.value)} behind the end of ${called(memory)}`,
    at: { span, text: `ends at ${hex(range.end)}` },
    because: [reason(`${called(memory)} has ${hex(size.value)} bytes, ${amount(size.value)}`, size)],
    help: `let it end at ${hex(size.value)} or before`,
  };
}

/** What one partition has to do with those that start behind it, in the order of their addresses. */
function* besides(partition: DtPartition, all: readonly DtPartition[]): Iterable<Finding> {
  const { node, range, parent } = partition;
  const siblings = all
    .filter((other) => other.memory === partition.memory && other.parent.path === parent.path && other !== partition)
    .filter((other) => isBehind(other, partition));
  for (const other of siblings) {
    if (!overlap(range, other.range) || isSame(partition, other) || haveOneLabel(node, other.node)) continue;
    const span = regSpan(node) ?? regSpan(other.node);
    if (!span) continue;
    const inside = isWithin(other.range, range) || isWithin(range, other.range);
    // The slot that holds what two cores run.
    if (inside && all.filter((one) => one.parent.path === parent.path && isWithin(one.range, range)).length > 2)
      continue;
    const [start, end] = [Math.max(range.start, other.range.start), Math.min(range.end, other.range.end)];
    yield {
      ...(inside ? { severity: 'info' as const } : {}),
      message: `${called(node)} and ${called(other.node)} share ${hex(end - start)} bytes of ${called(partition.memory)}`,
      at: { span, text: regSpan(node) ? rangeText(range) : rangeText(other.range) },
      because: [
        reason(`${called(node)} is ${rangeText(range)}`, node.properties.get('reg')?.origins[0]),
        reason(`${called(other.node)} is ${rangeText(other.range)}`, other.node.properties.get('reg')?.origins[0]),
      ],
      help: projectSpan(other.node.properties.get('reg')?.origins[0])
        ? `let one of the two end where the other starts`
        : `${called(other.node)} comes from the board: delete it (/delete-node/) or move it, too`,
    };
  }
  const hole = holeBehind(partition, siblings);
  if (hole) yield hole;
}

/** A gap is left on purpose where it is large, or where alignment asks for it. */
function holeBehind({ node, range, memory }: DtPartition, behind: readonly DtPartition[]): Finding | undefined {
  const [next] = behind.toSorted((a, b) => a.range.start - b.range.start);
  const span = next && regSpan(next.node);
  if (!next || !span || !regSpan(node)) return undefined;
  const size = next.range.start - range.end;
  const smallest = Math.min(range.end - range.start, next.range.end - next.range.start);
  if (size <= ONE_BLOCK || size >= smallest || size < alignmentOf(next.range.start)) return undefined;
  return {
    severity: 'warning',
    message: `${hex(size)} bytes of ${called(memory)} between ${called(node)} and ${called(next.node)} belong to nobody`,
    at: { span, text: `starts at ${hex(next.range.start)}` },
    because: [reason(`${called(node)} ends at ${hex(range.end)}`, node.properties.get('reg')?.origins[0])],
    help: 'if the hole is not wanted, start here where the other one ends',
  };
}

/** Where MCUboot swaps by moving, the second slot is one block smaller than the first, and that block is left over. */
const ONE_BLOCK = 0x1000;

/** The largest power of two that divides an address. */
const alignmentOf = (address: number): number => (address === 0 ? 0 : 2 ** /0*$/.exec(address.toString(2))![0].length);

const isBehind = (other: DtPartition, { range, node }: DtPartition): boolean =>
  other.range.start > range.start || (other.range.start === range.start && other.node.path > node.path);

/** devicetree/partition-not-deleted speaks of them. */
const haveOneLabel = (a: DtNode, b: DtNode): boolean => a.labels.some((label) => b.labels.includes(label));

const isSame = ({ range: a }: DtPartition, { range: b }: DtPartition): boolean =>
  a.start === b.start && a.end === b.end;

const regSpan = (node: DtNode): Span | undefined => projectSpan(node.properties.get('reg')?.origins[0]);
