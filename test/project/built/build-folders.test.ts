import { describe, expect, test } from 'vitest';
import { buildFolders } from '../../../src/project/built/build-folders.ts';
import { targetIds, targets } from '../../../src/project/targets.ts';
import { Workspace } from '../../../src/project/workspace.ts';
import { memoryFiles } from '../../../src/text/memory-files.ts';
import { workspaceOf } from '../workspace-of.ts';

const targetsOf = (files: Readonly<Record<string, string>>) => targets(workspaceOf(files), '/p', [], {});

const cache = (...lines: readonly string[]): string =>
  ['APP_DIR:PATH=/elsewhere/p', 'BOARD:STRING=nrf52840dk/nrf52840', ...lines, ''].join('\n');

describe('a build folder', () => {
  const extra = cache('EXTRA_CONF_FILE:UNINITIALIZED=usb.conf');

  test.each(['build', 'build_usb', 'build/usb'])('%s tells board and arguments', (folder) => {
    const [target] = targetsOf({ 'prj.conf': '', [`${folder}/CMakeCache.txt`]: extra });
    expect(target).toMatchObject({
      written: 'nrf52840dk/nrf52840',
      arguments: ['-DEXTRA_CONF_FILE=usb.conf'],
      sysbuild: false,
    });
  });

  test('of sysbuild says so', () => {
    const files = { 'build/CMakeCache.txt': `${extra}SYSBUILD:BOOL=TRUE\nBOARD_REVISION:STRING=1.2.0\n` };
    expect(targetsOf(files)[0]).toMatchObject({ sysbuild: true, revision: '1.2.0' });
  });

  test('of another application says nothing', () => {
    const files = { 'build/CMakeCache.txt': extra.replace('/elsewhere/p', '/elsewhere/other') };
    expect(targetIds(targetsOf(files))).toEqual(['default']);
  });

  test('lies where west was started, too, beside the applications of a repository', () => {
    const files = { '/r/apps/p/prj.conf': '', '/r/apps/q/prj.conf': '', '/r/build/CMakeCache.txt': '' };
    const found = (source: string, root: string): number =>
      buildFolders(
        new Workspace(memoryFiles({ ...files, '/r/build/CMakeCache.txt': `APP_DIR:PATH=${source}\n` }), ['/r']),
        root,
      ).length;
    expect(found('/ci/r/apps/p', '/r/apps/p')).toBe(1);
    expect(found('/ci/r/apps/p', '/r/apps/q')).toBe(0);
    expect(found('/ci/r/others/p', '/r/apps/p')).toBe(0);
  });
});

describe('arguments that a build keeps under another name', () => {
  const child = (...lines: readonly string[]): readonly string[] =>
    targetsOf({ 'prj.conf': '', 'prj_release.conf': '', 'build/CMakeCache.txt': cache(...lines) })[0]!.arguments;

  test.each([
    ['the usual fragments', '/elsewhere/p/prj.conf;/elsewhere/p/boards/nrf52840dk_nrf52840.conf', []],
    ['a build type', 'prj_release.conf;/elsewhere/p/boards/nrf52840dk_nrf52840_release.conf', ['prj_release.conf']],
    ['a build type with its path', '/elsewhere/p/prj_release.conf', ['prj_release.conf']],
    ['several files', '/elsewhere/p/prj.conf;/elsewhere/p/extra.conf', ['prj.conf;extra.conf']],
    ['a file of somebody else', '/opt/x/prj_x.conf', ['/opt/x/prj_x.conf']],
  ])('CONF_FILE of %s', (_, value, expected) => {
    expect(child(`CACHED_CONF_FILE:STRING=${value}`)).toEqual(expected.map((file) => `-DCONF_FILE=${file}`));
  });

  test('shields, snippets and the folder of the configuration', () => {
    expect(child('CACHED_SHIELD:STRING=nrf21540ek', 'CACHED_SNIPPET:STRING=cdc-acm-console')).toEqual([
      '-DSHIELD=nrf21540ek',
      '-DSNIPPET=cdc-acm-console',
    ]);
    expect(child('APPLICATION_CONFIG_DIR:INTERNAL=/elsewhere/p/configuration/x')).toEqual([
      '-DAPPLICATION_CONFIG_DIR=/p/configuration/x',
    ]);
  });

  test('a build type is the one of the configuration', () => {
    const files = { 'prj.conf': '', 'prj_release.conf': '', 'build/CMakeCache.txt': '' };
    const built = cache('CACHED_CONF_FILE:STRING=/elsewhere/p/prj_release.conf');
    expect(targetsOf({ ...files, 'build/CMakeCache.txt': built })[0]).toMatchObject({ buildType: 'release' });
  });
});

test('paths in arguments are those of this machine', () => {
  const [target] = targetsOf({
    'prj.conf': '',
    'build/CMakeCache.txt': cache(
      'EXTRA_CONF_FILE:UNINITIALIZED=/elsewhere/p/usb.conf;other.conf;/opt/far.conf',
      'SB_CONFIG_BOOT_SIGNATURE_KEY_FILE:UNINITIALIZED="/elsewhere/keys/key.pem"',
    ),
  });
  expect(target!.arguments).toEqual([
    '-DEXTRA_CONF_FILE=/p/usb.conf;other.conf;/opt/far.conf',
    '-DSB_CONFIG_BOOT_SIGNATURE_KEY_FILE="/elsewhere/keys/key.pem"',
  ]);
});
