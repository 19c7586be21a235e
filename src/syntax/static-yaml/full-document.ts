import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { SourceFile, Span } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import type { YamlDocument } from './document.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlScalar } from './node.ts';
import { plainScalar, taggedScalar } from './scalar.ts';
import { firstSyntaxError, tooMuch, unreadable } from './syntax-error.ts';

/** Nodes a document may have after its aliases are followed. A static file has some hundred. */
const MOST_NODES = 20_000;

/** Reads one YAML document as PyYAML's `safe_load` does, whatever it holds. */
export function fullDocument(source: SourceFile): YamlDocument {
  const impossible = unreadable(source) ?? tooMuch(source);
  if (impossible) return { root: undefined, problem: impossible };
  try {
    // PyYAML ends lines at these as well; the offsets stay.
    const text = source.text.replace(/\r(?!\n)|[\x85\u2028\u2029]/g, '\n');
    let documents = parsed(text);
    // PyYAML does not care how brackets and quoted texts that go over several lines are indented.
    for (const { change, heals } of rewritings) {
      if (!documents.some(({ errors }) => errors.some(({ code }) => heals(code)))) continue;
      const again = parsed(change(text));
      if (again.every(({ errors }) => errors.length === 0)) documents = again;
    }
    const reader = new Reader(source);
    const content = documents[0]?.contents;
    const root = content && isDocumentEmpty(content) ? undefined : reader.node(content);
    return { root, problem: firstSyntaxError(source, text, documents) ?? reader.problem };
  } catch {
    // The parser is recursive; nothing a person writes gets here.
    return {
      root: undefined,
      problem: { message: 'this YAML cannot be read', span: source.span(0, source.text.length) },
    };
  }
}

function parsed(text: string): readonly Document[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return 'empty' in documents ? [] : documents;
}

/** Quoted values over several lines, as PyYAML folds them; blanks behind them keep the offsets of what follows. */
function quotedOnOneLine(text: string): string {
  return text.replace(quotedValue, (quoted) => {
    if (!quoted.includes('\n') || /^(---|\.\.\.)(\s|$)/m.test(quoted)) return quoted;
    const isDouble = quoted.startsWith('"');
    const folded = quoted.replace(
      isDouble ? /\\[^\n]|(\\?)([ \t]*\n)+[ \t]*/g : /()([ \t]*\n)+[ \t]*/g,
      (found, escape) => {
        const breaks = found.split('\n').length - 1;
        if (breaks === 0) return found;
        if (escape) return '\\n'.repeat(breaks - 1);
        return breaks === 1 ? ' ' : isDouble ? '\\n'.repeat(breaks - 1) : found;
      },
    );
    return folded.padEnd(quoted.length);
  });
}

