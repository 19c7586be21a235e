import type { PartitionsAnswer, ShownPartition, ShownRange, ShownSlot } from '../../diagnostic/show.ts';
import { visible } from '../../text/visible.ts';
import { columns } from '../columns.ts';
import { entryLines, fileEntry, placeText, type ShowPage } from './lines.ts';

/** Tables of regions, static partitions and slots. */
export function partitionLines(answer: PartitionsAnswer, page: ShowPage): string[] {
  const { staticFile, regions, partitions, slots } = answer;
  const rows = [...regions, ...partitions, ...slots];
  const room = Math.min(26, Math.max(...rows.map(({ name }) => columns(visible(name))), 17));
  return [
    ...(staticFile ? entryLines([fileEntry('static file', staticFile)], 2, page) : ['  static file  none']),
    ...table('regions', regions, () => 'from', room, page),
    ...table('static partitions', partitions, aboutPartition, room, page),
    ...table('slots of MCUboot', slots, aboutSlot, room, page),
  ];
}

function table<Row extends ShownRange & { readonly name: string }>(
  title: string,
  rows: readonly Row[],
  about: (row: Row) => string,
  room: number,
  page: ShowPage,
): string[] {
  if (rows.length === 0) return [];
  const head = `  ${title.padEnd(room)}${['address', 'end', 'size'].map((name) => name.padStart(12)).join('')}`;
  return ['', page.ink.bold(head), ...rows.flatMap((row) => rowLines(row, about(row), room, page))];
}

/** The numbers, and below them what is to be said of the row. */
function rowLines(row: ShownRange & { readonly name: string }, about: string, room: number, page: ShowPage): string[] {
  const name = visible(row.name);
  const pad = ' '.repeat(Math.max(0, room - columns(name)));
  const numbers = [row.address, row.end, row.size].map((number) => hex(number).padStart(12)).join('');
  const size = row.size === undefined ? '' : `  ${amount(row.size)}`;
  const missing = row.missing === undefined ? [] : [{ key: '', text: `not known: ${row.missing}` }];
  return [
    `  ${name}${pad}${numbers}${size}`,
    ...entryLines([{ key: '', text: about, place: placeText(row.place) }, ...missing], 2, page),
  ];
}

const aboutPartition = ({ region, members }: ShownPartition): string =>
  `in ${region ?? unknownRegion}${members ? `, covers ${members.join(', ') || 'nothing'}` : ''}`;

const aboutSlot = ({ region, atLeast }: ShownSlot): string =>
  `in ${region ?? unknownRegion}${atLeast === undefined ? '' : `, at least ${hex(atLeast)} (${amount(atLeast)})`}`;

const unknownRegion = 'a region that is not known';

const hex = (number: number | undefined): string => (number === undefined ? '?' : `0x${number.toString(16)}`);

function amount(bytes: number): string {
  if (bytes % 1024 !== 0 || bytes === 0) return `${bytes} bytes`;
  return bytes % 0x100000 === 0 ? `${bytes / 0x100000} MiB` : `${bytes / 1024} KiB`;
}
