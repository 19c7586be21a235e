import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder as filesOf } from '../linting.ts';
import { ncslint, onDisk, rulesIn } from './run.ts';

const nobody = ['-c', 'user.name=n', '-c', 'user.email=n@example.org', '-c', 'protocol.file.allow=always'];
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', [...nobody, '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });
const commit = (folder: string) => {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'x', '--allow-empty');
};
const write = (folder: string, path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
/** A repository whose first commit, with these files, is tagged `before`. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = onDisk(files);
  git(folder, 'init', '-q');
  commit(folder);
  git(folder, 'tag', 'before');
  return folder;
}
const found = async (folder: string, ...args: string[]) =>
  rulesIn(await ncslint(['-f', 'json', '--changed-since', 'before', ...args], { in: folder }));

const broken = { 'prj.conf': 'CONFIG_A y\n', 'boards/nrf52dk_nrf52832.conf': 'CONFIG_B y\n' };
const [inApp, inBoard] = ['kconfig/syntax prj.conf:1', 'kconfig/syntax boards/nrf52dk_nrf52832.conf:1'];

describe('--changed-since', () => {
  it('finds what is committed, what is not, and what is new', async () => {
    const folder = repository({ ...broken, 'boards/nrf52840dk_nrf52840.conf': '' });
    expect(await found(folder)).toEqual([]);
    write(folder, 'prj.conf', 'CONFIG_A y\n# more\n');
    expect(await found(folder)).toEqual([inApp]);
    commit(folder);
    expect(await found(folder)).toEqual([inApp]);
    write(folder, 'boards/nrf52840dk_nrf52840.conf', 'CONFIG_C y\n');
    write(folder, 'boards/nrf5340dk_nrf5340_cpuapp.conf', 'CONFIG_D y\n');
    expect((await found(folder)).sort()).toEqual([
      'kconfig/syntax boards/nrf52840dk_nrf52840.conf:1',
      'kconfig/syntax boards/nrf5340dk_nrf5340_cpuapp.conf:1',
      inApp,
    ]);
  });

  it('counts from where the branch left', async () => {
    const folder = repository(broken);
    git(folder, 'checkout', '-qb', 'branch');
    write(folder, 'boards/nrf52dk_nrf52832.conf', 'CONFIG_B y\n\n');
    commit(folder);
    git(folder, 'checkout', '-q', 'main');
    write(folder, 'prj.conf', 'CONFIG_A y\n\n');
    commit(folder);
    git(folder, 'checkout', '-q', 'branch');
    expect(rulesIn(await ncslint(['-f', 'json', '--changed-since', 'main'], { in: folder }))).toEqual([inBoard]);
  });

  it('finds what a change causes in files that stay as they are', async () => {
    const seed = filesOf(fileURLToPath(new URL('../../examples/originating-case', import.meta.url)));
    const conf = { 'child_image/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\n' };
    const folder = repository({ ...seed, ...conf });
    rmSync(join(folder, 'child_image/mcuboot.conf'));
    commit(folder);
    // The slot in pm_static.yml was there before; that nothing reaches the bootloader any more is new.
    expect(await found(folder)).toContain('external-flash/mcuboot-driver pm_static.yml:5');
  });

  it('knows renamed files by both names', async () => {
    const folder = repository({
      ...broken,
      'prj.conf': `CONFIG_A y\n${'# long enough to be known again\n'.repeat(20)}`,
    });
    renameSync(join(folder, 'prj.conf'), join(folder, 'prj_release.conf'));
    commit(folder);
    expect(await found(folder)).toEqual(['kconfig/syntax prj_release.conf:1']);
  });

  it('says how much else there is', async () => {
    const folder = repository(broken);
    const { out } = await ncslint(['--changed-since', 'before'], { in: folder });
    expect(out.replace(/\s+/g, ' ')).toContain('2 more findings rest on files that have not changed since before.');
  });

  it('looks into submodules', async () => {
    const firmware = repository(broken);
    const folder = onDisk({ 'README.md': '' });
    git(folder, 'init', '-q');
    git(folder, 'submodule', '--quiet', 'add', firmware, 'fw');
    commit(folder);
    git(folder, 'tag', 'before');
    expect(await found(folder)).toEqual([]);
    write(folder, 'fw/prj.conf', 'CONFIG_A y\n\n');
    expect(await found(folder)).toEqual(['kconfig/syntax fw/prj.conf:1']);
    commit(join(folder, 'fw'));
    expect(await found(folder)).toEqual(['kconfig/syntax fw/prj.conf:1']);
    commit(folder);
    expect(await found(folder)).toEqual(['kconfig/syntax fw/prj.conf:1']);
  });

  it('reads names that git would quote', async () => {
    const folder = repository({ 'my äpp/prj.conf': 'CONFIG_A=y\n' });
    write(folder, 'my äpp/prj.conf', 'CONFIG_A y\n');
    expect(await found(folder)).toEqual(['kconfig/syntax my äpp/prj.conf:1']);
  });

  it('is not confused by the variables that git sets for a hook', async () => {
    const folder = repository(broken);
    write(folder, 'prj.conf', 'CONFIG_A y\n\n');
    process.env.GIT_INDEX_FILE = join(folder, 'nowhere/index');
    process.env.GIT_DIR = join(folder, 'nowhere');
    try {
      expect(await found(folder)).toEqual([inApp]);
    } finally {
      delete process.env.GIT_INDEX_FILE;
      delete process.env.GIT_DIR;
    }
  });

  it.each([
    ['nonsense', 'git does not know the commit nonsense; a shallow clone has only the newest'],
    ['--output=x', '--changed-since needs a value'],
  ])('%s is wrong usage', async (ref, problem) => {
    const { code, err } = await ncslint(['--changed-since', ref], { in: repository(broken) });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(problem) });
  });

  it('needs a repository', async () => {
    const { code, err } = await ncslint(['--changed-since', 'main'], { in: onDisk(broken) });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'ncslint: --changed-since needs git, and a repository around the paths\n',
    });
  });
});

describe('--shard', () => {
  it('gives every application to one job', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const folder = onDisk(
      Object.fromEntries(
        names.flatMap((name) => [
          [`${name}/prj.conf`, 'CONFIG_A y\n'],
          [`${name}/sample.yaml`, ''],
        ]),
      ),
    );
    const parts = await Promise.all(
      [1, 2, 3].map(async (index) => rulesIn(await ncslint(['-f', 'json', `--shard=${index}/3`], { in: folder }))),
    );
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(parts.flat().sort()).toEqual(names.map((name) => `kconfig/syntax ${name}/prj.conf:1`));
  });
});

describe('--stdin-filename', () => {
  const lint = (folder: string, file: string, input: string) =>
    ncslint(['-f', 'json', '--stdin-filename', file], { in: folder, input });

  it('checks the text in place of the file, and reports what rests on it', async () => {
    const folder = onDisk({ 'app/prj.conf': 'CONFIG_A=y\n', 'app/boards/nrf52dk_nrf52832.conf': 'CONFIG_B y\n' });
    expect(rulesIn(await lint(folder, 'app/prj.conf', '\nCONFIG_A y\n'))).toEqual(['kconfig/syntax app/prj.conf:2']);
    expect(rulesIn(await lint(folder, 'app/prj.conf', 'CONFIG_A=y\n'))).toEqual([]);
  });

  it('also for a file that does not exist yet', async () => {
    const folder = onDisk({ 'prj.conf': '' });
    expect(rulesIn(await lint(folder, 'boards/nrf52840dk_nrf52840.conf', 'CONFIG_A y\n'))).toEqual([
      'kconfig/syntax boards/nrf52840dk_nrf52840.conf:1',
    ]);
  });

  it('says what is no text', async () => {
    const { code, err } = await lint(onDisk({ 'prj.conf': '' }), 'prj.conf', '\0');
    expect({ code, err }).toEqual({ code: 2, err: 'ncslint: prj.conf is not a text file\n' });
  });
});

describe('a layout that has changed', () => {
  const product = filesOf(fileURLToPath(new URL('../../examples/lock/changed/passes', import.meta.url)));
  const layout = product['pm_static.yml']!;
  const unlocked = Object.fromEntries(Object.entries(product).filter(([path]) => path !== 'ncslint.lock'));
  const grown = layout
    .replaceAll('0x76000', '0x75000')
    .replaceAll('0x75e00', '0x74e00')
    .replace('0x82000', '0x81000')
    .replace(/0xf8000\n {2}size: 0x8000/, '0xf6000\n  size: 0xa000');
  const changed = 'partition/layout-changed';
  const only = async (folder: string, ...args: string[]) =>
    (await found(folder, ...args)).filter((one) => one.startsWith(changed));

  it('is said with what it means for devices that run what was built before', async () => {
    const folder = repository(unlocked);
    expect(await only(folder)).toEqual([]);
    write(folder, 'pm_static.yml', grown);
    expect(await only(folder)).toEqual([`${changed} pm_static.yml:12`]);
    const { out } = await ncslint(['-f', 'json', '--changed-since', 'before'], { in: folder });
    const finding = JSON.parse(out).diagnostics.find(({ rule }: { readonly rule: string }) => rule === changed);
    expect(finding.severity).toBe('warning');
    expect(finding.message).toBe(
      'devices that run what before builds cannot follow: mcuboot_primary is flash_primary 0xc000..0x82000 in before, and flash_primary 0xc000..0x81000 here',
    );
    expect(finding.because.map(({ text }: { readonly text: string }) => text)).toEqual([
      'mcuboot_secondary is flash_primary 0x82000..0xf8000 in before, and flash_primary 0x81000..0xf6000 here',
      'settings_storage is flash_primary 0xf8000..0x100000 in before, and flash_primary 0xf6000..0x100000 here',
      expect.stringMatching(/^the bootloaders in the field look for images where mcuboot_primary was/),
      expect.stringMatching(/^what devices have stored in settings_storage/),
    ]);
    expect(rulesIn(await ncslint(['-f', 'json'], { in: folder })).join(' ')).not.toContain(changed);
  });

  it('is a matter of the lock file where one holds it', async () => {
    const folder = repository(product);
    write(folder, 'pm_static.yml', grown);
    expect(await only(folder)).toEqual([]);
    expect((await found(folder)).some((one) => one.startsWith('lock/changed'))).toBe(true);
  });

  it('is none where there was no bootloader, no application, or no layout that builds', async () => {
    const plain = repository({ ...unlocked, 'prj.conf': '' });
    write(plain, 'prj.conf', product['prj.conf']!);
    write(plain, 'pm_static.yml', grown);
    expect(await only(plain)).toEqual([]);
    const added = repository({ 'README.md': '' });
    for (const [path, text] of Object.entries(unlocked)) write(added, path, text);
    expect(await only(added)).toEqual([]);
    const repaired = repository({ ...unlocked, 'pm_static.yml': grown.replace('0x81000', '0x80000') });
    write(repaired, 'pm_static.yml', layout);
    expect(await only(repaired)).toEqual([]);
  });

  it('may be said by no line: then by the new ones that images are built with', async () => {
    const files = Object.fromEntries(Object.entries(unlocked).filter(([path]) => path !== 'pm_static.yml'));
    const without = product['prj.conf']!.replace(/CONFIG_(NVS|SETTINGS\w*)=y\n/g, '');
    const folder = repository({ ...files, 'prj.conf': without });
    const prj = `CONFIG_LOG=y\n${product['prj.conf']}`;
    write(folder, 'prj.conf', prj);
    const line = prj.split('\n').findIndex((text) => /^CONFIG_(NVS|SETTINGS)/.test(text)) + 1;
    expect(await only(folder)).toEqual([`${changed} prj.conf:${line}`]);
  });

  it('is found in a folder of the repository, and in its devicetree', async () => {
    const dts = (size: string) =>
      `/delete-node/ &boot_partition;\n/delete-node/ &slot0_partition;\n/delete-node/ &slot1_partition;\n/delete-node/ &scratch_partition;\n/delete-node/ &storage_partition;\n&flash0 {\n\tpartitions {\n\t\tboot_partition: partition@0 {\n\t\t\tlabel = "mcuboot";\n\t\t\treg = <0x0 0xc000>;\n\t\t};\n\t\tslot0_partition: partition@c000 {\n\t\t\tlabel = "image-0";\n\t\t\treg = <0xc000 ${size}>;\n\t\t};\n\t\tslot1_partition: partition@82000 {\n\t\t\tlabel = "image-1";\n\t\t\treg = <0x82000 ${size}>;\n\t\t};\n\t};\n};\n`;
    const folder = repository({
      'fw/app/CMakeLists.txt': 'find_package(Zephyr)\nproject(app)\n',
      'fw/app/prj.conf': 'CONFIG_FLASH=y\n',
      'fw/app/sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_PARTITION_MANAGER=n\n',
      'fw/app/app.overlay': dts('0x76000'),
      'fw/app/sysbuild/mcuboot.overlay': dts('0x76000'),
    });
    const board = ['-b', 'nrf52840dk/nrf52840', '--sdk', '3.0.0', 'fw/app'];
    expect(await only(folder, ...board)).toEqual([]);
    write(folder, 'fw/app/app.overlay', dts('0x75000'));
    write(folder, 'fw/app/sysbuild/mcuboot.overlay', dts('0x75000'));
    expect(await only(folder, ...board)).toEqual([`${changed} fw/app/app.overlay:14`]);
  });
});
