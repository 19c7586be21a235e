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
    // A symbol that only a template defines.
    const quiet = { 'child_image/mcuboot.conf': `${Object.values(size)[0]}CONFIG_MCUBOOT_UTIL_LOG_LEVEL_WRN=y\n` };
    expect(layoutOf({ 'prj.conf': settings, ...quiet })).toEqual(layout);
  });

  test('TF-M, as small as it is without a profile', () => {
    const layout = layoutOf({ 'prj.conf': mcuboot }, { board: 'nrf9160dk_nrf9160_ns' });
    expect(layout).toContain('tfm 0x10200..0x18000');
    expect(layout).toContain('mcuboot_primary 0x10000..0x88000');
  });

  test('containers, which reach from their first to their last member since 2.5', () => {
    const both =
      'CONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_FLASH_PAGE_LAYOUT=y\nCONFIG_NVS=y\nCONFIG_SETTINGS=y\nCONFIG_FILE_SYSTEM=y\nCONFIG_FILE_SYSTEM_LITTLEFS=y\n';
    const of = (version: string) =>
      layoutOf({ 'prj.conf': `${mcuboot}${both}` }, { board: 'nrf9160dk_nrf9160_ns', version });
    expect(of('2.4.0')).toContain('nonsecure_storage 0xf0000..0xf8000');
    expect(of('2.6.1')).toContain('nonsecure_storage 0xf0000..0xfa000');
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
    ['what images ask of Partition Manager', { 'prj.conf': mcuboot }, { version: '2.9.0', era: 'child-image' }],
    ['facts about NCS 3.2.0', { 'prj.conf': mcuboot }, { version: '3.2.0', era: 'child-image' }],
    ['facts about the board our_board', { 'prj.conf': mcuboot }, { board: 'our_board' }],
    ['there are 0 gaps', { 'prj.conf': mcuboot, 'pm_static.yml': 'a:\n  address: 0x0\n  size: 0x100000\n' }, {}],
  ])('is unknown without %s', (missing, files, options) => {
    expect(layoutOf(files, options)).toContain(missing);
  });
});

describe('with sysbuild', () => {
  const boot: Files = { 'prj.conf': '', 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' };
  const settings = 'CONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_NVS=y\nCONFIG_SETTINGS=y\n';

  test.each(['2.7.0', '2.9.0', '3.3.99'])('two slots around what is pinned, in NCS %s', (version) => {
    const files = { ...boot, 'pm_static.yml': 'factory_data: {address: 0xfc000, size: 0x4000}\n' };
    const layout = layoutOf({ ...files, 'prj.conf': settings }, { version, board: 'nrf52840dk/nrf52840' });
    expect(layout).toContain('mcuboot_primary 0xc000..0x83000');
    expect(layout).toContain('mcuboot_secondary 0x83000..0xfa000');
    expect(layout).toContain('settings_storage 0xfa000..0xfc000');
  });

  test('TF-M between the pad and the application, storage on the borders of TrustZone', () => {
    const layout = layoutOf(
      { ...boot, 'prj.conf': settings },
      { version: '2.9.0', board: 'nrf5340dk/nrf5340/cpuapp/ns' },
    );
    expect(layout).toEqual([
      'mcuboot 0x0..0xc000',
      'mcuboot_primary 0xc000..0x84000',
      'tfm_secure 0xc000..0x14000',
      'mcuboot_pad 0xc000..0xc200',
      'mcuboot_primary_app 0xc200..0x84000',
      'tfm 0xc200..0x14000',
      'app 0x14000..0x84000',
      'tfm_nonsecure 0x14000..0x84000',
      'mcuboot_secondary 0x84000..0xfc000',
      'settings_storage 0xfc000..0xfe000',
      'nonsecure_storage 0xfc000..0xfe000',
      'EMPTY_0 0xfe000..0x100000',
    ]);
  });

  test('the RRAM that the application has of the nRF54L15', () => {
    const layout = layoutOf(boot, { version: '2.9.0', board: 'nrf54l15dk/nrf54l15/cpuapp' });
    expect(layout).toContain('mcuboot_pad 0xc000..0xc800');
    expect(layout).toContain('mcuboot_secondary 0xb8800..0x165000');
  });

  test('the secondary slot in external flash, where sysbuild is told so', () => {
    const external = `${boot['sysbuild.conf']}SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`;
    const files = { ...boot, 'sysbuild.conf': external, 'app.overlay': chosen };
    const options = { version: '2.9.0', board: 'nrf52840dk/nrf52840' };
    expect(layoutOf(files, options)).toContain('mcuboot_primary 0xc000..0x100000');
    // The application's own default says nothing here.
    expect(layoutOf({ ...boot, 'app.overlay': chosen }, options)).toContain('mcuboot_primary 0xc000..0x86000');
  });

  test('no settings where nothing is there to keep them in', () => {
    const options = { version: '2.9.0', board: 'nrf52840dk/nrf52840' };
    expect(layoutOf({ ...boot, 'prj.conf': 'CONFIG_SETTINGS=y\n' }, options)).toEqual(layoutOf(boot, options));
  });

  test('a first stage: MCUboot ends on a page since 2.9, where it is as large as a slot less its pad', () => {
    const first = { ...boot, 'sysbuild.conf': `${boot['sysbuild.conf']}SB_CONFIG_SECURE_BOOT_APPCORE=y\n` };
    const of = (version: string) => layoutOf(first, { version, board: 'nrf52840dk/nrf52840' });
    expect(of('2.7.0')).toContain('mcuboot 0x9200..0x15200');
    expect(of('2.9.0')).toContain('mcuboot 0x9200..0x15000');
  });

  test('the nRF54L15 in 2.7, which protects whole pages', () => {
    const layout = layoutOf(boot, { version: '2.7.0', board: 'nrf54l15pdk/nrf54l15/cpuapp' });
    expect(layout).toContain('mcuboot_pad 0xc000..0xc800');
  });

  test.each<[string, Files, Partial<LintOptions>]>([
    [
      'where settings_storage lies, which Partition Manager leaves to chance',
      { 'prj.conf': `${settings}CONFIG_EMDS=y\n` },
      {},
    ],
    ['what CONFIG_NET_L2_OPENTHREAD turns on', { 'prj.conf': 'CONFIG_NET_L2_OPENTHREAD=y\n' }, {}],
    ['what CONFIG_OUR_STACK turns on', { 'prj.conf': 'CONFIG_OUR_STACK=y\n' }, {}],
    ['whether Partition Manager is there', { 'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n' }, {}],
    ['the Kconfig.sysbuild of the board our_board', {}, { board: 'our_board/nrf52840' }],
  ])('is unknown without %s', (missing, files, options) => {
    expect(layoutOf({ ...boot, ...files }, { version: '2.9.0', board: 'nrf52840dk/nrf52840', ...options })).toContain(
      missing,
    );
  });
});
