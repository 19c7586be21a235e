import type { SourceFile, Span } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import { conditionHolds, headerName } from './conditions.ts';
import { Expander, type Following, splitArguments } from './expand.ts';
import { LIMITS, type Limits } from './limits.ts';
import { Macro, MacroTable } from './macros.ts';
import { Output } from './output.ts';
import { type Directive, type Scan, scan } from './scan.ts';
import type { SourceMap } from './source-map.ts';
import type { Token } from './tokens.ts';
import type { MissingInclude } from './tree.ts';

/** Finds what an include names. Undefined: nobody knows. */
export interface IncludeResolver {
  resolve(name: string, style: 'quoted' | 'angled', from: SourceFile): SourceFile | IncludedTreeAnswer | undefined;
}

/** The include stands for a tree that is known as a fact. */
export interface IncludedTreeAnswer {
  readonly kind: 'included-tree';
  /** The macros it defines, as after `#define `. Read at their first use: hand over the same list every time. */
  readonly macros?: readonly string[];
}

export interface PreprocessOptions {
  /** Macros defined from the start, as after `#define `. */
  readonly defines?: readonly string[];
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

/** An open file. */
interface Frame {
  readonly scan: Scan;
  item: number;
  token: number;
  /** The include that opened it. */
  readonly from: { readonly span: Span; readonly depth: number } | undefined;
  /** Set once a call was found that never closes: later ones are not searched as far. */
  hasUnclosedCall: boolean;
}

class Preprocessor {
  readonly #resolver: IncludeResolver | undefined;
  readonly #limits: Limits;
  readonly #macros: MacroTable;
  readonly #expander: Expander;
  readonly #output: Output;
  readonly #frames: Frame[] = [];
  readonly #once = new Set<SourceFile>();
  readonly #endless = new Set<SourceFile>();
  readonly #includedTrees: { at: number; name: string; span: Span }[] = [];
  readonly #missingIncludes: MissingInclude[] = [];
  readonly #problems = new Map<string, SyntaxProblem>();
  #includes = 0;
  #isFull = false;
  #tokens = 0;

  constructor(source: SourceFile, resolver: IncludeResolver | undefined, options: PreprocessOptions) {
    this.#resolver = resolver;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#macros = new MacroTable(options.macros);
    if (!options.macros) this.#macros.defineAll(PREDEFINED);
    if (options.defines) this.#macros.defineAll(options.defines);
    this.#expander = new Expander(this.#macros, this.#limits);
    this.#output = new Output(source);
    this.#open(source, undefined);
  }

  run(): Preprocessed {
    for (let frame = this.#frames.at(-1); frame; frame = this.#frames.at(-1)) {
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
    this.#output.newLine();
    return {
      text: this.#output.text,
      map: this.#output.map,
      includedTrees: this.#includedTrees,
      missingIncludes: this.#missingIncludes,
      problems: [...this.#problems.values()],
      macros: this.#macros,
      work: this.#tokens + this.#expander.spent,
    };
  }

  #open(file: SourceFile, from: Frame['from']): void {
    this.#frames.push({ scan: scan(file), item: 0, token: 0, from, hasUnclosedCall: false });
  }

  #close(frame: Frame): void {
    const { unclosedComment, file } = frame.scan;
    if (unclosedComment !== undefined) {
      this.#problem("the comment is never closed: '*/' is missing", file.span(unclosedComment, unclosedComment + 2));
    }
    this.#frames.pop();
    this.#output.newLine();
  }

