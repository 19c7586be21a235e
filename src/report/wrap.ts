import { visible } from '../text/visible.ts';
import { columns } from './columns.ts';

/**
 * `text` in lines of at most `width` columns, broken between words: `first` starts the first line, `rest` the others.
 * A word that is a path or an address is never broken, even where it is too long. The text is made printable.
 */
export function wrap(text: string, width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of words(text, Math.max(minimum, width - Math.max(columns(first), columns(rest))))) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Narrower than this nothing is readable; the text may then be wider than asked. */
const minimum = 16;

function* words(text: string, room: number): Iterable<string> {
  for (const word of visible(text.trim().replace(/\s+/g, ' ')).split(' ')) {
    if (word.includes('/') || columns(word) <= room) yield word;
    else yield* pieces(word, room);
  }
}

function* pieces(word: string, room: number): Iterable<string> {
  let piece = '';
  let used = 0;
  for (const character of word) {
    const needed = columns(character);
    if (used + needed > room) {
      yield piece;
      piece = '';
      used = 0;
    }
    piece += character;
    used += needed;
  }
  yield piece;
}
