import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'kconfig/syntax',
  severity: 'error',
  summary: 'Every line of a Kconfig fragment is an assignment, a comment, or empty.',
  why: `
Kconfig ignores a line it cannot read and prints a warning, and the build stops with "Aborting due to Kconfig warnings".`,
  sources: [
    'zephyr/scripts/kconfig/kconfiglib.py:1281-1322 (2.4.0)',
    'zephyr/scripts/kconfig/kconfiglib.py:1324-1336 (2.4.0)',
    'zephyr/scripts/kconfig/kconfig.py:79-90 (2.4.0)',
  ],

  *check({ fragments }) {
    for (const { problems } of fragments) {
      for (const { message, span, related, help } of problems) {
        yield {
          message,
          at: { span, text: 'this line stops the build' },
          ...(related && { related: [related] }),
          ...(help !== undefined && { help }),
        };
      }
    }
  },
});
