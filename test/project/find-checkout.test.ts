import { describe, expect, test } from 'vitest';
import { findCheckout, installedSdks, type SdkSearch, usualInstallFolders } from '../../src/project/find-checkout.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { Checkout } from '../../src/sdk/checkout.ts';
import type { FileSystem } from '../../src/text/file-system.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

type Files = Readonly<Record<string, string>>;

/** An SDK in a folder. */
const sdk = (folder: string, version: string): Files => ({ [`${folder}/nrf/VERSION`]: `${version}\n` });

/** The folder that is found for the application in /p/app, and why. */
function found(files: Files, search: Partial<SdkSearch> = {}, version?: string): readonly string[] | undefined {
  const disk = memoryFiles({ '/p/app/CMakeLists.txt': '', ...files });
  const workspace = new Workspace(disk, ['/p']);
  const one = findCheckout(workspace, '/p/app', { disk, installFolders: ['/home/me/ncs'], ...search }, version);
  return one && [one.checkout.folder, one.checkout.version, one.why];
}

describe('the SDK of an application', () => {
  test.each<[string, Files, Partial<SdkSearch>, string | undefined, readonly string[]]>([
    [
      'the one that was asked for, before all others',
      { ...sdk('/else', '2.4.0'), ...sdk('/', '2.5.0') },
      { given: { folder: '/else', why: 'from --sdk' } },
      '2.5.0',
      ['/else', '2.4.0', 'from --sdk'],
    ],
    [
      'that of a build folder',
      { ...sdk('/w', '2.6.1'), '/p/app/build/CMakeCache.txt': 'ZEPHYR_BASE:PATH=/w/zephyr\n' },
      { zephyrBase: '/other/zephyr' },
      undefined,
      ['/w', '2.6.1', 'from ZEPHYR_BASE in /p/app/build/CMakeCache.txt'],
    ],
    [
      'that of a build folder that was made with CMake alone',
      {
        ...sdk('/w', '2.6.1'),
        '/p/app/build/CMakeCache.txt': 'Zephyr_DIR:PATH=/w/zephyr/share/zephyr-package/cmake\n',
      },
      {},
      undefined,
      ['/w', '2.6.1', 'from Zephyr_DIR in /p/app/build/CMakeCache.txt'],
    ],
    [
      'the workspace around it',
      sdk('/p', '2.4.0'),
      { zephyrBase: '/other/zephyr' },
      undefined,
      ['/p', '2.4.0', 'the workspace around the application'],
    ],
    [
      'a folder in the settings of the editor',
      { ...sdk('/w', '2.4.0'), '/p/app/.vscode/settings.json': '{ "nrf-connect.topdir": "/w" }' },
      {},
      undefined,
      ['/w', '2.4.0', 'from nrf-connect.topdir in /p/app/.vscode/settings.json'],
    ],
    [
      'a version in the settings of the editor, which is installed',
      {
        ...sdk('/home/me/ncs/v2.4.0', '2.4.0'),
        ...sdk('/home/me/ncs/v2.5.0', '2.5.0'),
        '/p/.vscode/settings.json': '{ "nrf-connect.topdir": "${nrf-connect.sdk:2.4.0}" }',
      },
      {},
      undefined,
      ['/home/me/ncs/v2.4.0', '2.4.0', 'from nrf-connect.topdir in /p/.vscode/settings.json'],
    ],
    ['ZEPHYR_BASE', sdk('/w', '2.4.0'), { zephyrBase: '/w/zephyr' }, undefined, ['/w', '2.4.0', 'from ZEPHYR_BASE']],
    [
      'the installed one of the version that the project names',
      { ...sdk('/home/me/ncs/v2.4.0', '2.4.0'), ...sdk('/home/me/ncs/v2.5.0', '2.5.0') },
      {},
      '2.5.0',
      ['/home/me/ncs/v2.5.0', '2.5.0', 'installed in /home/me/ncs/v2.5.0'],
    ],
    [
      'the only one that is installed, where nothing names a version',
      sdk('/home/me/ncs/v2.5.0', '2.5.0'),
      {},
      undefined,
      ['/home/me/ncs/v2.5.0', '2.5.0', 'the only SDK in /home/me/ncs'],
    ],
    [
      'the one that is there, where the project names a branch',
      sdk('/w', '2.4.99'),
      { zephyrBase: '/w/zephyr' },
      'main',
      ['/w', '2.4.99', 'from ZEPHYR_BASE'],
    ],
  ])('is %s', (_, files, search, version, expected) => {
    expect(found(files, search, version)).toEqual(expected);
  });

  test.each<[string, Files, Partial<SdkSearch>, string | undefined]>([
    ['none of another version', sdk('/w', '2.4.0'), { zephyrBase: '/w/zephyr' }, '2.4.1'],
    [
      'none of a folder without an SDK',
      { '/w/zephyr/VERSION': 'VERSION_MAJOR = 3\n' },
      { zephyrBase: '/w/zephyr' },
      undefined,
    ],
    ['none of several', { ...sdk('/home/me/ncs/a', '2.4.0'), ...sdk('/home/me/ncs/b', '2.5.0') }, {}, undefined],
    ['none of a path that leads anywhere', sdk('/home/me/x', '9'), {}, '../x'],
  ])('is %s', (_, files, search, version) => {
    expect(found(files, search, version)).toBeUndefined();
  });

  test('is told of once, and nothing is where there is none', () => {
    let count = 0;
    const files = memoryFiles({ '/p/app/CMakeLists.txt': '', ...sdk('/w', '2.4.0') });
    const search = { disk: files, installFolders: [], found: () => count++ };
    const look = (zephyrBase: string) =>
      findCheckout(new Workspace(files, ['/p']), '/p/app', { ...search, zephyrBase }, undefined);
    expect([look('/other/zephyr'), count]).toEqual([undefined, 0]);
    look('/w/zephyr');
    look('/w/zephyr');
    expect(count).toBe(1);
  });

  test('is looked for where it is usually installed', () => {
    expect(usualInstallFolders('/home/me', false)).toEqual(['/home/me/ncs', '/opt/nordic/ncs']);
    expect(usualInstallFolders('C:/Users/me', true)).toEqual(['C:/ncs', 'C:/Users/me/ncs']);
    const disk = memoryFiles({ ...sdk('/ncs/v2.4.0', '2.4.0'), '/ncs/toolchains/x': '' });
    expect(installedSdks({ disk, installFolders: ['/ncs', '/none'] }).map(({ folder }) => folder)).toEqual([
      '/ncs/v2.4.0',
    ]);
  });
});

