import type { Lexer } from './lexer.ts';

/** Whether the token begins the value of a property. */
export function startsValue(lexer: Lexer): boolean {
  switch (lexer.kind) {
    case 'string':
    case 'reference':
    case 'number':
    case 'name':
    case 'character':
      return true;
    case 'bad':
      return /["'`‘-„«»]/.test(lexer.word);
    default:
      return lexer.is('<') || lexer.is('<<') || lexer.is('[');
  }
}

/** Whether the token begins a statement of a node, as far as the few tokens behind it tell. */
export function startsStatement(lexer: Lexer): boolean {
  if (lexer.kind === 'keyword') return lexer.word !== '/bits/' && lexer.word !== '/incbin/';
  if (!MAY_BEGIN.has(lexer.kind) && !lexer.is('#') && !lexer.is('/')) return false;
  return lexer.peek(() => {
    lexer.again('name');
    const { first } = lexer;
    const labelled = skipLabels(lexer);
    if (lexer.kind === 'reference' || lexer.is('/')) return opens(lexer);
    if (lexer.kind !== 'name') return false;
    const mayBeMacro = /^[A-Z_]\w*$/.test(lexer.word);
    lexer.advance('value');
    if (lexer.is('{') || lexer.is('=')) return true;
    return lexer.is(';') && first && !labelled && !mayBeMacro;
  });
}

/** Whether the token begins what stands at the top of a file only. */
export function startsTopStatement(lexer: Lexer): boolean {
  if (lexer.kind === 'keyword') return TOP_KEYWORDS.has(lexer.word);
  return lexer.peek(() => {
    skipLabels(lexer);
    return (lexer.kind === 'reference' || lexer.is('/')) && opens(lexer);
  });
}

/** Whether the punctuator follows the token. */
export const isFollowedBy = (lexer: Lexer, punctuator: string): boolean =>
  lexer.peek(() => {
    lexer.advance('value');
    return lexer.is(punctuator);
  });

/** Whether no token of the statement can follow. */
export const endsStatement = (lexer: Lexer): boolean =>
  lexer.kind === 'end' || lexer.kind === 'tree' || lexer.is(';') || lexer.is('{') || lexer.is('}');

/** Keywords that stand at the top of a file. */
export const TOP_KEYWORDS = new Set(['/dts-v1/', '/plugin/', '/memreserve/', '/delete-node/', '/omit-if-no-ref/']);

const MAY_BEGIN = new Set<string>(['name', 'label', 'number', 'reference']);

/** More labels than anybody writes are not looked through: every look has to end soon. */
function skipLabels(lexer: Lexer): boolean {
  let count = 0;
  for (; lexer.kind === 'label' && count < 8; count++) lexer.advance('name');
  return count > 0;
}

function opens(lexer: Lexer): boolean {
  lexer.advance('value');
  return lexer.is('{');
}
