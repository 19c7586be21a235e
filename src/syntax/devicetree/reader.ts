import type { Span } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import type { Lexer, LexerMode } from './lexer.ts';
import type { SourceMap } from './source-map.ts';
import type { MacroCall, MissingInclude, Reference, UnknownMacro } from './tree.ts';

/** What the readers of statements and of values share: the place in the text, and what they have to say about it. */
export class Reader {
  readonly lexer: Lexer;
  readonly map: SourceMap;
  readonly nesting: number;
  readonly problems: SyntaxProblem[] = [];
  readonly missingIncludes: MissingInclude[] = [];
  readonly #unknownMacros = new Map<string, UnknownMacro>();
  readonly #said = new Set<string>();

  constructor(lexer: Lexer, map: SourceMap, nesting: number) {
    this.lexer = lexer;
    this.map = map;
    this.nesting = nesting;
  }

  get unknownMacros(): readonly UnknownMacro[] {
    return [...this.#unknownMacros.values()];
  }

  /** Says once what is wrong at `span`. */
  problem(span: Span, message: string, more: Pick<SyntaxProblem, 'related' | 'help'> = {}): void {
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

  /** Remembers a name that no file defines. */
  unknownMacro(name: string, span: Span): void {
    if (!this.#unknownMacros.has(name)) this.#unknownMacros.set(name, { name, span });
  }

  /** The reference that stands here. */
  reference(): Reference {
    const word = this.lexer.word;
    const span = this.here();
    if (word.startsWith('&{')) return { kind: 'path', path: word.slice(2, -1), span };
    return { kind: 'label', label: word.slice(1), span };
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
