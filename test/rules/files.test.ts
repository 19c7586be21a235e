import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { diagnosticsOf, ofRule } from './of-rule.ts';

const board = 'boards/nrf52840dk_nrf52840.conf';
const app: Files = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', [board]: 'CONFIG_PWM=y\n' };
const scenario = (platforms: string, more = ''): string =>
  `tests:\n  sample.a:\n    platform_allow: ${platforms}\n${more}`;

describe('files/never-read', () => {
  const found = ofRule('files/never-read');
  const layout = 'app:\n  address: 0x0\n  size: 0x1000\n';

  test('points at the first line that says something', () => {
    expect(found({ ...app, 'pm_static.yaml': `# layout\n\n${layout}` })).toEqual(['error pm_static.yaml:3']);
    expect(found({ ...app, 'boards/nrf52840dk_nrf52840.dts': '/*\n * Copyright\n */\n\n&i2c0 {\n};\n' })).toEqual([
      'error boards/nrf52840dk_nrf52840.dts:5',
    ]);
  });

  test('nobody misses a file of comments', () => {
    expect(found({ ...app, 'pm_static.yaml': '# nothing yet\n' })).toEqual([]);
  });

  test('a file that the project names somewhere is read by somebody', () => {
    const files = { ...app, 'dts.overlay': '&i2c0 {\n};\n' };
    expect(found(files)).toEqual(['warning dts.overlay:1']);
    const names: Files = {
      'CMakeLists.txt': 'list(APPEND EXTRA_DTC_OVERLAY_FILE dts.overlay)\n',
      'build.sh': 'west build -- -DEXTRA_DTC_OVERLAY_FILE=dts.overlay\n',
      '.github/workflows/ci.yml': 'run: west build -- -DEXTRA_DTC_OVERLAY_FILE="dts.overlay"\n',
      'README.md': 'Build with `-DEXTRA_DTC_OVERLAY_FILE=dts.overlay`.\n',
      'usb.overlay': '#include "dts.overlay"\n',
    };
    for (const [path, text] of Object.entries(names)) {
      const isSeen = path !== '.github/workflows/ci.yml';
      expect(found({ ...files, [path]: text }), path).toHaveLength(isSeen ? 0 : 1);
    }
    expect(found({ ...files, 'README.md': 'The pins are in dts.overlay.\n' })).toHaveLength(1);
    for (const [cmake, count] of [
      ['set(EXTRA_DTC_OVERLAY_FILE ${CMAKE_CURRENT_SOURCE_DIR}/d${KIND}s.overlay)\n', 0],
      ['set(EXTRA_DTC_OVERLAY_FILE ${CMAKE_CURRENT_SOURCE_DIR}/usb_${KIND}.overlay)\n', 1],
      ['set(EXTRA_DTC_OVERLAY_FILE ${KIND})\n', 1],
    ] as const)
      expect(found({ ...files, 'CMakeLists.txt': cmake }), cmake).toHaveLength(count);
    expect(found({ ...files, 'build.sh': 'cp my_dts.overlay x\n' })).toHaveLength(1);
  });

  test('a static file in a folder of its own, which CMakeLists.txt names by the board', () => {
    const files = { ...app, 'boards/pm_static_nrf52840dk_nrf52840.yml': layout };
    const here = '${CMAKE_CURRENT_SOURCE_DIR}/boards';
    expect(found(files)).toEqual(['error boards/pm_static_nrf52840dk_nrf52840.yml:1']);
    const cmake = `set(PM_STATIC_YML_FILE ${here}/pm_static_\${BOARD}.yml)\nfind_package(Zephyr)\n`;
    expect(found({ ...files, 'CMakeLists.txt': cmake })).toEqual([]);
  });

  test('an argument reads any file', () => {
    const files = { ...app, 'dts.overlay': '&i2c0 {\n};\n' };
    expect(found(files, { buildArguments: ['-DDTC_OVERLAY_FILE=dts.overlay'] })).toEqual([]);
  });

  test('of loose files nobody knows what else there is', () => {
    const files = { ...app, 'dts.overlay': '&i2c0 {\n};\n' };
    expect(found(files, { complete: false })).toEqual([]);
    const board = { ...app, 'nrf52840dk_nrf52840.dts': '&i2c0 {\n};\n' };
    expect(found(board)).toHaveLength(1);
    expect(found(board, { complete: false })).toEqual([]);
  });

  test('a board that the project defines keeps its own files', () => {
    const own = {
      'boards/arm/my_board/my_board.dts': '/dts-v1/;\n',
      'boards/arm/my_board/my_board_defconfig': '',
      'boards/arm/my_board/pm_static.yaml': layout,
    };
    expect(found({ ...app, ...own })).toEqual([]);
  });
});

