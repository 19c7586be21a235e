import { defineRule } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/duplicate-key',
  severity: 'error',
  about: () => ({
    summary: 'No partition, and no property of one, is given twice.',
    why: `
PyYAML keeps the last of two entries with one name and says nothing. The first one, which looks just as valid to its
reader, has no effect.`,
    sources: ['nrf/scripts/partition_manager.py:979 (2.4.0)'],
  }),

  *check(configuration) {
    for (const { finding } of shapeFindings(configuration, 'duplicate-key')) yield finding;
  },
});
