import type { Report } from '../diagnostic/report.ts';
import {
  type Baseline,
  baselineOf,
  baselineText,
  type KnownFindings,
  readBaseline,
  withoutKnown,
} from '../lint/baseline.ts';
import { filesOfChain } from '../lint/chain.ts';
import { textIn } from '../text/decode.ts';
import { folderOf } from '../text/paths.ts';
import { nodeFiles } from './node-files.ts';
import { shownFrom } from './paths.ts';

/** The report with only the findings that rest on one of these files; how many others there are is noted. */
export function restingOn(report: Report, isMeant: (shown: string) => boolean, others: string): Report {
  const diagnostics = report.diagnostics.filter((diagnostic) => filesOfChain(diagnostic).some(isMeant));
  const left = report.diagnostics.length - diagnostics.length;
  const note = `${left} more ${left === 1 ? 'finding' : 'findings'} ${others}`;
  return { ...report, diagnostics, notes: [...(report.notes ?? []), ...(left > 0 ? [note] : [])] };
}

/** The baseline at `path`; or what is wrong with it, a line without a final stop. */
export function readBaselineFile(path: string, here: string): Baseline | { readonly problem: string } {
  const shown = shownFrom(here, path);
  const bytes = nodeFiles.read(path);
  if (!bytes) return { problem: `${shown} does not exist; --update-baseline writes it` };
  const text = textIn(bytes);
  const baseline = text === undefined ? undefined : readBaseline(text);
  return baseline ?? { problem: `${shown} is no baseline; --update-baseline writes a new one` };
}

/** The report less what the baseline at `path` knows. */
export function lessBaseline(
  report: Report,
  baseline: Baseline,
  path: string,
  pathOf: (shown: string) => string,
  here: string,
): Report {
  const shown = shownFrom(here, path);
  const { report: rest, stale } = withoutKnown(report, baseline, fromBaseline(path, pathOf));
  const known = report.diagnostics.length - rest.diagnostics.length;
  const notes = [
    ...(known > 0 ? [`${known} known ${known === 1 ? 'finding is' : 'findings are'} in ${shown}`] : []),
    ...(stale.length > 0 ? [staleNote(shown, stale)] : []),
  ];
  return { ...rest, notes: [...(rest.notes ?? []), ...notes] };
}

function staleNote(shown: string, stale: readonly KnownFindings[]): string {
  const count = stale.reduce((sum, entry) => sum + entry.count, 0);
  const [{ rule, file }] = stale as [KnownFindings];
  const which = `${rule} in ${file}${stale.length > 1 ? ' and others' : ''}`;
  return `${count} of ${shown} ${count === 1 ? 'is' : 'are'} no longer found (${which}); --update-baseline takes ${count === 1 ? 'it' : 'them'} out`;
}

/** The text of a baseline at `path` that knows all findings of a report. */
export const newBaseline = ({ diagnostics }: Report, path: string, pathOf: (shown: string) => string): string =>
  baselineText(baselineOf(diagnostics, fromBaseline(path, pathOf)));

/** Paths of a baseline count from its folder, so that it is the same wherever ncslint is started. */
const fromBaseline = (path: string, pathOf: (shown: string) => string) => (shown: string) =>
  shownFrom(folderOf(path), pathOf(shown));
