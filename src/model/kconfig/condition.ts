import type { Condition } from '../sdk-facts.ts';

/** A condition of the SDK facts as a tree; see `Condition` for the language. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'devicetree'; readonly predicate: string; readonly arguments: readonly string[] }
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: Comparison; readonly right: Operand }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  /** Not in our language: its value is unknown. */
  | { readonly kind: 'unreadable'; readonly text: string };

/** A side of a comparison: the value of a symbol, or a literal. */
export type Operand =
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'literal'; readonly text: string };
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A condition as `parseCondition` reads it, remembered: those of an SDK are some thousand, and asked for in every build. */
export function expressionOf(condition: Condition): Expression {
  const found = known.get(condition) ?? parseCondition(condition);
  if (known.size < MOST_KNOWN) known.set(condition, found);
  return found;
}

const known = new Map<Condition, Expression>();
const MOST_KNOWN = 50_000;

/** Reads a condition. Never throws: text outside of the language is `unreadable` as a whole. Linear in the text. */
export function parseCondition(condition: Condition): Expression {
  const tokens = condition.match(tokenPattern) ?? [];
  let position = 0;
  const unreadable: Expression = { kind: 'unreadable', text: condition };
  if (tokens.length > maxTokens) return unreadable;

  const expression = either();
  return expression && position === tokens.length ? expression : unreadable;

  function either(): Expression | undefined {
    return chain('||', 'or', both);
  }

  function both(): Expression | undefined {
    return chain('&&', 'and', unary);
  }

  function chain(token: string, kind: 'and' | 'or', next: () => Expression | undefined): Expression | undefined {
    let left = next();
    while (left && tokens[position] === token) {
      position++;
      const right = next();
      left = right && { kind, left, right };
    }
    return left;
  }

  function unary(): Expression | undefined {
    const token = tokens[position++];
    if (token === undefined) return undefined;
    if (token === '!') {
      const of = unary();
      return of && { kind: 'not', of };
    }
    if (token === '(') {
      const inner = either();
      return tokens[position++] === ')' ? inner : undefined;
    }
    if (token.startsWith('dt_') && token.endsWith(')')) {
      const opening = token.indexOf('(');
      const names = predicateArguments(token.slice(opening + 1, -1));
      return { kind: 'devicetree', predicate: token.slice(0, opening), arguments: names };
    }
    const left = operand(token);
    if (!left) return undefined;
    const operator = tokens[position];
    if (isComparison(operator)) {
      position++;
      const right = operand(tokens[position++]);
      return right && { kind: 'compare', left, operator, right };
    }
    if (left.kind === 'symbol') return left;
    return left.text === 'y' || left.text === 'n' ? { kind: 'constant', value: left.text === 'y' } : undefined;
  }
}

/** Deeper conditions do not occur; the bound keeps hostile data from exhausting the stack. */
const maxTokens = 2000;

/** Whatever is no token of the language is one that has no place in it. */
const tokenPattern = /dt_\w+\([^()]*\)|"[^"]*"|\|\||&&|!=|<=|>=|[!=<>()]|[\w.-]+|\S/g;

const isComparison = (token: string | undefined): token is Comparison => token !== undefined && comparisons.has(token);

const comparisons: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

function operand(token: string | undefined): Operand | undefined {
  if (token === undefined) return undefined;
  if (token.startsWith('"') && token !== '"') return { kind: 'literal', text: token.slice(1, -1) };
  if (token === 'y' || token === 'n' || /^-?(\d+|0x[0-9a-f]+)$/i.test(token)) return { kind: 'literal', text: token };
  return /^\w+$/.test(token) ? { kind: 'symbol', name: token } : undefined;
}

/** Arguments part at comma and blank: names in devicetree contain commas themselves. */
const predicateArguments = (text: string): string[] => text.split(', ').map((argument) => argument.trim());