describe('an SDK that is there', () => {
  const open = (files: Files, links: Readonly<Record<string, string>> = {}): Checkout => {
    const inMemory = memoryFiles({ '/w/nrf/VERSION': '2.4.0\n', ...files });
    const disk: FileSystem = {
      ...inMemory,
      read: (path) => inMemory.read(links[path] ?? path),
      list: (path) =>
        inMemory.list(path).map((entry) => (links[`${path}/${entry.name}`] ? { ...entry, kind: 'link' } : entry)),
      stat: (path) => inMemory.stat(links[path] ?? path),
    };
    return Checkout.open(disk, '/w')!;
  };

  test('has the modules of its manifests, absent ones without a folder', () => {
    const checkout = open({
      '/w/nrf/zephyr/module.yml': 'build:\n  kconfig: Kconfig.nrf\n  settings:\n    dts_root: .\n    board_root: .\n',
      '/w/nrf/west.yml':
        'manifest:\n  projects:\n    - name: zephyr\n    - name: mcuboot\n      path: bootloader/mcuboot\n    - name: gone\n',
      '/w/zephyr/west.yml': 'manifest:\n  projects:\n    - name: hal_nordic\n      path: modules/hal/nordic\n',
      '/w/bootloader/mcuboot/README.md': '',
      '/w/modules/hal/nordic/zephyr/module.yml': 'name: hal_nordic\nbuild:\n  kconfig-ext: True\n',
    });
    expect(checkout.modules).toEqual([
      { name: 'nrf', folder: 'nrf', settings: { kconfig: 'Kconfig.nrf', dtsRoot: '.', boardRoot: '.' } },
      { name: 'mcuboot', folder: 'bootloader/mcuboot', settings: {} },
      { name: 'gone', folder: undefined, settings: {} },
      { name: 'hal_nordic', folder: 'modules/hal/nordic', settings: { name: 'hal_nordic', isKconfigElsewhere: true } },
    ]);
  });

  test('has the modules of a manifest in any style', () => {
    const checkout = open({
      '/w/nrf/west.yml': 'manifest: { projects: [{ name: hal, path: modules/hal }, { name: zephyr }] }\n',
    });
    expect(checkout.modules.map(({ name }) => name)).toEqual(['nrf', 'hal']);
  });

  test('is one without Zephyr where that was not fetched', () => {
    expect(open({}).hasZephyr).toBe(false);
    expect(open({ '/w/zephyr/Kconfig.zephyr': '', '/w/zephyr/dts/Kconfig': '' }).hasZephyr).toBe(true);
  });

  test('gives out nothing that lies outside of it', () => {
    const { files } = open(
      { '/secret': 'x', '/w/nrf/out': '', '/w/nrf/in': '', '/w/nrf/plain': 'p' },
      { '/w/nrf/out': '/secret', '/w/nrf/in': '/w/nrf/plain' },
    );
    for (const path of ['nrf/out', '../secret', '/../secret', 'nrf/../../secret'])
      expect([path, files.read(path), files.stat(path)]).toEqual([path, undefined, undefined]);
    expect(files.read('nrf/in')).toEqual(files.read('/nrf/plain'));
    expect(files.list('nrf').map(({ name }) => name)).toEqual(['VERSION', 'in', 'out', 'plain']);
  });
});
