import type { Origin } from '../../diagnostic/origin.ts';
import type { Devicetree } from '../devicetree/devicetree.ts';
import { andThen, type Fact, is, known, map, unknown, withoutRecording } from '../fact.ts';
import { type Condition, type SdkFacts, type SymbolFacts, sdkLine } from '../sdk-facts.ts';
import { fits, groupedBySymbol, originsOf, unquoted } from './assigned.ts';
import { expressionOf } from './condition.ts';
import { devicetreeConditions } from './devicetree-conditions.ts';
import { both, evaluateCondition } from './evaluate-condition.ts';
import { agreed, unknownFrom, withReasons } from './outcomes.ts';
import { activeRange, type ValueRange } from './range.ts';

/** The Kconfig of one image. Symbols may be given with or without `CONFIG_`. */
export interface KconfigView {
  bool(symbol: string): Fact<boolean>;
  number(symbol: string): Fact<number>;
  /** As in `.config`, without quotes: `y`, `n`, `128`, `0xc000`; empty for a number or string that has no value. */
  text(symbol: string): Fact<string>;
  /** All assignments of the symbol in the order they are merged; the last one counts. */
  assigned(symbol: string): readonly AssignmentIn[];
  /** All symbols that are assigned, without prefix. */
  readonly assignedSymbols: Iterable<string>;
  /** What the facts say about the symbol in this image. */
  definition(symbol: string): SymbolFacts | undefined;
  /** Whether an assignment of the symbol counts: its prompt is there. */
  isAsked(symbol: string): Fact<boolean>;
  /** The range that an assigned number has to be in. */
  range(symbol: string): Fact<ValueRange | undefined>;
  /** Whether every assignment is known: then what nobody assigns has its default. */
  readonly closed: Fact<true>;
  /** Whether a line that is not known may assign the symbol, or give it another default; the board's own Kconfig apart. */
  mayBeSetElsewhere(symbol: string): boolean;
}

export interface AssignmentIn {
  /** Without `CONFIG_`. */
  readonly symbol: string;
  /** As written; quotes around it do not count. */
  readonly value: string;
  readonly origin: Origin;
  /** The line of the SDK that writes it, where `origin` is the one that asked for it. */
  readonly at?: Origin;
}

export interface KconfigOptions {
  /** False while fragments may be missing or unread: then what nobody assigned is unknown. True when not given. */
  readonly closed?: boolean;
  /** What would close it, as a noun phrase: "child_image/mcuboot.conf, which CMake may replace". */
  readonly why?: string;
  /** `SB_CONFIG_` for sysbuild's own Kconfig; `CONFIG_` when not given. */
  readonly prefix?: string;
  /** Symbols whose last assignment nobody knows, each with what is missing: their value is unknown. */
  readonly undecided?: ReadonlyMap<string, string>;
  /** Symbols that nothing of what is missing can set: without an assignment their defaults count all the same. */
  readonly settled?: (symbol: string) => boolean;
  /** While it is not closed: whether only the Kconfig of the board can set the symbol. */
  readonly isLeftToBoard?: (symbol: string) => boolean;
  /** The origin of a line the facts name, where it is not one of the SDK. */
  readonly originOf?: (at: string) => Origin | undefined;
  /** What a build made of the symbols: the truth, whatever the files and the facts say. */
  readonly built?: BuiltSymbols | undefined;
}

/** What a build made of the symbols of one image. */
export interface BuiltSymbols {
  /** The value of a symbol, without prefix; with the origins of the first of these that says the same. */
  value(symbol: string, expected: readonly Fact<string>[], type: SymbolFacts['type'] | undefined): Fact<string>;
}

/** What the evaluation asks of the facts. */
export type SymbolSource = Pick<SdkFacts, 'symbol' | 'source' | 'version'>;

/**
 * Evaluates the Kconfig of `image` as Kconfig does, as far as the facts go: an assignment counts where its symbol is
 * asked for, selects force y, then defaults decide in order. What the facts do not settle is unknown, never guessed.
 *
 * `assignments` are all fragments in the order of their merging, those of the SDK included. The origins of a value are
 * the deciding line, the assignments it replaced (latest first), and the lines that decided the conditions.
 */
