import { describe, expect, test } from 'vitest';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { diagnosticsOf } from '../rules/of-rule.ts';
import { shipped } from './shipped.ts';

const facts = (version: string) => shippedFacts(shipped, version);

describe('the tree of NCS 2.4.0', () => {
  test('stands for that of a board that hardly changed, and says so', () => {
    expect(facts('2.4.0').trees.tree('nrf52840dk_nrf52840')?.version).toBeUndefined();
    expect(facts('2.9.0').trees.tree('nrf52840dk_nrf52840')?.version).toBe('2.4.0');
    expect(facts('3.3.99').trees.tree('nordic/nrf52840_qiaa.dtsi')?.version).toBe('2.4.0');
  });

  test('does not stand for the others', () => {
    expect(facts('3.3.99').trees.tree('nrf5340dk_nrf5340_cpuapp_ns')).toBeUndefined();
    expect(facts('2.9.0').trees.tree('nrf54l15dk_nrf54l15_cpuapp')).toBeUndefined();
  });

  test('makes findings likely, and none of them about labels', () => {
    const overlay = 'boards/nrf52840dk_nrf52840.overlay';
    const files = {
      'prj.conf': '',
      'sysbuild.conf': '',
      [overlay]: '&mx25r64 {\n\tsize = <33554432>;\n};\n/ { chosen { zephyr,console = &nobody; }; };\n',
    };
    const options = { version: '3.3.99', board: 'nrf52840dk/nrf52840' };
    const [finding] = diagnosticsOf('external-flash/size-vs-jedec-id', files, options);
    expect(finding?.confidence).toBe('likely');
    expect(finding?.assumptions).toEqual(["the board's devicetree of NCS 2.4.0"]);
    expect(diagnosticsOf('devicetree/unknown-label', files, options)).toEqual([]);
  });
});
