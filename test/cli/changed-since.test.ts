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
