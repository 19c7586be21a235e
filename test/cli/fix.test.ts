import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder as filesOf } from '../linting.ts';
import { ncslint, onDisk, rulesIn } from './run.ts';

const read = (folder: string, file = 'prj.conf') => readFileSync(join(folder, file), 'utf8');
const example = (name: string) => filesOf(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));

const twice = '# keep me\nCONFIG_FLASH=y # and me\nCONFIG_LOG=y\n\nCONFIG_FLASH=y\n';
const once = '# keep me\nCONFIG_FLASH=y # and me\nCONFIG_LOG=y\n\n';
const seed = example('originating-case');

describe('--fix', () => {
  it('repairs what cannot break a build, and leaves all else as it is', async () => {
    const folder = onDisk({ 'prj.conf': twice });
    const { code, out, err } = await ncslint(['--fix'], { in: folder });
    expect(read(folder)).toBe(once);
    expect({ code, err }).toEqual({ code: 0, err: 'ncslint: 1 finding repaired in prj.conf\n' });
    expect(out).not.toContain('kconfig/assigned-twice');
  });

  it('leaves what a person has to look at', async () => {
    const folder = onDisk(seed);
    const { code, err } = await ncslint(['--fix'], { in: folder });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^ncslint: no fix is safe to make without a look; --fix=all makes those of \d findings, --fix=all --diff shows them\n$/,
    );
    expect(filesOf(folder)).toEqual(seed);
  });

  it('changes nothing the second time', async () => {
    const folder = onDisk(seed);
    await ncslint(['--fix=all'], { in: folder });
    const before = filesOf(folder);
    const { err } = await ncslint(['--fix=all'], { in: folder });
    expect(err).toBe('');
    expect(filesOf(folder)).toEqual(before);
  });

  it('keeps line ends, encoding and permissions', async () => {
    const windows = `\ufeff${twice.replaceAll('\n', '\r\n')}`;
    const folder = onDisk({ 'prj.conf': Buffer.from(windows, 'utf16le') });
    if (process.platform !== 'win32') chmodSync(join(folder, 'prj.conf'), 0o640);
    await ncslint(['--fix'], { in: folder });
    const bytes = readFileSync(join(folder, 'prj.conf'));
    expect(bytes.toString('utf16le')).toBe(`\ufeff${once.replaceAll('\n', '\r\n')}`);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'prj.conf')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['prj.conf']);
  });

  it('writes reports of what is left', async () => {
    const folder = onDisk({ 'prj.conf': `${twice}CONFIG_A y\n` });
    const result = await ncslint(['--fix', '-f', 'json'], { in: folder });
    expect(rulesIn(result)).toEqual(['kconfig/syntax prj.conf:5']);
  });

  it('says what it could not write', async () => {
    const folder = onDisk({ 'prj.conf': twice });
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    const { code, err } = await ncslint(['--fix'], { in: folder });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('ncslint: prj.conf cannot be written (') });
    chmodSync(folder, 0o700);
  });
});

describe('--fix=all', () => {
  it('answers the originating case: new files, and nothing is left of its errors', async () => {
    const folder = onDisk(seed);
    const { code, err } = await ncslint(['--fix=all'], { in: folder });
    expect(err).toMatch(/^ncslint: \d findings repaired in .*child_image\/mcuboot\.conf \(new\)/);
    expect(read(folder, 'child_image/mcuboot.conf')).toContain('CONFIG_NORDIC_QSPI_NOR=y\n');
    expect(code).toBe(0);
  });

  it('from another folder writes the same files', async () => {
    const folder = onDisk(Object.fromEntries(Object.entries(seed).map(([path, text]) => [`fw/app/${path}`, text])));
    await ncslint(['--fix=all', '../app'], { in: join(folder, 'fw/app') });
    expect(existsSync(join(folder, 'fw/app/child_image/mcuboot.conf'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['fw']);
  });
});

describe.skipIf(process.platform === 'win32')('a link', () => {
  it('out of the project is not written through', async () => {
    const outside = onDisk({ 'mcuboot.conf': '' });
    const folder = onDisk(seed);
    symlinkSync(outside, join(folder, 'child_image'));
    await ncslint(['--fix=all'], { in: folder });
    expect(filesOf(outside)).toEqual({ 'mcuboot.conf': '' });
  });

  it('that leads nowhere is not written through, either', async () => {
    const outside = onDisk({});
    const folder = onDisk(seed);
    mkdirSync(join(folder, 'child_image'));
    symlinkSync(join(outside, 'new.conf'), join(folder, 'child_image/mcuboot.conf'));
    await ncslint(['--fix=all'], { in: folder });
    expect(readdirSync(outside)).toEqual([]);
  });

  it('within the project stays one', async () => {
    const folder = onDisk({ 'common.conf': twice, 'CMakeLists.txt': 'find_package(Zephyr)\n' });
    symlinkSync('common.conf', join(folder, 'prj.conf'));
    await ncslint(['--fix'], { in: folder });
    expect(read(folder, 'common.conf')).toBe(once);
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'prj.conf')
        ?.isSymbolicLink(),
    ).toBe(true);
  });
});

describe('--diff', () => {
  it('prints a patch, changes nothing, and ends as without it', async () => {
    const folder = onDisk({ 'prj.conf': twice });
    const { code, out } = await ncslint(['--diff'], { in: folder });
    expect(code).toBe(0);
    expect(out).toBe(
      'diff --git a/prj.conf b/prj.conf\n--- a/prj.conf\n+++ b/prj.conf\n' +
        '@@ -2,4 +2,3 @@\n CONFIG_FLASH=y # and me\n CONFIG_LOG=y\n \n-CONFIG_FLASH=y\n',
    );
    expect(read(folder)).toBe(twice);
    expect((await ncslint(['--diff'], { in: onDisk({ 'prj.conf': '' }) })).out).toBe('');
  });

  it('is what --fix does, for git', async () => {
    const [patched, fixed] = [onDisk(seed), onDisk(seed)];
    const { code, out } = await ncslint(['--diff', '--fix=all'], { in: patched });
    expect(code).toBe(1);
    execFileSync('git', ['apply', '-'], {
      cwd: patched,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(patched, '..') },
      input: out,
    });
    await ncslint(['--fix=all'], { in: fixed });
    expect(filesOf(patched)).toEqual(filesOf(fixed));
  });

  it('shows a terminal nothing that acts on it', async () => {
    const folder = onDisk({ 'prj.conf': `# \x1b[31m\n::error::x\n${twice}` });
    writeFileSync(join(folder, 'sample.yaml'), '');
    const { out } = await ncslint(['--diff'], { in: folder, isTTY: true });
    expect(out).toContain('-CONFIG_FLASH=y');
    expect(out).not.toContain('\x1b');
    expect(out).not.toMatch(/^\s*::/m);
  });
});
