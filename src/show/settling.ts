import { type Fact, valueOf } from '../model/fact.ts';
import type { Expression, Operand } from '../model/kconfig/condition.ts';
import { evaluateCondition, type Scope } from '../model/kconfig/evaluate-condition.ts';

/** A part of a condition that nothing below settles: what is asked, and the answer. */
export interface Part {
  /** `CONFIG_FLASH=y`, `CONFIG_SPI_NOR is not known`. */
  readonly text: string;
  readonly answer: Fact<unknown>;
}

/** The parts of a condition that settle it, or that leave it open, in the order they are written. */
export function settlingParts(expression: Expression, scope: Scope, prefix: string): readonly Part[] {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const sides = [expression.left, expression.right];
      const whole = evaluateCondition(expression, scope);
      // One side is enough for a false `and` and a true `or`.
      const enough = whole.known && whole.value === (expression.kind === 'or');
      const settling = sides.filter((side) => {
        const answer = evaluateCondition(side, scope);
        return whole.known ? answer.known && answer.value === whole.value : !answer.known;
      });
      return (enough ? settling.slice(0, 1) : settling).flatMap((side) => settlingParts(side, scope, prefix));
    }
    case 'not':
      return settlingParts(expression.of, scope, prefix);
    case 'symbol': {
      const value = scope.text(expression.name);
      const name = prefix + expression.name;
      return [{ text: value.known ? `${name}=${value.value}` : `${name} is not known`, answer: value }];
    }
    case 'compare':
      return [expression.left, expression.right].flatMap((operand) => operandPart(operand, scope, prefix));
    case 'devicetree': {
      const answer = scope.devicetree(expression.predicate, expression.arguments);
      return [{ text: devicetreeText(expression.predicate, expression.arguments, valueOf(answer)), answer }];
    }
    case 'constant':
    case 'unreadable':
      return [];
  }
}

const operandPart = (operand: Operand, scope: Scope, prefix: string): readonly Part[] =>
  operand.kind === 'symbol' ? settlingParts(operand, scope, prefix) : [];

/** The predicates are described with `Condition` in the model. */
function devicetreeText(predicate: string, [name = '', other]: readonly string[], answer: boolean | undefined): string {
  const no = answer === false;
  const text = (() => {
    switch (predicate) {
      case 'dt_enabled':
        return `${no ? 'no' : 'an'} enabled node is compatible with ${name}`;
      case 'dt_chosen':
        return `${name} ${no ? 'does not choose' : 'chooses'} an enabled node`;
      case 'dt_label':
        return `&${name} is ${no ? 'not ' : ''}enabled${other === undefined ? '' : ` as ${other}`}`;
      case 'dt_compatible':
        return `&${name} is ${no ? 'not ' : ''}compatible with ${other}`;
      case 'dt_property':
        return `&${name} has ${no ? 'no' : 'the property'} ${other}`;
      default:
        return `${predicate}(${name})`;
    }
  })();
  return answer === undefined ? `it is not known whether ${text}` : text;
}
