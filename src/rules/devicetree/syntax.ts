import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'devicetree/syntax',
  severity: 'error',
  summary: 'Every overlay parses.',
  why: `
The build stops at the first thing it cannot read, and its message points at where the parser gave up, often lines behind
the missing character, or into a generated file.`,
  sources: ['zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1662-1668 (2.4.0)'],

  *check({ images }) {
    for (const { overlays } of images) {
      for (const { problems } of overlays) {
        for (const { message, span, related, help } of problems) {
          yield {
            message,
            at: { span, text: 'the build cannot read on from here' },
            ...(related && { related: [related] }),
            ...(help !== undefined && { help }),
          };
        }
      }
    }
  },
});
