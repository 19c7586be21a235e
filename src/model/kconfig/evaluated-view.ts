import type { Origin } from '../../diagnostic/origin.ts';
import type { Devicetree } from '../devicetree/devicetree.ts';
import { type Fact, known, map, unknown, withoutRecording } from '../fact.ts';
import { argument } from '../kconfig-tree/argument.ts';
import { Evaluation } from '../kconfig-tree/evaluation.ts';
import { type Expression, type KconfigSymbol, mainDefinition, type Place } from '../kconfig-tree/symbols.ts';
import type { KconfigTree } from '../kconfig-tree/tree.ts';
import { type UserLine, userValues } from '../kconfig-tree/user-values.ts';
import { NO } from '../kconfig-tree/values.ts';
import type { SymbolFacts } from '../sdk-facts.ts';
import { groupedBySymbol, originsOf, unquoted } from './assigned.ts';
import { devicetreeConditions } from './devicetree-conditions.ts';
import type { AssignmentIn, KconfigView } from './evaluate.ts';
import { activeRange } from './range.ts';

/** What the Kconfig of an image is evaluated from where all of its Kconfig files are there. */
export interface EvaluatedInputs {
  readonly image: string;
  /** `SB_CONFIG_` for sysbuild's own Kconfig; `CONFIG_` when not given. */
  readonly prefix?: string;
  /** The same whenever it is asked for; it is held nowhere, for those of a hundred images fill the memory. */
  tree(): KconfigTree;
  /** All fragments in the order of their merging, those of the SDK included. */
  readonly assignments: readonly AssignmentIn[];
  /** Symbols that something else may assign, each with what is missing: their value is unknown where it would count. */
  readonly undecided?: ReadonlyMap<string, string>;
  readonly devicetree: Devicetree;
  /** Whether a symbol that no file defines may be defined by a module that is not there. */
  isOpen(symbol: string): boolean;
  originOf(place: Place): Origin | undefined;
  /** For `DT_HAS_NORDIC_QSPI_NOR_ENABLED` nordic,qspi-nor. */
  compatibleOf(symbol: string): string | undefined;
  definition(symbol: KconfigSymbol): SymbolFacts | undefined;
}

