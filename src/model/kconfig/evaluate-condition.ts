import { andThen, type Fact, is, known, map, unknown, withOrigins } from '../fact.ts';
import type { Comparison, Expression, Operand } from './condition.ts';

/** What a condition is evaluated over. */
export interface Scope {
  bool(symbol: string): Fact<boolean>;
  /** Value as in `.config`, without quotes. */
  text(symbol: string): Fact<string>;
  devicetree(predicate: string, names: readonly string[]): Fact<boolean>;
}

/** Three-valued: known as soon as the known parts settle it. Origins are those of the parts that settle it. */
export function evaluateCondition(expression: Expression, scope: Scope): Fact<boolean> {
  switch (expression.kind) {
    case 'constant':
      return known(expression.value);
    case 'symbol':
      return scope.bool(expression.name);
    case 'devicetree':
      return scope.devicetree(expression.predicate, expression.arguments);
    case 'not':
      return map(evaluateCondition(expression.of, scope), (value) => !value);
    case 'and':
    case 'or': {
      const settling = expression.kind === 'or';
      const left = evaluateCondition(expression.left, scope);
      return is(left, settling) ? left : combined(left, evaluateCondition(expression.right, scope), settling);
    }
    case 'compare':
      return andThen(operandText(expression.left, scope), (left) =>
        map(operandText(expression.right, scope), (right) => compare(left, expression.operator, right)),
      );
    case 'unreadable':
      return unknown(`the meaning of "${expression.text}"`);
  }
}

/** Both hold; what the first one settles, the second one is not asked for. */
export const both = (left: Fact<boolean>, right: () => Fact<boolean>): Fact<boolean> =>
  is(left, false) ? left : combined(left, right(), false);

/** `and` with `settling` false, `or` with `settling` true, of a left side that does not settle it. */
function combined(left: Fact<boolean>, right: Fact<boolean>, settling: boolean): Fact<boolean> {
  if (!right.known) return left.known ? right : left;
  if (right.value === settling) return right;
  return left.known ? withOrigins(left, right.origins) : left;
}

const operandText = (operand: Operand, scope: Scope): Fact<string> =>
  operand.kind === 'literal' ? known(operand.text) : scope.text(operand.name);

function compare(left: string, operator: Comparison, right: string): boolean {
  const numbers = [left, right].map(Number) as [number, number];
  const [a, b] = numbers.every((number, index) => !Number.isNaN(number) && [left, right][index] !== '')
    ? numbers
    : [left, right];
  switch (operator) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}