describe('files/board-name', () => {
  const found = ofRule('files/board-name');

  test('a mistyped SoC is reported although nothing else names a board', () => {
    expect(found({ 'prj.conf': '', 'boards/nrf52840dk_nrf52480.conf': 'CONFIG_PWM=y\n' })).toEqual([
      'warning boards/nrf52840dk_nrf52480.conf:1',
    ]);
  });

  test('boards of the project are boards', () => {
    const own = {
      'boards/arm/my_dk/my_dk_nrf52480.dts': '/dts-v1/;\n',
      'boards/arm/my_dk/my_dk_nrf52480_defconfig': '',
    };
    expect(found({ 'prj.conf': '', 'boards/my_dk_nrf52480.conf': 'CONFIG_PWM=y\n', ...own })).toEqual([]);
  });

  test('MCUboot of a non-secure build is built for the secure board', () => {
    const files = {
      ...app,
      'sample.yaml': scenario('nrf9160dk_nrf9160_ns'),
      'child_image/mcuboot/boards/nrf9160dk_nrf9160_ns.conf': 'CONFIG_PWM=y\n',
    };
    const [only] = diagnosticsOf('files/board-name', files);
    expect(only?.severity).toBe('error');
    expect(only?.message).toContain('MCUboot is built for nrf9160dk_nrf9160');
  });

  test('the secure board of an application that is built for the non-secure one', () => {
    const files = { 'prj.conf': '', 'boards/nrf9160dk_nrf9160.conf': 'CONFIG_PWM=y\n' };
    const built = { board: 'nrf9160dk_nrf9160_ns' };
    expect(found(files, built)).toEqual(['warning boards/nrf9160dk_nrf9160.conf:1']);
    expect(found({ ...files, 'boards/nrf9160dk_nrf9160_ns.conf': 'CONFIG_PWM=y\n' }, built)).toEqual([]);
    expect(found({ ...files, 'sample.yaml': scenario('nrf9160dk_nrf9160_ns') })).toEqual([]);
  });
});

describe('files/never-read, overlays of images', () => {
  const found = ofRule('files/never-read');
  const overlay = 'sysbuild/mcuboot_release.overlay';
  const files = { ...app, 'prj_release.conf': 'CONFIG_LOG=n\n', [overlay]: '&uart0 {\n\tstatus = "disabled";\n};\n' };
  const at = (version: string, more: Files = {}) =>
    found({ ...files, ...more }, { version, board: 'nrf52840dk/nrf52840' });

  test('with the suffix of a build type are for NCS 3.1, or for whoever names them', () => {
    expect(at('2.9.0')).toEqual([`warning ${overlay}:1`]);
    expect(at('3.1.0')).toEqual([]);
    expect(at('2.9.0', { 'build.sh': `west build -- -Dmcuboot_EXTRA_DTC_OVERLAY_FILE=$PWD/${overlay}\n` })).toEqual([]);
    const scenario = `tests:\n  a.b:\n    sysbuild: true\n    platform_allow: nrf52840dk/nrf52840\n    extra_args: mcuboot_DTC_OVERLAY_FILE=${overlay}\n`;
    expect(at('2.9.0', { 'sample.yaml': scenario })).toEqual([]);
  });
});

