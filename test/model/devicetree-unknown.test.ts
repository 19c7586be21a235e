import { describe, expect, test } from 'vitest';
import { isEnabled, numberValue } from '../../src/model/devicetree/values.ts';
import { known, recordingUnknowns, unknown } from '../../src/model/fact.ts';
import type { TreeFacts } from '../../src/model/sdk-facts.ts';
import { devicetree, treeOver } from './devicetree-of.ts';

const soc: TreeFacts = {
  name: 'nordic/soc.dtsi',
  base: undefined,
  nodes: [
    { path: '/', at: 'zephyr/soc.dtsi:1' },
    { path: '/chosen', at: 'zephyr/soc.dtsi:2', properties: { 'zephyr,flash': [{ reference: 'flash0' }, 3] } },
    { path: '/flash@0', at: 'zephyr/soc.dtsi:4', labels: ['flash0'], properties: { reg: [[0, 4096], 5] } },
    { path: '/uart@1', at: 'zephyr/soc.dtsi:6', labels: ['uart0'], properties: { status: ['disabled', 7] } },
  ],
};
const board: TreeFacts = {
  name: 'board',
  base: 'nordic/soc.dtsi',
  nodes: [
    { path: '/uart@1', at: 'zephyr/board.dts:3', properties: { status: ['okay', 4], speed: [[9600], 5] } },
    { path: '/flash@0', at: 'zephyr/board.dts:6', properties: { reg: [null, 'zephyr/common.dtsi:7'] } },
  ],
};
const around = { trees: { 'nordic/soc.dtsi': soc } };

describe('facts of the SDK', () => {
  test('are laid over each other, every value with its lines', () => {
    const tree = treeOver(known('board'), [board], ['&uart0 { speed = <115200>; };'], around);
    const uart = tree.node('/uart@1');
    const speed = uart.known && uart.value!.property('speed');
    expect(speed).toMatchObject({ origins: [{ kind: 'project' }, { kind: 'sdk', path: 'zephyr/board.dts', line: 5 }] });
    expect(uart.known && uart.value!.status).toEqual(
      known('okay', ...['zephyr/board.dts:4', 'zephyr/soc.dtsi:7'].map(line)),
    );
    const flash = tree.chosen('zephyr,flash');
    expect(flash.known && flash.value?.path).toBe('/flash@0');
    expect(flash.known && flash.value?.property('reg')).toMatchObject({
      value: undefined,
      origins: ['zephyr/common.dtsi:7', 'zephyr/soc.dtsi:5'].map(line),
    });
  });

  test('stand for what a source includes', () => {
    const tree = treeOver(known('mine'), [], ['#include <nordic/soc.dtsi>\n&uart0 { status = "okay"; };'], around);
    expect(tree.nodes.map(({ path }) => path)).toEqual(['/', '/chosen', '/flash@0', '/uart@1']);
    expect(tree.danglingReferences).toEqual([]);
    expect(isEnabled(tree.nodes.at(-1)!)).toMatchObject({ value: true });
  });

  test('of an overlay find its labels in any tree', () => {
    const overlay: TreeFacts = {
      name: 'bootloader/app.overlay',
      base: undefined,
      nodes: [
        { path: '&uart0', at: 'bootloader/app.overlay:1', deleted: true },
        { path: '&flash0/partitions', at: 'bootloader/app.overlay:2' },
      ],
    };
    const tree = treeOver(known('board'), [board, overlay], [], around);
    expect(tree.nodes.map(({ path }) => path)).toEqual(['/', '/chosen', '/flash@0', '/flash@0/partitions']);
    expect(tree.labelled('uart0')).toMatchObject({ value: undefined });
  });

  test('whose base nobody has leave everything open', () => {
    const tree = treeOver(known('board'), [board], []);
    expect(tree.node('/soc')).toMatchObject({ known: false, missing: 'the devicetree nordic/soc.dtsi' });
  });
});

