/**
 * What Python's `int(text, base)` makes of a text, base 0 taking it from the prefix; undefined where it stops.
 * Integers beyond 2^53 are bigints: they compare with numbers all the same.
 */
export function integer(text: string, base: 0 | 10 | 16): number | bigint | undefined {
  const trimmed = text.trim();
  const pattern = base === 16 ? HEX : base === 10 ? DECIMAL : ANY;
  if (!pattern.test(trimmed)) return undefined;
  const isNegative = trimmed[0] === '-';
  const digits = trimmed.replace(/^[+-]/, '').replaceAll('_', '');
  const unsigned =
    base === 16 && !/^0x/i.test(digits) ? `0x${digits}` : base === 10 ? digits.replace(/^0+(?=\d)/, '') : digits;
  const value = unsigned.length < 14 ? Number(unsigned) : BigInt(unsigned);
  return isNegative ? -value : value;
}

/** As Python writes a number that was taken from a range. */
export const decimal = (value: number | bigint): string => `${value}`;
export const hexadecimal = (value: number | bigint): string =>
  value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;

const DECIMAL = /^[+-]?\d+(?:_\d+)*$/;
const HEX = /^[+-]?(?:0[xX]_?)?[\da-fA-F]+(?:_[\da-fA-F]+)*$/;
const ANY = /^[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0+(?:_?0)*|[1-9]\d*(?:_\d+)*)$/;
