import { describe, expect, test } from 'vitest';
import { BuildArguments } from '../../src/project/build-arguments.ts';
import type { ComposedFile, ImageFiles } from '../../src/project/compose/composition.ts';
import { composeSysbuild } from '../../src/project/compose/sysbuild.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

describe("sysbuild's own Kconfig", () => {
  test('reads sysbuild.conf and Kconfig.sysbuild', () => {
    const { sysbuild } = build(['sysbuild.conf', 'Kconfig.sysbuild']);
    expect(sysbuild).toMatchObject({ kconfig: 'Kconfig.sysbuild', fragments: ['sysbuild.conf'] });
  });

  test.each([
    [
      'the file with the suffix replaces the plain one',
      ['sysbuild.conf', 'sysbuild_release.conf'],
      ['sysbuild_release.conf'],
    ],
    ['without one with the suffix the plain one is read', ['sysbuild.conf'], ['sysbuild.conf']],
  ])('%s', (_, files, fragments) => {
    expect(build(files, { arguments: ['-DFILE_SUFFIX=release'] }).sysbuild.fragments).toEqual(fragments);
    expect(build(files, { type: 'release' }).sysbuild.fragments).toEqual(fragments);
  });

  test('SB_CONF_FILE replaces it, SB_EXTRA_CONF_FILE comes behind', () => {
    const built = build(['sysbuild.conf', 'a.conf', 'b.conf'], {
      arguments: ['-DSB_CONF_FILE=a.conf', '-DSB_EXTRA_CONF_FILE=b.conf'],
    });
    expect(built.sysbuild.fragments).toEqual(['a.conf', 'b.conf']);
  });

  test('-DSB_CONFIG_X comes behind all fragments', () => {
    const { assignments } = build(['sysbuild.conf'], { arguments: ['-DSB_CONFIG_A=y'] }).sysbuild;
    expect(assignments).toMatchObject([{ symbol: 'SB_CONFIG_A', value: 'y' }]);
  });

  test('has no file for a board', () => {
    const files = ['sysbuild.conf', 'sysbuild_nrf52840dk_nrf52840.conf', 'boards/nrf52840dk_nrf52840.sysbuild.conf'];
    expect(build(files).sysbuild.fragments).toEqual(['sysbuild.conf']);
  });

  test('moves with APPLICATION_CONFIG_DIR, as the files of the application do', () => {
    const files = ['cfg/prj.conf', 'cfg/sysbuild.conf', 'cfg/app.overlay', 'cfg/pm_static.yml', 'prj.conf'];
    const built = build(files, { arguments: ['-DAPPLICATION_CONFIG_DIR=cfg'] });
    expect(built.sysbuild.fragments).toEqual(['cfg/sysbuild.conf']);
    expect(built.app).toMatchObject({ fragments: ['cfg/prj.conf'], overlays: ['cfg/app.overlay'] });
    expect(built.staticFile).toBe('cfg/pm_static.yml');
  });

  test('moves with SB_APPLICATION_CONFIG_DIR', () => {
    const built = build({
      'sysbuild.conf': '',
      'configuration/nrf52840dk_nrf52840/sysbuild.conf': '',
      'sysbuild/CMakeLists.txt':
        'set(SB_APPLICATION_CONFIG_DIR "${CMAKE_CURRENT_LIST_DIR}/../configuration/\\${NORMALIZED_BOARD_TARGET}")\n',
    });
    expect(built.sysbuild.fragments).toEqual(['configuration/nrf52840dk_nrf52840/sysbuild.conf']);
  });
});

