import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discoverApplications } from '../../src/project/discover.ts';
import { Workspace } from '../../src/project/workspace.ts';
import type { FileSystem } from '../../src/text/file-system.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { workspaceOf, ZEPHYR } from './workspace-of.ts';

type Files = Readonly<Record<string, string>>;

const found = (files: Files, path = '/p'): readonly string[] =>
  discoverApplications(workspaceOf(files), path).map((root) => (root === '/p' ? '.' : root.slice(3)));

describe('a folder is an application', () => {
  test.each<[string, Files, string[]]>([
    ['with find_package(Zephyr)', { 'app/CMakeLists.txt': ZEPHYR }, ['app']],
    ['in any case and over several lines', { 'app/CMakeLists.txt': 'FIND_PACKAGE(\n  Zephyr)\n' }, ['app']],
    [
      'with the boilerplate of old versions',
      { 'app/CMakeLists.txt': 'include($ENV{ZEPHYR_BASE}/cmake/app/boilerplate.cmake NO_POLICY_SCOPE)\n' },
      ['app'],
    ],
    ['not with that in a comment', { 'app/CMakeLists.txt': '# find_package(Zephyr)\n' }, []],
    [
      'not with another package',
      { 'app/CMakeLists.txt': 'find_package(ZephyrUnittest)\nfind_package(Sysbuild)\n' },
      [],
    ],
    ['not as a unit test', { 'app/CMakeLists.txt': 'find_package(Zephyr COMPONENTS unittest REQUIRED)\n' }, []],
    ['with nothing but boards to configure', { 'configuration/a_b/prj.conf': '' }, ['.']],
    ['with nothing but a prj.conf', { 'app/prj.conf': '' }, ['app']],
    ['with nothing but a build type', { 'app/prj_release.conf': '' }, ['app']],
    ['with nothing but a static file', { 'app/pm_static.yml': '' }, ['app']],
    ['with nothing but a sysbuild.conf', { 'sysbuild.conf': '' }, ['.']],
    ['not where a static file lies beside applications', { 'pm_static.yml': '', 'app/prj.conf': '' }, ['app']],
    ['not as the folder of a board', { 'boards/arm/b/b.dts': '', 'boards/arm/b/pm_static.yml': '' }, []],
  ])('%s', (_, files, roots) => {
    expect(found(files)).toEqual(roots);
  });

  test('also inside of another one', () => {
    const files = {
      'a/CMakeLists.txt': ZEPHYR,
      'a/prj.conf': '',
      'a/remote/CMakeLists.txt': ZEPHYR,
      'a/remote/prj.conf': '',
    };
    expect(found(files)).toEqual(['a', 'a/remote']);
  });

  test('not inside of another one without anything of its own', () => {
    expect(found({ 'CMakeLists.txt': ZEPHYR, 'prj.conf': '', 'src/gnss/CMakeLists.txt': ZEPHYR })).toEqual(['.']);
  });

  test.each(['child_image/mcuboot', 'sysbuild/mcuboot', 'configuration/nrf52840dk_nrf52840', 'conf/remote_shell'])(
    'not in %s of one',
    (folder) => {
      expect(found({ 'CMakeLists.txt': ZEPHYR, 'prj.conf': '', [`${folder}/prj.conf`]: '' })).toEqual(['.']);
    },
  );
});

