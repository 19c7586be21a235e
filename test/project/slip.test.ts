import { describe, expect, test } from 'vitest';
import { wellKnownBoards } from '../../src/project/board-names.ts';
import { type Names, slipOf } from '../../src/project/files/slip.ts';

// How the name of a file misses those that builds look for: `kind: what was meant`, or nothing.

const names: Names = {
  era: 'child-image',
  version: '2.4.0',
  boards: [...wellKnownBoards, 'nrf9160dk_nrf9160', 'nrf9160dk_nrf9160_ns', 'nrf52840dk_nrf52840'],
  built: [],
  images: ['app', 'mcuboot', 'b0', 'b0n', 'hci_rpmsg', 'empty_net_core'],
  suffixes: ['release'],
  builtImages: [],
  namesImage: () => false,
  isMoved: false,
  exists: () => false,
};
const sysbuild: Partial<Names> = {
  era: 'sysbuild',
  version: '3.0.0',
  images: ['my_app', 'mcuboot', 'b0', 'b0n', 'ipc_radio', 'hci_ipc'],
};

const slip = (name: string, more: Partial<Names> = {}): string | undefined => {
  const found = slipOf(name, { ...names, ...more });
  return found && `${found.kind}: ${found.meant.join(', ')}`;
};

describe('overlays of images with the suffix of a build type', () => {
  const overlay = 'sysbuild/mcuboot_release.overlay';
  const at = (version: string | undefined, more: Partial<Names> = {}) =>
    slip(overlay, { ...sysbuild, version, ...more });

  test('are read from NCS 3.1 on', () => {
    expect(at('2.9.0')).toBe('suffix: sysbuild/mcuboot.overlay');
    expect(at('v3.0.0')).toBe('suffix: sysbuild/mcuboot.overlay');
    for (const version of ['3.0.2', '3.0.99', '3.1.0', 'main', undefined]) expect(at(version)).toBeUndefined();
    expect(slip('sysbuild/mcuboot_release.conf', { ...sysbuild, version: '2.9.0' })).toBeUndefined();
  });

  test('are not read of child images', () => {
    const child = 'child_image/mcuboot_release.overlay';
    expect(slip(child)).toBe('suffix: child_image/mcuboot.overlay');
    expect(slip(child, { version: '2.7.0' })).toBeUndefined();
  });

  test('may be for the command line where nothing is built so', () => {
    expect(at('2.9.0', { suffixes: ['debug'] })).toBeUndefined();
    expect(at('2.9.0', { images: ['b0'] })).toBeUndefined();
  });
});

describe('images that have other names in other versions', () => {
  const later: Partial<Names> = { version: '2.6.0', images: ['mcuboot', 'hci_ipc'] };

  test('are called by the name of this one', () => {
    expect(slip('child_image/hci_rpmsg.conf', later)).toBe('image: child_image/hci_ipc.conf');
    expect(slip('child_image/hci_rpmsg_release.conf', later)).toBe('image: child_image/hci_ipc_release.conf');
    expect(slip('child_image/hci_rpmsg/prj.conf', later)).toBe('image: child_image/hci_ipc/prj.conf');
    expect(slip('child_image/hci_ipc.conf')).toBe('image: child_image/hci_rpmsg.conf');
    expect(slip('sysbuild/hci_rpmsg.conf', sysbuild)).toBe('image: sysbuild/hci_ipc.conf');
    expect(slip('sysbuild/multiprotocol_rpmsg.conf', sysbuild)).toBe('image: sysbuild/ipc_radio.conf');
  });

  test('or as the image that is built in their place', () => {
    const radio = { ...sysbuild, builtImages: ['my_app', 'ipc_radio'] };
    expect(slip('sysbuild/hci_rpmsg.conf', radio)).toBe('image: sysbuild/ipc_radio.conf');
  });

  test('are left alone where both names have files, the project has such an image, or both may be meant', () => {
    const both = { ...later, exists: (name: string) => name === 'child_image/hci_ipc.conf' };
    expect(slip('child_image/hci_rpmsg.conf', both)).toBeUndefined();
    expect(slip('child_image/hci_rpmsg/prj.conf', both)).toBeUndefined();
    expect(
      slip('sysbuild/hci_rpmsg.conf', { ...sysbuild, namesImage: (name) => name === 'hci_rpmsg' }),
    ).toBeUndefined();
    const open = { version: undefined, images: ['hci_rpmsg', 'hci_ipc'] };
    expect(slip('child_image/hci_rpmsg.conf', open)).toBeUndefined();
    expect(slip('child_image/hci_ipc.conf', open)).toBeUndefined();
  });
});

