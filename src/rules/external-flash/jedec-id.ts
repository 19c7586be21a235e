import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration, Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { bytes as bytesOf } from '../../model/devicetree/values.ts';
import { valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { defineRule, projectSpan } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'external-flash/jedec-id',
  severity: 'error',
  about: () => ({
    summary: 'The JEDEC id of a flash node is three bytes.',
    why: `
The driver reads three bytes from the chip and compares them with \`jedec-id\`. With another number of bytes, or with cells
(\`<0xc22817>\`) instead of bytes (\`[c2 28 17]\`), the build stops or the comparison fails and the device is not ready.`,
    exceptions:
      'A chip on SPI needs no id when its parameters are read at run time; a missing one is reported for QSPI only.',
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:895-911 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:17-18 (2.4.0)',
    ],
  }),

  *check(configuration: Configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      const finding = wrongId(image, node);
      if (finding) yield finding;
    }
  },
});

function wrongId(of: Image, node: DtNode): Finding | undefined {
  if (
    !node.compatible.known ||
    !node.compatible.value.some((name) => name === 'nordic,qspi-nor' || name === 'jedec,spi-nor')
  ) {
    return undefined;
  }
  const property = node.property('jedec-id');
  if (!property.known) return undefined;
  if (!property.value) {
    const span = projectSpan(property, ...node.origins);
    if (!span || !node.compatible.value.includes('nordic,qspi-nor')) return undefined;
    return {
      message: `the build of ${imageName(of)} stops: ${called(node)} has no jedec-id`,
      at: { span, text: 'the id is required' },
      help: 'put the id from the data sheet of the chip: jedec-id = [c2 28 17];',
    };
  }
  const read = bytesOf(property.value);
  const span = projectSpan(property);
  if (!read.known || !span || read.value?.length === 3) return undefined;
  return {
    message: `the driver does not accept ${called(node)}: its jedec-id is ${read.value ? `${read.value.length} bytes` : 'not given as bytes'}, and ids have three`,
    at: { span, text: 'three bytes in brackets' },
    help: `write it as bytes: jedec-id = [${example(valueOf(read))}];`,
  };
}

const example = (bytes: readonly number[] | undefined): string =>
  (bytes && bytes.length > 3 ? bytes.slice(0, 3) : [0xc2, 0x28, 0x17])
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ');
