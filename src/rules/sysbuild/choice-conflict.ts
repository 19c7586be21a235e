import type { FragmentAssignment } from '../../model/application.ts';
import { defineRule, remove } from '../rule.ts';

export default defineRule({
  id: 'sysbuild/choice-conflict',
  severity: 'error',
  about: () => ({
    summary: 'Of each choice of sysbuild a fragment sets one member.',
    why: `
Update mode, signature type, bootloader and the image of the network core are choices: only one member can be y. When a
fragment sets two, the last one wins and the build says nothing about the other. The bootloader then works in a mode that
\`sysbuild.conf\` seems to exclude.`,
    exceptions:
      'Fragments that replace the choice of an earlier fragment are how fragments work, and are not reported.',
    sources: [
      'zephyr/scripts/kconfig/kconfiglib.py:5433-5434 (2.4.0)',
      'zephyr/scripts/kconfig/kconfig.py:178-189 (2.4.0)',
      'zephyr/share/sysbuild/images/bootloader/Kconfig:33-37 (3.3.99)',
    ],
  }),

  *check({ sysbuild }) {
    for (const { assignments } of sysbuild?.fragments ?? []) {
      const last = new Map(assignments.map((assignment) => [assignment.symbol, assignment]));
      const chosen = new Map<string, FragmentAssignment>();
      const inOrder = [...last.values()].sort((a, b) => b.span.start - a.span.start);
      for (const assignment of inOrder) {
        const choice = assignment.value === 'y' ? sysbuild!.kconfig.choiceOf(assignment.symbol) : undefined;
        if (choice === undefined) continue;
        const winner = chosen.get(choice);
        if (!winner) {
          chosen.set(choice, assignment);
          continue;
        }
        yield {
          message: `${assignment.symbol} has no effect: ${winner.symbol} chooses otherwise, and the last one counts`,
          at: { span: assignment.span, text: 'a member of the same choice' },
          related: [{ span: winner.span, text: 'this one counts' }],
          help: 'delete the line that is not meant',
          fixes: [remove('delete the line that has no effect', 'unsafe', assignment.span)],
        };
      }
    }
  },
});
