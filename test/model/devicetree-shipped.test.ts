import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Devicetree } from '../../src/model/devicetree/devicetree.ts';
import { evaluateDevicetree } from '../../src/model/devicetree/evaluate.ts';
import { known } from '../../src/model/fact.ts';
import { busPins } from '../../src/model/pins/bus-pins.ts';
import { plainTree } from '../../src/sdk/extract/plain-tree.ts';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { treeOver } from './devicetree-of.ts';

const data = join(import.meta.dirname, '../../src/sdk/data');
const facts = shippedFacts((name) => readFileSync(join(data, name), 'utf8'), '2.4.0');
const names = (folder: string) =>
  readdirSync(join(data, '2.4.0/trees', folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => folder + name.slice(0, -'.json'.length));

describe('the shipped trees of NCS 2.4.0', () => {
  test('are there for every board, and for revisions that differ', () => {
    const boards = names('').map((name) => name.replace(/@.*/, ''));
    expect([...new Set(boards)].sort()).toEqual([...facts.boardNames].sort());
    expect(names('')).toContain('nrf9160dk_nrf9160@0.14.0');
  });

  test('evaluate to trees in which every reference leads to a node', () => {
    for (const name of names('')) {
      const tree = evaluated(name);
      expect(tree.base, name).toMatchObject({ known: true });
      expect(JSON.stringify(plainTree(tree)), name).not.toContain('"?"');
      expect(tree.node('/soc'), name).toMatchObject({ known: true, value: { path: '/soc' } });
    }
  });

  test('know the flash chip of the nRF52840 DK, and the pins to it', () => {
    const flash = evaluated('nrf52840dk_nrf52840').labelled('mx25r64');
    const pins = flash.known && flash.value ? busPins(flash.value) : undefined;
    expect(pins?.known && pins.value.map(({ signal, name }) => `${signal} ${name}`)).toEqual([
      'QSPI_SCK P0.19',
      'QSPI_IO0 P0.20',
      'QSPI_IO1 P0.21',
      'QSPI_IO2 P0.22',
      'QSPI_IO3 P0.23',
      'QSPI_CSN P0.17',
    ]);
  });

  test('serve a board of the user that includes a SoC, with the macros of the SDK', () => {
    const trees = { 'nordic/nrf52840_qiaa.dtsi': facts.trees.tree('nordic/nrf52840_qiaa.dtsi')! };
    const macros = facts.trees.macros();
    const defines = macros.keys().map((name) => macros.get(name)!.definition);
    const text = `/dts-v1/;
      #include <nordic/nrf52840_qiaa.dtsi>
      &pinctrl { spi2_default: spi2_default { group1 { psels = <NRF_PSEL(SPIM_SCK, 1, 9)>; }; }; };
      &spi2 { status = "okay"; pinctrl-0 = <&spi2_default>; pinctrl-names = "default"; chip: chip@0 { }; };`;
    const around = { trees: { ...trees, 'nordic/nrf52840.dtsi': facts.trees.tree('nordic/nrf52840.dtsi')! }, defines };
    const tree = treeOver(known('my_board'), [], [text], around);
    const chip = tree.labelled('chip');
    const pins = chip.known && chip.value ? busPins(chip.value) : undefined;
    expect(pins?.known && pins.value.map(({ signal, name }) => `${signal} ${name}`)).toEqual(['SPIM_SCK P1.09']);
  });
});

function evaluated(name: string): Devicetree {
  const options = { includedTree: (include: string) => facts.trees.tree(include), sdkVersion: facts.version };
  return evaluateDevicetree(known(name), [{ kind: 'facts', tree: facts.trees.tree(name)! }], options);
}
