import type { Span } from '../text/source.ts';

/** Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The place of a span in its file, also where a rule went beyond the end of it. */
export function regionOf({ file, start, end }: Span): Region {
  const clamp = (offset: number) => Math.max(0, Math.min(offset, file.text.length));
  const from = file.position(clamp(start));
  const to = file.position(clamp(Math.max(start, end)));
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
