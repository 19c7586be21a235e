import { defineRule, replace } from '../rule.ts';

export default defineRule({
  id: 'files/include',
  severity: 'error',
  about: () => ({
    summary: 'Every file of the project that an overlay includes is where the include says.',
    why: `
The preprocessor looks for \`#include "common.dtsi"\` beside the file with the include, then in \`include\` and \`dts\` of the
application, of the board and of Zephyr. The application's own folder is not among them: an overlay in \`boards/\` reaches
a file there as \`"../common.dtsi"\`. When nothing is found the build stops at the first image that reads the overlay.`,
    exceptions: `
Silent for names that a module or the SDK may have, and where CMakeLists.txt adds folders (\`DTS_ROOT\`): reported are only
paths into the project and names that it has elsewhere, or nearly so. A warning for other names of \`.dtsi\` files without a
folder, which only a module that nobody knows can have.`,
    sources: ['zephyr/cmake/modules/pre_dt.cmake:39-81 (2.4.0)', 'zephyr/cmake/modules/dts.cmake:225-235 (2.4.0)'],
  }),

  *check({ complete, images }) {
    if (!complete) return;
    const said = new Set<string>();
    for (const lost of images.flatMap(({ boardFiles, overlays }) =>
      [...boardFiles, ...overlays].flatMap((one) => one.lostIncludes),
    )) {
      const { name, span, meant, certain } = lost;
      const key = `${span.file.path}:${span.start}`;
      if (said.has(key)) continue;
      said.add(key);
      const written = meant === undefined ? -1 : span.file.text.slice(span.start, span.end).indexOf(name);
      const start = span.start + written;
      yield {
        ...(certain ? {} : { severity: 'warning' as const }),
        message: `the devicetree cannot be read: there is no ${name} where ${span.file.path} includes it from`,
        at: { span, text: 'this file is not found' },
        ...(meant === undefined
          ? { help: 'add the file, or correct the path: it counts from the folder of this overlay' }
          : { help: `the project has a ${meant}, seen from here` }),
        ...(meant !== undefined &&
          written >= 0 && {
            fixes: [replace(`include ${meant}`, 'unsafe', span.file.span(start, start + name.length), meant)],
          }),
      };
    }
  },
});
