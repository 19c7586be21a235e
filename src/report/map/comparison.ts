import type { ComparisonReport, ShownChange, ShownComparison, ShownMapPlace } from '../../diagnostic/map-comparison.ts';
import { visible } from '../../text/visible.ts';
import { type ColorLevel, ink } from '../ink.ts';
import { type JsonOptions, jsonText } from '../json.ts';
import { noteLines, type ShowPage } from '../show/lines.ts';
import { withNull } from '../show-json.ts';
import { wrap } from '../wrap.ts';
import { hex, sizeText } from './numbers.ts';

/** What has moved, for a terminal. */
export function renderComparison(
  report: ComparisonReport,
  options: { readonly colorLevel: ColorLevel; readonly width: number },
): string {
  const page: ShowPage = { width: Math.max(40, options.width), ink: ink(options.colorLevel) };
  const { comparisons, notes, skipped } = report;
  const several = new Set(comparisons.map(({ application }) => application)).size > 1;
  const parts = [
    ...comparisons.map((one) => comparisonLines(one, report, several, page)),
    ...(comparisons.length === 0 ? [wrap('Nothing to compare: no configuration is on both sides.', page.width)] : []),
    noteLines(notes, 0, page),
    skipped.flatMap(({ path, why }) => wrap(`Skipped: ${path}: ${why}`, page.width, '', '  ')),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** The same as JSON: all keys are always there. */
export const renderComparisonJson = (
  { before, after, comparisons, notes, skipped }: ComparisonReport,
  { tool }: JsonOptions,
): string =>
  jsonText({
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    before,
    after,
    comparisons: withNull(comparisons),
    notes,
    skipped: skipped.map(({ path, why }) => ({ file: path, why })),
  });

function comparisonLines(
  { application, configurations, changes, same, unknown, missing }: ShownComparison,
  { before, after }: ComparisonReport,
  several: boolean,
  page: ShowPage,
): string[] {
  const { width, ink } = page;
  const stranding = changes.filter(({ strands }) => strands).length;
  return [
    ...configurations.flatMap((id) => wrap(several ? `${application}: ${id}` : id, width, '', '  ')).map(ink.bold),
    ...wrap(`from ${before} to ${after}`, width, '  ', '    '),
    ...changes.flatMap((change) => changeLines(change, page)),
    ...(unknown.length > 0
      ? wrap(`not known any more: ${unknown.join(', ')}; needs ${missing.join(', ')}`, width, '  ', '    ')
      : []),
    ...(same.length > 0 ? wrap(`where it was: ${same.join(', ')}`, width, '  ', '    ').map(ink.dim) : []),
    ...(stranding > 0
      ? wrap(
          `${stranding === 1 ? '1 change strands' : `${stranding} changes strand`} devices in the field.`,
          width,
          '  ',
        ).map(ink.severity.error)
      : changes.length === 0 && unknown.length === 0
        ? ['  Nothing has moved.']
        : []),
  ];
}

function changeLines(change: ShownChange, page: ShowPage): string[] {
  const { name, strands, cost } = change;
  const paint = strands ? page.ink.severity.error : page.ink.bold;
  const head = `  ${strands ? '! ' : '  '}${visible(name)}`;
  const [first = '', ...rest] = wrap(saying(change), page.width, `${head}: `, '        ');
  return [
    paint(head) + first.slice(head.length),
    ...rest,
    ...(strands ? wrap(cost, page.width, '      ', '      ').map(page.ink.dim) : []),
  ];
}

/** "0xc000..0xfc000 of flash_primary, now 0xc000..0xf8000, 16 KiB less" */
export function saying({ before, after }: Pick<ShownChange, 'before' | 'after'>): string {
  if (!before) return `new, ${placeText(after!)} of ${after!.memory}`;
  const was = `${placeText(before)} of ${before.memory}`;
  if (!after) return `${was}, now gone`;
  const where = before.memory === after.memory ? '' : ` of ${after.memory}`;
  const more = after.end - after.start - (before.end - before.start);
  const size = more === 0 ? '' : `, ${sizeText(Math.abs(more))} ${more > 0 ? 'more' : 'less'}`;
  return `${was}, now ${placeText(after)}${where}${size}`;
}

const placeText = ({ start, end }: ShownMapPlace): string => `${hex(start)}..${hex(end)}`;
