import type { FragmentAssignment } from '../../model/application.ts';
import { defineRule, remove } from '../rule.ts';

export default defineRule({
  id: 'kconfig/assigned-twice',
  severity: 'warning',
  about: () => ({
    summary: 'A fragment gives a symbol one value.',
    why: `
Of several assignments in one file the last one counts, and the build does not mention the others. With different values
one of them is usually forgotten, and the reader who finds the first believes it.`,
    exceptions: `
The same value twice is information only: it is harmless, and common where fragments were joined. Assignments in
*different* files are how fragments work, and are not reported.`,
    sources: ['zephyr/scripts/kconfig/kconfig.py:39-42 (2.4.0)'],
  }),

  *check({ images }) {
    for (const { fragments } of images) {
      for (const { assignments } of fragments) {
        const seen = new Map<string, FragmentAssignment>();
        for (const next of assignments) {
          const first = seen.get(next.symbol);
          seen.set(next.symbol, next);
          if (!first) continue;
          const same = first.value === next.value;
          yield {
            severity: same ? 'info' : 'warning',
            message: same
              ? `${next.symbol} is set twice to ${next.value}`
              : `${next.symbol} is set to ${first.value} and then to ${next.value}: the last one counts`,
            at: { span: next.span, text: same ? 'again' : 'this one counts' },
            related: [{ span: first.span, text: same ? 'first here' : 'this one has no effect' }],
            ...(!same && { help: 'delete the line that is not meant' }),
            fixes: [
              same
                ? remove('delete the second line', 'safe', next.span)
                : remove('delete the line that has no effect', 'unsafe', first.span),
            ],
          };
        }
      }
    }
  },
});
