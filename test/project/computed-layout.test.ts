import { describe, expect, test } from 'vitest';
import { configureApplication, type LintOptions } from '../../src/lint/lint.ts';
import { hex } from '../../src/model/units.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { type Files, shippedKnowledge } from '../linting.ts';
import { chosen, overlay } from '../rules/of-rule.ts';

/** `name start..end` of all partitions in flash, by address, containers first; what is missing where they are not known. */
function layoutOf(files: Files, options: Partial<LintOptions> = {}): readonly string[] | string {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => path);
  const [first] = configureApplication(workspace, '/app', {
    paths: ['/app'],
    facts: shippedKnowledge,
    version: '2.4.0',
    board: 'nrf52840dk_nrf52840',
    ...options,
  }).configured;
  const { layout } = first!.configuration.partitions;
  if (!layout.known) return layout.missing;
  return [...layout.value]
    .filter(([, { region }]) => region === 'flash_primary')
    .sort(([, a], [, b]) => a.address - b.address || b.size - a.size)
    .map(([name, { address, size }]) => `${name} ${hex(address)}..${hex(address + size)}`);
}

const mcuboot = 'CONFIG_BOOTLOADER_MCUBOOT=y\n';

describe('where Partition Manager puts what no static file has', () => {
  test('two slots in the internal flash', () => {
    expect(layoutOf({ 'prj.conf': mcuboot })).toEqual([
      'mcuboot 0x0..0xc000',
      'mcuboot_primary 0xc000..0x86000',
      'mcuboot_pad 0xc000..0xc200',
      'app 0xc200..0x86000',
      'mcuboot_primary_app 0xc200..0x86000',
      'mcuboot_secondary 0x86000..0x100000',
    ]);
  });

  test('settings, and a bootloader of another size', () => {
    const settings = `${mcuboot}CONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_NVS=y\nCONFIG_SETTINGS=y\n`;
    const size = { 'child_image/mcuboot.conf': 'CONFIG_PM_PARTITION_SIZE_MCUBOOT=0x10000\n' };
    const layout = layoutOf({ 'prj.conf': settings, ...size });
    expect(layout).toContain('mcuboot_primary 0x10000..0x87000');
    expect(layout).toContain('mcuboot_secondary 0x87000..0xfe000');
    expect(layout).toContain('settings_storage 0xfe000..0x100000');
  });

  test('one slot where the other is in external flash', () => {
    const files = { 'prj.conf': mcuboot, [overlay]: chosen, 'child_image/mcuboot.overlay': chosen };
    expect(layoutOf(files)).toContain('mcuboot_primary 0xc000..0x100000');
  });

  test('a first stage, with both slots of MCUboot behind it', () => {
    const nsib = { 'prj.conf': `${mcuboot}CONFIG_SECURE_BOOT=y\n` };
    expect(layoutOf(nsib)).toEqual([
      'b0_container 0x0..0x9000',
      'b0 0x0..0x8000',
      'provision 0x8000..0x9000',
      's0 0x9000..0x15200',
      's0_pad 0x9000..0x9200',
      'mcuboot 0x9200..0x15200',
      's0_image 0x9200..0x15200',
      'EMPTY_0 0x15200..0x16000',
      's1 0x16000..0x22200',
      's1_pad 0x16000..0x16200',
      's1_image 0x16200..0x22200',
      'EMPTY_1 0x22200..0x23000',
      'mcuboot_primary 0x23000..0x91000',
      'mcuboot_pad 0x23000..0x23200',
      'app 0x23200..0x91000',
      'mcuboot_primary_app 0x23200..0x91000',
      'app_image 0x23200..0x91000',
      'mcuboot_secondary 0x91000..0xff000',
      'EMPTY_2 0xff000..0x100000',
    ]);
    const larger = { 'child_image/b0.conf': 'CONFIG_PM_PARTITION_SIZE_B0_IMAGE=0xA000\n' };
    expect(layoutOf({ ...nsib, ...larger })).toContain('b0 0x0..0xa000');
    const lost = { 'prj.conf': `${nsib['prj.conf']}CONFIG_PM_PARTITION_SIZE_B0_IMAGE=0xA000\n` };
    expect(layoutOf(lost)).toBe('CONFIG_PM_PARTITION_SIZE_B0_IMAGE in the b0 image');
  });

  test('the rest around a partial static file', () => {
    const fixed = 'settings_storage:\n  address: 0xf0000\n  size: 0x10000\n';
    const layout = layoutOf({ 'prj.conf': mcuboot, 'pm_static.yml': fixed });
    expect(layout).toContain('mcuboot_primary 0xc000..0x7e000');
    expect(layout).toContain('settings_storage 0xf0000..0x100000');
  });

  test.each<[string, Files, Partial<LintOptions>]>([
    ['the partitions that the application asks for itself', { 'prj.conf': mcuboot, 'pm.yml': '' }, {}],
    ['whether Partition Manager is there', { 'prj.conf': '' }, {}],
    ['what the static file says', { 'prj.conf': mcuboot, 'pm_static.yml': 'a:\n  address: "0x0"\n  size: 1\n' }, {}],
    ['what images ask of Partition Manager in this version', { 'prj.conf': mcuboot }, { version: '2.9.0' }],
    ['facts about the board our_board', { 'prj.conf': mcuboot }, { board: 'our_board' }],
    ['there are 0 gaps', { 'prj.conf': mcuboot, 'pm_static.yml': 'a:\n  address: 0x0\n  size: 0x100000\n' }, {}],
  ])('is unknown without %s', (missing, files, options) => {
    expect(layoutOf(files, options)).toContain(missing);
  });
});
