import type { SymbolName } from './expression.ts';
import { keyword } from './keywords.ts';
import { TemplateReader, type Text } from './text.ts';
import { word } from './words.ts';

/** Reads the tokens of one statement after the other. Blanks behind a token are passed over with it. */
export class Cursor {
  text = '';
  end = 0;
  position = 0;
  /** 1-based: that of the statement, the first of those that are joined. */
  line = 0;

  /** Goes to a statement; false where there is nothing but a comment. */
  enter(text: string, start: number, end: number, line: number): boolean {
    this.text = text;
    this.position = start;
    this.end = end;
    this.line = line;
    this.blanks();
    return !this.isDone;
  }

  /** Whether nothing but a comment follows. */
  get isDone(): boolean {
    return this.position >= this.end || this.#code() === 0x23;
  }

  blanks(): void {
    while (this.position < this.end && isBlank(this.#code())) this.position++;
  }

  /** Behind all but a name Kconfiglib passes over what Unicode calls a blank: some files have non-breaking spaces there. */
  #anyBlanks(): void {
    this.blanks();
    while (this.#code() > 0x7f && /\s/.test(this.text[this.position]!)) {
      this.position++;
      this.blanks();
    }
  }

  /** The keyword or name at the start of a statement; empty where there is none. */
  first(): string {
    const start = this.position;
    while (this.position < this.end && isFirst(this.#code())) this.position++;
    const word = keyword(this.text, start, this.position) ?? this.text.slice(start, this.position);
    this.blanks();
    return word;
  }

  take(character: number): boolean {
    if (this.position >= this.end || this.#code() !== character) return false;
    this.position++;
    this.#anyBlanks();
    return true;
  }

  /** `&&` or `||`. */
  takePair(character: number): boolean {
    if (this.position + 1 >= this.end || this.#code() !== character) return false;
    if (this.text.charCodeAt(this.position + 1) !== character) return false;
    this.position += 2;
    this.#anyBlanks();
    return true;
  }

  relation(): '=' | '!=' | '<' | '<=' | '>' | '>=' | undefined {
    if (this.take(0x3d)) return '=';
    if (this.position >= this.end) return undefined;
    const code = this.#code();
    const equal = this.position + 1 < this.end && this.text.charCodeAt(this.position + 1) === 0x3d;
    if (code !== 0x3c && code !== 0x3e && !(code === 0x21 && equal)) return undefined;
    this.position += equal ? 2 : 1;
    this.blanks();
    if (code === 0x21) return '!=';
    return code === 0x3c ? (equal ? '<=' : '<') : equal ? '>=' : '>';
  }

  /** Takes the keyword where it comes next. */
  keyword(word: string): boolean {
    const { position, text } = this;
    const after = position + word.length;
    if (!text.startsWith(word, position) || after > this.end) return false;
    if (after < this.end && isName(text.charCodeAt(after))) return false;
    this.position = after;
    this.blanks();
    return true;
  }

  isQuote(): boolean {
    return this.position < this.end && (this.#code() === 0x22 || this.#code() === 0x27);
  }

  /** A name that is no keyword, with its macros. */
  name(): SymbolName | undefined {
    const start = this.position;
    const { text, end } = this;
    let i = start;
    let hash = 0;
    let hasMacro = false;
    for (; i < end; i++) {
      const code = text.charCodeAt(i);
      if (!isName(code)) break;
      if (code === 0x24) hasMacro = true;
      hash = (hash * 31 + code) | 0;
    }
    if (i === start) return undefined;
    if (text.charCodeAt(start) >= 0x61 && keyword(text, start, i)) return undefined;
    if (hasMacro) return this.#nameWithMacros();
    this.position = i;
    this.blanks();
    return word(text, start, i, hash);
  }

  /** A string in quotes; or, where a string belongs, a word without them. */
  stringOrWord(): Text | undefined {
    return this.isQuote() ? this.string() : this.name()?.name;
  }

  /** Passes over one that nobody asks for; false where there is none. */
  passStringOrWord(): boolean {
    if (!this.isQuote()) return this.name() !== undefined;
    const end = this.#endOfPlain();
    if (end === undefined) return this.string() !== undefined;
    this.#pass(end);
    return true;
  }

  /** A string in either kind of quotes; a backslash takes the next character as it is. */
  string(): Text | undefined {
    const start = this.position + 1;
    const end = this.#endOfPlain();
    if (end === undefined) return this.#specialString(this.#code(), start);
    this.#pass(end);
    return this.text.slice(start, end);
  }

  /** The closing quote of a string without backslashes and macros. */
  #endOfPlain(): number | undefined {
    const quote = this.#code();
    for (let i = this.position + 1; i < this.end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === quote) return i;
      if (code === 0x5c || code === 0x24) return undefined;
    }
    return undefined;
  }

  #pass(quote: number): void {
    this.position = quote + 1;
    this.#anyBlanks();
  }

  #specialString(quote: number, start: number): Text | undefined {
    const reader = new TemplateReader();
    let from = start;
    for (let i = start; i < this.end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === quote) {
        reader.add(this.text.slice(from, i));
        this.position = i + 1;
        this.blanks();
        return reader.result(true);
      }
      if (code === 0x5c) {
        reader.add(this.text.slice(from, i));
        from = i + 1;
        i++;
      } else if (code === 0x24 && this.text.charCodeAt(i + 1) === 0x28) {
        reader.add(this.text.slice(from, i));
        const end = reader.macro(this.text, i, this.end);
        if (end === undefined) return undefined;
        from = end;
        i = end - 1;
      }
    }
    return undefined;
  }

  #nameWithMacros(): SymbolName | undefined {
    const reader = new TemplateReader();
    let from = this.position;
    let i = from;
    while (i < this.end && isName(this.text.charCodeAt(i))) {
      if (this.text.charCodeAt(i) !== 0x24 || this.text.charCodeAt(i + 1) !== 0x28) {
        i++;
        continue;
      }
      reader.add(this.text.slice(from, i));
      const end = reader.macro(this.text, i, this.end);
      if (end === undefined) return undefined;
      from = i = end;
    }
    reader.add(this.text.slice(from, i));
    this.position = i;
    this.blanks();
    return { kind: 'symbol', name: reader.result(false), quoted: false, slot: -1 };
  }

  #code(): number {
    return this.text.charCodeAt(this.position);
  }
}

/** Python's ASCII `\s`. */
export const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** `[A-Za-z0-9_-]` */
export const isWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  code === 0x2d;

/** `[A-Za-z0-9_$-]` */
const isFirst = (code: number): boolean => isWord(code) || code === 0x24;

/** `[A-Za-z0-9_$/.-]` */
const isName = (code: number): boolean => isFirst(code) || code === 0x2f || code === 0x2e;
