/** `0xf4000`, as the field writes addresses and sizes; a minus sign stands in front. */
export const hex = (bytes: number): string => (bytes < 0 ? `-0x${(-bytes).toString(16)}` : `0x${bytes.toString(16)}`);

/** `0x1000..0x2000`: end exclusive. */
export const rangeText = (range: { readonly start: number; readonly end: number }): string =>
  `${hex(range.start)}..${hex(range.end)}`;

/** `2 MiB`, `244 KiB`, `512 bytes`: the largest binary unit that divides evenly. */
export function amount(bytes: number): string {
  if (bytes !== 0 && bytes % 0x100000 === 0) return `${bytes / 0x100000} MiB`;
  if (bytes !== 0 && bytes % 0x400 === 0) return `${bytes / 0x400} KiB`;
  return `${bytes} bytes`;
}

/** `1 sector`, `244 sectors`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
