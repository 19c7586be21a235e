import type { Span } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import type { Lexer, LexerMode } from './lexer.ts';
import type { MacroTable } from './macros.ts';
import type { SourceMap } from './source-map.ts';
import type { MacroCall, MissingInclude, Reference, UnknownMacro, Word } from './tree.ts';

type ProblemDetails = Pick<SyntaxProblem, 'related' | 'help'>;

/** What the readers of statements and of values share: the place in the text, and what they have to say about it. */
export class Reader {
  readonly lexer: Lexer;
  readonly map: SourceMap;
  readonly nesting: number;
  readonly problems: SyntaxProblem[] = [];
  /** Those of the problems that say that something is missing: who reads the text without it refutes them. */
  readonly refutable = new Set<SyntaxProblem>();
  readonly missingIncludes: MissingInclude[] = [];
  readonly #macros: MacroTable;
  readonly #unknownMacros = new Map<string, UnknownMacro>();
  readonly #said = new Set<string>();
  /** Whether something was said about the statement that is being read. */
  #told = false;
  /** Where the last slip was. */
  #line = '';
  /** Set while braces cannot be trusted: what was skipped may have held some. */
  unsure = false;

  constructor(lexer: Lexer, map: SourceMap, macros: MacroTable, nesting: number) {
    this.lexer = lexer;
    this.map = map;
    this.#macros = macros;
    this.nesting = nesting;
  }

  get unknownMacros(): readonly UnknownMacro[] {
    return [...this.#unknownMacros.values()];
  }

  /** A statement begins here: what is wrong with it follows from no mistake before. */
  begin(): void {
    this.#told = false;
  }

  /** Says what is wrong with the shape of the statement, unless that may follow from what was said about its line. */
  slip(span: Span, message: string, more: ProblemDetails = {}): void {
    const line = `${span.file.path}:${span.file.position(span.start).line}`;
    if (this.#told || line === this.#line) this.unsure = true;
    else this.problem(span, message, more);
    this.#line = line;
  }

  /** Says what was forgotten before the token that stands here, unless that may follow from what was said about its line. */
  forgotten(message: string, more: ProblemDetails = {}): void {
    const before = this.problems.length;
    this.slip(this.before(), message, more);
    for (const problem of this.problems.slice(before)) this.refutable.add(problem);
  }

  /** Says what is wrong with the nesting, unless that may follow from what was said before. */
  misnested(span: Span, message: string, more: ProblemDetails = {}): void {
    if (!this.unsure) this.slip(span, message, more);
    this.unsure = true;
  }

  /** Says once what is wrong at `span`, however much was said before. */
  problem(span: Span, message: string, more: ProblemDetails = {}): void {
    this.#told = true;
    const key = `${span.file.path}\n${span.start}\n${message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.problems.push({ message, span, ...more });
  }

  /** The token that stands here. */
  here(): Span {
    return this.map.span(this.lexer.start, this.lexer.end);
  }

  /** The token before: where something was forgotten. */
  before(): Span {
    return this.map.span(this.lexer.previousStart, this.lexer.previousEnd);
  }

  /** Remembers a name that no file defines; says so when it is a macro that lacks its arguments. */
  unknownMacro(name: string, span: Span): void {
    if (this.#macros.get(name)) {
      // A use whose call went wrong was told by the preprocessor.
      const isUse = this.map.callAt(this.lexer.start)?.name === name;
      if (!isUse) this.problem(span, `${name} needs its arguments in brackets`);
      return;
    }
    if (!this.#unknownMacros.has(name)) this.#unknownMacros.set(name, { name, span });
  }

  /** The reference that stands here. */
  reference(): Reference {
    const word = this.lexer.word;
    const span = this.here();
    if (word.startsWith('&{')) return { kind: 'path', path: word.slice(2, -1), span };
    return { kind: 'label', label: word.slice(1), span };
  }

  /** Takes the labels that stand here, and adds them to `labels`. */
  labels(labels: Word[] = []): Word[] {
    for (const { lexer } = this; lexer.kind === 'label'; lexer.advance('name')) {
      labels.push({ text: lexer.word.slice(0, -1), span: this.map.span(lexer.start, lexer.end - 1) });
    }
    return labels;
  }

  /**
   * A name that may be a macro nobody defined, its arguments taken with it. Undefined for a bracket that is not closed
   * before the statement ends; then only the name is taken.
   */
  macroUse(mode: LexerMode = 'value'): MacroCall {
    const { lexer } = this;
    const name = lexer.word;
    const start = lexer.start;
    const nameSpan = this.here();
    this.unknownMacro(name, nameSpan);
    lexer.advance(mode);
    if (!lexer.is('(')) return { name, arguments: [], span: nameSpan };
    const written: string[] = [];
    let argument = lexer.end;
    let depth = 0;
    const take = (end: number) => {
      const text = lexer.text.slice(argument, end).trim();
      if (text !== '' || written.length > 0) written.push(text);
      argument = lexer.end;
    };
    while (lexer.kind !== 'end' && lexer.kind !== 'tree' && !lexer.is(';') && !lexer.is('{') && !lexer.is('}')) {
      if (lexer.is('(')) depth++;
      else if (lexer.is(',') && depth === 1) take(lexer.start);
      else if (lexer.is(')') && --depth === 0) {
        take(lexer.start);
        const span = this.map.span(start, lexer.end);
        lexer.advance(mode);
        return { name, arguments: written, span };
      }
      lexer.advance('expression');
    }
    this.problem(nameSpan, `the call of ${name} is never closed: ')' is missing`);
    return { name, arguments: written, span: nameSpan };
  }
}

/** A token in quotes, cut to a readable length; a character nobody can see by its number. */
export function quoted(word: string): string {
  if (word === '') return 'the end of the file';
  if (!/^[\p{C}\p{Z}]/u.test(word)) return `'${shortened(word)}'`;
  return `the character U+${word.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
