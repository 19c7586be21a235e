import { describe, expect, test } from 'vitest';
import { BuildArguments } from '../../src/project/build-arguments.ts';
import { composeChildImages } from '../../src/project/compose/child-image.ts';
import type { ComposedFile } from '../../src/project/compose/composition.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

const board = 'nrf9160dk_nrf9160_ns';

describe('the application', () => {
  const files = [
    'prj.conf',
    'prj_release.conf',
    `boards/${board}.conf`,
    `boards/${board}_0_14_0.conf`,
    `boards/${board}_release.conf`,
    'a.conf',
    'b.conf',
  ];

  test('reads prj.conf, then the fragments of the board and its revision', () => {
    expect(build(files).app.fragments).toEqual(['prj.conf', `boards/${board}.conf`]);
    expect(build(files, { revision: '0.14.0' }).app.fragments).toEqual([
      'prj.conf',
      `boards/${board}.conf`,
      `boards/${board}_0_14_0.conf`,
    ]);
  });

  test('of a build type reads only what is named after it', () => {
    const expected = ['prj_release.conf', `boards/${board}_release.conf`];
    expect(build(files, { type: 'release' }).app.fragments).toEqual(expected);
    expect(build(files, { arguments: ['-DCONF_FILE=prj_release.conf'] }).app.fragments).toEqual(expected);
  });

  test.each([
    ['another name', ['-DCONF_FILE=a.conf'], ['a.conf']],
    ['several', ['-DCONF_FILE=prj_release.conf;a.conf'], ['prj_release.conf', 'a.conf']],
    ['prj.conf itself', ['-DCONF_FILE=prj.conf'], ['prj.conf']],
  ])('with a CONF_FILE of %s reads nothing of boards/', (_, given, expected) => {
    expect(build(files, { arguments: given }).app.fragments).toEqual(expected);
  });

  test('prj_<board>.conf is the whole base', () => {
    expect(build([...files, `prj_${board}.conf`]).app.fragments).toEqual([`prj_${board}.conf`]);
  });

  test('-DCONFIG_X comes behind all fragments, and is nobody else’s', () => {
    const built = build(files, { arguments: ['-DCONFIG_A=y', '-Dmcuboot_CONFIG_B=n'] });
    expect(built.app.assignments).toMatchObject([{ symbol: 'CONFIG_A', value: 'y' }]);
    expect(built.image('mcuboot').assignments).toMatchObject([{ symbol: 'CONFIG_B', value: 'n' }]);
  });

  test('EXTRA_CONF_FILE comes behind, then OVERLAY_CONFIG', () => {
    expect(build(files, { arguments: ['-DOVERLAY_CONFIG=a.conf', '-DEXTRA_CONF_FILE=b.conf'] }).app.fragments).toEqual([
      'prj.conf',
      `boards/${board}.conf`,
      'b.conf',
      'a.conf',
    ]);
  });

  test.each([
    ['the overlays in boards/', [`boards/${board}.overlay`], [`${board}.overlay`, 'app.overlay']],
    ['<board>.overlay', [`${board}.overlay`], ['app.overlay']],
    ['app.overlay', ['app.overlay'], []],
  ])('reads %s and none of the later kinds', (_, read, unread) => {
    expect(build([...read, ...unread]).app.overlays).toEqual(read);
  });

  test('overlays have no build type', () => {
    expect(build([`boards/${board}_release.overlay`, 'app.overlay'], { type: 'release' }).app.overlays).toEqual([
      'app.overlay',
    ]);
  });

  test('reads the overlays of the board and of its revision', () => {
    const overlays = [`boards/${board}.overlay`, `boards/${board}_0_14_0.overlay`];
    expect(build([...overlays, 'app.overlay'], { revision: '0.14.0' }).app.overlays).toEqual(overlays);
  });

  test('DTC_OVERLAY_FILE replaces them, EXTRA_DTC_OVERLAY_FILE comes on top', () => {
    const given = ['-DDTC_OVERLAY_FILE=a.overlay', '-DEXTRA_DTC_OVERLAY_FILE=b.overlay'];
    const built = build([`boards/${board}.overlay`, 'a.overlay', 'b.overlay'], { arguments: given });
    expect(built.app.overlays).toEqual(['a.overlay', 'b.overlay']);
  });
});

