import { defineRule } from '../rule.ts';
import { listed } from '../wording.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/unknown-image',
  severity: 'warning',
  about: () => ({
    summary: 'Files for other images carry the name of an image.',
    why: `
What another image reads is found by the name of that image: \`child_image/mcuboot.conf\`, \`sysbuild/mcuboot/\`. A file for
\`mcu_boot\` or \`MCUboot\` waits for an image that does not exist; the bootloader is built with its defaults, and nobody
says so.`,
    exceptions: `
Modules and the project's own CMake files can add images of any name, so only a name that nearly is that of a known image
counts.`,
    sources: [
      'nrf/cmake/multi_image.cmake:311-349 (2.4.0)',
      'nrf/samples/CMakeLists.txt:13-56 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:258 (2.4.0)',
    ],
  }),

  *check({ files }) {
    for (const { source, readers, slip } of files.all) {
      if (slip?.kind !== 'image' || readers.length > 0) continue;
      const span = firstLine(source);
      if (!span) continue;
      yield {
        message: `no build reads ${source!.path}: the image is called ${slip.image}`,
        at: { span, text: 'this and the rest of the file has no effect' },
        help: `rename it to ${listed(slip.meant)}`,
      };
    }
  },
});
