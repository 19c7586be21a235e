import type { Cursor } from './cursor.ts';
import { type Expression, expression, symbolName } from './expression.ts';
import type { Property, SymbolType, TypeProperty } from './statements.ts';

/**
 * Adds what a line with this first word, which is read, says about the symbol, choice, menu or comment above it. False
 * where it is none of it; a string tells what is wrong.
 */
export function readProperty(word: string, cursor: Cursor, all: Property[]): boolean | string {
  const { line } = cursor;
  switch (word) {
    case 'bool':
    case 'tristate':
    case 'int':
    case 'hex':
    case 'string':
      all.push(types[word]);
      return cursor.isDone || prompt(cursor, all);
    case 'boolean':
      all.push(types.bool);
      return cursor.isDone || prompt(cursor, all);
    case 'def_bool':
    case 'def_tristate':
    case 'def_int':
    case 'def_hex':
    case 'def_string':
      all.push(types[word.slice(4) as SymbolType]);
      return standard(cursor, all);
    case 'prompt':
      return prompt(cursor, all);
    case 'default':
      return standard(cursor, all);
    case 'select':
    case 'imply': {
      const target = symbolName(cursor);
      if (!target || target.quoted) return `there is no symbol after ${word}`;
      const condition = conditionOf(cursor);
      return typeof condition === 'string' ? condition : added(all, { kind: word, target, condition, line });
    }
    case 'range': {
      const low = symbolName(cursor);
      const high = low && symbolName(cursor);
      if (!high) return 'a range has a lowest and a highest value';
      const condition = conditionOf(cursor);
      return typeof condition === 'string' ? condition : added(all, { kind: 'range', low, high, condition, line });
    }
    case 'depends': {
      if (!cursor.keyword('on')) return 'there is no `on` after `depends`';
      const condition = wholeExpression(cursor);
      return typeof condition === 'string' ? condition : added(all, { kind: 'depends', condition, line });
    }
    case 'visible': {
      if (!cursor.keyword('if')) return 'there is no `if` after `visible`';
      const condition = wholeExpression(cursor);
      return typeof condition === 'string' ? condition : added(all, { kind: 'visible', condition, line });
    }
    case 'optional':
      return added(all, { kind: 'optional', line });
    case 'option':
      return option(cursor, all);
    default:
      return false;
  }
}

const types: Readonly<Record<SymbolType, TypeProperty>> = {
  bool: { kind: 'type', type: 'bool' },
  tristate: { kind: 'type', type: 'tristate' },
  int: { kind: 'type', type: 'int' },
  hex: { kind: 'type', type: 'hex' },
  string: { kind: 'type', type: 'string' },
};

function prompt(cursor: Cursor, all: Property[]): true | string {
  if (!cursor.passStringOrWord()) return 'the text of the prompt is malformed';
  const condition = conditionOf(cursor);
  return typeof condition === 'string' ? condition : added(all, { kind: 'prompt', condition, line: cursor.line });
}

function standard(cursor: Cursor, all: Property[]): true | string {
  const value = expression(cursor);
  if (!value) return 'the value of the default is malformed';
  const condition = conditionOf(cursor);
  if (typeof condition === 'string') return condition;
  return added(all, { kind: 'default', value, condition, line: cursor.line });
}

function option(cursor: Cursor, all: Property[]): true | string {
  if (cursor.keyword('env')) {
    const variable = cursor.take(0x3d) ? cursor.stringOrWord() : undefined;
    if (variable === undefined) return 'there is no variable after `env`';
    return added(all, { kind: 'environment', variable, line: cursor.line });
  }
  // Kconfiglib takes MODULES for the symbol of that option whatever stands here.
  const isKnown = ['modules', 'allnoconfig_y', 'defconfig_list'].some((word) => cursor.keyword(word));
  return isKnown || 'there is no such option';
}

function added(all: Property[], property: Property): true {
  all.push(property);
  return true;
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
