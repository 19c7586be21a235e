import { describe, expect, test } from 'vitest';
import { ofRule, overlay, plain } from './of-rule.ts';

const label = ofRule('devicetree/unknown-label');
const syntax = ofRule('devicetree/syntax');
const notDeleted = ofRule('devicetree/partition-not-deleted');
const compatible = ofRule('devicetree/unknown-compatible');
const instance = ofRule('devicetree/instance-conflict');
const app = (text: string) => ({ ...plain, [overlay]: text });

describe('what a file deletes', () => {
  test('is missed where the board refers to it', () => {
    expect(label(app('/delete-node/ &mx25r64;\n'))).toEqual([`error ${overlay}:1`]);
    expect(label(app('/delete-node/ &mx25r64;\n/ { aliases { /delete-property/ spi-flash0; }; };\n'))).toEqual([]);
  });

  test('may come again under its label', () => {
    const again = '/delete-node/ &led3;\n/ { leds { led3: led_9 { gpios = <&gpio0 4 0>; }; }; };\n';
    expect(label(app(again))).toEqual([]);
    expect(syntax(app(again))).toEqual([]);
  });
});

describe('a label on two nodes', () => {
  test('stops the build', () => {
    expect(syntax(app('/ { mx25r64: other { }; };\n'))).toEqual([`error ${overlay}:1`]);
    expect(syntax(app('/ { a: x { }; a: y { }; };\n'))).toEqual([`error ${overlay}:1`]);
    expect(syntax(app('a: &led0 { };\nled0: &led0 { };\n'))).toEqual([]);
  });

  test('is a partition that was not deleted, for partitions', () => {
    const twice = '&flash0 { partitions { slot0_partition: partition@10000 { reg = <0x10000 0x1000>; }; }; };\n';
    expect(notDeleted(app(twice))).toEqual([`warning ${overlay}:1`]);
    expect(syntax(app(twice))).toEqual([]);
    expect(notDeleted(app(`/delete-node/ &slot0_partition;\n${twice}`))).toEqual([]);
  });
});

describe('devicetree/unknown-compatible', () => {
  const node = (name: string) => app(`&i2c0 { x@1 { compatible = ${name}; reg = <1>; }; };\n`);

  test('suggests what resembles the name, and only mentions all others', () => {
    expect(compatible(node('"bosch,bme208"'))).toEqual([`warning ${overlay}:1`]);
    expect(compatible(node('"acme,anemometer"'))).toEqual([`info ${overlay}:1`]);
    expect(compatible(node('"acme,bme280", "bosch,bme280"'))).toEqual([]);
  });

  test('reads the bindings of the project, and knows no other version', () => {
    const own = { 'dts/bindings/acme,anemometer.yaml': 'compatible: "acme,anemometer"\n' };
    expect(compatible({ ...node('"acme,anemometer"'), ...own })).toEqual([]);
    expect(compatible(node('"bosch,bme208"'), { version: '2.5.0' })).toEqual([]);
  });
});

describe('devicetree/instance-conflict', () => {
  const both = '&spi0 { status = "okay"; };\n';

  test('is an error with both drivers, and information without', () => {
    const on = (prj: string) => instance({ 'prj.conf': prj, [overlay]: both });
    expect(on('CONFIG_SPI=y\nCONFIG_I2C=y\n')).toEqual([`error ${overlay}:1`]);
    expect(on('CONFIG_SPI=y\n')).toEqual([`info ${overlay}:1`]);
  });

  test('knows that they have addresses of their own elsewhere', () => {
    const other = { 'prj.conf': 'CONFIG_SPI=y\nCONFIG_I2C=y\n', 'boards/nrf52dk_nrf52810.overlay': both };
    expect(instance(other)).toEqual([]);
  });
});
