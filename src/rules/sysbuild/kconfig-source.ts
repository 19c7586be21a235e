import { defineRule, reason, remove } from '../rule.ts';
import { listed } from '../wording.ts';

const SOURCE = 'source "share/sysbuild/Kconfig"';

export default defineRule({
  id: 'sysbuild/kconfig-source',
  severity: 'error',
  about: () => ({
    summary: "Kconfig.sysbuild sources the SDK's Kconfig of sysbuild, behind its own defaults.",
    why: `
An application's \`Kconfig.sysbuild\` takes the place of the SDK's, so it has to source it: without that line sysbuild has no
symbols at all, and the build stops at every \`SB_CONFIG_\` line. Of several defaults the first one counts. A default behind
the line that sources the SDK's comes too late for every symbol and choice that has one there: the build says nothing and
takes the SDK's, and there is no image for the network core, or MCUboot swaps instead of overwriting.`,
    exceptions: `
A default behind that line is fine for a symbol that has none in the SDK, and where both lead to the same value; both are
evaluated for the board. Silent while a file that Kconfig.sysbuild sources cannot be read.`,
    sources: [
      'zephyr/scripts/kconfig/kconfiglib.py:5439-5444 (2.4.0)',
      'nrf/sysbuild/Kconfig.netcore:65-73 (3.3.99)',
      'nrf/doc/nrf/app_dev/config_and_build/sysbuild/sysbuild_images.rst:15-17 (3.3.99)',
    ],
  }),

  *check({ sysbuild }) {
    const root = sysbuild?.root;
    if (!root?.sourcesSdk.known) return;
    const line = root.sourcesSdk.value;
    const { path } = root.start.file;
    const append = { kind: 'append', path, text: `\n${SOURCE}\n`, creates: false } as const;
    if (!line) {
      yield {
        message: `sysbuild has no symbols: ${path} replaces its Kconfig and does not source it`,
        at: { span: root.start, text: "this file is the root of sysbuild's Kconfig" },
        fixes: [{ title: `add to ${path}`, safety: 'unsafe', edits: [append] }],
      };
      return;
    }
    if (root.ineffective.length === 0) return;
    const names = listed([...new Set(root.ineffective.map(({ name }) => name))]);
    yield {
      message: `sysbuild's own defaults of ${names} count: ${path} sources them before it gives others`,
      at: { span: line, text: 'what stands behind this line comes too late' },
      related: root.ineffective.map(({ span }) => ({ span, text: 'has no effect' })),
      because: [reason('of several defaults the first one whose condition holds counts')],
      fixes: [
        {
          title: `move the line to the end of ${path}`,
          safety: 'unsafe',
          edits: [...remove('', 'unsafe', line).edits, append],
        },
      ],
    };
  },
});