describe('the application', () => {
  const everything = [
    'prj.conf',
    'prj_release.conf',
    'socs/nrf52840.conf',
    'boards/nrf52840dk_nrf52840.conf',
    'boards/nrf52840dk_nrf52840_release.conf',
    'boards/nrf52840dk_nrf52840_1_0_0.conf',
    'extra.conf',
  ];

  test('reads prj.conf, then those of the SoC, the board and its revision, then what is given', () => {
    expect(
      build(everything, { board: 'nrf52840dk_nrf52840@1.0.0', arguments: ['-DEXTRA_CONF_FILE=extra.conf'] }).app
        .fragments,
    ).toEqual([
      'prj.conf',
      'socs/nrf52840.conf',
      'boards/nrf52840dk_nrf52840.conf',
      'boards/nrf52840dk_nrf52840_1_0_0.conf',
      'extra.conf',
    ]);
  });

  test('takes each file with the suffix where there is one', () => {
    expect(build(everything, { type: 'release' }).app.fragments).toEqual([
      'prj_release.conf',
      'socs/nrf52840.conf',
      'boards/nrf52840dk_nrf52840_release.conf',
    ]);
  });

  test('with CONF_FILE reads no other file, except beside prj_<type>.conf that of the board and type', () => {
    expect(build(everything, { arguments: ['-DCONF_FILE=extra.conf'] }).app.fragments).toEqual(['extra.conf']);
    expect(build(everything, { arguments: ['-DCONF_FILE=prj_release.conf'] }).app.fragments).toEqual([
      'prj_release.conf',
      'boards/nrf52840dk_nrf52840_release.conf',
    ]);
  });

  test.each([
    [
      'overlays in socs/ and boards/',
      ['socs/nrf52840.overlay', 'boards/nrf52840dk_nrf52840.overlay'],
      ['nrf52840dk_nrf52840.overlay', 'app.overlay'],
    ],
    ['the overlay named after the board', ['nrf52840dk_nrf52840.overlay'], ['app.overlay']],
    ['app.overlay', ['app.overlay'], []],
  ])('%s: the later kinds are not read', (_, read, unread) => {
    expect(build([...read, ...unread]).app.overlays).toEqual(read);
  });

  test('app.overlay has a suffix, too', () => {
    expect(build(['app.overlay', 'app_release.overlay'], { type: 'release' }).app.overlays).toEqual([
      'app_release.overlay',
    ]);
  });

  test('DTC_OVERLAY_FILE replaces them, EXTRA_DTC_OVERLAY_FILE comes on top', () => {
    const files = ['boards/nrf52840dk_nrf52840.overlay', 'a.overlay', 'b.overlay'];
    expect(
      build(files, { arguments: ['-DDTC_OVERLAY_FILE=a.overlay', '-DEXTRA_DTC_OVERLAY_FILE=b.overlay'] }).app.overlays,
    ).toEqual(['a.overlay', 'b.overlay']);
  });

  test('still takes names without the SoC', () => {
    const built = build(['boards/thingy53_cpuapp.overlay'], { board: 'thingy53_nrf5340_cpuapp' });
    expect(built.app.overlays).toEqual(['boards/thingy53_cpuapp.overlay']);
  });

  test('is named after its folder: sysbuild/<folder>.conf is its -DEXTRA_CONF_FILE, instead of the given one', () => {
    const built = build(['prj.conf', 'sysbuild/product.conf', 'extra.conf'], {
      arguments: ['-DEXTRA_CONF_FILE=extra.conf'],
    });
    expect(built.app.buildName).toBe('product');
    expect(built.app.fragments).toEqual(['prj.conf', 'sysbuild/product.conf']);
  });

  test('its prefixed argument hides the plain one', () => {
    const built = build(['prj.conf', 'a.conf', 'b.conf'], {
      arguments: ['-DEXTRA_CONF_FILE=a.conf', '-Dproduct_EXTRA_CONF_FILE=b.conf'],
    });
    expect(built.app.fragments).toEqual(['prj.conf', 'b.conf']);
  });
});

