import { describe, expect, test } from 'vitest';
import { BuildArguments } from '../../../src/project/build-arguments.ts';
import { type AsBuilt, asBuilt } from '../../../src/project/built/as-built.ts';
import { buildAt } from '../../../src/project/built/build-folders.ts';
import { composeChildImages } from '../../../src/project/compose/child-image.ts';
import { composeSysbuild } from '../../../src/project/compose/sysbuild.ts';
import { Workspace } from '../../../src/project/workspace.ts';
import type { FileSystem } from '../../../src/text/file-system.ts';
import { memoryFiles } from '../../../src/text/memory-files.ts';

type Files = Readonly<Record<string, string>>;

const APP = '/w/p';
const BUILT = 1000;

/** `later`: files that were changed after the build. Paths from the application. */
function built(files: Files, compose: typeof composeChildImages, later: readonly string[] = []): AsBuilt {
  const all = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${APP}/${name}`, text]));
  const memory = memoryFiles(all);
  const disk: FileSystem = {
    ...memory,
    stat(path) {
      const stat = memory.stat(path);
      const isLater = later.some((name) => path === `${APP}/${name}`);
      return stat && { ...stat, changed: isLater ? BUILT + 1 : path.includes('/build/') ? BUILT : 1 };
    },
  };
  const workspace = new Workspace(disk, [APP], (path) => path.replace(`${APP}/`, ''));
  const target = { board: { value: 'nrf52840dk_nrf52840', why: '' }, revision: undefined, buildType: undefined };
  return asBuilt(
    workspace,
    APP,
    buildAt(workspace, `${APP}/build`)!,
    compose(workspace, APP, target, new BuildArguments()),
  );
}

const filesOf = ({ composition }: AsBuilt, image: string) => {
  const files = composition.images.find(({ name }) => name === image)!;
  const names = (list: readonly { path: string }[]) => list.map(({ path }) => path.replace(`${APP}/`, ''));
  return { fragments: names(files.fragments), overlays: names(files.overlays) };
};

describe('a build with child images', () => {
  const files: Files = {
    'prj.conf': '',
    'added-by-cmake.conf': '',
    'boards/nrf52840dk_nrf52840.overlay': '',
    'child_image/mcuboot.conf': '',
    'child_image/mcuboot.overlay': '',
    'child_image/hci_rpmsg.conf': '',
    'build/CMakeCache.txt': [
      'APPLICATION_SOURCE_DIR:PATH=/ci/w/p',
      'ZEPHYR_BASE:PATH=/ci/w/zephyr',
      'ZEPHYR_NRF_MODULE_DIR:PATH=/ci/w/nrf',
      'CACHED_CONF_FILE:STRING=/ci/w/p/prj.conf',
      'OVERLAY_CONFIG:STRING=/ci/w/p/added-by-cmake.conf',
      'DTC_OVERLAY_FILE:STRING=/ci/w/p/boards/nrf52840dk_nrf52840.overlay',
      '',
    ].join('\n'),
    'build/mcuboot/CMakeCache.txt': [
      'APPLICATION_SOURCE_DIR:PATH=/ci/w/bootloader/mcuboot/boot/zephyr',
      'ZEPHYR_NRF_MODULE_DIR:PATH=/ci/w/nrf',
      'CACHED_CONF_FILE:STRING=/ci/w/bootloader/mcuboot/boot/zephyr/prj.conf;/ci/w/bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf',
      'OVERLAY_CONFIG:INTERNAL=/ci/w/nrf/subsys/partition_manager/partition_manager_enabled.conf;/ci/w/p/child_image/mcuboot.conf',
      'DTC_OVERLAY_FILE:STRING=/ci/w/p/child_image/mcuboot.overlay',
      '',
    ].join('\n'),
  };

  test('gives the files of each image, those that CMake has added among them', () => {
    const found = built(files, composeChildImages);
    expect(filesOf(found, 'app')).toEqual({
      fragments: ['prj.conf', 'added-by-cmake.conf'],
      overlays: ['boards/nrf52840dk_nrf52840.overlay'],
    });
    expect(filesOf(found, 'mcuboot')).toEqual({
      fragments: ['child_image/mcuboot.conf'],
      overlays: ['child_image/mcuboot.overlay'],
    });
    expect(found.hidden('app')).toEqual([]);
    expect(found.composition.images.find(({ name }) => name === 'mcuboot')).toMatchObject({
      ownBase: true,
      ownBoardFragment: true,
      ownOverlays: false,
    });
  });

  test('says which images there are', () => {
    const found = built(files, composeChildImages);
    expect(found.has('mcuboot')).toMatchObject({ known: true, value: true });
    expect(found.has('hci_rpmsg')).toMatchObject({ known: true, value: false });
  });

  test('knows the bootloader of the network core, a child of a child', () => {
    const child = {
      'build/hci_rpmsg/CMakeCache.txt': 'A:STRING=b\n',
      'build/hci_rpmsg/b0n/CMakeCache.txt': 'A:STRING=b\n',
    };
    expect(built({ ...files, ...child }, composeChildImages).has('b0n')).toMatchObject({ known: true, value: true });
    expect(built(files, composeChildImages).has('b0n')).toMatchObject({ known: true, value: false });
  });

  test('names a file from elsewhere as one that is not known', () => {
    const cache = files['build/CMakeCache.txt']!.replace('/ci/w/p/added-by-cmake.conf', '/home/me/secret.conf');
    const found = built({ ...files, 'build/CMakeCache.txt': cache }, composeChildImages);
    expect(found.hidden('app')).toEqual(['/home/me/secret.conf']);
  });

  test('knows a drive by either letter, and the SDK by NRF_DIR', () => {
    const windows = files['build/CMakeCache.txt']!.replace(
      'APPLICATION_SOURCE_DIR:PATH=/ci',
      'NRF_DIR:PATH=C:/sdk/nrf\nAPPLICATION_SOURCE_DIR:PATH=C:/ci',
    )
      .replaceAll('=/ci/w/p/', '=c:/ci/w/p/')
      .replace('added-by-cmake.conf', 'added-by-cmake.conf;c:/sdk/nrf/pm.conf;c:/ci/w/p/build/zephyr/.config.sysbuild');
    const cache = `${windows}CMAKE_CACHEFILE_DIR:INTERNAL=C:/ci/w/p/build\n`;
    const found = built({ ...files, 'build/CMakeCache.txt': cache }, composeChildImages);
    expect(filesOf(found, 'app').fragments).toEqual(['prj.conf', 'added-by-cmake.conf']);
    expect(found.hidden('app')).toEqual([]);
  });

  test.each([
    ['a file that an image reads', 'child_image/mcuboot.conf'],
    ['a file that only the build knows', 'added-by-cmake.conf'],
  ])('is stale after a change of %s', (_, file) => {
    const found = built(files, composeChildImages, [file]);
    expect(found.changed).toEqual([`${APP}/${file}`]);
    expect(filesOf(found, 'app').fragments).toEqual(['prj.conf']);
    expect(found.has('mcuboot')).toBeUndefined();
    expect(found.hidden('app')).toBeUndefined();
  });

  test('is stale when a new file would be read', () => {
    const added = { ...files, 'boards/nrf52840dk_nrf52840.conf': '' };
    expect(built(added, composeChildImages, ['boards/nrf52840dk_nrf52840.conf']).changed).toHaveLength(1);
    // One that was there already is left out for a reason that the build knows.
    expect(built(added, composeChildImages).changed).toEqual([]);
  });

  test('is stale when a file of it is gone', () => {
    const { 'child_image/mcuboot.overlay': _, ...rest } = files;
    expect(built(rest, composeChildImages).changed).toEqual([`${APP}/child_image/mcuboot.overlay`]);
  });

  test('is stale when the static file or CMakeLists.txt changes', () => {
    const all = { ...files, 'pm_static.yml': '', 'CMakeLists.txt': '' };
    const later = ['CMakeLists.txt', 'pm_static.yml'];
    expect(built(all, composeChildImages, later).changed).toEqual(later.map((name) => `${APP}/${name}`));
  });

  test('that never got so far tells no files', () => {
    const found = built({ 'prj.conf': '', 'build/CMakeCache.txt': 'BOARD:STRING=x\n' }, composeChildImages);
    expect(filesOf(found, 'app').fragments).toEqual(['prj.conf']);
    expect(found.hidden('app')).toBeUndefined();
  });
});

describe('a build with sysbuild', () => {
  const info = (source: string, kconfig: readonly string[], devicetree: readonly string[]): string =>
    [
      'cmake:',
      '  application:',
      `    source-dir: '${source}'`,
      '  devicetree:',
      '    files:',
      ...devicetree.map((file) => `     - '${file}'`),
      '  kconfig:',
      '    files:',
      ...kconfig.map((file) => `     - '${file}'`),
      'version: 0.1.0',
      '',
    ].join('\n');
  const files: Files = {
    'prj.conf': '',
    'sysbuild.conf': '',
    'sysbuild/mcuboot.conf': '',
    'usb.overlay': '',
    'build/CMakeCache.txt': 'APP_DIR:PATH=/ci/w/p\n',
    'build/_sysbuild/x': '',
    'build/p/CMakeCache.txt': 'CMAKE_CACHEFILE_DIR:INTERNAL=/ci/w/p/build/p\nZEPHYR_BASE:PATH=/ci/w/zephyr\n',
    'build/p/build_info.yml': info(
      '/ci/w/p',
      [
        '/ci/w/zephyr/boards/nordic/nrf52840dk/nrf52840dk_nrf52840_defconfig',
        '/ci/w/p/prj.conf',
        '/ci/w/p/build/p/zephyr/.config.sysbuild',
      ],
      ['/ci/w/zephyr/boards/nordic/nrf52840dk/nrf52840dk_nrf52840.dts', '/ci/w/p/usb.overlay'],
    ),
    'build/mcuboot/CMakeCache.txt': 'ZEPHYR_BASE:PATH=/ci/w/zephyr\n',
    'build/mcuboot/build_info.yml': info(
      '/ci/w/bootloader/mcuboot/boot/zephyr',
      ['/ci/w/bootloader/mcuboot/boot/zephyr/prj.conf', '/ci/w/p/sysbuild/mcuboot.conf'],
      ['/ci/w/bootloader/mcuboot/boot/zephyr/app.overlay'],
    ),
  };

  test('gives the files that build_info.yml of each image lists', () => {
    const found = built(files, composeSysbuild);
    expect(filesOf(found, 'app')).toEqual({ fragments: ['prj.conf'], overlays: ['usb.overlay'] });
    expect(filesOf(found, 'mcuboot')).toEqual({ fragments: ['sysbuild/mcuboot.conf'], overlays: [] });
    expect(found.composition.images.find(({ name }) => name === 'mcuboot')).toMatchObject({
      ownBase: true,
      ownBoardFragment: false,
      ownOverlays: true,
    });
    expect(found.has('b0')).toMatchObject({ known: true, value: false });
  });

  test('is stale when sysbuild.conf changes', () => {
    expect(built(files, composeSysbuild, ['sysbuild.conf']).changed).toEqual([`${APP}/sysbuild.conf`]);
  });

  test('the folder of one image stands for all of it', () => {
    const workspace = new Workspace(
      memoryFiles({ '/b/CMakeCache.txt': 'X:STRING=1\n', '/b/p/CMakeCache.txt': 'SYSBUILD_CACHE:FILEPATH=/b/c\n' }),
      ['/b'],
    );
    expect(buildAt(workspace, '/b/p')?.folder).toBe('/b');
  });
});
