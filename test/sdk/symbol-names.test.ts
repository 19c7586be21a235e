import { expect, test } from 'vitest';
import { symbolNames } from '../../src/sdk/extract/symbol-names.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

const sdk = memoryFiles({
  'zephyr/Kconfig':
    'config PLAIN\n\tbool"No blank before the prompt"\n\nconfig FORCED\n\tbool\n\nif X\nconfig INNER\n\tint\nendif\n',
  'zephyr/modules/lvgl/Kconfig': 'config OF_MODULE\n\tbool\n',
  'nrf/Kconfig': 'config OF_NRF\n\tbool\n\nconfig INNER\n\tint "Asked for elsewhere"\n',
});

test('a symbol is hidden that has a prompt nowhere and belongs to no module', () => {
  expect(symbolNames(sdk, undefined)).toEqual({
    kind: 'symbol-names',
    hidden: ' FORCED ',
    names: ' INNER OF_MODULE OF_NRF PLAIN ',
    later: '  ',
  });
});

test('of a list that is there already, what has no prompt stays hidden, and what is not here stays later', () => {
  const before = { kind: 'symbol-names', hidden: ' OF_NRF PLAIN ', names: ' ', later: ' FORCED NEW ' } as const;
  expect(symbolNames(sdk, before)).toMatchObject({
    hidden: ' OF_NRF ',
    names: ' FORCED INNER OF_MODULE PLAIN ',
    later: ' NEW ',
  });
});
