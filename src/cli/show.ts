import { renderShow } from '../report/show.ts';
import { renderShowJson } from '../report/show-json.ts';
import { inspect, type Question } from '../show/inspect.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import { prepare } from './prepare.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/**
 * `ncslint show [path...]`. Returns the exit code: 0 when the question was answered, also with "there is none" or with
 * what is missing to know; 2 for a path that does not exist or a file that a build reads and that cannot be read.
 */
export async function show(
  paths: readonly string[],
  question: Question,
  settings: Settings,
  { folder, out, err, env }: Surroundings,
): Promise<number> {
  const prepared = await prepare(paths, settings, { folder, env });
  if ('problems' in prepared) {
    for (const problem of prepared.problems) err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  const asJson = settings.outputs.at(-1)?.format === 'json';
  const report = await withSecondWitness(() => inspect(prepared.workspace, prepared.options, question));
  out.write(
    asJson
      ? renderShowJson(report, { tool: { name: 'ncslint', version } })
      : renderShow(report, {
          colorLevel: colorLevel(settings.color, env, out.isTTY === true),
          width: out.columns ?? 80,
        }),
  );
  const unread = report.skipped.filter(({ fails }) => fails);
  if (asJson) for (const { path, why } of unread) err.write(`ncslint: ${visible(path)} ${visible(why)}\n`);
  return unread.length > 0 ? 2 : 0;
}