  /** Text up to the end of the run, or to what ends it early: a call that goes on behind it, an include. */
  #text(tokens: readonly Token[], frame: Frame): void {
    const { file } = frame.scan;
    const { item } = frame;
    while (frame.item === item && frame.token < tokens.length) {
      const token = tokens[frame.token++]!;
      this.#tokens++;
      if (token.text === '/' && this.#devicetreeInclude(tokens, frame)) return;
      if (token.kind === 'identifier') {
        const macro = this.#macros.get(token.text);
        if (macro && this.#use(token, macro, frame)) continue;
      }
      if (this.#output.length < this.#limits.output) this.#output.token(token, file);
      else this.#tooMuch(file.span(token.start, token.end));
    }
  }

  /** The macro use at `token`; false when it is none. */
  #use(token: Token, macro: Macro, frame: Frame): boolean {
    const { file } = frame.scan;
    let call: readonly Token[] | undefined;
    const following: Following = {
      opensCall: () => this.#next(frame)?.text === '(',
      takeCall: () => (call = this.#takeCall(frame)),
    };
    if (DYNAMIC.has(token.text)) return false;
    const expansion = this.#expander.use(token, macro, following);
    const span = file.span(token.start, call?.at(-1)?.end ?? token.end);
    if (this.#expander.exhausted) {
      this.#problem(`macros expand to more than ${this.#limits.expansion} tokens; what follows is not expanded`, span);
    }
    if (!expansion) return false;
    for (const message of expansion.problems) this.#problem(message, span);
    if (this.#output.length > this.#limits.output) this.#tooMuch(span);
    else {
      const written = call ? splitArguments(call).map((argument) => textOf(argument, file)) : [];
      this.#output.expansion(expansion.tokens, token, { name: token.text, arguments: written, span });
    }
    return true;
  }

  /** The next token of the same file, directives on the way obeyed; undefined at an include and at the end. */
  #next(frame: Frame): Token | undefined {
    for (;;) {
      const item = frame.scan.items[frame.item];
      if (!item) return undefined;
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
  }

  #takeCall(frame: Frame): readonly Token[] | undefined {
    const { item, token } = frame;
    const taken: Token[] = [];
    const most = frame.hasUnclosedCall ? 500 : this.#limits.expansion;
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
    const { file } = frame.scan;
    const { name, tokens } = directive;
    const span = file.span(directive.hash.start, tokens.at(-1)?.end ?? directive.hash.end + name.length);
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
        if (!this.#holds(directive, frame)) this.#skipBranch(directive, frame);
        return;
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
        // Reached by reading on, so the branch before it was the one.
        this.#skipAll(directive, frame);
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
      case 'import':
        this.#include(directive, frame, span);
        return;
      case 'error': {
        const first = tokens[0];
        const text = first ? file.text.slice(first.start, tokens.at(-1)!.end) : '';
        this.#problem(`#error${text === '' ? '' : `: ${text}`}`, span);
        return;
      }
      case 'pragma':
        if (tokens[0]?.text === 'once') this.#once.add(file);
        return;
      default:
    }
  }

  #skipBranch(directive: Directive, frame: Frame): void {
    let branch: Directive | undefined = directive;
    while (branch) {
      const end: number | undefined = branch.branchEnd;
      const next: Directive | undefined = end === undefined ? undefined : (frame.scan.items[end] as Directive);
      frame.item = end === undefined ? frame.scan.items.length : end + 1;
      frame.token = 0;
      if (!next || next.name === 'endif' || next.name === 'else' || this.#holds(next, frame)) return;
      branch = next;
    }
  }

  #skipAll(directive: Directive, frame: Frame): void {
    let at: number | undefined = directive.branchEnd;
    frame.token = 0;
    while (at !== undefined) {
      const next = frame.scan.items[at] as Directive;
      frame.item = at + 1;
      if (next.name === 'endif') return;
      at = next.branchEnd;
    }
    frame.item = frame.scan.items.length;
  }

  #holds(directive: Directive, frame: Frame): boolean {
    const { name, tokens } = directive;
    const { file } = frame.scan;
    if (name !== 'if' && name !== 'elif') {
      const macro = tokens[0]?.kind === 'identifier' ? this.#isDefined(tokens[0].text) : undefined;
      if (macro === undefined) {
        this.#problem(
          `#${name} needs the name of a macro`,
          file.span(directive.hash.start, directive.hash.end + name.length),
        );
      }
      return macro === (name === 'ifdef' || name === 'elifdef');
    }
    const holds = conditionHolds(tokens, {
      isDefined: (macro) => this.#isDefined(macro),
      hasInclude: (header, style) => this.#resolver?.resolve(header, style, file) !== undefined,
      expand: (list) => this.#expander.list(list),
      nesting: this.#limits.nesting,
    });
    if (typeof holds === 'boolean') return holds;
    const first = tokens[0] ?? directive.hash;
    this.#problem(`#${name}: ${holds}`, file.span(first.start, tokens.at(-1)?.end ?? first.end));
    return false;
  }