describe('files/unknown-image', () => {
  const found = ofRule('files/unknown-image');

  test('names of images that others add are their own', () => {
    expect(found({ ...app, 'child_image/mcubot.conf': 'CONFIG_X=y\n' })).toEqual(['warning child_image/mcubot.conf:1']);
    expect(found({ ...app, 'child_image/sensor_hub.conf': 'CONFIG_X=y\n' })).toEqual([]);
    expect(found({ ...app, 'child_image/mcuboot_release.conf': 'CONFIG_X=y\n' })).toEqual([]);
  });

  test('an image has the name of its release', () => {
    const at = (image: string, version: string) =>
      found({ ...app, [`child_image/${image}.conf`]: 'CONFIG_X=y\n' }, { version, board: 'nrf5340dk_nrf5340_cpuapp' });
    expect(at('hci_rpmsg', '2.5.2')).toEqual([]);
    expect(at('hci_rpmsg', '2.6.0')).toEqual(['warning child_image/hci_rpmsg.conf:1']);
    expect(at('hci_ipc', '2.5.2')).toEqual(['warning child_image/hci_ipc.conf:1']);
    expect(at('hci_ipc', '2.6.0')).toEqual([]);
    expect(at('hci_ipc', '2.5.99')).toEqual([]);
    expect(at('hci_rpmsg', '2.5.99')).toEqual([]);
  });

  test('sysbuild has no image of a former name, unless the application adds it', () => {
    const files = { ...app, 'sysbuild/hci_rpmsg.conf': 'CONFIG_X=y\n', 'sysbuild.conf': 'SB_CONFIG_DFU_ZIP=y\n' };
    const options = { version: '2.9.0', board: 'nrf5340dk/nrf5340/cpuapp' };
    expect(found(files, options)).toEqual(['warning sysbuild/hci_rpmsg.conf:1']);
    const adding = 'ExternalZephyrProject_Add(\n  APPLICATION hci_rpmsg\n  SOURCE_DIR ${APP_DIR}/radio\n)\n';
    expect(found({ ...files, 'sysbuild.cmake': adding }, options)).toEqual([]);
    const naming = 'config NETCORE_IMAGE_NAME\n\tdefault "hci_rpmsg"\n\nsource "share/sysbuild/Kconfig"\n';
    expect(found({ ...files, 'Kconfig.sysbuild': naming }, options)).toEqual([]);
  });
});

describe('files/shadowed', () => {
  const found = ofRule('files/shadowed');
  const overlay = 'boards/nrf52840dk_nrf52840.overlay';
  const files = { 'prj.conf': '', 'app.overlay': '&spi1 {\n\tstatus = "okay";\n};\n', [overlay]: '&i2c0 {\n};\n' };

  test('app.overlay beside the overlay of a board', () => {
    expect(found(files)).toEqual(['warning app.overlay:1']);
    expect(found({ ...files, [overlay]: '#include "../app.overlay"\n' })).toEqual([]);
    expect(found({ ...files, [overlay]: '&spi1 {\n\tstatus = "disabled";\n};\n' })).toEqual([]);
  });

  test('information where another board reads it', () => {
    expect(found({ ...files, 'boards/nrf5340dk_nrf5340_cpuapp.conf': 'CONFIG_PWM=y\n' })).toEqual([
      'info app.overlay:1',
    ]);
  });

  test('of static files the most specific one is read', () => {
    const layout = 'app:\n  address: 0x0\n  size: 0x1000\n';
    const both = { 'prj.conf': '', [board]: '', 'pm_static.yml': layout, 'pm_static_nrf52840dk_nrf52840.yml': layout };
    expect(found(both)).toEqual(['info pm_static.yml:1']);
    expect(found({ ...both, 'boards/nrf5340dk_nrf5340_cpuapp.conf': '' })).toEqual([]);
  });

  test('with sysbuild the board wins over the suffix', () => {
    const layout = 'app:\n  address: 0x0\n  size: 0x1000\n';
    const both = {
      'prj.conf': '',
      'sample.yaml': scenario('nrf52840dk/nrf52840', '    sysbuild: true\n    extra_args: FILE_SUFFIX=dfu\n'),
      'pm_static_dfu.yml': layout,
      'pm_static_nrf52840dk_nrf52840.yml': layout,
    };
    expect(found(both, { version: '3.0.0' })).toEqual(['warning pm_static_dfu.yml:1']);
  });
});

