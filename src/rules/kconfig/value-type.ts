import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { FragmentAssignment } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { fits, unquoted } from '../../model/kconfig/assigned.ts';
import type { KconfigView } from '../../model/kconfig/evaluate.ts';
import type { ValueRange } from '../../model/kconfig/range.ts';
import { decimal, hexadecimal, integer } from '../../model/kconfig-tree/numbers.ts';
import { sdkLine as lineOf, type SdkFacts, type SymbolFacts } from '../../model/sdk-facts.ts';
import { defineRule, knowsRelease, reason } from '../rule.ts';

export default defineRule({
  id: 'kconfig/value-type',
  severity: 'error',
  about: () => ({
    summary: 'A value is one that its symbol takes, of its type and in its range.',
    why: `
A number takes no \`y\`, a bool no number, a string has quotes, and many numbers have a range. Another value is ignored with a
warning ("is not a valid value", "malformed string literal", "is invalid for", "is outside of the active range"), and the build
turns that warning into its end.`,
    exceptions: `
Known for the symbols of the shipped facts, and a warning where those are of another version. Silent about a range with another version than the one that was read, and while nobody
knows whether its condition holds, or whether the symbol is asked for. Symbols that the application's own Kconfig defines are left alone, and values that no symbol takes,
which kconfig/syntax reports.`,
    sources: [
      'zephyr/scripts/kconfig/kconfiglib.py:1280-1324 (2.4.0)',
      'zephyr/scripts/kconfig/kconfiglib.py:4611-4632 (2.4.0)',
      'zephyr/scripts/kconfig/kconfiglib.py:4310-4345 (2.4.0)',
      'zephyr/scripts/kconfig/kconfig.py:79-90 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { images, ownSymbols, sdk } = configuration;
    // Ranges move from release to release, types do not.
    const isKnown = knowsRelease(configuration);
    const severity = isKnown ? ('error' as const) : ('warning' as const);
    for (const { name: image, kconfig, fragments } of images) {
      for (const { assignments, problems } of fragments) {
        for (const line of assignments) {
          const { symbol, value, span } = line;
          const name = symbol.slice('CONFIG_'.length);
          const definition = ownSymbols.has(name) ? undefined : kconfig.definition(name);
          // "is not set" says nothing about numbers and texts, and is no mistake.
          if (!definition || isUnset(line)) continue;
          if (takes(definition.type, line)) {
            const range = isKnown ? outOf(kconfig, definition, line) : undefined;
            if (range) yield { severity, ...outside(line, image, range, sdk.known ? sdk.value : undefined) };
            continue;
          }
          if (problems.some((problem) => problem.span.start >= span.start && problem.span.end <= span.end)) continue;
          yield {
            severity,
            message: `the build stops at ${symbol}=${value}: ${values[definition.type]}`,
            at: { span, text: `no value of this symbol` },
            because: [
              reason(
                `${symbol} is ${names[definition.type]} in the ${image} image`,
                sdk.known && definition.at !== '' ? lineOf(sdk.value, definition.at) : undefined,
              ),
            ],
            help: help(definition.type, line),
          };
        }
      }
    }
  },
});

function takes(type: SymbolFacts['type'], { value }: FragmentAssignment): boolean {
  if (type === 'string') return value.startsWith('"');
  return type === 'bool' ? fits(value, type) : integer(value, type === 'int' ? 10 : 16) !== undefined;
}

/** The range that a value is not in; undefined where it is, where the line does not count, and where nobody knows. */
function outOf(
  kconfig: KconfigView,
  { type }: SymbolFacts,
  { symbol, value, span }: FragmentAssignment,
): ValueRange | undefined {
  if (type !== 'int' && type !== 'hex') return undefined;
  const number = integer(value, type === 'int' ? 10 : 16);
  const last = kconfig.assigned(symbol).at(-1)?.origin;
  if (number === undefined || last?.kind !== 'project') return undefined;
  if (last.span.file !== span.file || last.span.start !== span.start || !is(kconfig.isAsked(symbol), true))
    return undefined;
  const range = kconfig.range(symbol);
  if (!range.known || !range.value) return undefined;
  return number < range.value.low || number > range.value.high ? range.value : undefined;
}

function outside(line: FragmentAssignment, image: string, range: ValueRange, facts: SdkFacts | undefined): Finding {
  const { symbol, value, span } = line;
  const isHex = /^0x/i.test(value);
  const [low, high] = [range.low, range.high].map((bound) => (isHex ? hexadecimal(bound) : decimal(bound)));
  return {
    message: `the build stops at ${symbol}=${value}: it takes ${low} to ${high} in the ${image} image`,
    at: { span, text: 'outside of the range' },
    because: [reason(`the range of ${symbol} is ${low} to ${high}`, facts && lineOf(facts, range.at))],
    help: `write a number from ${low} to ${high}`,
  };
}

/** `# CONFIG_X is not set` has no `=`. */
const isUnset = ({ span }: FragmentAssignment): boolean => span.file.text[span.start] === '#';

const names = { bool: 'a bool', int: 'a decimal number', hex: 'a hexadecimal number', string: 'a string' } as const;

const values = {
  bool: 'a bool is y or n',
  int: 'it takes a decimal number',
  hex: 'it takes a hexadecimal number',
  string: 'a string has quotes',
} as const;

function help(type: SymbolFacts['type'], { symbol, value }: FragmentAssignment): string {
  if (type === 'string') return `write \`${symbol}="${unquoted(value)}"\``;
  if (type === 'bool') return `write \`${symbol}=y\` or \`${symbol}=n\``;
  const bare = unquoted(value);
  if (type === 'int' && /^0x[\da-f]{1,13}$/i.test(bare)) return `write \`${symbol}=${Number(bare)}\``;
  return fits(bare, type) ? `write \`${symbol}=${bare}\`` : `write a number`;
}
