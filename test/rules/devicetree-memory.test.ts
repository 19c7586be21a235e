import { describe, expect, test } from 'vitest';
import { diagnosticsOf, ofRule, overlay, plain, update } from './of-rule.ts';

const range = ofRule('devicetree/partition-range');
const block = ofRule('devicetree/partition-erase-block');
const memory = ofRule('devicetree/memory-range');
const app = (text: string) => ({ ...plain, [overlay]: text });
const flash = (...partitions: readonly string[]) =>
  app(`/delete-node/ &{/soc/flash-controller@4001e000/flash@0/partitions};
&flash0 {
	partitions {
		compatible = "fixed-partitions";
		#address-cells = <1>;
		#size-cells = <1>;
${partitions.join('\n')}
	};
};
/ { chosen { /delete-property/ zephyr,code-partition; }; };
`);
const partition = (label: string, address: number, size: number) =>
  `${label}: partition@${address.toString(16)} { reg = <${address} ${size}>; };`;
const messages = (id: string, files: Parameters<typeof diagnosticsOf>[1]) =>
  diagnosticsOf(id, files).map(({ severity, message }) => `${severity}: ${message}`);

describe('devicetree/partition-range', () => {
  test('is content with partitions side by side, with two names of one, and with the parts of one', () => {
    expect(range(flash(partition('a', 0, 0x8000), partition('b', 0x8000, 0x8000)))).toEqual([]);
    expect(range(flash(partition('a', 0, 0x8000), 'b: other@0 { reg = <0 0x8000>; };'))).toEqual([]);
    const parts = [partition('a', 0x1000, 0x1000), partition('b', 0x2000, 0x1000)];
    expect(range(flash('all: slot@0 { reg = <0 0x8000>; };', ...parts))).toEqual([]);
  });

  test('counts the addresses in a partition from its start', () => {
    const within = (size: number) =>
      flash(
        `slot0: partition@8000 {
	compatible = "fixed-subpartitions";
	reg = <0x8000 0x8000>;
	#address-cells = <1>;
	#size-cells = <1>;
	a: partition@0 { reg = <0 0x1000>; };
	b: partition@1000 { reg = <0x1000 ${size}>; };
};`,
        partition('c', 0x10000, 0x8000),
      );
    expect(range(within(0x7000))).toEqual([]);
  });

  test('knows what the size of a chip means from its compatible', () => {
    const chip = (compatible: string) =>
      app(`/ {
	chip {
		compatible = "${compatible}";
		size = <0x100000>;
		partitions {
			compatible = "fixed-partitions";
			#address-cells = <1>;
			#size-cells = <1>;
			log: partition@0 { reg = <0 0x100000>; };
		};
	};
};
`);
    expect(range(chip('jedec,spi-nor'))).toEqual([`warning ${overlay}:9`]);
    expect(range(chip('acme,fault-flash'))).toEqual([]);
  });

  test('holds what development between two releases moves against the memory of the chip only', () => {
    const rram = (end: number) => ({
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n',
      'boards/nrf54l15dk_nrf54l15_cpuapp.overlay': `/delete-node/ &storage_partition;
&cpuapp_rram {
	partitions {
		data: partition@15c000 { reg = <0x15c000 ${end - 0x15c000}>; };
	};
};
`,
    });
    const found = (version: string, end: number) => range(rram(end), { board: 'nrf54l15dk/nrf54l15/cpuapp', version });
    const [here] = found('3.2.0', 0x17d000);
    expect(here).toMatch(/^error /);
    expect(found('3.2.99', 0x17d000)).toEqual([]);
    expect(found('3.2.99', 0x17e000)).toEqual([here]);
    expect(found('3.2.0', 0x165000)).toEqual([]);
  });

  test('takes the size of a chip for that of its partitions', () => {
    const chip = (end: number) =>
      app(`&mx25r64 {
	partitions {
		compatible = "fixed-partitions";
		#address-cells = <1>;
		#size-cells = <1>;
		a: partition@0 { reg = <0 ${end}>; };
	};
};
`);
    expect(range(chip(0x800000))).toEqual([]);
    expect(range(chip(0x801000))).toEqual([`warning ${overlay}:6`]);
  });

  test('finds a small hole, not a large or an aligned one', () => {
    const hole = (start: number) =>
      messages('devicetree/partition-range', flash(partition('a', 0, 0x8000), partition('b', start, 0x8000)));
    expect(hole(0xa000)).toEqual(['warning: 0x2000 bytes of &flash0 between &a and &b belong to nobody']);
    expect(hole(0x9000)).toEqual([]);
    expect(hole(0x20000)).toEqual([]);
    const unaligned = flash(partition('a', 0, 0x7000), partition('b', 0x8000, 0x8000));
    expect(messages('devicetree/partition-range', unaligned)).toEqual([]);
  });

  test('is silent where Partition Manager divides the memory', () => {
    const overlapping = flash(partition('a', 0, 0x9000), partition('b', 0x8000, 0x8000));
    expect(range(overlapping)).toEqual([`warning ${overlay}:7`]);
    expect(range({ ...update, [overlay]: `${update[overlay]}${overlapping[overlay]}` })).toEqual([]);
  });

  test('knows nothing of a board that nobody knows', () => {
    expect(range(app('&slot0_partition { reg = <0xc000 0x80000>; };\n'), { board: 'unknown_board' })).toEqual([]);
  });
});

