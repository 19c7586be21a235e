import type { Origin } from '../../diagnostic/origin.ts';
import type { Configuration } from '../application.ts';
import { andThen, type Fact, known, unknown, valueOf } from '../fact.ts';
import { capacity } from '../flash/external-flash.ts';
import { releaseOf } from '../release.ts';
import { type MemoryFact, sdkLine } from '../sdk-facts.ts';
import { regRange } from './address-range.ts';
import type { DtNode } from './devicetree.ts';

/**
 * Bytes that partitions on a memory have: those of the chip, or of the part of the SoC's flash that `reg` gives the node.
 * Between two releases boards and SoCs give the application another part of it, so only what the SoC has counts there.
 */
export function memorySize(configuration: Configuration, memory: DtNode): Fact<number> {
  if (isSocFlash(memory)) {
    const own = regRange(memory);
    const origins = memory.properties.get('reg')?.origins ?? [];
    const soc = socMemory(configuration, memory);
    if (own.known && own.value) {
      const size = own.value.end - own.value.start;
      const whole = soc && (soc.memory.most?.value ?? soc.memory.size);
      return whole !== undefined && whole > size && isBetweenReleases(configuration, origins[0])
        ? known(whole, soc!.origin)
        : known(size, ...origins);
    }
    return soc ? known(soc.memory.size, soc.origin) : unknown(`the size of ${memory.path}`);
  }
  return andThen(capacity(memory), (size) =>
    size === undefined ? unknown(`the size of ${memory.path}`) : known(size, ...sizeOrigins(memory)),
  );
}

/** What a release says of a development version: the nRF54L15's application got all of its RRAM while main said 3.2.99. */
export const isBetweenReleases = ({ version }: Configuration, origin: Origin | undefined): boolean =>
  origin?.kind === 'sdk' && origin.sdk !== version && /^v?\d+\.\d+\.99\b/.test(version ?? '');

const sizeOrigins = ({ properties }: DtNode): readonly Origin[] =>
  (properties.get('size') ?? properties.get('size-in-bytes'))?.origins ?? [];

export interface SocMemory {
  readonly memory: MemoryFact;
  readonly origin: Origin;
}

/** What the SoC has behind a memory node: its flash, or its RAM. */
export function socMemory(configuration: Configuration, node: DtNode): SocMemory | undefined {
  const { soc } = configuration;
  const memory = !soc.known
    ? undefined
    : isSocFlash(node)
      ? soc.value.flash
      : isSocRam(node)
        ? soc.value.ram
        : undefined;
  return memory && asDescribed(configuration, memory);
}

/** The RAM of the SoC, wherever it is described. */
export const socRam = (configuration: Configuration): SocMemory | undefined =>
  configuration.soc.known ? asDescribed(configuration, configuration.soc.value.ram) : undefined;

function asDescribed({ sdk, version }: Configuration, memory: MemoryFact): SocMemory | undefined {
  if (!sdk.known || (memory.since && version !== undefined && isOlder(version, memory.since))) return undefined;
  return { memory, origin: sdkLine(sdk.value, memory.at) };
}

/** Of releases as people write them; what names none is the newest. */
const isOlder = (version: string, release: string): boolean => (minorOf(version) ?? Infinity) < minorOf(release)!;

function minorOf(version: string): number | undefined {
  const release = releaseOf(version);
  return release && release.major * 100 + release.minor;
}

/** By compatible, or by the labels that Nordic's SoCs give their memories where the tree below is not known. */
export const isSocFlash = (node: DtNode): boolean =>
  has(node, 'soc-nv-flash') || node.labels.some((label) => FLASH.has(label) || label.startsWith('mram'));

export const isSocRam = (node: DtNode): boolean => node.labels.some((label) => RAM.has(label));

const FLASH: ReadonlySet<string> = new Set(['flash0', 'flash1', 'cpuapp_rram']);
const RAM: ReadonlySet<string> = new Set(['sram0', 'sram1', 'cpuapp_sram']);

const has = ({ compatible }: DtNode, name: string): boolean => valueOf(compatible)?.includes(name) ?? false;
