import { type Fact, known, unknown } from '../fact.ts';

/** `value`, with the origins of what led to it behind its own. */
export function withReasons<T>(value: Fact<T>, ...reasons: readonly Fact<unknown>[]): Fact<T> {
  if (!value.known) return value;
  const origins = [...value.origins, ...reasons.flatMap((reason) => (reason.known ? reason.origins : []))];
  return known(value.value, ...new Set(origins));
}

/** Known where both outcomes of an unknown condition are the same. */
export function agreed(one: Fact<string>, other: Fact<string>, condition: Fact<unknown>): Fact<string> {
  if (one.known && other.known && one.value === other.value) return withReasons(one, other);
  return unknownFrom(condition, one, other);
}

/** The first of the unknowns. */
export function unknownFrom(...facts: readonly Fact<unknown>[]): Fact<string> {
  for (const fact of facts) if (!fact.known) return unknown(fact.missing);
  return unknown('a value');
}
