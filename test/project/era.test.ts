import { describe, expect, test } from 'vitest';
import { eraOf, sdkVersion, type WantedEra } from '../../src/project/era.ts';
import { workspaceOf } from './workspace-of.ts';

type Files = readonly string[] | Readonly<Record<string, string>>;

const OLD = ['nrf52840dk_nrf52840'];

describe('the SDK version', () => {
  const version = (files: Files, wanted?: string): readonly [string, string] | undefined => {
    const found = sdkVersion(workspaceOf(files), '/p/app', { version: wanted });
    return found && [found.value, found.why];
  };
  const west = (project: string): string => `manifest:\n  remotes: []\n  projects:\n    - ${project}\n`;

  test.each<[string, Files, [string, string]]>([
    [
      'a manifest under another name',
      {
        'west.yml': west('{ name: zephyr, revision: v3.7.0 }'),
        'west-nrf.yml': west('{ name: sdk-nrf, revision: v2.7.0 }'),
      },
      ['2.7.0', 'from the revision of sdk-nrf in west-nrf.yml'],
    ],
    [
      'west.yml',
      { 'west.yml': west('{ name: sdk-nrf, revision: v2.9.1, import: true }') },
      ['2.9.1', 'from the revision of sdk-nrf in west.yml'],
    ],
    [
      'a project named nrf',
      { 'app/west.yml': west('{ name: nrf, repo-path: sdk-nrf, revision: v2.6.0 }') },
      ['2.6.0', 'from the revision of nrf in app/west.yml'],
    ],
    [
      'a project by its repository',
      { 'west.yml': west('{ name: x, url: "https://git.example/fork/sdk-nrf.git", revision: main }') },
      ['main', 'from the revision of x in west.yml'],
    ],
    [
      'a revision that looks like a number',
      { 'west.yml': west('{ name: nrf, revision: 2.10 }') },
      ['2.10', 'from the revision of nrf in west.yml'],
    ],
    [
      'the manifest of a west workspace around',
      {
        '/.west/config': '[manifest]\npath = p\nfile = nrf-west.yml\n',
        'nrf-west.yml': west('{ name: nrf, revision: v2.7.0 }'),
      },
      ['2.7.0', 'from the revision of nrf in nrf-west.yml'],
    ],
    ['the SDK beside the project', { '/nrf/VERSION': '2.5.2\n', '/nrf/west.yml': '' }, ['2.5.2', 'from /nrf/VERSION']],
    ['the SDK around it', { VERSION: '2.4.0\n', 'west.yml': '' }, ['2.4.0', 'from VERSION']],
    [
      'the editor',
      { '.vscode/settings.json': '{ // comment\n "nrf-connect.topdir": "${nrf-connect.sdk:2.4.0}", }' },
      ['2.4.0', 'from nrf-connect.topdir in .vscode/settings.json'],
    ],
    [
      'a folder the editor names',
      { '.vscode/settings.json': '{"nrf-connect.topdir": "C:\\\\ncs\\\\v2.6.1"}' },
      ['2.6.1', 'from nrf-connect.topdir in .vscode/settings.json'],
    ],
    [
      'a build folder, before a manifest',
      {
        'app/build/CMakeCache.txt': 'ZEPHYR_BASE:PATH=/opt/ncs/v2.9.0/zephyr\n',
        'west.yml': west('{ name: nrf, revision: v2.6.0 }'),
      },
      ['2.9.0', 'from ZEPHYR_BASE in app/build/CMakeCache.txt'],
    ],
  ])('by %s', (_, files, expected) => {
    expect(version(files)).toEqual(expected);
    expect(version(files, 'v3.0.0-rc1')).toEqual(['3.0.0-rc1', 'from --sdk']);
  });

  test.each<[string, Files]>([
    ["an application's own VERSION", { 'app/VERSION': 'VERSION_MAJOR = 1\nVERSION_MINOR = 0\n', 'app/west.yml': '' }],
    ['a VERSION of something else', { VERSION: '1.2.3\n' }],
    ['a manifest without the SDK', { 'west.yml': west('{ name: zephyr, revision: v3.7.0 }') }],
    ['a broken manifest', { 'west.yml': 'manifest: [' }],
    ['nothing', ['app/prj.conf']],
  ])('is not known by %s', (_, files) => {
    expect(version(files)).toBeUndefined();
  });
});

