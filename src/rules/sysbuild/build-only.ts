import { is } from '../../model/fact.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'sysbuild/build-only',
  severity: 'warning',
  about: () => ({
    summary: "Further images on the application's core are built, and not flashed by themselves.",
    why: `
With Partition Manager the application of a core flashes one file that holds all of its images. An image that
\`sysbuild.cmake\` adds for the same core has to be added with \`BUILD_ONLY true\`; otherwise \`west flash\` writes it once more,
by itself, and with erasing in between what was written before is gone.`,
    exceptions: 'Silent for images of another board or core, and where a variable says which.',
    sources: ['nrf/doc/nrf/app_dev/config_and_build/sysbuild/sysbuild_images.rst:98-104 (3.3.99)'],
  }),

  *check({ sysbuild, partitionManager }) {
    if (!sysbuild || !is(partitionManager, true)) return;
    for (const { name, span, isOnOwnCore, isBuildOnly } of sysbuild.addedImages) {
      if (isOnOwnCore !== true || isBuildOnly !== false) continue;
      yield {
        message: `${name} is flashed twice: with all images of its core, and once more by itself`,
        at: { span, text: 'an image for the core of the application' },
        because: [reason('Partition Manager merges the images of a core into one file', partitionManager)],
        help: 'add BUILD_ONLY true to the statement',
      };
    }
  },
});
