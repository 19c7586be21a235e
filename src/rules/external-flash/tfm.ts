import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalSlots } from '../../model/flash/external-flash.ts';
import { releaseOf } from '../../model/release.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'external-flash/tfm',
  severity: 'error',
  about: () => ({
    summary: 'Up to NCS 2.0 a build with TF-M keeps the secondary slot in internal flash.',
    why: `
A known issue of NCS 2.0.0 to 2.0.2 (NCSDK-15345): TF-M makes \`mcuboot_secondary\` non-secure as if it lay in internal
flash. With the slot in external flash it opens another range to the application, or does not start.`,
    exceptions: 'Later versions leave external partitions alone.',
    sources: ['nrf/doc/nrf/known_issues.rst:3593-3599 (2.4.0)'],
  }),

  *check(configuration) {
    const { board, version } = configuration;
    const release = releaseOf(version);
    if (release?.major !== 2 || release.minor !== 0 || !board.known || !board.value.endsWith('_ns')) return;
    const app = image(configuration, 'app');
    const slot = externalSlots(configuration).find(({ role }) => role === 'secondary');
    const tfm = app?.kconfig.bool('CONFIG_BUILD_WITH_TFM');
    if (!slot || (tfm && is(tfm, false))) return;
    const span = slot.partition?.spanOf('region') ?? projectSpan(slot.region);
    if (!span) return;
    yield {
      message: `TF-M of NCS ${version} opens the wrong memory: ${slot.name} is in external flash`,
      at: { span, text: 'known issue NCSDK-15345' },
      because: [reason(`${board.value} is built with TF-M`), reason(`${slot.name} is in external flash`, slot.region)],
      help: 'keep the slot in internal flash, or move to NCS 2.1 or later',
    };
  },
});
