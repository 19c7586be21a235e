import type { MapProblem, MapReport, ShownMap } from '../../diagnostic/flash-map.ts';
import { visible } from '../../text/visible.ts';
import { placeOf } from '../code-frame.ts';
import { type ColorLevel, ink } from '../ink.ts';
import { knowledgeLines, titleLines } from '../show/title.ts';
import { wrap } from '../wrap.ts';
import { type PicturePage, pictureLines } from './picture.ts';
import type { Strokes } from './strokes.ts';

export interface MapOptions {
  readonly colorLevel: ColorLevel;
  /** Columns of the terminal; fewer than 60 count as 60. */
  readonly width: number;
  readonly strokes: Strokes;
}

/** The maps for a terminal. No control character gets through. */
export function renderMap({ applications, skipped }: MapReport, options: MapOptions): string {
  const { strokes } = options;
  const page: PicturePage = { width: Math.max(60, options.width), ink: ink(options.colorLevel), strokes };
  const parts = applications.flatMap(({ root, maps }) => [
    ...(applications.length > 1 ? [[page.ink.bold(`${visible(root)}:`)]] : []),
    ...maps.map((map) => mapLines(map, page)),
  ]);
  if (applications.length === 0)
    parts.push(wrap('Nothing to draw: no application of the nRF Connect SDK was found.', page.width));
  if (skipped.length > 0)
    parts.push(skipped.flatMap(({ path, why }) => wrap(`Skipped: ${path}: ${why}`, page.width, '', '  ')));
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** One map: title, pictures, what is not known, and the problems. */
export function mapLines(map: ShownMap, page: PicturePage): string[] {
  return [
    ...titleLines(map.configurations, page),
    ...knowledgeLines(map.configurations, page),
    ...wrap(sourceOf(map), page.width, '  ', '    '),
    ...map.memories.flatMap((memory) => ['', ...pictureLines(memory, map.problems, page)]),
    ...unknownLines(map, page),
    ...(map.problems.length > 0 ? [''] : []),
    ...map.problems.flatMap((problem, index) => problemLines(problem, index + 1, page)),
  ];
}

/** Who says it, as a clause. */
export function sourceOf({ by, file, memories }: Pick<ShownMap, 'by' | 'file' | 'memories'>): string {
  if (memories.length === 0) return 'nothing to draw: no partition and no memory is known';
  if (by === 'devicetree') return 'partitions of the devicetree';
  return file === undefined ? 'as Partition Manager places it; no static file' : `static file ${file}`;
}

function unknownLines({ open, unplaced }: ShownMap, { width }: PicturePage): string[] {
  const sentences = [
    ...unplaced.map(({ name, missing }) => `Not drawn: ${name} needs ${missing}.`),
    ...(open === undefined ? [] : [`What else is there is not known: needs ${open}.`]),
  ];
  return sentences.length === 0 ? [] : ['', ...sentences.flatMap((text) => wrap(text, width, '', '  '))];
}

function problemLines(
  { rule, severity, message, file, line }: MapProblem,
  number: number,
  page: PicturePage,
): string[] {
  const [first = '', ...rest] = wrap(message, page.width, `!${number} ${severity}[${rule}]: `, '   ');
  const mark = `!${number} ${severity}[${rule}]`;
  return [
    page.ink.severity[severity](mark) + first.slice(mark.length),
    ...rest,
    `   ${page.ink.frame(placeOf({ path: file, sdk: undefined }, line))}`,
  ];
}
