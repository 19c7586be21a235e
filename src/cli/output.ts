import type { Report } from '../diagnostic/report.ts';
import { withoutCommands } from '../report/commands.ts';
import { renderJson } from '../report/json.ts';
import { renderPretty } from '../report/pretty.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './options.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** Prints the report as asked and returns the exit code. */
export function finish(
  report: Report,
  settings: Settings,
  { out, err, env }: Surroundings,
  mode: 'lint' | 'diagnose',
): number {
  const text =
    settings.format === 'json'
      ? `${renderJson(report, { tool: { name: 'ncslint', version } }).trimEnd()}\n`
      : renderPretty(report, {
          colorLevel: colorLevel(settings.color, env, out.isTTY === true),
          width: out.columns ?? 80,
          verbose: settings.verbose,
          quiet: settings.quiet,
          mode,
        });
  out.write(text);
  // The summary names them, too; but an exit code is never left without its reason.
  if (settings.quiet || settings.format === 'json') {
    for (const { path, why } of report.skipped.filter(({ fails }) => fails))
      err.write(withoutCommands(`ncslint: ${visible(path)} ${visible(why)}\n`));
  }
  return exitCode(report, settings);
}

const LEVELS = { error: 0, warning: 1, info: 2 } as const;

function exitCode(report: Report, { failOn, maxWarnings }: Settings): number {
  if (report.failures.length > 0) return 3;
  if (report.skipped.some(({ fails }) => fails)) return 2;
  const found = report.diagnostics.some(({ severity }) => LEVELS[severity] <= LEVELS[failOn]);
  const warnings = report.diagnostics.filter(({ severity }) => severity === 'warning').length;
  return found || (maxWarnings !== undefined && warnings > maxWarnings) ? 1 : 0;
}
