import { describe, expect, test } from 'vitest';
import { ofRule, overlay, plain } from './of-rule.ts';

const value = ofRule('devicetree/property-value');
const unknown = ofRule('devicetree/unknown-property');
const required = ofRule('devicetree/required-property');
const bus = ofRule('devicetree/wrong-bus');
const macro = ofRule('devicetree/unknown-macro');
const address = ofRule('devicetree/unit-address');
const app = (text: string) => ({ ...plain, [overlay]: text });
const flash = (text: string) => app(`&mx25r64 {\n\t${text}\n};\n`);

describe('devicetree/property-value', () => {
  test.each([
    'status = "okey";',
    'status = <1>;',
    'size = "8M";',
    'size = <1 2>;',
    'has-dpd = <1>;',
    'sfdp-bfp = <1>;',
  ])('stops at %s', (text) => expect(value(flash(text))).toEqual([`error ${overlay}:2`]));

  test.each(['status = "ok";', 'status = "reserved";', 'size = <(8 * 1024 * 1024)>;', 'size = <NOBODY_KNOWS>;'])(
    'has nothing against %s',
    (text) => expect(value(flash(text))).toEqual([]),
  );

  test('counts the cells behind a controller, and lets connectors be', () => {
    expect(value(app('&led0 {\n\tgpios = <&gpio0>;\n};\n'))).toEqual([`error ${overlay}:2`]);
    expect(value(app('&led0 {\n\tgpios = <&arduino_header 4 0>;\n};\n'))).toEqual([]);
    expect(value(app('&spi3 {\n\tcs-gpios = <&gpio0 1 0>, <&gpio1 2>;\n};\n'))).toEqual([`error ${overlay}:2`]);
  });

  test('is silent where the binding, the board or the SDK is not known', () => {
    expect(value(app('&i2c0 {\n\tx@1 {\n\t\tcompatible = "acme,x";\n\t\treg = "1";\n\t};\n};\n'))).toEqual([]);
    expect(value(flash('size = "8M";'), { board: 'some_unknown_board' })).toEqual([]);
    expect(value(flash('size = "8M";'), { facts: () => undefined })).toEqual([]);
  });
});

describe('devicetree/unknown-property', () => {
  test('knows what the build lets pass', () => {
    expect(unknown(flash('#my-cells = <1>;\n\tinterrupt-parent = <&gpio0>;\n\tlabel = "FLASH";'))).toEqual([]);
    expect(unknown(app('/ {\n\tlamps {\n\t\tcompatible = "gpio-leds";\n\t\tlabel = "x";\n\t};\n};\n'))).toEqual([]);
  });

  test('reads the bindings of children', () => {
    expect(unknown(app('&led0 {\n\tactive-low;\n};\n'))).toEqual([`error ${overlay}:2`]);
    expect(unknown(app('&qspi_default {\n\tgroup1 {\n\t\tbias-pullup;\n\t};\n};\n'))).toEqual([`error ${overlay}:3`]);
  });

  test('reports in another version only what resembles a declared name', () => {
    expect(unknown(flash('foo-bar = <1>;'))).toEqual([`error ${overlay}:2`]);
    expect(unknown(flash('foo-bar = <1>;'), { version: '2.5.0' })).toEqual([]);
    expect(unknown(flash('jedec_id = [c2 28 17];'), { version: '2.5.0' })).toEqual([`error ${overlay}:2`]);
  });
});

describe('devicetree/required-property', () => {
  const chip = (status: string) =>
    app(
      `&spi3 {\n\tchip@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\tstatus = "${status}";\n\t};\n};\n`,
    );

  test('asks enabled nodes only', () => {
    expect(required(chip('okay'))).toEqual([`error ${overlay}:2`]);
    expect(required(chip('disabled'))).toEqual([]);
  });

  test('pins in properties are those of a release before NCS 2.0, where no release is named', () => {
    const old = app('&pwm1 {\n\tstatus = "okay";\n\tch0-pin = <17>;\n};\n');
    const west = (revision: string) => ({
      ...old,
      'west.yml': `manifest:\n  projects:\n    - name: nrf\n      repo-path: sdk-nrf\n      revision: ${revision}\n`,
    });
    const lintedAt = (revision: string) => required(west(revision), { version: undefined }).length;
    expect(lintedAt('v2.4.0')).toBeGreaterThan(0);
    expect(lintedAt('88422caeb8bfb4e600ddd42054f8656d0586378a')).toBe(0);
  });

  test('leaves a mistyped property to the rule about those', () => {
    const mistyped = (line: string) =>
      app(`&spi3 {\n\tchip@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\t${line}\n\t};\n};\n`);
    expect(required(mistyped('spi-max-freqency = <8000000>;'))).toEqual([]);
    expect(unknown(mistyped('spi-max-freqency = <8000000>;'))).toEqual([`error ${overlay}:5`]);
    // Nothing asks about names that begin like this one.
    expect(required(app('&spi2 {\n\tstatus = "okay";\n\tpinctrl-O = <&spi2_default>;\n};\n')).length).toBe(
      required(app('&spi2 {\n\tstatus = "okay";\n};\n')).length,
    );
  });

  test('knows the bindings of 2.7, too', () => {
    const options = { version: '2.7.0', board: 'nrf52840dk/nrf52840' };
    expect(unknown(flash('sck-freqency = <8000000>;'), options)).toEqual([`error ${overlay}:2`]);
  });

  test('takes pins of a node for a sign of an older SDK, where nothing says the version', () => {
    const pwm = (line: string) => app(`&pwm1 {\n\tstatus = "okay";\n\t${line}\n};\n`);
    expect(required(pwm('ch0-pin = <13>;'))).toEqual([`error ${overlay}:1`]);
    expect(required(pwm(''), { version: undefined })).toEqual([`error ${overlay}:1`]);
    expect(required(pwm('ch0-pin = <13>;'), { version: undefined })).toEqual([]);
  });

  test('knows nothing of what earlier versions asked for', () => {
    expect(required(chip('okay'), { version: '2.5.0' })).toHaveLength(1);
    expect(required(chip('okay'), { version: '2.3.99' })).toEqual([]);
    expect(required(chip('okay'), { version: 'v1.9.1' })).toEqual([]);
  });

  test('points at the deletion', () => {
    expect(required(flash('/delete-property/ sck-frequency;'))).toEqual([`error ${overlay}:2`]);
  });
});

