import { visible } from '../text/visible.ts';
import { columns } from './columns.ts';
import { withoutCommands } from './commands.ts';

/**
 * `text` in lines of at most `width` columns, broken between words: `first` starts the first line, `rest` the others.
 * A word that is a path or an address is never broken, even where it is too long. The text is made printable.
 */
export function wrap(text: string, width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  const room = Math.max(minimum, width - columns(rest));
  let line = first;
  // How much of the line is there before any word.
  let start = columns(first);
  let used = start;
  for (const word of words(text, room)) {
    const needed = columns(word);
    const blank = used > start ? ' ' : '';
    if (used + blank.length + needed > width && (used > start || start > columns(rest))) {
      lines.push(line.trimEnd());
      line = rest + word;
      start = columns(rest);
      used = start + needed;
    } else {
      line += blank + word;
      used += blank.length + needed;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Narrower than this nothing is readable; the text may then be wider than asked. */
const minimum = 16;

function* words(text: string, room: number): Iterable<string> {
  // Blanks of other kinds are not what they seem, and are shown.
  for (const word of text.split(/[ \t\r\n]+/).map((one) => harmless(visible(one)))) {
    if (word.includes('/') || columns(word) <= room) yield word;
    else yield* pieces(word, room);
  }
}

/** As it is printed in the end, with whatever comes behind it: `::` begins a command there. */
const harmless = (word: string): string => withoutCommands(`${word} `).slice(0, -1);

/** What a piece begins with stands at the start of a line, where it may be a command. */
function* pieces(word: string, room: number): Iterable<string> {
  for (let rest = word; rest !== ''; ) {
    rest = harmless(rest);
    let piece = '';
    let used = 0;
    for (const character of rest) {
      used += columns(character);
      if (used > room && piece !== '') break;
      piece += character;
    }
    yield piece;
    rest = rest.slice(piece.length);
  }
}
