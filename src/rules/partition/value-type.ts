import { defineRule } from '../rule.ts';
import { shapeFindings } from './shape.ts';

export default defineRule({
  id: 'partition/value-type',
  severity: 'error',
  summary: 'Addresses and sizes are non-negative integers, as PyYAML reads them.',
  why: `
The file is not preprocessed: an expression, a \`CONFIG_\` symbol or a quoted number stays text, and the build ends in a
Python traceback. A negative size is accepted, and produces a layout that cannot work. PyYAML reads YAML 1.1:
\`010\` is 8, \`1e3\` and \`0X1000\` are text.`,
  sources: ['nrf/scripts/partition_manager.py:702-726 (2.4.0)'],

  check: (configuration) => shapeFindings(configuration, 'value-type'),
});
