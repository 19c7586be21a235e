import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../src/lint/lint.ts';
import type { Files } from '../linting.ts';
import { chosen, diagnosticsOf, ofRule, overlay } from './of-rule.ts';

type Entry = readonly [name: string, address: string, size: string, ...more: string[]];

const yaml = (entries: readonly Entry[]): string =>
  entries
    .map(([name, address, size, ...more]) =>
      [`${name}:`, `address: ${address}`, `size: ${size}`, ...more].join('\n  ').concat('\n'),
    )
    .join('');

/** Two slots in the internal flash of the nRF52840 DK, settings behind them. */
const slots: readonly Entry[] = [
  ['mcuboot', '0x0', '0xc000'],
  ['mcuboot_pad', '0xc000', '0x200'],
  ['app', '0xc200', '0x75e00'],
  ['mcuboot_primary', '0xc000', '0x76000', 'span: [mcuboot_pad, app]'],
  ['mcuboot_secondary', '0x82000', '0x76000'],
  ['settings_storage', '0xf8000', '0x8000'],
];

/** The layout with some entries replaced by name, left out where undefined, or added behind the others. */
function layout(changes: Readonly<Record<string, Entry | undefined>> = {}): string {
  const kept = slots.flatMap((entry) =>
    entry[0] in changes ? (changes[entry[0]] ? [changes[entry[0]]!] : []) : [entry],
  );
  const added = Object.values(changes).filter((entry) => entry && !slots.some(([name]) => name === entry[0]));
  return yaml([...kept, ...(added as Entry[])]);
}

const app = (text: string, more: Files = {}): Files => ({
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'pm_static.yml': text,
  'boards/nrf52840dk_nrf52840.conf': '',
  ...more,
});

describe('partition/gaps', () => {
  const found = ofRule('partition/gaps');

  test('wants one gap, and a static app fills none', () => {
    expect(found(app(layout()))).toEqual([]);
    expect(found(app(layout({ app: undefined })))).toEqual([]);
    expect(found(app(layout({ settings_storage: ['settings_storage', '0xf9000', '0x7000'] })))).toHaveLength(1);
  });

  test('counts what is free behind the last partition', () => {
    expect(found(app(layout({ settings_storage: ['settings_storage', '0xf8000', '0x4000'] })))).toEqual([
      'error pm_static.yml:19',
    ]);
  });

  test('reports a region without a gap', () => {
    expect(found(app(yaml([['all', '0x0', '0x100000']])))).toEqual(['error pm_static.yml:3']);
  });

  test('counts an entry with the name of another region, which lost its own', () => {
    const lost = layout({ external_flash: ['external_flash', '0x10000', '0x1000'] });
    expect(found(app(lost))).toHaveLength(1);
  });

  test('leaves a gap to the overlap that made it', () => {
    const shifted = app(layout({ mcuboot_secondary: ['mcuboot_secondary', '0x81000', '0x78000'] }));
    expect(ofRule('partition/overlap')(shifted)).toHaveLength(1);
    expect(found(shifted)).toEqual([]);
  });

  test('hands out a partition to paste', () => {
    const [only] = diagnosticsOf(
      'partition/gaps',
      app(
        layout({
          EMPTY_0: ['EMPTY_0', '0xf8000', '0x1000'],
          settings_storage: ['settings_storage', '0xfa000', '0x6000'],
        }),
      ),
    );
    expect(only?.help).toContain('EMPTY_1: {address: 0xf9000, size: 0x1000, region: flash_primary}');
  });

  test('counts only gaps between partitions while the size of the flash is not known', () => {
    const open: Partial<LintOptions> = { board: 'nrf54lv10dk/nrf54lv10a/cpuapp', version: '2.9.0' };
    const one = {
      'prj.conf': '',
      'pm_static.yml': yaml([
        ['a', '0x0', '0x1000'],
        ['b', '0x2000', '0x1000'],
      ]),
    };
    expect(found(one, open)).toEqual([]);
    const two = { ...one, 'pm_static.yml': one['pm_static.yml'] + yaml([['c', '0x4000', '0x1000']]) };
    expect(found(two, open)).toHaveLength(1);
    const known = { ...one, 'app.overlay': '&cpuapp_rram {\n\treg = <0x0 0x3000>;\n};\n' };
    expect(found(known, open)).toEqual([]);
  });
});

