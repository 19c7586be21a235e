import { Script } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { optimizeLate } from '../../src/cli/optimize-late.ts';
import { optimizeAsUsual } from '../../src/cli/v8-flags.ts';

/** What V8 compares before it takes kept code: four numbers in front, of itself, its version, the script and the flags. */
const asked = (): string => new Script('1').createCachedData().toString('hex', 0, 16);

afterEach(optimizeAsUsual);

test('leaves no flag behind that kept code is refused for', () => {
  const before = asked();
  optimizeLate();
  optimizeAsUsual();
  expect(asked()).toBe(before);
});

test.runIf(process.versions.v8.startsWith('11.3.'))('has V8 wait in Node 20', () => {
  const before = asked();
  optimizeLate();
  expect(asked()).not.toBe(before);
});
