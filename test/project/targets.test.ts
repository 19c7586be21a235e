import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_TARGETS, targetIds, targets, type WantedTargets } from '../../src/project/targets.ts';
import { workspaceOf } from './workspace-of.ts';

type Files = readonly string[] | Readonly<Record<string, string>>;

const OLD = ['nrf52840dk_nrf52840', 'nrf9160dk_nrf9160', 'nrf9160dk_nrf9160_ns', 'nrf5340dk_nrf5340_cpuapp'];

const targetsOf = (files: Files, wanted: WantedTargets = {}) => targets(workspaceOf(files), '/p', OLD, wanted);
const ids = (files: Files, wanted: WantedTargets = {}): readonly string[] => targetIds(targetsOf(files, wanted));

describe('a board without its SoC', () => {
  const wanted = (board: string, files: Files = ['prj.conf']) => ids(files, { board });

  test('has the only one there is', () => {
    expect(wanted('nrf9161dk')).toEqual(['nrf9161dk_nrf9161']);
    expect(wanted('nrf9161dk@0.7.0')).toEqual(['nrf9161dk_nrf9161@0.7.0']);
    expect(wanted('nrf9161dk//ns')).toEqual(['nrf9161dk_nrf9161_ns']);
    expect(ids(['prj.conf', 'boards/nrf9161dk_ns.overlay'])).toEqual(['nrf9161dk_nrf9161_ns']);
  });

  test('is left alone where there are several, where a core is missing, and where it is an old name', () => {
    expect(wanted('nrf52840dk')).toEqual(['nrf52840dk']);
    expect(wanted('nrf5340dk')).toEqual(['nrf5340dk']);
    expect(wanted('nrf9160dk_ns')).toEqual(['nrf9160dk_ns']);
    expect(wanted('my_board')).toEqual(['my_board']);
  });

  test('of the project is that of its board.yml', () => {
    const files = {
      'prj.conf': '',
      'boards/acme/fox/board.yml': 'board:\n  name: fox\n  socs:\n    - name: nrf52840\n',
      'boards/acme/fox/fox.dts': '',
    };
    expect(wanted('fox', files)).toEqual(['fox_nrf52840']);
    expect(ids(files)).toEqual(['fox_nrf52840']);
    const scenario = { 'sample.yaml': 'tests:\n  a:\n    platform_allow: fox/nrf52840\n' };
    expect(wanted('fox', { ...files, ...scenario })).toEqual(['fox_nrf52840']);
  });
});

