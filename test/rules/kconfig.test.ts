import { describe, expect, test } from 'vitest';
import { diagnosticsOf, ofRule } from './of-rule.ts';

const conf = (text: string) => ({ 'prj.conf': text });

describe('kconfig/assigned-twice', () => {
  const found = ofRule('kconfig/assigned-twice');

  test('is a warning with two values, information with one', () => {
    expect(found(conf('CONFIG_LOG=y\nCONFIG_SENSOR=y\n'))).toEqual([]);
    expect(found(conf('CONFIG_LOG=y\nCONFIG_LOG=n\n'))).toEqual(['warning prj.conf:2']);
    expect(found(conf('CONFIG_LOG=y\nCONFIG_LOG=y\n'))).toEqual(['info prj.conf:2']);
    expect(found(conf('CONFIG_LOG=y\n# CONFIG_LOG is not set\n'))).toEqual(['warning prj.conf:2']);
  });

  test('compares each assignment with the one before', () => {
    expect(found(conf('CONFIG_LOG=y\nCONFIG_LOG=n\nCONFIG_LOG=n\n'))).toEqual([
      'warning prj.conf:2',
      'info prj.conf:3',
    ]);
  });

  test('leaves assignments in several files alone', () => {
    expect(found({ ...conf('CONFIG_LOG=y\n'), 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_LOG=n\n' })).toEqual([]);
  });

  test('deletes whole lines', () => {
    const [only] = diagnosticsOf('kconfig/assigned-twice', conf('CONFIG_LOG=y\nCONFIG_LOG=n\n'));
    expect(only?.fixes?.[0]?.edits).toMatchObject([{ span: { start: 0, end: 13 }, text: '' }]);
  });
});

describe('kconfig/syntax', () => {
  const found = ofRule('kconfig/syntax');

  test.each(['CONFIG_LOG = y', 'LOG=y', ' CONFIG_LOG=y', 'CONFIG_LOG', '&uart0 {', '// a comment'])(
    'stops at %j',
    (line) => {
      expect(found(conf(`CONFIG_LOG=y\n\n# comment\n`))).toEqual([]);
      expect(found(conf(`# first\n${line}\n`))).toEqual(['error prj.conf:2']);
    },
  );

  test('reads the fragments of every image', () => {
    const files = { ...conf('CONFIG_BOOTLOADER_MCUBOOT=y\n'), 'child_image/mcuboot.conf': 'CONFIG_LOG = y\n' };
    expect(found(files, { board: 'nrf52840dk_nrf52840' })).toEqual(['error child_image/mcuboot.conf:1']);
  });
});

describe('an overlay that is given as a fragment', () => {
  test('is said once, not line by line', () => {
    const files = { 'prj.conf': 'CONFIG_GPIO=y\n', 'boards/nrf52840dk_nrf52840.overlay': '&uart1 {\n};\n' };
    const given = { buildArguments: ['-DOVERLAY_CONFIG=boards/nrf52840dk_nrf52840.overlay'] };
    expect(ofRule('kconfig/syntax')(files, given)).toEqual(['error boards/nrf52840dk_nrf52840.overlay:1']);
  });
});
