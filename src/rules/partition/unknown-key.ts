import { defineRule } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/unknown-key',
  severity: 'warning',
  summary: 'The static file uses only keys that Partition Manager reads.',
  why: `
A key that Partition Manager does not know is ignored without a word. When it is a mistyped one, the property it was
meant to set is missing, or has its default.`,
  sources: ['nrf/scripts/partition_manager/partition_manager.rst:60-330 (2.4.0)'],

  check: (configuration) => shapeFindings(configuration, 'unknown-key'),
});