describe('partition/not-packed', () => {
  const found = ofRule('partition/not-packed');
  const external = (...entries: Entry[]): Files => ({
    'prj.conf': 'CONFIG_FLASH=y\n',
    [overlay]: chosen,
    'pm_static.yml': yaml(entries.map((entry) => [...entry, 'region: external_flash'] as unknown as Entry)),
  });

  test('wants the first partition at the start of the region', () => {
    expect(found(external(['a', '0x0', '0x1000']))).toEqual([]);
    expect(found(external(['a', '0x1000', '0x1000']))).toEqual(['error pm_static.yml:2']);
  });

  test('misses what lies before a member of a container', () => {
    const slot =
      'mcuboot_secondary:\n  address: 0x0\n  size: 0x10000\n  region: external_flash\n  span: [pad, image]\n';
    const image = 'image:\n  address: 0x200\n  size: 0xfe00\n  region: external_flash\n';
    const pad = 'pad:\n  address: 0x0\n  size: 0x200\n  region: external_flash\n';
    const files = (text: string): Files => ({ 'prj.conf': '', 'pm_static.yml': text, [overlay]: chosen });
    expect(found(files(slot + image))).toEqual(['error pm_static.yml:7']);
    expect(found(files(slot + image + pad))).toEqual([]);
  });

  test('takes containers and the free space for partitions', () => {
    const slack = external(['a', '0x0', '0x800'], ['all', '0x0', '0x1000', 'span: [a]'], ['b', '0x1000', '0x1000']);
    expect(found(slack)).toEqual([]);
    expect(found(external(['a', '0x0', '0x1000'], ['external_flash', '0x2000', '0x7fe000']))).toHaveLength(1);
  });
});

describe('partition/span-extent', () => {
  const found = ofRule('partition/span-extent');
  const primary = (address: string, size: string) =>
    layout({ mcuboot_primary: ['mcuboot_primary', address, size, 'span: [mcuboot_pad, app]'] });

  test('compares a slot with what Partition Manager makes of app', () => {
    expect(found(app(layout({ app: ['app', '0xc200', '0x1000'] })))).toEqual([]);
    expect(found(app(primary('0xc000', '0x70000')))).toEqual(['error pm_static.yml:12']);
    expect(found(app(primary('0x10000', '0x72000')))).toEqual(['error pm_static.yml:11']);
  });

  test('lets a slot have room to spare, but no foreign partition in it', () => {
    const roomy = (between: Entry) =>
      layout({
        mcuboot_secondary: ['mcuboot_secondary', '0x84000', '0x74000'],
        mcuboot_primary: ['mcuboot_primary', '0xc000', '0x78000', 'span: [mcuboot_pad, app]'],
        [between[0]]: between,
      });
    expect(found(app(roomy(['EMPTY_0', '0x82000', '0x2000'])))).toEqual([]);
    expect(found(app(roomy(['factory_data', '0x82000', '0x2000'])))).toEqual(['error pm_static.yml:12']);
  });

  test('lets containers of your own have room to spare, but not leave a member outside', () => {
    const own = (size: string) => layout({ mine: ['mine', '0xf8000', size, 'span: [settings_storage]'] });
    expect(found(app(own('0x10000')))).toEqual([]);
    expect(found(app(own('0x4000')))).toEqual(['warning pm_static.yml:22']);
  });

  test('says nothing of what members that are not in the file would fill', () => {
    const tfm = layout({ mcuboot_primary: ['mcuboot_primary', '0xc000', '0x76000', 'span: [mcuboot_pad, tfm, app]'] });
    expect(found(app(tfm))).toEqual([]);
  });

  test('counts members of the own region only', () => {
    const container = layout({
      provision: ['provision', '0xff8100', '0x280', 'region: otp'],
      b0_container: ['b0_container', '0x0', '0xc000', 'span: [mcuboot, provision]'],
    });
    expect(found(app(container), { board: 'nrf5340dk_nrf5340_cpuapp' })).toEqual([]);
  });
});

