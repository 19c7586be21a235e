/** An `if`, `menu` or `choice` that surrounds what follows. */
export interface Block {
  readonly kind: 'if' | 'menu' | 'choice';
  condition: string | undefined;
  /** True while `depends on` still belongs to it. */
  isOpen: boolean;
  readonly choice?: string;
  /** The members of the choice so far. */
  readonly members?: string[];
}

/** Both hold; undefined stands for "always". */
export function joinConditions(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return `${guarded(one)} && ${guarded(other)}`;
}

/** In parentheses where an operator that binds less stands outside of others. */
export function guarded(condition: string): string {
  let depth = 0;
  for (const [part] of condition.matchAll(/[()]|\|\|/g)) {
    if (part === '(') depth++;
    else if (part === ')') depth--;
    else if (depth === 0) return `(${condition})`;
  }
  return condition;
}

/** A macro within quotes is no literal: without the quotes the condition is one that nothing can read. */
export const withoutMacros = (condition: string): string =>
  condition.includes('$') ? condition.replace(/"([^"]*\$[^"]*)"/g, '$1') : condition;
