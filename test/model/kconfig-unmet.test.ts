import { describe, expect, test } from 'vitest';
import { evaluateDevicetree } from '../../src/model/devicetree/evaluate.ts';
import { known } from '../../src/model/fact.ts';
import { parseCondition } from '../../src/model/kconfig/condition.ts';
import { conditionText } from '../../src/model/kconfig/condition-text.ts';
import { isBoardMatter, unmetParts } from '../../src/model/kconfig/unmet.ts';
import type { SymbolFacts } from '../../src/model/sdk-facts.ts';
import { symbols, view } from './kconfig.ts';

const empty = evaluateDevicetree(known('board'), [], { includedTree: () => undefined, sdkVersion: '2.4.0' });

describe('the parts of the dependencies that do not hold', () => {
  const facts = symbols({
    FEATURE: { depends: 'SWITCH && (ONE || TWO) && OTHER' },
    SWITCH: {},
    ONE: {},
    TWO: {},
    OTHER: { complete: false },
  });
  const unmet = (...lines: readonly string[]): string[] =>
    unmetParts(view(lines, { facts }), empty, 'FEATURE', (name) => name === 'NEVER').map(({ text }) => text);

  test('are told one by one, and what is not known is not told', () => {
    expect(unmet()).toEqual(['CONFIG_SWITCH', 'CONFIG_ONE || CONFIG_TWO']);
    expect(unmet('SWITCH=y', 'TWO=y')).toEqual([]);
    expect(unmet('SWITCH=y', 'TWO=y', 'OTHER=n')).toEqual(['CONFIG_OTHER']);
  });

  test('count a symbol that nothing defines as off', () => {
    const needing = symbols({ FEATURE: { depends: 'NEVER || UNHEARD' } });
    expect(unmetParts(view([], { facts: needing }), empty, 'FEATURE', () => false)).toEqual([]);
    expect(unmetParts(view([], { facts: needing }), empty, 'FEATURE', () => true)).toHaveLength(1);
  });
});

describe('a matter of the board', () => {
  test('is a symbol whose conditions ask for the SoC or the devicetree, or of which nobody knows', () => {
    const kconfig = view([], {
      facts: symbols({
        PLAIN: { depends: 'OTHER' },
        RADIO: { depends: 'HAS_HW_RADIO' },
        CHIP: { depends: 'dt_enabled(a,b)' },
      }),
    });
    expect(['PLAIN', 'RADIO', 'CHIP', 'UNHEARD', 'SOC_NRF52840'].map((name) => isBoardMatter(kconfig, name))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('a condition for the reader', () => {
  test.each([
    ['A && (B || !C)', 'CONFIG_A && (CONFIG_B || !CONFIG_C)'],
    ['!(A && B)', '!(CONFIG_A && CONFIG_B)'],
    ['A = "x" || y', 'CONFIG_A = "x" || y'],
    ['dt_enabled(jedec,spi-nor)', 'an enabled jedec,spi-nor node'],
    ['dt_chosen(zephyr,flash)', 'an enabled node chosen as zephyr,flash'],
    ['dt_label(uart0)', '&uart0 enabled'],
  ])('%s', (condition, text) => {
    expect(conditionText(parseCondition(condition as SymbolFacts['depends'] & string))).toBe(text);
  });
});