describe('partition/app-size-ignored', () => {
  const found = ofRule('partition/app-size-ignored');

  test('is a warning in the slot, an error behind its end', () => {
    expect(found(app(layout({ app: ['app', '0xc200', '0x40000'] })))).toEqual(['warning pm_static.yml:9']);
    const hole = layout({
      mcuboot_primary: ['mcuboot_primary', '0xc000', '0x70000', 'span: [mcuboot_pad, app]'],
      app: ['app', '0xc200', '0x6fe00'],
    });
    expect(found(app(hole), { board: 'nrf52840dk_nrf52840' })).toEqual(['error pm_static.yml:9']);
  });

  test('is silent while something else may lie in the gap', () => {
    const bare = yaml([
      ['app', '0x0', '0x80000'],
      ['reserved', '0xc0000', '0x40000'],
    ]);
    expect(
      found({ ...app(bare), 'prj.conf': 'CONFIG_SETTINGS=y\nCONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_NVS=y\n' }),
    ).toEqual([]);
  });
});

describe('partition/span-member', () => {
  const found = ofRule('partition/span-member');
  const member = (name: string) =>
    app(layout({ mcuboot_primary: ['mcuboot_primary', '0xc000', '0x76000', `span: [mcuboot_pad, app, ${name}]`] }));

  test('knows what images and subsystems bring along', () => {
    expect(found(member('tfm'))).toEqual([]);
    expect(found(member('mcuboot_primary_2_app'))).toEqual([]);
    expect(found(member('tmf'))).toEqual(['warning pm_static.yml:13']);
  });

  test('says nothing where the application has partitions of its own', () => {
    expect(found({ ...member('mine'), 'pm.yml': 'mine:\n  size: 0x1000\n' })).toEqual([]);
  });
});

