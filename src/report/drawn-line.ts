import { visibleCharacters } from '../text/visible.ts';
import { columns } from './columns.ts';

/** A line of code as it is printed: one blank for a tab, escapes for what cannot be printed, `...` where it is cut. */
export interface DrawnLine {
  readonly text: string;
  /** True when the character at a 0-based UTF-16 offset is not cut off. */
  shows(offset: number): boolean;
  /** The 0-based column at which the character at an offset starts, or the nearest one that is seen. */
  column(offset: number): number;
}

/** Draws `line` in at most `width` columns (16 or more), so that the characters from offset `from` to `to` are seen. */
export function drawnLine(line: string, from: number, to: number, width: number): DrawnLine {
  // Characters far away are not looked at: a line may be megabytes long.
  const first = from > 4 * width ? wholeCharacter(line, from - 2 * width) : 0;
  const cells = cellsOf(line, first, from + 8 * width);
  const last = cells.length - 1;
  const toEnd = cells[last]!.offset >= line.length;
  const total = cells[last]!.column;
  if (first === 0 && toEnd && total <= width) return view(cells, 0, last, '', '');

  const at = indexAt(cells, from);
  const start = cells[at]!.column;
  const end = cells[indexAt(cells, Math.max(from, to))]!.column;
  // An escape is wider than the mark below it where that is empty.
  const marked = Math.max(Math.min(end - start, width >> 1), cells[Math.min(at + 1, last)]!.column - start);
  const needed = start + marked + dots.length;
  const wanted = Math.min(start - Math.floor(width / 3), toEnd ? total - width + dots.length : start);
  let left = first === 0 && needed <= width ? 0 : cells.findIndex(({ column }) => column >= wanted);
  const leading = (): string => (first === 0 && left === 0 ? '' : dots);
  const limit = (): number => cells[left]!.column + width - leading().length;
  if (toEnd && total <= limit()) return view(cells, left, last, leading(), '');
  // Cut on both sides of it, or what is looked for would be the first that is cut off.
  while (left < at && start + marked > limit() - dots.length) left++;
  let right = left + 1;
  while (right < last && cells[right + 1]!.column <= limit() - dots.length) right++;
  return view(cells, left, right, leading(), dots);
}

const dots = '...';

interface Cell {
  readonly offset: number;
  readonly column: number;
  readonly text: string;
}

/** The characters between two offsets, and an empty one behind the last. */
function cellsOf(line: string, first: number, limit: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let end = first;
  for (const { offset, character, text } of visibleCharacters(line.slice(first, wholeCharacter(line, limit)))) {
    const drawn = character === '\t' ? ' ' : text;
    cells.push({ offset: first + offset, column, text: drawn });
    column += columns(drawn);
    end = first + offset + character.length;
  }
  cells.push({ offset: limit >= line.length ? line.length : end, column, text: '' });
  return cells;
}

/** `offset`, or the one before where it would cut a surrogate pair. */
const wholeCharacter = (line: string, offset: number): number =>
  (line.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;

/** The last cell that does not start behind `offset`. */
function indexAt(cells: readonly Cell[], offset: number): number {
  let index = cells.length - 1;
  while (index > 0 && cells[index]!.offset > offset) index--;
  return index;
}

/** The cells from `left` up to, not including, `right`. */
function view(cells: readonly Cell[], left: number, right: number, leading: string, trailing: string): DrawnLine {
  const { column: origin, offset: start } = cells[left]!;
  const { offset: end } = cells[right]!;
  const text = cells.slice(left, right).map((cell) => cell.text);
  return {
    text: (leading + text.join('') + trailing).trimEnd(),
    shows: (offset) => offset >= start && (offset < end || right === cells.length - 1),
    column: (offset) => cells[indexAt(cells, Math.min(Math.max(offset, start), end))]!.column - origin + leading.length,
  };
}
