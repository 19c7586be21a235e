import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BuildArguments } from '../../src/project/build-arguments.ts';

test.each<[string[], string, string | undefined]>([
  [['-DX=1'], 'X', '1'],
  [['-D', 'X=1'], 'X', '1'],
  [['-DX:STRING=1'], 'X', '1'],
  [['-DX="a b"'], 'X', 'a b'],
  [['-DX=1', '-DX=2'], 'X', '2'],
  [['-DX='], 'X', ''],
  [['-DX=a=b'], 'X', 'a=b'],
  [['X=1'], 'X', undefined],
])('%j defines %s as %j', (texts, name, value) => {
  expect(new BuildArguments(texts).get(name)).toBe(value);
});

test('files count from the source folder, lists are taken apart', () => {
  const given = new BuildArguments([
    '-DEXTRA_CONF_FILE=a.conf;/abs/b.conf c.conf',
    '-DOVERLAY_CONFIG=${APPLICATION_SOURCE_DIR}/d.conf',
  ]);
  expect(given.files('/app', 'EXTRA_CONF_FILE', 'OVERLAY_CONFIG')).toEqual([
    '/app/a.conf',
    '/abs/b.conf',
    '/app/c.conf',
    '/app/d.conf',
  ]);
});

test('Kconfig symbols of the application and of another image', () => {
  const given = new BuildArguments(['-DCONFIG_LOG=y', '-Dmcuboot_CONFIG_LOG=n', '-DSB_CONFIG_BOOTLOADER_MCUBOOT=y']);
  expect(given.assignments('').map(({ text }) => text)).toEqual(['-DCONFIG_LOG=y']);
  expect(given.assignments('mcuboot_')).toEqual([{ symbol: 'CONFIG_LOG', value: 'n', text: '-Dmcuboot_CONFIG_LOG=n' }]);
  expect(given.assignments('SB_').map(({ symbol }) => symbol)).toEqual(['CONFIG_BOOTLOADER_MCUBOOT']);
});

test('snippets and shields, however they are given', () => {
  const given = new BuildArguments([
    '-S',
    'a',
    '--snippet=b',
    '-DSNIPPET=c;d',
    '--shield',
    'x',
    '--shield=y',
    '-DSHIELD=z',
  ]);
  expect(given.snippets).toEqual(['a', 'b', 'c', 'd']);
  expect(given.shields).toEqual(['x', 'y', 'z']);
});

test('anything is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('-D', '-S', '--shield', '-DX'))), (texts) => {
      const given = new BuildArguments(texts);
      expect(given.texts).toBe(texts);
      given.files('/app', 'X', 'SHIELD');
    }),
  );
});
