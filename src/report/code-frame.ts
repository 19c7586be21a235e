import type { SourceFile, Span } from '../text/source.ts';
import { visible } from '../text/visible.ts';
import { columns } from './columns.ts';
import { drawnLine } from './drawn-line.ts';
import type { Ink, Paint } from './ink.ts';
import { wrap } from './wrap.ts';

/** `^` under what the diagnostic is about, `-` under what it builds on. */
export interface Mark {
  readonly span: Span;
  readonly text: string;
  readonly sign: '^' | '-';
}

export interface FrameStyle {
  /** Columns of the widest line number. */
  readonly gutter: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly ink: Ink;
  /** Of what stands under `^`. */
  readonly paint: Paint;
}

/**
 * Draws the marked lines of one file. A long line is cut where no mark is, a span over several lines is marked to the
 * end of its first one.
 *
 *     ::: boards/nrf52840dk_nrf52840.overlay:12:3
 *      |
 *   12 |         nordic,pm-ext-flash = &mx25r64;
 *      |         ------------------------------ external_flash is &mx25r64
 */
export function codeFrame(file: SourceFile, marks: readonly Mark[], arrow: '-->' | ':::', style: FrameStyle): string[] {
  const { ink, gutter } = style;
  const pad = ' '.repeat(gutter);
  const sorted = distinct(marks)
    .map((mark) => ({ ...mark, at: clamped(mark.span) }))
    .sort((a, b) => a.at.line - b.at.line || a.at.from - b.at.from);
  const head = (sorted.find((mark) => mark.sign === '^') ?? sorted[0]!).at;
  const lines = [`${pad}${ink.frame(arrow)} ${placeOf(file, head.line, head.from + 1)}`, `${pad} ${ink.frame('|')}`];

  let drawn = 0;
  for (const [line, here] of byLine(sorted)) {
    if (drawn > 0 && line === drawn + 2) lines.push(...plainLine(file, drawn + 1, style));
    else if (drawn > 0 && line > drawn + 1) lines.push(`${pad.slice(1)}...`);
    lines.push(...markedLine(file, line, here, style));
    drawn = line;
  }
  return lines;
}

/** `boards/a.overlay:12:3`; with the version for a file of the SDK. */
export const placeOf = ({ path, sdk }: Pick<SourceFile, 'path' | 'sdk'>, line: number, column?: number): string =>
  `${visible(path)}:${line}${column === undefined ? '' : `:${column}`}${sdk ? `, NCS ${visible(sdk)}` : ''}`;

/** The first line of a span, and the 0-based offsets of its characters in that line. */
export function clamped(span: Span): { readonly line: number; readonly from: number; readonly to: number } {
  const start = Math.max(0, Math.min(span.start, span.file.text.length));
  const { line, column } = span.file.position(start);
  const length = span.file.line(line).length;
  const from = Math.min(column - 1, length);
  return { line, from, to: Math.max(from, Math.min(from + span.end - start, length)) };
}

type PlacedMark = Mark & { readonly at: ReturnType<typeof clamped> };

function byLine(marks: readonly PlacedMark[]): Map<number, PlacedMark[]> {
  const lines = new Map<number, PlacedMark[]>();
  for (const mark of marks) {
    const here = lines.get(mark.at.line);
    if (here) here.push(mark);
    else lines.set(mark.at.line, [mark]);
  }
  return lines;
}

function markedLine(file: SourceFile, number: number, marks: readonly PlacedMark[], style: FrameStyle): string[] {
  const code = file.line(number);
  const lines: string[] = [];
  for (let waiting = marks; waiting.length > 0; ) {
    const { from, to } = waiting[0]!.at;
    // One column less: a mark may stand behind the last character.
    const drawn = drawnLine(code, from, to, roomOf(style) - 1);
    lines.push(numbered(number, drawn.text, style));
    const seen = waiting.filter((mark) => drawn.shows(mark.at.from));
    for (const mark of seen) {
      const start = drawn.column(mark.at.from);
      lines.push(...signs(mark, start, Math.max(1, drawn.column(mark.at.to) - start), style));
    }
    // What is cut off here gets the line a second time, cut elsewhere.
    waiting = waiting.filter((mark) => !seen.includes(mark));
  }
  return lines;
}

/** `^^^^ text`; the text stands below when there is no room for it on the right. */
function signs({ sign, text }: Mark, start: number, length: number, style: FrameStyle): string[] {
  const paint = sign === '^' ? style.paint : style.ink.frame;
  const margin = `${' '.repeat(style.gutter)} ${style.ink.frame('|')} `;
  const room = roomOf(style);
  const marked = margin + ' '.repeat(start) + paint(sign.repeat(length));
  const beside = wrap(text, room);
  if (text.trim() === '') return [marked];
  if (beside.length === 1 && start + length + 1 + columns(beside[0]!) <= room)
    return [`${marked} ${paint(beside[0]!)}`];
  const needed = beside.length === 1 ? Math.min(comfortable, columns(beside[0]!)) : comfortable;
  const indent = ' '.repeat(Math.max(0, Math.min(start, room - needed)));
  return [marked, ...wrap(text, room, indent).map((line) => margin + indent + paint(line.slice(indent.length)))];
}

/** Columns in which a sentence still reads well. */
const comfortable = 40;

const plainLine = (file: SourceFile, number: number, style: FrameStyle): string[] => [
  numbered(number, drawnLine(file.line(number), 0, 0, roomOf(style)).text, style),
];

const numbered = (number: number, text: string, { gutter, ink }: FrameStyle): string =>
  `${ink.dim(String(number).padStart(gutter))} ${ink.frame('|')} ${text}`.trimEnd();

const roomOf = ({ width, gutter }: FrameStyle): number => Math.max(24, width - gutter - ' | '.length);

const distinct = (marks: readonly Mark[]): Mark[] => {
  const seen = new Set<string>();
  return marks.filter(({ span, text, sign }) => {
    const key = `${sign}${span.start}-${span.end} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
};
