import { defineRule, reason, sdkLine } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/not-a-mapping',
  severity: 'error',
  summary: 'The static file is a mapping from partition names to their properties.',
  why: `
Partition Manager reads the file with PyYAML and walks over its entries. An empty file, a list, or a partition without
properties ends in a Python traceback that names neither the file nor the line.`,
  sources: [
    'nrf/scripts/partition_manager.py:978-980 (2.4.0)',
    'nrf/scripts/partition_manager.py:702-705 (2.4.0)',
    'nrf/scripts/partition_manager.py:946-955 (2.4.0)',
  ],

  *check(configuration) {
    for (const { problem, finding } of shapeFindings(configuration, 'not-a-mapping', 'nested-partitions')) {
      yield {
        ...finding,
        because: [
          reason(
            'Partition Manager looks for the keys of each partition, and ends in a traceback',
            sdkLine(
              configuration,
              'nrf/scripts/partition_manager.py',
              problem.kind === 'nested-partitions' ? 702 : 947,
            ),
          ),
        ],
      };
    }
  },
});
