import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ncslint, onDisk } from './run.ts';

const broken = { 'prj.conf': 'CONFIG_FLASH y\n' };
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

describe('a run with several formats', () => {
  it('writes each where it was asked to, and the report for people to the terminal', async () => {
    const folder = onDisk(broken);
    const { code, out, err } = await ncslint(['-f', 'sarif=out/x.sarif', '-f=compact=list.txt'], { in: folder });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('error[kconfig/syntax]');
    expect(JSON.parse(read(folder, 'out/x.sarif')).runs[0].results).toHaveLength(1);
    expect(read(folder, 'list.txt')).toMatch(/^prj\.conf:1:1: error: .* \[kconfig\/syntax\]\n$/);
    expect(readdirSync(folder).sort()).toEqual(['list.txt', 'out', 'prj.conf']);
  });

  it('prints what was asked for instead', async () => {
    const { out } = await ncslint(['-f', 'json=a.json', '-f', 'compact'], { in: onDisk(broken) });
    expect(out).toMatch(/^prj\.conf:1:1: error: .*\n$/);
  });

  it('has no colours in files', async () => {
    const folder = onDisk(broken);
    await ncslint(['-f', 'pretty=a.txt'], { in: folder, isTTY: true, env: { TERM: 'xterm' } });
    expect(read(folder, 'a.txt')).not.toContain('\x1b');
  });

  it('takes the place of an older file', async () => {
    const folder = onDisk({ ...broken, 'a.json': 'x'.repeat(100_000) });
    await ncslint(['-f', 'json=a.json'], { in: folder });
    expect(JSON.parse(read(folder, 'a.json')).schemaVersion).toBe(1);
  });

  it('says what cannot be written, and does not end well', async () => {
    const folder = onDisk(broken);
    const { code, out, err } = await ncslint(['-f', 'json=prj.conf/a.json'], { in: folder });
    expect(code).toBe(2);
    expect(err).toMatch(/^ncslint: cannot write prj\.conf\/a\.json \([A-Z]+\)\n$/);
    expect(out).toContain('error[kconfig/syntax]');
  });

  it('is for posts, too', async () => {
    const post = 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH y\nCONFIG_NORDIC_QSPI_NOR=y\n';
    const { out } = await ncslint(['diagnose', '-f', 'compact'], { input: post });
    expect(out).toContain('error: ');
    expect((await ncslint(['diagnose', '-f', 'checkstyle'], { input: 'hello' })).out).toContain(
      '<checkstyle version="4.3"/>',
    );
  });

  it('says less with --quiet where people read it', async () => {
    const folder = onDisk({
      'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
      'boards/nrf52840dk_nrf52840.overlay': '',
      'pm_static.yml': 'settings_storage:\n  address: 0xfc000\n  size: 0x4000\n  region: flash_primary\n',
    });
    const lines = async (...args: string[]) => (await ncslint(args, { in: folder })).out.split('\n').length - 1;
    expect(await lines('-f', 'compact')).toBeGreaterThan(await lines('-qf', 'compact'));
    expect(await lines('-f', 'jsonl')).toBe(await lines('-qf', 'jsonl'));
  });
});

describe('in a repository', () => {
  const root = onDisk({ '.git/HEAD': '', 'fw/app/prj.conf': 'CONFIG_FLASH y\n' });

  it.each([
    ['fw', 'app'],
    ['fw/app', '.'],
    ['fw/app', '..'],
    ['.git', '../fw'],
  ])('paths for a code host count from its root: in %s, %s', async (folder, path) => {
    const { out } = await ncslint([path, '-f', 'gitlab'], { in: join(root, folder) });
    expect(JSON.parse(out)[0].location.path).toBe('fw/app/prj.conf');
  });

  it('a build server knows the root better', async () => {
    const env = { CI_PROJECT_DIR: join(root, 'fw') };
    const { out } = await ncslint(['-f', 'gitlab'], { in: join(root, 'fw/app'), env });
    expect(JSON.parse(out)[0].location.path).toBe('app/prj.conf');
  });
});

describe('in GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true' };

  it('annotations follow the report without being asked for', async () => {
    const { out } = await ncslint([], { in: onDisk(broken), env });
    expect(out).toMatch(/^error\[kconfig\/syntax\]/);
    expect(out).toMatch(
      /\n::error file=prj\.conf,line=1,endLine=1,col=1,endColumn=\d+,title=kconfig\/syntax::[^\n]*\n$/,
    );
  });

  it('but not where another format was asked for', async () => {
    expect((await ncslint(['-f', 'compact'], { in: onDisk(broken), env })).out).not.toContain('::error');
  });

  it('the summary of the job gets the findings and the flash map, behind what stands there', async () => {
    const folder = onDisk({
      ...broken,
      'boards/nrf52840dk_nrf52840.overlay': '',
      'pm_static.yml': 'settings_storage:\n  address: 0xfc000\n  size: 0x4000\n  region: flash_primary\n',
      'summary.md': '# Before\n',
    });
    await ncslint([], { in: folder, env: { ...env, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') } });
    const text = read(folder, 'summary.md');
    expect(text).toMatch(/^# Before\n## ncslint\n/);
    expect(text).toContain('kconfig/syntax');
    expect(text).toMatch(/0xfc000 +├ settings_storage ─/);
  });

  it('a summary that cannot be written is no failure', async () => {
    const folder = onDisk(broken);
    const { code, err } = await ncslint([], { in: folder, env: { ...env, GITHUB_STEP_SUMMARY: folder } });
    expect({ code, err }).toEqual({ code: 1, err: 'ncslint: the summary of the job cannot be written\n' });
    expect(existsSync(join(folder, 'prj.conf'))).toBe(true);
  });
});
