import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, known, unknown, valueOf } from '../../src/model/fact.ts';
import { parseCondition } from '../../src/model/kconfig/condition.ts';
import { evaluateCondition } from '../../src/model/kconfig/evaluate-condition.ts';

/** Evaluates over Y=y, N=n, SIZE=128, NAME="a b"; every other symbol is unknown. The devicetree answers y to `dt_enabled(yes)`. */
const value = (condition: string): boolean | undefined =>
  valueOf(
    evaluateCondition(parseCondition(condition), {
      bool: (symbol) => (symbol === 'Y' || symbol === 'N' ? known(symbol === 'Y') : unknown(symbol)),
      text: (symbol): Fact<string> => {
        const texts: Record<string, string> = { Y: 'y', N: 'n', SIZE: '128', NAME: 'a b' };
        return texts[symbol] === undefined ? unknown(symbol) : known(texts[symbol]);
      },
      devicetree: (predicate, names) => known(predicate === 'dt_enabled' && names[0] === 'yes'),
    }),
  );

describe('a condition', () => {
  test.each([
    ['Y', true],
    ['!Y', false],
    ['y', true],
    ['n || Y', true],
    ['Y && !N', true],
    ['N && N || Y', true],
    ['N && (N || Y)', false],
    ['SIZE > 1', true],
    ['SIZE = 0x80', true],
    ['SIZE != 128', false],
    ['NAME = "a b"', true],
    ['NAME != ""', true],
    ['N = n', true],
    ['dt_enabled(yes) && !dt_enabled(no)', true],
  ])('%s is %s', (condition, expected) => {
    expect(value(condition)).toBe(expected);
  });

  test.each([
    ['X && N', false],
    ['X || Y', true],
    ['N && X', false],
  ])('%s is settled as %s though X is unknown', (condition, expected) => {
    expect(value(condition)).toBe(expected);
  });

  test.each(['X', '!X', 'X && Y', 'X || N', 'X = y', 'X > 1'])('%s is unknown with X', (condition) => {
    expect(value(condition)).toBeUndefined();
  });

  test('parts the arguments of a predicate at comma and blank', () => {
    expect(parseCondition('dt_label(uart0, nordic,nrf-uarte)')).toEqual({
      kind: 'devicetree',
      predicate: 'dt_label',
      arguments: ['uart0', 'nordic,nrf-uarte'],
    });
  });

  test.each(['', '&&', 'A B', '(A', 'A)', 'A = ', '"text"', 'A ? B', '1', '!'])(
    '%j is unreadable, hence unknown',
    (condition) => {
      expect(parseCondition(condition).kind).toBe('unreadable');
      expect(value(condition)).toBeUndefined();
    },
  );

  test('never throws, whatever the text', () => {
    const word = fc.constantFrom(
      'A',
      'Y',
      '!',
      '&&',
      '||',
      '(',
      ')',
      '=',
      '<',
      '"a"',
      'dt_enabled(x)',
      ' ',
      '0x1',
      'y',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join('')),
        ),
        (text) => void value(text),
      ),
    );
    expect(value('('.repeat(100_000))).toBeUndefined();
    expect(value('!'.repeat(100_000))).toBeUndefined();
  });
});
