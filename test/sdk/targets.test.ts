import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateDevicetree } from '../../src/model/devicetree/evaluate.ts';
import { known } from '../../src/model/fact.ts';
import { plainTree } from '../../src/sdk/extract/plain-tree.ts';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { readingFor, targetReadings } from '../../src/sdk/targets.ts';
import { shipped } from './shipped.ts';

describe('the reading that counts for a version', () => {
  const readings = [
    ['2.9.0', '3.0.1'],
    ['3.2.0', '3.2.0'],
  ] as const;
  test.each([
    ['2.9.0', '2.9.0', false],
    ['v2.9.4', '2.9.0', false],
    ['3.0.0-rc1', '2.9.0', false],
    ['2.9.99', '2.9.0', false],
    ['3.1.0', '2.9.0', true],
    ['3.2.1', '3.2.0', false],
    ['3.2.99', '3.2.0', true],
    ['3.3.0', '3.2.0', true],
    ['2.8.0', '2.9.0', true],
  ])('%s: that of %s, assumed: %s', (inUse, version, isAssumed) => {
    expect(readingFor(readings, inUse, false)).toEqual({ version, isAssumed });
  });

  test.each(['2.7.0', '3.3.99', '3.4.0', 'main', undefined])('%s: none, unless the board hardly changes', (inUse) => {
    expect(readingFor(readings, inUse, false)).toBeUndefined();
    const version = inUse === '2.7.0' ? undefined : '3.2.0';
    expect(readingFor(readings, inUse, true)?.version).toBe(version);
  });

  test('is an assumption where the files are not those of one release', () => {
    expect(readingFor([['3.2.0']], '3.2.0', false)).toEqual({ version: '3.2.0', isAssumed: true });
  });
});

describe('the trees of board targets', () => {
  const readings = targetReadings(shipped('targets.json'));
  const versions = readings.keys().flatMap((name) => readings.get(name)!.map(([version]) => ({ name, version })));

  test('evaluate to trees in which every reference leads to a node', () => {
    for (const { name, version } of versions.filter(({ name }) => !name.includes('/'))) {
      const tree = evaluated(name, version);
      expect(tree.base, name).toMatchObject({ known: true });
      expect(JSON.stringify(plainTree(tree)), `${name} of ${version}`).not.toContain('"?"');
      expect(tree.node('/soc'), name).toMatchObject({ known: true, value: { path: '/soc' } });
    }
  });

  test('are those of the version in use', () => {
    const slot = (version: string) => regOf('nrf54l15dk_nrf54l15_cpuapp', 'slot1_partition', version);
    expect(slot('2.9.0')).toEqual([0xb2000, 324 * 1024]);
    expect(slot('3.1.1')).toEqual([0xb6000, 664 * 1024]);
  });

  test('know the memory of the nRF54L15', () => {
    expect(regOf('nrf54l15dk_nrf54l15_cpuapp', 'cpuapp_rram', '3.3.0')).toEqual([0, 1428 * 1024]);
    expect(regOf('nrf54l15dk_nrf54l15_cpuapp', 'cpuapp_sram', '3.3.0')).toEqual([0x20000000, 188 * 1024]);
  });

  test('are listed in docs/limits.md', () => {
    const said = ([first, last]: readonly [string, string?]) =>
      last === undefined ? `around ${first}` : first === last ? first : `${first} to ${last}`;
    const rows = readings
      .keys()
      .filter((name) => !name.includes('/'))
      .map((name) => `| \`${name}\` | ${readings.get(name)!.map(said).join(', ')} |`);
    const page = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8');
    expect(page.split('\n').filter((line) => /^\| `\w+_nrf\d/.test(line))).toEqual(rows);
  });

  test('name the release their lines were read in', () => {
    const facts = shippedFacts(shipped, '3.3.99', '3.1.0');
    expect(facts.trees.tree('nrf54l15dk_nrf54l15_cpuapp')).toMatchObject({ version: '3.1.0', isAssumed: false });
    expect(facts.trees.tree('3.1.0/nordic/nrf54l15_cpuapp.dtsi')).toMatchObject({ version: '3.1.0' });
    expect(facts.trees.tree('nordic/nrf54l15_cpuapp.dtsi')?.base).toBeUndefined();
  });
});

function evaluated(name: string, version: string) {
  const facts = shippedFacts(shipped, '3.3.99', version);
  const tree = facts.trees.tree(name)!;
  const options = { includedTree: (base: string) => facts.trees.tree(base), sdkVersion: version };
  return evaluateDevicetree(known(name), [{ kind: 'facts', tree }], options);
}

function regOf(board: string, label: string, version: string) {
  const tree = evaluated(board, version);
  const node = tree.labelled(label);
  return node.known && node.value ? plainTree(tree)[node.value.path]!.properties.reg : undefined;
}
