import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

/** Images on the application's core, whose partitions have the names of the options. */
const IMAGES = ['MCUBOOT', 'B0'];

export default defineRule({
  id: 'partition/skip-build-needs-static',
  severity: 'error',
  about: () => ({
    summary: 'An image that is not built from source has a place in the static file.',
    why: `
How large an image is and where it lies Partition Manager learns from its build. An image that is taken as a hex file, or
left out, has none: without an entry in the static file the application is linked to where that image is, and MCUboot's
slots begin somewhere else than in the bootloader on the device. CMake warns, and goes on.`,
    exceptions:
      'Silent where the static file, the own one or that of the board, has a partition with the name of the image.',
    sources: [
      'nrf/cmake/partition_manager.cmake:66-74 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:808-809 (2.4.0)',
      'nrf/cmake/multi_image.cmake:159-169 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const { complete, era, partitions } = configuration;
    if (!app || !complete || !is(era, 'child-image')) return;
    for (const name of IMAGES) {
      for (const strategy of ['SKIP_BUILD', 'USE_HEX_FILE']) {
        const symbol = `CONFIG_${name}_BUILD_STRATEGY_${strategy}`;
        const written = app.kconfig.assigned(symbol).at(-1);
        if (written?.origin.kind !== 'project' || written.value !== 'y') continue;
        const partition = name.toLowerCase();
        if (partitions.partitions.some((one) => one.name === partition)) continue;
        yield {
          message: `nobody knows where ${partition} is on the device: it is not built, and no static file places it`,
          at: { span: written.origin.span, text: 'its build would have told how large it is' },
          because: [
            partitions.file
              ? reason(`${partitions.file.path} has no partition ${partition}`)
              : reason('there is no static file for Partition Manager', {
                  kind: 'absent',
                  path: 'pm_static.yml',
                  assumed: false,
                }),
            reason('CMake only warns', sdkLine(configuration, 'nrf/cmake/partition_manager.cmake', 66)),
          ],
          help: 'copy the partitions from the partitions.yml of the build that made the image',
        };
      }
    }
  },
});
