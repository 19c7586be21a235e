import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Image, image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { is, valueOf } from '../../model/fact.ts';
import { cell, externalFlash } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { defineRule, originOf, projectSpan, reason, replace } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'external-flash/size-property',
  severity: 'error',
  about: () => ({
    summary: 'A flash node says its size once, and in the property that Partition Manager reads.',
    why: `
The QSPI driver takes \`size\` in bits or \`size-in-bytes\`, and stops the build with neither or both. Partition Manager takes
\`size\` only: for a chip that is chosen as external flash \`size-in-bytes\` alone ends in a CMake error about an expression
it cannot parse.`,
    exceptions: 'What Partition Manager reads is checked up to NCS 2.6; later it takes the size from Kconfig.',
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:64-75 (2.4.0)',
      'nrf/cmake/partition_manager.cmake:217-220 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:20-28 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { image: of, node } of flashNodes(configuration)) {
      const finding = forDriver(of, node);
      if (finding) yield finding;
    }
    const app = image(configuration, 'app');
    const node = app && valueOf(externalFlash(app));
    if (app && node && is(configuration.era, 'child-image')) yield* forPartitionManager(app, node);
  },
});

function forDriver(of: Image, node: DtNode): Finding | undefined {
  if (!node.compatible.known || !node.compatible.value.includes('nordic,qspi-nor')) return undefined;
  const [bits, bytes] = [node.property('size'), node.property('size-in-bytes')];
  if (!bits.known || !bytes.known || Boolean(bits.value) !== Boolean(bytes.value)) return undefined;
  const span = projectSpan(bytes, bits, ...node.origins);
  if (!span) return undefined;
  return bits.value
    ? {
        message: `the build of ${imageName(of)} stops: ${called(node)} has both size and size-in-bytes`,
        at: { span, text: 'one of the two' },
        because: [reason('size is given, too', bits)],
        help: 'keep size, in bits',
      }
    : {
        message: `the build of ${imageName(of)} stops: ${called(node)} has no size`,
        at: { span, text: 'neither size nor size-in-bytes' },
        help: 'say the size of the chip in bits: size = <0x4000000>; is 8 MiB',
      };
}

function* forPartitionManager(app: Image, node: DtNode): Iterable<Finding> {
  const [bits, bytes] = [node.property('size'), node.property('size-in-bytes')];
  if (!bits.known || bits.value || !bytes.known) return;
  if (!bytes.value) {
    const span = projectSpan(externalFlash(app));
    if (!span || node.compatible.known === false || !node.compatible.value.includes('soc-nv-flash')) return;
    yield {
      message: `CMake cannot compute the size of external_flash: ${called(node)} is the flash of the chip itself`,
      at: { span, text: 'no external flash' },
      because: [reason(`${called(node)} has neither size nor size-in-bytes`, bits)],
      help: 'choose the node of a chip on QSPI or SPI',
    };
    return;
  }
  const span = projectSpan(originOf(bytes));
  const value = valueOf(cell(node, 'size-in-bytes'));
  if (!span) return;
  yield {
    message: `CMake cannot compute the size of external_flash: ${called(node)} has size-in-bytes, and Partition Manager reads size`,
    at: { span, text: 'Partition Manager does not read this' },
    because: [reason(`${imageName(app)} chooses ${called(node)} as external flash`, externalFlash(app))],
    ...(value === undefined
      ? { help: 'write size, in bits' }
      : {
          fixes: [
            replace(
              `write size = <0x${(value * 8).toString(16)}>;`,
              'unsafe',
              span,
              `size = <0x${(value * 8).toString(16)}>;`,
            ),
          ],
        }),
  };
}
