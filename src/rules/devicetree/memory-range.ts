import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration, Image } from '../../model/application.ts';
import { type AddressRange, overlap, regRange } from '../../model/devicetree/address-range.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import {
  isBetweenReleases,
  isSocFlash,
  isSocRam,
  type SocMemory,
  socMemory,
  socRam,
} from '../../model/devicetree/memory-size.ts';
import { isOfBoard } from '../../model/devicetree/of-board.ts';
import { is, known, valueOf } from '../../model/fact.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/memory-range',
  severity: 'error',
  about: () => ({
    summary: 'Memory that a devicetree describes is there, and no two users get the same RAM.',
    why: `
The linker and the drivers believe the devicetree. A flash that is written larger than the chip's, as a layout copied
from the larger chip of a family does it, ends in a fault at the first write behind the end; RAM behind the end of the chip's
faults at the first access, and a region that overlaps the RAM of the image is overwritten by its variables.`,
    exceptions: `
Only what a file of the project places, and only for SoCs whose memory ncslint knows. Regions that lie inside of RAM which
nobody chose as \`zephyr,sram\` are fine: that is what they are cut out of. So are those of a board of the project: it describes
the secure and the non-secure part of its RAM beside the whole. The RAM of the image is compared where Partition
Manager does not divide it; a warning where nobody knows whether it does. For other images than the application it is compared
where the devicetree of their board is known.`,
    sources: [
      'zephyr/dts/arm/nordic/nrf52840_qiaa.dtsi:10-16 (2.4.0)',
      'zephyr/dts/bindings/base/zephyr,memory-region.yaml:10-19 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const reported = new Set<string>();
    for (const image of touchedImages(configuration)) {
      const { devicetree } = image;
      for (const node of devicetree.nodes) {
        const span = projectSpan(node.properties.get('reg')?.origins[0]);
        const range = span && valueOf(regRange(node));
        if (!span || !range) continue;
        const finding = larger(configuration, node, range, span) ?? region(configuration, image, node, range, span);
        const place = finding && `${finding.at.span.file.path}:${finding.at.span.start}`;
        if (!place || reported.has(place)) continue;
        reported.add(place);
        yield finding;
      }
    }
  },
});

/** A memory of the SoC that is written larger than it is. */
function larger(configuration: Configuration, node: DtNode, range: AddressRange, span: Span): Finding | undefined {
  const soc = socMemory(configuration, node);
  return soc && isIn(range, soc)
    ? behind(configuration, node, range, span, soc, isSocFlash(node) ? 'flash' : 'RAM')
    : undefined;
}

/** A region of RAM that ends behind it, or that the image uses as its own, too. */
function region(
  configuration: Configuration,
  image: Image,
  node: DtNode,
  range: AddressRange,
  span: Span,
): Finding | undefined {
  const { name, devicetree } = image;
  if (!isRegion(node) || range.start === range.end) return undefined;
  const ram = isDescribed(node) ? socRam(configuration) : undefined;
  if (ram) {
    const outside = isIn(range, ram) ? behind(configuration, node, range, span, ram, 'RAM') : undefined;
    if (outside) return outside;
  }
  // Partition Manager gives the image its RAM: what it takes out of it is written in the static file.
  if (is(configuration.partitionManager, true)) return undefined;
  // Other cores keep regions in their RAM on purpose, such as that of code which runs while the rest is off.
  if (name !== 'app' && !devicetree.base.known) return undefined;
  const chosen = valueOf(devicetree.chosen('zephyr,sram'));
  const own = chosen && chosen !== node ? valueOf(regRange(chosen)) : undefined;
  if (!chosen || !own || !overlap(range, own) || isBelow(node, chosen)) return undefined;
  if (isOfBoard(image, node, 'reg') && isOfBoard(image, chosen, 'reg')) return undefined;
  if (isBetweenReleases(configuration, chosen.properties.get('reg')?.origins[0])) return undefined;
  return {
    severity: is(configuration.partitionManager, false) ? 'error' : 'warning',
    message: `${called(node)} overlaps ${called(chosen)}, the RAM of the image, by ${amount(Math.min(range.end, own.end) - Math.max(range.start, own.start))}`,
    at: { span, text: rangeText(range) },
    because: [
      reason(`zephyr,sram names ${called(chosen)}`, devicetree.chosen('zephyr,sram')),
      reason(`${called(chosen)} is ${rangeText(own)}`, chosen.property('reg')),
    ],
    help: `make ${called(chosen)} smaller, so that it ends where the region starts`,
  };
}

function behind(
  { soc }: Configuration,
  node: DtNode,
  range: AddressRange,
  span: Span,
  { memory, origin }: SocMemory,
  what: 'flash' | 'RAM',
): Finding | undefined {
  const end = memory.address + (memory.most?.value ?? memory.size);
  const title = soc.known ? soc.value.title : '';
  if (range.end <= end) return undefined;
  return {
    message: `${called(node)} ends ${amount(range.end - end)} behind the ${what} of the ${title}`,
    at: { span, text: `ends at ${hex(range.end)}` },
    because: [reason(`the ${what} of the ${title} ends at ${hex(end)}`, known(memory, origin))],
    help: `let it end at ${hex(end)} or before`,
  };
}

/** Other cores and other memories have addresses of their own. */
const isIn = ({ start }: AddressRange, { memory }: SocMemory): boolean =>
  start >= memory.address && start < memory.address + memory.size;

const isRegion = (node: DtNode): boolean =>
  !isSocRam(node) && (isDescribed(node) || node.parent?.path === '/reserved-memory');

/** Memory that the image is to use; what is only reserved may lie where nothing else may. */
const isDescribed = ({ compatible }: DtNode): boolean =>
  valueOf(compatible)?.some((one) => one === 'zephyr,memory-region' || one === 'mmio-sram') ?? false;

const isBelow = (node: DtNode, above: DtNode): boolean =>
  node.parent !== undefined && (node.parent === above || isBelow(node.parent, above));