describe('another image', () => {
  test('keeps its own files while the application has none for it', () => {
    expect(build([]).mcuboot).toMatchObject({
      fragments: [],
      overlays: [],
      ownBase: true,
      ownBoardFragment: true,
      ownOverlays: true,
    });
  });

  test('sysbuild/<image>.conf comes behind its own files', () => {
    expect(build(['sysbuild/mcuboot.conf']).mcuboot).toMatchObject({
      fragments: ['sysbuild/mcuboot.conf'],
      ownBase: true,
      ownBoardFragment: true,
    });
  });

  test('sysbuild/<image>_<suffix>.conf replaces it', () => {
    expect(
      build(['sysbuild/mcuboot.conf', 'sysbuild/mcuboot_release.conf'], { type: 'release' }).mcuboot.fragments,
    ).toEqual(['sysbuild/mcuboot_release.conf']);
  });

  test.each(['EXTRA_CONF_FILE', 'OVERLAY_CONFIG'])('-D<image>_%s is read instead of it', (variable) => {
    const built = build(['sysbuild/mcuboot.conf', 'a.conf'], { arguments: [`-Dmcuboot_${variable}=a.conf`] });
    expect(built.mcuboot.fragments).toEqual(['a.conf']);
  });

  test('-D<image>_DTC_OVERLAY_FILE is read instead of sysbuild/<image>.overlay', () => {
    const built = build(['sysbuild/mcuboot.overlay', 'a.overlay'], {
      arguments: ['-Dmcuboot_DTC_OVERLAY_FILE=a.overlay'],
    });
    expect(built.mcuboot).toMatchObject({ overlays: ['a.overlay'], ownOverlays: false });
  });

  test('sysbuild/<image>/ takes the place of its folder: nothing of its own is left', () => {
    const files = [
      'sysbuild/mcuboot/prj.conf',
      'sysbuild/mcuboot/boards/nrf52840dk_nrf52840.conf',
      'sysbuild/mcuboot/app.overlay',
    ];
    expect(build([...files, 'sysbuild/mcuboot.conf']).mcuboot).toMatchObject({
      fragments: [
        'sysbuild/mcuboot/prj.conf',
        'sysbuild/mcuboot/boards/nrf52840dk_nrf52840.conf',
        'sysbuild/mcuboot.conf',
      ],
      overlays: ['sysbuild/mcuboot/app.overlay'],
      ownBase: false,
      ownBoardFragment: false,
      ownOverlays: false,
    });
  });

  test('sysbuild/<image>.overlay replaces all other overlays', () => {
    const files = [
      'sysbuild/mcuboot/prj.conf',
      'sysbuild/mcuboot/boards/nrf52840dk_nrf52840.overlay',
      'sysbuild/mcuboot.overlay',
    ];
    expect(build(files).mcuboot).toMatchObject({ overlays: ['sysbuild/mcuboot.overlay'], ownOverlays: false });
    expect(build(['sysbuild/mcuboot.overlay']).mcuboot).toMatchObject({ ownBase: true, ownOverlays: false });
  });

  test.each([
    ['2.9.0', ['sysbuild/mcuboot.overlay']],
    ['3.1.0', ['sysbuild/mcuboot_release.overlay']],
    [undefined, ['sysbuild/mcuboot_release.overlay']],
  ])('its overlay has a suffix from NCS 3.1 on (%s)', (version, overlays) => {
    const files = ['sysbuild/mcuboot.overlay', 'sysbuild/mcuboot_release.overlay'];
    expect(build(files, { type: 'release', version }).mcuboot.overlays).toEqual(overlays);
  });

  test('-D<image>_CONF_FILE switches all of sysbuild/ off', () => {
    const files = ['a.conf', 'sysbuild/mcuboot.conf', 'sysbuild/mcuboot.overlay', 'sysbuild/mcuboot/prj.conf'];
    expect(build(files, { arguments: ['-Dmcuboot_CONF_FILE=a.conf'] }).mcuboot).toMatchObject({
      fragments: ['a.conf'],
      overlays: [],
      ownBase: false,
      ownOverlays: true,
    });
  });

  test('plain arguments are the application’s, but the suffix is everyone’s unless it has its own', () => {
    const files = ['a.conf', 'sysbuild/mcuboot/prj.conf', 'sysbuild/mcuboot/prj_x.conf', 'sysbuild/mcuboot/prj_y.conf'];
    const mcuboot = (...given: string[]) => build(files, { arguments: given }).mcuboot.fragments;
    expect(mcuboot('-DEXTRA_CONF_FILE=a.conf')).toEqual(['sysbuild/mcuboot/prj.conf']);
    expect(mcuboot('-DFILE_SUFFIX=x')).toEqual(['sysbuild/mcuboot/prj_x.conf']);
    expect(mcuboot('-DFILE_SUFFIX=x', '-Dmcuboot_FILE_SUFFIX=y')).toEqual(['sysbuild/mcuboot/prj_y.conf']);
  });

  test('-D<image>_CONFIG_X is its own', () => {
    const built = build([], { arguments: ['-DCONFIG_A=y', '-Dmcuboot_CONFIG_B=y'] });
    expect(built.mcuboot.assignments.map(({ symbol }) => symbol)).toEqual(['CONFIG_B']);
    expect(built.app.assignments.map(({ symbol }) => symbol)).toEqual(['CONFIG_A']);
  });

  test('its folder can be moved by sysbuild/CMakeLists.txt', () => {
    const folder = 'configuration/nrf52840dk_nrf52840/images/mcuboot';
    const built = build({
      [`${folder}/prj.conf`]: '',
      'sysbuild/CMakeLists.txt':
        'set(mcuboot_APPLICATION_CONFIG_DIR "${APP_DIR}/configuration/\\${NORMALIZED_BOARD_TARGET}/images/mcuboot" CACHE INTERNAL "")\n',
    });
    expect(built.mcuboot).toMatchObject({ fragments: [`${folder}/prj.conf`], ownBase: false });
  });
});