describe('a child image', () => {
  const secure = 'nrf9160dk_nrf9160';
  const G = 'child_image/mcuboot/prj.conf';
  const H = 'child_image/mcuboot/prj_release.conf';
  const E = `child_image/mcuboot/boards/${secure}.conf`;
  const F = `child_image/mcuboot/boards/${secure}_release.conf`;
  const I = 'child_image/mcuboot.conf';
  const J = 'child_image/mcuboot_release.conf';

  test.each([
    ['nothing: its own files', [], { fragments: [], ownBase: true, ownBoardFragment: true }],
    ['(I): behind its own files', [I], { fragments: [I], ownBase: true, ownBoardFragment: true }],
    ['(G): instead of its own files', [G], { fragments: [G], ownBase: false, ownBoardFragment: false }],
    ['(E) without (G): the whole base', [E], { fragments: [E], ownBase: false, ownBoardFragment: false }],
    ['(G), (E) and (I), in this order', [E, G, I], { fragments: [G, E, I], ownBase: false }],
  ])('with %s', (_, files, expected) => {
    expect(build(files).image('mcuboot')).toMatchObject(expected);
  });

  test('of a build type reads (H), (F) and (J), and nothing without the type', () => {
    const all = [E, F, G, H, I, J];
    expect(build(all, { type: 'release' }).image('mcuboot').fragments).toEqual([H, F, J]);
    expect(build([E, G, I], { type: 'release' }).image('mcuboot')).toMatchObject({ fragments: [], ownBase: true });
  });

  test('is built for the secure board, whose files it reads', () => {
    const files = [`child_image/mcuboot/boards/${board}.conf`, `child_image/mcuboot/boards/${board}.overlay`];
    expect(build(files).image('mcuboot')).toMatchObject({ board: secure, fragments: [], overlays: [] });
  });

  test('on the network core is built for that core', () => {
    expect(build([], { board: 'nrf5340dk_nrf5340_cpuapp_ns' }).image('hci_rpmsg').board).toBe(
      'nrf5340dk_nrf5340_cpunet',
    );
    expect(build([]).image('hci_rpmsg').board).toBeUndefined();
  });

  test('takes overlays of its board with the revision, then the one of its name, instead of its own', () => {
    const overlays = [
      `child_image/mcuboot/boards/${secure}.overlay`,
      `child_image/mcuboot/boards/${secure}_0_14_0.overlay`,
      'child_image/mcuboot.overlay',
    ];
    expect(build(overlays, { revision: '0.14.0' }).image('mcuboot')).toMatchObject({ overlays, ownOverlays: false });
    expect(build([]).image('mcuboot').ownOverlays).toBe(true);
  });

  test('reads neither child_image/<image>/<board>.overlay nor app.overlay', () => {
    const files = [`child_image/mcuboot/${secure}.overlay`, 'child_image/mcuboot/app.overlay'];
    expect(build(files).image('mcuboot')).toMatchObject({ overlays: [], ownOverlays: true });
  });

  test('with -D<image>_CONF_FILE reads nothing of child_image/', () => {
    const files = ['a.conf', G, E, I, 'child_image/mcuboot.overlay'];
    expect(build(files, { arguments: ['-Dmcuboot_CONF_FILE=a.conf'] }).image('mcuboot')).toMatchObject({
      fragments: ['a.conf'],
      overlays: [],
      ownBase: false,
      ownOverlays: true,
    });
  });

  test('-D<image>_DTC_OVERLAY_FILE takes the place of its own overlays', () => {
    const built = build(['a.overlay'], { arguments: ['-Dmcuboot_DTC_OVERLAY_FILE=a.overlay'] });
    expect(built.image('mcuboot')).toMatchObject({ overlays: ['a.overlay'], ownOverlays: false, ownBase: true });
  });

  test('arguments of the image stand before (I); an extra overlay keeps its own', () => {
    const given = [
      '-Dmcuboot_OVERLAY_CONFIG=a.conf',
      '-Dmcuboot_EXTRA_CONF_FILE=b.conf',
      '-Dmcuboot_EXTRA_DTC_OVERLAY_FILE=c.overlay',
    ];
    expect(build([I, 'a.conf', 'b.conf', 'c.overlay'], { arguments: given }).image('mcuboot')).toMatchObject({
      fragments: ['b.conf', 'a.conf', I],
      overlays: ['c.overlay'],
      ownOverlays: true,
    });
  });
});