describe('a search leaves out', () => {
  const app = { 'app/CMakeLists.txt': ZEPHYR, 'app/prj.conf': '' };

  test.each<[string, Files]>([
    ['build folders', { 'app/build/x/prj.conf': '' }],
    ['build folders of any name', { 'out/CMakeCache.txt': '', 'out/x/prj.conf': '' }],
    ['the folder of a sysbuild build', { 'b/_sysbuild/CMakeCache.txt': '', 'b/x/prj.conf': '' }],
    ['other output', { 'twister-out.1/x/prj.conf': '', 'node_modules/x/prj.conf': '', '.cache/x/prj.conf': '' }],
    [
      'what .gitignore names',
      { '.gitignore': '/gen/\n*_old\n!keep_old\n', 'gen/prj.conf': '', 'x/app_old/prj.conf': '' },
    ],
    ['what a .gitignore further in names', { 'x/.gitignore': '/y\n', 'x/y/prj.conf': '' }],
    [
      'the SDK',
      {
        'nrf/Kconfig.nrf': '',
        'nrf/samples/a/prj.conf': '',
        'zephyr/Kconfig.zephyr': '',
        'zephyr/samples/b/prj.conf': '',
      },
    ],
  ])('%s', (_, files) => {
    expect(found({ ...app, ...files })).toEqual(['app']);
  });

  test('the modules of a west workspace', () => {
    const files = {
      '.west/config': '',
      'bootloader/mcuboot/boot/zephyr/prj.conf': '',
      'modules/x/samples/y/prj.conf': '',
    };
    expect(found({ ...app, ...files })).toEqual(['app']);
    expect(found({ ...app, 'modules/prj.conf': '' })).toEqual(['app', 'modules']);
  });

  test('not what .gitignore takes back', () => {
    expect(found({ '.gitignore': '*_old\n!keep_old\n', 'keep_old/prj.conf': '' })).toEqual(['keep_old']);
  });

  test('not a folder that is asked for by name', () => {
    const files = { '.git/HEAD': '', '.gitignore': 'build\n', 'build/app/prj.conf': '' };
    expect(found(files, '/p/build')).toEqual(['build/app']);
  });

  test('not the SDK when there is nothing else', () => {
    expect(found({ 'nrf/Kconfig.nrf': '', 'nrf/samples/a/prj.conf': '' })).toEqual(['nrf/samples/a']);
  });

  test('what the .gitignore of the repository around names', () => {
    const files = { '/.git/HEAD': '', '/.gitignore': 'p/gen\n', 'gen/prj.conf': '', 'app/prj.conf': '' };
    expect(found(files)).toEqual(['app']);
  });

  test('links', () => {
    const files = memoryFiles({ '/p/app/prj.conf': '', '/elsewhere/prj.conf': '' });
    const linked: FileSystem = {
      ...files,
      list: (path) =>
        path === '/p' ? [...(files.list(path) ?? []), { name: 'link', kind: 'link' }] : files.list(path),
      stat: (path) => (path === '/p/link' ? { kind: 'folder', size: 0, real: '/elsewhere' } : files.stat(path)),
    };
    expect(discoverApplications(new Workspace(linked, ['/p']), '/p')).toEqual(['/p/app']);
    expect(discoverApplications(new Workspace(linked, ['/p']), '/p/link')).toEqual([]);
  });
});

test.each([
  ['app/boards/x.overlay', 'app'],
  ['app/child_image/mcuboot/prj.conf', 'app'],
  ['app/configuration/b/prj.conf', 'app'],
  ['app/prj.conf', 'app'],
  ['alone/x.overlay', 'alone'],
])('the application of the file %s is %s', (path, root) => {
  const files = { 'app/CMakeLists.txt': ZEPHYR, 'app/prj.conf': '' };
  expect(found({ ...files, [path]: '' }, `/p/${path}`)).toEqual([root]);
});

test('applications that the editor knows count', () => {
  const settings = '{ "nrf-connect.applications": ["${workspaceFolder}/gen/app"], }';
  const files = { '.vscode/settings.json': settings, '.gitignore': 'gen\n', 'gen/app/prj.conf': '' };
  expect(found(files)).toEqual(['gen/app']);
});

test('any .gitignore and CMakeLists.txt ends', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('*', 'a', '/', '[', ']', '!', '\\', '\n', '?', '(', ')', '"', '#') }),
      (text) => {
        expect(found({ '.gitignore': text, 'CMakeLists.txt': text, 'aaaa/aaaa/prj.conf': '' }).length).toBeLessThan(3);
      },
    ),
  );
});
