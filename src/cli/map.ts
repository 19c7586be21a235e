import type { MapReport } from '../diagnostic/flash-map.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import type { MapFormat } from './format-names.ts';
import { type Prepared, prepare } from './prepare.ts';
import { withSecondWitness } from './second-witness.ts';
import { strokesFor } from './strokes-for.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';
import { writeOutputs } from './write-outputs.ts';

/**
 * `ncslint map [path...]`. Returns the exit code: 0 when the maps were drawn, 2 for a path that does not exist or a file
 * that a build reads and that cannot be read. With `compare` see `compareMaps`.
 */
export async function map(
  paths: readonly string[],
  compare: string | undefined,
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const prepared = await prepare(paths, settings, surroundings);
  if ('problems' in prepared) {
    for (const problem of prepared.problems) surroundings.err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  if (compare === undefined) return draw(prepared, settings, surroundings);
  const { compareMaps } = await import('./compare-maps.ts');
  return compareMaps(prepared, compare, settings, surroundings);
}

async function draw(prepared: Prepared, settings: Settings, surroundings: Surroundings): Promise<number> {
  const { flashMaps } = await import('../show/flash-map.ts');
  const { workspace, options } = prepared;
  const report = await withSecondWitness(() => flashMaps(workspace, options, prepared.report().diagnostics));
  const written = await writeOutputs(settings.outputs, surroundings, (format, isPrinted) =>
    rendered(report, format as MapFormat, isPrinted, settings, surroundings),
  );
  const unread = report.skipped.filter(({ fails }) => fails);
  for (const { path, why } of unread) surroundings.err.write(`ncslint: ${visible(path)} ${visible(why)}\n`);
  return unread.length > 0 || !written ? 2 : 0;
}

async function rendered(
  report: MapReport,
  format: MapFormat,
  isPrinted: boolean,
  { color }: Settings,
  { env, out }: Surroundings,
): Promise<string> {
  const tool = { name: 'ncslint', version };
  switch (format) {
    case 'json':
      return (await import('../report/map/json.ts')).renderMapJson(report, { tool });
    case 'markdown':
      return (await import('../report/map/markdown.ts')).renderMapMarkdown(report);
    case 'svg':
      return (await import('../report/map/svg.ts')).renderMapSvg(report);
    case 'html':
      return (await import('../report/map/html.ts')).renderMapHtml(report, { tool });
    case 'pretty':
      return (await import('../report/map/pretty.ts')).renderMap(report, {
        colorLevel: colorLevel(color, env, isPrinted && out.isTTY === true),
        width: out.columns ?? 80,
        strokes: strokesFor(env),
      });
  }
}
