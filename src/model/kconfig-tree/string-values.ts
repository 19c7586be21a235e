import type { ValueWarning } from './evaluation.ts';
import { decimal, hexadecimal, integer } from './numbers.ts';
import type { Conditional, Expression, KconfigSymbol } from './symbols.ts';
import type { UserValues } from './user-values.ts';
import { NO, type Tristate } from './values.ts';

/** What the value of a number or string rests on. */
export interface Evaluated {
  readonly user: UserValues;
  readonly warnings: ValueWarning[];
  text(symbol: KconfigSymbol): string | undefined;
  value(expression: Expression): Tristate;
  visibility(symbol: KconfigSymbol): Tristate;
}

/** The value of an int, hex or string; undefined where nobody knows. `zephyr/scripts/kconfig/kconfiglib.py:4286` (2.4.0) */
export function stringValue(symbol: KconfigSymbol, values: Evaluated): string | undefined {
  const seen = values.visibility(symbol);
  const asked = seen === NO ? undefined : values.user.symbols.get(symbol)?.text;
  if (symbol.type === 'string') {
    const mayFail = asked === undefined || (seen & NO) !== 0;
    return agreed([...(asked === undefined ? [] : [asked]), ...(mayFail ? defaults(symbol, values) : [])].map(textOf));
  }
  const outcomes: (string | undefined)[] = [];
  for (const range of ranges(symbol, values)) {
    if (range === undefined) return undefined;
    const isInside = asked !== undefined && asked !== '' && within(integer(asked, base(symbol))!, range);
    if (isInside) outcomes.push(asked);
    else if (asked) values.warnings.push({ kind: 'out-of-range', symbol });
    if (isInside && !(seen & NO)) continue;
    for (const value of defaults(symbol, values)) outcomes.push(clamped(symbol, value, range, values));
  }
  return agreed(outcomes);
}

type Range = readonly [low: number | bigint, high: number | bigint] | 'none';

/** The ranges that may be in effect; undefined for one with a bound that nobody knows. */
function* ranges(symbol: KconfigSymbol, values: Evaluated): Generator<Range | undefined> {
  for (const { value, condition } of symbol.ranges) {
    const holds = values.value(condition);
    if (holds === NO) continue;
    const [low, high] = value.map((bound) => values.text(bound));
    if (low === undefined || high === undefined) yield undefined;
    else yield [integer(low, base(symbol)) ?? 0, integer(high, base(symbol)) ?? 0];
    if (!(holds & NO)) return;
  }
  yield 'none';
}

/** The values the defaults may give, null for none. */
function* defaults(symbol: KconfigSymbol, values: Evaluated): Generator<DefaultValue> {
  for (const { value, condition } of symbol.defaults as readonly Conditional<Expression>[]) {
    const holds = values.value(condition);
    if (holds === NO) continue;
    yield value.op === 'symbol' ? { text: values.text(value) } : { text: '' };
    if (!(holds & NO)) return;
  }
  yield NO_DEFAULT;
}

interface DefaultValue {
  readonly text: string | undefined;
}

const NO_DEFAULT: DefaultValue = { text: '' };
const textOf = (value: DefaultValue | string): string | undefined => (typeof value === 'string' ? value : value.text);

function clamped(symbol: KconfigSymbol, value: DefaultValue, range: Range, values: Evaluated): string | undefined {
  const { text } = value;
  if (range === 'none' || text === undefined) return text;
  const number = integer(text, base(symbol)) ?? 0;
  if (within(number, range)) return text;
  if (value !== NO_DEFAULT) values.warnings.push({ kind: 'default-clamped', symbol });
  const bound = number < range[0] ? range[0] : range[1];
  return symbol.type === 'hex' ? hexadecimal(bound) : decimal(bound);
}

const within = (number: number | bigint, range: Range): boolean =>
  range === 'none' || (number >= range[0] && number <= range[1]);

const base = ({ type }: KconfigSymbol): 10 | 16 => (type === 'hex' ? 16 : 10);

function agreed(outcomes: readonly (string | undefined)[]): string | undefined {
  const [first] = outcomes;
  return outcomes.every((outcome) => outcome === first) ? first : undefined;
}
