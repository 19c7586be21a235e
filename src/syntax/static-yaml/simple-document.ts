import type { SourceFile, Span } from '../../text/source.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlScalar } from './node.ts';
import { plainScalar } from './scalar.ts';

/** A line that holds something: `key:`, `key: value`, `- value`, or the dash before a mapping, which begins a line of its own. */
interface Line {
  readonly indent: number;
  /** Offset behind the indent. */
  readonly start: number;
  /** Offset of the next line. */
  readonly end: number;
  /** Undefined for an item of a list. */
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly valueStart: number;
}

const QUOTED = String.raw`"[ !#-[\]-~]*"`;
const ITEM = String.raw`(?:[A-Za-z_][\w.-]*|${QUOTED})`;
const VALUE = String.raw`[\w./][\w./+,-]*|${QUOTED}|\[ *${ITEM}(?: *, *${ITEM})* *\]`;
const COMMENT = String.raw`#[ -~\t]*`;

/**
 * `app:`, `size: 0x1000  # comment`, `- app`, `- name: app`, `span: [a, b]`: words, also in quotes, and one blank where there
 * has to be one.
 */
const LINE = new RegExp(
  String.raw`( *)(?:${COMMENT}|(?:(-)|(- +)?([A-Za-z_][\w.,-]*|${QUOTED}):)(?: +(${VALUE}))?(?: +${COMMENT})?)? *\r?(?:\n|$)`,
  'y',
);

/** Deeper than anything Partition Manager has. */
const DEEPEST = 40;

/**
 * The tree of a file as nearly all static files are: words and numbers in mappings and lists, by lines. Undefined for
 * everything else, which the parser of the whole of YAML reads (full-document.ts): to load that takes a small run longer than
 * to lint. What it answers is the same to the last offset (test/syntax/simple-yaml.test.ts).
 */
export function simpleDocument(source: SourceFile): YamlNode | undefined {
  const lines = linesOf(source.text);
  if (!lines?.[0]?.key || lines[0].indent > 0) return undefined;
  const reader = new LineReader(source, lines);
  const root = reader.mapping(0);
  return reader.isAtEnd ? root : undefined;
}

function linesOf(text: string): Line[] | undefined {
  const lines: Line[] = [];
  for (LINE.lastIndex = 0; LINE.lastIndex < text.length; ) {
    const start = LINE.lastIndex;
    const match = LINE.exec(text);
    if (!match) return undefined;
    const [whole, blanks = '', dash, item, key, value] = match;
    if (dash === undefined && key === undefined) {
      // Which mapping an indented comment ends is a science.
      if (blanks !== '' && whole[blanks.length] === '#') return undefined;
      continue;
    }
    if (blanks.length > DEEPEST || (key === undefined && value?.[0] === '[')) return undefined;
    const end = LINE.lastIndex;
    let indent = blanks.length;
    if (item !== undefined) {
      lines.push({ indent, start: start + indent, end, key: undefined, value: undefined, valueStart: 0 });
      indent += item.length;
    }
    const at = indent + (key === undefined ? 1 : key.length + 1);
    const valueStart = value === undefined ? 0 : start + whole.indexOf(value, at);
    lines.push({ indent, start: start + indent, end, key, value, valueStart });
  }
  return lines;
}

class LineReader {
  readonly #source: SourceFile;
  readonly #lines: readonly Line[];
  #at = 0;

  constructor(source: SourceFile, lines: readonly Line[]) {
    this.#source = source;
    this.#lines = lines;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#lines.length;
  }

  /** Stops at the first line that does not belong to it. */
  mapping(indent: number): YamlMapping | undefined {
    const first = this.#lines[this.#at]!;
    const entries: YamlPair[] = [];
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      if (line.key === undefined) break;
      this.#at += 1;
      const key = this.#scalar(line.key, line.start);
      const value = line.value === undefined ? this.#below(indent) : this.#written(line.value, line.valueStart);
      if (!value || withoutDigits(value)) return undefined;
      entries.push({ key, value, merged: false, span: this.#source.span(key.span.start, value.span.end) });
    }
    return { kind: 'mapping', entries, span: this.#spanFrom(first) };
  }

  /** What stands on the lines behind a key. */
  #below(indent: number): YamlNode | undefined {
    const next = this.#lines[this.#at];
    if (!next || next.indent < indent) return undefined;
    if (next.key === undefined) return this.#list(next.indent);
    return next.indent > indent ? this.mapping(next.indent) : undefined;
  }

  #list(indent: number): YamlNode | undefined {
    const first = this.#lines[this.#at]!;
    const items: YamlNode[] = [];
    for (let line = first; line?.indent === indent && line.key === undefined; line = this.#lines[this.#at]!) {
      this.#at += 1;
      const item = line.value === undefined ? this.#itemBelow(indent) : this.#scalar(line.value, line.valueStart);
      if (!item) return undefined;
      items.push(item);
    }
    return { kind: 'list', items, span: this.#spanFrom(first) };
  }

  /** The mapping behind a dash. */
  #itemBelow(indent: number): YamlNode | undefined {
    const next = this.#lines[this.#at];
    return next?.key !== undefined && next.indent > indent ? this.mapping(next.indent) : undefined;
  }

  #written(text: string, start: number): YamlNode {
    if (text[0] !== '[') return this.#scalar(text, start);
    const items = [...text.matchAll(/"[^"]*"|[\w.-]+/g)].map(({ 0: item, index }) => this.#scalar(item, start + index));
    return { kind: 'list', items, span: this.#source.span(start, start + text.length) };
  }

  #scalar(text: string, start: number): YamlScalar {
    const quoted = text[0] === '"';
    return {
      kind: 'scalar',
      value: quoted ? { type: 'string', value: text.slice(1, -1) } : plainScalar(text),
      text,
      quoted,
      span: this.#source.span(start, start + text.length),
    };
  }

  /** To the end of the last line that was read, as that parser has it. */
  #spanFrom(first: Line): Span {
    return this.#source.span(first.start, this.#lines[this.#at - 1]!.end);
  }
}

/** Whether one of the values is such as `0x_`, which that parser has a message for. */
function withoutDigits(node: YamlNode): boolean {
  if (node.kind === 'list') return node.items.some(withoutDigits);
  return node.kind === 'scalar' && Number.isNaN(node.value.value);
}
