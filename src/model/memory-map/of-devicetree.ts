import type { Configuration, Image } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { isSocFlash, memorySize } from '../devicetree/memory-size.ts';
import { type DtPartition, partitionMap } from '../devicetree/partition-map.ts';
import { type Fact, known, unknown } from '../fact.ts';
import { sdkLine } from '../sdk-facts.ts';
import { type Area, byAddress, type Memory, type MemoryMap } from './map.ts';

/** The map that the devicetree of an image describes. Addresses count from the start of each memory. */
export function mapOfDevicetree(configuration: Configuration, image: Image): MemoryMap {
  const { devicetree } = image;
  const partitions = partitionMap(devicetree);
  const nodes = [...new Set(partitions.map(({ memory }) => memory))];
  const chips = nodes.filter((node) => !isSocFlash(node));
  const internal = nodes.filter(isSocFlash);
  const memories = [...internal, ...chips].map(
    (node): Memory => ({
      name:
        node === internal[0] ? 'flash_primary' : node === chips[0] ? 'external_flash' : (node.labels[0] ?? node.path),
      base: 0,
      size: memorySize(configuration, node),
      eraseBlock: eraseBlock(configuration, node),
      areas: partitions
        .filter(({ memory }) => memory === node)
        .map((one) => area(one, partitions))
        .sort(byAddress),
    }),
  );
  return {
    by: 'devicetree',
    file: undefined,
    memories,
    unplaced: [],
    open: devicetree.base.known ? undefined : devicetree.base.missing,
  };
}

function area({ node, range }: DtPartition, all: readonly DtPartition[]): Area {
  const inside = all.filter(({ parent }) => parent === node);
  const origin = node.properties.get('reg')?.origins[0];
  const [name = node.name, ...aliases] = node.labels;
  return {
    name,
    aliases,
    start: range.start,
    end: range.end,
    members: inside.length > 0 ? inside.map((one) => one.node.labels[0] ?? one.node.name) : undefined,
    origin,
    sizeOrigin: origin,
  };
}

function eraseBlock({ soc, sdk }: Configuration, node: DtNode): Fact<number> {
  // The smallest sector of a serial chip (zephyr/drivers/flash/spi_nor.h:79, 2.4.0).
  if (!isSocFlash(node)) return known(0x1000);
  if (!soc.known || !sdk.known) return unknown(`the erase block of ${node.path}`);
  return known(soc.value.erasePage.value, sdkLine(sdk.value, soc.value.erasePage.at));
}