describe('child images or sysbuild', () => {
  const era = (
    files: Files,
    options: WantedEra & { board?: string; written?: string; sysbuild?: boolean } = {},
  ): readonly [string, string] | undefined => {
    const workspace = workspaceOf(files);
    const { board, written, sysbuild } = options;
    const target = {
      board: board === undefined ? undefined : { value: board, why: '' },
      written,
      sysbuild,
      why: 'from sample.yaml: a',
    };
    const found = eraOf(workspace, '/p', options, sdkVersion(workspace, '/p', options), target, OLD);
    return found && [found.value, found.why];
  };

  test.each<[string, Files, Parameters<typeof era>[1], [string, string] | undefined]>([
    ['--era', ['sysbuild.conf'], { era: 'sysbuild', version: '2.4.0' }, ['sysbuild', 'from --era']],
    ['NCS 3.0', [], { version: '3.0.0' }, ['sysbuild', 'NCS 3.0.0 builds with sysbuild']],
    ['main', [], { version: 'main' }, ['sysbuild', 'NCS main builds with sysbuild']],
    ['NCS 2.4', [], { version: 'v2.4.0', sysbuild: true }, ['child-image', 'NCS 2.4.0 builds child images']],
    ['NCS 2.6', [], { version: '2.6.0' }, ['child-image', 'NCS 2.6.0 builds child images']],
    [
      'NCS 2.6 and a scenario',
      [],
      { version: '2.6.0', sysbuild: true },
      ['sysbuild', 'sysbuild is set from sample.yaml: a'],
    ],
    [
      'a scenario without sysbuild of a sample of NCS 2.9',
      ['/Kconfig.nrf', 'sysbuild.conf'],
      { version: '2.9.0', sysbuild: false },
      ['child-image', 'sysbuild is off from sample.yaml: a, although there is a sysbuild.conf'],
    ],
    [
      'NCS 3.0, whatever a scenario says',
      [],
      { version: '3.0.0', sysbuild: false },
      ['sysbuild', 'NCS 3.0.0 builds with sysbuild'],
    ],
    [
      'NCS 2.7, outside of the SDK',
      [],
      { version: '2.7.0', board: OLD[0]!, written: 'nrf52840dk/nrf52840' },
      ['child-image', 'NCS 2.7.0 builds applications outside of the SDK without sysbuild unless asked'],
    ],
    ['NCS 2.7 and a sysbuild.conf', ['sysbuild.conf'], { version: '2.7.0' }, ['sysbuild', 'there is a sysbuild.conf']],
    ['NCS 2.8', [], { version: '2.8.0' }, ['sysbuild', 'NCS 2.8.0 builds with sysbuild']],
    [
      'NCS 2.7 and a child_image folder',
      ['child_image/mcuboot.conf'],
      { version: '2.7.0' },
      ['child-image', 'there is a folder child_image'],
    ],
    [
      'a sample of NCS 2.7 with a child_image folder',
      ['/Kconfig.nrf', 'child_image/mcuboot.conf'],
      { version: '2.7.0' },
      ['sysbuild', 'the samples of NCS 2.7.0 are built with sysbuild, although there is a folder child_image'],
    ],
    [
      'a README',
      { 'README.rst': 'west build --no-sysbuild\n' },
      { version: '2.9.0' },
      ['child-image', 'README.rst builds without sysbuild'],
    ],
    [
      'what west is told',
      { '/.west/config': '[build]\nboard = x\nsysbuild = false\n' },
      { version: '2.9.0' },
      ['child-image', 'build.sysbuild is off in /.west/config'],
    ],
    [
      'a board, where a README speaks of a version that nobody knows',
      { 'README.md': 'With older releases: west build --no-sysbuild\n' },
      { board: OLD[0]!, written: 'nrf52840dk/nrf52840' },
      ['sysbuild', 'the board nrf52840dk/nrf52840 is one of hardware model v2, which came with NCS 2.7'],
    ],
    [
      'files of sysbuild, whatever a script does',
      { 'sysbuild.conf': '', 'build.sh': 'west build --no-sysbuild\n' },
      { version: '2.9.0' },
      ['sysbuild', 'there is a sysbuild.conf'],
    ],
    ['a sysbuild.conf', ['sysbuild.conf'], { board: OLD[0]! }, ['sysbuild', 'there is a sysbuild.conf']],
    ['a sysbuild folder', ['sysbuild/mcuboot.conf'], {}, ['sysbuild', 'there is a folder sysbuild']],
    ['a child_image folder', ['child_image/mcuboot.conf'], {}, ['child-image', 'there is a folder child_image']],
    [
      'a board with slashes',
      [],
      { board: OLD[0]!, written: 'nrf52840dk/nrf52840' },
      ['sysbuild', 'the board nrf52840dk/nrf52840 is one of hardware model v2, which came with NCS 2.7'],
    ],
    [
      'a new board in a file name',
      [],
      { board: 'nrf54l15dk_nrf54l15_cpuapp' },
      ['sysbuild', 'the board nrf54l15dk_nrf54l15_cpuapp is one of hardware model v2, which came with NCS 2.7'],
    ],
    [
      'an old board',
      [],
      { board: OLD[0]! },
      ['child-image', 'the board is named nrf52840dk_nrf52840, and nothing speaks of sysbuild'],
    ],
    [
      "the project's own board, old model",
      ['boards/arm/mine/mine_defconfig', 'boards/arm/mine/mine.dts'],
      { board: 'mine' },
      ['child-image', 'the board is named mine, and nothing speaks of sysbuild'],
    ],
    ['a board nobody knows', [], { board: 'x' }, undefined],
    ['nothing', [], {}, undefined],
  ])('by %s', (_, files, options, expected) => {
    expect(era(files, options)).toEqual(expected);
  });

  test.each<[Files, Parameters<typeof era>[1], string]>([
    [
      ['child_image/mcuboot.conf'],
      { version: '3.0.0' },
      'NCS 3.0.0 builds with sysbuild, although there is a folder child_image',
    ],
    [['sysbuild.conf'], { version: '2.4.0' }, 'NCS 2.4.0 builds child images, although there is a sysbuild.conf'],
    [
      ['sysbuild.conf', 'child_image/mcuboot.conf'],
      {},
      'there is a sysbuild.conf, although there is a folder child_image',
    ],
    [['sysbuild.conf'], { era: 'child-image' }, 'from --era, although there is a sysbuild.conf'],
  ])('says what speaks against it: %j', (files, options, why) => {
    expect(era(files, options)?.[1]).toBe(why);
  });
});
