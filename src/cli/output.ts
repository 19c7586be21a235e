import type { Report } from '../diagnostic/report.ts';
import { renderJson } from '../report/json.ts';
import { renderPretty } from '../report/pretty.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './options.ts';
import { version } from './version.ts';

/** Prints the report as asked and returns the exit code. */
export function finish(report: Report, settings: Settings, mode: 'lint' | 'diagnose'): number {
  const text =
    settings.format === 'json'
      ? `${renderJson(report, { tool: { name: 'ncslint', version } }).trimEnd()}\n`
      : renderPretty(report, {
          colorLevel: colorLevel(settings.color, process.env, process.stdout.isTTY === true),
          width: process.stdout.columns ?? 80,
          verbose: settings.verbose,
          quiet: settings.quiet,
          mode,
        });
  process.stdout.write(text);
  return exitCode(report, settings);
}

const LEVELS = { error: 0, warning: 1, info: 2 } as const;

function exitCode(report: Report, { failOn, maxWarnings }: Settings): number {
  if (report.failures.length > 0) return 3;
  const fails = report.diagnostics.some(({ severity }) => LEVELS[severity] <= LEVELS[failOn]);
  const warnings = report.diagnostics.filter(({ severity }) => severity === 'warning').length;
  return fails || (maxWarnings !== undefined && warnings > maxWarnings) ? 1 : 0;
}
