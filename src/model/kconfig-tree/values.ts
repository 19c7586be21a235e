/**
 * The values a tristate may have, as a set of bits: n is 1, m is 2, y is 4. One bit is a known value; all that is
 * computed from a set holds every value that can come out.
 */
export type Tristate = number;

export const NO = 1;
export const MODULE = 2;
export const YES = 4;
/** A bool that nobody knows. */
export const OPEN = NO | YES;

export const isKnown = (value: Tristate): boolean => value === NO || value === YES || value === MODULE;

/** `&&`: the lower of the two. */
export const lower = (one: Tristate, other: Tristate): Tristate => lowest[one * 8 + other]!;

/** `||`: the higher of the two. */
export const higher = (one: Tristate, other: Tristate): Tristate => highest[one * 8 + other]!;

export const negated = (value: Tristate): Tristate =>
  (value & MODULE) | (value & NO ? YES : 0) | (value & YES ? NO : 0);

/** `n`, `m` or `y`; undefined where it is open. */
export const letter = (value: Tristate): 'n' | 'm' | 'y' | undefined =>
  value === NO ? 'n' : value === YES ? 'y' : value === MODULE ? 'm' : undefined;

export const ofLetter = (text: string): Tristate | undefined =>
  text === 'y' ? YES : text === 'n' ? NO : text === 'm' ? MODULE : undefined;

const lowest = combined(Math.min);
const highest = combined(Math.max);

function combined(of: (one: number, other: number) => number): Uint8Array {
  const table = new Uint8Array(64);
  for (let one = 0; one < 8; one++) {
    for (let other = 0; other < 8; other++) {
      let bits = 0;
      for (const a of [0, 1, 2])
        for (const b of [0, 1, 2]) if (one & (1 << a) && other & (1 << b)) bits |= 1 << of(a, b);
      table[one * 8 + other] = bits;
    }
  }
  return table;
}
