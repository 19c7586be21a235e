import { valueOf } from '../fact.ts';
import { type AddressRange, regRange } from './address-range.ts';
import type { Devicetree, DtNode } from './devicetree.ts';

/** A partition of a devicetree, in bytes from the start of the memory it lies on. */
export interface DtPartition {
  readonly node: DtNode;
  /** `soc-nv-flash`, or a chip on a serial bus. */
  readonly memory: DtNode;
  /** The partition around it, or else the group it stands in: siblings have the same. */
  readonly parent: DtNode;
  readonly range: AddressRange;
}

/**
 * The partitions whose place is known: nodes with a `reg` below a group (`fixed-partitions`, or a node called
 * `partitions`), and those below a partition, whose addresses count from its start (`fixed-subpartitions`, and
 * `zephyr,mapped-partition` within another one). zephyr/dts/bindings/mtd/fixed-partitions.yaml:4-47 (2.4.0)
 */
export function partitionMap({ nodes }: Devicetree): readonly DtPartition[] {
  const found = new Map<DtNode, DtPartition>();
  // Parents stand before their children.
  for (const node of nodes) {
    const { parent } = node;
    if (!parent) continue;
    const around = found.get(parent);
    const memory = around ? around.memory : isGroup(parent) ? parent.parent : undefined;
    const reg = memory && valueOf(regRange(node));
    if (!memory || !reg) continue;
    const offset = around?.range.start ?? 0;
    found.set(node, { node, memory, parent, range: { start: reg.start + offset, end: reg.end + offset } });
  }
  return [...found.values()];
}

/** A node below a group of partitions, or below another partition. */
export const isPartition = ({ parent, properties }: DtNode): boolean =>
  parent !== undefined && properties.has('reg') && (isGroup(parent) || isPartition(parent));

const isGroup = ({ name, compatible }: DtNode): boolean =>
  name === 'partitions' || (valueOf(compatible) ?? []).some((one) => groups.has(one));

const groups: ReadonlySet<string> = new Set(['fixed-partitions', 'nordic,owned-partitions']);
