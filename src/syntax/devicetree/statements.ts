import type { Span } from '../../text/source.ts';
import type { Reader } from './reader.ts';
import type {
  BodyStatement,
  DeleteNodeStatement,
  IncludedTree,
  NodeStatement,
  NodeTarget,
  TopStatement,
  Value,
  Word,
} from './tree.ts';
import { readValue } from './values.ts';

export type Statement = TopStatement | BodyStatement;

/** The statements of a source, by their offset in `outline`: the same statements with only their names left. */
export interface Outline {
  readonly outline: string;
  readonly statements: ReadonlyMap<number, Statement>;
}

/**
 * Reads statement after statement, says what is wrong at the place where it was forgotten, and writes an outline in
 * which it is mended: one that the grammar can read.
 */
export function readStatements(reader: Reader, trees: readonly { readonly name: string; readonly span: Span }[]): Outline {
  return new StatementReader(reader, trees).read();
}

interface OpenNode {
  readonly statement: { -readonly [Key in keyof NodeStatement]: NodeStatement[Key] } | undefined;
  /** `&spi1`: how the node is called in messages. */
  readonly title: string;
  readonly start: number;
  readonly brace: Span;
  /** Has no place in the tree, and neither has what stands in it. */
  readonly dropped: boolean;
  /** Columns its line is indented by; undefined when it does not begin its line. */
  readonly indent: number | undefined;
}

class StatementReader {
  readonly #reader: Reader;
  readonly #trees: readonly { readonly name: string; readonly span: Span }[];
  readonly #open: OpenNode[] = [];
  readonly #statements = new Map<number, Statement>();
  readonly #outline: string[] = [];
  #length = 0;
  /** How many of the open nodes have no place in the tree. */
  #dropped = 0;
  /** Where a brace seems to be missing, and the node it would close: told when one is indeed missing. */
  #suspect: { readonly node: OpenNode; readonly at: Span } | undefined;
  /** A brace that seems to be one too many. */
  #surplus: Span | undefined;
  /** Set while what stands outside of all nodes is the consequence of a mistake already told. */
  #outsideTold = false;

  constructor(reader: Reader, trees: readonly { readonly name: string; readonly span: Span }[]) {
    this.#reader = reader;
    this.#trees = trees;
  }

  read(): Outline {
    const { lexer } = this.#reader;
    lexer.advance('name');
    while (lexer.kind !== 'end') {
      const { start, tree } = lexer;
      const depth = this.#open.length;
      if (depth === 0) this.#top();
      else this.#member();
      const moved = lexer.start !== start || lexer.tree !== tree || this.#open.length !== depth;
      if (!moved && (lexer.kind as string) !== 'end') lexer.advance('name');
    }
    this.#endOfText();
    return { outline: this.#outline.join(''), statements: this.#statements };
  }

  #emit(text: string, statement?: Statement): void {
    if (this.#dropped > 0) return;
    if (statement) this.#statements.set(this.#length, statement);
    this.#outline.push(text);
    this.#length += text.length;
  }

  // The top of a file.

  #top(): void {
    const { lexer } = this.#reader;
    if (lexer.kind === 'tree') return this.#tree();
    if (lexer.kind === 'keyword') return this.#topKeyword();
    const start = lexer.start;
    const indent = this.#indent();
    const labels = this.#labels();
    if (lexer.is('/')) {
      lexer.advance('value');
      return this.#topNode({ kind: 'root' }, '/', labels, start, indent);
    }
    if (lexer.kind === 'reference') {
      const target = this.#reader.reference();
      const title = lexer.word;
      lexer.advance('value');
      return this.#topNode(target, title, labels, start, indent);
    }
    if (labels.length > 0 && lexer.word === '/memreserve/') return this.#memreserve();
    if (lexer.is('}')) return this.#strayBrace();
    if (lexer.is(';')) {
      this.#tell("';' ends nothing here");
      return lexer.advance('name');
    }
    if (lexer.kind === 'name') return this.#topName(start, indent, labels);
    this.#foreign(labels);
  }

  #topNode(target: NodeTarget, title: string, labels: readonly Word[], start: number, indent: number | undefined): void {
    const { lexer } = this.#reader;
    this.#outsideTold = false;
    this.#surplus = undefined;
    if (lexer.is('{')) return this.#openNode(target, title, labels, false, start, indent);
    this.#reader.problem(this.#reader.before(), `'{' is missing after '${title}'`);
    const goesOn = !lexer.is(';') && !lexer.is('}') && lexer.kind !== 'end' && lexer.kind !== 'tree';
    lexer.again('name');
    if (lexer.is(';')) lexer.advance('name');
    else if (goesOn && !this.#startsTopStatement()) this.#openNode(target, title, labels, false, start, indent, true);
  }

