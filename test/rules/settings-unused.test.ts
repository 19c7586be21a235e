import { expect, test } from 'vitest';
import { ofRule, plain } from './of-rule.ts';

const found = ofRule('settings/unused');
const files = { ...plain, 'pm_static.yml': 'settings_storage:\n  address: 0xf8000\n  size: 0x8000\n' };
const conf = (text: string) => ({ ...files, 'prj.conf': text });

test('settings/unused is silent as soon as something may use the partition', () => {
  expect(found(files)).toEqual(['info pm_static.yml:1']);
  expect(found(conf('CONFIG_SETTINGS=y\n'))).toEqual([]);
  expect(found(conf('CONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_NVS=y\n'))).toEqual([]);
  expect(found(conf('CONFIG_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_FCB=y\n'))).toEqual([]);
});
