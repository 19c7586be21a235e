import { describe, expect, test } from 'vitest';
import { folder } from '../linting.ts';
import { diagnosticsOf, ofRule, without } from './of-rule.ts';

const find = ofRule('lock/changed');
const passes = folder('examples/lock/changed/passes');
const lock = passes['ncslint.lock']!;

describe('what was released', () => {
  test('is compared with what is built, and pointed at where it was changed', () => {
    expect(find(passes)).toEqual([]);
    expect(find(folder('examples/lock/changed/fails'))).toEqual([
      'error pm_static.yml:13',
      'error pm_static.yml:21',
      'error pm_static.yml:25',
    ]);
  });

  test('is pointed at in the lock file where no line of the project decides', () => {
    expect(find({ ...passes, 'ncslint.lock': lock.replace('ECDSA_P256', 'RSA') })).toEqual(['error ncslint.lock:10']);
    expect(find({ ...passes, 'ncslint.lock': lock.replace('swap: swap-move', 'swap: overwrite') })).toEqual([
      'error ncslint.lock:13',
    ]);
  });

  test('is pointed at in the fragment that decides', () => {
    const overwrite = { ...passes, 'child_image/mcuboot.conf': 'CONFIG_BOOT_UPGRADE_ONLY=y\n' };
    expect(find(overwrite)).toEqual(['error child_image/mcuboot.conf:1']);
  });

  test('may be gone', () => {
    const yaml = passes['pm_static.yml']!.replace(
      /settings_storage:[\s\S]*$/,
      'log:\n  address: 0xf8000\n  size: 0x8000\n',
    );
    const settings = passes['prj.conf']!.replace(/CONFIG_(NVS|SETTINGS\w*)=y\n/g, '');
    const [finding] = diagnosticsOf('lock/changed', { ...passes, 'pm_static.yml': yaml, 'prj.conf': settings });
    expect(finding?.message).toBe('data settings_storage was released as flash_primary 0xf8000..0x100000, and is gone');
  });
});

describe('nothing is said', () => {
  test('without a lock file, and of configurations that it does not name', () => {
    const fails = folder('examples/lock/changed/fails');
    expect(find(without(fails, 'ncslint.lock'))).toEqual([]);
    expect(find({ ...fails, 'ncslint.lock': lock.replace('nrf52840dk_nrf52840', 'nrf5340dk_nrf5340_cpuapp') })).toEqual(
      [],
    );
  });

  test('of what is not known', () => {
    const unknown = {
      ...passes,
      'CMakeLists.txt': 'list(APPEND OVERLAY_CONFIG ${MORE})\nset(mcuboot_OVERLAY_CONFIG ${X})\n',
    };
    expect(find({ ...unknown, 'ncslint.lock': lock.replace('ECDSA_P256', 'RSA') })).toEqual([]);
  });

  test('of what is new', () => {
    expect(find({ ...passes, 'ncslint.lock': lock.replace(/ {2}data .*\n/, '') })).toEqual([]);
  });
});

test('lines that hold nothing are reported', () => {
  const broken = 'nrf52840dk_nrf52840\n  boot: mcuboot\n\nother:\n  what\n  # a remark\n';
  expect(find({ ...passes, 'ncslint.lock': broken })).toEqual([
    'error ncslint.lock:1',
    'error ncslint.lock:2',
    'error ncslint.lock:5',
  ]);
});
