/**
 * FNV-1a with 64 bits, as in its specification: sixteen hexadecimal digits. Not cryptographic: it tells findings apart, and
 * contents of files. Its prime is 2 ** 40 + 0x1b3; two halves of 32 bits take a tenth of the time of big integers.
 */
export function fnv1a(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < bytes.length; index++) {
    const mixed = (low ^ bytes[index]!) >>> 0;
    const product = mixed * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (mixed << 8)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}
