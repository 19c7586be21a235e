import { Cursor, isBlank } from './cursor.ts';

/** The lines of a file, one after the other. Line endings are line feeds. */
export class Lines {
  readonly #text: string;
  #next = 0;
  #lineOfNext = 1;
  /** 1-based: that of the statement read last, the first of those that are joined. */
  line = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next line with more than a comment on it; a backslash at its end joins it with the one behind. */
  statement(): Cursor | undefined {
    const text = this.#text;
    while (this.#next < text.length) {
      const start = this.#next;
      const end = this.#endOfLine(start);
      this.line = this.#lineOfNext;
      this.#pass(end);
      if (end < text.length && text.charCodeAt(end - 1) === 0x5c && end > start) return this.#joined(start, end);
      const cursor = new Cursor(text, start, end);
      if (!cursor.isDone) return cursor;
    }
    return undefined;
  }

  /**
   * Passes over a help text: as deep as its first line that is not blank, up to the first one that is less deep.
   * `zephyr/scripts/kconfig/kconfiglib.py:3311` (2.4.0)
   */
  skipHelp(): void {
    let depth = -1;
    while (this.#next < this.#text.length) {
      const end = this.#endOfLine(this.#next);
      const indent = this.#indent(this.#next, end);
      if (indent !== undefined) {
        if (depth < 0 && indent === 0) return;
        if (depth < 0) depth = indent;
        if (indent < depth) return;
      }
      this.#pass(end);
    }
  }

  #joined(start: number, end: number): Cursor {
    const parts = [this.#text.slice(start, end - 1)];
    for (;;) {
      const from = this.#next;
      const to = this.#endOfLine(from);
      this.#pass(to);
      if (to >= this.#text.length || to === from || this.#text.charCodeAt(to - 1) !== 0x5c) {
        parts.push(this.#text.slice(from, to));
        const whole = parts.join('');
        return new Cursor(whole, 0, whole.length);
      }
      parts.push(this.#text.slice(from, to - 1));
    }
  }

  #endOfLine(start: number): number {
    const feed = this.#text.indexOf('\n', start);
    return feed < 0 ? this.#text.length : feed;
  }

  #pass(end: number): void {
    this.#next = end + 1;
    this.#lineOfNext++;
  }

  /** In columns; undefined for a blank line. */
  #indent(start: number, end: number): number | undefined {
    let column = 0;
    for (let i = start; i < end; i++) {
      const code = this.#text.charCodeAt(i);
      if (code === 0x09) column += 8 - (column % 8);
      else if (isBlank(code)) column++;
      else return column;
    }
    return undefined;
  }
}
