import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ncslint, onDisk, type Result, rulesIn } from './run.ts';

const broken = 'CONFIG_FLASH y\n';
/** What tells that a file was read. */
const syntaxIn = (result: Result): string[] => rulesIn(result).filter((found) => found.includes('/syntax '));
const json = (args: readonly string[], folder: string) => ncslint(['--format=json', ...args], { in: folder });

// A repository with two applications, one of them within the other.
const repository = onDisk({
  'app/CMakeLists.txt': 'find_package(Zephyr)\n',
  'app/prj.conf': `${broken}CONFIG_BOOTLOADER_MCUBOOT=y\n`,
  'app/boards/nrf52840dk_nrf52840.overlay': '/ {\n',
  'app/child_image/mcuboot/prj.conf': 'CONFIG_LOG y\n',
  'app/src/main.c': '',
  'app/test/CMakeLists.txt': 'find_package(Zephyr)\n',
  'app/test/prj.conf': 'CONFIG_ZTEST y\n',
  'docs/post.txt': 'It does not work.\n',
  'docs/fragment.conf': 'CONFIG_LOG y\n',
});
const app = [
  'devicetree/syntax app/boards/nrf52840dk_nrf52840.overlay:1',
  'kconfig/syntax app/prj.conf:1',
  'kconfig/syntax app/child_image/mcuboot/prj.conf:1',
];
const inner = 'kconfig/syntax app/test/prj.conf:1';

describe('the paths of a command line', () => {
  it.each([
    ['a folder', ['app/test'], [inner]],
    ['a folder of applications', ['.'], [...app, inner]],
    ['a trailing slash', ['app/test/'], [inner]],
    ['a detour', ['./docs/../app//test/.'], [inner]],
    ['an absolute path', [join(repository, 'app/test')], [inner]],
    ['a path that was given twice', ['app/test', './app/test', join(repository, 'app/test')], [inner]],
    ['paths that lie in each other', ['.', 'app', 'app/test', 'app/test/prj.conf'], [...app, inner]],
    ['the same, the innermost first', ['app/test', 'app', '.'], [...app, inner]],
    ['a folder of an image beside its application', ['app', 'app/child_image'], [...app, inner]],
    ['a file of the application', ['app/prj.conf'], app],
    ['an overlay of a board', ['app/boards/nrf52840dk_nrf52840.overlay'], app],
    ['a fragment of the bootloader', ['app/child_image/mcuboot/prj.conf'], app],
    ['a source file', ['app/src/main.c'], app],
    ['several files of it', ['app/src/main.c', 'app/prj.conf'], app],
  ])('%s', async (_, paths, found) => {
    const result = await json(paths, repository);
    expect(syntaxIn(result).sort()).toEqual([...found].sort());
    expect(result).toMatchObject({ code: 1, err: '' });
  });

  it('may be the folder one is in, or lead up from it', async () => {
    expect(syntaxIn(await json([], join(repository, 'app/test')))).toEqual(['kconfig/syntax prj.conf:1']);
    expect(syntaxIn(await json(['.'], join(repository, 'app/test')))).toEqual(['kconfig/syntax prj.conf:1']);
    expect(syntaxIn(await json(['../test'], join(repository, 'app/boards')))).toEqual(['kconfig/syntax prj.conf:1']);
  });

  it('keep apart what lies elsewhere', async () => {
    const other = onDisk({ 'prj.conf': broken });
    const name = `../${basename(other)}`;
    const relative = await json([name, `../${basename(repository)}/app/test`], onDisk({}));
    expect(syntaxIn(relative)).toEqual([
      `kconfig/syntax ${name}/prj.conf:1`,
      `kconfig/syntax ../${basename(repository)}/app/test/prj.conf:1`,
    ]);
    expect(syntaxIn(await json([other, join(repository, 'app/test')], onDisk({})))).toEqual([
      `kconfig/syntax ${other}/prj.conf:1`,
      `kconfig/syntax ${repository}/app/test/prj.conf:1`,
    ]);
  });

  it('may be links: one application is one application', async () => {
    const folder = onDisk({ 'app/prj.conf': broken });
    symlinkSync('app', join(folder, 'link'));
    expect(syntaxIn(await json(['link'], folder))).toEqual(['kconfig/syntax link/prj.conf:1']);
    expect(syntaxIn(await json(['app', 'link'], folder))).toEqual(['kconfig/syntax app/prj.conf:1']);
  });

  it.each(['with a blank', 'Grüße', '漢字', "quote'd", 'back$tick`', '-leading', 'a;b', '100%', '#1', '..x'])(
    'may be named %j',
    async (name) => {
      const folder = onDisk({ [`${name}/prj.conf`]: broken, [`${name}/pm_static.yml`]: 'a: 1\n' });
      const result = await json([`./${name}`], folder);
      expect(syntaxIn(result)).toContain(`kconfig/syntax ${name}/prj.conf:1`);
    },
  );

  it.each([
    ['a path that does not exist', ['nowhere/at/all'], 'nowhere/at/all does not exist'],
    ['one of many', ['app', 'nowhere'], 'nowhere does not exist'],
    ['below a file', ['app/prj.conf/x'], 'app/prj.conf/x does not exist'],
    ['an impossible name', ['x'.repeat(5000)], 'cannot be read (ENAMETOOLONG)'],
    ['escapes', ['\x1b]0;title\x07'], '\\x1b]0;title\\x07 does not exist'],
    ['several lines', ['a\n::error::b'], 'a\\n::error::b does not exist'],
  ])('end with 2 for %s', async (_, paths, message) => {
    const { code, out, err } = await ncslint(paths, { in: repository });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim()).not.toMatch(/[\x00-\x1f]/);
  });
});