describe('names that some build looks for, or that a person may type', () => {
  test.each([
    'prj.conf',
    'prj_release.conf',
    'app.overlay',
    'debug.conf',
    'usb.overlay',
    'overlay-bt.conf',
    'prd.conf',
    'pm_static.yml',
    'pm_static_dfu.yml',
    'partitions.yml',
    'boards/nrf52840dk_nrf52840.overlay',
    'boards/nrf52840dk_nrf52840_release.conf',
    'boards/nrf9160dk_nrf9160_ns_0_14_0.overlay',
    'boards/debug.conf',
    'boards/my_product_nrf52840.overlay',
    'boards/usb.dts',
    'child_image/mcuboot.conf',
    'child_image/mcuboot_release.conf',
    'child_image/my_image.conf',
    'child_image/my_image/boards/nrf9160dk_nrf9160_ns.conf',
    'child_image/mcuboot/prj.conf',
    'child_image/mcuboot/boards/nrf9160dk_nrf9160.overlay',
    'child_image/hci_rpmsg/boards/nrf5340dk_nrf5340_cpunet.conf',
    'configuration/nrf52840dk_nrf52840/app.overlay',
  ])('%s', (name) => {
    expect(slip(name)).toBeUndefined();
  });

  test.each([
    'sysbuild.conf',
    'sysbuild_release.conf',
    'sysbuild/mcuboot.overlay',
    'sysbuild/mcuboot/app.overlay',
    'sysbuild/mcuboot/nrf52840dk_nrf52840.overlay',
    'sysbuild/ipc_radio/pm_static.yml',
    'boards/nrf52840dk.overlay',
    'boards/nrf54l15dk_ext_flash.overlay',
    'boards/nrf54lm20dk_nrf54lm20z_cpuapp.conf',
  ])('with sysbuild %s', (name) => {
    expect(slip(name, sysbuild)).toBeUndefined();
  });
});

describe('slips', () => {
  test.each([
    ['pm_static.yaml', 'ending: pm_static.yml'],
    ['app.dts', 'ending: app.overlay'],
    ['boards/nrf52840dk_nrf52840.dts', 'ending: boards/nrf52840dk_nrf52840.overlay'],
    ['child_image/mcuboot.config', 'ending: child_image/mcuboot.conf'],
    ['pm-static.yml', 'name: pm_static.yml'],
    ['pmstatic_nrf52840dk_nrf52840.yml', 'name: pm_static_nrf52840dk_nrf52840.yml'],
    ['dts.overlay', 'name: app.overlay'],
    ['App.overlay', 'name: app.overlay'],
    ['boards/app.overlay', 'place: app.overlay'],
    ['boards/pm_static.yml', 'place: pm_static.yml'],
    ['nrf52840dk_nrf52840.conf', 'place: boards/nrf52840dk_nrf52840.conf'],
    ['mcuboot.overlay', 'place: child_image/mcuboot.overlay'],
    ['child_images/mcuboot.conf', 'place: child_image/mcuboot.conf'],
    ['child-image/mcuboot.conf', 'place: child_image/mcuboot.conf'],
    ['child_image/pm_static.yml', 'place: pm_static.yml'],
    ['child_image/boards/nrf52840dk_nrf52840.conf', 'place: child_image/mcuboot/boards/nrf52840dk_nrf52840.conf'],
    ['child_image/mcuboot/app.overlay', 'place: child_image/mcuboot.overlay'],
    [
      'child_image/mcuboot/nrf52840dk_nrf52840.overlay',
      'place: child_image/mcuboot/boards/nrf52840dk_nrf52840.overlay',
    ],
    ['child_image/MCUboot.conf', 'image: child_image/mcuboot.conf'],
    ['child_image/hci-rpmsg/prj.conf', 'image: child_image/hci_rpmsg/prj.conf'],
    ['boards/nrf52840dk-nrf52840.overlay', 'board: boards/nrf52840dk_nrf52840.overlay'],
    ['boards/nrf9160dk_nrf9160_ns@0.14.0.overlay', 'board: boards/nrf9160dk_nrf9160_ns_0_14_0.overlay'],
    ['boards/nrf52840dk_nrf52480.overlay', 'board: boards/nrf52840dk_nrf52840.overlay'],
    [
      'child_image/mcuboot/boards/nrf9160dk_nrf9160_ns.conf',
      'target: child_image/mcuboot/boards/nrf9160dk_nrf9160.conf',
    ],
    [
      'child_image/hci_rpmsg/boards/nrf5340dk_nrf5340_cpuapp.conf',
      'target: child_image/hci_rpmsg/boards/nrf5340dk_nrf5340_cpunet.conf',
    ],
    ['sysbuild/mcuboot.conf', 'era: child_image/mcuboot.conf'],
  ])('%s', (name, expected) => {
    expect(slip(name)).toBe(expected);
  });

  test.each([
    ['sysbuild/mcuboot/mcuboot.conf', 'place: sysbuild/mcuboot.conf'],
    ['sysbuild/sysbuild.conf', 'place: sysbuild.conf'],
    ['sysbuild/mcuboot/pm_static.yml', 'place: pm_static.yml'],
    ['sys_build.conf', 'name: sysbuild.conf'],
    [
      'sysbuild/mcuboot/boards/nrf5340dk_nrf5340_cpuapp_ns.overlay',
      'target: sysbuild/mcuboot/boards/nrf5340dk_nrf5340_cpuapp.overlay',
    ],
    ['child_image/mcuboot/prj.conf', 'era: sysbuild/mcuboot/prj.conf'],
  ])('with sysbuild %s', (name, expected) => {
    expect(slip(name, sysbuild)).toBe(expected);
  });
});