  #isDefined(name: string): boolean {
    return DYNAMIC.has(name) || this.#macros.get(name) !== undefined;
  }

  #include(directive: Directive, frame: Frame, span: Span): void {
    const header = headerName(directive.tokens) ?? headerName(this.#expander.list(directive.tokens));
    if (header) this.#enter(header.name, header.style, frame, { span, depth: directive.depth });
    else this.#problem(`#${directive.name} needs "file" or <file>`, span);
  }

  /** `/include/ "file"`, whose first `/` was just taken. */
  #devicetreeInclude(tokens: readonly Token[], frame: Frame): boolean {
    const { file } = frame.scan;
    const at = frame.token - 1;
    const [slash, word, after, name] = [tokens[at]!, tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    if (word?.text !== 'include' || after?.text !== '/' || name?.kind !== 'string') return false;
    if (word.start !== slash.end || after.start !== word.end) return false;
    frame.token = at + 4;
    this.#output.newLine();
    this.#enter(name.text.slice(1, -1), 'quoted', frame, { span: file.span(slash.start, name.end), depth: 0 });
    return true;
  }

  #enter(name: string, style: 'quoted' | 'angled', frame: Frame, from: { span: Span; depth: number }): void {
    if (++this.#includes > this.#limits.includes) {
      if (this.#includes === this.#limits.includes + 1) {
        this.#problem(
          `more than ${this.#limits.includes} includes; this one and those after it are left out`,
          from.span,
        );
      }
      return;
    }
    const answer = this.#resolver?.resolve(name, style, frame.scan.file);
    if (!answer) this.#missingIncludes.push({ name, style, span: from.span });
    else if ('kind' in answer) {
      if (answer.macros) this.#macros.defineAll(answer.macros);
      this.#includedTrees.push({ at: this.#output.length, name, span: from.span });
      this.#output.newLine();
    } else if (!this.#once.has(answer) && !this.#isEndless(answer, from)) this.#open(answer, from);
  }

  /** An include of a file that is open is endless when no condition stands on the way back to it. */
  #isEndless(file: SourceFile, from: { span: Span; depth: number }): boolean {
    if (this.#endless.has(file)) return true;
    const names: string[] = [];
    let certain = from.depth === 0;
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const frame = this.#frames[i]!;
      if (frame.scan.file === file && certain) {
        const through = names
          .reverse()
          .map((path) => `'${path}'`)
          .join(', ');
        this.#problem(`'${file.path}' includes itself${through === '' ? '' : ` through ${through}`}`, from.span);
        this.#endless.add(file);
        return true;
      }
      names.push(frame.scan.file.path);
      certain &&= frame.from?.depth === 0;
    }
    if (this.#frames.length <= this.#limits.includeDepth) return false;
    this.#problem(`includes stand more than ${this.#limits.includeDepth} deep in each other`, from.span);
    this.#endless.add(file);
    return true;
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
/** Known to cpp itself; they stay as they are. */
const DYNAMIC = new Set(['__FILE__', '__LINE__', '__COUNTER__', '__has_include', '__has_include_next']);

const textOf = (tokens: readonly Token[], file: SourceFile): string =>
  tokens.length === 0 ? '' : file.text.slice(tokens[0]!.start, tokens.at(-1)!.end);
