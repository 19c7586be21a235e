import type { Origin } from '../diagnostic/origin.ts';
import type { SymbolStep } from '../diagnostic/show.ts';
import { type Fact, is } from '../model/fact.ts';
import { fits, unquoted } from '../model/kconfig/assigned.ts';
import { parseCondition } from '../model/kconfig/condition.ts';
import type { AssignmentIn, KconfigView } from '../model/kconfig/evaluate.ts';
import { evaluateCondition, type Scope } from '../model/kconfig/evaluate-condition.ts';
import type { Condition, SdkLine, SymbolFacts } from '../model/sdk-facts.ts';
import { shownPlace } from './place.ts';
import { settlingParts } from './settling.ts';

/** The Kconfig of an image, and how its lines are spoken of. */
export interface SymbolContext {
  readonly view: KconfigView;
  readonly scope: Scope;
  /** `CONFIG_` or `SB_CONFIG_`. */
  readonly prefix: string;
  /** How an assignment came to the image that stands in none of its files, as a clause. */
  passedOn(assignment: AssignmentIn): string | undefined;
}

/** Why the symbol, without prefix, has this value: what decides, what that overrode, and the conditions that mattered. */
export function symbolSteps(name: string, value: Fact<string>, context: SymbolContext): readonly SymbolStep[] {
  const { view, prefix } = context;
  const definition = view.definition(name);
  const assigned = [...view.assigned(name)].reverse();
  const decision = decisionOf(name, value, assigned, definition, context);
  const step = (role: SymbolStep['role'], text: string, origin?: Origin): SymbolStep => ({
    role,
    text,
    place: origin && shownPlace(origin),
  });
  const line = (one: AssignmentIn, why?: string): string =>
    [`${prefix}${name}=${unquoted(one.value)}`, context.passedOn(one), why].filter((part) => part).join(', ');
  const rest = assigned
    .filter((one) => one !== decision?.assignment)
    .map((one): SymbolStep => {
      if (!fits(unquoted(one.value), definition?.type))
        return step('ignored', line(one, `which is no ${definition?.type}`), one.origin);
      if (!value.known) return step('possible', line(one), one.origin);
      const isIgnored = !decision?.assignment && is(asked(definition, context), false);
      return isIgnored
        ? step('ignored', line(one, whyNotAsked(definition)), one.origin)
        : step('overridden', line(one), one.origin);
    });
  const decides = decision
    ? [
        step(
          'decides',
          decision.assignment ? line(decision.assignment) : decision.text,
          decision.assignment?.origin ?? decision.origin,
        ),
      ]
    : [];
  const conditions = decision ? decision.conditions : definition ? [definition.prompt ?? definition.depends] : [];
  return [...decides, ...rest, ...conditionSteps(conditions, context)];
}

interface Decision {
  readonly text: string;
  readonly origin?: Origin | undefined;
  readonly assignment?: AssignmentIn;
  readonly conditions: readonly (Condition | undefined)[];
}

function decisionOf(
  name: string,
  value: Fact<string>,
  assigned: readonly AssignmentIn[],
  definition: SymbolFacts | undefined,
  context: SymbolContext,
): Decision | undefined {
  if (!value.known) return undefined;
  const [first] = value.origins;
  const own = first && assigned.find(({ origin }) => isSame(origin, first));
  if (own) return { text: '', assignment: own, conditions: [definition?.prompt ?? definition?.depends] };
  if (!definition) return undefined;
  const { depends, prompt, defaults, selects = [] } = definition;

  const select = first && selects.find((one) => isAt(first, one.at) && holds(one.if, context));
  if (select) return { text: `a select forces it to y`, origin: first, conditions: [select.if] };
  const unmet = [depends, prompt];
  const byDefault = first && defaults.find((one) => isAt(first, one.at) && holds(one.if, context));
  if (byDefault) {
    const isCondition = definition.type === 'bool' && !/^[yn]$/.test(byDefault.value);
    return {
      text: `default ${byDefault.value}${shortCondition(byDefault.if)}`,
      origin: first,
      conditions: [depends, byDefault.if, ...(isCondition ? [byDefault.value] : [])],
    };
  }
  const rival = first && definition.choice !== undefined ? rivalOf(name, first, definition.choice, context) : undefined;
  if (rival) return { text: `${rival}=y, another member of its choice`, origin: first, conditions: [] };
  if (is(asked(definition, context), false) && definition.choice !== undefined)
    return { text: 'its choice is not asked for', conditions: unmet };
  const missed = defaults.map((one) => one.if);
  const isDefinition = first !== undefined && isAt(first, definition.at);
  return {
    text: `no line sets it, and ${defaults.length > 0 ? 'no default holds' : 'it has no default'}`,
    ...(isDefinition ? { origin: first } : {}),
    conditions: depends !== undefined && !holds(depends, context) ? [depends] : missed,
  };
}

/** What mattered of a long condition is said by its parts. */
const shortCondition = (condition: Condition | undefined): string =>
  condition === undefined ? '' : condition.length <= 50 ? ` if ${condition}` : ' under a condition';

/** When an assignment counts. */
const asked = ({ prompt, depends }: Partial<SymbolFacts> = {}, { scope }: SymbolContext): Fact<boolean> =>
  evaluateCondition(parseCondition(prompt ?? depends ?? 'y'), scope);

const whyNotAsked = (definition: SymbolFacts | undefined): string =>
  definition?.prompt === 'n' ? 'which does not count: it has no prompt' : 'which does not count: it is not asked for';

const holds = (condition: Condition | undefined, { scope }: SymbolContext): boolean =>
  condition === undefined || is(evaluateCondition(parseCondition(condition), scope), true);

/** The member of the choice that a line chooses. */
function rivalOf(name: string, origin: Origin, choice: string, { view, prefix }: SymbolContext): string | undefined {
  for (const other of view.assignedSymbols) {
    const isRival = other !== name && view.definition(other)?.choice === choice;
    if (isRival && view.assigned(other).some((one) => isSame(one.origin, origin))) return prefix + other;
  }
  return undefined;
}

function conditionSteps(
  conditions: readonly (Condition | undefined)[],
  { scope, prefix }: SymbolContext,
): readonly SymbolStep[] {
  const parts = conditions.flatMap((condition) =>
    condition === undefined ? [] : settlingParts(parseCondition(condition), scope, prefix),
  );
  const steps = parts.map(({ text, answer }): SymbolStep => {
    const origin = answer.known ? answer.origins[0] : undefined;
    return { role: 'condition', text, place: origin && shownPlace(origin) };
  });
  return [...new Map(steps.map((one) => [one.text, one])).values()];
}

const isSame = (a: Origin, b: Origin): boolean =>
  a === b || JSON.stringify(shownPlace(a)) === JSON.stringify(shownPlace(b));

/** Whether an origin is the line that facts name `zephyr/Kconfig:3`, or `zephyr/Kconfig:3 (2.4.0)`. */
function isAt(origin: Origin, at: SdkLine): boolean {
  const place = shownPlace(origin);
  return 'line' in place && `${place.file}:${place.line}` === at.replace(/ \(.*\)$/, '');
}
