import type { Origin } from '../../diagnostic/origin.ts';
import { type Fact, known } from '../fact.ts';
import type { SymbolFacts } from '../sdk-facts.ts';

/** A line of `.config`. */
export interface BuiltLine {
  /** Without quotes; `n` for "is not set". */
  readonly value: string;
  readonly origin: Origin;
}

/**
 * The value in a build; without a line it is n, or has none. It comes from the first of what was expected that says the same,
 * else from the line of `.config`.
 */
export function builtValue(
  line: BuiltLine | undefined,
  expected: readonly Fact<string>[],
  type: SymbolFacts['type'] | undefined,
): Fact<string> {
  const value = line?.value ?? withoutLine(expected, type);
  const same = expected.find((one) => one.known && isSameValue(one.value, value, type));
  if (same) return same;
  return line ? known(value, line.origin) : known(value);
}

/** Kconfig writes no line for an option that nobody can choose and that is n, and none for a number without a value. */
function withoutLine([predicted]: readonly Fact<string>[], type: SymbolFacts['type'] | undefined): string {
  if (type !== undefined) return type === 'bool' ? 'n' : '';
  return predicted?.known && predicted.value === '' ? '' : 'n';
}

/** `0xC000` is `0xc000`, and `c000` for a symbol of type hex. */
export function isSameValue(one: string, other: string, type?: SymbolFacts['type']): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((text) => numberIn(text, type));
  return a !== undefined && a === b;
}

function numberIn(text: string, type: SymbolFacts['type'] | undefined): bigint | undefined {
  if (type === 'bool' || type === 'string') return undefined;
  if (/^0x[0-9a-f]+$/i.test(text)) return BigInt(text);
  if (type === 'hex') return /^[0-9a-f]+$/i.test(text) ? BigInt(`0x${text}`) : undefined;
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}
