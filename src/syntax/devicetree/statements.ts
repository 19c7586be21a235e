import type { Span } from '../../text/source.ts';
import { isFollowedBy, startsTopStatement } from './lookahead.ts';
import { MemberReader } from './members.ts';
import { indentHere, Nesting } from './nesting.ts';
import { quoted, type Reader } from './reader.ts';
import { NO_COMMENT, skipForeign, skipStatement } from './recovery.ts';
import { StatementTree } from './statement-tree.ts';
import type { NodeTarget, TopStatement, Word } from './tree.ts';

/**
 * Reads statement after statement, says what is wrong at the place where it was forgotten, and goes on as if
 * it were mended. `trees` are the included trees, in order.
 */
export function readStatements(
  reader: Reader,
  trees: readonly { readonly name: string; readonly span: Span }[],
): readonly TopStatement[] {
  const statements = new StatementTree();
  const nesting = new Nesting(reader, statements);
  const members = new MemberReader(reader, nesting, statements);
  const top = new TopReader(reader, nesting, statements, members);
  const { lexer } = reader;
  lexer.advance('name');
  while (lexer.kind !== 'end') {
    const { start, tree } = lexer;
    const { depth } = nesting;
    reader.begin();
    if (lexer.kind === 'tree') {
      const { name, span } = trees[lexer.tree - 1]!;
      if (depth === 0) statements.add({ kind: 'included-tree', name, span });
      else reader.missingIncludes.push({ name, style: 'angled', span });
      lexer.advance('name');
    } else if (depth === 0) top.read();
    else members.read();
    if (lexer.start === start && lexer.tree === tree && nesting.depth === depth) lexer.advance('name');
  }
  nesting.closeAll();
  return statements.statements;
}

/** The statements that stand in no node. */
class TopReader {
  readonly #reader: Reader;
  readonly #nesting: Nesting;
  readonly #tree: StatementTree;
  readonly #members: MemberReader;

  constructor(reader: Reader, nesting: Nesting, tree: StatementTree, members: MemberReader) {
    this.#reader = reader;
    this.#nesting = nesting;
    this.#tree = tree;
    this.#members = members;
  }

  read() {
    const { lexer } = this.#reader;
    const { start } = lexer;
    const indent = indentHere(this.#reader);
    const labels = this.#reader.labels();
    if (lexer.kind === 'keyword') this.#keyword();
    else if (lexer.is('/')) this.#node({ kind: 'root' }, labels, start, indent);
    else if (lexer.kind === 'reference') this.#node(this.#reader.reference(), labels, start, indent);
    else if (lexer.is('}')) this.#nesting.stray();
    else if (lexer.is(';')) {
      this.#reader.slip(this.#reader.here(), "';' ends nothing here");
      lexer.advance('name');
    } else if (lexer.kind === 'name') this.#named(labels, start, indent);
    else this.#foreign(labels);
  }

  /** `/ {` or `&label {`, the reader at the slash or the reference. */
  #node(target: NodeTarget, labels: readonly Word[], start: number, indent: number | undefined) {
    const { lexer } = this.#reader;
    const head = { target, title: lexer.word, labels, omitIfNoRef: false, start, indent };
    this.#reader.unsure = false;
    lexer.advance('value');
    if (lexer.is('{')) return this.#nesting.open(head);
    this.#reader.misnested(this.#reader.before(), `'{' is missing after '${head.title}'`);
    lexer.again('name');
    if (lexer.is(';')) lexer.advance('name');
    else if (lexer.kind === 'name' || lexer.kind === 'label') {
      if (!startsTopStatement(lexer)) this.#nesting.open(head);
    } else if (!lexer.is('}') && !lexer.first) skipForeign(this.#reader);
  }

  /** A name begins nothing here: a node or a property that stands outside, or another language. */
  #named(labels: readonly Word[], start: number, indent: number | undefined) {
    const { lexer } = this.#reader;
    const name = lexer.word;
    const span = this.#nesting.surplus ?? this.#reader.here();
    const told = this.#nesting.surplus && "this '}' closes one node too many";
    if (/^CONFIG_\w+$/.test(name)) this.#foreign(labels);
    else if (isFollowedBy(lexer, '{')) {
      const help = { help: `to change the node with this label, write '&${name} {'` };
      this.#reader.misnested(span, told ?? `the node '${name}' stands outside of '/ { ... };'`, told ? {} : help);
      lexer.advance('value');
      this.#nesting.open({ target: undefined, title: name, labels, omitIfNoRef: false, start, indent });
    } else if (isFollowedBy(lexer, '(') && /^[A-Za-z_]\w*$/.test(name)) {
      this.#members.macroStatement();
    } else if (isFollowedBy(lexer, '=') || isFollowedBy(lexer, ';')) {
      this.#reader.misnested(span, told ?? `the property '${name}' stands outside of any node`);
      this.#tree.drop();
      this.#members.named(labels, start, indent, false);
      this.#tree.keep();
    } else this.#foreign(labels);
  }

