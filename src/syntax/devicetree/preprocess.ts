import type { SourceFile, Span } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import { conditionHolds, headerName } from './conditions.ts';
import { Expander, splitArguments } from './expand.ts';
import { enterBranch, type Frame, leaveBranch } from './frame.ts';
import { type IncludeResolver, Includes } from './includes.ts';
import { LIMITS, type Limits } from './limits.ts';
import { type Definitions, Macro, MacroTable } from './macros.ts';
import { Output } from './output.ts';
import type { Directive } from './scan.ts';
import type { SourceMap } from './source-map.ts';
import type { Token } from './tokens.ts';
import type { MissingInclude } from './tree.ts';

export type { IncludedTreeAnswer, IncludeResolver } from './includes.ts';

export interface PreprocessOptions {
  /** Macros defined from the start, where no `macros` are. */
  readonly defines?: Definitions;
  /** What earlier sources of the same build defined: an overlay sees the macros of its board. It is not changed. */
  readonly macros?: MacroTable;
  readonly limits?: Partial<Limits>;
}

export interface Preprocessed {
  readonly text: string;
  readonly map: SourceMap;
  /** Includes that stand for a tree, and the offset of `text` they stand at; sorted. */
  readonly includedTrees: readonly { readonly at: number; readonly name: string; readonly span: Span }[];
  readonly missingIncludes: readonly MissingInclude[];
  /** In the order in which they were met. */
  readonly problems: readonly SyntaxProblem[];
  /** All macros that are defined at the end. */
  readonly macros: MacroTable;
  /** Tokens read and produced: a measure of the work. */
  readonly work: number;
}

/**
 * What cpp makes of a devicetree source (assembler mode: what is no directive is text), with `/include/` done as well.
 * Comments stay in the text. Unknown includes are left out and remembered; unknown macros stay as they are.
 * Bounded in time and space by `limits` for any input.
 */
export function preprocess(
  source: SourceFile,
  resolver?: IncludeResolver,
  options: PreprocessOptions = {},
): Preprocessed {
  return new Preprocessor(source, resolver, options).run();
}

/** cpp defines the first for assembler, Zephyr's build the second: zephyr/cmake/modules/extensions.cmake (2.4.0). */
const PREDEFINED = ['__ASSEMBLER__ 1', '__DTS__ 1', '__STDC__ 1', '__STDC_HOSTED__ 1'] as const;

class Preprocessor {
  readonly #limits: Limits;
  readonly #macros: MacroTable;
  readonly #expander: Expander;
  readonly #output: Output;
  readonly #includes: Includes;
  readonly #includedTrees: { at: number; name: string; span: Span }[] = [];
  readonly #problems = new Map<string, SyntaxProblem>();
  #isFull = false;
  #tokens = 0;

  constructor(source: SourceFile, resolver: IncludeResolver | undefined, options: PreprocessOptions) {
    this.#limits = { ...LIMITS, ...options.limits };
    this.#macros = new MacroTable(options.macros ?? (options.defines && MacroTable.of(options.defines)));
    if (!options.macros) this.#macros.defineAll(PREDEFINED);
    this.#expander = new Expander(this.#macros, this.#limits);
    this.#output = new Output(source);
    this.#includes = new Includes(resolver, this.#limits, (message, span) => this.#problem(message, span));
    this.#includes.open(source);
  }

  run(): Preprocessed {
    for (let frame = this.#includes.current; frame; frame = this.#includes.current) {
      const item = frame.scan.items[frame.item];
      if (!item) this.#close(frame);
      else if (item.kind === 'directive') {
        frame.item++;
        this.#directive(item, frame);
      } else if (frame.token < item.tokens.length) this.#text(item.tokens, frame);
      else {
        frame.item++;
        frame.token = 0;
      }
    }
    return {
      text: this.#output.text,
      map: this.#output.map,
      includedTrees: this.#includedTrees,
      missingIncludes: this.#includes.missing,
      problems: [...this.#problems.values()],
      macros: this.#macros,
      work: this.#tokens + this.#expander.spent,
    };
  }

  #close({ scan: { file, unclosedComment } }: Frame): void {
    if (unclosedComment !== undefined) {
      this.#problem("the comment is never closed: '*/' is missing", file.span(unclosedComment, unclosedComment + 2));
    }
    this.#includes.close();
    this.#output.newLine();
  }

