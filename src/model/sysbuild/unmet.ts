import { type Fact, unknown } from '../fact.ts';
import { type Expression, parseCondition } from '../kconfig/condition.ts';
import type { KconfigView } from '../kconfig/evaluate.ts';
import { evaluateCondition } from '../kconfig/evaluate-condition.ts';
import type { Condition } from '../sdk-facts.ts';

/** A condition that keeps an assignment from counting. */
export interface Unmet {
  /** The symbols it asks for, without prefix. */
  readonly symbols: readonly string[];
  /** Known, and false; its origins are what decided. */
  readonly fact: Fact<boolean>;
}

/** Of the conditions that have to hold together those that are known not to. */
export function unmetConditions(condition: Condition | undefined, view: KconfigView): readonly Unmet[] {
  if (condition === undefined) return [];
  const scope = { bool: view.bool, text: view.text, devicetree: () => unknown('a devicetree of sysbuild') };
  return conjuncts(parseCondition(condition)).flatMap((expression) => {
    const fact = evaluateCondition(expression, scope);
    return fact.known && !fact.value ? [{ symbols: [...new Set(symbolsIn(expression))], fact }] : [];
  });
}

const conjuncts = (expression: Expression): readonly Expression[] =>
  expression.kind === 'and' ? [...conjuncts(expression.left), ...conjuncts(expression.right)] : [expression];

function symbolsIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'symbol':
      return [expression.name];
    case 'not':
      return symbolsIn(expression.of);
    case 'and':
    case 'or':
      return [...symbolsIn(expression.left), ...symbolsIn(expression.right)];
    case 'compare':
      return [expression.left, expression.right].flatMap((side) => (side.kind === 'symbol' ? [side.name] : []));
    default:
      return [];
  }
}