describe('what it depends on', () => {
  test('a short name counts up to NCS 2.6 where the application is built for its board', () => {
    expect(slip('boards/nrf52840dk.overlay')).toBeUndefined();
    expect(slip('boards/nrf52840dk.overlay', { built: ['nrf52840dk_nrf52840'] })).toBe(
      'board: boards/nrf52840dk_nrf52840.overlay',
    );
  });

  test('a name of its own may be that of a board nobody knows, unless the application is built for its neighbour', () => {
    const name = 'boards/nrf54lm20pdk_nrf54lm20a_cpuapp.conf';
    const built = ['nrf54lm20dk_nrf54lm20a_cpuapp'];
    expect(slip(name, sysbuild)).toBeUndefined();
    expect(slip(name, { ...sysbuild, built })).toBe('board: boards/nrf54lm20dk_nrf54lm20a_cpuapp.conf');
    expect(slip(name, { ...sysbuild, built, exists: () => true })).toBeUndefined();
    expect(
      slip(name, { ...sysbuild, built, boards: [...names.boards, 'nrf54lm20pdk_nrf54lm20a_cpuapp'] }),
    ).toBeUndefined();
  });

  test('a file for the secure board of an application that is only built for the non-secure one', () => {
    const built = ['nrf9160dk_nrf9160_ns'];
    expect(slip('boards/nrf9160dk_nrf9160.overlay', { built })).toBe('target: boards/nrf9160dk_nrf9160_ns.overlay');
    expect(slip('pm_static_nrf9160dk_nrf9160.yml', { built })).toBe('target: pm_static_nrf9160dk_nrf9160_ns.yml');
    expect(slip('boards/nrf9160dk_nrf9160.overlay', { built: [...built, 'nrf9160dk_nrf9160'] })).toBeUndefined();
    expect(slip('boards/nrf9160dk_nrf9160.overlay', { built, exists: () => true })).toBeUndefined();
  });

  test('where CMake moves the folders, places say nothing', () => {
    expect(slip('boards/app.overlay', { isMoved: true })).toBeUndefined();
    expect(slip('dts.overlay', { isMoved: true })).toBeUndefined();
  });

  test('while the build system is unknown, neither folder is the wrong one', () => {
    expect(slip('child_image/mcuboot.conf', { era: undefined })).toBeUndefined();
    expect(slip('sysbuild/mcuboot.conf', { era: undefined })).toBeUndefined();
  });

  test('NCS 2.5 and 2.6 can be asked for sysbuild', () => {
    expect(slip('sysbuild/mcuboot.conf', { version: '2.6.0' })).toBeUndefined();
  });
});
