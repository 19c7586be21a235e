import { type Configuration, type Image, image } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { isEnabled } from '../devicetree/values.ts';
import { is, valueOf } from '../fact.ts';
import { externalFlash } from '../flash/external-flash.ts';
import type { Area, MemoryMap } from '../memory-map/map.ts';
import { labelFor, roleOf } from '../memory-map/roles.ts';
import { hex } from '../units.ts';
import { refusals } from './refusals.ts';

/** How a static file is to be written as partitions of the devicetree. */
export interface Plan {
  readonly memories: readonly PlannedMemory[];
  /** The partition that each image is linked into. */
  readonly code: readonly { readonly image: string; readonly label: string }[];
}

export interface PlannedMemory {
  /** Of the node: `flash0`, `mx25r64`. */
  readonly label: string;
  /** Whether the CPU sees it at an address: it has another compatible then. */
  readonly isMapped: boolean;
  /** Labels of nodes that have to be enabled for it, the outermost first. */
  readonly enabled: readonly string[];
  readonly partitions: readonly PlannedPartition[];
}

export interface PlannedPartition {
  /** The one that images look for first. */
  readonly labels: readonly string[];
  /** `image-0` */
  readonly text: string;
  /** Bytes from the start of the memory. */
  readonly start: number;
  readonly size: number;
}

/** A plan, or why there can be none: sentences without a final stop. */
export function planFor(
  configuration: Configuration,
  map: MemoryMap,
): { readonly plan: Plan } | { readonly refused: readonly string[] } {
  const refused = [...refusals(configuration, map)];
  const app = image(configuration, 'app');
  if (refused.length > 0 || !app) return { refused };
  const memories = map.memories.flatMap((memory): PlannedMemory[] => {
    const partitions = planned(memory.areas, map).map((one) => ({ ...one, start: one.start - memory.base }));
    if (partitions.length === 0) return [];
    if (memory.name === 'flash_primary') {
      const label = valueOf(configuration.soc)?.series === 'nrf54l' ? 'cpuapp_rram' : 'flash0';
      return [{ label, isMapped: true, enabled: [], partitions }];
    }
    const chip = valueOf(externalFlash(app));
    const label = chip?.labels[0];
    if (!chip || label === undefined) {
      refused.push(
        'nothing says which chip external_flash is: nordic,pm-ext-flash of the application names none that is known',
      );
      return [];
    }
    return [{ label, isMapped: false, enabled: toEnable(configuration.images, chip), partitions }];
  });
  const clash = overlapping(memories);
  if (clash) refused.push(`${clash} overlap: ncslint reports it, and the repair comes first`);
  if (refused.length > 0) return { refused };
  return { plan: { memories, code: codePartitions(configuration, memories) } };
}

/** The areas that images look for, each once: of a slot the whole, not what it is made of. */
function planned(areas: readonly Area[], map: MemoryMap): readonly PlannedPartition[] {
  const slots = areas.filter(
    ({ name, members }) => roleOf(name) === 'slot' || (name === 'app' && members === undefined && isAlone(map)),
  );
  const isCovered = (area: Area): boolean =>
    slots.some(
      (slot) => slot !== area && slot.start <= area.start && area.end <= slot.end && slot.members !== undefined,
    );
  const others = areas.filter(
    (area) =>
      !slots.includes(area) &&
      area.members === undefined &&
      area.end > area.start &&
      !/^(EMPTY_\d+|app)$|_pad$/.test(area.name) &&
      !isCovered(area),
  );
  return [...slots, ...others]
    .sort((a, b) => a.start - b.start)
    .map(({ name, start, end }) => ({ labels: labelsFor(name, map), text: textFor(name), start, size: end - start }));
}

const isAlone = ({ memories }: MemoryMap): boolean =>
  !memories.some(({ areas }) => areas.some(({ name }) => /^(mcuboot_primary|s0)$/.test(name)));

function labelsFor(name: string, map: MemoryMap): readonly string[] {
  // MCUboot's names count for the first stage's slots, too: code of the SDK asks for them
  // (nrf/applications/nrf_desktop/configuration/nrf52840dk_nrf52840/memory_map_b0.dtsi:28-34 (3.3.99)).
  const first = /^s([01])$/.exec(name);
  if (first) return [`slot${first[1]}_partition`, `${name}_partition`];
  if (name === 'app') return ['slot0_partition'];
  if (name === 'provision') return ['bl_storage', 'provision_partition'];
  // The devicetree knows one storage, whatever file system is on it.
  const storages = map.memories.flatMap(({ areas }) => areas.filter((area) => STORAGE.test(area.name)));
  if (STORAGE.test(name) && name !== 'settings_storage' && storages.length === 1) return ['storage_partition', name];
  return [labelFor(name)];
}

const STORAGE = /^(settings|nvs|zms|littlefs)_storage$/;

/** nrf/scripts/pm_to_dts.py:69-95 (3.3.99) */
function textFor(name: string): string {
  const slot = /^slot(\d+)_partition$/.exec(name === 'app' ? 'slot0_partition' : labelFor(name));
  if (slot) return `image-${slot[1]}`;
  const texts: Readonly<Record<string, string>> = {
    settings_storage: 'storage',
    mcuboot_scratch: 'image-scratch',
    provision: 'b0-provision-data',
    s0: 'b0-image-0',
    s1: 'b0-image-1',
  };
  return texts[name] ?? name.replaceAll('_', '-');
}

/** The chip and the nodes above it that some image does not have enabled, or may not have. */
function toEnable(images: readonly Image[], chip: DtNode): readonly string[] {
  const nodes: DtNode[] = [];
  for (let node: DtNode | undefined = chip; node; node = node.parent) nodes.unshift(node);
  return nodes.flatMap((node) => {
    const [label] = node.labels;
    if (label === undefined || (node !== chip && !node.properties.has('status'))) return [];
    const isOn = images.every(({ devicetree }) => {
      const own = valueOf(devicetree.labelled(label));
      return own !== undefined && is(isEnabled(own), true);
    });
    return isOn ? [] : [label];
  });
}

function overlapping(memories: readonly PlannedMemory[]): string | undefined {
  for (const { partitions } of memories) {
    for (const [index, { labels, start }] of partitions.entries()) {
      const before = partitions[index - 1];
      if (before && before.start + before.size > start)
        return `${before.labels[0]} and ${labels[0]} (at ${hex(start)})`;
    }
  }
  return undefined;
}

function codePartitions({ has }: Configuration, memories: readonly PlannedMemory[]): Plan['code'] {
  const labels = new Set(memories.flatMap(({ partitions }) => partitions.flatMap((one) => one.labels)));
  const isFirst = labels.has('b0_partition');
  return [
    ...(labels.has('slot0_partition') ? [{ image: 'app', label: 'slot0_partition' }] : []),
    ...(labels.has('boot_partition') && is(has('mcuboot'), true)
      ? [{ image: 'mcuboot', label: 'boot_partition' }]
      : []),
    ...(isFirst ? [{ image: 'b0', label: 'b0_partition' }] : []),
  ];
}
