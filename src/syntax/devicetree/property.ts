import type { Span } from '../../text/source.ts';
import { startsStatement, startsValue } from './lookahead.ts';
import { quoted, type Reader } from './reader.ts';
import { NO_COMMENT, skipStatement } from './recovery.ts';
import type { PropertyStatement, Value, Word } from './tree.ts';
import { readValue } from './values.ts';

/**
 * The values of the property `name`, the reader at the first of them; it is left at the next statement. `start` is the
 * offset of the property's first character.
 */
export function readProperty(reader: Reader, name: Word, start: number): PropertyStatement {
  const values: Value[] = [];
  const end = readValues(reader, name, values);
  return property(reader, name, values, start, end);
}

/** A property with the values given, `[start, end)` in the text. */
export function property(
  reader: Reader,
  name: Word,
  values: readonly Value[],
  start: number,
  end: number,
): PropertyStatement {
  if (name.text.includes('@')) reader.slip(name.span, `'@' stands in names of nodes only: '${name.text}'`);
  return { kind: 'property', name, values, span: reader.map.span(start, end) };
}

/** Gives the offset at which the property ends. */
function readValues(reader: Reader, name: Word, values: Value[]): number {
  const { lexer } = reader;
  let comma: Span | undefined;
  for (;;) {
    skipLabels(reader);
    const value = comma && startsStatement(lexer) ? undefined : readValue(reader);
    if (!value) return valueMissing(reader, name, comma);
    values.push(value);
    skipLabels(reader);
    if (lexer.is(',')) {
      comma = reader.here();
      lexer.advance('value');
    } else if (startsValue(lexer) && lexer.kind !== 'name' && !startsStatement(lexer)) {
      reader.forgotten("',' is missing between two values");
      comma = undefined;
    } else return finish(reader, name);
  }
}

/** Labels may stand before and behind a value. */
function skipLabels({ lexer }: Reader): void {
  while (lexer.kind === 'label' && !startsStatement(lexer)) lexer.advance('value');
}

function valueMissing(reader: Reader, name: Word, comma: Span | undefined): number {
  const { lexer } = reader;
  const ends = isOver(reader) || startsStatement(lexer);
  if (comma && ends) {
    reader.slip(comma, `the property '${name.text}' ends with ';', not with ','`);
    const end = lexer.previousEnd;
    lexer.again('name');
    return end;
  }
  if (comma && (lexer.is(';') || lexer.is(','))) reader.slip(comma, "a value is missing after ','");
  else if (ends || lexer.is(';') || lexer.is(','))
    reader.slip(reader.before(), `the value of '${name.text}' is missing`);
  else if (lexer.is('#') && lexer.first) reader.slip(reader.here(), NO_COMMENT);
  else reader.slip(reader.here(), `expected the value of '${name.text}', not ${quoted(lexer.word)}`);
  return finish(reader, name);
}

/** Behind the values, where the semicolon stands. */
function finish(reader: Reader, name: Word): number {
  const { lexer } = reader;
  const end = lexer.previousEnd;
  if (lexer.is(';')) {
    lexer.advance('name');
    return lexer.previousEnd;
  }
  if (lexer.is(':') || lexer.is('>') || lexer.is(')') || lexer.is(']')) {
    if (lexer.is(':')) reader.slip(reader.here(), `the property '${name.text}' ends with ';', not with ':'`);
    else reader.slip(reader.here(), `'${lexer.word}' closes nothing`);
    lexer.advance('value');
    if (lexer.is(';')) {
      lexer.advance('name');
      return lexer.previousEnd;
    }
  }
  const goesOn = !lexer.first && !isOver(reader) && !startsStatement(lexer);
  if (goesOn) {
    reader.slip(reader.here(), `expected ',' or ';' after the value of '${name.text}', not ${quoted(lexer.word)}`);
  } else reader.forgotten(`';' is missing at the end of the property '${name.text}'`);
  lexer.again('name');
  if (goesOn) skipStatement(reader);
  return end;
}

const isOver = ({ lexer }: Reader): boolean => lexer.is('}') || lexer.kind === 'end' || lexer.kind === 'tree';
