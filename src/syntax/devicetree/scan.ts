import type { SourceFile } from '../../text/source.ts';
import type { Macro } from './macros.ts';
import { type Token, tokenize } from './tokens.ts';

/** A file cut into runs of text and directives, the branches of conditionals already joined. */
export interface Scan {
  readonly file: SourceFile;
  readonly items: readonly Item[];
  /** Offset of a comment that never ends. */
  readonly unclosedComment: number | undefined;
}

export type Item = TextRun | Directive;

export interface TextRun {
  readonly kind: 'text';
  readonly tokens: readonly Token[];
}

export interface Directive {
  readonly kind: 'directive';
  /** `include`, `ifdef`, ...; empty for a `#` alone on its line. */
  readonly name: string;
  readonly hash: Token;
  /** Offset behind the name. */
  readonly nameEnd: number;
  /** What follows the name, to the end of the line. */
  readonly tokens: readonly Token[];
  /** How many conditionals are open around it. */
  readonly depth: number;
  /** Index of the item that ends this branch: `#elif`, `#else` or `#endif`. Undefined when nothing does. */
  branchEnd: number | undefined;
  /** Whether an `#else`, `#elif` or `#endif` has no `#if`. */
  stray: boolean;
  /** What a `#define` defines, read at its first use. */
  macro: Macro | undefined;
}

/** The scan of a file; made once per file. */
export function scan(file: SourceFile): Scan {
  let known = scans.get(file);
  if (!known) {
    known = scanNow(file);
    scans.set(file, known);
  }
  return known;
}

const scans = new WeakMap<SourceFile, Scan>();

function scanNow(file: SourceFile): Scan {
  const { tokens, unclosedComment } = tokenize(file.text);
  const items: Item[] = [];
  const open: Directive[] = [];
  let textStart = 0;
  let at = 0;
  while (at < tokens.length) {
    if (!beginsDirective(tokens, at, file.text)) {
      at++;
      continue;
    }
    if (at > textStart) items.push({ kind: 'text', tokens: tokens.slice(textStart, at) });
    const end = lineEnd(tokens, at);
    const directive = directiveOf(tokens.slice(at, end), open.length);
    join(directive, items.length, open);
    items.push(directive);
    textStart = at = end;
  }
  if (at > textStart) items.push({ kind: 'text', tokens: textStart === 0 ? tokens : tokens.slice(textStart, at) });
  return { file, items, unclosedComment };
}

const CONDITIONAL = new Set(['if', 'ifdef', 'ifndef']);
const ALTERNATIVE = new Set(['elif', 'elifdef', 'elifndef', 'else']);
const DIRECTIVES = new Set([
  ...[...CONDITIONAL, ...ALTERNATIVE, 'endif', 'define', 'undef', 'include', 'include_next', 'import'],
  ...['error', 'warning', 'line', 'pragma', 'ident', 'sccs', 'assert', 'unassert'],
]);

/** `#address-cells` and its like at the start of a line are properties. */
function beginsDirective(tokens: readonly Token[], at: number, text: string): boolean {
  const hash = tokens[at]!;
  if (!hash.first || hash.text !== '#') return false;
  const name = tokens[at + 1];
  if (!name || name.first) return true;
  if (name.kind === 'number') return name.space && tokens[at + 2]?.kind === 'string';
  if (name.kind !== 'identifier' || !DIRECTIVES.has(name.text)) return false;
  const next = text.charCodeAt(name.end);
  return hash.end < name.start || (next !== 45 && next !== 44);
}

function lineEnd(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (end < tokens.length && !tokens[end]!.first) end++;
  return end;
}

function directiveOf(line: readonly Token[], depth: number): Directive {
  const [hash, name] = line;
  return {
    kind: 'directive',
    name: name?.kind === 'identifier' ? name.text : '',
    hash: hash!,
    nameEnd: name?.end ?? hash!.end,
    tokens: line.slice(2),
    depth,
    branchEnd: undefined,
    stray: false,
    macro: undefined,
  };
}

function join(directive: Directive, index: number, open: Directive[]): void {
  const { name } = directive;
  if (CONDITIONAL.has(name)) {
    open.push(directive);
    return;
  }
  if (!ALTERNATIVE.has(name) && name !== 'endif') return;
  const before = open.pop();
  if (!before) {
    directive.stray = true;
    return;
  }
  before.branchEnd = index;
  if (name !== 'endif') open.push(directive);
}
