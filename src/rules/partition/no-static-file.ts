import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/no-static-file',
  severity: 'info',
  about: () => ({
    summary: 'A product with a bootloader keeps its memory layout in a file.',
    why: `
Without a \`pm_static.yml\` Partition Manager computes the layout in every build, from what the images ask for. A bigger
bootloader, one more subsystem with a partition, another version of the SDK, and slots and settings lie elsewhere. The
device in the field keeps the bootloader and the layout it was shipped with: it does not find the update, or the new image
does not find its settings.`,
    exceptions: `
Where nobody knows whether the board brings a static file along, nothing is said.`,
    sources: [
      'nrf/scripts/partition_manager/partition_manager.rst:715-724 (2.4.0)',
      'nrf/cmake/partition_manager.cmake:30-57 (2.4.0)',
      'nrf/cmake/sysbuild/partition_manager.cmake:117-131 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { board, complete, partitionManager, partitions, sdk } = configuration;
    if (!complete || partitions.file || !image(configuration, 'mcuboot') || !is(partitionManager, true)) return;
    if (!board.known || !sdk.known || !sdk.value.board(board.value)) return;
    const mcuboot = configuration.has('mcuboot');
    const span = projectSpan(mcuboot);
    if (!span) return;
    yield {
      message: 'every build computes the memory layout anew: devices in the field may not fit the next update',
      at: { span, text: 'from the first release on, what MCUboot expects is fixed' },
      because: [
        reason('there is no static file for Partition Manager', {
          kind: 'absent',
          path: 'pm_static.yml',
          assumed: false,
        }),
      ],
      help: 'copy partitions.yml of the build that is shipped to pm_static.yml',
    };
  },
});
