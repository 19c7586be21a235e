import type { Expression, Operand } from './condition.ts';

/** A condition for the reader of a report: symbols with their prefix, questions to the devicetree in words. */
export function conditionText(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return expression.value ? 'y' : 'n';
    case 'symbol':
      return `CONFIG_${expression.name}`;
    case 'devicetree':
      return devicetreeText(expression.predicate, expression.arguments);
    case 'not':
      return `!${within(expression.of, ['and', 'or', 'compare'])}`;
    case 'and':
      return `${within(expression.left, ['or'])} && ${within(expression.right, ['or'])}`;
    case 'or':
      return `${conditionText(expression.left)} || ${conditionText(expression.right)}`;
    case 'compare':
      return `${operandText(expression.left)} ${expression.operator} ${operandText(expression.right)}`;
    case 'unreadable':
      return expression.text;
  }
}

const within = (expression: Expression, kinds: readonly Expression['kind'][]): string =>
  kinds.includes(expression.kind) ? `(${conditionText(expression)})` : conditionText(expression);

const operandText = (operand: Operand): string =>
  operand.kind === 'symbol' ? `CONFIG_${operand.name}` : `"${operand.text}"`;

function devicetreeText(predicate: string, [first = '', second]: readonly string[]): string {
  switch (predicate) {
    case 'dt_enabled':
      return `an enabled ${first} node`;
    case 'dt_chosen':
      return `an enabled node chosen as ${first}`;
    case 'dt_label':
      return second === undefined ? `&${first} enabled` : `&${first} enabled as ${second}`;
    case 'dt_compatible':
      return `&${first} compatible with ${second}`;
    case 'dt_property':
      return `${second} of &${first}`;
    default:
      return `${predicate}(${first})`;
  }
}
