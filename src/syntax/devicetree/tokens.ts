/** A preprocessing token: what cpp sees. Offsets are those of the file it was written in. */
export interface Token {
  readonly kind: TokenKind;
  /** Line continuations taken out. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether white space or a comment stands before it. */
  readonly space: boolean;
  /** Whether it is the first of its line. */
  readonly first: boolean;
  /** Met while its own macro was being expanded: never expanded again. */
  readonly painted: boolean;
}

/** `other`: what is none of the others, and the rest of a line after a quote that is never closed. */
export type TokenKind = 'identifier' | 'number' | 'string' | 'character' | 'punctuator' | 'other';

/** All tokens of `text`; `unclosedComment` is the offset of a comment that never ends. Linear time. */
export function tokenize(text: string): { readonly tokens: readonly Token[]; readonly unclosedComment?: number } {
  const tokens: Token[] = [];
  const length = text.length;
  let at = 0;
  let space = false;
  let first = true;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || code === RETURN) {
      at++;
      space = first = true;
      continue;
    }
    if (code === SPACE || code === TAB || code === 0x0b || code === 0x0c || (at === 0 && code === BYTE_ORDER_MARK)) {
      at++;
      space = true;
      continue;
    }
    if (code === BACKSLASH) {
      const after = splice(text, at);
      if (after > at) {
        at = after;
        continue;
      }
    }
    if (code === SLASH) {
      const next = text.charCodeAt(at + 1);
      if (next === STAR) {
        const close = text.indexOf('*/', at + 2);
        if (close < 0) return { tokens, unclosedComment: at };
        at = close + 2;
        space = true;
        continue;
      }
      if (next === SLASH) {
        at = endOfLine(text, at);
        space = true;
        continue;
      }
    }
    const end = endOfToken(text, at, code);
    const raw = text.slice(at, end);
    tokens.push({
      kind: kindOf(raw, code),
      text: raw.includes('\\') ? raw.replace(SPLICES, '') : raw,
      start: at,
      end,
      space,
      first,
      painted: false,
    });
    at = end;
    space = first = false;
  }
  return { tokens };
}

/** The offset behind a line continuation that begins at `at`; `at` itself when there is none. */
export function splice(text: string, at: number): number {
  if (text.charCodeAt(at) !== BACKSLASH) return at;
  let end = at + 1;
  while (text.charCodeAt(end) === SPACE || text.charCodeAt(end) === TAB) end++;
  if (text.charCodeAt(end) === RETURN) end++;
  if (text.charCodeAt(end) === NEWLINE) return end + 1;
  return text.charCodeAt(end - 1) === RETURN ? end : at;
}

/** The offset of the line break that ends the line of `at`, continued lines included. */
export function endOfLine(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) end = Math.max(end, splice(text, end) - 1);
    else if (code === NEWLINE || code === RETURN) return end;
  }
  return text.length;
}

/** Letters, digits, `_` and `$`. */
export const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;

const BYTE_ORDER_MARK = 0xfeff;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const BACKSLASH = 92;
const SLASH = 47;
const STAR = 42;
const DOT = 46;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

const SPLICES = /\\[ \t]*(?:\r\n|\n|\r)/g;
const OPERATORS = new Set(['##', '&&', '||', '==', '!=', '<=', '>=', '<<', '>>']);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function kindOf(raw: string, code: number): TokenKind {
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const closed = raw.length > 1 && raw.charCodeAt(raw.length - 1) === code;
    return !closed ? 'other' : code === DOUBLE_QUOTE ? 'string' : 'character';
  }
  if (isDigit(code) || (code === DOT && raw.length > 1 && raw !== '...')) return 'number';
  if (isWordCode(code)) return 'identifier';
  return code > 32 && code < 127 && code !== BACKSLASH ? 'punctuator' : 'other';
}

function endOfToken(text: string, at: number, code: number): number {
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return endOfQuoted(text, at, code);
  if (isDigit(code) || (code === DOT && isDigit(text.charCodeAt(at + 1)))) return endOfNumber(text, at);
  if (isWordCode(code)) return endOfWord(text, at);
  if (code === DOT && text.startsWith('...', at)) return at + 3;
  if (OPERATORS.has(text.slice(at, at + 2))) return at + 2;
  return code >= 0xd800 && code < 0xdc00 ? Math.min(at + 2, text.length) : at + 1;
}

function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (isWordCode(code)) end++;
    else if (code === BACKSLASH && isWordCode(text.charCodeAt(splice(text, end))) && splice(text, end) > end) {
      end = splice(text, end);
    } else break;
  }
  return end;
}

/** cpp's numbers go on over dots, letters and the sign of an exponent: `0x1e+5` is one. */
function endOfNumber(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const sign = code === 43 || code === 45;
    if (isWordCode(code) || code === DOT || (sign && EXPONENT.has(text.charCodeAt(end - 1)))) end++;
    else break;
  }
  return end;
}

const EXPONENT = new Set([101, 69, 112, 80]);

/** An unclosed quote takes the rest of its line. */
function endOfQuoted(text: string, at: number, quote: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (code === NEWLINE || code === RETURN) return end;
    if (code === BACKSLASH) {
      const after = splice(text, end);
      if (after > end) end = after - 1;
      else if (end + 1 < text.length && text.charCodeAt(end + 1) !== NEWLINE) end++;
    }
  }
  return text.length;
}
