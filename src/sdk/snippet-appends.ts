import type { SnippetAppend, SnippetFile } from '../syntax/snippet-file.ts';

/**
 * What a snippet appends in a build for a board, which is named as in file names; undefined where a pattern of it cannot be
 * read (zephyr/scripts/snippets.py:180-200, 2.4.0).
 */
export function snippetAppends({ appends }: SnippetFile, board: string): readonly SnippetAppend[] | undefined {
  const found: SnippetAppend[] = [];
  for (const append of appends) {
    const holds = append.board === undefined || matchesBoard(append.board, board);
    if (holds === undefined) return undefined;
    if (holds) found.push(append);
  }
  return found;
}

/** Whether a key of `boards:` is for a board; undefined for a pattern that is none. As Python's `re.fullmatch`. */
export function matchesBoard(wanted: string, board: string): boolean | undefined {
  const pattern = boardPattern(wanted);
  // Boards with slashes are named so in newer snippets, and with underscores in file names.
  const plain = (text: string): string => text.replaceAll(/\\?\//g, '_');
  if (pattern === undefined) return plain(wanted) === board;
  const repeated = pattern.match(/[*+?]/g)?.length ?? 0;
  if (pattern.length > 200 || !/^[\w/.*+?|()[\]\\-]*$/.test(pattern) || repeated > 4 || /[)*+?][*+?]/.test(pattern))
    return undefined;
  try {
    return new RegExp(`^(?:${plain(pattern)})$`).test(board);
  } catch {
    return undefined;
  }
}

/** What stands between the slashes of `/.../`; undefined for a board's name. */
export const boardPattern = (wanted: string): string | undefined => /^\/(.*)\/$/s.exec(wanted)?.[1];