describe('boards of images', () => {
  test.each([
    ['nrf5340dk_nrf5340_cpuapp_ns', undefined, 'nrf5340dk_nrf5340_cpuapp'],
    ['nrf9160dk_nrf9160_ns', undefined, 'nrf9160dk_nrf9160'],
    ['nrf54l15dk_nrf54l15_cpuapp_ns', '2.9.0', 'nrf54l15dk_nrf54l15_cpuapp'],
    ['nrf54l15dk_nrf54l15_cpuapp_ns', '2.7.0', 'nrf54l15dk_nrf54l15_cpuapp_ns'],
    ['nrf54l15dk_nrf54l15_cpuapp_ns', '2.7.99', 'nrf54l15dk_nrf54l15_cpuapp'],
    ['nrf52840dk_nrf52840', undefined, 'nrf52840dk_nrf52840'],
  ])('MCUboot of %s (NCS %s) is built for %s', (board, version, expected) => {
    expect(build([], { board, version }).mcuboot.board).toBe(expected);
  });

  test('a file for the non-secure board is not MCUboot’s', () => {
    const files = ['sysbuild/mcuboot/prj.conf', 'sysbuild/mcuboot/boards/nrf5340dk_nrf5340_cpuapp_ns.overlay'];
    expect(build(files, { board: 'nrf5340dk_nrf5340_cpuapp_ns' }).mcuboot.overlays).toEqual([]);
  });

  test('network images are built for the network core', () => {
    expect(build([], { board: 'nrf5340dk_nrf5340_cpuapp' }).image('ipc_radio').board).toBe('nrf5340dk_nrf5340_cpunet');
    expect(build([], { board: 'nrf54h20dk_nrf54h20_cpuapp' }).image('ipc_radio').board).toBe(
      'nrf54h20dk_nrf54h20_cpurad',
    );
    expect(build([], { board: 'nrf52840dk_nrf52840' }).image('ipc_radio').board).toBeUndefined();
  });
});

describe('images of the application’s own', () => {
  const cmake = `
    # ExternalZephyrProject_Add(APPLICATION not_this SOURCE_DIR x)
    ExternalZephyrProject_Add(
      APPLICATION remote
      SOURCE_DIR \${APP_DIR}/remote
      BOARD \${SB_CONFIG_BOARD}/\${SB_CONFIG_SOC}/cpunet
    )
    if(SB_CONFIG_SPARE)
      ExternalZephyrProject_Add(APPLICATION spare SOURCE_DIR \${ZEPHYR_BASE}/samples/hello)
    endif()
    ExternalZephyrProject_Add(APPLICATION \${NAME} SOURCE_DIR x)
  `;
  const built = build(
    {
      'sysbuild.cmake': cmake,
      'remote/prj.conf': '',
      'remote/boards/nrf5340dk_nrf5340_cpunet.conf': '',
      'sysbuild/remote.conf': '',
    },
    { board: 'nrf5340dk_nrf5340_cpuapp' },
  );

  test('are added by sysbuild.cmake', () => {
    expect(built.names).toContain('remote');
    expect(built.names).not.toContain('not_this');
    expect(built.image('remote')).toMatchObject({
      presence: 'always',
      board: 'nrf5340dk_nrf5340_cpunet',
      fragments: ['remote/prj.conf', 'remote/boards/nrf5340dk_nrf5340_cpunet.conf', 'sysbuild/remote.conf'],
      ownBase: false,
    });
  });

  test('under a condition nobody knows whether they are built', () => {
    expect(built.image('spare')).toMatchObject({ presence: 'sometimes', ownBase: true });
  });
});

test('variants are built with the settings of their source', () => {
  const built = build(['sysbuild/mcuboot.conf']);
  expect(built.image('s1_image')).toMatchObject({ variantOf: 'mcuboot', fragments: ['sysbuild/mcuboot.conf'] });
  expect(built.image('mcuboot_secondary_app')).toMatchObject({ variantOf: 'app' });
});

