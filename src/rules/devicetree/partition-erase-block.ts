import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isSocFlash } from '../../model/devicetree/memory-size.ts';
import { type DtPartition, partitionMap } from '../../model/devicetree/partition-map.ts';
import { numberValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { type Fact, is, known, map, unknown, valueOf } from '../../model/fact.ts';
import { countsSectors } from '../../model/flash/sectors.ts';
import { sdkLine } from '../../model/sdk-facts.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, listed } from '../wording.ts';

export default defineRule({
  id: 'devicetree/partition-erase-block',
  severity: 'error',
  about: () => ({
    summary: 'Partitions that are erased begin and end where an erase block of their memory does.',
    why: `
Flash is erased in blocks. A slot or storage that begins or ends inside of one shares it with its neighbour: erasing the one
destroys the other, or the driver refuses to erase, and an update or the settings fail on the device.`,
    exceptions: `
Only partitions that a file of the project places, and those that are erased by their name: slots, scratch and storage. RRAM is
written without erasing: there only slots have to fit, where MCUboot counts their sectors. Silent where Partition Manager divides the memory, a warning where nobody knows whether it does.`,
    sources: [
      'zephyr/dts/arm/nordic/nrf52840.dtsi:394 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/CMakeLists.txt:679-684 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const reported = new Set<string>();
    for (const { devicetree } of touchedImages(configuration)) {
      const findings = [
        ...devicetree.nodes.map((node) => contradicts(configuration, node)),
        ...partitionMap(devicetree).map((partition) => misaligned(configuration, partition)),
      ];
      for (const finding of findings) {
        const place = finding && `${finding.at.span.file.path}:${finding.at.span.start}`;
        if (!place || reported.has(place)) continue;
        reported.add(place);
        if (is(configuration.partitionManager, true)) return;
        yield { ...finding, severity: is(configuration.partitionManager, false) ? 'error' : 'warning' };
      }
    }
  },
});

function misaligned(configuration: Configuration, { node, memory, range }: DtPartition): Finding | undefined {
  const span = projectSpan(node.properties.get('reg')?.origins[0]);
  if (!span || !isErased(configuration, node, memory)) return undefined;
  const block = eraseBlock(configuration, memory);
  if (!block.known || block.value < 1) return undefined;
  const off = [
    ...(range.start % block.value === 0 ? [] : [`starts at ${hex(range.start)}`]),
    ...(range.end % block.value === 0 ? [] : [`ends at ${hex(range.end)}`]),
  ];
  if (off.length === 0) return undefined;
  return {
    message: `${called(node)} ${listed(off)}, in the middle of an erase block of ${called(memory)}`,
    at: { span, text: `no multiple of ${hex(block.value)}` },
    because: [reason(`${called(memory)} is erased in blocks of ${amount(block.value)}`, block)],
    help: `make the address and the size multiples of ${hex(block.value)}`,
  };
}

/**
 * `slot0_partition`, `cpuapp_slot1_partition`, but not `slot0_ns_partition`: what is signed together is erased together.
 * RRAM is written without erasing: there MCUboot's counting of sectors is all that asks for blocks.
 */
function isErased(configuration: Configuration, { labels }: DtNode, memory: DtNode): boolean {
  const isSlot = labels.some((label) => /^(\w+_)?(slot\d+|scratch)_partition$/.test(label));
  const isRram =
    isSocFlash(memory) && !['nrf51', 'nrf52', 'nrf53', 'nrf91'].includes(valueOf(configuration.soc)?.series ?? '');
  if (isRram) return isSlot && countsSectors(configuration);
  return isSlot || labels.some((label) => /^(\w+_)?storage_partition$/.test(label));
}

/** The block that the project writes for the chip's own flash, where the chip has another. */
function contradicts({ soc, sdk }: Configuration, node: DtNode): Finding | undefined {
  const written = isSocFlash(node) ? node.properties.get('erase-block-size') : undefined;
  const span = projectSpan(written?.origins[0]);
  const value = written && valueOf(numberValue(written));
  if (!span || value === undefined || !soc.known || !sdk.known || value === soc.value.erasePage.value) return undefined;
  const { title, erasePage } = soc.value;
  return {
    message: `the ${title} erases ${amount(erasePage.value)} at once, not ${amount(value)}`,
    at: { span, text: amount(value) },
    because: [
      reason(`the flash of the ${title} has pages of ${amount(erasePage.value)}`, sdkLine(sdk.value, erasePage.at)),
    ],
  };
}

/** A serial chip erases sectors of 4 KiB, whatever the driver does beyond (zephyr/drivers/flash/spi_nor.h:79, 2.4.0). */
function eraseBlock({ soc, sdk }: Configuration, memory: DtNode): Fact<number> {
  if (!isSocFlash(memory)) {
    const isChip = memory.compatible.known && memory.compatible.value.some((name) => /spi-nor$/.test(name));
    return isChip ? known(0x1000, ...memory.origins) : unknown(`the erase block of ${memory.path}`);
  }
  const own = valueOfProperty(memory, 'erase-block-size', numberValue);
  if (own.known && own.value !== undefined) return map(own, (value) => value!);
  if (!soc.known || !sdk.known) return unknown(`the erase block of ${memory.path}`);
  return known(soc.value.erasePage.value, sdkLine(sdk.value, soc.value.erasePage.at));
}
