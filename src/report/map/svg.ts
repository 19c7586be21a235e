import type { MapReport, ShownContainer, ShownMap, ShownMemory, ShownPart } from '../../diagnostic/flash-map.ts';
import { element, type Xml, xmlDocument } from '../xml.ts';
import { hex, sizeText } from './numbers.ts';
import { titleOf } from './picture.ts';
import { sourceOf } from './pretty.ts';
import { palette, type Tone, toneOf } from './tones.ts';

/** The maps as one SVG picture, to scale, readable in light and dark. Small parts are told apart by their lines to the names. */
export function renderMapSvg({ applications }: MapReport): string {
  const maps = applications.flatMap(({ root, maps }) => maps.map((map) => ({ root, map })));
  const drawn: Xml[] = [];
  let y = MARGIN;
  for (const { map } of maps) {
    const { shapes, height } = drawMap(map, y);
    drawn.push(...shapes);
    y += height;
  }
  const names = maps.map(({ map }) => map.configurations.map(({ id }) => id).join(', ')).join('; ');
  return xmlDocument(
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        viewBox: `0 0 ${WIDTH} ${y}`,
        width: WIDTH,
        height: y,
        role: 'img',
        'aria-label': `Flash map of ${names || 'nothing'}`,
        'font-family': 'ui-sans-serif, system-ui, Helvetica, Arial, sans-serif',
        'font-size': 13,
      },
      [element('style', {}, [style()]), element('rect', { class: 'page', width: WIDTH, height: y }), ...drawn],
    ),
  );
}

const WIDTH = 720;
const MARGIN = 20;
/** Left and right edge of the bar, and where the names stand. */
const BAR = { left: 78, right: 208, names: 240 } as const;
const LINE = 19;

function style(): string {
  const tone = (index: 0 | 1): string =>
    Object.entries(palette)
      .map(([name, colours]) => `.${name}{fill:${colours[index]}}`)
      .join('');
  const light =
    '.page{fill:#fff}text{fill:#1f2933}.dim{fill:#616e7c}.line{stroke:#9aa5b1}.edge{stroke:#fff}.bad{fill:#ba2525}';
  const dark =
    '.page{fill:#15191e}text{fill:#e4e7eb}.dim{fill:#9aa5b1}.line{stroke:#616e7c}.edge{stroke:#15191e}.bad{fill:#f29b9b}';
  return `${light}.line{fill:none}.name{font-weight:600}${tone(0)}@media(prefers-color-scheme:dark){${dark}${tone(1)}}`;
}

interface Drawn {
  readonly shapes: readonly Xml[];
  readonly height: number;
}

function drawMap(map: ShownMap, top: number): Drawn {
  const title = map.configurations.map(({ id }) => id).join(', ');
  const shapes: Xml[] = [
    text(MARGIN, top + 12, [['name', shortened(title, 80)]]),
    text(MARGIN, top + 12 + LINE, [['dim', shortened(sourceOf(map), 90)]]),
  ];
  let y = top + 2 * LINE + 16;
  for (const memory of map.memories) {
    const { shapes: own, height } = drawMemory(memory, y);
    shapes.push(...own);
    y += height;
  }
  for (const [index, { rule, severity, message }] of map.problems.entries()) {
    for (const [row, line] of broken(`!${index + 1} ${severity}[${rule}]: ${message}`, 88).entries()) {
      shapes.push(text(MARGIN + (row > 0 ? 18 : 0), y + 12, [[severity === 'info' ? 'dim' : 'bad', line]]));
      y += LINE;
    }
  }
  return { shapes, height: y - top + MARGIN };
}

function drawMemory(memory: ShownMemory, top: number): Drawn {
  const { parts } = memory;
  const height = Math.max(280, parts.length * LINE);
  const start = parts[0]?.start ?? 0;
  const total = parts.reduce((sum, one) => sum + one.end - one.start, 0) || 1;
  const bar = top + LINE + 6;
  const at = (address: number): number => bar + ((address - start) / total) * height;
  const rows = spread(
    parts.map((part) => (at(part.start) + at(part.end)) / 2),
    bar,
    bar + height,
  );
  const end = parts.at(-1)?.end;
  const shapes: Xml[] = [
    text(MARGIN, top + 12, [['name', shortened(titleOf(memory), 84)]]),
    ...parts.flatMap((part, index) => drawPart(part, at, rows[index]!)),
    ...memory.containers.flatMap((container, index) => drawContainer(container, index, memory.containers, at)),
    ...(end === undefined ? [] : [text(BAR.right + 8, bar + height + 14, [['dim', hex(end)]])]),
  ];
  return { shapes, height: LINE + 6 + height + 2 * LINE + 4 };
}