describe('the static file', () => {
  const typed = [
    `pm_static_${board}_0_14_0_release.yml`,
    `pm_static_${board}_release.yml`,
    'pm_static_release.yml',
    'pm_static.yml',
  ];

  test.each(typed.map((name, index) => [name, typed.slice(index)] as const))('of a build type: %s', (name, files) => {
    expect(build(files, { revision: '0.14.0', type: 'release' }).staticFile).toBe(name);
  });

  const plain = [`pm_static_${board}_0_14_0.yml`, `pm_static_${board}.yml`, 'pm_static.yml'];

  test.each(plain.map((name, index) => [name, plain.slice(index)] as const))('without a type: %s', (name, files) => {
    expect(build([...files, 'pm_static_release.yml'], { revision: '0.14.0' }).staticFile).toBe(name);
  });

  test('of a build type is none that is named after the board alone', () => {
    expect(build([`pm_static_${board}.yml`], { type: 'release' }).staticFile).toBeUndefined();
    expect(build([`pm_static_${board}.yml`]).staticFile).toBe(`pm_static_${board}.yml`);
  });

  test('PM_STATIC_YML_FILE goes before, and where it is missing that is told', () => {
    const given = (name: string) => build(['pm_static.yml', 'a.yml'], { arguments: [`-DPM_STATIC_YML_FILE=${name}`] });
    expect(given('a.yml').staticFile).toBe('a.yml');
    expect(given('b.yml')).toMatchObject({ staticFile: 'pm_static.yml', missing: ['b.yml'] });
  });
});

describe('the only static file in a folder for a board', () => {
  const folder = `configuration/${board}`;
  const file = `${folder}/pm_static_dfu.yml`;
  const all = ['prj.conf', 'prj_release.conf', 'prj_no_dfu.conf', file];

  test('counts whatever it is called, but for the build that goes without', () => {
    expect(build(all).staticFile).toBe(file);
    expect(build(all, { type: 'release' }).staticFile).toBe(file);
    expect(build(all, { type: 'no_dfu' }).staticFile).toBeUndefined();
  });

  test('is that of its build type where there is one', () => {
    const typed = [...all, 'prj_dfu.conf'];
    expect(build(typed).staticFile).toBeUndefined();
    expect(build(typed, { type: 'dfu' }).staticFile).toBe(file);
  });

  test('is none where there are several, or one for another board', () => {
    expect(build([...all, `${folder}/pm_static_usb.yml`]).staticFile).toBeUndefined();
    expect(build(['prj.conf', 'configuration/nrf52840dk_nrf52840/pm_static_dfu.yml']).staticFile).toBeUndefined();
  });
});

test('APPLICATION_CONFIG_DIR moves everything, but not what arguments name', () => {
  const files = ['prj.conf', 'a.conf', 'cfg/prj.conf', 'cfg/child_image/mcuboot.conf', 'cfg/pm_static.yml'];
  const built = build(files, { arguments: ['-DAPPLICATION_CONFIG_DIR=cfg', '-DEXTRA_CONF_FILE=a.conf'] });
  expect(built.app.fragments).toEqual(['cfg/prj.conf', 'a.conf']);
  expect(built.image('mcuboot').fragments).toEqual(['cfg/child_image/mcuboot.conf']);
  expect(built.staticFile).toBe('cfg/pm_static.yml');
});

interface Build {
  readonly board?: string;
  readonly revision?: string;
  readonly type?: string;
  readonly arguments?: readonly string[];
}

/** Composes `/app` with these files, all empty; paths in the result are relative to it. */
function build(files: readonly string[], options: Build = {}) {
  const inMemory = memoryFiles(Object.fromEntries(['CMakeLists.txt', ...files].map((path) => [`/app/${path}`, ''])));
  const target = {
    board: { value: options.board ?? board, why: '' },
    revision: options.revision,
    buildType: options.type,
  };
  const given = new BuildArguments(options.arguments);
  const composition = composeChildImages(new Workspace(inMemory, ['/app']), '/app', target, given);
  const shown = (path: string) => path.replace('/app/', '');
  const paths = (list: readonly ComposedFile[]) => list.map(({ path }) => shown(path));
  const image = (name: string) => {
    const found = composition.images.find((one) => one.name === name)!;
    return { ...found, fragments: paths(found.fragments), overlays: paths(found.overlays) };
  };
  return {
    app: image('app'),
    image,
    staticFile: composition.staticFile && shown(composition.staticFile.path),
    missing: composition.missing.map(({ path }) => shown(path)),
  };
}
