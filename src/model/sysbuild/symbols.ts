import { guarded, joinConditions } from '../../syntax/kconfig-language/conditions.ts';
import type { ConditionalLine, KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import type { Condition, SymbolFacts } from '../sdk-facts.ts';

/** Symbols by name, made of all their definitions in the order these are read. Computed when asked for, and once. */
export function symbolsOf(definitions: readonly KconfigDefinition[]): (name: string) => SymbolFacts | undefined {
  const byName = grouped(definitions, ({ kind, name }) => `${kind} ${name}`);
  const selectors = grouped(
    definitions.flatMap((definition) => (definition.selects ?? []).map((select) => ({ definition, select }))),
    ({ select }) => select.value,
  );
  const members = grouped(
    definitions.filter(({ choice }) => choice !== undefined),
    ({ choice }) => choice!,
  );
  const found = new Map<string, SymbolFacts | undefined>();
  return (name) => {
    if (!found.has(name)) found.set(name, symbol(name));
    return found.get(name);
  };

  function symbol(name: string): SymbolFacts | undefined {
    const all = byName.get(`symbol ${name}`) ?? [];
    const typed = all.find(({ type }) => type !== undefined);
    const member = all.find(({ choice }) => choice !== undefined);
    // Members of a choice are bools, typed or not.
    if (!typed?.type && !member) return undefined;
    return {
      type: typed?.type ?? 'bool',
      ...(member?.choice === undefined ? {} : { choice: member.choice }),
      ...optional('depends', anyOf(all.map(({ depends }) => depends))),
      prompt: prompt(all),
      defaults: member?.choice === undefined ? defaults(all) : chosenByDefault(member.choice, name),
      ...optional('selects', selects(name)),
      complete: true,
      at: (typed ?? all[0]!).at,
    };
  }

  function selects(name: string): SymbolFacts['selects'] {
    return selectors.get(name)?.map(({ definition, select }) => ({
      if: joinConditions(definition.name, select.if)!,
      at: select.at,
    }));
  }

  /** A member is y while the choice's defaults lead to it, or while it is the first visible one and they lead nowhere. */
  function chosenByDefault(choice: string, name: string): SymbolFacts['defaults'] {
    const choices = byName.get(`choice ${choice}`) ?? [];
    const preferred = choices.flatMap((definition) => conditionalOn(definition, definition.defaults ?? []));
    const names = [...new Set(members.get(choice)?.map((member) => member.name))];
    const visible = (member: string): Condition | undefined => always(prompt(byName.get(`symbol ${member}`) ?? []));
    const result: { value: string; if?: Condition; at: string }[] = [];
    let before: Condition | undefined;
    const ways = [
      ...preferred.map(({ value, if: condition, at }) => ({
        member: value,
        condition: joinConditions(always(condition), visible(value)),
        at,
      })),
      ...names.map((member) => ({
        member,
        condition: visible(member),
        at: choices[0]?.at ?? byName.get(`symbol ${member}`)![0]!.at,
      })),
    ];
    for (const { member, condition, at } of ways) {
      if (member === name) result.push({ value: 'y', ...optional('if', joinConditions(condition, before)), at });
      if (condition === undefined) break;
      before = joinConditions(before, `!(${condition})`);
    }
    return result;
  }
}

function prompt(all: readonly KconfigDefinition[]): Condition {
  const asked = all.filter((definition) => definition.prompt !== undefined);
  if (asked.length === 0) return 'n';
  return anyOf(asked.map((definition) => joinConditions(definition.depends, always(definition.prompt)))) ?? 'y';
}

/** A number without a default starts at the lowest value it may have. */
function defaults(all: readonly KconfigDefinition[]): SymbolFacts['defaults'] {
  return [
    ...all.flatMap((definition) => conditionalOn(definition, definition.defaults ?? [])),
    ...all.flatMap((definition) => conditionalOn(definition, definition.lowest ?? [])),
  ];
}

const conditionalOn = ({ depends }: KconfigDefinition, lines: readonly ConditionalLine[]): readonly ConditionalLine[] =>
  lines.map(({ value, if: condition, at }) => ({ value, ...optional('if', joinConditions(depends, condition)), at }));

/** Undefined where one of them always holds. */
function anyOf(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  if (conditions.some((condition) => condition === undefined || condition === 'y')) return undefined;
  return [...new Set(conditions)].map((condition) => `(${condition})`).join(' || ') || undefined;
}

const always = (condition: Condition | undefined): Condition | undefined =>
  condition === 'y' ? undefined : condition && guarded(condition);

const optional = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
