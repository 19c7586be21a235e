import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { visible } from '../text/visible.ts';
import { pasteable } from './fix-lines.ts';
import type { Page } from './page.ts';
import { wrap } from './wrap.ts';

/**
 * Every file that the first fixes of these diagnostics add to, once and whole, to be copied. Several fixes of one
 * diagnostic are alternatives, so only the first one counts.
 */
export function newFiles(diagnostics: readonly Diagnostic[], { ink, width }: Page): string[][] {
  const files = new Map<string, { creates: boolean; texts: string[][] }>();
  for (const edit of diagnostics.flatMap(({ fixes }) => fixes?.[0]?.edits ?? [])) {
    if (edit.kind !== 'append') continue;
    const file = files.get(edit.path) ?? { creates: false, texts: [] };
    file.creates ||= edit.creates;
    file.texts.push(pasteable(edit.text));
    files.set(edit.path, file);
  }
  const section = (title: string, creates: boolean): string[][] => {
    const chosen = [...files].filter(([, file]) => file.creates === creates);
    if (chosen.length === 0) return [];
    const bodies = chosen.map(([path, { texts }]) => [ink.bold(`==> ${visible(path)} <==`), ...merged(texts)]);
    return [wrap(title, width).map(ink.bold), ...bodies];
  };
  return [
    ...section('Files to create, with the fixes above put together:', true),
    ...section('Lines to add at the end of files that exist:', false),
  ];
}

/** One text of several: what another one contains is left out, single lines that stand there already too. */
function merged(texts: readonly string[][]): string[] {
  const kept: string[][] = [];
  for (const lines of texts) {
    if (kept.some((other) => contains(other, lines))) continue;
    const smaller = kept.findIndex((other) => contains(lines, other));
    if (smaller >= 0) kept.splice(smaller, 1, lines);
    else kept.push(lines);
  }
  const isList = kept.every((lines) => lines.every((line) => assignment.test(line)));
  if (isList) return [...new Set(kept.flat())];
  return kept.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** A line that means the same wherever it stands: an assignment, a comment or nothing. */
const assignment = /^(\w+=.*|#.*|)$/;

const contains = (whole: readonly string[], part: readonly string[]): boolean =>
  squeezed(whole).includes(squeezed(part));

const squeezed = (lines: readonly string[]): string => `\n${lines.map((line) => line.trim()).join('\n')}\n`;