  /** What is no devicetree at all is said once, up to the next statement. */
  #foreign(labels: readonly Word[]) {
    const { lexer, map } = this.#reader;
    const [label] = labels;
    const start = label ? Math.min(lexer.start, lexer.previousStart) : lexer.start;
    const here = label?.span ?? this.#reader.here();
    const word = lexer.word;
    const hash = /^#+$/.test(word);
    const text = lexer.text.slice(start, skipForeign(this.#reader));
    const option = /(?:^|\n)[ \t]*(CONFIG_\w+[ \t]*=)/.exec(text);
    const entry = /(?:^|\n)([ \t]*(?:- )?[\w.-]+:(?=[ \t]|\r?\n|$))(?![^\n]*[{;])/.exec(text);
    if (option) {
      const at = start + option.index + option[0].indexOf('CONFIG');
      this.#reader.slip(
        map.span(at, at + option[1]!.length - 1),
        'this is Kconfig, which belongs into a .conf file, not into a devicetree',
      );
    } else if (hash) this.#reader.slip(here, NO_COMMENT);
    else if (entry) this.#reader.slip(here, 'this looks like YAML, not like a devicetree');
    else if (label) this.#reader.slip(here, "a label at the top of a file is followed by '&label {' or '/ {'");
    else this.#reader.slip(here, `expected '/ {' or a reference such as '&label {', not ${quoted(word)}`);
  }

  #keyword() {
    const { lexer, map } = this.#reader;
    const { start, word } = lexer;
    const here = this.#reader.here();
    if (word === '/dts-v1/' || word === '/plugin/') {
      if (here.file.path.endsWith('.overlay')) {
        this.#reader.slip(here, `${word} has no place in an overlay: it stands at the start of a board's .dts`);
      }
      lexer.advance('name');
      this.#members.semicolon(word);
    } else if (word === '/memreserve/') {
      for (lexer.advance('value'); lexer.kind === 'number' || lexer.is('(') || lexer.is(')'); ) lexer.advance('value');
      this.#members.semicolon(word);
    } else if (word === '/delete-node/') this.#members.deleteNode();
    else if (word === '/omit-if-no-ref/') {
      lexer.advance('name');
      if (lexer.kind !== 'reference') {
        this.#reader.forgotten(`${word} is followed by a reference here, such as &label`);
        return;
      }
      const target = this.#reader.reference();
      lexer.advance('name');
      const span = map.span(start, this.#members.semicolon(word));
      const statement = {
        kind: 'node',
        labels: [],
        target,
        omitIfNoRef: true,
        body: [],
        headSpan: span,
        span,
      } as const;
      this.#tree.open(statement);
      this.#tree.close();
    } else {
      if (word === '/delete-property/')
        this.#reader.misnested(here, `${word} stands in the node that has the property`);
      else this.#reader.slip(here, `${word} is not known`);
      skipStatement(this.#reader);
    }
  }
}
