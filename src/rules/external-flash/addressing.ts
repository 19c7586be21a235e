import type { Configuration } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import { capacity, cell, externalFlash } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { ownTable } from '../../model/flash/own-table.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/addressing',
  severity: 'error',
  about: () => ({
    summary: 'A QSPI flash of more than 16 MiB is addressed with four bytes.',
    why: `
Three bytes reach 16 MiB. What lies behind is written to the start of the chip instead, over whatever is there, and reads back
as if all were well. A chip that takes three bytes reads the fourth as data.`,
    exceptions: `
A warning while no partition that is known lies behind the first 16 MiB. Only for the QSPI driver; the one for SPI takes the
way from the chip.`,
    sources: [
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:57-61 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:166-174 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1470-1472 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      if (!valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
      const long = node.property('address-size-32');
      if (!long.known) continue;
      const entering = cell(node, 'enter-4byte-addr');
      if (entering.known && entering.value) {
        const span = projectSpan(originOf(entering));
        const isOdd = (entering.value & 3) === 0;
        if (span && (isOdd || !long.value)) {
          yield {
            message: `the build stops: ${called(node)} enters 4-byte addressing ${isOdd ? 'in a way the QSPI driver does not know' : 'and is not addressed with four bytes'}`,
            at: { span, text: isOdd ? 'bit 0 or 1 has to be set' : 'without address-size-32' },
            because: [],
            help: isOdd ? 'the driver sends the command 0xB7 only' : 'add address-size-32;',
          };
          continue;
        }
      }
      const short = valueOf(ownTable(node))?.addressBytes === '3';
      const misled = short && long.value ? projectSpan(long, node.property('sfdp-bfp')) : undefined;
      if (misled) {
        yield {
          severity: 'warning',
          message: `${called(node)} is addressed with four bytes, and has no instruction that takes them`,
          at: { span: misled, text: 'its addresses have three bytes' },
          because: [reason('the first word of sfdp-bfp says: three bytes only', node.property('sfdp-bfp'))],
          help: 'delete address-size-32',
        };
      }
      const size = capacity(node);
      if (long.value || !size.known || size.value === undefined || size.value <= THREE_BYTES) continue;
      const span = projectSpan(originOf(size), ...node.origins);
      if (!span) continue;
      const far = valueOf(externalFlash(image)) === node ? behind(configuration) : undefined;
      yield {
        severity: far ? 'error' : 'warning',
        message: far
          ? `${far.name} in ${called(node)} reaches behind the 16 MiB that three address bytes can name`
          : `${called(node)} has ${amount(size.value)}, of which three address bytes can name 16 MiB`,
        at: { span, text: 'address-size-32 is missing' },
        because: [
          reason(`${called(node)} has ${amount(size.value)}`, size),
          reason('it has no address-size-32, so addresses have three bytes', long),
          ...(far ? [reason(`${far.name} ends at ${hex(far.end)}`, far.origin)] : []),
        ],
        help: 'add address-size-32; and, for most chips, enter-4byte-addr = <1>;',
      };
    }
  },
});

const THREE_BYTES = 0x1000000;

/** A partition in external flash that ends behind what three bytes reach. */
function behind({ partitions }: Configuration) {
  for (const { name, region, address, size } of partitions.partitions) {
    if (name === 'external_flash' || !is(region, 'external_flash') || !address.known || !size.known) continue;
    const end = address.value + size.value;
    if (end > THREE_BYTES) return { name, end, origin: size.origins[0] };
  }
  return undefined;
}
