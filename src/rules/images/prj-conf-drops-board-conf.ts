import { image } from '../../model/application.ts';
import { sdkLine } from '../../model/sdk-facts.ts';
import { firstLine } from '../files/first-line.ts';
import { defineRule, reason } from '../rule.ts';
import { listed } from '../wording.ts';

export default defineRule({
  id: 'images/prj-conf-drops-board-conf',
  severity: 'info',
  about: () => ({
    summary: "A prj.conf that replaces MCUboot's own repeats what MCUboot has for the board.",
    why: `
MCUboot comes with a fragment for some boards: room for the sectors of an external flash, serial recovery, the update of the
network core. With a \`prj.conf\` in the folder for MCUboot these fragments are not read any more, and the bootloader loses
what its board needs. That may well be meant: a product without serial recovery does not want it.`,
    exceptions: `
Only options that decide how the bootloader updates and recovers count, and only where no fragment of yours sets them, to
whatever value. Silent for boards and versions nobody read.`,
    sources: [
      'nrf/cmake/multi_image.cmake:297-303 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/boards/thingy53_nrf5340_cpuapp.conf:1-69 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    const { sdk } = configuration;
    if (!mcuboot || mcuboot.ownFiles.base || !mcuboot.board.known || !sdk.known) return;
    const own = sdk.value.image('mcuboot')?.boards[mcuboot.board.value];
    const [base] = mcuboot.fragments;
    const span = firstLine(base?.source);
    if (!own || !base || !span) return;
    const lost = own.assignments.filter(
      ({ symbol }) => DECISIVE.test(symbol) && mcuboot.kconfig.assigned(`CONFIG_${symbol}`).length === 0,
    );
    if (lost.length === 0) return;
    const symbols = lost.map(({ symbol }) => `CONFIG_${symbol}`);
    yield {
      message: `MCUboot loses ${listed(symbols)} of its board: ${base.source.path} replaces its configuration`,
      at: { span, text: "MCUboot's own fragment for the board is not read any more" },
      because: lost.map(({ symbol, value, at }) =>
        reason(
          `MCUboot's fragment for ${mcuboot.board.known ? mcuboot.board.value : 'the board'} sets CONFIG_${symbol}=${value}`,
          sdkLine(sdk.value, at),
        ),
      ),
      help: `repeat what you want of it in ${base.source.path}`,
    };
  },
});

/** What MCUboot's fragments for boards say about updates and recovery. */
const DECISIVE =
  /^(BOOT_MAX_IMG_SECTORS|MCUBOOT_SERIAL|BOOT_UPGRADE_ONLY|UPDATEABLE_IMAGE_NUMBER|\w+_FLASH_LAYOUT_PAGE_SIZE|SINGLE_APPLICATION_SLOT|NRF53_MULTI_IMAGE_UPDATE)$/;
