import type { Diagnostic, Fix } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import { applyEdits, type Edit, exclude } from '../text/edit.ts';

/** The world in which fixes are made; paths as the report shows them. */
export interface Fixing {
  /** What would be found with these texts in place of the files. */
  lint(texts: ReadonlyMap<string, string>): Report;
  /** The text of a file as it is; undefined where there is none. */
  read(path: string): string | undefined;
  /** Whether the path is one that may be written: a file of the project, or one that could become one. */
  mayWrite(path: string): boolean;
}

export interface Fixed {
  /** The files that change, whole. */
  readonly texts: ReadonlyMap<string, string>;
  /** The findings that are gone by their own fix. */
  readonly made: readonly Diagnostic[];
  /** What is found afterwards. */
  readonly report: Report;
}

/** So often a project is linted again before what is left is left. */
const mostTries = 200;

/**
 * Makes the fixes of a report: those that are `safe`, or the first of every finding. A fix is only made when its finding
 * is gone with it and nothing new is found. What other fixes lead to is fixed, too: to do it again changes nothing.
 */
export function makeFixes(report: Report, wanted: 'safe' | 'all', fixing: Fixing): Fixed {
  const refused = new Set<string>();
  let now: Fixed = { texts: new Map(), made: [], report };
  let most = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < mostTries; tries++) {
    const batch = candidates(now.report, wanted, refused, fixing).slice(0, most);
    if (batch.length === 0) break;
    const next = attempt(now, batch, fixing);
    if (next) {
      now = next;
      most = Number.POSITIVE_INFINITY;
    } else if (batch.length > 1) {
      // One of them does not work out, or two do not get along: fewer at once.
      most = Math.ceil(batch.length / 2);
    } else {
      refused.add(keyOf(batch[0]!.diagnostic));
      most = Number.POSITIVE_INFINITY;
    }
  }
  return now;
}

interface Candidate {
  readonly diagnostic: Diagnostic;
  readonly edits: readonly Edit[];
}

/** The fixes to make next: none that was refused, none that touches the characters of one before it. */
function candidates(
  { diagnostics }: Report,
  wanted: 'safe' | 'all',
  refused: ReadonlySet<string>,
  { mayWrite }: Fixing,
): readonly Candidate[] {
  const chosen: Candidate[] = [];
  for (const diagnostic of diagnostics) {
    const edits = chosenFix(diagnostic, wanted)?.edits ?? [];
    if (edits.length === 0 || refused.has(keyOf(diagnostic))) continue;
    if (!edits.every((edit) => isOfProject(edit) && mayWrite(pathOf(edit)))) continue;
    if (!chosen.some((other) => exclude(edits, other.edits))) chosen.push({ diagnostic, edits });
  }
  return chosen;
}

/** Several fixes of one finding are alternatives, the best one first. */
const chosenFix = ({ fixes = [] }: Diagnostic, wanted: 'safe' | 'all'): Fix | undefined =>
  wanted === 'all' ? fixes[0] : fixes.find(({ safety }) => safety === 'safe');

const isOfProject = (edit: Edit): boolean => edit.kind === 'append' || edit.span.file.sdk === undefined;

const pathOf = (edit: Edit): string => (edit.kind === 'append' ? edit.path : edit.span.file.path);

function attempt(now: Fixed, batch: readonly Candidate[], fixing: Fixing): Fixed | undefined {
  const changed = applyEdits(
    batch.map(({ edits }) => edits),
    (path) => now.texts.get(path) ?? fixing.read(path),
  );
  const texts = new Map([...now.texts, ...changed]);
  const report = fixing.lint(texts);
  const made = batch.map(({ diagnostic }) => diagnostic);
  return isBetter(now.report, report, made) ? { texts, made: [...now.made, ...made], report } : undefined;
}

/** Whether every finding that was repaired is gone, and nothing but information has come. */
function isBetter(before: Report, after: Report, repaired: readonly Diagnostic[]): boolean {
  if (after.failures.length > before.failures.length || after.skipped.length > before.skipped.length) return false;
  const [was, is, gone] = [before.diagnostics, after.diagnostics, repaired].map(countsOf);
  for (const [key, count] of gone!) if ((is!.get(key) ?? 0) > (was!.get(key) ?? 0) - count) return false;
  return after.diagnostics.every(
    (diagnostic) =>
      diagnostic.severity === 'info' || (is!.get(keyOf(diagnostic)) ?? 0) <= (was!.get(keyOf(diagnostic)) ?? 0),
  );
}

function countsOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}

/** Fixes move lines, so a place is its file. */
const keyOf = ({ severity, rule, message, at }: Diagnostic): string =>
  [severity, rule, at.span.file.path, message].join('\n');
