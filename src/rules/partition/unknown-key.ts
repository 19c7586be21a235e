import type { ShapeProblem } from '../../model/partitions/table.ts';
import { defineRule } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/unknown-key',
  severity: 'warning',
  about: () => ({
    summary: 'The static file uses only keys that Partition Manager reads.',
    why: `
A key that Partition Manager does not know is ignored without a word. When it is a mistyped one, the property it was
meant to set is missing, or has its default.`,
    sources: ['nrf/scripts/partition_manager/partition_manager.rst:124-312 (2.4.0)'],
  }),

  *check(configuration) {
    for (const { problem, finding } of shapeFindings(configuration, 'unknown-key')) {
      yield {
        ...finding,
        message: `Partition Manager ignores \`${problem.key}\` of ${problem.partition}${consequence(problem)}`,
      };
    }
  },
});

/** Other keys have no default that would surprise anybody. */
function consequence({ partition, replacement }: ShapeProblem): string {
  if (replacement === 'span') return `, which is no container then`;
  if (replacement !== 'region') return '';
  // nrf/scripts/partition_manager.py:946-955 (2.4.0)
  return `, which lies in ${partition?.endsWith('_sram') ? 'sram_primary' : 'flash_primary'} then`;
}
