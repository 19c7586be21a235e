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
  return (slots[slot] = { kind: 'symbol', name: text.slice(start, end), quoted: false, slot });
}

/** Slots are below it. */
export const SLOTS = 0x8000;

/** One without macros. */
type Word = SymbolName & { readonly name: string };

const LAST = SLOTS - 1;
const slots = new Array<Word>(SLOTS).fill({ kind: 'symbol', name: '', quoted: false, slot: 0 });
