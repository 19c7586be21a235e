import { is } from '../../model/fact.ts';
import type { ApplicationFile } from '../../model/files.ts';
import { firstLine } from '../files/first-line.ts';
import { defineRule, reason } from '../rule.ts';
import { imageName } from '../wording.ts';

export default defineRule({
  id: 'images/conf-file-disables-folder',
  severity: 'warning',
  about: () => ({
    summary: 'Naming the configuration file of an image leaves nothing behind in its folder.',
    why: `
\`-Dmcuboot_CONF_FILE=...\` replaces more than the \`prj.conf\` of MCUboot: with it the build looks for none of the image's files
by name, neither \`child_image/mcuboot.conf\` nor \`child_image/mcuboot/boards/\`, nor \`child_image/mcuboot.overlay\`, and under
sysbuild nothing in \`sysbuild/\`. The external flash that was described there is gone, without a word.`,
    exceptions: `
Information where another configuration reads the file. Silent for what the argument names itself.`,
    sources: ['nrf/cmake/multi_image.cmake:313-349 (2.4.0)'],
  }),

  *check({ id, era, files, has }) {
    if (!era.known) return;
    for (const file of files.all) {
      const off = file.disabled.find(({ configuration }) => configuration === id);
      const span = firstLine(file.source);
      if (!off || !span || !is(has(off.image), true)) continue;
      const { image, argument } = off;
      const instead = `-D${image}_${is(era, 'child-image') ? 'OVERLAY_CONFIG' : 'EXTRA_CONF_FILE'}`;
      yield {
        ...(isReadElsewhere(file, id) ? { severity: 'info' as const } : {}),
        message: `${imageName({ name: image })} is built without ${file.source!.path}: ${argument} is given`,
        at: { span, text: 'this and the rest of the file has no effect' },
        because: [
          reason(`${argument} switches off every file of the image that is found by name`, {
            kind: 'argument',
            text: argument,
          }),
        ],
        help: `give ${instead} instead: it adds to what the image has`,
      };
    }
  },
});

const isReadElsewhere = ({ readers }: ApplicationFile, id: string): boolean =>
  readers.some(({ configuration }) => configuration !== id);
