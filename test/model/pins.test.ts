import { describe, expect, test } from 'vitest';
import type { DtNode } from '../../src/model/devicetree/devicetree.ts';
import { known } from '../../src/model/fact.ts';
import { busPins } from '../../src/model/pins/bus-pins.ts';
import { gpioUsers } from '../../src/model/pins/gpio-users.ts';
import { pinctrlState, pinctrlStates } from '../../src/model/pins/pinctrl.ts';
import { psel } from '../../src/model/pins/psel.ts';
import type { TreeFacts } from '../../src/model/sdk-facts.ts';
import { textOf } from '../../src/text/source.ts';
import { treeOver } from './devicetree-of.ts';

const gpio = (port: number) => ({
  path: `/gpio@${port}`,
  at: 'zephyr/soc.dtsi:9',
  labels: [`gpio${port}`],
  properties: { port: [[port], 10] as const, '#gpio-cells': [[2], 11] as const },
});
const soc: TreeFacts = {
  name: 'soc',
  base: undefined,
  nodes: [
    { path: '/', at: 'zephyr/soc.dtsi:1' },
    { path: '/qspi@0', at: 'zephyr/soc.dtsi:2', labels: ['qspi'] },
    { path: '/pin-controller', at: 'zephyr/soc.dtsi:3', labels: ['pinctrl'] },
    gpio(0),
    gpio(1),
  ],
};
const defines = ['PSEL(fun, port, pin) (((port * 32 + pin) & 0x7f) | (FUN_ ## fun << 16))', 'FUN_SCK 29', 'FUN_CSN 30'];
const tree = (text: string) => treeOver(known('board'), [soc], [text], { defines });
const node = (text: string, path: string): DtNode => tree(text).nodes.find((one) => one.path === path)!;

describe('pins of pinctrl states', () => {
  const overlay = (psels: string) => `
    &pinctrl {
      qspi_default: qspi_default {
        group1 { psels = ${psels}; bias-pull-up; };
        group2 { psels = <PSEL(CSN, 1, 2)>; low-power-enable; };
      };
    };
    &qspi {
      pinctrl-0 = <&qspi_default>;
      pinctrl-names = "default";
      flash: flash@0 { };
    };`;

  test('have a port, a signal, and the characters they were written with', () => {
    const state = pinctrlState(node(overlay('<PSEL(SCK, 0, 19)>, <PSEL(CSN, 0, 7)>'), '/qspi@0'), 'default');
    const pins = state.known ? (state.value?.pins ?? []) : [];
    expect(pins.map(({ name, signal, pull, lowPower }) => ({ name, signal, pull, lowPower }))).toEqual([
      { name: 'P0.19', signal: 'QSPI_SCK', pull: 'up', lowPower: false },
      { name: 'P0.07', signal: 'QSPI_CSN', pull: 'up', lowPower: false },
      { name: 'P1.02', signal: 'QSPI_CSN', pull: 'none', lowPower: true },
    ]);
    expect(pins.map(({ span }) => span && textOf(span))).toEqual([
      'PSEL(SCK, 0, 19)',
      'PSEL(CSN, 0, 7)',
      'PSEL(CSN, 1, 2)',
    ]);
    expect(state.known && state.value?.complete.known).toBe(true);
  });

  test('of a bus are those of the nodes on it', () => {
    const pins = busPins(node(overlay('<PSEL(SCK, 0, 19)>'), '/qspi@0/flash@0'));
    expect(pins.known && pins.value.map(({ name }) => name)).toEqual(['P0.19', 'P1.02']);
  });

  test('leave out what is disconnected', () => {
    const pins = busPins(node(overlay('<(127 | FUN_SCK << 16)>'), '/qspi@0/flash@0'));
    expect(pins.known && pins.value.map(({ name }) => name)).toEqual(['P1.02']);
  });

  test('are not complete with a macro nobody defined', () => {
    const text = overlay('<OTHER_PSEL(SCK, 0, 19)>');
    const state = pinctrlState(node(text, '/qspi@0'), 'default');
    expect(state.known && state.value?.pins.map(({ name }) => name)).toEqual(['P1.02']);
    expect(state.known && state.value?.complete.known).toBe(false);
    expect(busPins(node(text, '/qspi@0/flash@0')).known).toBe(false);
  });

  test('are none where the node has no state', () => {
    expect(pinctrlStates(node('&qspi { x; };', '/qspi@0'))).toMatchObject({ known: true, value: [] });
  });

  test('are read by the layout of the SDK version', () => {
    expect(psel((29 << 16) | 33, '2.4.0')).toEqual({ signal: 'QSPI_SCK', pin: { port: 1, pin: 1 } });
    expect(psel((29 << 17) | (9 * 32), '2.7.0')).toEqual({ signal: 'QSPI_SCK', pin: { port: 9, pin: 0 } });
    expect(psel(29 * 2 ** 24 + 33, '3.0.0')).toEqual({ signal: 'QSPI_SCK', pin: { port: 1, pin: 1 } });
    expect(psel(29 * 2 ** 24 + 0x1ff, '3.0.0')).toEqual({ signal: 'QSPI_SCK', pin: undefined });
    expect(psel(33, 'main')).toBeUndefined();
  });
});

describe('users of GPIOs', () => {
  const users = (text: string) =>
    gpioUsers(tree(text)).map((user) => `${user.node.path} ${user.property}: ${user.name ?? user.pin} ${user.flags}`);

  test('are those of gpios and *-gpios, each pin by itself', () => {
    expect(
      users('/ { led { gpios = <&gpio0 13 1>; }; bus { cs-gpios = <&gpio1 5 1>, <&gpio0 2 0>; ngpios = <3>; }; };'),
    ).toEqual(['/led gpios: P0.13 1', '/bus cs-gpios: P1.05 1', '/bus cs-gpios: P0.02 0']);
  });

  test('are found behind a connector', () => {
    expect(
      users(`/ {
        header: header { #gpio-cells = <2>; gpio-map-mask = <0xffffffff 0xffffffc0>; gpio-map = <0 0 &gpio0 3 0>, <1 0 &gpio1 12 0>; };
        shield { cs-gpios = <&header 1 1>; irq-gpios = <&header 9 1>; };
      };`),
    ).toEqual(['/shield cs-gpios: P1.12 1']);
  });

  test('are the controller for a hog, and a pin without a port for an expander', () => {
    expect(
      users(
        '&gpio0 { hog { gpio-hog; gpios = <21 0>; output-high; }; }; / { e: expander { }; led { gpios = <&e 4 0>; }; };',
      ),
    ).toEqual(['/gpio@0/hog gpios: P0.21 0', '/led gpios: 4 0']);
  });
});