describe('the static file of Partition Manager', () => {
  const names = [
    'pm_static_nrf52840dk_nrf52840_1_0_0_release.yml',
    'pm_static_nrf52840dk_nrf52840_1_0_0.yml',
    'pm_static_nrf52840dk_nrf52840_release.yml',
    'pm_static_nrf52840dk_nrf52840.yml',
    'pm_static_release.yml',
    'pm_static.yml',
  ];

  test.each(names.map((name, index) => [name, names.slice(index)] as const))(
    '%s goes before the later ones',
    (name, files) => {
      expect(build(files, { board: 'nrf52840dk_nrf52840@1.0.0', type: 'release' }).staticFile).toBe(name);
    },
  );

  test('PM_STATIC_YML_FILE goes before all, in 2.7 only with an absolute path', () => {
    const built = (version: string, path: string) =>
      build(['pm_static.yml', 'other.yml'], { version, arguments: [`-DPM_STATIC_YML_FILE=${path}`] }).staticFile;
    expect(built('2.9.0', 'other.yml')).toBe('other.yml');
    expect(built('2.7.0', 'other.yml')).toBe('pm_static.yml');
    expect(built('2.7.0', '/src/product/other.yml')).toBe('other.yml');
  });

  test('one that is not there is told, and the search goes on', () => {
    const built = build(['pm_static.yml'], { arguments: ['-DPM_STATIC_YML_FILE=gone.yml'] });
    expect(built.staticFile).toBe('pm_static.yml');
    expect(built.missing).toEqual(['gone.yml']);
  });

  test.each([
    [['pm_static_CPUNET_release.yml', 'pm_static_release.yml', 'pm_static.yml'], 'pm_static_CPUNET_release.yml'],
    [['pm_static_CPUNET.yml', 'pm_static_release.yml'], 'pm_static_CPUNET.yml'],
    [['pm_static_release_CPUNET.yml', 'pm_static.yml'], 'pm_static.yml'],
  ])('of %j the network core takes %s', (files, expected) => {
    const inFolder = (name: string) => `sysbuild/ipc_radio/${name}`;
    const built = build(files.map(inFolder), { board: 'nrf5340dk_nrf5340_cpuapp', type: 'release' });
    expect(built.networkStaticFile).toBe(inFolder(expected));
  });
});

interface Build {
  readonly board?: string;
  readonly type?: string;
  readonly version?: string | undefined;
  readonly arguments?: readonly string[];
}

/** Composes `/src/product` with these files; paths in the result are relative to it. */
function build(files: readonly string[] | Readonly<Record<string, string>>, options: Build = {}) {
  const texts = Array.isArray(files) ? Object.fromEntries(files.map((path) => [path, ''])) : files;
  const root = '/src/product';
  const inMemory = memoryFiles({
    [`${root}/CMakeLists.txt`]: '',
    ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${root}/${path}`, text])),
  });
  const [board, revision] = (options.board ?? 'nrf52840dk_nrf52840').split('@');
  const target = { board: { value: board!, why: '' }, revision, buildType: options.type };
  const composition = composeSysbuild(
    new Workspace(inMemory, [root]),
    root,
    target,
    new BuildArguments(options.arguments),
    options.version,
  );

  const shown = (path: string) => path.replace(`${root}/`, '');
  const paths = (list: readonly ComposedFile[]) => list.map(({ path }) => shown(path));
  const image = (name: string) => {
    const found: ImageFiles = composition.images.find((one) => one.name === name)!;
    return { ...found, fragments: paths(found.fragments), overlays: paths(found.overlays) };
  };
  const { staticFile, networkStaticFile, sysbuild } = composition;
  return {
    names: composition.images.map(({ name }) => name),
    image,
    app: image('app'),
    mcuboot: image('mcuboot'),
    staticFile: staticFile && shown(staticFile.path),
    networkStaticFile: networkStaticFile && shown(networkStaticFile.path),
    missing: composition.missing.map(({ path }) => shown(path)),
    sysbuild: {
      kconfig: sysbuild!.kconfig && shown(sysbuild!.kconfig.path),
      fragments: paths(sysbuild!.fragments),
      assignments: sysbuild!.assignments,
    },
  };
}