test('devicetree/wrong-bus is silent about buses it does not know, and disabled nodes', () => {
  const below = (parent: string, more = '') =>
    app(`${parent} {\n\tchip@1 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <1>;\n${more}\t};\n};\n`);
  expect(bus(below('&qspi'))).toEqual([`error ${overlay}:3`]);
  expect(bus(below('&qspi', '\t\tstatus = "disabled";\n'))).toEqual([]);
  expect(bus(below('&spi3'))).toEqual([]);
  expect(bus(below('/'))).toEqual([`error ${overlay}:3`]);
  expect(
    bus(
      app('/ {\n\tb {\n\t\tcompatible = "acme,b";\n\t\tc {\n\t\t\tcompatible = "jedec,spi-nor";\n\t\t};\n\t};\n};\n'),
    ),
  ).toEqual([]);
});

test('devicetree/unknown-macro waits for headers it has not read', () => {
  const size = (head: string) => app(`${head}&mx25r64 {\n\tsize = <MY_SIZE>;\n};\n`);
  expect(macro(size(''))).toEqual([`error ${overlay}:2`]);
  expect(macro(size('#include "sizes.h"\n'))).toEqual([]);
  expect(macro({ ...size('#include "sizes.h"\n'), 'boards/sizes.h': '#define MY_SIZE 8388608\n' })).toEqual([]);
  expect(macro(size(''), { version: '2.5.0' })).toEqual([]);
});

test('devicetree/unit-address is information where only reg is the project’s', () => {
  expect(address(app('&storage_partition {\n\treg = <0xf8100 0x1000>;\n};\n'))).toEqual([`info ${overlay}:2`]);
  expect(address(app('&i2c0 {\n\tx@76 {\n\t\treg = <0x76>;\n\t};\n};\n'))).toEqual([]);
});

test('devicetree/unit-address needs no board where no width of an address fits the name', () => {
  const node = (reg: string) => ({
    'prj.conf': '',
    'boards/badger_nrf52840.overlay': `/ {\n\tram@20038000 {\n\t\treg = <${reg}>;\n\t};\n};\n`,
  });
  const options = { version: '3.0.0', board: 'badger_nrf52840' };
  expect(address(node('20038000 0x1000'), options)).toEqual(['warning boards/badger_nrf52840.overlay:3']);
  expect(address(node('0x20038000 0x1000'), options)).toEqual([]);
  expect(address(node('0x0 0x20038000 0x0 0x1000'), options)).toEqual([]);
  const i3c = '&i3c1 {\n\tsensor@4800000236152a0090 {\n\t\treg = <0x48 0x236 0x152a0090>;\n\t};\n};\n';
  expect(address({ 'prj.conf': '', 'boards/badger_nrf52840.overlay': i3c }, options)).toEqual([]);
});

test('devicetree/unit-address reads the files of a board in its own folder, between files of an SDK that nobody has', () => {
  const board = (name: string) => ({
    'board.yml': 'board:\n  name: badger\n  vendor: acme\n  socs:\n    - name: nrf9151\n',
    'badger_nrf9151.dts': '/dts-v1/;\n#include <acme/nrf9151.dtsi>\n#include "badger_flash.dtsi"\n',
    'badger_flash.dtsi': `&flash9 {
\tpartitions {
\t\tcompatible = "fixed-partitions";
\t\t#address-cells = <1>;
\t\t#size-cells = <1>;
\t\tlog_partition: partition@${name} {
\t\t\treg = <0x52000 0x8000>;
\t\t};
\t};
};
#include <acme/ram.dtsi>
`,
  });
  expect(address(board('520000'), { version: '3.2.0' })).toEqual(['warning badger_flash.dtsi:7']);
  expect(address(board('52000'), { version: '3.2.0' })).toEqual([]);
});

describe('a name in /chosen', () => {
  const found = ofRule('devicetree/unknown-property');
  const files = {
    'prj.conf': 'CONFIG_GPIO=y\n',
    'boards/nrf52840dk_nrf52840.overlay': '/ {\n\tchosen {\n\t\tzephyr,consol = &uart1;\n\t};\n};\n',
  };

  test('is mistyped where it resembles one of the SDK, and nobody asks for it', () => {
    expect(found(files)).toEqual(['warning boards/nrf52840dk_nrf52840.overlay:3']);
  });

  test('resembles by what stands behind the vendor', () => {
    const chosen = (name: string) => ({
      ...files,
      'boards/nrf52840dk_nrf52840.overlay': `/ {\n\tchosen {\n\t\t${name} = &uart1;\n\t};\n};\n`,
    });
    expect(found(chosen('zephyr,mmc'))).toEqual([]);
    expect(found(chosen('zephr,console'))).toHaveLength(1);
  });

  test("is the project's own where its code asks for it", () => {
    expect(found({ ...files, 'src/main.c': 'DT_CHOSEN(zephyr_consol)\n' })).toEqual([]);
    expect(found({ ...files, 'src/main.c': 'DT_CHOSEN(zephyr_console)\n' })).toHaveLength(1);
  });
});