describe('without the tree of the board', () => {
  const missing = 'the board (pass --board)';
  const tree = treeOver(
    unknown(missing),
    [],
    [
      '/ { chosen { a = &mine; b = &theirs; }; mine: mine { x = <1>; }; };\n&theirs { y = <2>; status = "okay"; };\n&off { status = "disabled"; };',
    ],
  );
  const stated = tree.nodes.find(({ path }) => path === '/mine')!;

  test('what is stated is known', () => {
    expect(numberValue(stated.properties.get('x')!)).toMatchObject({ value: 1 });
    const chosen = tree.chosen('a');
    expect(chosen.known && chosen.value).toBe(stated);
  });

  test('nothing is absent', () => {
    expect(stated.property('never')).toMatchObject({ known: false, missing });
    expect(stated.status).toMatchObject({ known: false, missing });
    expect(tree.chosen('c')).toMatchObject({ known: false, missing });
    expect(tree.node('/soc')).toMatchObject({ known: false, missing });
    expect(tree.labelled('flash0')).toMatchObject({ known: false, missing });
    expect(tree.danglingReferences).toEqual([]);
  });

  test('a label stands for its node, whose path and parents are not known', () => {
    const node = tree.labelled('theirs');
    expect(node).toMatchObject({ value: { path: '&theirs', labels: ['theirs'] } });
    const chosen = tree.chosen('b');
    expect(chosen.known && node.known && chosen.value === node.value).toBe(true);
    expect(node.known && node.value && isEnabled(node.value)).toMatchObject({ known: false });
    const off = tree.labelled('off');
    expect(off.known && off.value && isEnabled(off.value)).toMatchObject({ value: false });
  });

  test('looking around costs nothing: only what was asked for is noted as missing', () => {
    const { missing: noted } = recordingUnknowns(() => [
      tree.nodes,
      stated.properties,
      stated.property('x').known,
      tree.chosen('a').known,
    ]);
    expect(noted).toEqual([]);
    expect(recordingUnknowns(() => stated.property('never').known).missing).toEqual([missing]);
  });

  test('shipped trees below are not final: something unknown was laid over them', () => {
    const shield = treeOver(unknown('the shield'), [board], ['&uart0 { parity; };'], around);
    const uart = shield.nodes.find(({ path }) => path === '/uart@1')!;
    expect([...uart.properties.keys()]).toEqual(['parity']);
    expect(uart.status).toMatchObject({ known: false, missing: 'the shield' });
  });
});

describe('a file that could not be included', () => {
  const missing = 'the file pins.dtsi (included at a.overlay:2)';
  const tree = devicetree(
    '/ { n: n { before = <1>; }; };\n#include "pins.dtsi"\n/ { n { after = <2>; }; };\n/ { n { /delete-property/ gone; }; };',
  );
  const node = tree.nodes.find(({ path }) => path === '/n')!;

  test('may have changed what stands before it, and nothing behind it', () => {
    expect(node.property('before')).toMatchObject({ known: false, missing });
    expect(node.property('after')).toMatchObject({ known: true });
    expect([...node.properties.keys()]).toEqual(['after']);
    expect(node.property('gone')).toMatchObject({ known: true, value: undefined });
    expect(node.property('never')).toMatchObject({ known: false, missing });
  });

  test('is no gap when it can define macros only', () => {
    const header = devicetree('#include <zephyr/dt-bindings/gpio/gpio.h>\n/ { n { x = <GPIO_PULL_UP>; }; };');
    const x = header.nodes[1]!.property('x');
    expect(x.known && x.value && numberValue(x.value)).toMatchObject({ known: false });
    expect(header.nodes[1]!.property('y')).toMatchObject({ known: true, value: undefined });
  });
});

function line(at: string) {
  const [path = '', number] = at.split(':');
  return { kind: 'sdk', sdk: '2.4.0', path, line: Number(number) } as const;
}