describe('partition/erase-alignment', () => {
  const found = ofRule('partition/erase-alignment');

  test('asks nothing of bootloaders, fillers and borders in a slot', () => {
    const odd = layout({
      mcuboot: ['mcuboot', '0x0', '0xb800'],
      EMPTY_0: ['EMPTY_0', '0xb800', '0x800'],
    });
    expect(found(app(odd))).toEqual([]);
  });

  test('looks at external flash, too, with the smallest sector of such a chip', () => {
    const external = {
      ...app(layout({ mcuboot_secondary: ['mcuboot_secondary', '0x0', '0x75800', 'region: external_flash'] })),
      [overlay]: chosen,
    };
    expect(found(external)).toEqual(['error pm_static.yml:16']);
  });

  test('asks RRAM only where MCUboot works with sectors', () => {
    const board: Partial<LintOptions> = { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '2.9.0' };
    const mode = (name: string) => ({
      'prj.conf': '',
      'sysbuild.conf': `SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_MCUBOOT_MODE_${name}=y\n`,
      'pm_static.yml': yaml([
        ['mcuboot_secondary', '0x80800', '0x70000'],
        ['settings_storage', '0x100800', '0x4000'],
      ]),
    });
    expect(found(mode('OVERWRITE_ONLY'), board)).toEqual(['error pm_static.yml:2']);
    expect(found(mode('DIRECT_XIP'), board)).toEqual([]);
  });

  test('tells of storage in RRAM that takes no whole pages', () => {
    const storage = (address: string, size: string) => ({
      'prj.conf': '',
      'pm_static.yml': yaml([['settings_storage', address, size]]),
    });
    const board: Partial<LintOptions> = { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '2.9.0' };
    expect(found(storage('0x100200', '0x3e00'), board)).toEqual(['warning pm_static.yml:3']);
    expect(found(storage('0x100800', '0x4000'), board)).toEqual([]);
  });

  test('warns of a partition of your own that shares a page with another', () => {
    const mine = (start: string, size: string) =>
      app(
        layout({
          settings_storage: ['settings_storage', '0xfa000', '0x6000'],
          my_log: ['my_log', start, size],
        }),
      );
    expect(found(mine('0xf8000', '0x2000'))).toEqual([]);
    expect(found(mine('0xf8200', '0x1e00'))).toEqual([]);
    expect(found(mine('0xf8000', '0x2200'))).toEqual(['warning pm_static.yml:22']);
    const [said] = diagnosticsOf('partition/erase-alignment', mine('0xf8000', '0x2200'));
    expect(said?.message).toContain('my_log and settings_storage share the erase page at 0xfa000');
  });

  test('leaves fillers, and what lies in a container, alone', () => {
    const filled = layout({
      settings_storage: ['settings_storage', '0xf8000', '0x4000'],
      EMPTY_0: ['EMPTY_0', '0xfc000', '0x200'],
      my_log: ['my_log', '0xfc200', '0x3e00'],
    });
    expect(found(app(filled))).toEqual([]);
    const inside = layout({
      app: ['app', '0xc200', '0x75c00'],
      mine: ['mine', '0x81e00', '0x200'],
      mcuboot_primary: ['mcuboot_primary', '0xc000', '0x76000', 'span: [mcuboot_pad, app, mine]'],
    });
    expect(found(app(inside))).toEqual([]);
  });
});

describe('partition/secure-boundary', () => {
  const found = ofRule('partition/secure-boundary');
  const layoutOf = (end: number) =>
    app(
      yaml([
        ['mcuboot', '0x0', '0x10000'],
        ['mcuboot_pad', '0x10000', '0x200'],
        ['tfm', '0x10200', `0x${(end - 0x10200).toString(16)}`],
        ['app', `0x${end.toString(16)}`, `0x${(0x100000 - end).toString(16)}`],
      ]),
    );

  test('knows the blocks of each series', () => {
    const boards = ['nrf9160dk_nrf9160_ns', 'nrf5340dk_nrf5340_cpuapp_ns'];
    expect(boards.map((board) => found(layoutOf(0x1c000), { board }).length)).toEqual([1, 0]);
    expect(found(layoutOf(0x1b000), { board: 'nrf54l15dk/nrf54l15/cpuapp/ns', version: '2.9.0' })).toEqual([]);
    expect(found(layoutOf(0x1b000), { board: 'nrf5340dk_nrf5340_cpuapp_ns' })).toHaveLength(1);
  });

  test('does not take app for the border while TF-M is dynamic', () => {
    const dynamic = yaml([
      ['mcuboot', '0x0', '0x10000'],
      ['mcuboot_pad', '0x10000', '0x200'],
      ['tfm_secure', '0x10000', '0x8000', 'span: [mcuboot_pad, tfm]'],
    ]);
    expect(found(app(dynamic), { board: 'nrf9160dk_nrf9160_ns' })).toEqual([]);
  });
});

