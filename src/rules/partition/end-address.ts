import { hex } from '../../model/units.ts';
import { defineRule, replace } from '../rule.ts';

export default defineRule({
  id: 'partition/end-address',
  severity: 'warning',
  about: () => ({
    summary: 'An `end_address` says the same as address and size.',
    why: `
Partition Manager never reads \`end_address\` of a static partition, it computes it again from address and size. A value
that differs misleads its readers, and usually one of the three is a slip.`,
    sources: ['nrf/scripts/partition_manager.py:724-726 (2.4.0)'],
  }),

  *check({ partitions }) {
    if (!partitions.file?.own) return;
    for (const partition of partitions.partitions) {
      const { address, size, endAddress } = partition;
      if (!address.known || !size.known || !endAddress.known || endAddress.value === undefined) continue;
      const end = address.value + size.value;
      const span = partition.spanOf('end_address');
      if (endAddress.value === end || !span) continue;
      const sizeSpan = partition.spanOf('size');
      yield {
        message: `end_address of ${partition.name} is ${hex(endAddress.value)}, but address and size make it ${hex(end)}`,
        at: { span, text: 'ignored by Partition Manager' },
        ...(sizeSpan && {
          related: [{ span: sizeSpan, text: `${hex(address.value)} + ${hex(size.value)} = ${hex(end)}` }],
        }),
        help:
          endAddress.value > address.value
            ? `delete it, or set size to ${hex(endAddress.value - address.value)} if the end is what was meant`
            : 'delete it: the partition starts behind it',
        fixes: [replace(`write ${hex(end)}`, 'safe', span, `end_address: ${hex(end)}`)],
      };
    }
  },
});