export function kconfigView(
  image: string,
  assignments: readonly AssignmentIn[],
  facts: SymbolSource | undefined,
  devicetree: Devicetree,
  options: KconfigOptions = {},
): KconfigView {
  const prefix = options.prefix ?? 'CONFIG_';
  const bare = (symbol: string): string => (symbol.startsWith(prefix) ? symbol.slice(prefix.length) : symbol);
  const bySymbol = groupedBySymbol(assignments);
  const conditions = devicetreeConditions(devicetree);
  const values = new Map<string, Fact<string>>();
  /** Hundreds of symbols stand below the same `if` of a menu. */
  const met = new Map<Condition, Fact<boolean>>();
  const asking = new Set<string>();
  let members: Map<string, readonly AssignmentIn[]> | undefined;
  const scope = { bool, text, devicetree: conditions.holds };
  const { built } = options;

  return {
    bool,
    text,
    number,
    assigned: (symbol) => bySymbol.get(bare(symbol)) ?? [],
    get assignedSymbols() {
      return bySymbol.keys();
    },
    definition,
    isAsked: (symbol) => (definition(symbol) ? holdsFor(definition(symbol)) : unknown(named(symbol))),
    range: (symbol) => (definition(symbol) ? activeRange(definition(symbol)!, scope) : unknown(named(symbol))),
    closed:
      options.closed === false && !built
        ? unknown(options.why ?? `the complete configuration of the ${image} image`)
        : known(true),
    mayBeSetElsewhere: (symbol) =>
      options.undecided?.has(bare(symbol)) === true ||
      (options.closed === false && !options.isLeftToBoard?.(bare(symbol))),
  };

  function definition(symbol: string): SymbolFacts | undefined {
    return facts?.symbol(bare(symbol), image);
  }

  function bool(symbol: string): Fact<boolean> {
    return map(text(symbol), (value) => value === 'y');
  }

  function number(symbol: string): Fact<number> {
    return andThen(text(symbol), (value) => {
      const hex = facts?.symbol(bare(symbol), image)?.type === 'hex' && !value.toLowerCase().startsWith('0x');
      const number = Number(hex ? `0x${value}` : value);
      return value === '' || Number.isNaN(number) ? unknown(`a number in ${named(symbol)}`) : known(number);
    });
  }

  function text(symbol: string): Fact<string> {
    const name = bare(symbol);
    const value = values.get(name);
    if (value) return value;
    if (asking.has(name)) {
      const itself = unknown(`${named(name)}, which depends on itself`);
      return built ? built.value(name, [itself], facts?.symbol(name, image)?.type) : itself;
    }
    asking.add(name);
    // What is missing on the way is no matter of whoever asks: only what is missing in the end.
    const result = withoutRecording(() => {
      const predicted = valueOfSymbol(name);
      return built ? built.value(name, [predicted, lastAssigned(name)], facts?.symbol(name, image)?.type) : predicted;
    });
    asking.delete(name);
    values.set(name, result);
    return result;
  }

  function lastAssigned(name: string): Fact<string> {
    const last = bySymbol.get(name)?.at(-1);
    return last ? known(unquoted(last.value), last.origin) : unknown(named(name));
  }

  function valueOfSymbol(name: string): Fact<string> {
    const undecided = options.undecided?.get(name);
    if (undecided !== undefined) return unknown(undecided);
    const symbol = facts?.symbol(name, image);
    const lines = (bySymbol.get(name) ?? []).filter(({ value }) => fits(unquoted(value), symbol?.type)).reverse();
    const last = lines[0];
    if (!symbol) {
      if (last) return known(unquoted(last.value), ...originsOf(lines));
      return unknown(`${named(name)} (no facts about it${facts ? ` in ${facts.source}` : ''})`);
    }
    if (symbol.choice !== undefined) return memberValue(name, symbol, symbol.choice);

    const asked = askedFor(symbol);
    const assigned = last && known(unquoted(last.value), ...originsOf(lines));
    const value = assigned
      ? whereAsked(symbol, asked, assigned, () => unassigned(name, symbol, asked))
      : unassigned(name, symbol, asked);
    return symbol.type === 'bool' ? selected(name, symbol, value) : value;
  }

  /** The assignment where the symbol is asked for, else what it is without. */
  function whereAsked(
    symbol: SymbolFacts,
    asked: Fact<boolean>,
    assigned: Fact<string>,
    without: () => Fact<string>,
  ): Fact<string> {
    if (is(asked, true)) return withReasons(assigned, asked);
    // Not asked for because its dependencies are unmet: then no default counts either, so an assigned n is n in any case.
    const unmet = symbol.prompt === undefined && symbol.type === 'bool';
    if (unmet && !asked.known && is(assigned, 'n')) return assigned;
    const fallback = without();
    if (is(asked, false)) return withReasons(fallback, asked, assigned);
    return agreed(assigned, fallback, asked);
  }

  function unassigned(name: string, symbol: SymbolFacts, asked: Fact<boolean>): Fact<string> {
    const open = options.closed === false && !bySymbol.has(name) && !options.settled?.(name) && !is(asked, false);
    return open
      ? unknown(options.why ?? `the complete configuration of the ${image} image`)
      : byDefault(name, symbol, 0);
  }

  function byDefault(name: string, symbol: SymbolFacts, from: number): Fact<string> {
    const rule = symbol.defaults[from];
    if (!rule) {
      if (!symbol.complete) return unknown(`${named(name)} (its defaults are not all known)`);
      return known(symbol.type === 'bool' ? 'n' : '', ...sdkOrigin(symbol.at));
    }
    const met = both(holds(symbol.depends), () => holds(rule.if));
    if (is(met, false)) return withReasons(byDefault(name, symbol, from + 1), met);
    const value = withReasons(
      andThen(defaultValue(symbol, rule.value), (text) => known(text, ...sdkOrigin(rule.at))),
      met,
    );
    if (is(met, true)) return value;
    return agreed(value, byDefault(name, symbol, from + 1), met);
  }

  function defaultValue(symbol: SymbolFacts, value: string): Fact<string> {
    if (symbol.type === 'bool') return map(holds(value), (yes) => (yes ? 'y' : 'n'));
    const cell = value.startsWith('dt_') ? /^dt_chosen_cell\((.+), ([\w-]+)\)$/.exec(value) : null;
    if (cell) {
      return map(conditions.chosenCell(cell[1]!, cell[2]!), (number) =>
        symbol.type === 'hex' ? `0x${number.toString(16)}` : `${number}`,
      );
    }
    return symbol.type !== 'string' && /^[A-Z]\w*$/.test(value) ? text(value) : known(value);
  }

  function selected(name: string, symbol: SymbolFacts, value: Fact<string>): Fact<string> {
    if (is(value, 'y')) return value;
    let open: Fact<string> | undefined;
    for (const select of symbol.selects ?? []) {
      const forced = map(holds(select.if), (yes) => (yes ? 'y' : 'n'));
      if (is(forced, 'y')) return withReasons(known('y', ...sdkOrigin(select.at)), forced, value);
      if (!forced.known) open ??= forced;
    }
    return open ?? (symbol.complete ? value : unknown(`${named(name)} (not all that selects it is known)`));
  }

  /** `zephyr/scripts/kconfig/kconfiglib.py:5393` (2.4.0): the member assigned y last wins, `n` does not choose. */
  function memberValue(name: string, symbol: SymbolFacts, choice: string): Fact<string> {
    const chosen = assignedMembers(choice).find((assignment) => !is(holdsForMember(assignment), false));
    const certain = chosen && holdsForMember(chosen);
    // What the boards depend on that nobody builds for is no matter.
    if (chosen && certain?.known && !bySymbol.has(name)) return known('n', chosen.origin);
    const asked = askedFor(symbol);
    if (is(asked, false)) return known('n', ...asked.origins, ...originsOf(bySymbol.get(name) ?? []));
    if (!chosen || !certain) {
      const value = unassigned(name, symbol, asked);
      return is(asked, true) || is(value, 'n') ? value : unknownFrom(asked, value);
    }
    const others = (bySymbol.get(name) ?? []).filter((line) => line !== chosen).reverse();
    const value = known(chosen.symbol === name ? 'y' : 'n', chosen.origin, ...originsOf(others));
    return certain.known ? value : agreed(value, byDefault(name, symbol, 0), certain);
  }

  /** The assignments of y to members of a choice, the last one first. */
  function assignedMembers(choice: string): readonly AssignmentIn[] {
    if (!members) {
      members = new Map();
      for (const assignment of assignments.toReversed()) {
        const of = unquoted(assignment.value) === 'y' && facts?.symbol(assignment.symbol, image)?.choice;
        if (of) members.set(of, [...(members.get(of) ?? []), assignment]);
      }
    }
    return members.get(choice) ?? [];
  }

  function holdsForMember({ symbol }: AssignmentIn): Fact<boolean> {
    const found = facts?.symbol(symbol, image);
    return found ? askedFor(found) : known(true);
  }

  /** Of a partial definition nobody knows that it is not asked for: what is assigned counts, as it does without any facts. */
  function askedFor(symbol: SymbolFacts): Fact<boolean> {
    const holds = holdsFor(symbol);
    return symbol.partial && !holds.known ? known(true) : holds;
  }

  function holdsFor(symbol: SymbolFacts | undefined): Fact<boolean> {
    return holds(symbol?.prompt ?? symbol?.depends);
  }

  function holds(condition: Condition | undefined): Fact<boolean> {
    if (condition === undefined) return known(true);
    const before = met.get(condition);
    if (before) return before;
    const result = evaluateCondition(expressionOf(condition), scope);
    // What is unknown may be so only while a symbol on the way waits for itself.
    if (result.known) met.set(condition, result);
    return result;
  }

  function sdkOrigin(at: string): Origin[] {
    return facts && at !== '' ? [options.originOf?.(at) ?? sdkLine(facts, at)] : [];
  }

  function named(symbol: string): string {
    return `${prefix}${bare(symbol)}${prefix === 'CONFIG_' ? ` in the ${image} image` : ''}`;
  }
}
