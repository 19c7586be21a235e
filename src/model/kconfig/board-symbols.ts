import { joinConditions } from '../../syntax/kconfig-language/conditions.ts';
import type { ConditionalLine, KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import type { Condition, SymbolFacts } from '../sdk-facts.ts';
import type { SymbolSource } from './evaluate.ts';

/** What a board that no SDK has says in the Kconfig language, and how it is called there. */
export interface BoardDefinitions {
  /** In the order they are read, which is before all of the SDK's. */
  readonly definitions: readonly KconfigDefinition[];
  /** Symbols that say which board and which SoC it is built for; undefined for all others. */
  identity(name: string): SymbolFacts | undefined;
}

/**
 * The symbols of the SDK with what a board adds to them: its defaults come first, its selects and implies count, and where it
 * defines a symbol again, the symbol is there under the conditions of either
 * (zephyr/Kconfig.zephyr:9-23, zephyr/scripts/kconfig/kconfiglib.py:3690-3701,4463-4490 (2.4.0)).
 */
export function withBoard(facts: SymbolSource, { definitions, identity }: BoardDefinitions): SymbolSource {
  const own = definitions.filter(({ kind }) => kind === 'symbol');
  const byName = grouped(own);
  const selects = forces(own, ({ selects }) => selects);
  const implies = forces(own, ({ implies }) => implies);
  const choices = new Set(definitions.flatMap(({ kind, name }) => (kind === 'choice' ? [name] : [])));

  return { version: facts.version, source: facts.source, symbol };

  function symbol(name: string, image: string): SymbolFacts | undefined {
    const known = identity(name);
    if (known) return known;
    const base = facts.symbol(name, image);
    const added = byName.get(name) ?? [];
    const forced = selects.get(name) ?? [];
    const wanted = implies.get(name) ?? [];
    const isMember = base?.choice !== undefined && choices.has(base.choice);
    if (added.length + forced.length + wanted.length === 0 && !isMember) return base;
    const type = base?.type ?? added.find((one) => one.type !== undefined)?.type ?? (forced[0] && 'bool');
    if (type === undefined) return base;
    const before = [
      ...wanted.map(({ if: condition, at }) => ({ value: 'y', ...given(condition), at })),
      ...defaults(added),
    ];
    const all = [base?.depends, ...added.map(({ depends }) => depends)].slice(base ? 0 : 1);
    return {
      ...base,
      type,
      ...dependsOn(all),
      ...(base ? promptOf(base) : { prompt: prompt(added) }),
      defaults: isMember
        ? []
        : [
            ...before,
            ...(base?.defaults ?? []).map((one) => ({ ...one, ...given(joinConditions(base?.depends, one.if)) })),
          ],
      ...(forced.length > 0 ? { selects: [...(base?.selects ?? []), ...forced] } : {}),
      // Nobody knows what else the SDK says of a symbol without facts.
      complete: base?.complete === true && !isMember,
      at: base?.at ?? '',
    };
  }
}

const grouped = (list: readonly KconfigDefinition[]): ReadonlyMap<string, readonly KconfigDefinition[]> => {
  const groups = new Map<string, KconfigDefinition[]>();
  for (const one of list) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
};

/** By the symbol that is forced: the conditions under which it is. */
function forces(
  list: readonly KconfigDefinition[],
  of: (definition: KconfigDefinition) => readonly ConditionalLine[] | undefined,
): ReadonlyMap<string, readonly { readonly if: Condition; readonly at: string }[]> {
  const found = new Map<string, { if: Condition; at: string }[]>();
  for (const definition of list) {
    for (const { value, if: condition, at } of of(definition) ?? []) {
      const line = { if: joinConditions(definition.name, condition)!, at };
      found.set(value, [...(found.get(value) ?? []), line]);
    }
  }
  return found;
}

/** A value that the build computes makes unknown what it decides. */
const defaults = (list: readonly KconfigDefinition[]): SymbolFacts['defaults'] =>
  list.flatMap(({ depends, defaults = [] }) =>
    defaults.map(({ value, if: condition, at }) => {
      const computed = value.includes('$') ? value : undefined;
      return { value, ...given(joinConditions(joinConditions(depends, condition), computed)), at };
    }),
  );

/** Undefined where one of them always holds. */
function dependsOn(conditions: readonly (Condition | undefined)[]): Pick<SymbolFacts, 'depends'> {
  if (conditions.length === 0 || conditions.includes(undefined)) return {};
  return { depends: [...new Set(conditions)].map((one) => `(${one})`).join(' || ') };
}

/** Only the definition with the prompt decides when it is asked for. */
const promptOf = ({ prompt, depends }: SymbolFacts): Pick<SymbolFacts, 'prompt'> =>
  prompt === undefined && depends === undefined ? {} : { prompt: prompt ?? depends! };

const prompt = (list: readonly KconfigDefinition[]): Condition =>
  list
    .flatMap((one) => (one.prompt === undefined ? [] : [`(${joinConditions(one.depends, one.prompt)})`]))
    .join(' || ') || 'n';

const given = (condition: Condition | undefined): { readonly if?: Condition } =>
  condition === undefined ? {} : { if: condition };