describe('nothing to check', () => {
  it.each([
    ['an empty folder', {}, '.'],
    ['a folder of other things', { 'README.md': '# Hello\n', 'src/main.c': '' }, '.'],
    ['a file of no application', { 'README.md': '# Hello\n' }, 'README.md'],
    ['a folder named prj.conf', { 'prj.conf/x': '' }, '.'],
    ['a folder of build output', { 'build/prj.conf': broken }, '.'],
  ])('%s', async (_, files, path) => {
    const { code, out, err } = await ncslint([path], { in: onDisk(files) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Nothing to check: no application');
  });

  it('in a post that somebody wanted to be diagnosed', async () => {
    const { out } = await ncslint(['docs/post.txt', 'docs/fragment.conf'], { in: repository });
    expect(out).toContain('Skipped: docs/post.txt: lies in no application (a pasted post is for ncslint');
    expect(out).toContain('Skipped: docs/fragment.conf: lies in no application');
  });

  it('beside an application is said, and the rest goes on', async () => {
    const result = await json(['docs/post.txt', 'app/test'], repository);
    expect(syntaxIn(result)).toEqual([inner]);
    expect(result.code).toBe(1);
  });
});

describe('the arguments of a build', () => {
  const folder = onDisk({
    'app/prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
    'app/boards/nrf52840dk_nrf52840.overlay': '',
    'app/overlay-log.conf': 'CONFIG_LOG y\n',
    'common/common.conf': 'CONFIG_UART y\n',
    'common/mcuboot.overlay': '/ {\n',
  });
  const lintApp = (...args: string[]) => json(['app', '--', ...args], folder);

  it.each([
    ['a fragment', ['-DEXTRA_CONF_FILE=overlay-log.conf'], 'kconfig/syntax app/overlay-log.conf:1'],
    ['a fragment elsewhere', ['-DEXTRA_CONF_FILE=../common/common.conf'], 'kconfig/syntax common/common.conf:1'],
    ['an absolute one', [`-DOVERLAY_CONFIG=${folder}/common/common.conf`], 'kconfig/syntax common/common.conf:1'],
    [
      'for the bootloader',
      ['-Dmcuboot_DTC_OVERLAY_FILE=../common/mcuboot.overlay'],
      'devicetree/syntax common/mcuboot.overlay:1',
    ],
  ])('may name %s: what a person types is trusted', async (_, args, found) => {
    expect(syntaxIn(await lintApp(...args))).toContain(found);
  });

  it.each([
    ['EXTRA_CONF_FILE', 'nowhere.conf'],
    ['EXTRA_DTC_OVERLAY_FILE', 'nowhere.overlay'],
    ['DTC_OVERLAY_FILE', 'nowhere.overlay'],
    ['mcuboot_EXTRA_CONF_FILE', 'nowhere.conf'],
    ['PM_STATIC_YML_FILE', 'nowhere.yml'],
  ])('end with 2 where -D%s names a missing file', async (name, file) => {
    const { code, out } = await ncslint(['app', '--', `-D${name}=${file}`], { in: folder });
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain(`Skipped: app/${file}: does not exist, but -D${name} names it`);
    const quiet = await ncslint(['-q', 'app', '--', `-D${name}=${file}`], { in: folder });
    expect(quiet).toMatchObject({ code: 2, out: '' });
    expect(quiet.err).toBe(`ncslint: app/${file} does not exist, but -D${name} names it\n`);
  });

  it('of the project itself are not: what they name elsewhere is left alone', async () => {
    const project = onDisk({
      'app/prj.conf': '',
      'app/sample.yaml':
        'tests:\n  one:\n    platform_allow: nrf52840dk_nrf52840\n    extra_args: EXTRA_CONF_FILE="../secret.conf"\n',
      'secret.conf': broken,
    });
    const result = await json(['app'], project);
    expect(syntaxIn(result)).toEqual([]);
    expect(result.code).toBe(0);
  });
});

describe('what is not known', () => {
  it.each([
    ['a board', ['-b', 'nonsense', '--sdk', '2.4.0'], 'nonsense, from --board'],
    ['a version', ['--sdk', 'nonsense'], '"nonsense" does not name a version'],
    ['a version to come', ['--sdk', '99.0.0'], 'NCS 99.0.0'],
  ])('%s is said in the report and is no error', async (_, args, message) => {
    const folder = onDisk({ 'prj.conf': 'CONFIG_FLASH=y\n', 'boards/nrf52840dk_nrf52840.overlay': '' });
    const { code, out } = await ncslint([...args, '-v'], { in: folder });
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(message);
  });

  it.each([
    ['a folder with nrf/VERSION', { 'nrf/VERSION': '2.4.0\n' }, '2.4.0'],
    ['a folder with VERSION', { VERSION: '2.4.0\r\n' }, '2.4.0'],
  ])('%s is an SDK', async (_, files, version) => {
    const sdk = onDisk(files);
    const { out } = await json(['app', '--sdk', sdk], repository);
    expect(JSON.parse(out).applications[0].configurations[0].sdk.version).toBe(version);
  });

  it.each([
    ['an empty folder', {}],
    ['a VERSION of something else', { VERSION: 'VERSION_MAJOR = 3\n' }],
    ['a VERSION that is no text', { VERSION: Uint8Array.of(0, 1, 2) }],
    ['a VERSION that is a folder', { 'VERSION/x': '' }],
  ])('%s is none', async (_, files) => {
    const { code, err } = await ncslint(['app', '--sdk', onDisk(files)], { in: repository });
    expect(code).toBe(2);
    expect(err).toContain('is no nRF Connect SDK');
  });
});

describe('a file on the command line', () => {
  it('is not looked for an application outside of its repository', async () => {
    const home = onDisk({ 'prj.conf': broken, 'repository/README.md': '' });
    mkdirSync(join(home, 'repository/.git'));
    const { code, out } = await ncslint(['repository/README.md'], { in: home });
    expect(code).toBe(0);
    expect(out).toContain('Nothing to check');
  });
});

describe('the boards of a repository', () => {
  const files = {
    'app/CMakeLists.txt': 'find_package(Zephyr)\n',
    'app/prj.conf': '',
    'boards/arm/fox/fox_defconfig': 'CONFIG_BOARD_FOX=y\n',
    'boards/arm/fox/fox.dts': '#include <nordic/nrf52840_qiaa.dtsi>\n/ { led { gpios = <1> } };\n',
  };
  const places = async (args: readonly string[], folder: string) =>
    JSON.parse((await json(args, folder)).out).diagnostics.map(
      (one: { location: { file: string } }) => one.location.file,
    );

  it('are read where one of its applications is linted', async () => {
    const top = onDisk({ ...files, '.git/HEAD': '' });
    expect(await places(['app', '-b', 'fox'], top)).toEqual(['boards/arm/fox/fox.dts']);
    expect(await places(['-b', 'fox'], join(top, 'app'))).toEqual(['../boards/arm/fox/fox.dts']);
  });

  it('are none outside of a repository', async () => {
    expect(await places(['app', '-b', 'fox'], onDisk(files))).toEqual([]);
  });
});