describe('boards and build types by file names', () => {
  test.each<[string, string[], string[]]>([
    ['nothing names a board', ['prj.conf'], ['default']],
    ['boards/*.overlay', ['prj.conf', 'boards/nrf52840dk_nrf52840.overlay'], ['nrf52840dk_nrf52840']],
    ['boards/*.conf of hardware model v2', ['boards/nrf54l15dk_nrf54l15_cpuapp.conf'], ['nrf54l15dk_nrf54l15_cpuapp']],
    ['an overlay beside prj.conf', ['nrf52840dk_nrf52840.overlay'], ['nrf52840dk_nrf52840']],
    ['the only overlay beside prj.conf', ['prj.conf', 'my_fox.overlay'], ['my_fox']],
    ['one of several overlays', ['prj.conf', 'app.overlay', 'flash_sim.overlay'], ['default']],
    ['one of several with a SoC', ['prj.conf', 'app.overlay', 'fox_nrf52840.overlay'], ['fox_nrf52840']],
    ['an overlay for a board', ['prj.conf', 'app.overlay', 'dts_nrf52840dk.overlay'], ['default']],
    [
      'what a build adds, beside files of known boards',
      ['boards/nrf52840dk_nrf52840.overlay', 'boards/log_on_usb.overlay', 'boards/no_touch.conf'],
      ['nrf52840dk_nrf52840'],
    ],
    ['prj.conf of an emulator', ['prj.conf', 'prj_qemu_x86.conf', 'prj_native_sim.conf'], ['default']],
    ['files of boards nobody knows', ['boards/my_fox.overlay', 'boards/my_fan.conf'], ['my_fan', 'my_fox']],
    ['a static file', ['pm_static_nrf52840dk_nrf52840.yml'], ['nrf52840dk_nrf52840']],
    ['a revision', ['boards/nrf9160dk_nrf9160_ns_0_14_0.overlay'], ['nrf9160dk_nrf9160_ns@0.14.0']],
    [
      'a board with and without revision',
      ['boards/nrf9160dk_nrf9160_ns.conf', 'boards/nrf9160dk_nrf9160_ns_0_14_0.overlay'],
      ['nrf9160dk_nrf9160_ns', 'nrf9160dk_nrf9160_ns@0.14.0'],
    ],
    ['a board nobody knows', ['boards/my_board.overlay'], ['my_board']],
    ['its revision', ['boards/my_board.conf', 'boards/my_board_1_0_0.conf'], ['my_board', 'my_board@1.0.0']],
    ['its other core', ['boards/my_board.conf', 'boards/my_board_ns.conf'], ['my_board', 'my_board_ns']],
    [
      'its build type',
      ['prj.conf', 'prj_release.conf', 'boards/my_board_release.conf'],
      ['my_board', 'my_board release'],
    ],
    ['a build type', ['prj.conf', 'prj_release.conf'], ['default', 'default release']],
    ['nothing but build types', ['prj_debug.conf', 'prj_release.conf'], ['default debug', 'default release']],
    ['no build type, but a board', ['prj.conf', 'prj_nrf52840dk_nrf52840.conf'], ['default']],
    ['an overlay of a build type', ['prj.conf', 'app_release.overlay'], ['default']],
    [
      'the bootloader of a non-secure build',
      ['boards/nrf9160dk_nrf9160_ns.conf', 'child_image/mcuboot/boards/nrf9160dk_nrf9160.overlay'],
      ['nrf9160dk_nrf9160_ns'],
    ],
    [
      'nothing but files of the bootloader',
      ['sysbuild/mcuboot/boards/nrf52840dk_nrf52840.conf'],
      ['nrf52840dk_nrf52840'],
    ],
    [
      'a folder for each board',
      [
        'configuration/a_b/prj.conf',
        'configuration/a_b/prj_release.conf',
        'configuration/c/prj.conf',
        'configuration/common/x.h',
      ],
      ['a_b', 'a_b release', 'c'],
    ],
  ])('%s', (_, files, expected) => {
    expect(ids(files)).toEqual(expected);
  });

  test('a folder for each board, named by CMakeLists.txt', () => {
    const files = {
      'CMakeLists.txt': 'set(APPLICATION_CONFIG_DIR "${CMAKE_CURRENT_LIST_DIR}/conf/\\${NORMALIZED_BOARD_TARGET}")\n',
      'conf/a_b/prj.conf': '',
    };
    expect(ids(files)).toEqual(['a_b']);
  });

  test('one folder for all boards, named by CMakeLists.txt', () => {
    const files = {
      'CMakeLists.txt': 'set(APPLICATION_CONFIG_DIR "${CMAKE_CURRENT_LIST_DIR}/configuration")\n',
      'configuration/prj_release.conf': '',
      'configuration/boards/nrf52840dk_nrf52840.conf': '',
    };
    expect(ids(files)).toEqual(['nrf52840dk_nrf52840 release']);
  });

  test('CMakeLists.txt names the board, unless it depends on something', () => {
    expect(ids({ 'CMakeLists.txt': 'set(BOARD nrf9160dk@0.14.0/nrf9160/ns)\n' })).toEqual([
      'nrf9160dk_nrf9160_ns@0.14.0',
    ]);
    expect(ids({ 'CMakeLists.txt': 'if(X)\n  set(BOARD nrf9160dk/nrf9160)\nendif()\n' })).toEqual(['default']);
  });

  test('an application that names none is for the boards that it brings along', () => {
    const board = {
      'boards/acme/fan/fan_nrf52840.dts': '',
      'boards/acme/fan/board.yml': 'board:\n  name: fan\n  socs:\n    - name: nrf52840\n',
    };
    expect(ids({ 'prj.conf': '', ...board })).toEqual(['fan_nrf52840']);
    expect(ids({ 'prj.conf': '', 'boards/nrf52840dk_nrf52840.conf': '', ...board })).toEqual(['nrf52840dk_nrf52840']);
    const elsewhere = Object.fromEntries(Object.entries(board).map(([path, text]) => [`hw/${path}`, text]));
    const named = { 'CMakeLists.txt': 'set(BOARD_ROOT ${CMAKE_CURRENT_SOURCE_DIR}/hw)\n' };
    expect(ids({ 'prj.conf': '', ...elsewhere })).toEqual(['default']);
    expect(ids({ 'prj.conf': '', ...elsewhere, ...named })).toEqual(['fan_nrf52840']);
  });

  test('of its own boards, those of the core that the application is for', () => {
    const board = (name: string) => [
      `boards/arm/fox/${name}.dts`,
      `boards/arm/fox/${name}.yaml`,
      `boards/arm/fox/${name}_defconfig`,
    ];
    const both = [...board('fox_nrf5340_cpuapp'), ...board('fox_nrf5340_cpunet')];
    expect(ids(['prj.conf', ...both])).toEqual(['fox_nrf5340_cpuapp']);
    expect(ids(['prj.conf', ...board('fox_nrf5340_cpunet')])).toEqual(['fox_nrf5340_cpunet']);
  });

  test('boards of the repository are known by name', () => {
    const files = [
      'boards/acme/widget/board.yml',
      'boards/acme/widget/widget_nrf52840.dts',
      'app/boards/widget_nrf52840_release.conf',
    ];
    const workspace = workspaceOf({
      ...Object.fromEntries(files.map((file) => [file, ''])),
      'boards/acme/widget/board.yml': 'board:\n  name: widget\n  socs:\n    - name: nrf52840\n',
    });
    expect(targetIds(targets(workspace, '/p/app', [], {}))).toEqual(['widget_nrf52840']);
  });
});

