import type { SymbolName } from './expression.ts';

/**
 * The name between two offsets, the same object as the last time wherever it can be: a name stands in many places, and is
 * looked up in all of them. `hash` is any number that depends on nothing but the characters. Of two names that share a slot
 * the later one stays, so the table cannot grow.
 */
export function word(text: string, start: number, end: number, hash: number): Word {
  const slot = (hash ^ (hash >>> 15)) & LAST;
  const known = slots[slot]!;
  if (known.name.length === end - start && text.startsWith(known.name, start)) return known;
  return (slots[slot] = { kind: 'symbol', name: text.slice(start, end), quoted: false });
}

/** One without macros. */
type Word = SymbolName & { readonly name: string };

const LAST = 0x7fff;
const slots = new Array<Word>(LAST + 1).fill({ kind: 'symbol', name: '', quoted: false });
