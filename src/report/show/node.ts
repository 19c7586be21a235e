import type { NodeAnswer, NodeOfImage, ShownNode, ShownPlace, ShownProperty } from '../../diagnostic/show.ts';
import { baseName } from '../../text/paths.ts';
import { visible } from '../../text/visible.ts';
import { type Entry, entryLines, grouped, noteLines, placeText, type ShowPage } from './lines.ts';

/** A node in each image; its properties stand below the files that decided them. */
export const nodeLines = ({ asked, images, notes }: NodeAnswer, page: ShowPage): string[] => [
  page.ink.bold(visible(asked)),
  ...images.flatMap((one) => imageLines(one, page)),
  ...noteLines(notes, 2, page),
];

function imageLines({ image, node, missing, notes }: NodeOfImage, page: ShowPage): string[] {
  const what = node?.path ?? (missing === undefined ? 'no such node' : 'not known');
  const rest = node ? ', and all that it says of the node' : '';
  const open = missing === undefined ? [] : [{ key: 'missing', text: `${missing}${rest}` }];
  return [
    `  ${visible(image)}: ${page.ink.bold(visible(what))}`,
    ...entryLines([...(node ? aboutNode(node) : []), ...open], 4, page),
    ...(node ? propertyLines(node.properties, page) : []),
    ...noteLines(notes, 4, page),
  ];
}

function aboutNode({ labels, status, disabledBy, chosenAs, properties, pins, children }: ShownNode): readonly Entry[] {
  const isSaid = properties.some(({ name }) => name === 'status');
  const known = status.value === undefined ? `not known: ${status.missing}` : status.value;
  const above = disabledBy === undefined ? '' : `, but ${disabledBy} above it is not`;
  return [
    ...(labels.length > 0 ? [{ key: 'labels', text: labels.join(', ') }] : []),
    {
      key: 'status',
      text: `${known}${above}${isSaid || status.value === undefined ? '' : ', as nothing says otherwise'}`,
      place: isSaid ? placeText(status.place) : undefined,
    },
    ...chosenAs.map(({ name, place }) => ({ key: 'chosen as', text: name, place: placeText(place) })),
    ...pinEntries(pins),
    ...children.map((child) => ({ key: 'children', text: childText(child) })),
  ];
}

const childText = ({ name, labels, status }: ShownNode['children'][number]): string =>
  `${labels.map((label) => `${label}: `).join('')}${name}${status === 'okay' ? '' : ` (${status ?? 'status not known'})`}`;

/** Pins of one line stand together. */
const pinEntries = (pins: ShownNode['pins']): readonly Entry[] =>
  [...grouped(pins, ({ place }) => placeText(place) ?? '')].map(([place, group]) => ({
    key: 'pins',
    text: group.map(({ name, signal }) => `${signal} ${name}`).join(', '),
    place: place || undefined,
  }));

/** By the file that decided them, in the order of its lines; the user's files first. */
function propertyLines(properties: readonly ShownProperty[], page: ShowPage): string[] {
  const files = [...grouped(properties, ({ places }) => fileOf(places[0]))];
  const isOwn = ([first]: readonly ShownProperty[]): boolean => first?.places[0]?.kind === 'project';
  return files
    .sort(([, a], [, b]) => Number(isOwn(b)) - Number(isOwn(a)))
    .flatMap(([file, group]) => {
      const entries = group
        .map((property) => ({ line: lineOf(property.places[0]), text: propertyText(property) }))
        .sort((a, b) => a.line - b.line)
        .map(({ line, text }) => ({ key: String(line).padStart(6), text }));
      return [`    ${page.ink.frame(file)}`, ...entryLines(entries, 2, page)];
    });
}

const lineOf = (place: ShownPlace | undefined): number => (place && 'line' in place ? place.line : 0);

function fileOf(place: ShownPlace | undefined): string {
  if (place?.kind === 'project') return visible(place.file);
  return place?.kind === 'sdk' ? visible(`${place.file}, NCS ${place.version}`) : (placeText(place) ?? 'nowhere');
}

function propertyText({ name, value, places }: ShownProperty): string {
  const replaced = places
    .slice(1, 1 + MOST_REPLACED)
    .map((place) => ('line' in place ? `${baseName(place.file)}:${place.line}` : place.kind));
  if (places.length > 1 + MOST_REPLACED) replaced.push(`${places.length - 1 - MOST_REPLACED} more`);
  const instead = replaced.length > 0 ? ` (instead of ${replaced.join(', ')})` : '';
  return `${value === '' ? name : `${name} = ${value}`}${instead}`;
}

const MOST_REPLACED = 4;
