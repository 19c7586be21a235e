import type { Diagnostic } from '../../src/diagnostic/diagnostic.ts';
import type { LintOptions } from '../../src/lint/lint.ts';
import { type Files, lintFiles } from '../linting.ts';

/** What one rule finds in an application, as `error pm_static.yml:3`, with NCS 2.4.0 unless told otherwise. */
export const ofRule =
  (id: string) =>
  (files: Files, options: Partial<LintOptions> = {}): readonly string[] =>
    diagnosticsOf(id, files, options).map(
      ({ severity, at: { span } }) => `${severity} ${span.file.path}:${span.file.position(span.start).line}`,
    );

/** The same as diagnostics. A rule that throws fails the test. */
export function diagnosticsOf(id: string, files: Files, options: Partial<LintOptions> = {}): readonly Diagnostic[] {
  const { diagnostics, failures } = lintFiles(files, { version: '2.4.0', ...options });
  if (failures.length > 0) throw new Error(failures.map(({ rule, error }) => `${rule}: ${error}`).join('\n'));
  return diagnostics.filter(({ rule }) => rule === id);
}

export const overlay = 'boards/nrf52840dk_nrf52840.overlay';
export const chosen = '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &mx25r64;\n\t};\n};\n';
export const secondary = 'mcuboot_secondary:\n  address: 0x0\n  size: 0xf4000\n  region: external_flash\n';

/** An update through the external flash of the nRF52840 DK, with everything it needs. */
export const update: Files = {
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_NORDIC_QSPI_NOR=y\n',
  'pm_static.yml': secondary,
  [overlay]: chosen,
  'child_image/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
  'child_image/mcuboot.overlay': chosen,
};

/** An application without a bootloader, on the nRF52840 DK. */
export const plain: Files = { 'prj.conf': 'CONFIG_FLASH=y\nCONFIG_NORDIC_QSPI_NOR=y\n', [overlay]: chosen };

export const without = (files: Files, ...paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
