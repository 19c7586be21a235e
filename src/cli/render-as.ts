import { appendFileSync } from 'node:fs';
import type { Report } from '../diagnostic/report.ts';
import type { OutputTarget, Settings } from './command.ts';
import { formatContext } from './format-context.ts';
import type { ReportFormat } from './format-names.ts';
import { formats } from './formats.ts';
import { isFailing, type Run } from './output.ts';
import type { Surroundings } from './surroundings.ts';

/** GitHub refuses a larger summary of a step. Bytes. */
const largestSummary = 1024 * 1024;

/** The text of each output. With `github` on standard output the summary of the job is written, too, where there is one. */
export async function renderAs(
  outputs: readonly OutputTarget[],
  report: Report,
  settings: Settings,
  surroundings: Surroundings,
  run: Run,
  pretty: (file: string | undefined) => string,
): Promise<readonly (readonly [OutputTarget, string])[]> {
  const summary = surroundings.env.GITHUB_STEP_SUMMARY;
  const isSummarized = summary && outputs.some(({ format, file }) => format === 'github' && file === undefined);
  const hasMap = isSummarized || outputs.some(({ format }) => format === 'markdown');
  const flashMap = hasMap ? await run.flashMap?.() : undefined;
  const context = formatContext(surroundings, (shown) => run.pathOf(shown), isFailing(settings), flashMap);
  // --quiet is for what people read.
  const quiet = { ...report, diagnostics: report.diagnostics.filter(({ severity }) => severity !== 'info') };
  const render = async (format: OutputTarget['format'], file: string | undefined): Promise<string> => {
    if (format === 'pretty') return pretty(file);
    const isForPeople = format === 'compact' || format === 'github' || format === 'markdown';
    // The command line takes no other here.
    return (await formats[format as Exclude<ReportFormat, 'pretty'>]())(
      settings.quiet && isForPeople ? quiet : report,
      context,
    );
  };
  if (isSummarized) {
    const text = await render('markdown', undefined);
    try {
      if (Buffer.byteLength(text) >= largestSummary) throw new Error('too large');
      appendFileSync(summary, text);
    } catch {
      surroundings.err.write('ncslint: the summary of the job cannot be written\n');
    }
  }
  return Promise.all(outputs.map(async (one) => [one, await render(one.format, one.file)] as const));
}
