import { lastWritten } from '../../model/application.ts';
import { defineRule, remove } from '../rule.ts';

const OPTION = 'SB_CONFIG_PARTITION_MANAGER';

export default defineRule({
  id: 'sysbuild/partition-manager-deprecated',
  severity: 'info',
  about: () => ({
    summary: 'Nothing asks for Partition Manager by name where it is deprecated.',
    why: `
From NCS 3.3 on Partition Manager is deprecated in favour of partitions in devicetree. It still is the default there; the
line that asks for it makes CMake warn, and the release after takes it away. A product in the field has to keep every
address when it moves.`,
    sources: [
      'nrf/sysbuild/Kconfig.sysbuild:9-16 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_partitions.rst:14-32 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/releases/release-notes-3.3.0.rst:85-94 (3.3.99)',
    ],
  }),

  *check({ sysbuild, sdk }) {
    if (!sysbuild || !sdk.known || sdk.value.version !== '3.3.99') return;
    const written = lastWritten(sysbuild, OPTION);
    if (written?.value !== 'y') return;
    yield {
      message: 'Partition Manager is deprecated from NCS 3.3 on',
      at: { span: written.span, text: 'asks for it by name' },
      help: '`nrf/scripts/pm_to_dts.py` of the SDK writes a layout as devicetree; check that every address stays',
      fixes: [remove('delete the line, which is the default', 'safe', written.span)],
    };
  },
});
