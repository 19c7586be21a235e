import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { isSocFlash } from '../../model/devicetree/memory-size.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { numberValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/write-block-size',
  severity: 'warning',
  about: () => ({
    summary: 'The flash that images are signed for says how many bytes it writes at once.',
    why: `
Signing lays out the trailer of an image, where MCUboot keeps the state of an update, in steps of \`write-block-size\` of the
flash that \`zephyr,flash\` chooses. Without the property it takes 4. Where the memory writes 16 bytes at once (RRAM, MRAM),
MCUboot cannot write the trailer that was laid out, and an update is not marked.`,
    exceptions: 'Silent with Partition Manager, and for trees that nobody knows.',
    sources: [
      'nrf/cmake/sysbuild/image_signing.cmake:61-70 (3.3.99)',
      'zephyr/dts/arm/nordic/nrf52840.dtsi:394-395 (2.4.0)',
      'zephyr/dts/arm/nordic/nrf91_peripherals.dtsi:18-19 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (!is(configuration.partitionManager, false) || !image(configuration, 'mcuboot')) return;
    const finding = unsaid(configuration) ?? contradiction(configuration);
    if (finding) yield finding;
  },
});

function unsaid(configuration: Configuration): Finding | undefined {
  const app = image(configuration, 'app');
  const chosen = app?.devicetree.chosen('zephyr,flash');
  if (!chosen?.known || !chosen.value) return undefined;
  const node = chosen.value;
  const size = node.property('write-block-size');
  const span = projectSpan(size, chosen, ...node.origins);
  if (!size.known || size.value || !span) return undefined;
  return {
    message: `images are signed for a flash that writes 4 bytes at once: ${called(node)} does not say how many it writes`,
    at: { span, text: 'no write-block-size' },
    because: [reason(`zephyr,flash is ${called(node)}`, chosen)],
    help: 'add write-block-size = <4>; to it, for RRAM and MRAM <16>',
  };
}

/** Flash of these chips writes a word. */
const WORD_SERIES: ReadonlySet<string> = new Set(['nrf51', 'nrf52', 'nrf53', 'nrf91']);

/** A size that the chip does not have. */
function contradiction({ images, soc }: Configuration): Finding | undefined {
  if (!soc.known || !WORD_SERIES.has(soc.value.series)) return undefined;
  for (const { devicetree } of images) {
    for (const node of touchedNodes(devicetree)) {
      const span = isSocFlash(node) ? projectSpan(node.properties.get('write-block-size')?.origins[0]) : undefined;
      const value = span && valueOf(valueOfProperty(node, 'write-block-size', numberValue));
      if (!span || value === undefined || value === 4) continue;
      return {
        message: `the ${soc.value.title} writes 4 bytes at once, not ${value}: images are signed for another flash`,
        at: { span, text: `${value} bytes` },
        because: [],
        help: 'write-block-size = <4>;',
      };
    }
  }
  return undefined;
}
