import { endOfLine, splice } from './tokens.ts';

/**
 * `name`: where a node or a property begins. `value`: everywhere else, words are those of C.
 * `bytes`: within square brackets. `expression`: like a value, but `a:` is no label.
 */
export type LexerMode = 'name' | 'value' | 'bytes' | 'expression';

export type LexerKind =
  | 'end'
  /** A node or property name, or a word of C. */
  | 'name'
  | 'number'
  /** `word:` */
  | 'label'
  /** `&word` or `&{...}` */
  | 'reference'
  | 'string'
  | 'character'
  /** A run of letters and digits within square brackets. */
  | 'bytes'
  /** `/bits/` and its like, known or not. */
  | 'keyword'
  | 'punctuator'
  /** An include that stands for a tree. */
  | 'tree'
  /** A quote that is never closed, or a character that has no place in a devicetree. */
  | 'bad';

/** Reads the preprocessed text one token at a time; which mode the next one is read in is up to the reader. */
export class Lexer {
  kind: LexerKind = 'end';
  start = 0;
  end = 0;
  /** Whether a line break stands before the token. */
  first = true;
  /** The token before this one. */
  previousStart = 0;
  previousEnd = 0;
  readonly text: string;
  readonly #trees: readonly { readonly at: number }[];
  /** How many included trees were passed. */
  tree = 0;
  /** Characters looked at: a measure of the work. */
  work = 0;

  constructor(text: string, trees: readonly { readonly at: number }[]) {
    this.text = text;
    this.#trees = trees;
  }

  /** The characters of the token. */
  get word(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the token is this punctuator. */
  is(punctuator: string): boolean {
    return (
      this.kind === 'punctuator' &&
      this.end - this.start === punctuator.length &&
      this.text.startsWith(punctuator, this.start)
    );
  }

  /** Goes on to the next token. */
  advance(mode: LexerMode): void {
    this.previousStart = this.start;
    this.previousEnd = this.end;
    const from = this.end;
    this.#read(mode);
    this.work += this.end - from + 1;
  }

  /** Reads the same characters in another mode. */
  again(mode: LexerMode): void {
    const { first } = this;
    if (this.kind === 'tree' || this.kind === 'end') return;
    this.end = this.start;
    this.#read(mode);
    this.work += this.end - this.start;
    this.first = first;
  }

  /** Cuts the token short. */
  cut(end: number): void {
    this.end = end;
  }

  /** Runs `look`, then stands where it stood before. */
  peek<T>(look: () => T): T {
    const { kind, start, end, first, previousStart, previousEnd, tree } = this;
    const result = look();
    Object.assign(this, { kind, start, end, first, previousStart, previousEnd, tree });
    return result;
  }

  #read(mode: LexerMode): void {
    const { text } = this;
    const tree = this.#trees[this.tree];
    const start = this.#skipBlanks(this.end, tree?.at ?? text.length);
    if (tree && tree.at <= start) {
      this.tree++;
      this.start = this.end = Math.max(this.end, tree.at);
      this.first = true;
      this.kind = 'tree';
      return;
    }
    this.start = start;
    if (start >= text.length) {
      this.end = text.length;
      this.kind = 'end';
      return;
    }
    this.kind = 'punctuator';
    this.end = start + 1;
    const code = text.charCodeAt(start);
    if (code < 128 && WORD[code]! & (mode === 'name' ? NAME : IDENTIFIER)) this.#readWord(mode, code);
    else if (code === DOUBLE_QUOTE) this.#readQuoted('string', code, MULTI_LINE);
    else if (code === SINGLE_QUOTE) this.#readQuoted('character', code, 0);
    else if (code === AMPERSAND) this.#readReference(mode);
    else if (code === SLASH) this.#readKeyword();
    else if (code === BACKSLASH && mode === 'name' && WORD[text.charCodeAt(start + 1)]! & NAME) {
      this.end = this.#endOf(NAME, start + 1);
      this.kind = 'name';
    } else if (code > 126 || code < 33 || code === BACKSLASH || code === 64 || code === 96 || code === 36) {
      this.kind = 'bad';
      if (code >= 0xd800 && code < 0xdc00 && start + 1 < text.length) this.end = start + 2;
    } else if (OPERATORS.has(text.slice(start, start + 2))) this.end = start + 2;
  }

