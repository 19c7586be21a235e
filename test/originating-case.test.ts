import { describe, expect, test } from 'vitest';
import { type Files, findings, folder, lintFiles, pretty } from './linting.ts';

// The case that ncslint was written for: an update over serial that stays pending, without a word from build or device.

const files = withoutExpected(folder('examples/originating-case'));
const loud = (more: Files): string[] =>
  findings(lintFiles({ ...files, ...more })).filter((finding) => !finding.startsWith('info'));

describe('the originating case', () => {
  test('has four errors, what has to be repaired first standing first', async () => {
    const report = lintFiles(files);
    expect(report.diagnostics.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual([
      'external-flash/mcuboot-driver',
      'external-flash/mcuboot-chosen',
      'mcuboot/max-image-sectors',
      'external-flash/mcuboot-device-differs',
    ]);
    await expect(pretty(report)).toMatchFileSnapshot('../examples/originating-case/expected.txt');
  });

  test('is certain where the SDK version is known', () => {
    const { diagnostics } = lintFiles(files, { version: '2.4.0' });
    expect(diagnostics.map(({ confidence }) => confidence)).toEqual(diagnostics.map(() => 'certain'));
  });

  const fragment = { 'child_image/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n' };
  const overlay = 'boards/nrf52840dk_nrf52840.overlay';

  test('is repaired by two files, the overlay by inclusion', () => {
    expect(loud({ ...fragment, 'child_image/mcuboot.overlay': `#include "../${overlay}"\n` })).toEqual([]);
  });

  test('is repaired by two files, the overlay by its full text', () => {
    expect(loud({ ...fragment, 'child_image/mcuboot.overlay': files[overlay]! })).toEqual([]);
  });

  test('is half repaired by one of the two files', () => {
    expect(loud(fragment).map((finding) => finding.split(' ')[1])).toEqual([
      'external-flash/mcuboot-chosen',
      'external-flash/mcuboot-device-differs',
    ]);
    expect(loud({ 'child_image/mcuboot.overlay': files[overlay]! }).map((finding) => finding.split(' ')[1])).toEqual([
      'external-flash/mcuboot-driver',
      'mcuboot/max-image-sectors',
    ]);
  });
});

function withoutExpected({ 'expected.txt': _, ...application }: Files): Files {
  return application;
}
