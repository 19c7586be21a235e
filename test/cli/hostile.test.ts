import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/cli/format-names.ts';
import { ncslint, onDisk, rulesIn, skippedIn } from './run.ts';

const board = 'boards/nrf52840dk_nrf52840.overlay';
/** A mistake that has to be found all the same, whatever lies beside it. */
const mistake = { 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_FLASH y\n' };
const found = 'kconfig/syntax boards/nrf52840dk_nrf52840.conf:1';

const json = (folder: string, ...args: string[]) => ncslint(['--format=json', ...args], { in: folder });
const pretty = async (folder: string, ...args: string[]) => {
  const { out, ...rest } = await ncslint(args, { in: folder });
  return { ...rest, out, oneLine: out.replace(/\s+/g, ' ') };
};

/** The file is left out and named, the rest goes on, and the run does not end well. */
async function isLeftOut(folder: string, file: string, why: string): Promise<void> {
  const result = await json(folder);
  expect(skippedIn(result)).toContain(`${file}: ${why}`);
  expect(rulesIn(result)).toContain(found);
  expect(result).toMatchObject({ code: 2, err: `ncslint: ${file} ${why}\n` });
  const { code, oneLine } = await pretty(folder);
  expect(code).toBe(2);
  expect(oneLine).toContain(`Skipped: ${file}: ${why}`);
}

describe('a file that is no text is named, and the rest is checked', () => {
  it.each([
    ['binary', 'prj.conf', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff), 'is not a text file'],
    ['with a NUL', 'prj.conf', 'CONFIG_A=y\n\0CONFIG_B=y\n', 'is not a text file'],
    ['in Latin-1', 'prj.conf', Buffer.from('# Gr\xfc\xdfe\nCONFIG_A=y\n', 'latin1'), 'is not valid UTF-8 on line 1'],
    ['in broken UTF-16', 'prj.conf', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00), 'is not valid UTF-16'],
    ['binary', board, Uint8Array.of(0, 1, 2), 'is not a text file'],
    ['in Latin-1', board, Buffer.from('/* ok */\n\n/* \xe4 */\n', 'latin1'), 'is not valid UTF-8 on line 3'],
    ['binary', 'pm_static.yml', Uint8Array.of(0, 1, 2), 'is not a text file'],
    ['in Latin-1', 'pm_static.yml', Buffer.from('# \xe4\n', 'latin1'), 'is not valid UTF-8 on line 1'],
  ])('%s: %s', async (_, file, content, why) => {
    await isLeftOut(onDisk({ 'prj.conf': '', ...mistake, [file]: content }), file, why);
  });

  it.each(['prj.conf', 'pm_static.yml', board])('50 MB: %s', async (file) => {
    const folder = onDisk({ 'prj.conf': '', ...mistake, [file]: '' });
    truncateSync(join(folder, file), 50_000_000);
    await isLeftOut(folder, file, 'is larger than 2 MiB');
  });
});

describe('a text in another encoding is read', () => {
  it.each([
    ['UTF-16 as PowerShell writes it', Buffer.from('\ufeffCONFIG_A=y\r\nCONFIG_FLASH y\r\n', 'utf16le')],
    ['UTF-8 with a byte order mark', '\ufeffCONFIG_A=y\nCONFIG_FLASH y\n'],
    ['UTF-8', 'CONFIG_ä=y\nCONFIG_FLASH y\n'],
  ])('%s', async (_, text) => {
    expect(rulesIn(await json(onDisk({ 'prj.conf': text })))).toContain('kconfig/syntax prj.conf:2');
  });
});

describe('what is no file', () => {
  it.each(['prj.conf', 'pm_static.yml', board])('a folder named %s is no file', async (file) => {
    const result = await json(
      onDisk({ 'prj.conf/x': '', 'CMakeLists.txt': 'find_package(Zephyr)', ...mistake, [`${file}/x`]: '' }),
    );
    expect(rulesIn(result)).toContain(found);
  });

  it.skipIf(process.platform === 'win32').each(['prj.conf', 'pm_static.yml', board])(
    'a pipe named %s is not opened',
    async (file) => {
      const folder = onDisk({ 'CMakeLists.txt': 'find_package(Zephyr)', ...mistake });
      execFileSync('mkfifo', [join(folder, file)]);
      await isLeftOut(folder, file, 'is neither a file nor a folder');
    },
  );

  it.skipIf(process.platform === 'win32')('a pipe on the command line is not opened', async () => {
    const folder = onDisk({});
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await ncslint(['pipe'], { in: folder })).toMatchObject({ code: 2, out: '' });
    const { code, err } = await ncslint(['diagnose', 'pipe'], { in: folder });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'ncslint: pipe is no regular file; let ncslint diagnose read it as its standard input\n',
    });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file without permission', async () => {
    const folder = onDisk({ 'prj.conf': '', ...mistake });
    chmodSync(join(folder, 'prj.conf'), 0);
    await isLeftOut(folder, 'prj.conf', 'cannot be read');
  });
});