  /** Text up to the end of the run, or to what ends it early: a call that goes on behind it, an include. */
  #text(tokens: readonly Token[], frame: Frame): void {
    const { item } = frame;
    const { file } = frame.scan;
    while (frame.item === item && frame.token < tokens.length) {
      const token = tokens[frame.token++]!;
      this.#tokens++;
      if (token.text === '/' && this.#devicetreeInclude(tokens, frame)) return;
      const macro = token.kind === 'identifier' ? this.#macros.get(token.text) : undefined;
      if (macro && this.#use(token, macro, frame)) continue;
      if (this.#output.length < this.#limits.output) this.#output.token(token, file);
      else this.#tooMuch(file.span(token.start, token.end));
    }
  }

  /** The macro use at `token`; false when it is none. */
  #use(token: Token, macro: Macro, frame: Frame): boolean {
    const { file } = frame.scan;
    let call: readonly Token[] | undefined;
    const expansion = this.#expander.use(token, macro, {
      opensCall: () => this.#next(frame)?.text === '(',
      takeCall: () => (call = this.#takeCall(frame)),
    });
    const span = file.span(token.start, call?.at(-1)?.end ?? token.end);
    if (this.#expander.exhausted) {
      this.#problem(`macros expand to more than ${this.#limits.expansion} tokens; the rest is not expanded`, span);
    }
    if (!expansion) return false;
    for (const message of expansion.problems) this.#problem(message, span);
    if (this.#output.length >= this.#limits.output) this.#tooMuch(span);
    else {
      const written = call ? splitArguments(call).map((argument) => textOf(argument, file)) : [];
      this.#output.expansion(expansion.tokens, token, { name: token.text, arguments: written, span });
    }
    return true;
  }

  /** The next token of the same file, directives on the way obeyed; undefined at an include and at the end. */
  #next(frame: Frame): Token | undefined {
    for (let item = frame.scan.items[frame.item]; item; item = frame.scan.items[frame.item]) {
      if (item.kind === 'text') {
        const token = item.tokens[frame.token];
        if (token) return token;
        frame.item++;
        frame.token = 0;
      } else {
        if (INCLUDES.has(item.name)) return undefined;
        frame.item++;
        this.#directive(item, frame);
      }
    }
    return undefined;
  }

