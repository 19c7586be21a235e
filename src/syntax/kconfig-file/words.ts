/**
 * The text between two offsets, the same string as the last time wherever it can be: a name stands in many places, and
 * is looked up in all of them. `hash` is any number that depends on nothing but the characters. Of two names that share
 * a slot the later one stays, so the table cannot grow.
 */
export function word(text: string, start: number, end: number, hash: number): string {
  const slot = (hash ^ (hash >>> 15)) & LAST;
  const known = slots[slot]!;
  if (known.length === end - start && text.startsWith(known, start)) return known;
  return (slots[slot] = text.slice(start, end));
}

const LAST = 0x7fff;
const slots: string[] = new Array<string>(LAST + 1).fill('');
