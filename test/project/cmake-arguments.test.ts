import { describe, expect, test } from 'vitest';
import type { Era } from '../../src/model/application.ts';
import { BuildArguments } from '../../src/project/build-arguments.ts';
import { cmakeArguments } from '../../src/project/cmake-arguments.ts';
import { ofRule } from '../rules/of-rule.ts';
import { workspaceOf, ZEPHYR } from './workspace-of.ts';

// What CMakeLists.txt hands to its own build, as definitions: only where nothing else may come of it.

const HERE = '${CMAKE_CURRENT_SOURCE_DIR}';
const FILES = ['prj.conf', 'usb.conf', 'log.conf', 'dts.overlay', 'layouts/nrf52840dk_nrf52840.yml', 'boot/usb.conf'];

interface Build {
  readonly era?: Era;
  readonly buildType?: string;
  readonly revision?: string;
}

function followed(cmake: string, { era = 'child-image', buildType, revision }: Build = {}): Record<string, string> {
  const files = Object.fromEntries(FILES.map((name) => [name, '']));
  const target = { board: { value: 'nrf52840dk_nrf52840', why: 'asked for' }, buildType, revision };
  return Object.fromEntries(cmakeArguments(workspaceOf({ ...files, 'CMakeLists.txt': cmake }), '/p', target, era));
}

describe('is followed', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a list', 'set(OVERLAY_CONFIG usb.conf "log.conf")', { OVERLAY_CONFIG: 'usb.conf;log.conf' }],
    [
      'what is added to it',
      'set(CONF_FILE prj.conf)\nlist(APPEND CONF_FILE log.conf)',
      { CONF_FILE: 'prj.conf;log.conf' },
    ],
    ['what is added to nothing', 'list(APPEND OVERLAY_CONFIG usb.conf)', { OVERLAY_CONFIG: 'usb.conf' }],
    ['a path from the own folder', `set(DTC_OVERLAY_FILE ${HERE}/dts.overlay)`, { DTC_OVERLAY_FILE: '/p/dts.overlay' }],
    [
      'a file that is named after the board',
      `set(PM_STATIC_YML_FILE ${HERE}/layouts/\${BOARD}.yml)`,
      { PM_STATIC_YML_FILE: '/p/layouts/nrf52840dk_nrf52840.yml' },
    ],
    [
      'a child image',
      `set(mcuboot_OVERLAY_CONFIG ${HERE}/boot/usb.conf CACHE STRING "")`,
      { mcuboot_OVERLAY_CONFIG: '/p/boot/usb.conf' },
    ],
  ])('%s', (_, line, expected) => {
    expect(followed(`${line}\n${ZEPHYR}`)).toEqual(expected);
  });
});

describe('is not', () => {
  test.each([
    ['a condition', 'if(USB)\n  set(OVERLAY_CONFIG usb.conf)\nendif()'],
    ['a second value', 'set(CONF_FILE prj.conf)\nset(CONF_FILE log.conf)'],
    ['a variable', 'set(OVERLAY_CONFIG ${FLAVOUR}.conf)'],
    ['a file that is not there', 'set(OVERLAY_CONFIG usb.conf secret.conf)'],
    ['a relative file of a child image, which counts from there', 'set(mcuboot_OVERLAY_CONFIG boot/usb.conf)'],
    ['nothing', 'set(OVERLAY_CONFIG)'],
  ])('%s', (_, line) => {
    expect(followed(`${line}\n${ZEPHYR}`)).toEqual({});
  });

  test('what comes too late', () => {
    expect(followed(`${ZEPHYR}set(OVERLAY_CONFIG usb.conf)\n`)).toEqual({});
  });

  test('the base, where a build type has its own', () => {
    const cmake = `set(CONF_FILE prj.conf)\n${ZEPHYR}`;
    expect(followed(cmake)).toEqual({ CONF_FILE: 'prj.conf' });
    expect(followed(cmake, { buildType: 'release' })).toEqual({});
  });

  test('a board with a revision, which CMake has behind the name', () => {
    const cmake = `set(PM_STATIC_YML_FILE ${HERE}/layouts/\${BOARD}.yml)\n${ZEPHYR}`;
    expect(followed(cmake, { revision: '1.0.0' })).toEqual({});
  });

  test('with sysbuild what another CMake run reads', () => {
    const cmake = `set(OVERLAY_CONFIG usb.conf)\nset(PM_STATIC_YML_FILE ${HERE}/layouts/a.yml)\nset(mcuboot_OVERLAY_CONFIG ${HERE}/boot/usb.conf)\n`;
    expect(followed(cmake + ZEPHYR, { era: 'sysbuild' })).toEqual({ OVERLAY_CONFIG: 'usb.conf' });
  });
});

describe('what is given counts more', () => {
  const settings = new Map([
    ['CONF_FILE', 'prj.conf'],
    ['OVERLAY_CONFIG', 'usb.conf'],
  ]);

  test('in place of the value, and behind it in lists that are merged', () => {
    const given = new BuildArguments(['-DCONF_FILE=mine.conf', '-DOVERLAY_CONFIG=mine.conf']).over(settings);
    expect(given.list('CONF_FILE')).toEqual(['mine.conf']);
    expect(given.list('OVERLAY_CONFIG')).toEqual(['usb.conf', 'mine.conf']);
    expect(given.texts).toEqual(['-DCONF_FILE=mine.conf', '-DOVERLAY_CONFIG=mine.conf']);
  });

  test('and is called as it is written', () => {
    const given = new BuildArguments(['-DCONF_FILE=mine.conf']).over(settings);
    expect(given.source('CONF_FILE')).toBe('-DCONF_FILE');
    expect(given.source('OVERLAY_CONFIG')).toBe('OVERLAY_CONFIG in CMakeLists.txt');
  });
});

test('the layout that CMakeLists.txt names is the one that is checked', () => {
  const slots = (secondary: string): string =>
    `mcuboot:\n  address: 0x0\n  size: 0xc000\nmcuboot_primary:\n  address: 0xc000\n  size: 0x70000\nmcuboot_secondary:\n  address: 0x7c000\n  size: ${secondary}\n`;
  const files = {
    'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
    'boards/nrf52840dk_nrf52840.conf': '',
    'pm_static.yml': slots('0x70000'),
    'layouts/small.yml': slots('0x60000'),
  };
  const found = ofRule('mcuboot/slot-size');
  expect(found({ ...files, 'CMakeLists.txt': ZEPHYR })).toEqual([]);
  const cmake = `set(PM_STATIC_YML_FILE ${HERE}/layouts/small.yml)\n${ZEPHYR}`;
  expect(found({ ...files, 'CMakeLists.txt': cmake })).toEqual(['error layouts/small.yml:9']);
});