function drawPart(part: ShownPart, at: (address: number) => number, row: number): readonly Xml[] {
  const { start, end, kind, names, problems } = part;
  const tone: Tone = toneOf(part);
  const [y, bottom] = [at(start), at(end)];
  const middle = (y + bottom) / 2;
  const name = names.join(' + ') || (kind === 'open' ? 'free, or not known' : 'free');
  const isFree = names.length === 0;
  return [
    element(
      'rect',
      {
        class: `${tone} edge`,
        x: BAR.left,
        y: round(y),
        width: BAR.right - BAR.left,
        height: round(Math.max(0.75, bottom - y)),
        'stroke-width': bottom - y > 4 ? 1 : 0,
      },
      [element('title', {}, [`${name} ${hex(start)}..${hex(end)}, ${sizeText(end - start)}`])],
    ),
    element('polyline', {
      class: 'line',
      points: `${BAR.right + 1},${round(middle)} ${BAR.right + 12},${round(middle)} ${BAR.names - 12},${round(row)} ${BAR.names - 5},${round(row)}`,
    }),
    text(BAR.names, row + 4.5, [
      [isFree ? 'dim' : 'name', name],
      ['dim', `${hex(start)}, ${sizeText(end - start)}`],
      ...problems.map((number): Words => ['bad', `!${number}`]),
    ]),
  ];
}

/** A bracket left of the bar, and the name where there is room for it. */
function drawContainer(
  { name, start, end }: ShownContainer,
  index: number,
  all: readonly ShownContainer[],
  at: (address: number) => number,
): readonly Xml[] {
  const depth = all.slice(0, index).filter((other) => other.start <= start && other.end >= end).length;
  const outer = Math.max(
    ...all.map((one) => all.filter((other) => other.start <= one.start && other.end >= one.end).length),
  );
  const x = BAR.left - 8 - (outer - 1 - depth) * 18;
  const [y, bottom] = [at(start), at(end)];
  const label = `${x - 5},${round((y + bottom) / 2)}`;
  return [
    element(
      'polyline',
      {
        class: 'line',
        points: `${x + 5},${round(y)} ${x},${round(y)} ${x},${round(bottom)} ${x + 5},${round(bottom)}`,
      },
      [element('title', {}, [`${name} ${hex(start)}..${hex(end)}, ${sizeText(end - start)}`])],
    ),
    ...(bottom - y > name.length * 6.2
      ? [
          element(
            'text',
            {
              class: 'dim',
              x: 0,
              y: 0,
              'font-size': 11,
              'text-anchor': 'middle',
              transform: `translate(${label}) rotate(-90)`,
            },
            [name],
          ),
        ]
      : []),
  ];
}

type Words = readonly [style: string, text: string];

const text = (x: number, y: number, words: readonly Words[]): Xml =>
  element(
    'text',
    { x, y: round(y) },
    words.map(([style, word], index) => element('tspan', { class: style, ...(index > 0 ? { dx: 6 } : {}) }, [word])),
  );

/** The places, in order, moved apart until lines of text fit, and kept between the ends. */
function spread(places: readonly number[], top: number, bottom: number): readonly number[] {
  const rows = [...places];
  let least = top + LINE / 2;
  for (let index = 0; index < rows.length; index++) {
    rows[index] = Math.max(rows[index]!, least);
    least = rows[index]! + LINE;
  }
  let most = bottom - LINE / 2;
  for (let index = rows.length - 1; index >= 0; index--) {
    rows[index] = Math.min(rows[index]!, most);
    most = rows[index]! - LINE;
  }
  return rows;
}

function broken(words: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

const shortened = (words: string, most: number): string =>
  words.length > most ? `${words.slice(0, most - 1)}…` : words;

const round = (number: number): number => Math.round(number * 100) / 100;
