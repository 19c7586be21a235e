import { is } from '../../model/fact.ts';
import { externalSlots } from '../../model/flash/external-flash.ts';
import { defineRule, originOf, projectSpan, reason } from '../rule.ts';

const NSIB = 'SB_CONFIG_SECURE_BOOT_APPCORE';

export default defineRule({
  id: 'external-flash/nsib',
  severity: 'warning',
  about: () => ({
    summary: 'On the nRF54L the first stage bootloader is not combined with slots in external flash.',
    why: `
A known issue of NCS 2.7 to 3.3 (NCSDK-35089): on the nRF54L05, L10 and L15 the combination of NSIB, MCUboot and external
flash does not work properly. The update is stored, and never swapped.`,
    sources: ['nrf/doc/nrf/releases_and_maturity/known_issues.rst:4569-4572 (3.3.99)'],
  }),

  *check(configuration) {
    const { sysbuild, board } = configuration;
    const slot = externalSlots(configuration).find(({ role }) => role === 'secondary');
    if (!sysbuild || !slot || !board.known || !/_nrf54l(05|10|15)(_|$)/.test(board.value)) return;
    const built = sysbuild.kconfig.bool(NSIB);
    const span = projectSpan(originOf(built)) ?? slot.partition?.spanOf('region') ?? projectSpan(slot.region);
    if (!is(built, true) || !is(sysbuild.kconfig.bool('BOOTLOADER_MCUBOOT'), true) || !span) return;
    yield {
      message: `updates in ${slot.name} are not swapped: NSIB and external flash do not work together on this SoC`,
      at: { span, text: 'known issue NCSDK-35089' },
      because: [reason(`${NSIB} is y`, built), reason(`${slot.name} is in external flash`, slot.region)],
      help: 'keep the slots in internal memory, or do without the first stage bootloader',
    };
  },
});
