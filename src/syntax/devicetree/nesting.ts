import type { Span } from '../../text/source.ts';
import type { Reader } from './reader.ts';
import type { StatementTree } from './statement-tree.ts';
import type { NodeStatement, NodeTarget, Word } from './tree.ts';

/** What stands before the brace of a node. */
export interface Head {
  /** Undefined for a node that has no place in the tree: it is read all the same. */
  readonly target: NodeTarget | undefined;
  /** How the node is called in messages: `&spi1`. */
  readonly title: string;
  readonly labels: readonly Word[];
  readonly omitIfNoRef: boolean;
  /** Offset of its first character. */
  readonly start: number;
  /** Columns its line is indented by; undefined when something stands before it on its line. */
  readonly indent: number | undefined;
}

/** The nodes that are open, and what the columns of their braces tell about the one that was forgotten. */
export class Nesting {
  readonly #reader: Reader;
  readonly #tree: StatementTree;
  readonly #open: OpenNode[] = [];
  /** Where a brace seems to be missing, and the node it would close: said only when one is indeed missing. */
  #missing: { readonly node: OpenNode; readonly at: Span } | undefined;
  /** A brace that seems to close its node too early: said only when one is indeed left over. */
  #surplus: Span | undefined;

  constructor(reader: Reader, tree: StatementTree) {
    this.#reader = reader;
    this.#tree = tree;
  }

  get depth(): number {
    return this.#open.length;
  }

  get innermost(): Head | undefined {
    return this.#open.at(-1)?.head;
  }

  get outermost(): Head | undefined {
    return this.#open[0]?.head;
  }

  /** The reader stands at the brace, and is left behind it; without a brace it stays where it is. */
  open(head: Head): void {
    const { lexer, map, nesting } = this.#reader;
    const hasBrace = lexer.is('{');
    const headSpan = map.span(head.start, hasBrace ? lexer.previousEnd : Math.max(head.start, lexer.previousEnd));
    const brace = hasBrace ? this.#reader.here() : headSpan;
    const { labels, omitIfNoRef } = head;
    // At the top of a file a name names nothing.
    const target = this.#open.length === 0 && head.target?.kind === 'name' ? undefined : head.target;
    if (this.#open.length === 0) {
      this.#missing = undefined;
      this.#surplus = undefined;
    }
    if (this.#open.length === nesting) {
      this.#reader.problem(brace, `nodes stand more than ${nesting} deep in each other; the deeper ones are left out`);
    }
    if (target && this.#open.length < nesting) {
      const statement = { kind: 'node' as const, target, labels, omitIfNoRef, body: [], headSpan, span: headSpan };
      this.#tree.open(statement);
      this.#open.push({ head, statement, brace, isIndented: false });
    } else {
      this.#tree.drop();
      this.#open.push({ head, statement: undefined, brace, isIndented: false });
    }
    if (hasBrace) lexer.advance('name');
  }

  /** A statement of the innermost node begins here, on a line with that indent. */
  member(indent: number | undefined): void {
    const node = this.#open.at(-1);
    if (!node || indent === undefined || node.head.indent === undefined) return;
    node.isIndented ||= indent > node.head.indent;
    if (node.isIndented && indent <= node.head.indent) this.#missing ??= { node, at: this.#reader.before() };
  }

  /** The reader stands at the closing brace, and is left behind it and its semicolon. */
  close(): void {
    const { lexer } = this.#reader;
    const node = this.#open.pop()!;
    const brace = this.#reader.here();
    this.#compareColumns(node, brace);
    lexer.advance('name');
    if (lexer.is(';')) lexer.advance('name');
    else if (/^[,.:]$/.test(lexer.word)) {
      this.#reader.slip(brace, `a node ends with '};', not with '}${lexer.word}'`);
      lexer.advance('name');
    } else this.#reader.slip(brace, `';' is missing after the '}' of '${node.head.title} {'`);
    this.#finish(node);
  }

  /** A closing brace where no node is open; the reader is left behind it. */
  stray(): void {
    const { lexer } = this.#reader;
    if (this.#surplus) this.#reader.misnested(this.#surplus, "this '}' closes one node too many");
    else this.#reader.misnested(this.#reader.here(), "'}' closes nothing");
    lexer.advance('name');
    if (lexer.is(';')) lexer.advance('name');
  }

  /** Closes all nodes because a brace was forgotten, and says where. */
  closeAll(): void {
    const innermost = this.#open.at(-1);
    if (!innermost) return;
    const { node, at } = this.#missing ?? { node: innermost, at: this.#reader.before() };
    this.#reader.begin();
    this.#reader.misnested(at, `'};' is missing: '${node.head.title} {' is never closed`, {
      related: { span: node.brace, text: 'opened here' },
    });
    while (this.#open.length > 0) this.#finish(this.#open.pop()!);
  }

  /** Where a node seems to have been closed too early, when that explains what stands outside of it. */
  get surplus(): Span | undefined {
    return this.#surplus;
  }

  #finish(node: OpenNode): void {
    const { lexer, map } = this.#reader;
    if (!node.statement) {
      this.#tree.keep();
      return;
    }
    this.#tree.close();
    node.statement.span = map.span(node.head.start, lexer.previousEnd);
  }

  /** A brace may stand in any column, so what its column tells is only remembered. */
  #compareColumns(node: OpenNode, brace: Span): void {
    const column = indentHere(this.#reader);
    const { indent } = node.head;
    if (column === undefined || indent === undefined || column === indent) return;
    if (column > indent) this.#surplus ??= brace;
    else if (!this.#missing && this.#open.some(({ head }) => head.indent === column)) {
      this.#missing = { node, at: this.#reader.before() };
    }
  }
}

interface OpenNode {
  readonly head: Head;
  readonly statement: { -readonly [Key in keyof NodeStatement]: NodeStatement[Key] } | undefined;
  readonly brace: Span;
  /** Whether a statement in it stands further to the right than it does. */
  isIndented: boolean;
}

/** The columns the line of the token is indented by; undefined when something stands before it on its line. */
export function indentHere(reader: Reader): number | undefined {
  if (!reader.lexer.first) return undefined;
  const { file, start } = reader.here();
  const { line, column } = file.position(start);
  const lineStart = file.lineStart(line);
  if (column > MOST_COLUMNS) return undefined;
  let columns = 0;
  for (let at = lineStart; at < start; at++) {
    const code = file.text.charCodeAt(at);
    if (code === TAB) columns += 8 - (columns % 8);
    else if (code === SPACE) columns++;
    else return undefined;
  }
  return columns;
}

const MOST_COLUMNS = 500;
const TAB = 9;
const SPACE = 32;
