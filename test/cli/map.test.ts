import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder as filesOf } from '../linting.ts';
import { ncslint, onDisk } from './run.ts';

const example = filesOf('examples/originating-case');
const other = (yaml: string) => ({ ...example, 'pm_static.yml': yaml });
const moved = example['pm_static.yml']!.replaceAll('0xf4000', '0xe4000');

describe('ncslint map', () => {
  test('draws', async () => {
    const { code, out, err } = await ncslint(['map'], { in: onDisk(example) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('┌ mcuboot_secondary ─');
  });

  test('writes a page and a picture, and prints data', async () => {
    const folder = onDisk(example);
    const { code, out } = await ncslint(['map', '-f', 'html=m.html', '-f', 'svg=m.svg', '-f', 'json'], { in: folder });
    expect(code).toBe(0);
    expect(JSON.parse(out).applications[0].maps[0].file).toBe('pm_static.yml');
    expect(readFileSync(join(folder, 'm.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readFileSync(join(folder, 'm.svg'), 'utf8')).toMatch(/^<\?xml/);
  });

  test('uses plain characters in a locale that has no others', async () => {
    const { out } = await ncslint(['map'], { in: onDisk(example), env: { LC_ALL: 'C' } });
    expect(out).toContain('+ mcuboot_secondary -');
  });

  test.each([
    [['map', '-f', 'sarif'], 'ncslint map draws pretty, svg, html, json, markdown, not sarif'],
    [['-f', 'svg'], 'svg and html are for ncslint map'],
    [['map', '--compare', 'nowhere'], 'nowhere is no file, no folder, and no revision that git knows here'],
    [['map', '--compare', '.', '-f', 'svg'], '--compare prints pretty or json, not svg'],
  ])('%j is wrong', async (args, message) => {
    const { code, err } = await ncslint(args, { in: onDisk(example) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('ncslint map --compare', () => {
  test('another folder: what moved, and what it means', async () => {
    const folder = onDisk({ ...inFolder('old', example), ...inFolder('new', other(moved)) });
    const { code, out } = await ncslint(['map', '--compare', 'old', 'new'], { in: folder });
    expect(code).toBe(1);
    expect(out).toBe(`nrf52840dk_nrf52840
  from old to the files as they are
  ! mcuboot_secondary: 0x0..0xf4000 of external_flash, now 0x0..0xe4000, 64 KiB
        less
      the bootloaders in the field look for images where mcuboot_secondary was:
      they find no update, or start none
  ! settings_storage: 0xf4000..0xf8000 of external_flash, now 0xe4000..0xe8000
      what devices have stored in settings_storage stays in the old place: it is
      lost, or overwritten
  where it was: mcuboot, mcuboot_primary, mcuboot_pad, app
  2 changes strand devices in the field.
`);
  });

  test('the same: nothing has moved', async () => {
    const folder = onDisk({ ...inFolder('old', example), ...inFolder('new', example) });
    const { code, out } = await ncslint(['map', '--compare', 'old', 'new'], { in: folder });
    expect(code).toBe(0);
    expect(out).toContain('Nothing has moved.');
  });

  test('another static file', async () => {
    const folder = onDisk({ ...other(moved), 'released.yml': example['pm_static.yml']! });
    const { code, out } = await ncslint(['map', '--compare', 'released.yml'], { in: folder });
    expect(code).toBe(1);
    expect(out).toContain('from released.yml to the files as they are');
  });

  test('a revision of git, of this folder or of another', async () => {
    const folder = onDisk({ ...inFolder('app', example), 'link.txt': '' });
    commit(folder);
    expect((await ncslint(['map', '--compare', 'v1', 'app'], { in: folder })).code).toBe(0);
    writeFileSync(join(folder, 'app/pm_static.yml'), moved);
    for (const revision of ['v1', 'v1:app', 'v1:app/pm_static.yml']) {
      const { code, out } = await ncslint(['map', '--compare', revision, 'app'], { in: folder });
      expect(code).toBe(1);
      expect(out).toContain('! mcuboot_secondary: 0x0..0xf4000');
    }
    const absent = await ncslint(['map', '--compare', 'v1:lib', 'app'], { in: folder });
    expect(absent.err).toBe('ncslint: v1:lib does not exist\n');
    expect(existsSync(join(folder, 'app/.git'))).toBe(false);
  });

  test('the devicetree that is to take the place of a static file', async () => {
    const folder = onDisk({
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=n\n',
      'pm_static.yml': `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_pad: {address: 0xc000, size: 0x200}
app: {address: 0xc200, size: 0xefe00}
mcuboot_primary: {address: 0xc000, size: 0xf0000, span: [mcuboot_pad, app]}
nvs_storage: {address: 0xfc000, size: 0x4000}
`,
      'boards/nrf52840dk_nrf52840.overlay': `&flash0 {
	/delete-node/ partitions;
	partitions {
		#address-cells = <1>;
		#size-cells = <1>;
		boot_partition: partition@0 { reg = <0x0 0xc000>; };
		slot0_partition: partition@c000 { reg = <0xc000 0xf0000>; };
		storage_partition: partition@fc000 { reg = <0xfc000 0x4000>; };
	};
};
`,
    });
    const args = ['map', '--compare', 'devicetree', '-b', 'nrf52840dk/nrf52840', '--sdk', '3.3.99', '-f', 'json'];
    const { code, out } = await ncslint(args, { in: folder });
    expect(code).toBe(0);
    const [comparison] = JSON.parse(out).comparisons;
    expect(comparison).toMatchObject({ changes: [], unknown: [], same: ['mcuboot', 'mcuboot_primary', 'nvs_storage'] });
  });
});

const inFolder = (name: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]));

/** All files as one commit, with the tag `v1`. */
function commit(folder: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'a release');
  git('tag', 'v1');
}
