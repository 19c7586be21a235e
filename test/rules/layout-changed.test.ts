import { describe, expect, test } from 'vitest';
import { type Files, folder } from '../linting.ts';
import { diagnosticsOf, ofRule, without } from './of-rule.ts';

const find = ofRule('partition/layout-changed');
const fails = folder('examples/partition/layout-changed/fails');
const passes = folder('examples/partition/layout-changed/passes');
const [debugging, release] = [fails['pm_static.yml']!, fails['pm_static_release.yml']!];

/** The same product with builds of other names, each with a static file. */
function builds(statics: Readonly<Record<string, string>>, more: Files = {}): Files {
  const common = without(fails, 'prj.conf', 'prj_release.conf', 'pm_static.yml', 'pm_static_release.yml');
  const own = Object.entries(statics).flatMap(([suffix, text]) => [
    [`prj${suffix}.conf`, fails['prj.conf']!],
    [`pm_static${suffix}.yml`, text],
  ]);
  return { ...common, ...Object.fromEntries(own), ...more };
}

describe('the builds of a product for debugging and for the release', () => {
  test('are told where their layouts differ', () => {
    expect(find(fails)).toEqual(['info pm_static_release.yml:3']);
    expect(find(passes)).toEqual([]);
    const [finding] = diagnosticsOf('partition/layout-changed', fails);
    expect(finding?.message).toContain('devices with the build without a suffix cannot be updated with release');
  });

  test('may have any names that say so, and a variant beside them', () => {
    expect(find(builds({ _debug: debugging, _prod: release }))).toEqual(['info pm_static_prod.yml:3']);
    expect(find(builds({ '': release, _lights: debugging, _release_lights: release }))).toEqual([
      'info pm_static_release_lights.yml:3',
    ]);
  });

  test('may keep what they store in different places', () => {
    const smaller = debugging.replace(/0xf8000\n {2}size: 0x8000/, '0xf8000\n  size: 0x4000');
    expect(find(builds({ '': debugging, _release: `${smaller}log:\n  address: 0xfc000\n  size: 0x4000\n` }))).toEqual(
      [],
    );
  });
});

describe('nothing is said of two layouts', () => {
  test('of products with other features', () => {
    expect(find(builds({ '': debugging, _lights: release }))).toEqual([]);
  });

  test('that are updated in different ways', () => {
    const overwrite = { 'child_image/mcuboot_release.conf': 'CONFIG_BOOT_UPGRADE_ONLY=y\n' };
    expect(find(builds({ '': debugging, _release: release }, overwrite))).toEqual([]);
    const one = { 'child_image/mcuboot.conf': 'CONFIG_SINGLE_APPLICATION_SLOT=y\n' };
    const withoutSecond = (text: string): string => text.replace(/mcuboot_secondary:\n.*\n.*\n/, '');
    expect(find(builds({ '': withoutSecond(debugging), _release: withoutSecond(release) }, one))).toEqual([]);
  });

  test('one of which Partition Manager refuses', () => {
    expect(find(builds({ '': debugging.replace('size: 0x10000', 'size: 0x11000'), _release: release }))).toEqual([]);
    expect(find(builds({ '': debugging.replace('size: 0x200', 'size:'), _release: release }))).toEqual([]);
  });

  test('of different boards', () => {
    const files = builds({ _release: release }, { 'pm_static_nrf52dk_nrf52832.yml': debugging });
    expect(find({ ...files, 'boards/nrf52dk_nrf52832.conf': '' })).toEqual([]);
  });
});
