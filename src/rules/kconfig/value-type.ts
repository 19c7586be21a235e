import type { FragmentAssignment } from '../../model/application.ts';
import { fits, unquoted } from '../../model/kconfig/assigned.ts';
import { integer } from '../../model/kconfig-tree/numbers.ts';
import { sdkLine as lineOf, type SymbolFacts } from '../../model/sdk-facts.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'kconfig/value-type',
  severity: 'error',
  summary: 'A value is one that its symbol takes.',
  why: `
A number takes no \`y\`, a bool no number, and a string has quotes. Another value is ignored with a warning ("is not a valid
value", "malformed string literal", "is invalid for"), and the build turns that warning into its end.`,
  exceptions: `
Known for the symbols of the shipped facts. Symbols that the application's own Kconfig defines are left alone, and values that no symbol takes,
which kconfig/syntax reports.`,
  sources: [
    'zephyr/scripts/kconfig/kconfiglib.py:1280-1324 (2.4.0)',
    'zephyr/scripts/kconfig/kconfiglib.py:4611-4632 (2.4.0)',
    'zephyr/scripts/kconfig/kconfig.py:79-90 (2.4.0)',
  ],

  *check({ images, ownSymbols, sdk }) {
    for (const { name: image, kconfig, fragments } of images) {
      for (const { assignments, problems } of fragments) {
        for (const line of assignments) {
          const { symbol, value, span } = line;
          const name = symbol.slice('CONFIG_'.length);
          const definition = ownSymbols.has(name) ? undefined : kconfig.definition(name);
          // "is not set" says nothing about numbers and texts, and is no mistake.
          if (!definition || takes(definition.type, line) || isUnset(line)) continue;
          if (problems.some((problem) => problem.span.start >= span.start && problem.span.end <= span.end)) continue;
          yield {
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
