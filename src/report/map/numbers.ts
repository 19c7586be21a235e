/** `0xc000` */
export const hex = (bytes: number): string => `0x${bytes.toString(16)}`;

/** `1 MiB`, `959.5 KiB`, `300 bytes`: exact, in the largest unit that needs no more than a half. */
export function sizeText(bytes: number): string {
  for (const [unit, name] of units) if (bytes >= unit && bytes % (unit / 2) === 0) return `${bytes / unit} ${name}`;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

const units = [
  [0x100000, 'MiB'],
  [0x400, 'KiB'],
] as const;

/** Bytes that nothing takes. */
export const freeIn = (
  parts: readonly { readonly kind: string; readonly start: number; readonly end: number }[],
): number =>
  parts.reduce((sum, { kind, start, end }) => (kind === 'free' || kind === 'open' ? sum + end - start : sum), 0);
