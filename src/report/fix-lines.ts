import type { Edit, Fix } from '../diagnostic/diagnostic.ts';
import type { SourceFile } from '../text/source.ts';
import { visible } from '../text/visible.ts';
import { placeOf } from './code-frame.ts';
import type { Page } from './page.ts';

/** What a fix adds (`+`) and takes away (`-`), whole lines, never cut: they are there to be copied. */
export function fixLines(fix: Fix, indent: string, { ink, mode }: Page): string[] {
  const added = (line: string) => indent + ink.added(`+ ${line}`.trimEnd());
  const removed = (line: string) => indent + ink.removed(`- ${line}`.trimEnd());
  const lines: string[] = [];
  for (const edit of fix.edits) {
    if (edit.kind === 'replace') continue;
    if (!fix.title.includes(edit.path)) lines.push(`${indent}${edit.creates ? 'new file ' : ''}${visible(edit.path)}`);
    const text = pasteable(edit.text);
    // `diagnose` prints the files to create whole, at its end.
    if (mode === 'diagnose' && text.length >= LONG)
      lines.push(`${indent}(${text.length} lines, printed whole at the end)`);
    else lines.push(...text.map(added));
  }
  for (const change of changes(fix.edits)) {
    lines.push(`${indent}${placeOf(change.file, change.line)}`);
    lines.push(...pasteable(change.before).map(removed), ...pasteable(change.after).map(added));
  }
  return lines;
}

/** Lines from which a text is too long to stand twice. */
const LONG = 7;

/** The lines of a text, printable; a tab becomes blanks, since it does not survive a terminal. */
export const pasteable = (text: string): string[] =>
  text === ''
    ? []
    : text
        .replace(/(\r\n|\r|\n)$/, '')
        .split(/\r\n|\r|\n/)
        .map((line) => visible(line.replaceAll('\t', ' '.repeat(tab))));

/** The SDK indents devicetree with tabs of 8 columns. */
const tab = 8;

interface Change {
  readonly file: SourceFile;
  /** 1-based. */
  readonly line: number;
  /** Whole lines. */
  readonly before: string;
  readonly after: string;
}

/** The lines that replacements touch, before and after; those that share lines are made together. */
function changes(edits: readonly Edit[]): Change[] {
  const replacements = edits
    .filter((edit) => edit.kind === 'replace')
    .sort((a, b) => compare(a.span.file.path, b.span.file.path) || a.span.start - b.span.start);
  const result: { file: SourceFile; from: number; to: number; after: string; done: number }[] = [];
  for (const { span, text } of replacements) {
    const { file } = span;
    const from = file.lineStart(file.position(span.start).line);
    // A span that ends with its line does not touch the next one.
    const to = file.lineStart(file.position(Math.max(span.start, span.end - 1)).line + 1);
    const last = result.at(-1);
    if (last && last.file === file && from < last.to) {
      if (span.start < last.done) continue;
      last.after += file.text.slice(last.done, span.start) + text;
      last.to = Math.max(last.to, to);
      last.done = span.end;
    } else {
      result.push({ file, from, to, after: file.text.slice(from, span.start) + text, done: span.end });
    }
  }
  return result.map(({ file, from, to, after, done }) => ({
    file,
    line: file.position(from).line,
    before: file.text.slice(from, to),
    after: after + file.text.slice(done, to),
  }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
