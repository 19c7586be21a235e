import { resolve } from 'node:path';
import { type Diagnostic, severityRank } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import { withoutCommands } from '../report/commands.ts';
import { renderPretty } from '../report/pretty.ts';
import { wrap } from '../report/wrap.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { OutputTarget, Settings } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** What is known about a run besides its report. */
export interface Run {
  readonly mode: 'lint' | 'diagnose';
  /** The path behind one in the report; undefined where it is not on the disk. */
  pathOf(shown: string): string | undefined;
  /** Regions, partitions and slots as text. */
  flashMap?(): Promise<string>;
}

/** Writes the report as asked, wherever it was asked for, and returns the exit code. */
export async function finish(found: Report, settings: Settings, surroundings: Surroundings, run: Run): Promise<number> {
  const { out, err, env } = surroundings;
  const report = found.failures.length === 0 ? found : await withPlaces(found);
  const outputs = outputsOf(settings, env).filter(({ file }) => !settings.diff || file !== undefined);
  const isPretty = outputs.some(({ format, file }) => format === 'pretty' && file === undefined);
  const written = await texts(report, outputs, settings, surroundings, run);
  let unwritten = false;
  for (const [{ file }, text] of written) {
    if (file === undefined) out.write(text);
    else {
      const { writeFile } = await import('./write-file.ts');
      try {
        writeFile(resolve(surroundings.folder, file), text);
      } catch (error) {
        unwritten = true;
        err.write(`ncslint: cannot write ${visible(file)} (${(error as NodeJS.ErrnoException).code})\n`);
      }
    }
  }
  if (isPretty && out.isTTY && !settings.quiet && run.mode === 'lint' && settings.fix === undefined)
    out.write(aboutFixes(report, out.columns ?? 80));
  // The summary names them, too; but an exit code is never left without its reason.
  if (settings.quiet || !isPretty) {
    for (const { path, why } of report.skipped.filter(({ fails }) => fails))
      err.write(withoutCommands(`ncslint: ${visible(path)} ${visible(why)}\n`));
  }
  return unwritten ? Math.max(2, exitCode(report, settings)) : exitCode(report, settings);
}

/** A rule that failed is reported with places in our sources. */
async function withPlaces(report: Report): Promise<Report> {
  const { inSources } = await import('./source-places.ts');
  return { ...report, failures: report.failures.map((one) => ({ ...one, error: inSources(one.error) })) };
}

/** For somebody who reads the report and not the help. */
function aboutFixes({ diagnostics }: Report, width: number): string {
  if (!diagnostics.some(({ fixes = [] }) => fixes.some(({ edits }) => edits.length > 0))) return '';
  const text = '--fix=all --diff shows what the fixes would change, --fix=all changes it.';
  return `\n${wrap(text, Math.max(40, width)).join('\n')}\n`;
}

/**
 * What to write where. A report for people goes to standard output unless something else does. GitHub Actions is served
 * without being asked.
 */
function outputsOf({ outputs }: Settings, env: Surroundings['env']): readonly OutputTarget[] {
  const printed = outputs.filter(({ file }) => file === undefined);
  const inActions = env.GITHUB_ACTIONS === 'true' && outputs.length === 0;
  return [
    // Each once; pretty in front, since it is the longer one.
    ...(printed.length === 0 || printed.some(({ format }) => format === 'pretty') ? [toPrint('pretty')] : []),
    ...new Map(printed.filter(({ format }) => format !== 'pretty').map((output) => [output.format, output])).values(),
    ...(inActions ? [toPrint('github')] : []),
    ...outputs.filter(({ file }) => file !== undefined),
  ];
}

const toPrint = (format: OutputTarget['format']): OutputTarget => ({ format, file: undefined });

async function texts(
  report: Report,
  outputs: readonly OutputTarget[],
  settings: Settings,
  surroundings: Surroundings,
  run: Run,
): Promise<readonly (readonly [OutputTarget, string])[]> {
  const pretty = (file: string | undefined): string =>
    renderPretty(report, {
      colorLevel: colorLevel(settings.color, surroundings.env, file === undefined && surroundings.out.isTTY === true),
      width: surroundings.out.columns ?? 80,
      verbose: settings.verbose,
      quiet: settings.quiet,
      mode: run.mode,
    });
  if (outputs.every(({ format }) => format === 'pretty')) return outputs.map((one) => [one, pretty(one.file)]);
  const { renderAs } = await import('./render-as.ts');
  return renderAs(outputs, report, settings, surroundings, run, pretty);
}

/** Whether a finding makes the run fail by itself. */
export const isFailing =
  ({ failOn }: Settings) =>
  ({ severity }: Diagnostic): boolean =>
    failOn !== 'never' && severityRank[severity] <= severityRank[failOn ?? 'error'];

/** 3 where a rule failed, 2 where a file could not be read, 1 where a finding is bad enough. */
export function exitCode(report: Report, settings: Settings): number {
  const { maxWarnings } = settings;
  if (report.failures.length > 0) return 3;
  if (report.skipped.some(({ fails }) => fails)) return 2;
  const warnings = report.diagnostics.filter(({ severity }) => severity === 'warning').length;
  const tooMany = maxWarnings !== undefined && settings.failOn !== 'never' && warnings > maxWarnings;
  return tooMany || report.diagnostics.some(isFailing(settings)) ? 1 : 0;
}
