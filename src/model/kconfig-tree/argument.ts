import type { Evaluation } from './evaluation.ts';
import { unmetDependencies } from './messages.ts';
import type { Conditional, Expression, KconfigChoice, KconfigSymbol, Place } from './symbols.ts';
import type { UserLine } from './user-values.ts';
import { NO } from './values.ts';

/** Why a symbol has its value. */
export interface Argument {
  readonly decided: Decision;
  /** The assignment that does not count, with the parts of the dependencies that are not met. */
  readonly ignored?: { readonly line: UserLine; readonly unmet: readonly Expression[] };
}

export type Decision =
  | { readonly kind: 'assigned'; readonly line: UserLine }
  | { readonly kind: 'default' | 'range'; readonly at: Place; readonly condition: Expression }
  /** By another symbol that is on. */
  | {
      readonly kind: 'selected' | 'implied';
      readonly by: KconfigSymbol;
      readonly at: Place;
      readonly condition: Expression;
    }
  /** As a member of a choice that went to `selection`. */
  | { readonly kind: 'choice'; readonly choice: KconfigChoice; readonly selection: KconfigSymbol | undefined }
  /** No file of the SDK defines it. */
  | { readonly kind: 'undefined' }
  /** No default holds. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** The argument for the value of a symbol; one step: the symbols in it have their own. */
export function argument(evaluation: Evaluation, symbol: KconfigSymbol): Argument {
  const value = evaluation.text(symbol);
  const asked = evaluation.user.symbols.get(symbol);
  const decided = value === undefined ? ({ kind: 'unknown' } as const) : decision(evaluation, symbol, value);
  if (!asked || decided.kind === 'assigned' || value === asked.text || value === undefined) return { decided };
  return { decided, ignored: { line: asked.line, unmet: unmetDependencies(evaluation, symbol, asked.text) } };
}

function decision(evaluation: Evaluation, symbol: KconfigSymbol, value: string): Decision {
  if (symbol.definitions.length === 0) return { kind: 'undefined' };
  const asked = evaluation.user.symbols.get(symbol);
  const isSeen = evaluation.visibility(symbol) !== NO;
  if (symbol.choice) {
    if (asked && isSeen && value === asked.text && value === 'y') return { kind: 'assigned', line: asked.line };
    const [selection, ...others] = evaluation.selection(symbol.choice);
    return {
      kind: 'choice',
      choice: symbol.choice,
      selection: others.length === 0 ? (selection ?? undefined) : undefined,
    };
  }
  if (symbol.type !== 'bool' && symbol.type !== 'tristate') return ofNumber(evaluation, symbol, value, isSeen);
  const isSelected = evaluation.forced(symbol.selectedBy) !== NO;
  if (asked && isSeen && asked.text === value && !(isSelected && value !== 'n' && asked.text === 'n')) {
    return { kind: 'assigned', line: asked.line };
  }
  const selecting = isSelected ? on(evaluation, symbol.selectedBy) : undefined;
  if (selecting) return { kind: 'selected', by: selecting.value, at: selecting.at, condition: selecting.condition };
  if (asked && isSeen) return { kind: 'assigned', line: asked.line };
  const held = symbol.defaults.find(({ condition }) => evaluation.value(condition) !== NO);
  const isImplied = value !== 'n' && (!held || evaluation.value(held.value) === NO);
  const implying = isImplied ? on(evaluation, symbol.impliedBy) : undefined;
  if (implying) return { kind: 'implied', by: implying.value, at: implying.at, condition: implying.condition };
  return held ? { kind: 'default', at: held.at, condition: held.condition } : { kind: 'nothing' };
}

function ofNumber(evaluation: Evaluation, symbol: KconfigSymbol, value: string, isSeen: boolean): Decision {
  const asked = evaluation.user.symbols.get(symbol);
  if (asked && isSeen && asked.text === value) return { kind: 'assigned', line: asked.line };
  const held = symbol.defaults.find(({ condition }) => evaluation.value(condition) !== NO);
  const text = held?.value.op === 'symbol' ? evaluation.text(held.value) : undefined;
  if (held && text === value) return { kind: 'default', at: held.at, condition: held.condition };
  const range = symbol.ranges.find(({ condition }) => evaluation.value(condition) !== NO);
  if (range && value !== '') return { kind: 'range', at: range.at, condition: range.condition };
  return held ? { kind: 'default', at: held.at, condition: held.condition } : { kind: 'nothing' };
}

const on = (
  evaluation: Evaluation,
  by: readonly Conditional<KconfigSymbol>[],
): Conditional<KconfigSymbol> | undefined =>
  by.find(({ value, condition }) => evaluation.tristate(value) !== NO && evaluation.value(condition) !== NO);
