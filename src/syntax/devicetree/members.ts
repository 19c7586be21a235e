import { isFollowedBy, startsValue, TOP_KEYWORDS } from './lookahead.ts';
import { indentHere, type Nesting } from './nesting.ts';
import { property, readProperty } from './property.ts';
import { quoted, type Reader } from './reader.ts';
import { NO_COMMENT, skipStatement } from './recovery.ts';
import type { StatementTree } from './statement-tree.ts';
import type { DeleteNodeStatement, Word } from './tree.ts';

/** The statements that stand in a node. */
export class MemberReader {
  readonly #reader: Reader;
  readonly #nesting: Nesting;
  readonly #tree: StatementTree;

  constructor(reader: Reader, nesting: Nesting, tree: StatementTree) {
    this.#reader = reader;
    this.#nesting = nesting;
    this.#tree = tree;
  }

  read() {
    const { lexer } = this.#reader;
    if (lexer.is('}')) return this.#nesting.close();
    if (lexer.is(';')) {
      this.#reader.slip(this.#reader.here(), "';' ends nothing here");
      return lexer.advance('name');
    }
    const { start } = lexer;
    const indent = indentHere(this.#reader);
    this.#nesting.member(indent);
    const labels: Word[] = [];
    let omitIfNoRef = false;
    for (;;) {
      this.#reader.labels(labels);
      if (lexer.kind !== 'keyword' || lexer.word !== '/omit-if-no-ref/') break;
      omitIfNoRef = true;
      lexer.advance('name');
    }
    if (lexer.kind === 'name') this.named(labels, start, indent, omitIfNoRef);
    else if (lexer.kind === 'keyword') this.#keyword();
    else if (lexer.kind === 'reference' || lexer.is('/')) this.#reference(labels, start, indent);
    else this.#unexpected(labels, start);
  }

  /** A node or a property, the reader at its name. */
  named(labels: readonly Word[], start: number, indent: number | undefined, omitIfNoRef: boolean) {
    const { lexer } = this.#reader;
    const name: Word = { text: lexer.word, span: this.#reader.here() };
    if (isFollowedBy(lexer, '(') && /^[A-Za-z_]\w*$/.test(name.text)) return this.macroStatement();
    const head = {
      target: { kind: 'name', name: name.text, span: name.span },
      title: name.text,
      labels,
      omitIfNoRef,
      start,
      indent,
    } as const;
    if (name.text[0] === '#' && /^#+$/.test(name.text) && !isFollowedBy(lexer, '=') && !isFollowedBy(lexer, ';')) {
      this.#reader.slip(name.span, NO_COMMENT);
      return skipStatement(this.#reader);
    }
    lexer.advance('value');
    if (lexer.is('{')) {
      this.#checkNodeName(name);
      return this.#nesting.open(head);
    }
    if (omitIfNoRef) this.#reader.slip(name.span, '/omit-if-no-ref/ stands before nodes only');
    if (lexer.is(';')) {
      lexer.advance('name');
      return this.#tree.add(property(this.#reader, name, [], start, lexer.previousEnd));
    }
    if (lexer.is('=') || lexer.is('==')) {
      const equals = this.#reader.here();
      if (lexer.is('==')) this.#reader.slip(equals, "a value is given with '=', not with '=='");
      lexer.advance('value');
      if (lexer.is('{')) {
        this.#reader.slip(equals, `no '=' stands between the node '${name.text}' and its '{'`);
        return this.#nesting.open(head);
      }
      return this.#tree.add(readProperty(this.#reader, name, start));
    }
    if (lexer.is(':')) return this.#colon(name, start);
    if (this.#isHeadOfNode(name, labels, indent)) {
      this.#reader.misnested(name.span, `'{' is missing after '${name.text}'`);
      lexer.again('name');
      return this.#nesting.open(head);
    }
    if (startsValue(lexer) && !lexer.first) {
      this.#reader.forgotten(`'=' is missing after '${name.text}'`);
      return this.#tree.add(readProperty(this.#reader, name, start));
    }
    this.#forgotten(name, start);
  }

  /** `MACRO(a, b)` as a statement, a macro that nobody defined. */
  macroStatement() {
    const { lexer } = this.#reader;
    this.#reader.macroUse();
    lexer.again('name');
    if (lexer.is(';')) lexer.advance('name');
  }

  /** `/delete-node/` with a reference at the top, with a name in a node; the reader at the keyword. */
  deleteNode() {
    const { lexer } = this.#reader;
    const { start } = lexer;
    const atTop = this.#nesting.depth === 0;
    const wanted = atTop
      ? 'at the top of a file, /delete-node/ is followed by a reference such as &label'
      : 'in a node, /delete-node/ is followed by the name of one of its nodes';
    lexer.advance('name');
    let target: DeleteNodeStatement['target'];
    if (lexer.kind === 'reference') target = this.#reader.reference();
    else if (lexer.kind === 'name') target = { kind: 'name', name: lexer.word, span: this.#reader.here() };
    else {
      this.#reader.forgotten(wanted);
      if (!lexer.first && !lexer.is('}')) skipStatement(this.#reader);
      return;
    }
    if (atTop === (target.kind === 'name')) this.#reader.misnested(target.span, wanted);
    lexer.advance('name');
    const end = this.semicolon('/delete-node/');
    this.#tree.add({ kind: 'delete-node', target, span: this.#reader.map.span(start, end) });
  }

  /** Takes the `;` behind `what`, and gives the end of the statement. */
  semicolon(what: string): number {
    const { lexer } = this.#reader;
    const end = lexer.previousEnd;
    if (lexer.is(';') || lexer.word === ',') {
      if (lexer.word === ',') this.#reader.slip(this.#reader.here(), `${what} ends with ';', not with ','`);
      lexer.advance('name');
      return lexer.previousEnd;
    }
    this.#reader.forgotten(`';' is missing after ${what}`);
    if (!lexer.first && !lexer.is('}') && lexer.kind !== 'end') skipStatement(this.#reader);
    return end;
  }

  #keyword() {
    const { lexer, map } = this.#reader;
    const { start, word } = lexer;
    if (word === '/delete-node/') return this.deleteNode();
    if (word !== '/delete-property/') {
      const known = TOP_KEYWORDS.has(word);
      this.#reader.slip(
        this.#reader.here(),
        known ? `${word} stands at the top of a file only` : `${word} is not known`,
      );
      return skipStatement(this.#reader);
    }
    lexer.advance('name');
    if (lexer.kind !== 'name') {
      this.#reader.forgotten(`${word} is followed by the name of a property`);
      if (!lexer.first && !lexer.is('}')) skipStatement(this.#reader);
      return;
    }
    const name: Word = { text: lexer.word, span: this.#reader.here() };
    lexer.advance('name');
    this.#tree.add({ kind: 'delete-property', name, span: map.span(start, this.semicolon(word)) });
  }

  /** `&label {` and `/ {` stand at the top only: mostly a node before them was not closed. */
  #reference(labels: readonly Word[], start: number, indent: number | undefined) {
    const { lexer } = this.#reader;
    const title = lexer.word;
    const here = this.#reader.here();
    const target = lexer.kind === 'reference' ? this.#reader.reference() : ({ kind: 'root' } as const);
    const opens = isFollowedBy(lexer, '{');
    const outermost = this.#nesting.outermost!;
    const atTop = opens && indent !== undefined && indent <= (outermost.indent ?? 0);
    if (atTop && labels.length === 0) return this.#nesting.closeAll();
    const innermost = this.#nesting.innermost!;
    lexer.advance('value');
    if (opens) {
      if (atTop) this.#nesting.closeAll();
      else
        this.#reader.misnested(
          here,
          `'${title} {' stands at the top of a file only, not within '${innermost.title} {'`,
        );
      return this.#nesting.open({
        target: atTop ? target : undefined,
        title,
        labels,
        omitIfNoRef: false,
        start,
        indent,
      });
    }
    this.#reader.slip(here, `expected a node, a property or '}', not ${quoted(title)}`);
    lexer.again('name');
    skipStatement(this.#reader);
  }

  #unexpected(labels: readonly Word[], start: number) {
    const { lexer } = this.#reader;
    const [label] = labels;
    if (label && labels.length === 1 && startsValue(lexer)) {
      lexer.again('value');
      this.#reader.forgotten(`'${label.text}' is followed by '=', not by ':'`);
      return this.#tree.add(readProperty(this.#reader, label, start));
    }
    if (label) this.#reader.slip(label.span, `the label '${label.text}' stands before no node and no property`);
    else this.#reader.slip(this.#reader.here(), `expected a node, a property or '}', not ${quoted(lexer.word)}`);
    if (!label || (!lexer.first && !lexer.is('}'))) skipStatement(this.#reader);
  }

  #checkNodeName(name: Word) {
    const bad = /[^A-Za-z0-9,._+@-]/.exec(name.text);
    if (bad) this.#reader.slip(name.span, `'${bad[0]}' cannot stand in the name of a node: '${name.text}'`);
    else if (name.text.indexOf('@') !== name.text.lastIndexOf('@')) {
      this.#reader.slip(name.span, `the name of a node has at most one '@': '${name.text}'`);
    }
  }

  /** `my-label: node {`, or `nordic,x: "y";` */
  #colon(name: Word, start: number) {
    const { lexer } = this.#reader;
    const colon = this.#reader.here();
    lexer.advance('value');
    if (startsValue(lexer) && lexer.kind !== 'name') {
      this.#reader.slip(colon, `'${name.text}' is followed by '=', not by ':'`);
      return this.#tree.add(readProperty(this.#reader, name, start));
    }
    const isWord = /^[A-Za-z_]\w*$/.test(name.text);
    if (isWord) this.#reader.slip(colon, `the ':' of a label stands right behind it: '${name.text}:'`);
    else this.#reader.slip(name.span, `a label has letters, digits and '_' only: '${name.text}'`);
    lexer.again('name');
    if (lexer.kind !== 'name' && !lexer.first) skipStatement(this.#reader);
  }

  /** Whether a name without anything behind it was meant to open a node. */
  #isHeadOfNode(name: Word, labels: readonly Word[], indent: number | undefined): boolean {
    const { lexer } = this.#reader;
    if (lexer.is('}') || lexer.is(',') || lexer.kind === 'end') return false;
    if (name.text.includes('@') || labels.length > 0) return true;
    const next = indentHere(this.#reader);
    return indent !== undefined && next !== undefined && next > indent;
  }

  /** A name, and behind it nothing that belongs to it. */
  #forgotten(name: Word, start: number) {
    const { lexer } = this.#reader;
    const end = lexer.previousEnd;
    const endsHere = lexer.first || lexer.is('}') || lexer.kind === 'end' || lexer.kind === 'tree';
    if (lexer.is(',')) {
      this.#reader.slip(this.#reader.here(), `the property '${name.text}' ends with ';', not with ','`);
      lexer.advance('name');
    } else if (endsHere) {
      this.#reader.slip(name.span, `';' is missing after '${name.text}'`);
      lexer.again('name');
    } else {
      this.#reader.slip(name.span, `'${name.text}' is followed by '{', '=' or ';', not by ${quoted(lexer.word)}`);
      lexer.again('name');
      return skipStatement(this.#reader);
    }
    this.#tree.add(property(this.#reader, name, [], start, end));
  }
}
