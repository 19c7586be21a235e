import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/syntax',
  severity: 'error',
  summary: 'The static file is YAML that PyYAML can read.',
  why: `
Partition Manager reads the file with PyYAML. What PyYAML cannot read ends the build in a long Python traceback, whose last
lines name the place where the parser gave up, which is not always the place of the mistake.`,
  sources: ['nrf/scripts/partition_manager.py:978-980 (2.4.0)'],

  *check(configuration) {
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
  },
});
