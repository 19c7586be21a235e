import type { ShownFile, ShownPlace } from '../../diagnostic/show.ts';
import { visible } from '../../text/visible.ts';
import { placeOf } from '../code-frame.ts';
import { columns } from '../columns.ts';
import type { Page } from '../page.ts';
import { wrap } from '../wrap.ts';

/** What the answers need to be drawn. */
export type ShowPage = Pick<Page, 'width' | 'ink'>;

/** A line of an answer: a key in front, a place behind. */
export interface Entry {
  /** Left out where it is the same as that of the entry before. */
  readonly key: string;
  readonly text: string;
  readonly place?: string | undefined;
}

/** Entries in two columns. A place stands behind its text, or on a line of its own where there is no room. */
export function entryLines(entries: readonly Entry[], indent: number, { width, ink }: ShowPage): string[] {
  const margin = ' '.repeat(indent);
  const room = Math.max(0, ...entries.map(({ key }) => key.length)) + 2;
  const hang = margin + ' '.repeat(room);
  return entries.flatMap(({ key, text, place }, index) => {
    const shown = index > 0 && entries[index - 1]!.key === key ? '' : key;
    const [first = '', ...rest] = wrap(text, width, margin + shown.padEnd(room), `${hang}  `);
    const lines = [margin + ink.dim(shown) + first.slice(margin.length + shown.length), ...rest];
    if (place === undefined) return lines;
    const end = rest.at(-1) ?? first;
    if (columns(end) + 2 + columns(place) > width) {
      // A long path moves to the left before it leaves the page.
      const free = Math.max(indent, Math.min(hang.length + 2, width - columns(place)));
      return [...lines, ' '.repeat(free) + ink.frame(place)];
    }
    return [...lines.slice(0, -1), `${lines.at(-1)}  ${ink.frame(place)}`];
  });
}

/** `prj.conf:15`; undefined for no place. */
export function placeText(place: ShownPlace | undefined): string | undefined {
  switch (place?.kind) {
    case 'project':
      return placeOf({ path: place.file, sdk: undefined }, place.line);
    case 'sdk':
      return placeOf({ path: place.file, sdk: place.version }, place.line);
    case 'absent':
      return `there is no ${visible(place.file)}`;
    case 'argument':
    case 'assumed':
      return visible(place.text);
    default:
      return undefined;
  }
}

/** A file and why it is read. */
export const fileEntry = (key: string, { path, sdk, why }: ShownFile): Entry => ({
  key,
  text: path,
  place: visible(`(${why}${sdk === undefined ? '' : `, NCS ${sdk}`})`),
});

/** Sentences of an answer, each with a final stop unless it asks. */
export const noteLines = (notes: readonly string[], indent: number, { width }: ShowPage): string[] =>
  notes.flatMap((note) => wrap(note.endsWith('?') ? note : `${note}.`, width, ' '.repeat(indent)));

/** Items in the order of their first appearance, those with the same key together. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
