import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'kconfig/syntax',
  severity: 'error',
  about: () => ({
    summary: 'Every line of a Kconfig fragment is an assignment, a comment, or empty.',
    why: `
Kconfig ignores a line it cannot read and prints a warning, and the build stops with "Aborting due to Kconfig warnings".`,
    sources: [
      'zephyr/scripts/kconfig/kconfiglib.py:1281-1322 (2.4.0)',
      'zephyr/scripts/kconfig/kconfiglib.py:1324-1336 (2.4.0)',
      'zephyr/scripts/kconfig/kconfig.py:79-90 (2.4.0)',
    ],
  }),

  *check({ fragments, boardFragments }) {
    for (const { source, problems } of [...fragments, ...boardFragments]) {
      const [first] = problems;
      if (first && /\.(overlay|dtsi?)$/.test(source.path)) {
        yield {
          message: `the build reads ${source.path} as Kconfig: it is given as a fragment`,
          at: { span: first.span, text: 'the first line that is no Kconfig' },
          help: 'name it with DTC_OVERLAY_FILE or EXTRA_DTC_OVERLAY_FILE, not with OVERLAY_CONFIG or EXTRA_CONF_FILE',
        };
        continue;
      }
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
