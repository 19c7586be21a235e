import type { Slip } from '../../model/files.ts';
import { defineRule } from '../rule.ts';
import { listed } from '../wording.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/never-read',
  severity: 'error',
  about: () => ({
    summary: 'Every configuration file has a name that some build looks for.',
    why: `
The build looks for its files by name, in a handful of places, and says nothing about a file it does not know: a static
file with the ending \`.yaml\`, a board's overlay with the ending \`.dts\`, an \`app.overlay\` inside of \`boards/\`, before NCS 3.1
a \`sysbuild/mcuboot_release.overlay\`. The build succeeds, and what the file says is not in the firmware.`,
    exceptions: `
Files with names of their own are for the command line (\`-DEXTRA_CONF_FILE=debug.conf\`), and nobody knows who types what:
only names and places that nearly are those of the build count. A file that a script, a preset, CI, a command in the
documentation or an \`#include\` of the project names is read by somebody.`,
    sources: [
      'zephyr/cmake/modules/configuration_files.cmake:28-120 (2.4.0)',
      'nrf/cmake/multi_image.cmake:311-349 (2.4.0)',
      'nrf/cmake/extensions.cmake:205-273 (2.4.0)',
    ],
  }),

  *check({ files, complete }) {
    for (const { name, source, readers, slip } of files.all) {
      // In a post the name of a devicetree stands for a part of it.
      if (!slip || readers.length > 0 || (!complete && name.endsWith('.dts'))) continue;
      const said = saidOf(slip, name);
      const span = said && firstLine(source);
      if (!span) continue;
      yield {
        severity: slip.kind === 'name' || slip.kind === 'suffix' ? 'warning' : 'error',
        message: `no build reads ${source!.path}: ${said.why}`,
        at: { span, text: 'this and the rest of the file has no effect' },
        help: said.help,
      };
    }
  },
});

function saidOf(slip: Slip, name: string): { readonly why: string; readonly help: string } | undefined {
  const meant = listed(slip.meant);
  switch (slip.kind) {
    case 'ending':
      return { why: `it looks for ${meant}`, help: `rename the file to ${meant}` };
    case 'name':
      return { why: `the name it looks for is ${meant}`, help: `rename it, or name it on the command line` };
    case 'place': {
      const base = name.slice(name.lastIndexOf('/') + 1);
      const where = meant === base ? 'beside CMakeLists.txt' : `as ${meant}`;
      return { why: `${base} is looked for ${where}`, help: `move it to ${meant === base ? 'that folder' : meant}` };
    }
    case 'suffix':
      return {
        why: `this release looks for the overlay of ${slip.image} without the suffix of a build type`,
        help: `name it on the command line, or write ${meant}, which every build type reads`,
      };
    default:
      return undefined;
  }
}