describe('devicetree/partition-erase-block', () => {
  test('asks it of what is erased by its name', () => {
    expect(block(flash(partition('storage_partition', 0x8000, 0x800)))).toEqual([`warning ${overlay}:7`]);
    expect(block(flash(partition('slot1_partition', 0x8800, 0x1800)))).toEqual([`warning ${overlay}:7`]);
    expect(block(flash(partition('notes', 0x8000, 0x800)))).toEqual([]);
  });

  test('takes the block for a matter of the chip', () => {
    expect(block(app('&flash0 { erase-block-size = <8192>; };\n'))).toEqual([`warning ${overlay}:1`]);
    expect(block(app('&flash0 { erase-block-size = <4096>; };\n'))).toEqual([]);
  });
});

describe('devicetree/memory-range', () => {
  const region = (at: string, size: string, ram = '') =>
    app(
      `/ { x: memory@${at} { compatible = "zephyr,memory-region", "mmio-sram"; reg = <0x${at} ${size}>; zephyr,memory-region = "X"; }; };\n${ram}`,
    );

  test('finds memories that are larger than the chip', () => {
    expect(memory(app('&flash0 { reg = <0 DT_SIZE_K(2048)>; };\n'))).toEqual([`error ${overlay}:1`]);
    expect(memory(app('&sram0 { reg = <0x20000000 DT_SIZE_K(512)>; };\n'))).toEqual([`error ${overlay}:1`]);
    expect(memory(app('&sram0 { reg = <0x20000000 DT_SIZE_K(128)>; };\n'))).toEqual([]);
  });

  test('finds regions in the RAM of the image', () => {
    expect(memory(region('2003f000', '0x1000'))).toEqual([`warning ${overlay}:1`]);
    expect(memory(region('2003f000', '0x1000', '&sram0 { reg = <0x20000000 0x3f000>; };\n'))).toEqual([]);
  });

  test('counts the RAM of a SoC from the release on that describes it so', () => {
    const lm20 = {
      'prj.conf': '',
      'sysbuild.conf': '',
      'boards/nrf54lm20dk_nrf54lm20a_cpuapp.overlay': '&cpuapp_sram { reg = <0x20000000 DT_SIZE_K(512)>; };\n',
    };
    const found = (version: string) => memory(lm20, { board: 'nrf54lm20dk/nrf54lm20a/cpuapp', version });
    expect(found('3.1.0')).toEqual([]);
    expect(found('3.3.0')).toEqual(['error boards/nrf54lm20dk_nrf54lm20a_cpuapp.overlay:1']);
  });

  test('does not compare with the RAM of a board that is between two releases', () => {
    const retained = {
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n',
      'boards/nrf54l15dk_nrf54l15_cpuapp.overlay':
        '/ { x: memory@2002e000 { compatible = "zephyr,memory-region", "mmio-sram"; reg = <0x2002e000 0x1000>; }; };\n',
    };
    const found = (version: string) => memory(retained, { board: 'nrf54l15dk/nrf54l15/cpuapp', version });
    expect(found('3.2.0')).toEqual(['error boards/nrf54l15dk_nrf54l15_cpuapp.overlay:1']);
    expect(found('3.2.99')).toEqual([]);
  });

  test('lets a board describe parts of its RAM beside the whole, and no overlay', () => {
    const part = (label: string, reg: string) => `${label}: ${label}@20000000 { reg = <${reg}>; };`;
    const reserved = (...parts: readonly string[]) =>
      `/ { reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges; ${parts.join(' ')} }; };\n`;
    const files = {
      'prj.conf': '',
      'boards/arm/fox/fox_defconfig': '',
      'boards/arm/fox/Kconfig.board': '',
      'boards/arm/fox/fox.dts': `/dts-v1/;\n/ { chosen { zephyr,sram = &whole; }; };\n${reserved(part('whole', '0x20000000 0x70000'), part('secure', '0x20000000 0x40000'))}`,
    };
    const options = { board: 'fox' };
    expect(memory(files, options)).toEqual([]);
    const more = { ...files, 'boards/fox.overlay': reserved('mine: mine@20010000 { reg = <0x20010000 0x1000>; };') };
    expect(memory(more, options)).toEqual(['warning boards/fox.overlay:1']);
  });

  test('has no opinion on memories elsewhere', () => {
    expect(memory(region('30000000', '0x1000'))).toEqual([]);
  });
});