const SAMPLE = `
common:
  platform_allow: nrf52840dk/nrf52840
  sysbuild: true
tests:
  sample.plain: {}
  sample.release:
    extra_args: FILE_SUFFIX=release
  sample.usb:
    platform_allow:
      - nrf5340dk/nrf5340/cpuapp/ns
    platform_exclude: nrf52840dk/nrf52840
    extra_args:
      - EXTRA_CONF_FILE="usb.conf;more.conf"
      - mcuboot_CONFIG_LOG=y
    extra_configs:
      - CONFIG_USB=y
      - platform:nrf52840dk/nrf52840:CONFIG_A=y
`;

describe('scenarios', () => {
  test('each platform of each scenario is a configuration', () => {
    expect(ids({ 'sample.yaml': SAMPLE, 'prj.conf': '' })).toEqual([
      'nrf52840dk_nrf52840',
      'nrf52840dk_nrf52840 release',
      'nrf5340dk_nrf5340_cpuapp_ns (sample.usb)',
    ]);
  });

  test('with the arguments, the board as written and what is said about sysbuild', () => {
    expect(targetsOf({ 'sample.yaml': SAMPLE })[2]).toEqual({
      board: { value: 'nrf5340dk_nrf5340_cpuapp_ns', why: 'from sample.yaml' },
      revision: undefined,
      buildType: undefined,
      written: 'nrf5340dk/nrf5340/cpuapp/ns',
      arguments: ['-DEXTRA_CONF_FILE="usb.conf;more.conf"', '-Dmcuboot_CONFIG_LOG=y', '-DCONFIG_USB=y'],
      scenario: 'sample.usb',
      sysbuild: true,
      why: 'from sample.yaml: sample.usb',
    });
  });

  test('that build the same are one', () => {
    const text = 'tests:\n  a:\n    platform_allow: x/y\n  b:\n    integration_platforms: [x/y]\n';
    expect(targetsOf({ 'testcase.yaml': text }).map(({ why }) => why)).toEqual(['from testcase.yaml: a and 1 more']);
  });

  test('without platforms are built for the boards of the files', () => {
    const files = { 'sample.yaml': 'tests:\n  a:\n    extra_args: CONFIG_A=y\n', 'boards/my_board.conf': '' };
    expect(ids(files)).toEqual(['my_board (a)', 'my_board']);
  });

  test('CONF_FILE=prj_<type>.conf is a build type', () => {
    const files = {
      'sample.yaml': 'tests:\n  a:\n    platform_allow: b\n    extra_args: CONF_FILE=prj_debug.conf\n',
      'prj_debug.conf': '',
    };
    expect(ids(files)).toEqual(['b debug']);
  });

  test('a known board and a build type that none of them has are added', () => {
    const files = { 'sample.yaml': SAMPLE, 'prj.conf': '', 'prj_x.conf': '', 'boards/nrf9160dk_nrf9160.conf': '' };
    expect(ids(files).slice(3)).toEqual(['nrf9160dk_nrf9160', 'nrf9160dk_nrf9160 x']);
  });

  test('what they add as fragment or overlay names no build type and no board', () => {
    const text =
      'tests:\n  a:\n    extra_args: OVERLAY_CONFIG=prj_usb.conf EXTRA_DTC_OVERLAY_FILE=boards/with_usb.overlay\n';
    expect(ids({ 'sample.yaml': text, 'prj.conf': '', 'prj_usb.conf': '', 'boards/with_usb.overlay': '' })).toEqual([
      'default (a)',
    ]);
  });
});

