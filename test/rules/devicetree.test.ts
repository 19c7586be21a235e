import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, plain, update } from './of-rule.ts';

describe('devicetree/unknown-label', () => {
  const found = ofRule('devicetree/unknown-label');
  const device = '&uart1 {\n\tsensor: sensor {\n\t\tcompatible = "x,y";\n\t};\n};\n';

  test('knows the labels that overlays add, and those they delete', () => {
    expect(found({ ...plain, [overlay]: `${device}&sensor {\n\tx;\n};\n` })).toEqual([]);
    expect(found({ ...plain, [overlay]: '/delete-node/ &mx25r64;\n&mx25r64 {\n\tx;\n};\n' })).toEqual([
      `error ${overlay}:2`,
    ]);
    expect(found({ ...plain, [overlay]: '/delete-node/ &no_such_node;\n' })).toEqual([`error ${overlay}:1`]);
  });

  test('says that images do not inherit overlays, whatever the version of the SDK', () => {
    const files = {
      ...update,
      [overlay]: chosen + device,
      'child_image/mcuboot.overlay': `${chosen}&sensor {\n\tx;\n};\n`,
    };
    const [only] = diagnosticsOf('devicetree/unknown-label', files);
    expect(only?.because?.[0]?.text).toBe('&sensor exists in the application only: images do not inherit overlays');
    expect(found(files, { version: '2.5.1' })).toHaveLength(1);
  });

  test('is silent where the board of another version stands for the real one, or the board is not known', () => {
    const files = { ...plain, [overlay]: '&no_such_node {\n\tx;\n};\n' };
    expect(found(files)).toHaveLength(1);
    expect(found(files, { version: '2.6.1' })).toEqual([]);
    expect(found(files, { board: 'some_unknown_board' })).toEqual([]);
    expect(found({ ...plain, [overlay]: '#include "../elsewhere.dtsi"\n&no_such_node {\n\tx;\n};\n' })).toEqual([]);
  });
});

describe('devicetree/parent-disabled', () => {
  const found = ofRule('devicetree/parent-disabled');
  const sensor =
    '&i2c1 {\n\tstatus = "disabled";\n\tsensor@44 {\n\t\tcompatible = "sensirion,sht3xd";\n\t\treg = <0x44>;\n\t\tSTATUS\n\t};\n};\n';

  test('is a warning for a device other than the chosen flash, and only where a file of the user enables it', () => {
    expect(found({ ...plain, [overlay]: sensor.replace('STATUS', 'status = "okay";') })).toEqual([
      `warning ${overlay}:2`,
    ]);
    expect(found({ ...plain, [overlay]: sensor.replace('STATUS', '') })).toEqual([]);
    expect(found({ ...plain, [overlay]: sensor.replace('STATUS', 'status = "disabled";') })).toEqual([]);
  });

  test('is content with a bus that is on', () => {
    expect(found(plain)).toEqual([]);
    expect(
      found({ ...plain, [overlay]: sensor.replace('"disabled"', '"okay"').replace('STATUS', 'status = "okay";') }),
    ).toEqual([]);
  });
});

describe('devicetree/partitions-ignored', () => {
  const found = ofRule('devicetree/partitions-ignored');
  const slots = (size: string) =>
    `&flash0 {\n\tpartitions {\n\t\t/delete-node/ partition@82000;\n\t\tslot1_partition: partition@6c000 {\n\t\t\treg = <0x6c000 ${size}>;\n\t\t};\n\t};\n};\n`;
  const conf = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' };
  const fixed = 'mcuboot_secondary:\n  address: 0x6c000\n  size: 0x60000\n  region: flash_primary\n';

  test('is silent where both maps agree, and where nobody says that Partition Manager is there', () => {
    expect(found({ ...conf, [overlay]: slots('0x60000') })).toEqual([`warning ${overlay}:5`]);
    expect(found({ ...conf, [overlay]: slots('0x60000'), 'pm_static.yml': fixed })).toEqual([]);
    expect(found({ ...conf, [overlay]: slots('0x50000'), 'pm_static.yml': fixed })).toEqual([`warning ${overlay}:5`]);
    expect(found({ 'prj.conf': '', [overlay]: slots('0x60000') })).toEqual([]);
  });

  test('is an error where only the overlay moves the secondary slot to another chip', () => {
    const external =
      '&mx25r64 {\n\tpartitions {\n\t\tcompatible = "fixed-partitions";\n\t\t#address-cells = <1>;\n\t\t#size-cells = <1>;\n\t\tslot1_partition: partition@0 {\n\t\t\treg = <0x0 0xf0000>;\n\t\t};\n\t};\n};\n/delete-node/ &scratch_partition;\n';
    const moved = `/delete-node/ &slot1_partition;\n${external}`;
    expect(found({ ...conf, [overlay]: moved })).toEqual([`error ${overlay}:8`]);
    expect(found({ ...conf, [overlay]: moved + chosen })).toEqual([`warning ${overlay}:8`]);
  });

  test('leaves an overlay alone that serves a build without Partition Manager as well', () => {
    const scenario = (name: string, manager: string) =>
      `  sample.${name}:\n    sysbuild: true\n    platform_allow: nrf52840dk/nrf52840\n    extra_args: SB_CONFIG_PARTITION_MANAGER=${manager}\n`;
    const files = (text: string, at = overlay) => ({
      ...conf,
      [at]: slots('0x60000'),
      'sample.yaml': `tests:\n${text}`,
    });
    expect(found(files(scenario('on', 'y')), { version: '2.9.0' })).toEqual([`warning ${overlay}:5`]);
    expect(found(files(scenario('on', 'y') + scenario('off', 'n')), { version: '2.9.0' })).toEqual([]);
    const included = {
      ...files(scenario('on', 'y') + scenario('off', 'n'), 'map.dtsi'),
      [overlay]: '#include "../map.dtsi"\n',
    };
    expect(found(included, { version: '2.9.0' })).toEqual([]);
  });

  test('leaves a board alone that no scenario is for, where the others do without', () => {
    const off =
      'tests:\n  sample.off:\n    sysbuild: true\n    platform_allow: nrf5340dk/nrf5340/cpuapp\n    extra_args: SB_CONFIG_PARTITION_MANAGER=n\n';
    const files = { ...conf, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n', [overlay]: slots('0x60000') };
    expect(found(files, { version: '2.9.0' })).toEqual([`warning ${overlay}:5`]);
    const other = { ...files, 'sample.yaml': off, 'boards/nrf5340dk_nrf5340_cpuapp.overlay': '/ {\n};\n' };
    expect(found(other, { version: '2.9.0' })).toEqual([]);
  });

  test('leaves partitions with labels of your own alone', () => {
    const own =
      '&flash0 {\n\tpartitions {\n\t\tmine: partition@f0000 {\n\t\t\treg = <0xf0000 0x1000>;\n\t\t};\n\t};\n};\n';
    expect(found({ ...conf, [overlay]: own })).toEqual([]);
  });
});