describe('files/wrong-era', () => {
  const found = ofRule('files/wrong-era');
  const old = { ...app, 'child_image/mcuboot.conf': 'CONFIG_X=y\n', 'child_image/mcuboot.overlay': '&i2c0 {\n};\n' };

  test('one finding for each image', () => {
    const files = { ...old, 'child_image/hci_rpmsg.conf': 'CONFIG_X=y\n' };
    expect(found(files, { version: '3.0.0' })).toEqual([
      'error child_image/hci_rpmsg.conf:1',
      'error child_image/mcuboot.conf:1',
    ]);
    expect(found(files)).toEqual([]);
  });

  test('who has both is moving', () => {
    expect(found({ ...old, 'sysbuild/mcuboot.conf': 'CONFIG_X=y\n' }, { version: '3.0.0' })).toEqual([
      'info child_image/mcuboot.conf:1',
    ]);
  });

  test('before NCS 3.0 it is a matter of how the build is started', () => {
    expect(found({ ...old, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' }, { version: '2.8.0' })).toEqual([
      'warning child_image/mcuboot.conf:1',
    ]);
  });

  test('where child images are all there is, it is said what they need', () => {
    const said = ['info child_image/mcuboot.conf:1'];
    expect(found(old, { version: '2.8.0' })).toEqual(said);
    expect(found(old, { version: '2.9.1' })).toEqual(said);
    expect(found(old, { version: '2.7.0' })).toEqual([]);
    expect(found({ ...old, 'README.md': 'west build -b nrf52840dk/nrf52840\n' }, { version: '2.9.0' })).toEqual(said);
    expect(found(old, { version: '2.9.0', era: 'child-image' })).toEqual([]);
    expect(found({ ...app, 'child_image/mcuboot.conf': '# nothing\n' }, { version: '2.9.0' })).toEqual([]);
  });

  test.each<[string, string]>([
    ['README.md', 'Build it with `west build --no-sysbuild -b nrf52840dk/nrf52840`.\n'],
    ['.github/workflows/build.yml', 'jobs: {b: {steps: [{run: west build --no-sysbuild app}]}}\n'],
    ['.west/config', '[manifest]\npath = app\n\n[build]\nsysbuild = False\n'],
    ['sample.yaml', 'tests:\n  a.b:\n    platform_allow: nrf52840dk/nrf52840\n    sysbuild: false\n'],
  ])('and not where %s says that it is built so', (name, text) => {
    expect(found({ ...old, [name]: text }, { version: '2.9.0', board: undefined })).toEqual([]);
  });

  test('the other way round', () => {
    const early = { ...app, 'sysbuild/mcuboot.conf': 'CONFIG_X=y\n' };
    expect(found(early)).toEqual(['error sysbuild/mcuboot.conf:1']);
    expect(found(early, { version: '2.6.0' })).toEqual([]);
  });
});

describe('files/missing', () => {
  const found = ofRule('files/missing');
  const fragment = 'sysbuild/mcuboot/boards/nrf52840dk_nrf52840.conf';
  const files = {
    'prj.conf': '',
    [board]: 'CONFIG_PWM=y\n',
    'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
    [fragment]: 'CONFIG_LOG=n\n',
  };
  const newest = { version: '3.0.0' };

  test('a folder of an image without its prj.conf', () => {
    expect(found(files, newest)).toEqual([`error ${fragment}:1`]);
    expect(found({ ...files, 'sysbuild/mcuboot/prj.conf': 'CONFIG_FLASH=y\n' }, newest)).toEqual([]);
    expect(found(files)).toEqual([]);
  });

  test('is silent where the image is not built, or its file is named', () => {
    expect(found({ ...files, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_NONE=y\n' }, newest)).toEqual([]);
    const given = { ...newest, buildArguments: ['-Dmcuboot_CONF_FILE=boot.conf'] };
    expect(found({ ...files, 'boot.conf': 'CONFIG_FLASH=y\n' }, given)).toEqual([]);
    expect(found(files, { ...newest, complete: false })).toEqual([]);
  });
});
