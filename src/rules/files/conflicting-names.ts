import { defineRule } from '../rule.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/conflicting-names',
  severity: 'error',
  about: () => ({
    summary: 'A board has its files under its full name or under the short one, not under both.',
    why: `
From NCS 2.7 on a file may leave out the SoC where the board has only one: \`boards/my_board.overlay\` for
\`boards/my_board_nrf52840.overlay\`. When both are there CMake stops with "Conflicting file names discovered".`,
    exceptions: 'A fragment and an overlay may be named differently: each kind counts by itself.',
    sources: ['zephyr/cmake/modules/dts.cmake:129-150 (3.3.99)'],
  }),

  *check({ id, files }) {
    for (const { source, conflicts } of files.all) {
      const full = conflicts.find(({ configuration }) => configuration === id)?.full;
      const span = firstLine(source) ?? source?.span(0, 0);
      if (full === undefined || !span) continue;
      yield {
        message: `the build stops: ${source!.path} and ${full} are for the same board`,
        at: { span, text: 'the same board under its short name' },
        help: `move this to ${full}, which names the SoC, and delete the file`,
      };
    }
  },
});