describe('partition/fprotect-alignment', () => {
  const found = ofRule('partition/fprotect-alignment');
  const odd = app(layout({ mcuboot: ['mcuboot', '0x0', '0xc000'] }));

  test('counts in the blocks of the SoC', () => {
    expect(found(odd)).toEqual([]);
    expect(found(odd, { board: 'nrf9160dk_nrf9160' })).toHaveLength(1);
  });

  test('is content without write protection', () => {
    const off = { ...odd, 'child_image/mcuboot.conf': 'CONFIG_FPROTECT=n\n' };
    expect(found(off, { board: 'nrf9160dk_nrf9160' })).toEqual([]);
  });

  test('keeps storage out of the blocks of factory data', () => {
    const board = 'nrf5340dk_nrf5340_cpuapp';
    const matter = (data: string, storage: string, size: string, more = '') => ({
      ...app(
        yaml([
          ['factory_data', data, '0x1000'],
          ['settings_storage', storage, size],
        ]),
      ),
      'prj.conf': `CONFIG_CHIP=y\nCONFIG_CHIP_FACTORY_DATA=y\n${more}`,
    });
    expect(found(matter('0xf7000', '0xf8000', '0x8000'), { board })).toEqual([]);
    expect(found(matter('0xff000', '0xf0000', '0xf000'), { board })).toEqual(['error pm_static.yml:2']);
    const off = matter('0xff000', '0xf0000', '0xf000', 'CONFIG_CHIP_FACTORY_DATA_WRITE_PROTECT=n\n');
    expect(found(off, { board })).toEqual([]);
  });
});

