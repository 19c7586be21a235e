import type { Cursor } from './cursor.ts';
import { type Expression, expression, symbolName } from './expression.ts';
import type { Property, SymbolType } from './statements.ts';

/**
 * What a line with this first word says about the symbol, choice, menu or comment above it, the word being read.
 * Several where it states more than one thing; undefined where it is none of it; a string tells what is wrong.
 */
export function properties(word: string, cursor: Cursor, line: number): readonly Property[] | string | undefined {
  switch (word) {
    case 'bool':
    case 'boolean':
    case 'tristate':
    case 'int':
    case 'hex':
    case 'string': {
      const type: Property = { kind: 'type', type: word === 'boolean' ? 'bool' : word, line };
      if (cursor.isDone) return [type];
      const prompt = promptOf(cursor, line);
      return typeof prompt === 'string' ? prompt : [type, prompt];
    }
    case 'def_bool':
    case 'def_tristate':
    case 'def_int':
    case 'def_hex':
    case 'def_string': {
      const value = defaultOf(cursor, line);
      return typeof value === 'string' ? value : [{ kind: 'type', type: word.slice(4) as SymbolType, line }, value];
    }
    case 'prompt':
      return listed(promptOf(cursor, line));
    case 'default':
      return listed(defaultOf(cursor, line));
    case 'select':
    case 'imply': {
      const target = symbolName(cursor);
      if (!target || target.quoted) return `there is no symbol after ${word}`;
      return conditional(cursor, (condition) => ({ kind: word, target, condition, line }));
    }
    case 'range': {
      const low = symbolName(cursor);
      const high = low && symbolName(cursor);
      if (!high) return 'a range has a lowest and a highest value';
      return conditional(cursor, (condition) => ({ kind: 'range', low, high, condition, line }));
    }
    case 'depends':
      if (!cursor.keyword('on')) return 'there is no `on` after `depends`';
      return whole(cursor, (condition) => ({ kind: 'depends', condition, line }));
    case 'visible':
      if (!cursor.keyword('if')) return 'there is no `if` after `visible`';
      return whole(cursor, (condition) => ({ kind: 'visible', condition, line }));
    case 'optional':
      return [{ kind: 'optional', line }];
    case 'option':
      return option(cursor, line);
    default:
      return undefined;
  }
}

function promptOf(cursor: Cursor, line: number): Property | string {
  const title = cursor.stringOrWord();
  if (title === undefined) return 'the text of the prompt is malformed';
  const condition = conditionOf(cursor);
  return typeof condition === 'string' ? condition : { kind: 'prompt', title, condition, line };
}

function defaultOf(cursor: Cursor, line: number): Property | string {
  const value = expression(cursor);
  if (!value) return 'the value of the default is malformed';
  const condition = conditionOf(cursor);
  return typeof condition === 'string' ? condition : { kind: 'default', value, condition, line };
}

function option(cursor: Cursor, line: number): readonly Property[] | string {
  if (cursor.keyword('env')) {
    const variable = cursor.take(0x3d) ? cursor.stringOrWord() : undefined;
    return variable === undefined ? 'there is no variable after `env`' : [{ kind: 'environment', variable, line }];
  }
  // Kconfiglib takes MODULES for the symbol of that option whatever stands here.
  const isKnown = ['modules', 'allnoconfig_y', 'defconfig_list'].some((word) => cursor.keyword(word));
  return isKnown ? [] : 'there is no such option';
}

function conditional(
  cursor: Cursor,
  property: (condition: Expression | undefined) => Property,
): readonly Property[] | string {
  const condition = conditionOf(cursor);
  return typeof condition === 'string' ? condition : [property(condition)];
}

function whole(cursor: Cursor, property: (condition: Expression) => Property): readonly Property[] | string {
  const condition = wholeExpression(cursor);
  return typeof condition === 'string' ? condition : [property(condition)];
}

/** `if ...` up to the end of the line. */
function conditionOf(cursor: Cursor): Expression | undefined | string {
  if (cursor.keyword('if')) return wholeExpression(cursor);
  return cursor.isDone ? undefined : EXTRA;
}

/** An expression up to the end of the line, or what is wrong with it. */
export function wholeExpression(cursor: Cursor): Expression | string {
  const read = expression(cursor);
  if (!read) return 'the condition is malformed';
  return cursor.isDone ? read : EXTRA;
}

/** What is wrong with a line that goes on behind its end. */
export const EXTRA = 'the rest of the line belongs to nothing';

const listed = (property: Property | string): readonly Property[] | string =>
  typeof property === 'string' ? property : [property];
