import type { SourceFile } from '../../text/source.ts';
import { SourceMap } from './source-map.ts';
import { isWordCode, type Token } from './tokens.ts';
import type { MacroCall } from './tree.ts';

/** Writes the preprocessed text: the user's own characters where no macro stood, comments included. */
export class Output {
  readonly map: SourceMap;
  readonly #parts: string[] = [];
  #length = 0;
  /** The last token of the macro use that was just written. */
  #expanded = '';
  /** The run of one file that is not written yet. */
  #file: SourceFile;
  #start = -1;
  #end = -1;

  constructor(file: SourceFile) {
    this.#file = file;
    this.map = new SourceMap(file);
  }

  /** How many characters there are, those of the open run included. */
  get length(): number {
    return this.#start < 0 ? this.#length : this.#length + (this.#end - this.#start);
  }

  get text(): string {
    this.breakRun();
    return this.#parts.join('');
  }

  /** A token as it was written; it carries on the run it stands in. */
  token(token: Token, file: SourceFile): void {
    const asWritten = token.text.length === token.end - token.start;
    const adjoins = token.space || token.start === this.#end;
    if (this.#start >= 0 && asWritten && adjoins && this.#file === file) {
      this.#end = token.end;
      return;
    }
    this.breakRun();
    this.#separate(token, true);
    if (asWritten) {
      this.#file = file;
      this.#start = token.start;
      this.#end = token.end;
    } else {
      this.map.add(this.#length, file, token.start, undefined);
      this.#write(token.text);
    }
  }

  /** What a macro use became, at the place of the use. */
  expansion(tokens: readonly Token[], use: Token, call: MacroCall): void {
    this.breakRun();
    if (use.space) this.#write(' ');
    else if (tokens[0]) this.#separate(tokens[0], false);
    this.map.add(this.#length, call.span.file, call.span.start, call);
    let before: Token | undefined;
    const parts: string[] = [];
    for (const token of tokens) {
      // Tokens that adjoin in the body of a macro still do.
      const adjoins = before?.end === token.start && token.start > 0;
      if (before && (token.space || (!adjoins && wouldJoin(before.text, token.text)))) parts.push(' ');
      parts.push(token.text);
      before = token;
    }
    this.#write(parts.join(''));
    this.#expanded = before?.text ?? '';
  }

  /** Separates what follows: a directive stood here, or another file begins. */
  newLine(): void {
    this.breakRun();
    this.#write('\n');
  }

  /** Writes the open run down. */
  breakRun(): void {
    if (this.#start < 0) return;
    this.map.add(this.#length, this.#file, this.#start, undefined);
    const text = this.#file.text.slice(this.#start, this.#end);
    this.#start = -1;
    this.#write(text);
  }

  /** Keeps a macro's text apart from what stands at its side, as cpp does. */
  #separate(token: Token, minds: boolean): void {
    const before = this.#parts.at(-1) ?? '';
    const left = minds ? this.#expanded : (/[\w$]+$|.$/.exec(before.slice(-50))?.[0] ?? '');
    if ((minds && token.space) || (left !== '' && wouldJoin(left, token.text))) this.#write(' ');
  }

  #write(text: string): void {
    if (text === '') return;
    this.#expanded = '';
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/** Whether two tokens without a blank between would be read as others: cpp keeps them apart. */
function wouldJoin(left: string, right: string): boolean {
  const end = left.charCodeAt(left.length - 1);
  const start = right.charCodeAt(0);
  if (isWordCode(end)) return isWordCode(start) || (isDigit(left.charCodeAt(0)) && SIGNS.has(start));
  if (start === EQUALS) return OPERATORS.has(end);
  return end === start && !isWordCode(start) && !BRACKETS.has(start);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const EQUALS = 61;
const OPERATORS = new Set([...'<>=!+-*/%&|^'].map((operator) => operator.charCodeAt(0)));
const SIGNS = new Set([43, 45, 46]);
const BRACKETS = new Set(['(', ')', '[', ']', '{', '}', ';', ','].map((bracket) => bracket.charCodeAt(0)));
