import { resolve } from 'node:path';
import type { Report } from '../diagnostic/report.ts';
import { normalize } from '../text/paths.ts';
import type { Prepared } from './prepare.ts';
import type { Surroundings } from './surroundings.ts';

/** Leaves out of a report what is not to be reported. */
export type Narrow = (report: Report) => Report;

/**
 * What the settings leave out of reports: findings that do not rest on the text from standard input (`texts`), or on what
 * changed since a commit, and those that a baseline knows. Or what is wrong with them, a line without a final stop.
 */
export async function narrowing(
  { given, settings }: Prepared,
  texts: ReadonlyMap<string, string>,
  { folder }: Surroundings,
): Promise<Narrow | { readonly problem: string }> {
  const { changedSince, baseline } = settings;
  if (texts.size === 0 && changedSince === undefined && baseline === undefined) return (report) => report;
  const { readBaselineFile, lessBaseline, restingOn } = await import('./judge.ts');
  const pathOf = (shown: string): string => given.pathOf(shown) ?? normalize(resolve(folder, shown));
  const steps: Narrow[] = [];
  if (texts.size > 0)
    steps.push((report) => restingOn(report, (shown) => texts.has(pathOf(shown)), 'rest on other files only'));
  if (changedSince !== undefined) {
    const { changedFiles } = await import('./changed-files.ts');
    const changed = changedFiles(changedSince, given.readable[0] ?? folder);
    if ('problem' in changed) return changed;
    const others = `rest on files that have not changed since ${changedSince}`;
    steps.push((report) => restingOn(report, (shown) => changed.has(pathOf(shown)), others));
  }
  if (baseline !== undefined) {
    const path = normalize(resolve(folder, baseline));
    const known = readBaselineFile(path, folder);
    if ('problem' in known) return known;
    steps.push((report) => lessBaseline(report, known, path, pathOf, folder));
  }
  return (report) => steps.reduce((rest, step) => step(rest), report);
}
