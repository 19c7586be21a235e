import type { Reason } from '../../diagnostic/diagnostic.ts';
import { type Image, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { firstLine } from '../files/first-line.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';
import { replacingBoardFragments } from './replacing-board-fragments.ts';

export default defineRule({
  id: 'images/board-conf-replaces-base',
  severity: 'warning',
  about: () => ({
    summary: "A board fragment for MCUboot stands beside a prj.conf, or holds all of MCUboot's configuration.",
    why: `
\`child_image/mcuboot/boards/<board>.conf\` looks like an addition. But the build makes it the bootloader's configuration
file, behind \`child_image/mcuboot/prj.conf\`; where that is missing the fragment is all there is, and MCUboot's own
\`prj.conf\` and its fragment for the board are not read: the stack, the flash support, the protection and the log level it
comes with are gone.`,
    exceptions: `
Silent where the fragment sets \`CONFIG_FLASH\` and \`CONFIG_MAIN_STACK_SIZE\`: then it was written to stand alone. From NCS
2.7 on a folder without a \`prj.conf\` ends the build.`,
    sources: [
      'nrf/cmake/multi_image.cmake:293-330 (2.4.0)',
      'nrf/cmake/extensions.cmake:205-213 (2.4.0)',
      'zephyr/cmake/modules/configuration_files.cmake:40-82 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot) return;
    for (const { source } of replacingBoardFragments(configuration)) {
      const span = firstLine(source);
      if (!span) continue;
      yield {
        message: `${source.path} takes the place of MCUboot's own prj.conf and board fragment: it adds nothing to them`,
        at: { span, text: 'this is the whole configuration of the bootloader' },
        because: [
          reason('there is no child_image/mcuboot/prj.conf', {
            kind: 'absent',
            path: 'child_image/mcuboot/prj.conf',
            assumed: !configuration.complete,
          }),
          reason(
            'a child image with a configuration file of its own reads none of its sources',
            sdkLine(configuration, 'nrf/cmake/multi_image.cmake', 313),
          ),
          ...lost(mcuboot),
        ],
        help: 'move the lines to child_image/mcuboot.conf, which is added to what MCUboot has',
      };
    }
  },
});

/** What the bootloader loses that matters most. */
function lost({ kconfig }: Image): readonly Reason[] {
  const flash = kconfig.bool('CONFIG_FLASH');
  return [
    ...(is(flash, false) ? [reason('CONFIG_FLASH is off: MCUboot does not compile', flash)] : []),
    ...(kconfig.closed.known && kconfig.assigned('CONFIG_MAIN_STACK_SIZE').length === 0
      ? [reason('no line sets CONFIG_MAIN_STACK_SIZE, and checking a signature takes 10 KiB')]
      : []),
  ];
}
