import type { Evaluation, ValueWarning } from './evaluation.ts';
import { type Expression, type KconfigSymbol, operands } from './symbols.ts';
import type { UserLine } from './user-values.ts';
import { isKnown, NO, ofLetter, type Tristate } from './values.ts';

/** What `zephyr/scripts/kconfig/kconfig.py` (2.4.0) says about a configuration. */
export interface Message {
  readonly kind:
    | 'undefined-symbol'
    | 'invalid-value'
    | 'malformed-string'
    | ValueWarning['kind']
    | 'no-prompt'
    | 'not-taken'
    | 'not-selected'
    | 'deprecated'
    | 'experimental';
  /** Whether the build stops there. */
  readonly stops: boolean;
  /** Without prefix. */
  readonly symbol: string;
  /** The line of the user that it is about. */
  readonly line?: UserLine;
  /** For `not-taken`: which of its dependencies are not met. */
  readonly unmet?: readonly Expression[];
}

/** All messages but those about the Kconfig files themselves. Where a value is unknown, nothing is said. */
export function messages(evaluation: Evaluation): readonly Message[] {
  const { tree, user } = evaluation.all();
  const result: Message[] = user.ignored.map(({ kind, line }) => ({ kind, stops: true, symbol: line.symbol, line }));
  for (const { kind, symbol } of evaluation.warnings) result.push({ kind, stops: true, symbol: symbol.name });
  for (const [symbol, { text, line }] of user.symbols) {
    if (!symbol.hasPrompt) result.push({ kind: 'no-prompt', stops: true, symbol: symbol.name, line });
    else if (!symbol.choice && differs(evaluation.text(symbol), text)) {
      const unmet = unmetDependencies(evaluation, symbol, text);
      result.push({ kind: 'not-taken', stops: false, symbol: symbol.name, line, unmet });
    }
  }
  for (const choice of tree.choices) {
    const asked = user.choices.get(choice)?.selection;
    const [got, ...others] = asked ? evaluation.selection(choice) : [];
    if (!asked || others.length > 0 || got === asked) continue;
    const line = user.symbols.get(asked)?.line;
    result.push({ kind: 'not-selected', stops: false, symbol: asked.name, ...(line ? { line } : {}) });
  }
  return [...result, ...selectors(evaluation, 'DEPRECATED'), ...selectors(evaluation, 'EXPERIMENTAL')];
}

/** The parts of the dependencies that are lower than the value asked for; `kconfig.py` (2.4.0), `missing_deps()`. */
export function unmetDependencies(evaluation: Evaluation, symbol: KconfigSymbol, text: string): readonly Expression[] {
  const [only, ...more] = symbol.definitions;
  if (!only) return [];
  const asked: Tristate = ofLetter(text) ?? NO;
  const isBool = symbol.type === 'bool' || symbol.type === 'tristate';
  const parts = more.length === 0 ? operands(only.depends, 'and') : [joined(symbol)];
  return parts.filter((part) => {
    const value = evaluation.value(part);
    return isKnown(value) && (isBool ? value < asked : value === NO);
  });
}

const joined = ({ definitions }: KconfigSymbol): Expression =>
  definitions.map(({ depends }) => depends).reduce((left, right) => ({ op: 'or', left, right }));

const differs = (value: string | undefined, asked: string): boolean => value !== undefined && value !== asked;

/** Warned of where WARN_DEPRECATED or WARN_EXPERIMENTAL is on. */
function selectors(evaluation: Evaluation, name: 'DEPRECATED' | 'EXPERIMENTAL'): Message[] {
  const { symbols } = evaluation.tree;
  const [target, warn] = [symbols.get(name), symbols.get(`WARN_${name}`)];
  if (!target || !warn || evaluation.text(warn) !== 'y') return [];
  return target.selectedBy.flatMap(({ value, condition }): Message[] => {
    const isOn = evaluation.text(value) === 'y' && evaluation.value(condition) === ofLetter('y');
    return isOn
      ? [{ kind: name === 'DEPRECATED' ? 'deprecated' : 'experimental', stops: false, symbol: value.name }]
      : [];
  });
}
