import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { stringValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { ownTable } from '../../model/flash/own-table.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'external-flash/quad-enable',
  severity: 'error',
  about: () => ({
    summary: 'The driver switches four lines on where the chip has its bit for it.',
    why: `
Two of the four lines are write protect and hold until a bit in a status register of the chip says otherwise, and makers put it
into different places: \`quad-enable-requirements\` says where. With the wrong place the driver sets another bit, which may
protect the chip from being written, and every byte that travels on four lines is garbage. The id is read on one line, so the
driver starts all the same.

The driver knows all places but \`S2B7\`, at which the build stops.`,
    exceptions: `
Only the QSPI driver sets the bit. The place is compared with \`sfdp-bfp\` where four lines are used, and where the table has the
density of the chip: one that was copied from another chip proves nothing. What the board says alone is not judged.`,
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:145-166 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:738-789 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:30-32 (2.4.0)',
      'zephyr/drivers/flash/jesd216.h:439-451 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      if (!valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
      const written = valueOfProperty(node, 'quad-enable-requirements', stringValue);
      if (!written.known) continue;
      const finding =
        written.value === 'S2B7' ? unsupported(image, node) : elsewhere(image, node, written.value ?? DEFAULT);
      if (finding) yield finding;
    }
  },
});

const DEFAULT = 'S1B6';

function unsupported(image: Image, node: DtNode): Finding | undefined {
  const property = node.property('quad-enable-requirements');
  const span = projectSpan(property);
  return (
    span && {
      message: `the build of ${imageName(image)} stops: the QSPI driver cannot switch four lines on by S2B7, as ${called(node)} wants it`,
      at: { span, text: 'the driver knows NONE, S1B6, S2B1v1, S2B1v4, S2B1v5 and S2B1v6' },
      because: [],
      help: `take the place that the data sheet of the chip has the quad enable bit in; with one line it is not needed: readoc = "fastread"; writeoc = "pp";`,
    }
  );
}

function elsewhere(image: Image, node: DtNode, written: string): Finding | undefined {
  const table = ownTable(node);
  const place = valueOf(table)?.quadEnable;
  if (!table.known || place === undefined || kindOf(place) === kindOf(written)) return undefined;
  const quad = ['readoc', 'writeoc'].filter((name) => valueOf(valueOfProperty(node, name, stringValue))?.includes('4'));
  const property = node.property('quad-enable-requirements');
  const stated = node.property('sfdp-bfp');
  const span = projectSpan(property, stated, ...quad.map((name) => node.property(name)));
  if (quad.length === 0 || !span) return undefined;
  const isStated = projectSpan(property) !== undefined;
  return {
    severity: 'warning',
    message: `four lines of ${called(node)} are switched on by ${written} in ${imageName(image)}, but the chip has the bit at ${place}`,
    at: { span, text: isStated ? `the chip wants ${place}` : `quad-enable-requirements is ${written}` },
    because: [
      ...quad.map((name) =>
        reason(`${name} is ${valueOf(valueOfProperty(node, name, stringValue))}`, node.property(name)),
      ),
      reason(`the 15th word of sfdp-bfp says ${place}`, stated),
      reason(
        isStated ? `quad-enable-requirements is ${written}` : `without quad-enable-requirements it is ${written}`,
        property,
      ),
    ],
    help: `quad-enable-requirements = "${place}"; or, if sfdp-bfp is of another chip, put the table of this one`,
  };
}

/** The same bit is set in the same way. */
const kindOf = (place: string): string => (['S2B1v1', 'S2B1v4', 'S2B1v5'].includes(place) ? 'S2B1' : place);