  #topName(start: number, indent: number | undefined, labels: readonly Word[]): void {
    const { lexer } = this.#reader;
    const name = lexer.word;
    const span = this.#reader.here();
    const next = lexer.peek(() => {
      lexer.advance('value');
      return lexer.kind === 'punctuator' ? lexer.word : lexer.kind;
    });
    if (next === '{') {
      this.#told(span, `the node '${name}' stands outside of '/ { ... };'`, `to change a node that has this label, write '&${name} {'`);
      lexer.advance('value');
      this.#openNode(undefined, name, labels, false, start, indent);
    } else if (next === '(' && /^[A-Za-z_]\w*$/.test(name)) {
      this.#macroStatement();
    } else if (/^CONFIG_\w+$/.test(name)) {
      this.#told(span, `'${name}' is a Kconfig option: it belongs into a .conf file, not into a devicetree`);
      this.#skipForeign();
    } else if (next === '=' || next === ';') {
      this.#told(span, `the property '${name}' stands outside of any node`);
      this.#dropped++;
      this.#named(start, indent, labels, false);
      this.#dropped--;
    } else this.#foreign(labels);
  }

  /** Something that is no devicetree at all: told once, up to the next statement. */
  #foreign(labels: readonly Word[]): void {
    const { lexer } = this.#reader;
    const [label] = labels;
    if (lexer.is('#')) this.#tell("'#' begins no comment: write // or /* ... */");
    else if (label) this.#told(label.span, `a label at the top of a file is followed by '&label {' or '/ {'`);
    else this.#tell(`expected '/ {' or a reference such as '&label {', not ${quote(lexer.word)}`);
    this.#skipForeign();
  }

  #skipForeign(): void {
    const { lexer } = this.#reader;
    let depth = 0;
    do {
      if (lexer.is('{')) depth++;
      if (lexer.is('}')) depth--;
      lexer.advance('name');
    } while (lexer.kind !== 'end' && lexer.kind !== 'tree' && !(depth <= 0 && lexer.first && this.#startsTopStatement()));
  }

  /** Whether the token can only begin a statement of the top. */
  #startsTopStatement(): boolean {
    const { lexer } = this.#reader;
    if (lexer.kind === 'keyword') return TOP_KEYWORDS.has(lexer.word);
    return lexer.peek(() => {
      while (lexer.kind === 'label') lexer.advance('name');
      if (lexer.kind !== 'reference' && !lexer.is('/')) return false;
      lexer.advance('value');
      return lexer.is('{');
    });
  }

  #topKeyword(): void {
    const { lexer } = this.#reader;
    const word = lexer.word;
    const start = lexer.start;
    const span = this.#reader.here();
    switch (word) {
      case '/dts-v1/':
      case '/plugin/':
        if (span.file.path.endsWith('.overlay')) {
          this.#reader.problem(span, `${word} has no place in an overlay: it stands at the start of the board's .dts`);
        }
        lexer.advance('name');
        this.#semicolon(word);
        return;
      case '/memreserve/':
        return this.#memreserve();
      case '/delete-node/':
        return this.#deleteNode(true);
      case '/omit-if-no-ref/': {
        lexer.advance('name');
        if (lexer.kind !== 'reference') {
          this.#reader.problem(this.#reader.before(), '/omit-if-no-ref/ is followed by a reference here, such as &label');
          return;
        }
        const target = this.#reader.reference();
        lexer.advance('name');
        const end = this.#semicolon(word);
        const whole = this.#reader.map.span(start, end);
        const shared = { kind: 'node', labels: [], target, omitIfNoRef: true, body: [] } as const;
        this.#emit(`${OUTLINE_REFERENCE}{};`, { ...shared, headSpan: whole, span: whole });
        return;
      }
      case '/delete-property/':
        this.#reader.problem(span, '/delete-property/ stands in the node that has the property');
        return this.#skipStatement();
      default:
        this.#reader.problem(span, `${word} is not known`);
        this.#skipStatement();
    }
  }

  #memreserve(): void {
    const { lexer } = this.#reader;
    lexer.advance('value');
    while (lexer.kind === 'number' || lexer.is('(') || lexer.is(')') || lexer.kind === 'name') lexer.advance('value');
    this.#semicolon('/memreserve/');
  }

  #tree(): void {
    const { lexer } = this.#reader;
    const { name, span } = this.#trees[lexer.tree - 1]!;
    if (this.#open.length === 0) this.#emit(OUTLINE_TREE, { kind: 'included-tree', name, span } satisfies IncludedTree);
    else this.#reader.missingIncludes.push({ name, style: 'angled', span });
    lexer.advance('name');
  }

  #strayBrace(): void {
    const { lexer } = this.#reader;
    if (!this.#outsideTold) {
      const extra = this.#surplus ?? this.#reader.here();
      this.#told(extra, this.#surplus ? "this '}' closes a node too early" : "'}' closes nothing");
    }
    lexer.advance('name');
    if (lexer.is(';')) lexer.advance('name');
  }

  // Nodes.

  #openNode(
    target: NodeTarget | undefined,
    title: string,
    labels: readonly Word[],
    omitIfNoRef: boolean,
    start: number,
    indent: number | undefined,
    braceIsMissing = false,
  ): void {
    const { lexer, map, nesting } = this.#reader;
    const headEnd = braceIsMissing ? lexer.start : lexer.previousEnd;
    const headSpan = map.span(start, headEnd);
    const tooDeep = this.#open.length >= nesting;
    if (tooDeep) this.#tell(`nodes stand more than ${nesting} deep in each other; the deeper ones are left out`);
    let statement: OpenNode['statement'];
    if (target && !tooDeep) {
      statement = { kind: 'node', labels, target, omitIfNoRef, body: [], headSpan, span: headSpan };
      this.#emit(`${outlineName(target)}{`, statement);
    } else this.#dropped++;
    if (this.#open.length === 0) this.#suspect = undefined;
    const brace = braceIsMissing ? headSpan : this.#reader.here();
    this.#open.push({ statement: statement && this.#dropped === 0 ? statement : undefined, dropped: !statement, title, start, brace, indent });
    if (!braceIsMissing) lexer.advance('name');
  }

  /** The closing brace stands here. */
  #closeNode(): void {
    const { lexer } = this.#reader;
    const node = this.#open.pop()!;
    const indent = this.#indent();
    if (indent !== undefined && node.indent !== undefined && indent !== node.indent) this.#suspectBrace(node, indent);
    const brace = this.#reader.here();
    lexer.advance('name');
    if (lexer.is(';')) lexer.advance('name');
    else if (lexer.is(',') || lexer.is(':')) {
      this.#tell(`a node ends with '};', not with '}${lexer.word}'`);
      lexer.advance('name');
    } else {
      this.#reader.problem(brace, `';' is missing after the '}' of '${node.title} {'`);
    }
    this.#finish(node, lexer.previousEnd);
  }

  /** Braces that stand on other columns than the node they close: only remembered, a brace may stand anywhere. */
  #suspectBrace(node: OpenNode, indent: number): void {
    if (indent < node.indent!) {
      if (!this.#suspect && this.#open.some((outer) => outer.indent === indent)) {
        this.#suspect = { node, at: this.#reader.before() };
      }
    } else this.#surplus ??= this.#reader.here();
  }

  #finish(node: OpenNode, end: number): void {
    if (node.dropped) this.#dropped--;
    else this.#emit('};');
    if (node.statement) node.statement.span = this.#reader.map.span(node.start, end);
  }

  /** Closes all open nodes because a brace was forgotten, and says where. */
  #closeAll(): void {
    const { lexer } = this.#reader;
    const innermost = this.#open.at(-1)!;
    const { node, at } = this.#suspect ?? { node: innermost, at: this.#reader.before() };
    const related = { span: node.brace, text: 'opened here' };
    this.#reader.problem(at, `'};' is missing: '${node.title} {' is never closed`, { related });
    while (this.#open.length > 0) this.#finish(this.#open.pop()!, lexer.previousEnd);
    this.#suspect = undefined;
  }

  #endOfText(): void {
    if (this.#open.length > 0) this.#closeAll();
  }

  // What stands in a node.

  #member(): void {
    const { lexer } = this.#reader;
    if (lexer.kind === 'tree') return this.#tree();
    if (lexer.is('}')) return this.#closeNode();
    if (lexer.is(';')) {
      this.#tell("';' ends nothing here");
      return lexer.advance('name');
    }
    const start = lexer.start;
    const indent = this.#indent();
    const labels: Word[] = [];
    let omitIfNoRef = false;
    for (;;) {
      if (lexer.kind === 'label') this.#label(labels);
      else if (lexer.kind === 'keyword' && lexer.word === '/omit-if-no-ref/') {
        omitIfNoRef = true;
        lexer.advance('name');
      } else break;
    }
    if (lexer.kind === 'keyword') return this.#memberKeyword();
    if (lexer.kind === 'reference' || lexer.is('/')) return this.#topInNode(start, labels, indent);
    if (lexer.kind === 'name') return this.#named(start, indent, labels, omitIfNoRef);
    const [label] = labels;
    if (label && labels.length === 1 && this.#startsValue()) {
      // `status: "okay";`
      this.#told(this.#reader.before(), `'${label.text}' is followed by '=', not by ':'`);
      return this.#values(label, start);
    }
    if (label) this.#told(label.span, `the label '${label.text}' stands before no node and no property`);
    else if (lexer.is('#')) this.#tell("'#' begins no comment: write // or /* ... */");
    else this.#tell(`expected a node, a property or '}', not ${quote(lexer.word)}`);
    this.#skipStatement();
  }

  /** `&label {` and `/ {` stand at the top only: mostly the node before was not closed. */
  #topInNode(start: number, labels: readonly Word[], indent: number | undefined): void {
    const { lexer } = this.#reader;
    const innermost = this.#open.at(-1)!;
    const title = lexer.word;
    const span = this.#reader.here();
    const opens = lexer.peek(() => {
      lexer.advance('value');
      return lexer.is('{');
    });
    const outermost = this.#open[0]!;
    if (opens && indent !== undefined && indent <= (outermost.indent ?? 0)) {
      if (labels.length === 0) this.#closeAll();
      else {
        this.#closeAll();
        lexer.advance('value');
        this.#topNode(title === '/' ? { kind: 'root' } : this.#target(title, span), title, labels, start, indent);
      }
      return;
    }
    lexer.advance('value');
    if (lexer.is('{')) {
      this.#told(span, `'${title} {' stands at the top of a file only, not within '${innermost.title} {'`);
      this.#openNode(undefined, title, labels, false, start, indent);
    } else {
      this.#told(span, `expected a node, a property or '}', not ${quote(title)}`);
      lexer.again('name');
      this.#skipStatement();
    }
  }

  #target(title: string, span: Span): NodeTarget {
    return title.startsWith('&{')
      ? { kind: 'path', path: title.slice(2, -1), span }
      : { kind: 'label', label: title.slice(1), span };
  }

  #memberKeyword(): void {
    const { lexer } = this.#reader;
    const word = lexer.word;
    const start = lexer.start;
    if (word === '/delete-node/') return this.#deleteNode(false);
    if (word !== '/delete-property/') {
      const known = TOP_KEYWORDS.has(word);
      this.#tell(known ? `${word} stands at the top of a file only` : `${word} is not known`);
      return this.#skipStatement();
    }
    lexer.advance('name');
    if (lexer.kind !== 'name') {
      this.#reader.problem(this.#reader.before(), '/delete-property/ is followed by the name of a property');
      if (!lexer.first) this.#skipStatement();
      return;
    }
    const name: Word = { text: lexer.word, span: this.#reader.here() };
    lexer.advance('name');
    const end = this.#semicolon(word);
    this.#emit('/delete-property/ x;', { kind: 'delete-property', name, span: this.#reader.map.span(start, end) });
  }

  #deleteNode(atTop: boolean): void {
    const { lexer } = this.#reader;
    const start = lexer.start;
    lexer.advance('name');
    let target: DeleteNodeStatement['target'];
    if (lexer.kind === 'reference') {
      target = this.#reader.reference();
      if (!atTop) this.#tell("in a node, /delete-node/ is followed by the name of a child, not by a reference");
    } else if (lexer.kind === 'name') {
      target = { kind: 'name', name: lexer.word, span: this.#reader.here() };
      if (atTop) this.#tell('at the top, /delete-node/ is followed by a reference such as &label');
    } else {
      const wanted = atTop ? 'a reference such as &label' : 'the name of a node';
      this.#reader.problem(this.#reader.before(), `/delete-node/ is followed by ${wanted}`);
      if (!lexer.first) this.#skipStatement();
      return;
    }
    lexer.advance('name');
    const end = this.#semicolon('/delete-node/');
    const text = target.kind === 'name' ? '/delete-node/ x;' : `/delete-node/ ${OUTLINE_REFERENCE};`;
    this.#emit(text, { kind: 'delete-node', target, span: this.#reader.map.span(start, end) });
  }

  /** A node or a property, the reader at its name. */
  #named(start: number, indent: number | undefined, labels: readonly Word[], omitIfNoRef: boolean): void {
    const { lexer } = this.#reader;
    const name: Word = { text: lexer.word, span: this.#reader.here() };
    const isWord = /^[A-Za-z_]\w*$/.test(name.text);
    if (isWord && this.#nextIs('(')) return this.#macroStatement();
    lexer.advance('value');
    if (lexer.is('{')) return this.#childNode(name, start, indent, labels, omitIfNoRef);
    if (omitIfNoRef) this.#reader.problem(name.span, '/omit-if-no-ref/ stands before nodes only');
    if (lexer.is('=') || lexer.is('==')) {
      if (lexer.is('==')) this.#tell("a value is given with '=', not with '=='");
      lexer.advance('value');
      if (lexer.is('{')) {
        this.#told(this.#reader.before(), `no '=' stands between the node '${name.text}' and its '{'`);
        return this.#childNode(name, start, indent, labels, omitIfNoRef);
      }
      return this.#values(name, start);
    }
    if (lexer.is(';')) {
      lexer.advance('name');
      return this.#addProperty(name, [], start, lexer.previousEnd);
    }
    if (lexer.is(':')) return this.#colon(name, start, indent, labels);
    if (this.#startsValue() && !lexer.first) {
      this.#reader.problem(this.#reader.before(), `'=' is missing after '${name.text}'`);
      return this.#values(name, start);
    }
    this.#forgotten(name, start);
  }

  #childNode(name: Word, start: number, indent: number | undefined, labels: readonly Word[], omitIfNoRef: boolean): void {
    const bad = /[^A-Za-z0-9,._+@-]/.exec(name.text);
    if (bad) this.#reader.problem(name.span, `'${bad[0]}' cannot stand in the name of a node: '${name.text}'`);
    else if (name.text.indexOf('@') !== name.text.lastIndexOf('@')) {
      this.#reader.problem(name.span, `the name of a node has at most one '@': '${name.text}'`);
    }
    this.#openNode({ kind: 'name', name: name.text, span: name.span }, name.text, labels, omitIfNoRef, start, indent);
  }

  /** `my-label: node {` or `nordic,x: "y";` */
  #colon(name: Word, start: number, indent: number | undefined, labels: readonly Word[]): void {
    const { lexer } = this.#reader;
    lexer.advance('value');
    if (this.#startsValue() && lexer.kind !== 'name') {
      this.#told(this.#reader.before(), `'${name.text}' is followed by '=', not by ':'`);
      return this.#values(name, start);
    }
    this.#reader.problem(name.span, `a label has letters, digits and '_' only, and its ':' right behind it: '${name.text}'`);
    lexer.again('name');
    if (lexer.kind === 'name') this.#named(start, indent, labels, false);
    else this.#skipStatement();
  }

  /** A name, and behind it nothing that belongs to it. */
  #forgotten(name: Word, start: number): void {
    const { lexer } = this.#reader;
    const end = lexer.previousEnd;
    if (lexer.is(',')) {
      this.#tell(`the property '${name.text}' ends with ';', not with ','`);
      lexer.advance('name');
      return this.#addProperty(name, [], start, end);
    }
    const endsHere = lexer.first || lexer.is('}') || lexer.kind === 'end' || lexer.kind === 'tree';
    if (endsHere) this.#reader.problem(name.span, `';' is missing after '${name.text}'`);
    else this.#reader.problem(name.span, `'${name.text}' is followed by '{', '=' or ';', not by ${quote(lexer.word)}`);
    lexer.again('name');
    if (endsHere) this.#addProperty(name, [], start, end);
    else this.#skipStatement();
  }

  // Properties.

  /** The values of a property, the reader at the first, and what ends them. */
  #values(name: Word, start: number): void {
    const values: Value[] = [];
    const end = this.#readValues(name, values);
    this.#addProperty(name, values, start, end);
  }

  /** Up to where the property ends; the reader is left at the next statement. */
  #readValues(name: Word, values: Value[]): number {
    const { lexer } = this.#reader;
    for (let comma: Span | undefined; ; ) {
      while (lexer.kind === 'label' && !this.#startsStatement()) lexer.advance('value');
      const value = comma && this.#startsStatement() ? undefined : readValue(this.#reader);
      if (!value) {
        const end = comma ? lexer.previousStart : lexer.previousEnd;
        const told = this.#valueMissing(name, comma);
        return told ? this.#afterProperty(name, true) : end;
      }
      values.push(value);
      while (lexer.kind === 'label' && !this.#startsStatement()) lexer.advance('value');
      if (lexer.is(';')) {
        lexer.advance('name');
        return lexer.previousEnd;
      }
      if (lexer.is(',')) {
        comma = this.#reader.here();
        lexer.advance('value');
        continue;
      }
      if (!lexer.first && this.#startsValue() && lexer.kind !== 'name') {
        this.#reader.problem(this.#reader.before(), "',' is missing between two values");
        comma = undefined;
        continue;
      }
      return this.#afterProperty(name, false);
    }
  }

  /** No value where one has to be. True: what follows is still part of the property. */
  #valueMissing(name: Word, comma: Span | undefined): boolean {
    const { lexer } = this.#reader;
    const ends = lexer.is('}') || lexer.kind === 'end' || lexer.kind === 'tree' || this.#startsStatement();
    if (comma && ends) {
      this.#reader.problem(comma, `the property '${name.text}' ends with ';', not with ','`);
      lexer.again('name');
      return false;
    }
    const place = comma ?? this.#reader.before();
    if (ends || lexer.is(';') || lexer.is(',')) {
      this.#reader.problem(place, comma ? "a value is missing after ','" : `the value of '${name.text}' is missing`);
    } else if (lexer.is('#') && lexer.first) this.#tell("'#' begins no comment: write // or /* ... */");
    else this.#tell(`expected the value of '${name.text}', not ${quote(lexer.word)}`);
    return true;
  }

  /** Behind the values, where `;` is expected. `told`: the mistake is known already. */
  #afterProperty(name: Word, told: boolean): number {
    const { lexer } = this.#reader;
    const end = lexer.previousEnd;
    if (lexer.is(';')) {
      lexer.advance('name');
      return lexer.previousEnd;
    }
    const goesOn = !lexer.first && !lexer.is('}') && lexer.kind !== 'end' && lexer.kind !== 'tree';
    const startsNext = goesOn && this.#startsStatement();
    if (!told && !this.#bracketTold(end)) {
      if (goesOn && !startsNext) this.#tell(`expected ',' or ';' after the value of '${name.text}', not ${quote(lexer.word)}`);
      else this.#reader.problem(this.#reader.before(), `';' is missing at the end of the property '${name.text}'`);
    }
    lexer.again('name');
    if (goesOn && !startsNext) this.#skipStatement();
    return end;
  }

  /** Whether a bracket was just said to be missing at the same place: one mistake. */
  #bracketTold(end: number): boolean {
    const { lexer, map, problems } = this.#reader;
    const last = problems.at(-1);
    if (!last || !/^'[>\]]' is missing$/.test(last.message)) return false;
    const span = map.span(lexer.previousStart, end);
    return last.span.file === span.file && last.span.end === span.end;
  }

  #addProperty(name: Word, values: readonly Value[], start: number, end: number): void {
    if (name.text.includes('@')) this.#reader.problem(name.span, `'@' stands in names of nodes only: '${name.text}'`);
    const span = this.#reader.map.span(start, end);
    this.#emit('x;', { kind: 'property', name, values, span });
  }

  // Shared.

  /** `MACRO(a, b)` as a statement, which nobody defined. */
  #macroStatement(): void {
    const { lexer } = this.#reader;
    this.#reader.macroUse();
    lexer.again('name');
    if (lexer.is(';')) lexer.advance('name');
  }

  #labels(): Word[] {
    const labels: Word[] = [];
    while (this.#reader.lexer.kind === 'label') this.#label(labels);
    return labels;
  }

  #label(labels: Word[]): void {
    const { lexer, map } = this.#reader;
    labels.push({ text: lexer.word.slice(0, -1), span: map.span(lexer.start, lexer.end - 1) });
    lexer.advance('name');
  }

  /** Takes the `;` behind `what`; says so when there is none. The end of the statement. */
  #semicolon(what: string): number {
    const { lexer } = this.#reader;
    if (lexer.is(';')) {
      lexer.advance('name');
      return lexer.previousEnd;
    }
    const end = lexer.previousEnd;
    if (lexer.is(',')) {
      this.#tell(`${what} ends with ';', not with ','`);
      lexer.advance('name');
      return end;
    }
    this.#reader.problem(this.#reader.before(), `';' is missing after ${what}`);
    if (!lexer.first && !lexer.is('}') && lexer.kind !== 'end' && lexer.kind !== 'tree') this.#skipStatement();
    return end;
  }

  /** Skips what cannot be read: to its `;`, or to a line that begins like a statement. */
  #skipStatement(): void {
    const { lexer } = this.#reader;
    for (;;) {
      if (lexer.is(';')) return lexer.advance('name');
      if (lexer.kind === 'end' || lexer.kind === 'tree' || lexer.is('}')) return;
      if (lexer.is('{')) return this.#openNode(undefined, 'node', [], false, lexer.start, undefined);
      lexer.advance('name');
      if (lexer.first && (this.#open.length === 0 ? this.#startsTopStatement() : this.#startsStatement())) return;
    }
  }

  #startsValue(): boolean {
    const { lexer } = this.#reader;
    if (lexer.kind === 'string' || lexer.kind === 'reference' || lexer.kind === 'number' || lexer.kind === 'name') return true;
    if (lexer.kind === 'bad' || lexer.kind === 'character') return /["'`\u2018-\u201e\u00ab]/.test(lexer.word);
    return lexer.is('<') || lexer.is('<<') || lexer.is('[');
  }

  /** Whether the token begins a statement of a node, as far as the next few tokens tell. */
  #startsStatement(): boolean {
    const { lexer } = this.#reader;
    if (lexer.kind === 'keyword') return lexer.word !== '/bits/' && lexer.word !== '/incbin/';
    if (lexer.kind !== 'name' && lexer.kind !== 'label' && lexer.kind !== 'number' && !lexer.is('#') && !lexer.is('/') && lexer.kind !== 'reference') {
      return false;
    }
    return lexer.peek(() => {
      lexer.again('name');
      while (lexer.kind === 'label') lexer.advance('name');
      if (lexer.kind === 'reference' || lexer.is('/')) {
        lexer.advance('value');
        return lexer.is('{');
      }
      if (lexer.kind !== 'name') return false;
      const { first } = lexer;
      const isWord = /^[A-Z_]\w*$/.test(lexer.word);
      lexer.advance('value');
      return lexer.is('{') || lexer.is('=') || (first && lexer.is(';') && !isWord);
    });
  }

  #nextIs(punctuator: string): boolean {
    const { lexer } = this.#reader;
    return lexer.peek(() => {
      lexer.advance('value');
      return lexer.is(punctuator);
    });
  }

  #tell(message: string): void {
    this.#reader.problem(this.#reader.here(), message);
  }

  /** Says what stands outside of all nodes, unless that follows from what was said before. */
  #told(span: Span, message: string, help?: string): void {
    if (this.#open.length > 0 || !this.#outsideTold) this.#reader.problem(span, message, help === undefined ? {} : { help });
    if (this.#open.length === 0) this.#outsideTold = true;
  }

  /** The columns the line of the token is indented by; undefined when something stands before it on its line. */
  #indent(): number | undefined {
    const { lexer } = this.#reader;
    if (!lexer.first) return undefined;
    const { file, start } = this.#reader.here();
    const { line, column } = file.position(start);
    const before = file.text.slice(file.lineStart(line), file.lineStart(line) + column - 1);
    if (before.length > 1000 || /[^ \t]/.test(before)) return undefined;
    let columns = 0;
    for (const char of before) columns += char === '\t' ? 8 - (columns % 8) : 1;
    return columns;
  }
}

const TOP_KEYWORDS = new Set(['/dts-v1/', '/plugin/', '/memreserve/', '/delete-node/', '/omit-if-no-ref/']);

const OUTLINE_REFERENCE = '&x';
const OUTLINE_TREE = '/include/""';
const outlineName = (target: NodeTarget): string =>
  target.kind === 'root' ? '/' : target.kind === 'name' ? 'x' : OUTLINE_REFERENCE;

const quote = (word: string): string => (word === '' ? 'the end of the file' : `'${word.length > 30 ? `${word.slice(0, 29)}…` : word}'`);
