import type { Span } from './source.ts';

export type Edit =
  | { readonly kind: 'replace'; readonly span: Span; readonly text: string }
  /** `text` is added at the end of the file `path`, on lines of its own; `creates` when the file does not exist. */
  | { readonly kind: 'append'; readonly path: string; readonly text: string; readonly creates: boolean };

/**
 * The files that fixes change, whole, by path as spans and edits name it. `read` gives the text of a file as it is now.
 * A fix is made as a whole or, where it overlaps one before it, not at all. What two fixes append alike is added once.
 * Line endings stay those of the file.
 */
export function applyEdits(
  fixes: readonly (readonly Edit[])[],
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const taken: Replacement[] = [];
  const additions = new Map<string, Set<string>>();
  for (const edits of fixes) {
    const replacements = edits.filter((edit) => edit.kind === 'replace');
    if (replacements.some((edit) => taken.some((other) => overlap(edit.span, other.span)))) continue;
    taken.push(...replacements);
    for (const { path, text } of edits.filter((edit) => edit.kind === 'append')) {
      additions.set(path, (additions.get(path) ?? new Set()).add(text));
    }
  }
  // From the end to the start, so that offsets stay true.
  for (const { span, text } of taken.sort((a, b) => b.span.start - a.span.start)) {
    const { path, text: written } = span.file;
    const current = files.get(path) ?? written;
    files.set(path, current.slice(0, span.start) + inEndingsOf(written, text) + current.slice(span.end));
  }
  for (const [path, texts] of additions) {
    let current = files.get(path) ?? read(path) ?? '';
    for (const text of texts) current = appended(current, text);
    files.set(path, current);
  }
  return files;
}

type Replacement = Extract<Edit, { kind: 'replace' }>;

/** Whether two fixes change the same characters, so that only one of them can be made. */
export const exclude = (a: readonly Edit[], b: readonly Edit[]): boolean =>
  a.some(
    (one) => one.kind === 'replace' && b.some((other) => other.kind === 'replace' && overlap(one.span, other.span)),
  );

/** Two insertions at one place do not overlap. */
const overlap = (a: Span, b: Span): boolean => a.file.path === b.file.path && a.start < b.end && b.start < a.end;

/** `file` with `text` on lines of its own at its end, in the line endings of the file. */
export function appended(file: string, text: string): string {
  const start = file === '' || /[\r\n]$/.test(file) ? file : file + endingOf(file);
  return start + inEndingsOf(file, text);
}

const inEndingsOf = (file: string, text: string): string => text.replace(/\r\n|\n/g, endingOf(file));

const endingOf = (file: string): string => (file.includes('\r\n') ? '\r\n' : '\n');