describe('partition/mcuboot-pad', () => {
  const found = ofRule('partition/mcuboot-pad');

  test('compares the pads of other slots with that of the primary', () => {
    expect(found(app(layout({ s1_pad: ['s1_pad', '0xf8000', '0x400'] })))).toEqual(['error pm_static.yml:22']);
  });

  test('is an error where sysbuild signs MCUboot with another size, the application gets the size of the pad', () => {
    const files = { ...app(layout()), 'prj.conf': '', 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' };
    expect(found(files, { version: '2.9.0' })).toEqual([]);
    const header = { ...files, 'sysbuild.conf': `${files['sysbuild.conf']}SB_CONFIG_PM_MCUBOOT_PAD=0x400\n` };
    expect(found(header, { version: '2.9.0' })).toEqual(['warning pm_static.yml:6']);
    expect(found(header, { version: '2.7.0' })).toEqual(['info pm_static.yml:6']);
    const second = { ...header, 'sysbuild.conf': `${header['sysbuild.conf']}SB_CONFIG_SECURE_BOOT_APPCORE=y\n` };
    expect(found(second, { version: '2.9.0' })).toEqual(['error pm_static.yml:6']);
  });

  test('ends where the vector table of an nRF54L15 may begin', () => {
    const pads = (size: string) => ({
      'prj.conf': '',
      'sysbuild.conf': `SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PM_MCUBOOT_PAD=${size}\n`,
      'pm_static.yml': `mcuboot_pad:\n  address: 0xd000\n  size: ${size}\n`,
    });
    const at = (size: string, board: string) => found(pads(size), { version: '2.9.0', board });
    expect(at('0x200', 'nrf54l15dk/nrf54l15/cpuapp')).toEqual(['error pm_static.yml:3']);
    expect(at('0x800', 'nrf54l15dk/nrf54l15/cpuapp')).toEqual([]);
    expect(at('0x1000', 'nrf54l15dk/nrf54l15/cpuapp')).toEqual([]);
    expect(at('0x200', 'nrf54l15dk/nrf54l15/cpuapp/ns')).toEqual([]);
    expect(at('0x200', 'nrf5340dk/nrf5340/cpuapp')).toEqual([]);
  });
});

describe('partition/secondary-not-static', () => {
  const found = ofRule('partition/secondary-not-static');
  const alone = layout({ mcuboot_secondary: undefined });

  test('needs two slots', () => {
    expect(found(app(alone))).toHaveLength(1);
    const single = app(alone, { 'child_image/mcuboot.conf': 'CONFIG_SINGLE_APPLICATION_SLOT=y\n' });
    expect(found(single)).toEqual([]);
  });

  test('is content with a dynamic primary', () => {
    expect(found(app(yaml([['settings_storage', '0xf8000', '0x8000']])))).toEqual([]);
  });
});

describe('partition/mcuboot-not-first', () => {
  const found = ofRule('partition/mcuboot-not-first');

  test('lets a first stage or the bootloader of a dongle come first', () => {
    const moved = { mcuboot: ['mcuboot', '0x1000', '0xb000'] as Entry };
    expect(found(app(layout(moved)))).toEqual(['error pm_static.yml:2']);
    expect(found(app(layout({ ...moved, nrf5_mbr: ['nrf5_mbr', '0x0', '0x1000'] })))).toEqual([]);
    expect(found(app(layout({ ...moved, b0: ['b0', '0x0', '0x1000'] })))).toEqual([]);
    expect(found(app(layout({ ...moved, vectors: ['vectors', '0x0', '0x1000'] })))).toEqual([]);
  });
});

describe('partition/tiny-slot', () => {
  const found = ofRule('partition/tiny-slot');

  test('lets placeholders be empty', () => {
    expect(found(app(layout({ nrf5_mbr: ['nrf5_mbr', '0x0', '0x0'] })))).toEqual([]);
    expect(found(app(layout({ crash_dump: ['crash_dump', '0x0', '0x0'] })))).toHaveLength(1);
  });

  test('compares the primary slot with its trailer', () => {
    const tiny = { mcuboot_primary: ['mcuboot_primary', '0xc000', '0x400', 'span: [mcuboot_pad, app]'] as Entry };
    expect(found(app(layout(tiny)))).toEqual(['error pm_static.yml:12']);
  });

  test('finds space that the entry of a region hides', () => {
    const external = (size: string): Files => ({
      'prj.conf': 'CONFIG_FLASH=y\n',
      [overlay]: chosen,
      'pm_static.yml': yaml([
        ['data', '0x0', size, 'region: external_flash'],
        ['external_flash', size, '0x0', 'region: external_flash'],
      ]),
    });
    expect(found(external('0x100000'))).toEqual(['warning pm_static.yml:7']);
    expect(found(external('0x800000'))).toEqual([]);
  });
});

describe('partition/size-vs-kconfig', () => {
  const found = ofRule('partition/size-vs-kconfig');

  test('is an information where the file is for one board and the fragment for all', () => {
    const files = {
      ...app(layout()),
      'prj.conf':
        'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_NVS=y\nCONFIG_SETTINGS=y\nCONFIG_SETTINGS_NVS=y\nCONFIG_PM_PARTITION_SIZE_SETTINGS_STORAGE=0x4000\n',
    };
    expect(found(files)).toEqual(['warning prj.conf:7']);
    const { 'pm_static.yml': text = '', ...rest } = files as Files;
    expect(found({ ...rest, 'pm_static_nrf52840dk_nrf52840.yml': text })).toEqual(['info prj.conf:7']);
  });
});

describe('partition/slot-name', () => {
  const found = ofRule('partition/slot-name');

  test('knows the names of devicetree and of old documentation', () => {
    const named = (name: string) => found(app(yaml([[name, '0x82000', '0x76000']]))).length;
    expect(['slot1_partition', 'image_1', 'image-1', 'secondary', 'slot1'].map(named)).toEqual([1, 1, 1, 1, 1]);
    expect(['mcuboot_secondary', 'image_data', 'slot_machine'].map(named)).toEqual([0, 0, 0]);
  });

  test('does not mind such a name beside the real one', () => {
    expect(found(app(layout({ slot1_partition: ['slot1_partition', '0xf8000', '0x1000'] })))).toEqual([]);
  });
});

describe('partition/container-named-like-image', () => {
  const found = ofRule('partition/container-named-like-image');

  test('lets app and an image with a partition of the old name be', () => {
    const named = (more: Readonly<Record<string, Entry>>) => found(app(layout(more)));
    expect(named({ mcuboot: ['mcuboot', '0x0', '0xc000', 'span: [settings_storage]'] })).toHaveLength(1);
    expect(
      named({
        mcuboot: ['mcuboot', '0x0', '0xc000', 'span: [mcuboot_image]'],
        mcuboot_image: ['mcuboot_image', '0x0', '0xc000'],
      }),
    ).toEqual([]);
    expect(named({ app: ['app', '0xc200', '0x75e00', 'span: [settings_storage]'] })).toEqual([]);
  });
});

describe('partition/b0-slots', () => {
  const found = ofRule('partition/b0-slots');
  const b0 = (size: string, secure = 'y') => ({
    'prj.conf': '',
    'sysbuild.conf': `SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_SECURE_BOOT_APPCORE=${secure}\n`,
    'sysbuild/mcuboot.conf': `CONFIG_PM_PARTITION_SIZE_MCUBOOT=${size}\n`,
  });
  const options = { version: '2.9.0', board: 'nrf9160dk/nrf9160' };

  test('counts the pad before MCUboot', () => {
    expect(found(b0('0xd000'), options)).toEqual(['error sysbuild/mcuboot.conf:1']);
    expect(found(b0('0xce00'), options)).toEqual([]);
    expect(found(b0('0xd000', 'n'), options)).toEqual([]);
  });

  test('misses a pad in one slot', () => {
    const pads = layout({
      s0: ['s0', '0x0', '0xc000', 'span: [s0_pad, mcuboot]'],
      s1: ['s1', '0xf8000', '0xc000', 'span: [mcuboot]'],
      s0_pad: ['s0_pad', '0x0', '0x200'],
    });
    expect(found(app(pads))).toEqual(['warning pm_static.yml:24']);
  });
});

describe('partition/sram', () => {
  const found = ofRule('partition/sram');
  const board = 'nrf5340dk_nrf5340_cpuapp_ns';
  const ram = (entries: readonly Entry[]) =>
    app(yaml(entries.map((entry) => [...entry, 'region: sram_primary'] as unknown as Entry)));

  test('parts secure from non-secure RAM', () => {
    const both = (start: string) =>
      ram([
        ['sram_secure', '0x20000000', '0x10000', 'span: [tfm_sram]'],
        ['tfm_sram', '0x20000000', '0x10000'],
        ['sram_nonsecure', start, '0x60000', 'span: [sram_primary]'],
      ]);
    expect(found(both('0x20010000'), { board })).toEqual([]);
    expect(found(both('0x2000e000'), { board })).toHaveLength(1);
  });

  test('keeps the RAM of MCUboot off the block that the network core reads', () => {
    const around = (start: string) =>
      ram([
        ['pcd_sram', '0x20000000', '0x2000'],
        ['mcuboot_sram', start, '0x10000', 'span: [sram_primary]'],
      ]);
    expect(found(around('0x20002000'), { board })).toEqual([]);
    expect(found(around('0x20000000'), { board })).toEqual(['warning pm_static.yml:6']);
  });

  test('keeps partitions out of the memory that both cores have in their devicetrees', () => {
    const around = (own: string, ipc: string) =>
      ram([
        ['sram_primary', '0x20000000', own],
        ['rpmsg_nrf53_sram', ipc, '0xfe00'],
      ]);
    expect(found(around('0x70000', '0x20070000'), { board })).toEqual([]);
    expect(found(around('0x70200', '0x20070200'), { board })).toEqual(['error pm_static.yml:3']);
    const other = ram([['kept', '0x2007fc00', '0x400']]);
    const talking = { ...other, 'prj.conf': 'CONFIG_IPC_SERVICE=y\n' };
    expect(found(talking, { board })).toEqual(['error pm_static.yml:3']);
    // Without a word to the other core the memory is free.
    expect(found(other, { board })).toEqual([]);
    // Another SoC has no other core.
    expect(found(around('0x70200', '0x20070200'), { board: 'nrf9160dk_nrf9160_ns' })).toEqual([]);
    const moved = {
      ...around('0x70200', '0x20070200'),
      [`boards/${board}.overlay`]: '&sram0_shared {\n\treg = <0x20070200 0xfe00>;\n};\n',
    };
    expect(found(moved, { board })).toEqual([]);
  });
});
