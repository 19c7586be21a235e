import { expect, test } from 'vitest';
import { type Files, findings, folder, lintFiles } from './linting.ts';

// The originating case, moved to sysbuild as people do it: the bootloader is enabled, and nothing else is done for it.

const { 'expected.txt': _, ...original } = folder('examples/originating-case');
const moved: Files = { ...original, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' };
const rules = (files: Files, version = '3.3.99'): readonly string[] =>
  findings(lintFiles(files, { version, board: 'nrf52840dk/nrf52840' }))
    .filter((finding) => !finding.startsWith('info'))
    .map((finding) => finding.split(' ')[1]!);

test.each(['2.7.0', '2.8.0', '2.9.0', '3.0.2', '3.2.1', '3.3.99'])(
  'has the errors of before in NCS %s, and sysbuild prepares nothing for the slot',
  (version) => {
    expect(rules(moved, version)).toEqual([
      'external-flash/mcuboot-driver',
      'external-flash/mcuboot-chosen',
      'mcuboot/max-image-sectors',
      'external-flash/mcuboot-device-differs',
      'sysbuild/external-secondary-not-enabled',
    ]);
  },
);

test('without sysbuild.conf there is no bootloader', () => {
  expect(rules(original)).toEqual(['sysbuild/bootloader-not-enabled']);
});

test('is repaired by one line more than before', () => {
  const chosen = original['boards/nrf52840dk_nrf52840.overlay']!;
  const codePartition = '/ {\n\tchosen {\n\t\tzephyr,code-partition = &boot_partition;\n\t};\n};\n';
  const repaired = {
    ...moved,
    'sysbuild.conf': `${moved['sysbuild.conf']}SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`,
    'sysbuild/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
    'sysbuild/mcuboot.overlay': chosen + codePartition,
  };
  expect(rules(repaired)).toEqual([]);
});
