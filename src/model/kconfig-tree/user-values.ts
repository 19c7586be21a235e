import type { Origin } from '../../diagnostic/origin.ts';
import { integer } from './numbers.ts';
import type { KconfigChoice, KconfigSymbol } from './symbols.ts';
import type { KconfigTree } from './tree.ts';
import { NO, ofLetter, type Tristate } from './values.ts';

/** A line of a fragment, in the order in which fragments are merged. */
export interface UserLine {
  /** Without prefix. */
  readonly symbol: string;
  /** All behind `=`, as written; not read for "is not set". */
  readonly text: string;
  /** For `# CONFIG_X is not set`. */
  readonly isUnset: boolean;
  readonly origin: Origin;
}

/** What the fragments ask for. */
export interface UserValues {
  readonly symbols: ReadonlyMap<KconfigSymbol, UserValue>;
  readonly choices: ReadonlyMap<KconfigChoice, ChoiceMode>;
  /** Lines that do not count. The build stops at them. */
  readonly ignored: readonly IgnoredLine[];
}

export interface UserValue {
  /** Of a bool its letter; of a string what is in the quotes. */
  readonly text: string;
  readonly line: UserLine;
}

export interface ChoiceMode {
  readonly mode: Tristate;
  /** The member that was set to y last. */
  readonly selection: KconfigSymbol | undefined;
}

export interface IgnoredLine {
  readonly kind: 'undefined-symbol' | 'invalid-value' | 'malformed-string';
  readonly line: UserLine;
}

/** Loads fragments as `zephyr/scripts/kconfig/kconfiglib.py:1247,4557,5243` (2.4.0) does. */
export function userValues(tree: KconfigTree, lines: Iterable<UserLine>): UserValues {
  const symbols = new Map<KconfigSymbol, UserValue>();
  const choices = new Map<KconfigChoice, ChoiceMode>();
  const ignored: IgnoredLine[] = [];
  for (const line of lines) {
    const symbol = tree.symbols.get(line.symbol);
    if (!symbol || symbol.definitions.length === 0) {
      ignored.push({ kind: 'undefined-symbol', line });
      continue;
    }
    const isBool = symbol.type === 'bool' || symbol.type === 'tristate';
    // "is not set" says nothing about a number or a string.
    if (line.isUnset && !isBool) continue;
    const text = line.isUnset ? 'n' : valueOf(symbol, line.text);
    if (text === undefined) {
      ignored.push({ kind: symbol.type === 'string' ? 'malformed-string' : 'invalid-value', line });
      continue;
    }
    if (symbol.choice && isBool && text !== 'n' && !(text === 'm' && symbol.choice.type === 'bool')) {
      const selection = text === 'y' ? symbol : choices.get(symbol.choice)?.selection;
      choices.set(symbol.choice, { mode: ofLetter(text) ?? NO, selection });
    }
    symbols.set(symbol, { text, line });
  }
  return { symbols, choices, ignored };
}

/** The value a text is for a symbol; undefined where it is none. */
export function valueOf({ type }: KconfigSymbol, text: string): string | undefined {
  switch (type) {
    case 'bool':
      return text[0] === 'y' || text[0] === 'n' ? text[0] : undefined;
    case 'tristate':
      return text[0] === 'y' || text[0] === 'n' || text[0] === 'm' ? text[0] : undefined;
    case 'string':
      return /^"((?:[^\\"]|\\.)*)"/.exec(text)?.[1]?.replace(/\\(.)/g, '$1');
    case 'int':
      return integer(text, 10) === undefined ? undefined : text;
    case 'hex': {
      const value = integer(text, 16);
      return value === undefined || value < 0 ? undefined : text;
    }
    default:
      return undefined;
  }
}
