import { type Fact, knownFrom, unknown } from '../fact.ts';

/** `value`, with the origins of what led to it behind its own. */
export function withReasons<T>(value: Fact<T>, ...reasons: readonly Fact<unknown>[]): Fact<T> {
  if (!value.known) return value;
  const origins = new Set(value.origins);
  for (const reason of reasons) if (reason.known) for (const origin of reason.origins) origins.add(origin);
  return origins.size === value.origins.length ? value : knownFrom(value.value, [...origins]);
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
