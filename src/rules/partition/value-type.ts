import { defineRule, reason, sdkLine } from '../rule.ts';
import { readingLines, shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/value-type',
  severity: 'error',
  about: () => ({
    summary: 'Addresses and sizes are non-negative integers, as PyYAML reads them.',
    why: `
The file is not preprocessed: an expression, a \`CONFIG_\` symbol or a quoted number stays text, and the build ends in a
Python traceback. A negative size is accepted, and produces a layout that cannot work. PyYAML reads YAML 1.1:
\`010\` is 8, \`1e3\` and \`0X1000\` are text.`,
    sources: ['nrf/scripts/partition_manager.py:702-705 (2.4.0)', 'nrf/scripts/partition_manager.py:818-821 (2.4.0)'],
  }),

  *check(configuration) {
    for (const { problem, finding } of shapeFindings(configuration, 'value-type')) {
      // A negative number, a fraction and a boolean can be added, so the build goes further before it ends, or does not end.
      const stops = ['address', 'size'].includes(problem.key ?? '') && /^(text|no value)/.test(problem.label);
      const line = readingLines(configuration, problem.partition).sum;
      yield {
        ...finding,
        ...(stops && {
          because: [
            reason(
              'Partition Manager adds address and size, and ends in a traceback',
              sdkLine(configuration, 'nrf/scripts/partition_manager.py', line),
            ),
          ],
        }),
      };
    }
  },
});
