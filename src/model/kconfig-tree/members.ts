import { type Expression, type KconfigSymbol, M, N, Y } from './symbols.ts';

/** What stands in a choice: a symbol, an `if`, or something else that cannot be a member. */
export interface ChoiceItem {
  readonly symbol: KconfigSymbol | undefined;
  /** Of the prompt, else the dependencies. */
  readonly condition: Expression;
  readonly hasPrompt: boolean;
  /** Of an `if`. */
  readonly children: ChoiceItem[];
}

/**
 * The members of a choice: what depends on the symbol before it belongs below that, and is none.
 * `zephyr/scripts/kconfig/kconfiglib.py:3555,6443-6550` (2.4.0)
 */
export function choiceMembers(items: readonly ChoiceItem[]): KconfigSymbol[] {
  return level(items).flatMap(({ symbol }) => symbol ?? []);
}

/** One level of the menu, with what stands below things without a prompt lifted behind them. */
function level(items: readonly ChoiceItem[]): ChoiceItem[] {
  const result: ChoiceItem[] = [];
  for (let next = 0; next < items.length; ) {
    const [item, after] = finished(items, next);
    next = after;
    if (item.symbol || item.hasPrompt) result.push(item);
    if (!item.hasPrompt) result.push(...item.children);
  }
  return result;
}

function finished(items: readonly ChoiceItem[], index: number): [item: ChoiceItem, next: number] {
  const item = items[index]!;
  if (!item.symbol) return [{ ...item, children: level(item.children) }, index + 1];
  const below: ChoiceItem[] = [];
  let next = index + 1;
  while (next < items.length && dependsOn(items[next]!.condition, item.symbol)) {
    const [child, after] = finished(items, next);
    below.push(child);
    next = after;
  }
  return [{ ...item, children: below.length === 0 ? below : level(below) }, next];
}

function dependsOn(expression: Expression, symbol: KconfigSymbol): boolean {
  switch (expression.op) {
    case 'symbol':
    case 'choice':
      return expression === symbol;
    case 'and':
      return dependsOn(expression.left, symbol) || dependsOn(expression.right, symbol);
    case '=':
    case '!=': {
      const { left, right } = expression;
      if (left !== symbol && right !== symbol) return false;
      const other = right === symbol ? left : right;
      // The original takes `!= y` as well: its `and` binds before its `or`.
      return other === Y || other === (expression.op === '=' ? M : N);
    }
    default:
      return false;
  }
}
