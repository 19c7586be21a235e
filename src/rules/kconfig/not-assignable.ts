import type { Configuration, Fragment } from '../../model/application.ts';
import { rememberedForBoth } from '../../model/fact.ts';
import type { SymbolNames } from '../../model/sdk-facts.ts';
import { defineRule, knowsRelease, reason, remove, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'kconfig/not-assignable',
  severity: 'error',
  about: () => ({
    summary: 'Only symbols with a prompt are assigned.',
    why: `
A symbol without a prompt is not there to be set: others select it, or its default decides. The build stops at an assignment
of one: "is assigned in a configuration file, but is not directly user-configurable (has no prompt)".`,
    exceptions: `
Known for all symbols of NCS 2.4 and 2.7, and with later versions for those of \`nrf\` and of MCUboot. With a version between those that were read,
and where nothing says one, it is a warning; with 2.5 and 2.6 unknown. Symbols that a module outside of
\`zephyr\` and \`nrf\` could give a prompt are left alone, and so are those of the application's own Kconfig.`,
    sources: ['zephyr/scripts/kconfig/kconfig.py:100-108 (2.4.0)', 'zephyr/scripts/kconfig/kconfig.py:233-237 (2.4.0)'],
  }),

  *check(configuration) {
    const { sdk, images, ownSymbols } = configuration;
    const names = sdk.known ? sdk.value.names : undefined;
    const severity = severityFor(configuration);
    if (!names || !severity) return;
    for (const { fragments } of images) {
      for (const fragment of fragments) {
        for (const { symbol, span } of hiddenIn(names, fragment)) {
          const name = symbol.slice('CONFIG_'.length);
          if (ownSymbols.has(name) || (names.isOfZephyr(name) && !knowsRelease(configuration))) continue;
          yield {
            severity,
            message: `the build stops at ${symbol}, which has no prompt and cannot be assigned`,
            at: { span, text: 'only other symbols decide this one' },
            because: [
              reason(
                `no Kconfig file gives ${symbol} a prompt`,
                sdkLine(configuration, 'zephyr/scripts/kconfig/kconfig.py', 100),
              ),
            ],
            help: 'set the option that selects it',
            fixes: [remove('delete the line', 'unsafe', span)],
          };
        }
      }
    }
  },
});

const hiddenIn = rememberedForBoth((names: SymbolNames, { assignments }: Fragment) =>
  assignments.filter(({ symbol }) => names.isHidden(symbol.slice('CONFIG_'.length))),
);

/** Undefined where the symbols that were read say nothing about the version. */
function severityFor(configuration: Configuration): 'error' | 'warning' | undefined {
  const { sdk, version } = configuration;
  if (version === undefined) return 'warning';
  if (sdk.known && sdk.value.version !== '2.4.0') return knowsRelease(configuration) ? 'error' : 'warning';
  if (/^v?2\.4(\.\d{1,2})?$/.test(version)) return 'error';
  return /^v?(1\.|2\.[0-3](?!\d))/.test(version) ? 'warning' : undefined;
}
