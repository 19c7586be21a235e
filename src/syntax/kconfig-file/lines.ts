import { type Cursor, isBlank } from './cursor.ts';

/** The lines of a file, one after the other. Line endings are line feeds. */
export class Lines {
  readonly #text: string;
  #next = 0;
  #lineOfNext = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next line with more than a comment on it; a backslash at its end joins it with the one behind. */
  next(cursor: Cursor): boolean {
    const text = this.#text;
    while (this.#next < text.length) {
      const start = this.#next;
      const end = this.#endOfLine(start);
      const line = this.#lineOfNext;
      this.#pass(end);
      if (end < text.length && end > start && text.charCodeAt(end - 1) === 0x5c) {
        const whole = this.#joined(start, end);
        if (cursor.enter(whole, 0, whole.length, line)) return true;
      } else if (cursor.enter(text, start, end, line)) return true;
    }
    return false;
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

  #joined(start: number, end: number): string {
    const parts = [this.#text.slice(start, end - 1)];
    for (;;) {
      const from = this.#next;
      const to = this.#endOfLine(from);
      this.#pass(to);
      if (to >= this.#text.length || to === from || this.#text.charCodeAt(to - 1) !== 0x5c) {
        parts.push(this.#text.slice(from, to));
        return parts.join('');
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
