import { defineRule } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/missing-address-or-size',
  severity: 'error',
  summary: 'Every static partition has an address and a size.',
  why: `
Partition Manager places static partitions where the file says, so it needs both numbers. Without one the build ends in
a Python traceback (\`KeyError: 'address'\`). \`end_address\` does not replace \`size\`: it is never read.`,
  sources: [
    'nrf/scripts/partition_manager.py:702-705 (2.4.0)',
    'nrf/scripts/partition_manager/partition_manager.rst:797 (2.4.0)',
  ],

  check: (configuration) => shapeFindings(configuration, 'missing'),
});
