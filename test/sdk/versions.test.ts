import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestFacts } from '../../src/sdk/versions.ts';
import { shippedKnowledge } from '../linting.ts';

test.each([
  ['2.4.0', 'the facts of NCS 2.4.0'],
  ['v2.4.0', 'the facts of NCS 2.4.0'],
  ['2.4', 'the facts of NCS 2.4.0'],
])('%s is the version the facts were read in', (version, why) => {
  expect(nearestFacts(version)).toEqual({ version: '2.4.0', exact: true, why });
});

test.each([
  ['2.4.1', 'NCS 2.4.1 is taken to behave as NCS 2.4.0'],
  ['v2.4.99-dev1', 'NCS 2.4.99-dev1 is taken to behave as NCS 2.4.0'],
  ['2.4.0-rc2', 'NCS 2.4.0-rc2 is taken to behave as NCS 2.4.0'],
  ['2.6.99', 'NCS 2.6.99 is taken to behave as NCS 2.4.0'],
  ['1.9.1', 'NCS 1.9.1 is taken to behave as NCS 2.4.0'],
  ['5d0b5d4cf3', '"5d0b5d4cf3" does not name a version, NCS 2.4.0 is assumed'],
  [undefined, 'no SDK version is known, NCS 2.4.0 is assumed'],
])('%s is taken for it, which is said', (version, why) => {
  expect(nearestFacts(version)).toEqual({ version: '2.4.0', exact: false, why });
});

test.each(['2.7.0', 'v2.9.0', '3.4.0-rc2', '3.2.99', 'main'])(
  '%s builds with sysbuild: no facts of that era yet',
  (version) => {
    expect(nearestFacts(version)).toBeUndefined();
  },
);

test('any text is accepted', () => {
  fc.assert(fc.property(fc.string(), (text) => nearestFacts(text)?.version !== ''));
});

test.each([
  ['2.6.99', '2.4.0'],
  ['2.7.0', '2.7.0'],
  ['v2.8.0', '2.9.0'],
  ['2.9.2', '2.9.0'],
  ['3.0.0', undefined],
  ['main', undefined],
  [undefined, '2.4.0'],
])('a build of NCS %s without sysbuild is checked with the facts of %s', (version, facts) => {
  expect(shippedKnowledge(version, 'child-image')?.version).toBe(facts);
});
