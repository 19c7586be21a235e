import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import { visible } from '../text/visible.ts';
import { withoutCommands } from './commands.ts';
import { renderFinding, type Seen } from './finding.ts';
import { type ColorLevel, ink } from './ink.ts';
import { newFiles } from './new-files.ts';
import type { Page } from './page.ts';
import { recognised, renderFailures, renderSummary } from './summary.ts';

export interface PrettyOptions {
  readonly colorLevel: ColorLevel;
  /** Columns of the terminal; fewer than 40 count as 40. */
  readonly width: number;
  /** All that was read, assumed and not checked, instead of the essentials. */
  readonly verbose: boolean;
  /** Errors and warnings only, and no summary. */
  readonly quiet: boolean;
  /** `diagnose`: a pasted post; files that are missing were "not posted", and the files to create are printed whole. */
  readonly mode: 'lint' | 'diagnose';
}

/**
 * The report for a terminal: ASCII signs around the user's own characters, at most `width` columns except for text to
 * paste, paths and addresses. Whatever the linted files hold, no control character but the line feed gets through.
 */
export function renderPretty(report: Report, options: PrettyOptions): string {
  const page: Page = { ...options, width: Math.max(40, options.width), ink: ink(options.colorLevel) };
  const diagnostics = report.diagnostics.filter(({ severity }) => !options.quiet || severity !== 'info');
  const parts: string[][] = [];
  if (!options.quiet) parts.push(...recognised(report, page));

  const seen: Seen = new Map();
  for (const [application, found] of byApplication(report, diagnostics)) {
    if (report.applications.length > 1 && found.length > 0) parts.push([page.ink.bold(`${visible(application)}:`)]);
    const count = report.applications.find(({ root }) => root === application)?.configurations.length ?? 0;
    for (const diagnostic of found) parts.push(renderFinding(diagnostic, count, seen, page));
  }
  if (options.mode === 'diagnose' && !options.quiet) parts.push(...newFiles(diagnostics, page));
  parts.push(...renderFailures(report, page));
  if (!options.quiet || report.applications.length === 0) parts.push(...renderSummary(report, page));
  const text = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
  return withoutCommands(text);
}

/** Findings of one application stay together; inside, the order is kept. */
function byApplication(report: Report, diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const groups = new Map(report.applications.map(({ root }): [string, Diagnostic[]] => [root, []]));
  for (const diagnostic of diagnostics) {
    const group = groups.get(diagnostic.application);
    if (group) group.push(diagnostic);
    else groups.set(diagnostic.application, [diagnostic]);
  }
  return groups;
}
