import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { chosen, ofRule } from '../rules/of-rule.ts';

const overlay = 'boards/nrf52840dk_nrf52840.overlay';
const static_ = 'mcuboot_secondary:\n  address: 0x80000\n  size: 0x70000\n  region: flash_primary\n';

/** The chosen chip makes Kconfig move the secondary slot, and the static file does not: seen where defaults are known. */
const found = (kconfig: Files, more: Files = {}): readonly string[] =>
  ofRule('external-flash/secondary-region')({
    'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\n',
    [overlay]: chosen,
    'pm_static.yml': static_,
    ...kconfig,
    ...more,
  });

describe("an application's own Kconfig", () => {
  const seen = ['warning pm_static.yml:4'];

  test('leaves the defaults of all symbols alone that it does not name', () => {
    expect(found({})).toEqual(seen);
    expect(found({ Kconfig: 'config FAN_SPEED\n\tint "Speed"\n\tdefault 3\n\nsource "Kconfig.zephyr"\n' })).toEqual(
      seen,
    );
  });

  test('is read with the files of the project that it sources', () => {
    const root = 'rsource "src/Kconfig"\nsource "Kconfig.zephyr"\n';
    const log = 'module = FAN\nmodule-str = fan\nsource "subsys/logging/Kconfig.template.log_config"\n';
    expect(found({ Kconfig: root, 'src/Kconfig': log })).toEqual(seen);
    const own = 'config PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY\n\tdefault n\n';
    expect(found({ Kconfig: root, 'src/Kconfig': own })).toEqual([]);
  });

  test('can force a symbol', () => {
    const select = 'config FAN\n\tbool "Fan"\n\tselect PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY\n';
    expect(found({ Kconfig: `${select}source "Kconfig.zephyr"\n` })).toEqual([]);
  });

  test('leaves everything open where it sources what is not there', () => {
    expect(
      found({ Kconfig: 'source "${ZEPHYR_BASE}/../modules/fan/Kconfig.defaults"\nsource "Kconfig.zephyr"\n' }),
    ).toEqual([]);
    expect(found({ Kconfig: 'osource "Kconfig.private"\nsource "Kconfig.zephyr"\n' })).toEqual(seen);
  });
});

test('MCUboot that a project configures is part of the build where only its own Kconfig can say so', () => {
  const of = ofRule('mcuboot/encryption');
  const files: Files = {
    'prj.conf': 'CONFIG_FLASH=y\n',
    [overlay]: chosen,
    Kconfig: 'source "${ZEPHYR_BASE}/../modules/fan/Kconfig.defaults"\nsource "Kconfig.zephyr"\n',
    'child_image/mcuboot.conf': 'CONFIG_BOOT_ENCRYPT_RSA=y\nCONFIG_BOOT_ENCRYPT_EC256=y\n',
  };
  expect(of(files)).toEqual(['error child_image/mcuboot.conf:2']);
  const { Kconfig: _, ...without } = files;
  expect(of(without)).toEqual([]);
});
