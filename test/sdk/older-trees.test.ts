import { describe, expect, test } from 'vitest';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { diagnosticsOf } from '../rules/of-rule.ts';
import { shipped } from './shipped.ts';

const facts = (version: string) => shippedFacts(shipped, version);

describe('the tree of another version', () => {
  test('stands for that of a board or SoC that hardly changed, and says so', () => {
    expect(facts('2.4.0').trees.tree('nrf52833dk_nrf52833')?.version).toBeUndefined();
    expect(facts('2.9.0').trees.tree('nrf52833dk_nrf52833')).toMatchObject({ version: '2.7.0', isAssumed: true });
    expect(facts('3.3.99').trees.tree('nordic/nrf52833_qiaa.dtsi')).toMatchObject({
      version: '2.7.0',
      isAssumed: true,
    });
    expect(facts('3.0.0').trees.tree('nordic/nrf9161ns_laca.dtsi')).toMatchObject({
      version: '2.7.0',
      isAssumed: true,
    });
    expect(facts('3.3.99').trees.tree('nordic/nrf51822_qfaa.dtsi')).toMatchObject({
      version: '2.4.0',
      isAssumed: true,
    });
  });

  test('of NCS 2.4.0 does not stand for boards that were read in a later one', () => {
    expect(facts('3.3.99').trees.tree('nrf5340dk_nrf5340_cpuapp_ns')).toBeUndefined();
    expect(facts('2.9.0').trees.tree('nrf5340dk_nrf5340_cpunet')?.version).not.toBe('2.4.0');
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
    expect(finding?.assumptions).toEqual(["the board's devicetree of NCS 3.2.1"]);
    expect(diagnosticsOf('devicetree/unknown-label', files, options)).toEqual([]);
  });
});
