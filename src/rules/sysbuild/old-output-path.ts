import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'sysbuild/old-output-path',
  severity: 'info',
  about: () => ({
    summary: 'Scripts take the files that sysbuild makes.',
    why: `
Sysbuild gives every image a folder of its own and calls its output by other names: \`build/zephyr/app_update.bin\` of the
build with child images is \`build/<application>/zephyr/zephyr.signed.bin\`. A script that still takes the old name fails in
a clean build, and in one that is not it ships what an earlier build left there.`,
    exceptions: 'Silent where the same script builds without sysbuild (`--no-sysbuild`).',
    sources: ['nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:420-470 (3.3.99)'],
  }),

  *check({ sysbuild }) {
    if (!sysbuild?.evident) return;
    for (const { name, span, now } of sysbuild.formerOutputs) {
      yield {
        message: `${name} is what a build with child images made: sysbuild ${now === undefined ? 'has no such file' : `writes ${now}`}`,
        at: { span, text: 'left over, or not there' },
        help: now === undefined ? 'sign and flash the image of the build itself' : `take ${now} in the build folder`,
      };
    }
  },
});