/** The Kconfig of an image as its own files have it; a symbol is evaluated when it is asked for. */
export function evaluatedView(inputs: EvaluatedInputs): KconfigView {
  const { image, assignments, prefix = 'CONFIG_', undecided = NOTHING } = inputs;
  const bare = (symbol: string): string => (symbol.startsWith(prefix) ? symbol.slice(prefix.length) : symbol);
  const bySymbol = groupedBySymbol(assignments);
  const conditions = devicetreeConditions(inputs.devicetree);
  const evaluated = recently(() => {
    const tree = inputs.tree();
    const user = userValues(
      tree,
      assignments.map((line) => userLine(tree, line)),
    );
    return new Evaluation(tree, user, inputs.isOpen, openSymbols(tree));
  });
  const values = new Map<string, Fact<string>>();
  const definitions = new Map<string, SymbolFacts | undefined>();
  const scope = { bool, text, devicetree: conditions.holds };
  return {
    bool,
    text,
    number,
    assigned: (symbol) => bySymbol.get(bare(symbol)) ?? [],
    get assignedSymbols() {
      return bySymbol.keys();
    },
    definition,
    isAsked(symbol) {
      const evaluation = evaluated();
      const found = evaluation.tree.symbols.get(bare(symbol));
      if (!found || found.definitions.length === 0) return unknown(named(symbol));
      const seen = evaluation.visibility(found);
      if (seen === NO) return known(false);
      return seen & NO ? unknown(`whether ${named(symbol)} is asked for`) : known(true);
    },
    range: (symbol) => (definition(symbol) ? activeRange(definition(symbol)!, scope) : unknown(named(symbol))),
    closed: known(true),
    mayBeSetElsewhere: (symbol) => undecided.has(bare(symbol)),
  };

  function bool(symbol: string): Fact<boolean> {
    const name = bare(symbol);
    // What nothing defines is off for CMake and C.
    if (!isDefined(name) && !inputs.isOpen(name)) return known(false);
    return map(text(name), (value) => value === 'y');
  }

  function number(symbol: string): Fact<number> {
    const value = text(symbol);
    if (!value.known) return value;
    const isHex = symbolOf(bare(symbol))?.type === 'hex' && !/^0x/i.test(value.value);
    const number = Number(isHex ? `0x${value.value}` : value.value);
    return value.value === '' || Number.isNaN(number)
      ? unknown(`a number in ${named(symbol)}`)
      : { ...value, value: number };
  }

  function text(symbol: string): Fact<string> {
    const name = bare(symbol);
    let value = values.get(name);
    if (!value) values.set(name, (value = withoutRecording(() => valueOf(name))));
    return value;
  }

  function valueOf(name: string): Fact<string> {
    const symbol = symbolOf(name);
    if (!symbol || !isDefined(name)) {
      const lines = [...(bySymbol.get(name) ?? [])].reverse();
      // It is for the module that is not here to say whether that counts.
      if (lines[0] && inputs.isOpen(name)) return known(unquoted(lines[0].value), ...originsOf(lines));
      return unknown(`${named(name)} (no Kconfig file here defines it)`);
    }
    const value = evaluated().text(symbol);
    if (value === undefined)
      return unknown(undecided.get(name) ?? `${named(name)} (a module that decides about it is not here)`);
    return known(value, ...new Set(origins(symbol, 0)));
  }

  function definition(symbol: string): SymbolFacts | undefined {
    const name = bare(symbol);
    if (!definitions.has(name)) {
      const found = symbolOf(name);
      definitions.set(name, found && inputs.definition(found));
    }
    return definitions.get(name);
  }

  /** The deciding place first, then what it rests on. */
  function origins(symbol: KconfigSymbol, depth: number): readonly Origin[] {
    const { decided, ignored } = argument(evaluated(), symbol);
    const lines = originsOf([...(bySymbol.get(symbol.name) ?? [])].reverse());
    const at = (place: Place): readonly Origin[] => {
      const origin = inputs.originOf(place);
      return origin ? [origin] : [];
    };
    const behind = ignored
      ? [...ignored.unmet.flatMap((part) => reasons(part, depth)), ...lines]
      : decided.kind === 'assigned'
        ? []
        : lines;
    switch (decided.kind) {
      case 'assigned':
        return [...lines, ...asked(symbol, depth)];
      case 'default':
      case 'range':
        return [...at(decided.at), ...reasons(decided.condition, depth), ...behind];
      case 'selected':
      case 'implied':
        return [...at(decided.at), ...originsBelow(decided.by, depth), ...reasons(decided.condition, depth), ...behind];
      case 'choice': {
        const chosen = decided.selection;
        const other = chosen && chosen !== symbol ? originsOf([...(bySymbol.get(chosen.name) ?? [])].reverse()) : [];
        return [...other, ...at(mainDefinition(chosen ?? symbol).at), ...behind];
      }
      case 'nothing':
        return [...at(mainDefinition(symbol).at), ...behind];
      default:
        return behind;
    }
  }

  /** What an assignment needed to count. */
  function asked(symbol: KconfigSymbol, depth: number): readonly Origin[] {
    return symbol.definitions.flatMap(({ prompt }) => (prompt ? reasons(prompt, depth) : []));
  }

  function reasons(expression: Expression, depth: number): readonly Origin[] {
    switch (expression.op) {
      case 'symbol':
        return originsBelow(expression, depth);
      case 'choice':
        return [];
      case 'not':
        return reasons(expression.left, depth);
      default:
        return [...reasons(expression.left, depth), ...reasons(expression.right, depth)];
    }
  }

  /** Only what the project says, and the devicetree: the rest of the SDK is as it always is. */
  function originsBelow(symbol: KconfigSymbol, depth: number): readonly Origin[] {
    const compatible = inputs.compatibleOf(symbol.name);
    if (compatible !== undefined) {
      const enabled = conditions.holds('dt_enabled', [compatible]);
      return enabled.known ? enabled.origins : [];
    }
    if (symbol.isConstant || depth > DEEPEST) return [];
    return origins(symbol, depth + 1).filter((origin) => origin.kind !== 'sdk');
  }

  function userLine(tree: KconfigTree, { symbol, value, origin, at = origin }: AssignmentIn): UserLine {
    const isUnset = at.kind === 'project' && at.span.file.text[at.span.start] === '#';
    const isText = tree.symbols.get(symbol)?.type === 'string' && !value.startsWith('"');
    // What the SDK's own lines say is kept without the quotes.
    return { symbol, text: isText && at.kind === 'sdk' ? JSON.stringify(value) : value, isUnset, origin };
  }

  function openSymbols(tree: KconfigTree): ReadonlySet<KconfigSymbol> {
    return new Set([...undecided.keys()].flatMap((name) => tree.symbols.get(name) ?? []));
  }

  function isDefined(name: string): boolean {
    return (symbolOf(name)?.definitions.length ?? 0) > 0;
  }

  function symbolOf(name: string): KconfigSymbol | undefined {
    return evaluated().tree.symbols.get(name);
  }

  function named(symbol: string): string {
    return `${prefix}${bare(symbol)} in the ${image} image`;
  }
}

/** How far a reason is followed. */
const DEEPEST = 2;

/** Makes a value again that was not used for long. */
function recently<T extends object>(make: () => T): () => T {
  const key = {};
  return () => {
    const at = recent.findIndex((one) => one.key === key);
    const found = at < 0 ? { key, value: make() } : recent[at]!;
    if (at !== 0) {
      if (at > 0) recent.splice(at, 1);
      recent.unshift(found);
      recent.length = Math.min(recent.length, MOST_RECENT);
    }
    return found.value as T;
  };
}

const NOTHING: ReadonlyMap<string, string> = new Map();

const recent: { readonly key: object; readonly value: object }[] = [];
/** A build has two or three images. */
const MOST_RECENT = 12;
