import { parseArgs } from 'node:util';
import { closest } from '../text/similar.ts';
import type { CommandName } from './command-table.ts';
import { type OptionEntry, options } from './option-table.ts';
import { shardOf } from './option-values.ts';

export interface GivenOption {
  /** As typed: `-b`, `--board`. */
  readonly typed: string;
  readonly entry: OptionEntry | undefined;
  readonly value: string | undefined;
  /** True for `--board=x` and `-bx`. */
  readonly joined: boolean;
}

/** The options among the arguments, and the words besides; to load the table of options is for those who give some. */
export function readOptions(args: readonly string[]): { words: readonly string[]; given: readonly GivenOption[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      options.flatMap((entry) =>
        [entry.name, ...(entry.aliases ?? [])].map((name, index) => [
          name,
          {
            type: entry.value && !entry.isOptional ? 'string' : 'boolean',
            ...(entry.short && index === 0 ? { short: entry.short } : {}),
          },
        ]),
      ),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return {
    words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    given: tokens.flatMap((token) => {
      if (token.kind !== 'option') return [];
      const entry = options.find(({ name, aliases }) => name === token.name || aliases?.includes(token.name));
      return [{ typed: token.rawName, entry, value: givenValue(token), joined: token.inlineValue === true }];
    }),
  };
}

/** `-b=x` means what `--board=x` does. */
const givenValue = ({ rawName, value }: { rawName: string; value?: string | undefined }): string | undefined =>
  rawName.startsWith('--') ? value : value?.replace(/^=/, '');

/** What is wrong with one option, or undefined. */
export function complaint({ typed, entry, value, joined }: GivenOption, command: CommandName): string | undefined {
  if (!entry) {
    const names = options.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
    return `unknown option ${typed}${meant(closest(typed.replace(/^-+/, ''), names), '--')}`;
  }
  if (!entry.commands.includes(command)) return `${typed} is no option of ncslint ${command}`;
  if (!entry.value) return joined ? `${typed} takes no value` : undefined;
  if (entry.isOptional && !joined) return undefined;
  // What looks like the next option is one: the value was forgotten.
  if (!value || (!joined && value.length > 1 && value.startsWith('-')))
    return `${typed} needs a value: ${typed} <${entry.value}>`;
  const word = entry.takesFile ? value.replace(/=.+$/s, '') : value;
  if (entry.choices && !entry.choices.includes(word)) {
    return `${typed} is one of ${entry.choices.join(', ')}, not ${quoted(word)}${meant(closest(word, entry.choices), '')}`;
  }
  if (entry.value === 'i/n' && !shardOf(value))
    return `${typed} needs a part of all parts, such as 2/4, not ${quoted(value)}`;
  if (entry.value === 'count' && !/^\d{1,15}$/.test(value)) return `${typed} needs a number, not ${quoted(value)}`;
  return undefined;
}

export function quoted(text: string): string {
  return `"${text}"`;
}

export function meant(word: string | undefined, dashes: string): string {
  return word === undefined ? '' : `; did you mean ${dashes}${word}?`;
}