// Not a key, which has to end on its line.
const quotedValue = /(?<=^|[\s[{,])(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*')(?![ \t]*:)/gm;

/** Line breaks and comments inside of brackets become blanks, so that every offset stays. */
function withoutBreaks(text: string): string {
  let depth = 0;
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?|(?<=^|\s)#[^\n]*|[[\]{}\n]/g, (found) => {
    if (found === '[' || found === '{') depth += 1;
    else if (found === ']' || found === '}') depth = Math.max(0, depth - 1);
    else if (depth > 0 && (found === '\n' || found.startsWith('#'))) return ' '.repeat(found.length);
    return found;
  });
}

/** Texts that both parsers read alike, and the errors that may be this one's only. */
const rewritings = [
  { change: withoutBreaks, heals: (code: string) => code === 'BAD_INDENT' },
  { change: quotedOnOneLine, heals: () => true },
];

const isDocumentEmpty = (content: unknown): boolean =>
  isScalar(content) && content.source === '' && content.type === 'PLAIN' && !content.tag;

class Reader {
  problem: SyntaxProblem | undefined;
  readonly #source: SourceFile;
  /** The nodes an anchor stands for, once they are complete; undefined while they are being read. */
  readonly #anchors = new Map<string, YamlNode | undefined>();
  #nodes = 0;

  constructor(source: SourceFile) {
    this.#source = source;
  }

  node(node: unknown, at = 0): YamlNode {
    this.#nodes += 1;
    if (isAlias(node)) return this.#alias(node);
    if (isMap(node)) return this.#anchored(node, () => this.#mapping(node));
    if (isSeq(node)) return this.#anchored(node, () => this.#list(node));
    if (isScalar(node)) return this.#anchored(node, () => this.#scalar(node));
    return empty(this.#source.span(at, at));
  }

  #anchored<T extends { anchor?: string | undefined; range?: readonly [number, number, number] | null | undefined }>(
    node: T,
    read: () => YamlNode,
  ): YamlNode {
    const { anchor } = node;
    if (anchor === undefined) return read();
    if (this.#anchors.has(anchor)) this.#report(`the anchor &${anchor} is defined twice`, this.#span(node));
    this.#anchors.set(anchor, undefined);
    const value = read();
    this.#anchors.set(anchor, value);
    return value;
  }

  #alias(alias: Alias): YamlNode {
    const span = this.#span(alias);
    const value = this.#anchors.get(alias.source);
    if (value) {
      this.#nodes += size(value, MOST_NODES);
      if (this.#nodes <= MOST_NODES) return value;
      this.#report(`the aliases of this file expand to more than ${MOST_NODES} values`, span);
    } else if (this.#anchors.has(alias.source)) {
      this.#report(`*${alias.source} contains itself`, span);
    } else {
      this.#report(`there is no anchor &${alias.source} before this line`, span);
    }
    return empty(span);
  }

  #mapping(node: YAMLMap): YamlMapping {
    const own: YamlPair[] = [];
    const merged: YamlPair[] = [];
    for (const pair of node.items as Pair<unknown, unknown>[]) {
      const at = (pair.key as Scalar | null)?.range?.[1] ?? node.range?.[0] ?? 0;
      const key = this.node(pair.key, at);
      const value = this.node(pair.value, at);
      if (key.kind !== 'scalar') {
        this.#report('a list or a mapping cannot be a key', key.span);
      } else if (key.value.type === 'merge') {
        merged.push(...this.#spread(value));
      } else {
        // Only as a value `=` is an error; as a key PyYAML takes it for a string (`yaml/constructor.py`, flatten_mapping).
        const named: YamlScalar = key.value.type === 'value' ? { ...key, value: { type: 'string', value: '=' } } : key;
        this.#refuse(named);
        own.push({ key: named, value: this.#refuse(value), merged: false, span: cover(named.span, value.span) });
      }
    }
    return { kind: 'mapping', entries: [...merged, ...own], span: this.#span(node) };
  }

  /** The pairs a `<<` brings along: of several mappings the first wins, so it comes last. */
  #spread(value: YamlNode): YamlPair[] {
    const mappings = value.kind === 'list' ? [...value.items].reverse() : [value];
    if (!mappings.every((mapping) => mapping.kind === 'mapping')) {
      this.#report('<< takes a mapping or a list of mappings', value.span);
      return [];
    }
    const pairs = mappings.flatMap(({ entries }) => entries.map((pair) => ({ ...pair, merged: true })));
    this.#nodes += pairs.length;
    if (this.#nodes <= MOST_NODES) return pairs;
    this.#report(`the aliases of this file expand to more than ${MOST_NODES} values`, value.span);
    return [];
  }

  #list(node: YAMLSeq): YamlNode {
    const items = node.items.map((item) => {
      // `[a: b]` is a list of one mapping.
      return this.#refuse(this.node(item, node.range?.[0]));
    });
    return { kind: 'list', items, span: this.#span(node) };
  }

  #scalar(node: Scalar): YamlScalar {
    const span = this.#span(node);
    const content = String(node.value ?? '');
    const quoted = node.type !== 'PLAIN' && node.type !== undefined;
    const value = node.tag ? taggedScalar(node.tag, content) : quoted ? undefined : plainScalar(content);
    if (node.tag && !value) this.#report(`PyYAML cannot read \`${content}\` as ${shortTag(node.tag)}`, span);
    if (value && Number.isNaN(value.value) && value.type === 'int') this.#report(`${content} has no digits`, span);
    const text = this.#source.text.slice(span.start, span.end);
    return { kind: 'scalar', value: value ?? { type: 'string', value: content }, text, quoted, span };
  }

  /** `<<` and `=` have a type of their own, which PyYAML cannot construct as a value. */
  #refuse(node: YamlNode): YamlNode {
    if (node.kind === 'scalar' && (node.value.type === 'merge' || node.value.type === 'value')) {
      this.#report(
        `PyYAML cannot read ${node.text} as a value`,
        node.span,
        `write \`"${node.text}"\` for the characters`,
      );
    }
    return node;
  }

  #span({ range }: { range?: readonly [number, number, number] | null | undefined }): Span {
    return this.#source.span(range?.[0] ?? 0, range?.[1] ?? 0);
  }

  #report(message: string, span: Span, help?: string): void {
    this.problem ??= { message, span, ...(help !== undefined && { help }) };
  }
}

const empty = (span: Span): YamlScalar => ({
  kind: 'scalar',
  value: { type: 'null', value: null },
  text: '',
  quoted: false,
  span,
});

const cover = (a: Span, b: Span): Span => ({
  file: a.file,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

const shortTag = (tag: string): string => tag.replace(/^tag:yaml\.org,2002:/, '!!');

/** How many nodes a tree has, counted up to `most`. */
function size(node: YamlNode, most: number): number {
  let count = 0;
  const rest: YamlNode[] = [node];
  for (let next = rest.pop(); next && count <= most; next = rest.pop()) {
    count += 1;
    if (next.kind === 'list') rest.push(...next.items);
    if (next.kind === 'mapping') for (const { value } of next.entries) rest.push(value);
  }
  return count;
}
