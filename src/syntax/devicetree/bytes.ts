import { endsStatement } from './lookahead.ts';
import type { Reader } from './reader.ts';
import type { Value } from './tree.ts';

/** `[ c2 28 15 ]`, the reader at the bracket. */
export function readBytes(reader: Reader): Value {
  const { lexer } = reader;
  const { start } = lexer;
  const open = reader.here();
  const bytes: number[] = [];
  let isKnown = true;
  let said = false;
  const wrong = (message: string) => {
    isKnown = false;
    if (!said) reader.problem(reader.here(), message);
    said = true;
  };
  for (lexer.advance('bytes'); !lexer.is(']'); lexer.advance('bytes')) {
    const word = lexer.word;
    if (endsStatement(lexer) || (lexer.kind === 'keyword' && lexer.first) || lexer.is('=')) {
      if (!said) reader.forgotten("']' is missing", { related: { span: open, text: 'opened here' } });
      return { kind: 'bytes', bytes, span: reader.map.span(start, lexer.previousEnd) };
    }
    if (lexer.kind === 'label') continue;
    if (lexer.kind !== 'bytes')
      wrong(lexer.is(',') ? "bytes are separated by blanks, not by ','" : `'${word}' is no byte`);
    else if (/^([0-9a-fA-F]{2})+$/.test(word)) {
      for (let at = 0; at < word.length; at += 2) bytes.push(Number.parseInt(word.slice(at, at + 2), 16));
    } else if (/^0[xX]/.test(word)) wrong(`bytes are written without 0x: ${word.slice(2)}`);
    else if (/^[0-9a-fA-F]+$/.test(word)) wrong(`a byte has two digits, '${word}' has ${word.length}`);
    else if (/^[A-Za-z_]/.test(word)) {
      isKnown = false;
      reader.unknownMacro(word, reader.here());
    } else wrong(`'${word}' is no byte`);
  }
  lexer.advance('value');
  const span = reader.map.span(start, lexer.previousEnd);
  return isKnown
    ? { kind: 'bytes', bytes, span }
    : { kind: 'unknown', text: lexer.text.slice(start, lexer.previousEnd), span };
}
