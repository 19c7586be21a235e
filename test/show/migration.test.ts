import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShownMigration } from '../../src/diagnostic/migration.ts';
import type { LintOptions } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { migrations } from '../../src/show/migration.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { overlaidFiles } from '../../src/text/overlaid-files.ts';
import { type Files, shippedKnowledge } from '../linting.ts';

/** What becomes of the static files of an application, with NCS 3.3.99 on an nRF52840 DK unless told otherwise. */
function migrate(files: Files, options: Partial<LintOptions> = {}): readonly ShownMigration[] {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const shown = (path: string): string => (path === '/app' ? '.' : path.replace(/^\/app\//, ''));
  const workspace = new Workspace(inMemory, ['/app'], shown);
  const all = { paths: ['/app'], facts: shippedKnowledge, version: '3.3.99', board: 'nrf52840dk/nrf52840', ...options };
  return migrations(workspace, all, (texts) => new Workspace(overlaidFiles(inMemory, texts), ['/app'], shown))
    .migrations;
}

const overlay = 'boards/nrf52840dk_nrf52840.overlay';
const application: Files = {
  'prj.conf': '',
  'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n',
  [overlay]: '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &mx25r64;\n\t};\n};\n',
  'pm_static.yml': `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_pad: {address: 0xc000, size: 0x200}
app: {address: 0xc200, size: 0xefe00}
mcuboot_primary: {address: 0xc000, size: 0xf0000, span: [mcuboot_pad, app]}
mcuboot_primary_app: {address: 0xc200, size: 0xefe00, span: [app]}
settings_storage: {address: 0xfc000, size: 0x2000}
calibration: {address: 0xfe000, size: 0x2000}
mcuboot_secondary: {address: 0x0, size: 0xf0000, region: external_flash}
external_flash: {address: 0xf0000, size: 0x710000, region: external_flash}
`,
};

const withStatic = (yaml: string, more: Files = {}): Files => ({ ...application, ...more, 'pm_static.yml': yaml });

describe('a static file', () => {
  const [migration, ...others] = migrate(application);

  test('becomes one map for all images, and what each of them includes', async () => {
    expect(others).toEqual([]);
    const text = migration!.files.map(({ shown, kind, text }) => `==> ${shown} (${kind})\n${text}`).join('\n');
    await expect(text).toMatchFileSnapshot('__snapshots__/migration.txt');
  });

  test('is proved to stay what it is, in each image', () => {
    expect(migration!.refused).toEqual([]);
    const same = ['mcuboot', 'mcuboot_primary', 'settings_storage', 'calibration', 'mcuboot_secondary'];
    expect(migration!.proofs).toEqual([
      { image: 'app', same },
      { image: 'mcuboot', same },
    ]);
  });

  test('has the compatible of the SDK: fixed-partitions before 3.3', () => {
    const [older] = migrate(application, { version: '2.9.0' });
    expect(older!.files[0]!.text).not.toContain('mapped-partition');
    expect(older!.files[0]!.text.match(/compatible = "fixed-partitions"/g)).toHaveLength(2);
  });

  test('says what else there is to do', () => {
    expect(migration!.notes[0]).toBe('set SB_CONFIG_PARTITION_MANAGER=n in sysbuild.conf, and delete pm_static.yml');
  });

  test('of the first stage bootloader keeps both names of its slots', () => {
    const yaml =
      'b0: {address: 0, size: 0x8000}\nprovision: {address: 0x8000, size: 0x1000}\napp: {address: 0x9000, size: 0x70000}\ns0: {address: 0x9000, size: 0x70000, span: [app]}\ns1: {address: 0x79000, size: 0x70000}\nnvs_storage: {address: 0xe9000, size: 0x17000}\n';
    const [nsib] = migrate(withStatic(yaml, { 'sysbuild.conf': 'SB_CONFIG_SECURE_BOOT_APPCORE=y\n', [overlay]: '' }));
    expect(nsib!.refused).toEqual([]);
    expect(nsib!.files[0]!.text).toContain('slot0_partition: s0_partition: partition@9000 {');
    expect(nsib!.files[0]!.text).toContain('storage_partition: nvs_storage: partition@e9000 {');
  });
});

describe('it is refused', () => {
  const whyNot = (files: Files, options: Partial<LintOptions> = {}): readonly string[] =>
    migrate(files, options).flatMap(({ refused }) => refused);

  test.each<[string, Files, Partial<LintOptions>, string | RegExp]>([
    [
      'for child images',
      application,
      { version: '2.4.0', board: 'nrf52840dk_nrf52840' },
      /^child images are always laid out/,
    ],
    ['for a board that nobody knows', application, { board: 'my_board' }, /^the memory of the board is not known/],
    [
      'for TF-M',
      application,
      { board: 'nrf5340dk/nrf5340/cpuapp/ns' },
      /^the partitions of TF-M \(nrf5340dk_nrf5340_cpuapp_ns\)/,
    ],
    [
      'for partitions in RAM',
      withStatic(
        `${application['pm_static.yml']}pcd_sram: {address: 0x20000000, size: 0x2000, region: sram_primary}\n`,
      ),
      {},
      'only partitions of flash can be moved, and pcd_sram lies in sram_primary',
    ],
    [
      'for partitions that overlap',
      withStatic(
        application['pm_static.yml']!.replace('calibration: {address: 0xfe000', 'calibration: {address: 0xfd000'),
      ),
      {},
      'settings_storage and calibration overlap: ncslint reports it, and the repair comes first',
    ],
    [
      'while a slot is left to Partition Manager',
      withStatic('settings_storage: {address: 0xfc000, size: 0x2000}\n'),
      {},
      /^mcuboot, mcuboot_primary(, mcuboot_secondary)? are left to Partition Manager/,
    ],
    [
      'for a file with mistakes',
      withStatic('app: 1\n'),
      {},
      'pm_static.yml has mistakes: ncslint reports them, and the repair comes first',
    ],
    ['without a chip for external flash', { ...application, [overlay]: '' }, {}, /mcuboot_secondary|external_flash/],
  ])('%s', (_, files, options, why) => {
    expect(whyNot(files, options)[0]).toMatch(why);
  });

  test('where the devicetree would not be that of the static file', () => {
    // The argument takes the place of the one that the map is given with.
    const files = { ...application, 'other.overlay': '' };
    const [why, ...others] = whyNot(files, { buildArguments: ['-Dapp_EXTRA_DTC_OVERLAY_FILE=other.overlay'] });
    expect(why).toBe(
      'mcuboot_primary of 0xc000..0xfc000 would be at 0xc000..0x82000 of flash_primary in the devicetree of app',
    );
    expect(others.at(-1)).toMatch(/^mcuboot_secondary of 0x0\.\.0xf0000 would be/);
  });
});

test('nothing is said of an application without a static file', () => {
  const { 'pm_static.yml': _, ...rest } = application;
  expect(migrate(rest)).toEqual([]);
});

test('any layout of slots and data stays what it is', () => {
  const pages = (max: number) => fc.integer({ min: 1, max }).map((count) => count * 0x1000);
  const layout = fc.record({ boot: pages(24), slot: pages(80), data: fc.array(pages(8), { maxLength: 4 }) });
  fc.assert(
    fc.property(layout, ({ boot, slot, data }) => {
      let at = boot + 2 * slot;
      const entries = data.map((size, index) => {
        const entry = `data_${index}: {address: ${at}, size: ${size}}\n`;
        at += size;
        return entry;
      });
      const yaml = `mcuboot: {address: 0, size: ${boot}}
mcuboot_pad: {address: ${boot}, size: 0x200}
app: {address: ${boot + 0x200}, size: ${slot - 0x200}}
mcuboot_primary: {address: ${boot}, size: ${slot}, span: [mcuboot_pad, app]}
mcuboot_secondary: {address: ${boot + slot}, size: ${slot}}
${entries.join('')}end: {address: ${at}, size: ${0x100000 - at}}\n`;
      const [migration] = migrate(withStatic(yaml, { 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' }));
      expect(migration!.refused).toEqual([]);
      for (const { same } of migration!.proofs) expect(same).toHaveLength(4 + data.length);
    }),
    { numRuns: 25 },
  );
});