describe('presets', () => {
  const presets = (configurePresets: unknown, file = 'CMakePresets.json') => ({
    [file]: JSON.stringify({ configurePresets }),
  });

  test('inherit, hide and expand', () => {
    const files = presets([
      { name: 'base', hidden: true, cacheVariables: { BOARD: 'a/b', EXTRA_CONF_FILE: '${sourceDir}/x.conf' } },
      { name: 'one', inherits: 'base' },
      {
        name: 'two',
        inherits: ['base'],
        cacheVariables: { BOARD: { type: 'STRING', value: 'c/d' }, CONFIG_A: true, CMAKE_BUILD_TYPE: 'Debug' },
      },
    ]);
    expect(targetsOf(files).map(({ written, arguments: texts, scenario }) => ({ written, texts, scenario }))).toEqual([
      { written: 'a/b', texts: ['-DEXTRA_CONF_FILE=/p/x.conf'], scenario: 'one' },
      { written: 'c/d', texts: ['-DCONFIG_A=TRUE', '-DEXTRA_CONF_FILE=/p/x.conf'], scenario: 'two' },
    ]);
  });

  test('in a circle end', () => {
    const circle = [
      { name: 'a', inherits: 'b', cacheVariables: { BOARD: 'x' } },
      { name: 'b', inherits: ['a', 'b', 'a'] },
    ];
    expect(ids(presets(circle, 'CMakeUserPresets.json'))).toEqual(['x']);
  });
});

describe('the command line wins', () => {
  const files = {
    'sample.yaml': SAMPLE,
    'prj.conf': '',
    'prj_release.conf': '',
    'boards/nrf9160dk_nrf9160_ns.conf': '',
  };

  test.each<[string, WantedTargets, string[]]>([
    ['a board of scenarios', { board: 'nrf52840dk/nrf52840' }, ['nrf52840dk_nrf52840', 'nrf52840dk_nrf52840 release']],
    [
      'the same by its old name',
      { board: 'nrf52840dk_nrf52840' },
      ['nrf52840dk_nrf52840', 'nrf52840dk_nrf52840 release'],
    ],
    [
      'a board whose scenario has arguments is also built without',
      { board: 'nrf5340dk/nrf5340/cpuapp/ns' },
      [
        'nrf5340dk_nrf5340_cpuapp_ns (sample.usb)',
        'nrf5340dk_nrf5340_cpuapp_ns',
        'nrf5340dk_nrf5340_cpuapp_ns release',
      ],
    ],
    ['a board nobody names', { board: 'x/y' }, ['x_y', 'x_y release']],
    ['a revision', { board: 'x@1.0.0/y', buildType: 'a' }, ['x_y@1.0.0 a']],
    ['a suffix', { board: 'nrf52840dk/nrf52840', buildType: 'release' }, ['nrf52840dk_nrf52840 release']],
    [
      'arguments: no scenario, no build type',
      { board: 'nrf52840dk/nrf52840', hasArguments: true },
      ['nrf52840dk_nrf52840'],
    ],
  ])('%s', (_, wanted, expected) => {
    expect(ids(files, wanted)).toEqual(expected);
  });

  test('and is kept as it was written', () => {
    expect(targetsOf(files, { board: 'x@1.0.0/y' })[0]).toMatchObject({
      written: 'x@1.0.0/y',
      board: { why: 'from --board' },
    });
  });
});

test('more configurations than anyone reads are left out, and that is said', () => {
  const text = `tests:\n${Array.from({ length: 300 }, (_, i) => `  t${i}:\n    platform_allow: b\n    extra_args: CONFIG_A=${i}\n`).join('')}`;
  const workspace = workspaceOf({ 'sample.yaml': text });
  expect(targets(workspace, '/p', [], {})).toHaveLength(MOST_TARGETS);
  expect(workspace.skipped).toMatchObject([
    { path: '.', why: '100 of 300 configurations; --board and --suffix choose' },
  ]);
});

test('configurations have names of their own', () => {
  const text =
    'tests:\n  a:\n    platform_allow: b\n    sysbuild: true\n  c:\n    platform_allow: b\n    sysbuild: false\n';
  expect(ids({ 'sample.yaml': text })).toEqual(['b', 'b (c)']);
});

test('whatever the files hold, there is a configuration', () => {
  const json = fc
    .json()
    .map(
      (value) => `{"configurePresets": [${value}, {"name": "a", "inherits": ${value}, "cacheVariables": ${value}}]}`,
    );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), json, fc.constantFrom(SAMPLE)), fc.nat(), (text, cut) => {
      const broken = text.slice(cut % (text.length + 1));
      const files = [
        'sample.yaml',
        'CMakePresets.json',
        'CMakeLists.txt',
        '.vscode/settings.json',
        'build/CMakeCache.txt',
        'boards/a/b/board.yml',
      ];
      const workspace = workspaceOf(Object.fromEntries(files.map((file) => [file, cut % 2 ? broken : text])));
      const found = targets(workspace, '/p', OLD, {});
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(targetIds(found)).size).toBe(found.length);
    }),
    { numRuns: 200 },
  );
});
