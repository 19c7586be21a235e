import type { Expression, KconfigChoice, KconfigSymbol } from './symbols.ts';

/** An expression as it is written, with no more parentheses than it needs. */
export function expressionText(expression: Expression): string {
  switch (expression.op) {
    case 'symbol':
      return symbolText(expression);
    case 'choice':
      return choiceText(expression);
    case 'not':
      return `!${isJunction(expression.left) ? `(${expressionText(expression.left)})` : expressionText(expression.left)}`;
    case 'and':
      return [expression.left, expression.right]
        .map((part) => (part.op === 'or' ? `(${expressionText(part)})` : expressionText(part)))
        .join(' && ');
    case 'or':
      return `${expressionText(expression.left)} || ${expressionText(expression.right)}`;
    default:
      return `${expressionText(expression.left)} ${expression.op} ${expressionText(expression.right)}`;
  }
}

const isJunction = ({ op }: Expression): boolean => op !== 'symbol' && op !== 'choice' && op !== 'not';

const symbolText = ({ name, isConstant, missing }: KconfigSymbol): string => {
  if (missing !== undefined) return `(${missing})`;
  return isConstant && !/^[nmy]$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
};

const choiceText = ({ name }: KconfigChoice): string => (name === undefined ? '<choice>' : `<choice ${name}>`);
