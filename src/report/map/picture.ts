import { severityRank } from '../../diagnostic/diagnostic.ts';
import type { MapProblem, ShownMemory, ShownPart } from '../../diagnostic/flash-map.ts';
import { visible } from '../../text/visible.ts';
import { columns } from '../columns.ts';
import type { Paint } from '../ink.ts';
import type { ShowPage } from '../show/lines.ts';
import { wrap } from '../wrap.ts';
import { freeIn, hex, sizeText } from './numbers.ts';
import { type Brace, bracesOf, type Row, rowsOf } from './rows.ts';
import type { Strokes } from './strokes.ts';

export interface PicturePage extends ShowPage {
  readonly strokes: Strokes;
}

/** Lines that a memory has, where its parts need no more. */
const HEIGHT = 16;

/** A memory as a picture, lowest address first. `problems` are those of the map. */
export function pictureLines(memory: ShownMemory, problems: readonly MapProblem[], page: PicturePage): string[] {
  const rows = rowsOf(memory, HEIGHT);
  const braces = bracesOf(memory, rows);
  const { ink, strokes, width } = page;
  const room = {
    address: Math.max(...rows.map(({ part }) => hex(part.end).length), 6) + 2,
    box: Math.max(...memory.parts.map((part) => columns(labelOf(part)) + 4), 24),
    size: Math.max(
      ...memory.parts.map(({ start, end, problems }) => sizeText(end - start).length + marks(problems).length),
      9,
    ),
    braces: Math.max(0, ...braces.map(({ column }) => column + 1)),
  };
  const paintOf = (numbers: readonly number[]): Paint => {
    const worst = numbers
      .map((number) => problems[number - 1]!.severity)
      .sort((a, b) => severityRank[a] - severityRank[b])[0];
    return worst ? ink.severity[worst] : (text) => text;
  };
  const isLastInside = (index: number): boolean =>
    rows[index]!.part.kind !== 'outside' && (rows[index + 1]?.part.kind ?? 'outside') === 'outside';
  const start = ' '.repeat(room.address);
  return [
    ...wrap(titleOf(memory), width, '', '  ').map(ink.bold),
    ...rows.flatMap((row, index) => {
      const line = rowLine(row, index, rows[index - 1], room, paintOf, page);
      const beside = braceText(braces, index, room, width, strokes, paintOf);
      const bottom = isLastInside(index)
        ? [`${hex(row.part.end).padStart(room.address)}  ${bottomOf(strokes, room.box)}${unknownEnd(memory)}`]
        : [];
      return [`${line}${beside === '' ? '' : ` ${beside}`}`.trimEnd(), ...bottom];
    }),
    ...legend(memory, start, page),
  ];
}

/** Columns. */
interface Room {
  readonly address: number;
  readonly box: number;
  readonly size: number;
  readonly braces: number;
}

function rowLine(
  { part, isFirst }: Row,
  index: number,
  before: Row | undefined,
  room: Room,
  paintOf: (problems: readonly number[]) => Paint,
  { ink, strokes }: PicturePage,
): string {
  const paint = part.problems.length > 0 ? paintOf(part.problems) : (text: string) => text;
  const fill =
    part.kind === 'free' || part.kind === 'open' ? strokes.free : part.kind === 'partition' ? ' ' : strokes.wrong;
  if (!isFirst) {
    const inside = fill.repeat(room.box - 2);
    return `${' '.repeat(room.address)}  ${strokes.side}${fill === ' ' ? inside : ink.dim(inside)}${strokes.side}${' '.repeat(room.size + 2)}`;
  }
  const [left, right] = index === 0 || before?.part.kind === 'outside' ? strokes.top : strokes.between;
  const line = part.isAligned === false ? strokes.broken : strokes.line;
  const label = labelOf(part);
  const named = part.kind === 'free' || part.kind === 'open' ? ink.dim(label) : paint(ink.bold(label));
  const border = line.repeat(Math.max(0, room.box - 4 - columns(label)));
  const size = sizeText(part.end - part.start);
  const flags = marks(part.problems);
  const pad = ' '.repeat(room.size - size.length - flags.length);
  return `${ink.frame(hex(part.start).padStart(room.address))}  ${left} ${named} ${border}${right}  ${size}${paint(flags)}${pad}`;
}

function labelOf({ kind, names }: ShownPart): string {
  if (kind === 'overlap') return 'overlap';
  if (names.length > 0) return names.map(visible).join(' + ');
  return kind === 'open' ? 'free, or not known' : 'free';
}

/** ` !1 !2`: numbers of the problems listed below. */
const marks = (problems: readonly number[]): string => problems.map((number) => ` !${number}`).join('');

const bottomOf = ({ bottom: [left, right], line }: Strokes, box: number): string =>
  `${left}${line.repeat(box - 2)}${right}`;

const unknownEnd = ({ size }: ShownMemory): string => (size === undefined ? '  and on' : '');

function braceText(
  braces: readonly Brace[],
  row: number,
  room: Room,
  width: number,
  { brace: [first, further, last, single] }: Strokes,
  paintOf: (problems: readonly number[]) => Paint,
): string {
  const strokes = Array.from({ length: room.braces }, (_, column) => {
    const own = braces.find((one) => one.column === column && one.first <= row && row <= one.last);
    if (!own) return ' ';
    if (own.first === own.last) return single;
    return row === own.first ? first : row === own.last ? last : further;
  });
  const named = braces.filter((one) => one.first === row);
  const say = (withSize: boolean): string =>
    named
      .map(({ name, size, problems }) => `${visible(name)}${withSize ? `, ${sizeText(size)}` : ''}${marks(problems)}`)
      .join('; ');
  const left = width - (room.address + room.box + room.size + room.braces + 6);
  const text = columns(say(true)) <= left ? say(true) : say(false);
  return `${strokes.join('')} ${paintOf(named.flatMap(({ problems }) => problems))(text)}`.trimEnd();
}

/** "internal flash (flash_primary), 1 MiB, 24 KiB free, erased in blocks of 4 KiB" */
export function titleOf({ title, name, size, missing, eraseBlock, parts }: ShownMemory): string {
  const free = freeIn(parts);
  return [
    `${title} (${visible(name)})`,
    size === undefined ? `size not known: ${missing}` : sizeText(size),
    ...(free > 0 ? [`${sizeText(free)} free`] : []),
    ...(eraseBlock === undefined ? [] : [`erased in blocks of ${sizeText(eraseBlock)}`]),
  ].join(', ');
}

function legend({ parts, eraseBlock }: ShownMemory, start: string, { strokes, width, ink }: PicturePage): string[] {
  const notes = [
    ...(parts.some(({ isAligned, kind }) => isAligned === false && kind !== 'outside')
      ? [`${strokes.broken.repeat(3)} does not begin on an erase block of ${sizeText(eraseBlock!)}`]
      : []),
    ...(parts.some(({ kind }) => kind === 'overlap')
      ? [`${strokes.wrong.repeat(3)} claimed by several partitions`]
      : []),
    ...(parts.some(({ kind }) => kind === 'outside') ? ['below the end: a place that the memory does not have'] : []),
  ];
  return notes.flatMap((note) => wrap(note, width, `${start}  `).map(ink.dim));
}
