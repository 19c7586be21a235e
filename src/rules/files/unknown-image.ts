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
says so. Images of the network core change their names, too: \`hci_rpmsg\` is \`hci_ipc\` from NCS 2.6 on, \`multiprotocol_rpmsg\` is
gone with 3.0, and \`ipc_radio\` is what samples have in their place.`,
    exceptions: `
Modules and the project's own CMake files can add images of any name, so only a name that nearly is that of a known image,
or has been one counts, and a former name only where the project has no files under the new one and its CMake and Kconfig files
do not speak of it.`,
    sources: [
      'nrf/cmake/multi_image.cmake:311-349 (2.4.0)',
      'nrf/samples/CMakeLists.txt:13-56 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:258 (2.4.0)',
      'nrf/samples/CMakeLists.txt:83-85 (2.6.0)',
      'nrf/sysbuild/Kconfig.netcore:143-152 (2.7.0)',
      'nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst:62 (2.9.0)',
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
