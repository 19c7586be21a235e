/**
 * A file as it was written. Positions are UTF-16 offsets into `text`; lines and columns count from 1.
 * `\n`, `\r\n` and a lone `\r` end a line.
 */
export class SourceFile {
  /** As shown to the user: forward slashes; for a file of the SDK relative to the workspace (`nrf/...`). */
  readonly path: string;
  readonly text: string;
  /** The SDK version a file of the SDK belongs to; undefined for the user's own files. */
  readonly sdk: string | undefined;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string, sdk?: string) {
    this.path = path;
    this.text = text;
    this.sdk = sdk;
  }

  /** The 1-based line and column of `offset`. Binary search: cheap enough to call while rendering. */
  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  /** The text of a 1-based line without its ending; empty for a line that does not exist. */
  line(number: number): string {
    const start = this.#starts()[number - 1];
    if (start === undefined) return '';
    let end = this.#starts()[number] ?? this.text.length;
    if (end > start && this.text[end - 1] === '\n') end--;
    if (end > start && this.text[end - 1] === '\r') end--;
    return this.text.slice(start, end);
  }

  /** The offset of the first character of a 1-based line; the end of the text for a line after the last one. */
  lineStart(number: number): number {
    return this.#starts()[number - 1] ?? this.text.length;
  }

  /** How many lines the file has; the empty text has one. */
  get lineCount(): number {
    return this.#starts().length;
  }

  span(start: number, end: number): Span {
    return { file: this, start, end };
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let i = 0; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 10 || (code === 13 && this.text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#lineStarts = starts;
    return starts;
  }
}

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A half-open range `[start, end)` of one file, in UTF-16 offsets. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** The smallest span of one file that covers both; `b` must lie in the file of `a`. */
export const cover = (a: Span, b: Span): Span => ({
  file: a.file,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** The characters of a span. */
export const textOf = (span: Span): string => span.file.text.slice(span.start, span.end);
