import { type Document, Lexer, type YAMLParseError } from 'yaml';
import type { SourceFile } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';

/** Levels of nesting a file may have. A static file has three. */
const DEEPEST = 100;
/** Characters; the largest static file of the SDK has some 10,000. */
const LONGEST = 0x100000;
/** The parser is quadratic in their number. */
const MOST_ANCHORS = 500;

/** Characters PyYAML refuses anywhere (`yaml/reader.py`, NON_PRINTABLE). */
export function unreadable(source: SourceFile): SyntaxProblem | undefined {
  const at = source.text.search(/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  if (at < 0) return undefined;
  const code = source.text.codePointAt(at)!.toString(16).padStart(2, '0');
  return {
    message: `the character U+${code.toUpperCase().padStart(4, '0')} is not allowed in YAML`,
    span: source.span(at, at + 1),
  };
}

/** What no person writes and no parser should try. Brackets in strings count, which limits this high forgive. */
export function tooMuch(source: SourceFile): SyntaxProblem | undefined {
  const { text } = source;
  if (text.length > LONGEST) return { message: 'this is too long for a static file', span: source.span(0, 0) };
  const anchor = [...text.matchAll(/(?<=^|[\s,[{])&/g)][MOST_ANCHORS];
  if (anchor)
    return {
      message: `there are more than ${MOST_ANCHORS} anchors`,
      span: source.span(anchor.index, anchor.index + 1),
    };
  let brackets = 0;
  let leading = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\n') leading = 0;
    else if (character === '[' || character === '{') brackets += 1;
    else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
    else if (character === '-' || character === '?' || character === ':') leading += 1;
    if (brackets > DEEPEST || leading > 10 * DEEPEST) return deep(source, at);
  }
  const indented = /^[ \t]{1000}/m.exec(text);
  return indented ? deep(source, indented.index) : undefined;
}

const deep = (source: SourceFile, at: number): SyntaxProblem => ({
  message: `this is nested deeper than ${DEEPEST} levels`,
  span: source.span(at, at + 1),
});

/** The error in the first line of all, in our words, at the place where the person made the mistake. */
export function firstSyntaxError(
  source: SourceFile,
  text: string,
  documents: readonly Document[],
): SyntaxProblem | undefined {
  if (documents.length < 2 && !text.includes('\t') && documents.every(({ errors }) => errors.length === 0))
    return undefined;
  const tokens = tokensOf(text);
  const found = documents
    .flatMap(({ errors }) => errors)
    // The ones behind are consequences.
    .slice(0, 10)
    .map((error) => explained(source, text, tokens, error));
  const tab = firstTab(source, tokens);
  if (tab) found.push(tab);
  const [, second] = documents;
  if (second) found.push(secondDocument(source, text, second));
  const line = ({ span }: SyntaxProblem): number => source.position(span.start).line;
  return found.reduce<SyntaxProblem | undefined>(
    // Of several on one line the last one wins, which is the tab: it is the cause.
    (first, problem) => (first && line(first) < line(problem) ? first : problem),
    undefined,
  );
}

interface Token {
  readonly offset: number;
  readonly text: string;
}

/** The tokens of the `yaml` package; the marks it puts between them have no width. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (/^[\x02\x18\x1f]$/.test(token)) continue;
    tokens.push({ offset, text: token });
    offset += token.length;
  }
  return tokens;
}

/** PyYAML takes a tab only inside of quotes, comments and block texts (`yaml/scanner.py`, fetch_more_tokens). */
function firstTab(source: SourceFile, tokens: readonly Token[]): SyntaxProblem | undefined {
  for (const [index, { offset, text }] of tokens.entries()) {
    const at = text.indexOf('\t');
    if (at < 0 || /^["'#%]/.test(text) || isBlockText(tokens, index)) continue;
    const start = offset + at;
    const tabs = /^\t+/.exec(text.slice(at))![0].length;
    const position = source.position(start);
    const before = source.line(position.line).slice(0, position.column - 1);
    return {
      message:
        before.trim() === ''
          ? 'a tab is used for indentation: YAML allows blanks only'
          : 'a tab stands between two words: YAML allows blanks only',
      span: source.span(start, start + tabs),
      help: 'replace the tab by blanks',
    };
  }
  return undefined;
}

function isBlockText(tokens: readonly Token[], index: number): boolean {
  for (let before = index - 1; before >= 0; before--) {
    const { text } = tokens[before]!;
    if (/^[|>]/.test(text)) return true;
    if (!/^([ \t]*|\r?\n|#.*)$/.test(text)) return false;
  }
  return false;
}

function secondDocument(source: SourceFile, text: string, document: Document): SyntaxProblem {
  const at = text.lastIndexOf('---', document.range?.[1]);
  const start = at < 0 ? (document.range?.[0] ?? 0) : at;
  return {
    message: 'a second document starts here: Partition Manager reads files with one document only',
    span: source.span(start, Math.min(start + 3, text.length)),
    help: 'remove the line ---',
  };
}

function explained(source: SourceFile, text: string, tokens: readonly Token[], error: YAMLParseError): SyntaxProblem {
  const start = Math.min(error.pos[0], text.length);
  const here = (at: number): string => lineFrom(text, at);
  const word = (message: string, at: number, help?: string): SyntaxProblem => {
    const length = Math.max(here(at).trimEnd().length, at < text.length ? 1 : 0);
    return { message, span: source.span(at, at + length), ...(help !== undefined && { help }) };
  };
  const indented = /^([ \t]*)["']?[\w-]+["']?[ \t]*:(?:[ \t]+|$)/.exec(lineFrom(text, lineStart(text, start)));
  switch (error.code) {
    case 'UNEXPECTED_TOKEN':
      // A key that stands where no mapping goes on is reported at its value.
      if (indented && isKeyOrValue(text, start, indented)) {
        return misplaced(word, lineStart(text, start) + indented[1]!.length);
      }
      break;
    case 'MISSING_CHAR':
    case 'MULTILINE_IMPLICIT_KEY':
      if (/closing ["']quote/.test(error.message)) {
        const token = tokens.find(({ offset, text: { length } }) => offset < start && start <= offset + length);
        return word('this quote is never closed', token?.offset ?? start);
      }
      if (/must (be .*)?end with a/.test(error.message)) return unclosed(source, text, tokens, start);
      if (/Implicit/.test(error.message)) return noColon(text, start, word);
      if (/Comments/.test(error.message)) return word('a comment needs a blank before #', start);
      if (/^Missing ,/.test(error.message)) return word('a comma is missing before this', start);
      break;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return nestedKey(text, start, word);
    case 'BAD_INDENT':
      if (/end with a/.test(error.message)) return unclosed(source, text, tokens, start);
      return misplaced(word, start);
    case 'TAB_AS_INDENT':
      return word('a tab is used for indentation: YAML allows blanks only', start, 'replace the tab by blanks');
    case 'BAD_SCALAR_START':
      return word(`a value cannot start with ${text[start]}`, start, 'put the value in quotes');
    case 'BAD_DQ_ESCAPE':
      return word('there is no such escape in a string with double quotes', start, 'write \\\\ for a backslash');
    case 'BAD_ALIAS':
      return word('a name has to follow here', start);
    default:
      break;
  }
  const quoted = tokens.findLast(({ offset }) => offset < start && !/^\s*$/.test(text.slice(offset, start)));
  if (quoted && /^["']/.test(quoted.text) && !/[\r\n]/.test(text.slice(quoted.offset, start))) {
    return word('nothing may follow the closing quote', start);
  }
  const shown = here(start).trim();
  if (/^[-?]([ \t]|$)/.test(shown)) return word(`a value cannot start with ${shown[0]}`, start);
  return word(shown === '' ? 'a value is missing here' : `\`${shorten(shown)}\` cannot stand here`, start);
}

type Word = (message: string, at: number, help?: string) => SyntaxProblem;

/** True for the colon of the key that `indented` found on the line, and for the start of its value. */
function isKeyOrValue(text: string, at: number, [whole, indentation]: RegExpExecArray): boolean {
  const column = at - lineStart(text, at);
  return column > indentation!.length && column <= whole.length && /["'\w:]/.test(text[at] ?? '');
}

const misplaced = (word: Word, at: number): SyntaxProblem =>
  word('the indentation of this line fits no line above', at, 'give all keys of one partition the same indentation');

/** A line without `key: value`, in a mapping. */
function noColon(text: string, start: number, word: Word): SyntaxProblem {
  const before = text.slice(lineStart(text, start), start);
  if (/:[ \t]+-[ \t]+$/.test(before)) return word('a list starts on a line of its own, below its key', start);
  if (/:[ \t]+$/.test(before)) return nestedKey(text, start, word);
  const shown = lineFrom(text, start).trim();
  const glued = /^([\w-]+):(\S.*)$/.exec(shown);
  if (glued) return word('a blank is missing after the colon', start, `write \`${glued[1]}: ${glued[2]}\``);
  const equals = /^([\w-]+)[ \t]*=[ \t]*(\S.*)$/.exec(shown);
  if (equals) return word('a key is followed by a colon, not by =', start, `write \`${equals[1]}: ${equals[2]}\``);
  if (/^-([ \t]|$)/.test(shown)) return word('a list item cannot stand here', start, 'indent it below its key');
  const [first, ...rest] = shown.split(/[ \t]+/);
  const value = rest.join(' ');
  return word(
    `there is no colon after \`${shorten(first ?? '')}\``,
    start,
    `write \`${shorten(`${first}:${value === '' ? '' : ` ${value}`}`)}\``,
  );
}

/** `a: b: c` on one line, or a key that is indented below a key which already has a value. */
function nestedKey(text: string, start: number, word: Word): SyntaxProblem {
  const rest = lineFrom(text, start);
  const next = /^(?:\r?\n|[ \t]|#[^\n]*(?=\n))*/.exec(text.slice(start + rest.length))![0].length;
  const colon = /:([ \t]|$)/.exec(rest.trimEnd());
  if (colon || next === 0) return word('a second colon on this line: a value that contains one needs quotes', start);
  const at = start + rest.length + next;
  const shown = lineFrom(text, at).trim();
  return word(
    `\`${shorten(shown)}\` is indented deeper than the line above, which already has a value`,
    at,
    'give both lines the same indentation',
  );
}

function unclosed(source: SourceFile, text: string, tokens: readonly Token[], end: number): SyntaxProblem {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.offset >= end) break;
    if (token.text === '[' || token.text === '{') open.push(token);
    else if (token.text === ']' || token.text === '}') open.pop();
  }
  const bracket = open.at(-1);
  if (!bracket) return { message: 'a bracket is not closed', span: source.span(end, end) };
  return {
    message: `this ${text[bracket.offset]} is never closed`,
    span: source.span(bracket.offset, bracket.offset + 1),
  };
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

const lineFrom = (text: string, at: number): string => /^[^\r\n]*/.exec(text.slice(at, at + 2000))![0];

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}...` : text);
