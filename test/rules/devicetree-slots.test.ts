import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { ofRule, overlay } from './of-rule.ts';

const mcuboot = 'sysbuild/mcuboot.overlay';
const options = { version: '3.3.0' };
const base: Files = {
  'prj.conf': 'CONFIG_FLASH=y\n',
  'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=n\n',
};
const code = '/ {\n\tchosen {\n\t\tzephyr,code-partition = &boot_partition;\n\t};\n};\n';
const build = (app: string, boot: string, more: Files = {}): Files => ({
  ...base,
  [overlay]: app,
  [mcuboot]: code + boot,
  ...more,
});
/** The slots of the application in flash, 32 KiB for MCUboot. */
const slots = (start: number, size: number, secondary = start + size) =>
  `&boot_partition {\n\treg = <0 0x8000>;\n};\n&slot0_partition {\n\treg = <${start} ${size}>;\n};\n&slot1_partition {\n\treg = <${secondary} ${size}>;\n};\n`;
const off = { 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=y\n' };

describe('devicetree/partition-map-differs', () => {
  const differs = ofRule('devicetree/partition-map-differs');
  const found = (files: Files) => differs(files, options);

  test('compares what both images say', () => {
    expect(found(build(slots(0x8000, 0x70000), slots(0x8000, 0x70000)))).toEqual([]);
    expect(found(build(slots(0x8000, 0x70000), slots(0x8000, 0x71000)))).toEqual([`error ${overlay}:5`]);
    expect(found(build(slots(0x8000, 0x70000), slots(0x8000, 0x71000), off))).toEqual([]);
  });

  test('counts the addresses in a partition from its start', () => {
    const nested = `/delete-node/ &slot0_partition;
/delete-node/ &slot1_partition;
&flash0 {
	partitions {
		both: partition@8000 {
			compatible = "fixed-subpartitions";
			reg = <0x8000 0xe0000>;
			#address-cells = <1>;
			#size-cells = <1>;
			slot0_partition: partition@0 { reg = <0 0x70000>; };
			slot1_partition: partition@70000 { reg = <0x70000 0x70000>; };
		};
	};
};
`;
    expect(found(build(slots(0x8000, 0x70000), `&boot_partition { reg = <0 0x8000>; };\n${nested}`))).toEqual([]);
  });

  test('does not take the partitions of an older board for those of this one', () => {
    expect(found(build(slots(0x8000, 0x70000), ''))).toEqual([]);
  });
});

describe('devicetree/partition-label', () => {
  const label = ofRule('devicetree/partition-label');
  const found = (app: string, boot: string, more: Files = {}) => label(build(app, boot, more), options);
  const renamed = (name: string, text = '') =>
    `/delete-node/ &slot1_partition;\n&flash0 {\n\tpartitions {\n\t\t${name}: partition@82000 {\n\t\t\treg = <0x82000 0x70000>;\n${text}\t\t};\n\t};\n};\n`;

  test('tells what was probably meant', () => {
    expect(found('', renamed('slot1_partition'))).toEqual([]);
    expect(found('', renamed('mcuboot_secondary'))).toEqual([`error ${mcuboot}:9`]);
    expect(found('', renamed('slot1_partiton'))).toEqual([`error ${mcuboot}:9`]);
    expect(found('', renamed('other', '\t\t\tlabel = "image-1";\n'))).toEqual([`error ${mcuboot}:9`]);
    expect(found('', renamed('other'))).toEqual([`error ${mcuboot}:6`]);
  });

  test('asks for what the images need', () => {
    expect(found('', renamed('other'), off)).toEqual([]);
    const single = { 'sysbuild.conf': `${base['sysbuild.conf']}SB_CONFIG_MCUBOOT_MODE_SINGLE_APP=y\n` };
    expect(found('', renamed('other'), single)).toEqual([]);
    expect(found(renamed('other'), '')).toEqual([]);
    expect(found('/delete-node/ &slot0_partition;\n', '')).toEqual([`error ${overlay}:1`]);
  });
});

describe('devicetree/slot-device-disabled', () => {
  const disabled = ofRule('devicetree/slot-device-disabled');
  const chip = (node: string) =>
    `/delete-node/ &slot1_partition;\n&${node} {\n\tpartitions {\n\t\tcompatible = "fixed-partitions";\n\t\t#address-cells = <1>;\n\t\t#size-cells = <1>;\n\t\tslot1_partition: partition@0 {\n\t\t\treg = <0 0x76000>;\n\t\t};\n\t};\n};\n`;

  test('looks at the chip and at its bus', () => {
    const found = (boot: string) => disabled(build(chip('mx25r64'), chip('mx25r64') + boot), options);
    expect(found('')).toEqual([]);
    expect(found('&mx25r64 {\n\tstatus = "disabled";\n};\n')).toEqual([`error ${mcuboot}:18`]);
    expect(found('&qspi {\n\tstatus = "disabled";\n};\n')).toEqual([`error ${mcuboot}:18`]);
  });
});

describe('devicetree/app-code-partition', () => {
  const linked = ofRule('devicetree/app-code-partition');
  const choose = (name: string) => `/ {\n\tchosen {\n\t\tzephyr,code-partition = &${name};\n\t};\n};\n`;

  test('compares the places, not the names', () => {
    const found = (text: string, more: Files = {}) => linked(build(text, '', more), options);
    expect(found(choose('slot0_partition'))).toEqual([]);
    expect(found(choose('slot1_partition'))).toEqual([`error ${overlay}:3`]);
    expect(found(choose('slot1_partition'), off)).toEqual([]);
    const half = `${choose('half')}&slot0_partition {\n\tcompatible = "fixed-subpartitions";\n\tranges;\n\t#address-cells = <1>;\n\t#size-cells = <1>;\n\thalf: partition@8000 {\n\t\treg = <0x8000 0x8000>;\n\t};\n};\n`;
    expect(found(half)).toEqual([]);
    expect(found('', { 'prj.conf': 'CONFIG_USE_DT_CODE_PARTITION=n\n' })).toEqual(['error prj.conf:1']);
  });

  test('wants the option where nothing else sets it and something is in the way', () => {
    const alone = (text: string, more = '') =>
      linked(
        {
          'prj.conf': `CONFIG_FLASH=y\n${more}`,
          'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n',
          [overlay]: text,
        },
        options,
      );
    const data = '&boot_partition {\n\treg = <0 0x8000>;\n};\n';
    expect(alone(choose('slot0_partition'), 'CONFIG_USE_DT_CODE_PARTITION=n\n')).toEqual([]);
    expect(alone(data + choose('slot0_partition'), 'CONFIG_USE_DT_CODE_PARTITION=n\n')).toEqual([`error ${overlay}:6`]);
    expect(alone(data + choose('slot0_partition'), 'CONFIG_USE_DT_CODE_PARTITION=y\n')).toEqual([]);
  });
});

describe('devicetree/partition-compatible', () => {
  const compatible = ofRule('devicetree/partition-compatible');
  const group = (text: string, child: string) =>
    `/delete-node/ &boot_partition;\n/delete-node/ &{/soc/flash-controller@4001e000/flash@0/partitions};\n&flash0 {\n\tpartitions {\n\t\t#address-cells = <1>;\n\t\t#size-cells = <1>;\n${text}\t\tlog: log@0 {\n${child}\t\t\treg = <0 0x1000>;\n\t\t};\n\t};\n};\n/ { chosen { /delete-property/ zephyr,code-partition; }; };\n`;
  const mapped = '\t\t\tcompatible = "zephyr,mapped-partition";\n';
  const found = (text: string, child: string, version = '3.3.0') =>
    compatible(
      { ...base, 'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n', [overlay]: group(text, child) },
      { version },
    );

  test('wants one of the two ways', () => {
    expect(found('\t\tcompatible = "fixed-partitions";\n', '')).toEqual([]);
    expect(found('\t\tranges;\n', mapped)).toEqual([]);
    expect(found('', '', '2.4.0')).toEqual([`error ${overlay}:8`]);
  });

  test('is silent about what the board of another version may say', () => {
    expect(found('', mapped)).toEqual([]);
    expect(found('', '')).toEqual([]);
  });

  test('wants ranges in a partition that is divided', () => {
    const inner = (ranges: string) =>
      `${mapped}\t\t\t#address-cells = <1>;\n\t\t\t#size-cells = <1>;\n${ranges}\t\t\tpart@0 {\n\t\t\t\tcompatible = "zephyr,mapped-partition";\n\t\t\t\treg = <0 0x800>;\n\t\t\t};\n`;
    expect(found('\t\tranges;\n', inner('\t\t\tranges = <0 0 0x1000>;\n'))).toEqual([]);
    expect(found('\t\tranges;\n', inner(''))).toEqual([`error ${overlay}:13`]);
  });

  test('knows since when there are two', () => {
    expect(found('\t\tranges;\n', mapped, '3.0.0')).toEqual([`error ${overlay}:9`]);
    expect(found('\t\tranges;\n', mapped, '3.2.99')).toEqual([]);
  });
});

describe('devicetree/cells', () => {
  const cells = ofRule('devicetree/cells');
  const found = (text: string) => cells({ 'prj.conf': '', [overlay]: text });

  test('counts with two and one where nothing is said', () => {
    expect(found('/ {\n\tmine {\n\t\ta@1 {\n\t\t\treg = <1>;\n\t\t};\n\t};\n};\n')).toEqual([`error ${overlay}:4`]);
    expect(found('/ {\n\tmine {\n\t\ta@1 {\n\t\t\treg = <0 1 2>;\n\t\t};\n\t};\n};\n')).toEqual([]);
  });

  test('counts what the node above says', () => {
    const device = (reg: string) => `&i2c0 {\n\tsensor@48 {\n\t\treg = <${reg}>;\n\t};\n};\n`;
    expect(found(device('0x48'))).toEqual([]);
    expect(found(device('0x48 0x49'))).toEqual([]);
    const memory = (reg: string) => `&flash0 {\n\tpartitions {\n\t\tx@0 {\n\t\t\treg = <${reg}>;\n\t\t};\n\t};\n};\n`;
    expect(found(memory('0x0'))).toEqual([`error ${overlay}:4`]);
    expect(found(memory('0 1'))).toEqual([]);
  });

  test('a node of the SDK may have got its cells in a version that nobody has read', () => {
    const retained = '&gpregret2 {\n\tmode@0 {\n\t\treg = <0 1>;\n\t};\n};\n';
    expect(found(retained)).toEqual([`error ${overlay}:3`]);
    expect(cells({ 'prj.conf': '', [overlay]: retained }, { version: '2.5.1' })).toEqual([]);
    const image = '&sram0 {\n\timage@0 {\n\t\treg = <0 0x1000>;\n\t\tranges = <0 0 0x1000>;\n\t};\n};\n';
    expect(found(image)).not.toEqual([]);
    expect(cells({ 'prj.conf': '', [overlay]: image }, { version: '2.5.1' })).toEqual([]);
  });

  test('looks at ranges, and at partitions without a size', () => {
    const bus = (ranges: string) =>
      `/ {\n\tbus {\n\t\t#address-cells = <1>;\n\t\t#size-cells = <1>;\n\t\tranges${ranges};\n\t};\n};\n`;
    expect(found(bus(''))).toEqual([]);
    expect(found(bus(' = <0 0 1>'))).toEqual([]);
    expect(found(bus(' = <0 0>'))).toEqual([`error ${overlay}:5`]);
    const sizeless = `&mx25r64 {\n\tpartitions {\n\t\tcompatible = "fixed-partitions";\n\t\t#address-cells = <1>;\n\t\t#size-cells = <0>;\n\t\ta@0 {\n\t\t\treg = <0>;\n\t\t};\n\t};\n};\n`;
    expect(found(sizeless)).toEqual([`error ${overlay}:7`]);
  });
});

test('devicetree/write-block-size knows what the chip writes', () => {
  const size = ofRule('devicetree/write-block-size');
  const found = (text: string, more: Files = {}) => size(build(text, '', more), options);
  expect(found('&flash0 {\n\twrite-block-size = <4>;\n};\n')).toEqual([]);
  expect(found('&flash0 {\n\twrite-block-size = <16>;\n};\n')).toEqual([`warning ${overlay}:2`]);
  expect(found('&flash0 {\n\twrite-block-size = <16>;\n};\n', off)).toEqual([]);
});

test('devicetree/misleading-label reads part numbers', () => {
  const label = ofRule('devicetree/misleading-label');
  const chip = (text: string) => label({ 'prj.conf': '', [overlay]: `&mx25r64 {\n${text}};\n` });
  expect(chip('\tjedec-id = [c2 20 17];\n')).toEqual([]);
  expect(chip('\tjedec-id = [ef 40 17];\n')).toEqual([`info ${overlay}:2`]);
  expect(chip('\tjedec-id = [c2 20 18];\n')).toEqual([`info ${overlay}:2`]);
  expect(chip('\tsize = <0x8000000>;\n')).toEqual([]);
});

describe('devicetree/migration-differs', () => {
  const differs = ofRule('devicetree/migration-differs');
  const pm = (address: number, size: number) =>
    `mcuboot:\n  address: 0x0\n  size: 0x8000\nmcuboot_primary:\n  address: ${address}\n  size: ${size}\n  span: [mcuboot_pad, app]\nmcuboot_secondary:\n  address: ${address + size}\n  size: ${size}\n`;
  const found = (text: string, file: string, more: Files = {}) =>
    differs(build(text, text, { 'pm_static.yml': file, ...more }), options);

  test('compares the two descriptions that lie side by side', () => {
    expect(found(slots(0x8000, 0x70000), pm(0x8000, 0x70000))).toEqual([]);
    expect(found(slots(0x8000, 0x71000), pm(0x8000, 0x70000))).toEqual([`error ${overlay}:5`]);
    expect(found('', pm(0x8000, 0x70000))).toEqual([]);
    expect(found(slots(0x8000, 0x71000), pm(0x8000, 0x70000), off)).toEqual([]);
  });

  test('leaves builds of another type alone, which have their layout on purpose', () => {
    const type = {
      'prj_large.conf': 'CONFIG_FLASH=y\n',
      'sysbuild_large.conf': base['sysbuild.conf']!,
      'boards/nrf52840dk_nrf52840_large.overlay': slots(0x8000, 0x71000),
    };
    expect(found(slots(0x8000, 0x70000), pm(0x8000, 0x70000), type)).toEqual([]);
  });
});
