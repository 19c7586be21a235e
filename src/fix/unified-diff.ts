import { changedLines, type LineChange } from './changed-lines.ts';

/** A file before and after; `before` is undefined for one that does not exist yet. */
export interface FileChange {
  /** With forward slashes, from the folder in which the patch is to be applied. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

const context = 3;

/** What changes a file, as `patch -p1` and `git apply` read it. Exact: control characters of the file stand in it as they are. */
export function unifiedDiff({ path, before, after }: FileChange): string {
  const [old, now] = [linesOf(before ?? ''), linesOf(after)];
  const hunks = together(changedLines(old, now)).map((changes) => hunk(changes, old, now));
  if (hunks.length === 0) return '';
  const from = before === undefined ? '/dev/null' : quoted(`a/${path}`);
  const head = `diff --git ${quoted(`a/${path}`)} ${quoted(`b/${path}`)}\n${before === undefined ? 'new file mode 100644\n' : ''}`;
  return `${head}--- ${from}\n+++ ${quoted(`b/${path}`)}\n${hunks.join('')}`;
}

/** Lines with their ends; the last one may have none. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Changes with less than two contexts between them stand in one hunk. */
function together(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last && change.oldStart - last.at(-1)!.oldEnd <= 2 * context) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunk(changes: readonly LineChange[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const before = Math.min(context, first.oldStart);
  const behind = Math.min(context, old.length - last.oldEnd);
  const [oldStart, oldEnd] = [first.oldStart - before, last.oldEnd + behind];
  const [newStart, newEnd] = [first.newStart - before, last.newEnd + behind];
  const lines: string[] = [];
  let done = oldStart;
  for (const change of changes) {
    lines.push(...old.slice(done, change.oldStart).map((line) => ` ${line}`));
    lines.push(...old.slice(change.oldStart, change.oldEnd).map((line) => `-${line}`));
    lines.push(...now.slice(change.newStart, change.newEnd).map((line) => `+${line}`));
    done = change.oldEnd;
  }
  lines.push(...old.slice(done, oldEnd).map((line) => ` ${line}`));
  const text = lines.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('');
  return `@@ -${rangeOf(oldStart, oldEnd)} +${rangeOf(newStart, newEnd)} @@\n${text}`;
}

/** An empty range names the line before it. */
const rangeOf = (start: number, end: number): string =>
  end === start ? `${start},0` : `${start + 1}${end - start === 1 ? '' : `,${end - start}`}`;

/** As git writes names: those with odd characters between quotes, their bytes in octal. */
function quoted(path: string): string {
  if (!/[^ !#-[\]-~]/.test(path)) return path;
  const bytes = [...new TextEncoder().encode(path)];
  const written = bytes.map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${written.join('')}"`;
}
