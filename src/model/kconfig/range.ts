import { type Fact, known, unknown } from '../fact.ts';
import { integer } from '../kconfig-tree/numbers.ts';
import type { SdkLine, SymbolFacts } from '../sdk-facts.ts';
import { parseCondition } from './condition.ts';
import { evaluateCondition, type Scope } from './evaluate-condition.ts';

/** The values that a number may have. */
export interface ValueRange {
  /** As they are written down: 16 for 0x10. */
  readonly low: number | bigint;
  readonly high: number | bigint;
  readonly at: SdkLine;
}

/**
 * The range that counts for a number, undefined for none: that of the first line whose condition holds.
 * `zephyr/scripts/kconfig/kconfiglib.py:4310-4330` (2.4.0)
 */
export function activeRange({ type, ranges = [] }: SymbolFacts, scope: Scope): Fact<ValueRange | undefined> {
  for (const range of ranges) {
    const holds = range.if === undefined ? known(true) : evaluateCondition(parseCondition(range.if), scope);
    if (!holds.known) return unknown(holds.missing);
    if (!holds.value) continue;
    const [low, high] = [bound(range.low), bound(range.high)];
    if (low === undefined || high === undefined) return unknown(`the range of ${range.at}`);
    return known({ low, high, at: range.at });
  }
  return known(undefined);

  function bound(text: string): number | bigint | undefined {
    const base = type === 'hex' ? 16 : 10;
    if (/^[-\d]/.test(text)) return integer(text, base);
    const value = scope.text(text);
    return value.known ? integer(value.value, base) : undefined;
  }
}