  #skipBlanks(from: number, most: number): number {
    const { text } = this;
    let at = from;
    this.first = from === 0;
    for (;;) {
      if (at >= most) return at;
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) this.first = true;
      if (code === 32 || (code >= 9 && code <= 13)) at++;
      else if (code === SLASH && text.charCodeAt(at + 1) === 42) {
        const close = text.indexOf('*/', at + 2);
        at = close < 0 ? text.length : close + 2;
      } else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) at = endOfLine(text, at);
      else if (code === BACKSLASH && splice(text, at) > at) at = splice(text, at);
      else return at;
    }
  }

  #endOf(classes: number, from: number): number {
    const { text } = this;
    let end = from;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code > 127 || !(WORD[code]! & classes)) break;
    }
    return end;
  }

  #readWord(mode: LexerMode, code: number): void {
    const { text, start } = this;
    const word = this.#endOf(IDENTIFIER, start);
    const isDigit = code >= 48 && code <= 57;
    if (mode === 'bytes' && text.charCodeAt(word) !== COLON) {
      this.kind = 'bytes';
      this.end = word;
    } else if (mode !== 'expression' && !isDigit && text.charCodeAt(word) === COLON && word > start) {
      this.kind = 'label';
      this.end = word + 1;
    } else if (mode === 'name') {
      this.kind = 'name';
      this.end = this.#endOf(NAME, start);
    } else {
      this.kind = isDigit ? 'number' : 'name';
      this.end = word;
    }
  }

  #readQuoted(kind: 'string' | 'character', quote: number, more: number): void {
    const { text, start } = this;
    let most = text.length;
    this.kind = 'bad';
    let at = start + 1;
    for (; at < most; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.kind = kind;
        this.end = at + 1;
        return;
      }
      if (code === BACKSLASH) at++;
      // A quote nobody closed must not make every other one search the whole text.
      else if (code === 10 && most === text.length) most = Math.min(most, at + more);
    }
    this.work += at - start;
  }

  #readReference(mode: LexerMode): void {
    const { text, start } = this;
    const next = text.charCodeAt(start + 1);
    if (next === 123) {
      const end = this.#endOf(NAME | PATH, start + 2);
      if (text.charCodeAt(end) !== 125) return;
      this.kind = 'reference';
      this.end = end + 1;
    } else if (mode !== 'expression' && WORD[next]! & IDENTIFIER && !(next >= 48 && next <= 57)) {
      this.kind = 'reference';
      this.end = this.#endOf(IDENTIFIER, start + 1);
    } else if (next === AMPERSAND) this.end = start + 2;
  }

  #readKeyword(): void {
    const { text, start } = this;
    const next = text.charCodeAt(start + 1);
    if (next < 97 || next > 122) return;
    let end = start + 1;
    while (end < start + 20 && /[a-z0-9-]/.test(text.charAt(end))) end++;
    if (text.charCodeAt(end) !== SLASH) return;
    this.kind = 'keyword';
    this.end = end + 1;
  }
}

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const AMPERSAND = 38;
const SLASH = 47;
const COLON = 58;
const BACKSLASH = 92;
/** Characters a string may go on behind its first line break. */
const MULTI_LINE = 1000;

const OPERATORS = new Set(['==', '!=', '<=', '>=', '<<', '>>', '||', '&&']);

const IDENTIFIER = 1;
const NAME = 2;
const PATH = 4;

/** The classes a character of ASCII belongs to. */
const WORD = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_') {
  WORD[char.charCodeAt(0)] = IDENTIFIER | NAME | PATH;
}
for (const char of ',.+*#?@-') WORD[char.charCodeAt(0)] = NAME | PATH;
WORD[SLASH] = PATH;