describe.skipIf(process.platform === 'win32')('a link', () => {
  const secret = 'CONFIG_SECRET hunter2\n';
  const outside = onDisk({
    'secret.conf': secret,
    'secret.overlay': '/ { secret: hunter2 };;\n',
    'mcuboot/prj.conf': secret,
  });

  it.each([
    ['prj.conf', 'secret.conf'],
    [board, 'secret.overlay'],
    ['pm_static.yml', 'secret.conf'],
    ['child_image/mcuboot.conf', 'secret.conf'],
  ])('%s that leads out is not followed', async (file, target) => {
    const folder = onDisk({ 'CMakeLists.txt': 'find_package(Zephyr)', ...mistake, 'child_image/x': '' });
    symlinkSync(join(outside, target), join(folder, file));
    const result = await json(folder);
    expect(skippedIn(result)).toContain(`${file}: is a link that leads out of what may be read`);
    expect(rulesIn(result)).toContain(found);
    // A layout of the repository, not a mistake of it.
    expect(result.code).toBe(1);
    expect(result.out).not.toContain('hunter2');
    expect((await pretty(folder)).oneLine).toContain(`Skipped: ${file}: is a link that leads out of what may be read`);
  });

  it('that leads out is followed where the folder it leads to is given, too', async () => {
    const folder = onDisk({ 'app/prj.conf': '', 'common/board.conf': 'CONFIG_FLASH y\n' });
    mkdirSync(join(folder, 'app/boards'));
    symlinkSync('../../common/board.conf', join(folder, 'app/boards/nrf52840dk_nrf52840.conf'));
    expect(rulesIn(await json(folder, 'app'))).toEqual([]);
    expect(rulesIn(await json(folder, 'app', 'common'))).toEqual([
      'kconfig/syntax app/boards/nrf52840dk_nrf52840.conf:1',
    ]);
    expect(rulesIn(await json(folder))).toEqual(['kconfig/syntax app/boards/nrf52840dk_nrf52840.conf:1']);
  });

  it('of a folder that leads out is not followed', async () => {
    const folder = onDisk({ 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', ...mistake });
    symlinkSync(outside, join(folder, 'child_image'));
    symlinkSync(outside, join(folder, 'more'));
    const result = await json(folder);
    expect(rulesIn(result)).toContain(found);
    expect(result.out).not.toContain('hunter2');
    expect(skippedIn(result)).toContain('child_image: is a link that leads out of what may be read');
  });

  it('to itself ends', async () => {
    const folder = onDisk({ 'CMakeLists.txt': 'find_package(Zephyr)', ...mistake });
    symlinkSync('prj.conf', join(folder, 'prj.conf'));
    symlinkSync('.', join(folder, 'child_image'));
    symlinkSync('..', join(folder, 'boards/boards'));
    await isLeftOut(folder, 'prj.conf', 'cannot be opened: a link that leads nowhere, or no permission');
  });

  it('to nothing is named', async () => {
    const folder = onDisk({ 'prj.conf': '', ...mistake });
    symlinkSync('nowhere.yml', join(folder, 'pm_static.yml'));
    await isLeftOut(folder, 'pm_static.yml', 'cannot be opened: a link that leads nowhere, or no permission');
    expect(await ncslint(['pm_static.yml'], { in: folder })).toMatchObject({
      code: 2,
      err: 'ncslint: pm_static.yml is a link that leads nowhere\n',
    });
  });
});

describe('an include', () => {
  const app = (overlay: string, more: Record<string, string> = {}) =>
    onDisk({ 'app/prj.conf': '', [`app/${board}`]: overlay, ...more });

  it('of itself ends, and is said', async () => {
    const folder = app('#include "nrf52840dk_nrf52840.overlay"\n/ { a { }; };\n');
    const { code, oneLine } = await pretty(folder, 'app');
    expect(code).toBe(1);
    expect(oneLine).toMatch(/error\[devicetree\/syntax\]: .*includes/);
  });

  it('in a circle ends', async () => {
    const folder = app('#include "a.dtsi"\n', {
      'app/boards/a.dtsi': '#include "b.dtsi"\n',
      'app/boards/b.dtsi': '#include "a.dtsi"\n',
    });
    const { code } = await json(folder, 'app');
    expect(code).toBe(1);
  });

  it.each(['../../secret.dtsi', '/etc/passwd', '../boards/../../secret.dtsi'])(
    'of %s, which lies outside, is not read',
    async (path) => {
      const folder = app(`#include "${path}"\n`, { 'secret.dtsi': 'hunter2 ] {\n' });
      const { out } = await json(folder, 'app', '-v');
      expect(out).not.toMatch(/hunter2|root:/);
    },
  );
});

describe('texts that want to be big', { timeout: 60_000 }, () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghijkl'].map((name, index) => `${name}: &${name} [${`*${'abcdefghijkl'[index]}, `.repeat(9)}x]\n`).join('')}`;
  const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
  const long = 'x'.repeat(1_000_000);

  it.each([
    ['aliases of aliases', 'pm_static.yml', bomb],
    ['merged aliases', 'pm_static.yml', `a: &a {k: v}\n${'b: {<<: [*a, *a, *a, *a]}\n'.repeat(2000)}`],
    ['nested lists', 'pm_static.yml', deep('[', ']')],
    ['nested mappings', 'pm_static.yml', deep('{a: ', '}')],
    ['nested blocks', 'pm_static.yml', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['a long line', 'pm_static.yml', `${long}: {address: 0x0, size: ${long}}\n`],
    [
      'many partitions',
      'pm_static.yml',
      Array.from({ length: 3000 }, (_, n) => `p${n}: {address: 0x${n.toString(16)}000, size: 0x2000}\n`).join(''),
    ],
    ['nonsense', 'pm_static.yml', 'x :: [ } - & * ! % @ `\n'.repeat(10_000)],
    ['nested nodes', board, deep('a {', '};')],
    ['nested brackets', board, `/ { a = ${deep('(', ')')}; };\n`],
    ['nested cells', board, `/ { a = <${deep('(', ')')}>; };\n`],
    ['nested conditions', board, deep('#if 1\n', '#endif\n')],
    [
      'macros of macros',
      board,
      `#define A0 x x\n${Array.from({ length: 60 }, (_, n) => `#define A${n + 1} A${n} A${n}\n`).join('')}/ { a = <A60>; };\n`,
    ],
    ['a long line', board, `/ { a = "${long}"; ${long} };\n`],
    ['nonsense', board, '} ; { < > = & # / * " \\ ( ) [ ]\n'.repeat(10_000)],
    ['a long line', 'prj.conf', `CONFIG_${long}=${long}\n`],
    ['nonsense', 'prj.conf', 'what is this = 3 "\n'.repeat(10_000)],
    ['the same symbol', 'prj.conf', 'CONFIG_FLASH=y\nCONFIG_FLASH=n\n'.repeat(1000)],
    ['nonsense', 'CMakeLists.txt', `${'find_package(Zephyr) set( if('.repeat(10_000)}`],
    ['quotes', 'CMakeLists.txt', `find_package(Zephyr)\n${'"\\'.repeat(20_000)}`],
    ['nested JSON', 'CMakePresets.json', deep('[', ']')],
    ['nested YAML', 'sample.yaml', deep('{a: ', '}')],
    ['aliases of aliases', 'sample.yaml', `tests:\n  a: &a {x: 1}\n${bomb}`],
    ['aliases of aliases', 'west.yml', bomb],
    ['a long line', '.gitignore', `${'*'.repeat(5000)}a\n${'**/'.repeat(5000)}\n`],
    ['a long line', 'Kconfig', `source "${long}"\nconfig ${long}\n`],
  ])('%s in %s: the run ends, and the rest is checked', async (_, file, text) => {
    const folder = onDisk({ 'prj.conf': '', ...mistake, [file]: text });
    const result = await json(folder);
    expect([1, 2]).toContain(result.code);
    expect(rulesIn(result)).toContain(found);
    expect(result.out.length).toBeLessThan(20_000_000);
  });
});

describe('control characters', () => {
  const programs = formatNames.filter((name) => name !== 'github').map((name) => [`--format=${name}`]);
  const everyReport = [[], ['-v'], ...programs];
  const escape = '\x1b[31m\x1b]0;owned\x07\x9b2J\u202e';
  const terminal = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

  it.each([
    ['prj.conf', `CONFIG_FLASH ${escape}y\n::error file=x::owned\n##[error]x\nCONFIG_A="${escape}"\nCONFIG_A="b"\n`],
    [board, `/ { ${escape} };\n::set-output name=a::b\n&${escape} { };\n`],
    [
      'pm_static.yml',
      `"a${escape.replaceAll('\x1b', '\\e')}": { size: "${escape.replaceAll('\x1b', '\\e')}", region: ::error::x }\n`,
    ],
    ['pm_static.yml', `a: ${escape}\n`],
  ])('in %s never reach the terminal', async (file, text) => {
    const folder = onDisk({ 'prj.conf': '', ...mistake, [file]: text });
    for (const args of everyReport) {
      const { out, err } = await ncslint(args, { in: folder });
      expect(out).not.toMatch(terminal);
      expect(err).not.toMatch(terminal);
      // What GitHub would take for a command of a workflow starts a line.
      expect(out).not.toMatch(/^\s*::|##\[|##vso\[/m);
    }
  });

  it.skipIf(process.platform === 'win32')('in names never do, either', async () => {
    const folder = onDisk({
      [`a${escape}\n::error::b/prj.conf`]: 'CONFIG_FLASH y\n',
      [`a${escape}\n::error::b/overlay${escape}\r\n::##[error].conf`]: '',
      [`a${escape}\n::error::b/boards/nrf52840dk_nrf52840${escape}\n::x.conf`]: 'CONFIG_A\n',
      'b\\c/prj.conf': 'CONFIG_FLASH y\n',
    });
    for (const args of everyReport) {
      const { code, out } = await ncslint(args, { in: folder });
      expect(code).toBe(1);
      expect(out).not.toMatch(terminal);
      expect(out).not.toMatch(/^\s*::|##\[|##vso\[/m);
      if (args.length === 0) expect(out).toContain('b\\');
    }
  });
});
