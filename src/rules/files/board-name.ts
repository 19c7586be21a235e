import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { ApplicationFile } from '../../model/files.ts';
import { defineRule } from '../rule.ts';
import { listed } from '../wording.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/board-name',
  severity: 'error',
  about: () => ({
    summary: 'Files are named after the board their image is built for.',
    why: `
A file of a board is found by its name and by nothing else, and the build says nothing about a name it does not know. One
letter too many, a hyphen for an underscore, and the overlay or the fragment is not there. The board of an image is not
always that of the application: MCUboot beside a non-secure application is built for the secure board, without \`_ns\`, and
images of the network core for \`..._cpunet\`.`,
    exceptions: `
Only what nearly is the name of a board that is known counts: products keep \`debug.conf\` in \`boards/\`, and boards that
are defined elsewhere have names nobody has heard of.`,
    sources: [
      'zephyr/cmake/modules/extensions.cmake:2303-2338 (2.4.0)',
      'nrf/cmake/multi_image.cmake:225-229 (2.4.0)',
      'nrf/cmake/extensions.cmake:67-81 (2.4.0)',
      'nrf/sysbuild/CMakeLists.txt:121-153 (3.3.99)',
    ],
  }),

  *check({ files }) {
    for (const file of files.all) {
      const finding = findingOf(file);
      if (finding) yield finding;
    }
  },
});

function findingOf({ source, readers, slip }: ApplicationFile): Finding | undefined {
  if (slip?.kind !== 'board' && slip?.kind !== 'target') return undefined;
  // A board that was guessed from this very file name is no proof that there is one.
  if (readers.length > 0 && slip.kind === 'target') return undefined;
  const span = firstLine(source);
  if (!span) return undefined;
  const meant = listed(slip.meant);
  if (slip.kind === 'board') {
    return {
      severity: 'warning',
      message: `no build for ${slip.board} reads ${source!.path}: it looks for ${meant}`,
      at: { span, text: 'this and the rest of the file has no effect' },
      help: `rename the file to ${meant}`,
    };
  }
  const image = slip.image === 'app' ? 'the application' : slip.image === 'mcuboot' ? 'MCUboot' : slip.image;
  return {
    ...(slip.image === 'app' ? { severity: 'warning' } : {}),
    message: `no build reads ${source!.path}: ${image} is built for ${slip.board}`,
    at: { span, text: 'this and the rest of the file has no effect' },
    help: `rename the file to ${meant}`,
  };
}
