import type { Span } from '../../text/source.ts';
import { readBytes } from './bytes.ts';
import { readCells } from './cells.ts';
import { endsStatement } from './lookahead.ts';
import { type Reader, shortened } from './reader.ts';
import { withoutEscapes } from './strings.ts';
import type { Value } from './tree.ts';

/**
 * The value that stands at the reader, which is left behind it. Undefined where none stands: the reader has not moved.
 */
export function readValue(reader: Reader): Value | undefined {
  const { lexer } = reader;
  switch (lexer.kind) {
    case 'string':
      return readString(reader);
    case 'reference': {
      const to = reader.reference();
      lexer.advance('value');
      return { kind: 'reference', to, span: to.span };
    }
    case 'name':
      return readUnknown(reader);
    case 'number':
      return readBareNumber(reader);
    case 'character':
    case 'bad':
      return readBad(reader);
    case 'keyword':
      if (lexer.word === '/bits/') return readSized(reader);
      if (lexer.word === '/incbin/') return readBinary(reader);
      return undefined;
    default:
      if (lexer.is('<') || lexer.is('<<')) {
        lexer.cut(lexer.start + 1);
        return readCells(reader, 32, lexer.start);
      }
      if (lexer.is('[')) return readBytes(reader);
      return lexer.is('(') ? readBareNumber(reader) : undefined;
  }
}

function readString(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  const raw = lexer.word;
  const lineBreak = raw.search(/[\r\n]/);
  if (lineBreak >= 0 && !endsValue(reader)) return unclosedString(reader);
  const text = withoutEscapes(raw.slice(1, -1));
  const span = reader.here();
  if (text === undefined) reader.problem(span, 'an octal escape stands for one byte: at most \\377');
  lexer.advance('value');
  return { kind: 'string', text: text ?? raw.slice(1, -1), span: reader.map.span(start, lexer.previousEnd) };
}

/** A string over several lines is one where what follows it says so. */
const endsValue = ({ lexer }: Reader): boolean =>
  lexer.peek(() => {
    lexer.advance('value');
    return lexer.is(';') || lexer.is(',');
  });

/** A quote without its partner: the string ends with the line, what looks like its end left out. */
function unclosedString(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  const line = /^[^\r\n]*/.exec(lexer.text.slice(start, start + LINE))![0];
  const text = /^(.+?)[\s;,>]*$/.exec(line)?.[1] ?? line;
  lexer.cut(start + text.length);
  const span = reader.here();
  reader.problem(span, `the string ${shortened(text)} is never closed: '"' is missing`);
  lexer.advance('value');
  return { kind: 'string', text: text.slice(1), span };
}

const LINE = 2000;

function readUnknown(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  const { name, span } = reader.macroUse();
  const inside = reader.map.span(start, lexer.previousEnd);
  const text = lexer.text.slice(start, lexer.previousEnd);
  if (text === name && /^[a-z]/.test(name)) {
    reader.problem(span, `'${name}' is no value: a string stands in quotes`, { help: `write "${name}"` });
  }
  return { kind: 'unknown', text, span: inside };
}

/** `0x10` or `(1 + 2)` without its angle brackets. */
function readBareNumber(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  for (let depth = 0; !endsStatement(lexer); lexer.advance('expression')) {
    if (lexer.is('(')) depth++;
    else if (lexer.is(')')) depth--;
    else if (depth <= 0 && (lexer.is(',') || (lexer.first && lexer.start > start))) break;
  }
  const text = lexer.text.slice(start, lexer.previousEnd);
  const span = reader.map.span(start, lexer.previousEnd);
  lexer.again('value');
  reader.problem(span, `a number stands in angle brackets: <${shortened(text)}>`);
  return { kind: 'unknown', text, span };
}

function readBad(reader: Reader): Value | undefined {
  const { lexer } = reader;
  const { start } = lexer;
  const mark = lexer.word.charAt(0);
  if (mark === '"') return unclosedString(reader);
  const partner = SMART_QUOTES.get(mark) ?? (mark === "'" ? mark : undefined);
  if (partner === undefined) return undefined;
  const line = /^[^\r\n]*/.exec(lexer.text.slice(start, start + LINE))![0];
  const close = [...partner, '"'].map((quote) => line.indexOf(quote, 1)).filter((at) => at > 0);
  const end = close.length > 0 ? Math.min(...close) + 1 : (/^(.+?)[\s;,]*$/.exec(line)?.[1] ?? line).length;
  lexer.cut(start + end);
  const span = reader.here();
  const text = line.slice(1, close.length > 0 ? end - 1 : end);
  const what =
    partner === "'" ? `a string stands in double quotes, not in '` : `a string stands in plain quotes, not in ${mark}`;
  reader.problem(span, what, { help: `write "${shortened(text)}"` });
  lexer.advance('value');
  return { kind: 'string', text, span };
}

/** Opening marks that word processors and web pages write, and what closes them. */
const SMART_QUOTES = new Map([
  ['“', '”“'],
  ['”', '”“'],
  ['„', '“”'],
  ['«', '»'],
  ['‘', '’‘'],
  ['’', '’‘'],
  ['`', "`'"],
]);

function readSized(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  lexer.advance('value');
  const bits = lexer.kind === 'number' ? Number(lexer.word) : 0;
  const known = bits === 8 || bits === 16 || bits === 64 ? bits : 32;
  if (known !== bits) reader.problem(reader.here(), '/bits/ is followed by 8, 16, 32 or 64');
  if (lexer.kind === 'number') lexer.advance('value');
  if (lexer.is('<') || lexer.is('<<')) {
    lexer.cut(lexer.start + 1);
    return readCells(reader, known, start);
  }
  const span: Span = reader.map.span(start, lexer.previousEnd);
  if (known === bits) reader.problem(span, "'<' is missing after /bits/");
  return { kind: 'unknown', text: lexer.text.slice(start, lexer.previousEnd), span };
}

/** `/incbin/("file", offset, size)`: its bytes are not known here. */
function readBinary(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  lexer.advance('value');
  if (lexer.is('(')) {
    while (!endsStatement(lexer) && !lexer.is(')')) lexer.advance('expression');
    if (lexer.is(')')) lexer.advance('value');
  }
  return {
    kind: 'unknown',
    text: lexer.text.slice(start, lexer.previousEnd),
    span: reader.map.span(start, lexer.previousEnd),
  };
}
