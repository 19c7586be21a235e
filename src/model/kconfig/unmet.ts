import type { Devicetree } from '../devicetree/devicetree.ts';
import { type Fact, known, recordingUnknowns } from '../fact.ts';
import { type Expression, parseCondition } from './condition.ts';
import { conditionText } from './condition-text.ts';
import { devicetreeConditions } from './devicetree-conditions.ts';
import type { KconfigView } from './evaluate.ts';
import { evaluateCondition } from './evaluate-condition.ts';

/**
 * Whether a symbol can have another value on another board: one of its conditions asks the devicetree or the SoC. Of a
 * symbol nobody knows anything about that is taken for granted.
 */
export function isBoardMatter(view: KconfigView, symbol: string): boolean {
  if (/^(SOC|BOARD|CPU|ARCH|HAS|DT)_/.test(symbol)) return true;
  const definition = view.definition(symbol);
  if (!definition) return true;
  const { type, depends, prompt, defaults, selects = [] } = definition;
  const conditions = [depends, prompt, ...defaults.map((rule) => rule.if), ...selects.map((select) => select.if)];
  if (type === 'bool') conditions.push(...defaults.map(({ value }) => value));
  return conditions.some((condition) => {
    if (condition === undefined) return false;
    const { symbols, asksDevicetree } = named(parseCondition(condition));
    return asksDevicetree || symbols.some((name) => /^(SOC|BOARD|CPU|ARCH|HAS|DT)_/.test(name));
  });
}

/** Whether a line of the project switches off what would select the symbol. */
export function isSelectorOff(view: KconfigView, symbol: string): boolean {
  const { selects = [] } = view.definition(symbol) ?? {};
  return selects.some((select) =>
    named(parseCondition(select.if)).symbols.some((name) => {
      const last = view.assigned(name).at(-1);
      return last?.value === 'n' && last.origin.kind !== 'sdk';
    }),
  );
}

/** A part of what an assignment depends on that does not hold. */
export interface UnmetPart {
  /** As it is shown: `CONFIG_GPIO || CONFIG_NCS_BM`. */
  readonly text: string;
  /** The symbols in it, without prefix. */
  readonly symbols: readonly string[];
  /** Whether it asks the devicetree, as far as anybody can tell. */
  readonly asksDevicetree: boolean;
  /** Where that was decided. */
  readonly holds: Fact<boolean>;
}

/**
 * The parts of what an assignment of a symbol depends on, joined by `&&`, that do not hold when every line that sets a symbol to n has its
 * way. Should something else force that symbol to y, the line that sets it to n has no effect instead. `isNever` tells of
 * symbols that nothing in the SDK defines.
 */
export function unmetParts(
  view: KconfigView,
  devicetree: Devicetree,
  symbol: string,
  isNever: (symbol: string) => boolean,
): readonly UnmetPart[] {
  const definition = view.definition(symbol);
  const depends = definition?.prompt ?? definition?.depends;
  if (depends === undefined) return [];
  const conditions = devicetreeConditions(devicetree);
  const scope = { bool: asked, text: (name: string) => view.text(name), devicetree: conditions.holds };
  // What is open about one part is no matter of those that are not met.
  return recordingUnknowns(() =>
    parts(parseCondition(depends)).flatMap((part): UnmetPart[] => {
      const holds = evaluateCondition(part, scope);
      return holds.known && !holds.value ? [{ text: conditionText(part), ...named(part), holds }] : [];
    }),
  ).result;

  function asked(name: string): Fact<boolean> {
    const value = view.bool(name);
    if (value.known) return value;
    const last = view.assigned(name).at(-1);
    if (last) return last.value === 'n' ? known(false, last.origin) : value;
    return isNever(name) ? known(false) : value;
  }
}

const parts = (expression: Expression): readonly Expression[] =>
  expression.kind === 'and' ? [...parts(expression.left), ...parts(expression.right)] : [expression];

function named(part: Expression): Pick<UnmetPart, 'symbols' | 'asksDevicetree'> {
  const symbols = new Set<string>();
  let asksDevicetree = false;
  collect(part);
  return { symbols: [...symbols], asksDevicetree };

  function collect(expression: Expression): void {
    switch (expression.kind) {
      case 'symbol':
        symbols.add(expression.name);
        return;
      case 'devicetree':
      case 'unreadable':
        asksDevicetree = true;
        return;
      case 'not':
        return collect(expression.of);
      case 'and':
      case 'or':
        collect(expression.left);
        return collect(expression.right);
      case 'compare':
        for (const side of [expression.left, expression.right]) if (side.kind === 'symbol') symbols.add(side.name);
        return;
      default:
        return;
    }
  }
}
