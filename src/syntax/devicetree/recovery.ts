import { startsStatement, startsTopStatement } from './lookahead.ts';
import type { Reader } from './reader.ts';

/** Skips what cannot be read: to behind its semicolon, or to a line that begins like a statement. */
export function skipStatement(reader: Reader): void {
  const { lexer } = reader;
  reader.unsure = true;
  for (let depth = 0; lexer.kind !== 'end' && lexer.kind !== 'tree'; lexer.advance('name')) {
    if (lexer.is(';') && depth === 0) {
      lexer.advance('name');
      return;
    }
    if (lexer.is('}') && depth-- === 0) return;
    if (lexer.is('{')) depth++;
    if (lexer.first && lexer.previousEnd > 0 && depth === 0 && startsStatement(lexer)) return;
  }
}

/** Skips text of another language at the top of a file, up to the next statement. Gives the offset of its end. */
export function skipForeign(reader: Reader): number {
  const { lexer } = reader;
  reader.unsure = true;
  do lexer.advance('name');
  while (lexer.kind !== 'end' && lexer.kind !== 'tree' && !(lexer.first && startsTopStatement(lexer)));
  return lexer.previousEnd;
}

export const NO_COMMENT = "'#' begins no comment: write // or /* ... */";
