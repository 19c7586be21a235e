import type { Cursor } from './cursor.ts';
import type { Text } from './text.ts';

/** A condition or value as it is written. */
export type Expression = SymbolName | Negation | Junction | Relation;

/** A symbol, or with quotes a constant. `n`, `m` and `y` are constants either way, numbers are symbols nobody defines. */
export interface SymbolName {
  readonly kind: 'symbol';
  readonly name: Text;
  readonly quoted: boolean;
  /** Where what it stands for may be noted down for the same object; -1 for what has no such place. */
  readonly slot: number;
}

export interface Negation {
  readonly kind: 'not';
  readonly of: Expression;
}

export interface Junction {
  readonly kind: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Relation {
  readonly kind: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: SymbolName;
  readonly right: SymbolName;
}

/**
 * Reads an expression up to what cannot belong to it; undefined where there is none, or a malformed one.
 * `zephyr/scripts/kconfig/kconfiglib.py:3375` (2.4.0)
 */
export function expression(cursor: Cursor, depth = 0): Expression | undefined {
  return joined(cursor, 'or', 0x7c, depth);
}

/** What is joined by `&&` or `||`, as a chain to the right. */
function joined(cursor: Cursor, kind: 'and' | 'or', character: number, depth: number): Expression | undefined {
  const first = kind === 'or' ? joined(cursor, 'and', 0x26, depth) : factor(cursor, depth);
  if (!first || !cursor.takePair(character)) return first;
  const operands = [first];
  do {
    const next = kind === 'or' ? joined(cursor, 'and', 0x26, depth) : factor(cursor, depth);
    if (!next || operands.length > LONGEST) return undefined;
    operands.push(next);
  } while (cursor.takePair(character));
  return operands.reduceRight((right, left) => ({ kind, left, right }));
}

function factor(cursor: Cursor, depth: number): Expression | undefined {
  if (depth > DEEPEST) return undefined;
  if (cursor.take(0x21)) {
    const of = factor(cursor, depth + 1);
    return of && { kind: 'not', of };
  }
  if (cursor.take(0x28)) {
    const inner = expression(cursor, depth + 1);
    return inner && cursor.take(0x29) ? inner : undefined;
  }
  const left = symbolName(cursor);
  const kind = left && cursor.relation();
  if (!kind) return left;
  const right = symbolName(cursor);
  return right && { kind, left, right };
}

/** A symbol or a constant. */
export function symbolName(cursor: Cursor): SymbolName | undefined {
  if (!cursor.isQuote()) return cursor.name();
  const name = cursor.string();
  return name === undefined ? undefined : { kind: 'symbol', name, quoted: true, slot: -1 };
}

/** Beyond are no conditions that a person wrote; the evaluation goes as deep as they are. */
const LONGEST = 500;
const DEEPEST = 50;
