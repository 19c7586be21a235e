import { describe, expect, test } from 'vitest';
import { changedNames } from '../../src/sdk/extract/symbol-names.ts';
import { symbolNames } from '../../src/sdk/symbol-names.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

const BEFORE = {
  kind: 'symbol-names',
  hidden: ' FORCED GONE KEPT ',
  names: ' ASKED OLD PLAIN ',
  later: ' NRF_LATER ',
} as const;

/** FORCED has a prompt by now, ASKED has none any more; OLD and GONE are no more, FRESH and OF_MODULE are new. */
const SDK = memoryFiles({
  'zephyr/Kconfig':
    'config FORCED\n\tbool "Forced"\nconfig KEPT\n\tbool\nconfig ASKED\n\tbool\nconfig PLAIN\n\tbool "Plain"\nconfig FRESH\n\tbool\n',
  'modules/lib/one/Kconfig': 'config OF_MODULE\n\tbool\n',
});

const CHANGES = {
  kind: 'changed-symbol-names',
  hidden: ' ASKED FRESH ',
  names: ' FORCED OF_MODULE ',
  gone: ' GONE OLD ',
} as const;

test('of a later version what has changed is written down', () => {
  expect(changedNames(SDK, BEFORE)).toEqual(CHANGES);
});

describe('the names of a version', () => {
  const files: Readonly<Record<string, object>> = {
    '2.4.0/symbol-names.json': BEFORE,
    '2.7.0/symbol-names.json': CHANGES,
  };
  const own = { names: () => ['NRF_OWN'], has: (name: string) => name === 'NRF_OWN', isHidden: () => false };
  const of = (version: string) =>
    symbolNames((name) => (files[name] ? JSON.stringify(files[name]) : undefined), version, own)!;

  test.each([
    ['2.4.0', ['ASKED', 'FORCED', 'GONE', 'KEPT', 'OLD', 'PLAIN'], ['FORCED', 'GONE', 'KEPT']],
    ['2.7.0', ['ASKED', 'FORCED', 'FRESH', 'KEPT', 'NRF_OWN', 'OF_MODULE', 'PLAIN'], ['ASKED', 'FRESH', 'KEPT']],
    ['2.9.0', ['NRF_OWN'], []],
  ])('%s are listed for 2.4 and 2.7, hidden ones among them', (version, all, hidden) => {
    const names = of(version);
    expect([...names.all].sort()).toEqual(all);
    expect(['ASKED', 'FORCED', 'FRESH', 'GONE', 'KEPT', 'OLD', 'PLAIN'].filter(names.isHidden)).toEqual(hidden);
  });

  test.each(['2.4.0', '2.7.0', '2.9.0'])('are no mistakes in %s where any version has them', (version) => {
    const { has } = of(version);
    expect(['OLD', 'FRESH', 'NRF_LATER', 'NRF_OWN'].every(has)).toBe(true);
    expect(has('FRESHH')).toBe(false);
  });
});
