import type { SourceFile, Span } from '../text/source.ts';
import { malformedLine } from './kconfig-fragment/malformed-line.ts';
import { checkedValue } from './kconfig-fragment/value.ts';
import type { Parsed, SyntaxProblem } from './parser.ts';

/** Sysbuild's own fragments set `SB_CONFIG_` symbols, every other fragment sets `CONFIG_` symbols. */
export type SymbolPrefix = 'CONFIG_' | 'SB_CONFIG_';

/** A `.conf` file: what it assigns, in the order of its lines. The last assignment of a symbol counts. */
export interface KconfigFragment {
  readonly assignments: readonly Assignment[];
  /** Well-formed, but with the prefix of the other kind of file: the build stops at such a line. */
  readonly misplaced: readonly Assignment[];
  /** What the build reads without a word, but not as it looks. */
  readonly suspicious: readonly Suspicion[];
}

/** `CONFIG_X=value`, or `# CONFIG_X is not set`, which assigns n. */
export interface Assignment {
  /** With its prefix: "CONFIG_FLASH". */
  readonly symbol: string;
  /**
   * As far as it counts, without blanks around it: `y`, `0x1000`, `"text"`; `n` for "is not set". Of what starts with
   * y, n or m only that letter counts, and nothing behind the closing quote.
   */
  readonly value: string;
  /** What is inside of the quotes, escapes resolved; undefined where the value is no quoted string. */
  readonly string: string | undefined;
  /** True for "is not set". A symbol that is no bool ignores that line. */
  readonly unset: boolean;
  /** True where a problem was reported: no type of symbol takes this value. */
  readonly invalid: boolean;
  readonly symbolSpan: Span;
  /** All that is written behind `=`; for "is not set" the words themselves. */
  readonly valueSpan: Span;
  readonly span: Span;
}

export interface Suspicion {
  readonly kind: 'rest-ignored' | 'only-a-comment';
  /** No final stop. */
  readonly message: string;
  readonly span: Span;
  readonly help: string;
}

/**
 * Reads a fragment line by line as Kconfiglib does it (`zephyr/scripts/kconfig/kconfiglib.py:981,1247` (2.4.0)): an
 * assignment starts in the first column and has no blanks around `=`, a line that only starts with one counts. Lines it calls
 * malformed are problems, for the build turns that warning into its end (`zephyr/scripts/kconfig/kconfig.py:79-90`).
 */
export function kconfigFragment(source: SourceFile, prefix: SymbolPrefix = 'CONFIG_'): Parsed<KconfigFragment> {
  const assignments: Assignment[] = [];
  const misplaced: Assignment[] = [];
  const suspicious: Suspicion[] = [];
  const problems: SyntaxProblem[] = [];
  const other: SymbolPrefix = prefix === 'CONFIG_' ? 'SB_CONFIG_' : 'CONFIG_';

  for (const { text, offset } of lines(source.text)) {
    const line: Line = { source, text, offset };
    if (text.startsWith('#')) {
      const unset = unsetLine(line, prefix);
      if (unset) assignments.push(unset);
      else suspicious.push(...onlyAComment(line, prefix));
      continue;
    }
    if (text === '') continue;
    if (isIndentedComment(text)) {
      suspicious.push(...onlyAComment(line, prefix));
      continue;
    }
    const set = setLine(line, prefix, problems, suspicious);
    if (set) {
      assignments.push(set);
      continue;
    }
    const elsewhere = setLine(line, other, [], []);
    if (elsewhere) misplaced.push(elsewhere);
    else problems.push(malformedLine(source, text, offset, prefix));
  }
  return { source, tree: { assignments, misplaced, suspicious }, problems };
}

interface Line {
  readonly source: SourceFile;
  /** Without what Python's `rstrip` takes away. */
  readonly text: string;
  readonly offset: number;
}

function setLine(
  { source, text, offset }: Line,
  prefix: SymbolPrefix,
  problems: SyntaxProblem[],
  suspicious: Suspicion[],
): Assignment | undefined {
  const equals = text.indexOf('=');
  if (!text.startsWith(prefix) || equals <= prefix.length) return undefined;
  const symbol = text.slice(0, equals);
  // No symbol has such a name, so the build stops here as well; what was meant is for `malformedLine` to say.
  if (!/^[\w./-]+$/.test(symbol)) return undefined;

  const raw = text.slice(equals + 1);
  let blanks = 0;
  while (raw[blanks] === ' ' || raw[blanks] === '\t') blanks++;
  const symbolSpan = source.span(offset, offset + equals);
  const valueSpan = source.span(offset + equals + 1 + blanks, offset + text.length);
  const { value, string, problem, suspicion } = checkedValue(
    symbol,
    raw,
    source.span(symbolSpan.end + 1, valueSpan.end),
  );
  if (problem) problems.push(problem);
  if (suspicion) suspicious.push(suspicion);
  return {
    symbol,
    value,
    string,
    unset: false,
    invalid: problem !== undefined,
    symbolSpan,
    valueSpan,
    span: source.span(offset, offset + text.length),
  };
}

function unsetLine({ source, text, offset }: Line, prefix: SymbolPrefix): Assignment | undefined {
  const start = `# ${prefix}`;
  if (!text.startsWith(start)) return undefined;
  const blank = text.indexOf(' ', start.length);
  if (blank <= start.length || !text.startsWith(' is not set', blank)) return undefined;
  return {
    symbol: text.slice(2, blank),
    value: 'n',
    string: undefined,
    unset: true,
    invalid: false,
    symbolSpan: source.span(offset + 2, offset + blank),
    valueSpan: source.span(offset + blank + 1, offset + blank + ' is not set'.length),
    span: source.span(offset, offset + text.length),
  };
}

/** `#CONFIG_X is not set`: looks like an assignment, but only the exact form with one blank after `#` is one. */
function* onlyAComment({ source, text, offset }: Line, prefix: SymbolPrefix): Generator<Suspicion> {
  const match = /^[ \t]*#[ \t]*((?:SB_)?CONFIG_\w+)[ \t]+is[ \t]+not[ \t]+set$/.exec(text);
  const symbol = match?.[1];
  if (symbol === undefined || !symbol.startsWith(prefix)) return;
  yield {
    kind: 'only-a-comment',
    message: `this line does not unset ${symbol}: it is only a comment`,
    span: source.span(offset, offset + text.length),
    help: `write \`# ${symbol} is not set\` from the first column with single blanks, or \`${symbol}=n\``,
  };
}

const isIndentedComment = (text: string): boolean => {
  const first = text.search(/[^\s\x1c-\x1f\x85]/);
  return text[first] === '#' && !text.slice(0, first).includes('\ufeff');
};

/** Lines as Python's text mode gives them, without their ending and the blanks before it. */
function* lines(text: string): Generator<{ text: string; offset: number }> {
  const ending = /\r\n|\n|\r/g;
  for (let offset = 0; offset <= text.length; ) {
    const match = ending.exec(text);
    let end = match?.index ?? text.length;
    while (end > offset && isBlank(text[end - 1]!)) end--;
    yield { text: text.slice(offset, end), offset };
    if (!match) return;
    offset = match.index + match[0].length;
  }
}

// JavaScript's \s has the byte order mark on top, and lacks the separators 0x1c-0x1f and NEL.
const isBlank = (character: string): boolean => (character <= ' ' || character > '~') && PYTHON_BLANK.test(character);

const PYTHON_BLANK = /[^\S\ufeff]|[\x1c-\x1f\x85]/;
