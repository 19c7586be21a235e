import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/not-a-mapping',
  severity: 'error',
  about: () => ({
    summary: 'The static file is YAML that PyYAML can read, and a mapping from partition names to their properties.',
    why: `
Partition Manager reads the file with PyYAML and walks over its entries. What PyYAML cannot read ends the build in a long
traceback, whose last lines name the place where the parser gave up, which is not always the place of the mistake. An
empty file, a list, or a partition without properties ends in one that names neither the file nor the line.`,
    sources: [
      'nrf/scripts/partition_manager.py:978-980 (2.4.0)',
      'nrf/scripts/partition_manager.py:702-705 (2.4.0)',
      'nrf/scripts/partition_manager.py:946-955 (2.4.0)',
    ],
  }),

  *check(configuration) {
    yield* unreadable(configuration);
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

function* unreadable(configuration: Configuration): Iterable<Finding> {
  const { file } = configuration.partitions;
  if (!file?.own) return;
  for (const { message, span, help } of file.problems) {
    yield {
      message,
      at: { span, text: 'PyYAML stops here' },
      because: [
        reason(
          'Partition Manager reads the file with PyYAML, and ends in a traceback',
          sdkLine(configuration, 'nrf/scripts/partition_manager.py', 979),
        ),
      ],
      ...(help !== undefined && { help }),
    };
  }
}
