import type { Origin } from '../../diagnostic/origin.ts';
import type { Configuration } from '../application.ts';
import { andThen, type Fact, known, unknown, valueOf } from '../fact.ts';
import { capacity } from '../flash/external-flash.ts';
import { type MemoryFact, sdkLine } from '../sdk-facts.ts';
import { regRange } from './address-range.ts';
import type { DtNode } from './devicetree.ts';

/** Bytes that partitions on a memory have: those of the chip, or of the part of the SoC's flash that `reg` gives the node. */
export function memorySize(configuration: Configuration, memory: DtNode): Fact<number> {
  if (isSocFlash(memory)) {
    const own = regRange(memory);
    if (own.known && own.value) {
      return known(own.value.end - own.value.start, ...(memory.properties.get('reg')?.origins ?? []));
    }
    const soc = socMemory(configuration, memory);
    return soc ? known(soc.memory.size, soc.origin) : unknown(`the size of ${memory.path}`);
  }
  return andThen(capacity(memory), (size) =>
    size === undefined ? unknown(`the size of ${memory.path}`) : known(size, ...sizeOrigins(memory)),
  );
}

const sizeOrigins = ({ properties }: DtNode): readonly Origin[] =>
  (properties.get('size') ?? properties.get('size-in-bytes'))?.origins ?? [];

export interface SocMemory {
  readonly memory: MemoryFact;
  readonly origin: Origin;
}

/** What the SoC has behind a memory node: its flash, or its RAM. */
export function socMemory({ soc, sdk }: Configuration, node: DtNode): SocMemory | undefined {
  if (!soc.known || !sdk.known) return undefined;
  const memory = isSocFlash(node) ? soc.value.flash : isSocRam(node) ? soc.value.ram : undefined;
  return memory && { memory, origin: sdkLine(sdk.value, memory.at) };
}

/** By compatible, or by the labels that Nordic's SoCs give their memories where the tree below is not known. */
export const isSocFlash = (node: DtNode): boolean =>
  has(node, 'soc-nv-flash') || node.labels.some((label) => /^(flash[01]|cpuapp_rram)$/.test(label));

export const isSocRam = (node: DtNode): boolean => node.labels.some((label) => /^(sram[01]|cpuapp_sram)$/.test(label));

const has = ({ compatible }: DtNode, name: string): boolean => valueOf(compatible)?.includes(name) ?? false;
