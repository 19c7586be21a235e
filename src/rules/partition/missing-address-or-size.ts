import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import type { ShapeProblem } from '../../model/partitions/table.ts';
import { hex } from '../../model/units.ts';
import { defineRule, reason, replace, sdkLine } from '../rule.ts';
import { readingLines, shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/missing-address-or-size',
  severity: 'error',
  about: () => ({
    summary: 'Every static partition has an address and a size.',
    why: `
Partition Manager places static partitions where the file says, so it needs both numbers. Without one the build ends in
a Python traceback (\`KeyError: 'address'\`). \`end_address\` does not replace \`size\`: it is never read.`,
    sources: [
      'nrf/scripts/partition_manager.py:702-705 (2.4.0)',
      'nrf/scripts/partition_manager.py:772-773 (2.4.0)',
      'nrf/scripts/partition_manager.py:818-821 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:796-798 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { problem, finding } of shapeFindings(configuration, 'missing')) {
      const lines = readingLines(configuration, problem.partition);
      const line = problem.key === 'address' ? lines.address : lines.size;
      yield {
        ...finding,
        because: [
          reason(
            'Partition Manager reads it without looking whether it is there, and ends in a traceback (KeyError)',
            sdkLine(configuration, 'nrf/scripts/partition_manager.py', line),
          ),
        ],
        ...sizeFromEnd(configuration, problem),
      };
    }
  },
});

/** The size that somebody meant who wrote where the partition ends. */
function sizeFromEnd({ partitions }: Configuration, { key, partition: name }: ShapeProblem): Partial<Finding> {
  const partition = partitions.partitions.find((candidate) => candidate.name === name);
  if (!partition || key !== 'size') return {};
  const { address, endAddress } = partition;
  if (!address.known || !endAddress.known || endAddress.value === undefined) return {};
  const span = partition.spanOf('end_address');
  const size = endAddress.value - address.value;
  if (!span || size <= 0) return {};
  return { fixes: [replace(`write size: ${hex(size)}`, 'unsafe', span, `size: ${hex(size)}`)] };
}
