import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascii } from '../../src/report/map/strokes.ts';
import { folder } from '../linting.ts';
import { chosen, overlay } from '../rules/of-rule.ts';
import { drawn, mapOf, mapsOf, partsIn } from './drawing.ts';

const example = folder('examples/originating-case');
const mcuboot = 'CONFIG_BOOTLOADER_MCUBOOT=y\n';

describe('a map', () => {
  test('of the case that started it', async () => {
    await expect(drawn(mapsOf(example))).toMatchFileSnapshot('__snapshots__/originating-case.txt');
  });

  test('has what Partition Manager places by itself, and what is free', () => {
    expect(partsIn(mapOf({ 'prj.conf': mcuboot }))).toEqual([
      'flash_primary 0x0..0xc000 mcuboot',
      'flash_primary 0xc000..0xc200 mcuboot_pad',
      'flash_primary 0xc200..0x86000 app',
      'flash_primary 0x86000..0x100000 mcuboot_secondary',
    ]);
    const external = {
      'prj.conf': mcuboot,
      'pm_static.yml': 'log: {address: 0, size: 0x1000, region: external_flash}\n',
    };
    expect(partsIn(mapOf({ ...external, [overlay]: chosen }))).toContain('external_flash 0xf5000..0x800000 free');
  });

  test('says what it does not know', () => {
    const files = {
      'prj.conf': mcuboot,
      'pm_static.yml': 'a:\n  address: 0xf0000\n  size: 0x1000\nb:\n  size: 0x1000\n',
    };
    const map = mapOf(files);
    expect(map.unplaced).toEqual([{ name: 'b', missing: 'the address of b' }]);
    expect(partsIn(map)).toContain('flash_primary 0x0..0xf0000 open');
    expect(drawn(mapsOf(files))).toContain('Not drawn: b needs the address of b.');
  });

  test('shows overlaps and what lies outside, with the findings', () => {
    const yaml =
      'app: {address: 0, size: 0xf0000}\na: {address: 0xf0000, size: 0x8000}\nb: {address: 0xf4000, size: 0x10000}\n';
    const map = mapOf({ 'prj.conf': '', 'pm_static.yml': yaml });
    expect(partsIn(map).slice(1)).toEqual([
      'flash_primary 0xf0000..0xf4000 a',
      'flash_primary 0xf4000..0xf8000 a + b',
      'flash_primary 0xf8000..0x100000 b',
      'flash_primary 0x100000..0x104000 b (outside)',
    ]);
    const rules = map.problems.map(({ rule }) => rule);
    expect(rules).toContain('partition/overlap');
    const shared = map.memories[0]!.parts.find(({ kind }) => kind === 'overlap')!;
    expect(shared.problems).toContain(rules.indexOf('partition/overlap') + 1);
  });

  test('is that of the devicetree where Partition Manager is off', () => {
    const files = {
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=n\n',
      [overlay]: `&flash0 {
	/delete-node/ partitions;
	partitions {
		#address-cells = <1>;
		#size-cells = <1>;
		boot_partition: partition@0 { reg = <0x0 0xc000>; };
		slot0_partition: partition@c000 { reg = <0xc000 0x70000>; };
	};
};
`,
    };
    const map = mapOf(files, { version: '3.3.99', board: 'nrf52840dk/nrf52840' });
    expect(map.by).toBe('devicetree');
    expect(partsIn(map)).toEqual([
      'flash_primary 0x0..0xc000 boot_partition',
      'flash_primary 0xc000..0x7c000 slot0_partition',
      'flash_primary 0x7c000..0x100000 free',
    ]);
  });

  test('is drawn with plain characters where there are no others', () => {
    expect(drawn(mapsOf(example), ascii)).toMatch(/^[\n -~]*$/);
  });

  test('has no more than 80 columns', () => {
    for (const line of drawn(mapsOf(example)).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

/** Partitions one behind the other, with gaps; sizes in pages. */
const layout = fc.array(fc.record({ gap: fc.nat(3), size: fc.integer({ min: 1, max: 40 }) }), {
  minLength: 2,
  maxLength: 8,
});

const placed = (parts: readonly { gap: number; size: number }[]) => {
  let at = 0;
  return parts.map(({ gap, size }, index) => {
    const start = (at + gap) * 0x1000;
    at += gap + size;
    return { name: `data_${index}`, start, size: size * 0x1000 };
  });
};

const yamlOf = (parts: readonly { name: string; start: number; size: number }[]): string =>
  parts.map(({ name, start, size }) => `${name}:\n  address: ${start}\n  size: ${size}\n`).join('');

test('the parts of a memory add up to it, whatever the file says', () => {
  const anywhere = fc.array(fc.record({ start: fc.nat(0x110000), size: fc.nat(0x20000) }), { maxLength: 6 });
  fc.assert(
    fc.property(anywhere, (entries) => {
      const yaml = yamlOf(entries.map((one, index) => ({ name: `p${index}`, ...one })));
      const [flash] = mapOf({ 'prj.conf': '', 'pm_static.yml': yaml }).memories;
      const inside = flash!.parts.filter(({ kind }) => kind !== 'outside');
      expect(inside.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(0x100000);
      for (const [index, part] of inside.entries()) expect(part.start).toBe(inside[index - 1]?.end ?? 0);
    }),
    { numRuns: 100 },
  );
});

test('an overlap that is planted anywhere is reported with both names, and marked on the map', () => {
  fc.assert(
    fc.property(layout, fc.nat(), fc.integer({ min: 1, max: 0x1000 }), (parts, which, bytes) => {
      const all = placed(parts);
      const index = 1 + (which % (all.length - 1));
      const [before, moved] = [all[index - 1]!, all[index]!];
      const planted = { ...moved, start: before.start + before.size - bytes, size: moved.size + bytes };
      const yaml = yamlOf(all.map((one) => (one === moved ? planted : one)));
      const map = mapOf({ 'prj.conf': '', 'pm_static.yml': yaml });
      const found = map.problems.filter(({ rule }) => rule === 'partition/overlap');
      expect(found.some(({ message }) => message.includes(before.name) && message.includes(moved.name))).toBe(true);
      const shared = map.memories[0]!.parts.filter(({ kind }) => kind === 'overlap');
      expect(shared.map(({ names }) => [...names].sort())).toContainEqual([before.name, moved.name]);
      expect(shared.every(({ problems }) => problems.length > 0)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
