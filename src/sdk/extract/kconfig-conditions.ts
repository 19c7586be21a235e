import { parseCondition } from '../../model/kconfig/condition.ts';
import type { Expression, KconfigChoice, KconfigSymbol } from '../../model/kconfig-tree/symbols.ts';

/** What conditions say instead of a symbol. */
export interface ConditionNames {
  /** For `DT_HAS_NORDIC_QSPI_NOR_ENABLED` nordic,qspi-nor. */
  compatibleOf(symbol: string): string | undefined;
  /** Whether no file defines the symbol: as a condition it is n. Unless given, none is taken to be. */
  isNowhere?(symbol: KconfigSymbol): boolean;
}

/** An expression of a Kconfig tree in the language of `Condition`; "y" for what always holds. */
export function conditionOf(expression: Expression, names: ConditionNames): string {
  switch (expression.op) {
    case 'symbol':
      return names.isNowhere?.(expression) ? 'n' : symbolText(expression, names);
    case 'choice':
      return whenShown(expression, names);
    case 'not':
      return `!${bracketed(conditionOf(expression.left, names))}`;
    case 'and':
      return joined(expression, 'and', names);
    case 'or':
      return joined(expression, 'or', names);
    default:
      return `${compared(expression.left, names)} ${expression.op} ${compared(expression.right, names)}`;
  }
}

/** In a comparison a symbol without a definition stands for its own name. */
const compared = (operand: Expression, names: ConditionNames): string =>
  operand.op === 'symbol' ? symbolText(operand, names) : conditionOf(operand, names);

function symbolText({ name, missing, isConstant }: KconfigSymbol, names: ConditionNames): string {
  if (missing !== undefined) return missing;
  const compatible = names.compatibleOf(name);
  if (compatible !== undefined) return `dt_enabled(${compatible})`;
  return isConstant && !/^[nmy]$/.test(name) ? `"${name}"` : name;
}

/** Whether the language has all that stands in a condition; macros that only a build expands it has not. */
export const isReadable = (condition: string): boolean => parseCondition(condition).kind !== 'unreadable';

/** A choice that is no option of its own is on wherever it is shown. */
function whenShown({ definitions }: KconfigChoice, names: ConditionNames): string {
  const shown = definitions.flatMap(({ prompt }) => (prompt ? [conditionOf(prompt, names)] : []));
  return shown.length === 1 ? shown[0]! : shown.map(bracketed).join(' || ') || 'n';
}

/** Each part once: what surrounds a line is often said again in it. */
function joined(expression: Expression, op: 'and' | 'or', names: ConditionNames): string {
  const parts = new Set(parted(expression, op).map((part) => conditionOf(part, names)));
  parts.delete(op === 'and' ? 'y' : 'n');
  if (parts.size === 0) return op === 'and' ? 'y' : 'n';
  if (parts.has(op === 'and' ? 'n' : 'y')) return op === 'and' ? 'n' : 'y';
  const [only = ''] = parts;
  if (parts.size === 1) return only;
  return [...parts]
    .map((part) => (op === 'and' && part.includes('||') ? `(${part})` : part))
    .join(op === 'and' ? ' && ' : ' || ');
}

const parted = (expression: Expression, op: 'and' | 'or'): Expression[] =>
  expression.op === op ? [...parted(expression.left, op), ...parted(expression.right, op)] : [expression];

const bracketed = (condition: string): string =>
  /[ &|=<>]/.test(condition) && !/^dt_\w+\([^()]*\)$/.test(condition) ? `(${condition})` : condition;
