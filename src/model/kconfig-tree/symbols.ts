import type { SymbolType } from '../../syntax/kconfig-file/statements.ts';
import type { Asked } from './preprocess.ts';

/** A condition or value over symbols, ready to be evaluated. */
export type Expression = KconfigSymbol | KconfigChoice | Operation;

/** An operation on others. The two-sided ones compare symbols. */
export interface Operation {
  readonly op: 'and' | 'or' | 'not' | '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: Expression;
  /** For `not` the same as `left`. */
  readonly right: Expression;
}

/** A line of a Kconfig file. */
export interface Place {
  /** As the sources name it. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Of the statement, among all statements of the tree. */
  readonly order: number;
}

/** What holds under a condition, and where that is written. The condition has all that surrounds the line. */
export interface Conditional<T> {
  readonly value: T;
  readonly condition: Expression;
  readonly at: Place;
}

/** One `config` of a symbol, or one `choice`. */
export interface Definition {
  readonly at: Place;
  /** Its own `depends on`, and all around it. */
  readonly depends: Expression;
  /** When its prompt is seen; undefined without a prompt. */
  readonly prompt: Expression | undefined;
}

/** A symbol with all that its definitions say, in the order of the files. Without a definition it is only mentioned. */
export class KconfigSymbol {
  readonly op = 'symbol';
  readonly name: string;
  /** Index among the symbols of the tree; -1 for a constant. */
  readonly id: number;
  /** Says why nobody knows what stands here: a macro that could not be expanded. */
  readonly missing: string | undefined;
  type: SymbolType | undefined;
  choice: KconfigChoice | undefined;
  definitions: readonly Definition[] = none;
  defaults: readonly Conditional<Expression>[] = none;
  ranges: readonly Conditional<readonly [low: KconfigSymbol, high: KconfigSymbol]>[] = none;
  /** Symbols that select this one while they are on, each with the condition of the line. */
  selectedBy: readonly Conditional<KconfigSymbol>[] = none;
  impliedBy: readonly Conditional<KconfigSymbol>[] = none;

  constructor(name: string, id: number, missing?: string) {
    this.name = name;
    this.id = id;
    this.missing = missing;
  }

  get isConstant(): boolean {
    return this.id < 0;
  }

  get hasPrompt(): boolean {
    return hasPrompt(this);
  }
}

export const hasPrompt = ({ definitions }: KconfigSymbol): boolean =>
  definitions.some(({ prompt }) => prompt !== undefined);

/** The definition that tells most: defaults of boards come first, and have neither prompt nor type. */
export const mainDefinition = ({ definitions }: KconfigSymbol): Definition =>
  definitions.find(({ prompt }) => prompt !== undefined) ?? definitions.at(-1)!;

/** A choice, of which one member is y. Definitions with the same name are one choice. */
export class KconfigChoice {
  readonly op = 'choice';
  readonly name: string | undefined;
  readonly id: number;
  type: SymbolType | undefined;
  isOptional = false;
  members: readonly KconfigSymbol[] = none;
  definitions: readonly Definition[] = none;
  defaults: readonly Conditional<Expression>[] = none;

  constructor(name: string | undefined, id: number) {
    this.name = name;
    this.id = id;
  }
}

/** A constant that is another one for each image, in a tree that they share. */
export class AskedConstant extends KconfigSymbol {
  readonly asked: Asked['parts'];
  /** Without quotes it may be a symbol. */
  readonly quoted: boolean;

  constructor(asked: Asked['parts'], quoted: boolean) {
    super('', -1);
    this.asked = asked;
    this.quoted = quoted;
  }
}

const none: readonly never[] = [];

/** `list` with one more. Most lists stay empty, and those share one. */
export function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

/** `n`, `m` and `y`. */
export const N = new KconfigSymbol('n', -1);
export const M = new KconfigSymbol('m', -1);
export const Y = new KconfigSymbol('y', -1);
for (const constant of [N, M, Y]) constant.type = 'tristate';

/** Both, with what is certain left out; `zephyr/scripts/kconfig/kconfiglib.py:2862` (2.4.0). */
export function both(one: Expression, other: Expression): Expression {
  if (one === Y) return other;
  if (other === Y) return one;
  return one === N || other === N ? N : { op: 'and', left: one, right: other };
}

/** What is joined by `op` at the top, from left to right. */
export function operands(expression: Expression, op: 'and' | 'or'): Expression[] {
  if (expression.op !== op) return [expression];
  return [...operands(expression.left, op), ...operands(expression.right, op)];
}
