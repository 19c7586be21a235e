import { type Configuration, type Image, image } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import type { Span } from '../../text/source.ts';
import { replacingBoardFragments } from '../images/replacing-board-fragments.ts';
import { changeKconfig, defineRule, projectSpan, reason, sdkLine, setKconfig } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/base-configuration-lost',
  severity: 'error',
  about: () => ({
    summary: "A configuration that replaces MCUboot's own still has what MCUboot needs.",
    why: `
A \`prj.conf\` in the folder for MCUboot, and up to NCS 2.6 a board fragment in it, does not add to the bootloader's own
\`prj.conf\`: it takes its place, and that of MCUboot's board fragments. What the file does not repeat is gone. Without
\`CONFIG_FLASH\` the bootloader does not compile. With the main stack of 1 KiB that Zephyr gives every image, checking a
signature overflows the stack and the bootloader faults; its own configuration asks for 10 KiB. Without \`CONFIG_FPROTECT\`
it works, and a faulty application can overwrite it.`,
    exceptions: `
Silent where the replacing files set \`CONFIG_MAIN_STACK_SIZE\`, to whatever value, and where nobody knows the defaults (the
Matter module gives MCUboot its own). A missing \`CONFIG_MAIN_STACK_SIZE\` is a warning, a missing \`CONFIG_FPROTECT\`
information. A board fragment that replaces all of it by accident is the
matter of \`images/board-conf-replaces-base\`. A file beside the folder (\`child_image/mcuboot.conf\`, \`sysbuild/mcuboot.conf\`) replaces nothing.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/prj.conf:3-24 (2.4.0)',
      'nrf/cmake/multi_image.cmake:293-303 (2.4.0)',
      'nrf/tests/modules/mcuboot/external_flash/child_image/mcuboot/prj.conf:9-15 (2.4.0)',
      'zephyr/kernel/Kconfig:156-160 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    const [replacing] = mcuboot?.fragments ?? [];
    if (!mcuboot || mcuboot.ownFiles.base || !replacing || replacingBoardFragments(configuration).length > 0) return;
    const span = replacing.assignments[0]?.span ?? replacing.source.span(0, 0);
    const replaces = reason(`${replacing.source.path} takes the place of the prj.conf that MCUboot brings along`);

    const flash = mcuboot.kconfig.bool('CONFIG_FLASH');
    if (is(flash, false)) {
      yield {
        message: 'MCUboot does not compile: CONFIG_FLASH is off in the configuration that replaces its own',
        at: { span: projectSpan(flash) ?? span, text: "this replaces MCUboot's own configuration" },
        because: [replaces],
        fixes: [changeKconfig(mcuboot, 'CONFIG_FLASH', 'y')],
      };
    }
    if (lacksStack(mcuboot)) {
      yield {
        severity: 'warning',
        message:
          'MCUboot overflows its stack when it checks a signature: the configuration that replaces its own sets no CONFIG_MAIN_STACK_SIZE',
        at: { span, text: "this replaces MCUboot's own configuration" },
        because: [
          replaces,
          reason(
            'there it is 10240, and 1024 where no line sets it',
            sdkLine(configuration, 'bootloader/mcuboot/boot/zephyr/prj.conf', 3),
          ),
        ],
        fixes: [setKconfig(mcuboot, { CONFIG_MAIN_STACK_SIZE: '10240' })],
      };
    }
    if (losesProtection(configuration, mcuboot)) yield unprotected(mcuboot, span);
  },
});

/** All defaults of the stack are far below what MCUboot asks for: 2048 at the most (nrf/Kconfig.nrf:65-67, 2.4.0). */
const lacksStack = ({ kconfig }: Image): boolean =>
  kconfig.closed.known && kconfig.assigned('CONFIG_MAIN_STACK_SIZE').length === 0;

/** Up to NCS 2.6 MCUboot's prj.conf turns the protection on; later it is a default. */
const losesProtection = ({ era }: Configuration, { kconfig }: Image): boolean =>
  is(era, 'child-image') &&
  kconfig.assigned('CONFIG_FPROTECT').length === 0 &&
  is(kconfig.bool('CONFIG_FPROTECT'), false) &&
  isNot(kconfig.bool('CONFIG_FLASH'), false);

const unprotected = (mcuboot: Image, span: Span) => ({
  severity: 'info' as const,
  message: 'MCUboot does not protect itself: the configuration that replaces its own leaves CONFIG_FPROTECT off',
  at: { span, text: "this replaces MCUboot's own configuration" },
  because: [reason('CONFIG_FPROTECT is off in the bootloader', mcuboot.kconfig.bool('CONFIG_FPROTECT'))],
  fixes: [setKconfig(mcuboot, { CONFIG_FPROTECT: 'y' })],
});