  #takeCall(frame: Frame): readonly Token[] | undefined {
    const { item, token } = frame;
    const taken: Token[] = [];
    const most = frame.hasUnclosedCall ? NEAR : this.#limits.expansion;
    let depth = 0;
    for (let next = this.#next(frame); next && taken.length < most; next = this.#next(frame)) {
      frame.token++;
      this.#tokens++;
      taken.push(next);
      if (next.text === '(') depth++;
      else if (next.text === ')' && --depth === 0) return taken;
    }
    frame.hasUnclosedCall = true;
    frame.item = item;
    frame.token = token;
    return undefined;
  }

  #directive(directive: Directive, frame: Frame): void {
    const { name, tokens } = directive;
    const { file } = frame.scan;
    const span = file.span(directive.hash.start, tokens.at(-1)?.end ?? directive.nameEnd);
    this.#output.newLine();
    this.#tokens += tokens.length + 1;
    if (directive.stray) {
      this.#problem(`#${name} without an #if`, span);
      return;
    }
    switch (name) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        if (directive.branchEnd === undefined) this.#problem(`#${name} without an #endif`, span);
        enterBranch(frame, directive, (branch) => this.#holds(branch, file));
        return;
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
        // Reached by reading on, so the branch before it was the one.
        leaveBranch(frame, directive);
        return;
      case 'define':
        if (tokens[0]?.kind !== 'identifier') this.#problem('#define needs the name of a macro', span);
        else this.#macros.define((directive.macro ??= new Macro(tokens[0].text, tokens)));
        return;
      case 'undef':
        if (tokens[0]) this.#macros.undefine(tokens[0].text);
        return;
      case 'include':
      case 'include_next':
      case 'import': {
        const header = headerName(tokens) ?? headerName(this.#expander.list(tokens));
        if (header) this.#include(header.name, header.style, span, directive.depth);
        else this.#problem(`#${name} needs "file" or <file>`, span);
        return;
      }
      case 'error':
        this.#problem(tokens.length > 0 ? `#error: ${textOf(tokens, file)}` : '#error', span);
        return;
      case 'pragma':
        if (tokens[0]?.text === 'once') this.#includes.once(file);
        return;
      default:
    }
  }

  #holds({ name, nameEnd, hash, tokens }: Directive, file: SourceFile): boolean {
    const [first] = tokens;
    if (name !== 'if' && name !== 'elif') {
      if (first?.kind !== 'identifier')
        this.#problem(`#${name} needs the name of a macro`, file.span(hash.start, nameEnd));
      return first !== undefined && this.#isDefined(first.text) === (name === 'ifdef' || name === 'elifdef');
    }
    const holds = conditionHolds(tokens, {
      isDefined: (macro) => this.#isDefined(macro),
      hasInclude: (header, style) => this.#includes.exists(header, style),
      expand: (list) => this.#expander.list(list),
      nesting: this.#limits.nesting,
    });
    if (typeof holds === 'boolean') return holds;
    this.#problem(
      `#${name}: ${holds}`,
      first ? file.span(first.start, tokens.at(-1)!.end) : file.span(hash.start, nameEnd),
    );
    return false;
  }

  #isDefined(name: string): boolean {
    return BUILT_IN.has(name) || this.#macros.get(name) !== undefined;
  }

  /** `/include/ "file"`, whose first `/` was just taken. */
  #devicetreeInclude(tokens: readonly Token[], frame: Frame): boolean {
    const at = frame.token - 1;
    const [slash, word, after, name] = [tokens[at]!, tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    if (word?.text !== 'include' || after?.text !== '/' || name?.kind !== 'string') return false;
    if (word.start !== slash.end || after.start !== word.end) return false;
    frame.token = at + 4;
    this.#output.newLine();
    this.#include(name.text.slice(1, -1), 'quoted', frame.scan.file.span(slash.start, name.end), 0);
    return true;
  }

  #include(name: string, style: 'quoted' | 'angled', span: Span, depth: number): void {
    const tree = this.#includes.enter(name, style, { span, depth });
    if (!tree) return;
    if (tree.macros) this.#macros.defineAll(tree.macros);
    this.#includedTrees.push({ at: this.#output.length, name, span });
  }

  #tooMuch(span: Span): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#problem(
      `the preprocessed source is larger than ${this.#limits.output} characters; the rest is left out`,
      span,
    );
  }

  #problem(message: string, span: Span): void {
    const key = `${span.file.path}\n${span.start}\n${message}`;
    if (!this.#problems.has(key)) this.#problems.set(key, { message, span });
  }
}

const INCLUDES = new Set(['include', 'include_next', 'import']);
/** Known to cpp itself, and no macros of ours. */
const BUILT_IN = new Set(['__FILE__', '__LINE__', '__COUNTER__', '__has_include', '__has_include_next']);
/** Tokens a call is searched for its end in a file that has an unclosed one. */
const NEAR = 500;

const textOf = (tokens: readonly Token[], file: SourceFile): string =>
  tokens.length === 0 ? '' : file.text.slice(tokens[0]!.start, tokens.at(-1)!.end);
