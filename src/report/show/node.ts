import type { NodeAnswer, NodeOfImage, ShownNode, ShownPlace, ShownProperty } from '../../diagnostic/show.ts';
import { baseName } from '../../text/paths.ts';
import { visible } from '../../text/visible.ts';
import { type Entry, entryLines, noteLines, placeText, type ShowPage } from './lines.ts';

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
function pinEntries(pins: ShownNode['pins']): readonly Entry[] {
  const places = new Map<string | undefined, string[]>();
  for (const { name, signal, place } of pins) {
    const at = placeText(place);
    places.set(at, [...(places.get(at) ?? []), `${signal} ${name}`]);
  }
  return [...places].map(([place, texts]) => ({ key: 'pins', text: texts.join(', '), place }));
}

/** By the file that decided them, in the order of its lines; the user's files first. */
function propertyLines(properties: readonly ShownProperty[], page: ShowPage): string[] {
  const files = new Map<string, { readonly line: number; readonly property: ShownProperty }[]>();
  for (const property of properties) {
    const [place] = property.places;
    const line = place && 'line' in place ? place.line : 0;
    const file = fileOf(place);
    files.set(file, [...(files.get(file) ?? []), { line, property }]);
  }
  const isOwn = (rows: readonly { readonly property: ShownProperty }[]): boolean =>
    rows[0]!.property.places[0]?.kind === 'project';
  return [...files]
    .sort(([, a], [, b]) => Number(isOwn(b)) - Number(isOwn(a)))
    .flatMap(([file, rows]) => [
      `    ${page.ink.frame(file)}`,
      ...entryLines(
        rows
          .sort((a, b) => a.line - b.line)
          .map(({ line, property }) => ({ key: String(line).padStart(6), text: propertyText(property) })),
        2,
        page,
      ),
    ]);
}

function fileOf(place: ShownPlace | undefined): string {
  if (place?.kind === 'project') return visible(place.file);
  return place?.kind === 'sdk' ? visible(`${place.file}, NCS ${place.version}`) : (placeText(place) ?? 'nowhere');
}

function propertyText({ name, value, places }: ShownProperty): string {
  const replaced = places
    .slice(1)
    .flatMap((place) => ('line' in place ? [`${baseName(place.file)}:${place.line}`] : []));
  const instead = replaced.length > 0 ? ` (instead of ${replaced.join(', ')})` : '';
  return `${value === '' ? name : `${name} = ${value}`}${instead}`;
}
