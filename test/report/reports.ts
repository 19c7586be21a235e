import type { Diagnostic, Label } from '../../src/diagnostic/diagnostic.ts';
import type { ApplicationReport, ConfigurationReport, Report } from '../../src/diagnostic/report.ts';
import { SourceFile } from '../../src/text/source.ts';

/** Reports made by hand, for the renderers. */

export const report = (changes: Partial<Report> = {}): Report => ({
  applications: [application()],
  diagnostics: [],
  skipped: [],
  failures: [],
  ...changes,
});

export const application = (changes: Partial<ApplicationReport> = {}): ApplicationReport => ({
  root: '.',
  configurations: [configuration()],
  notChecked: [],
  unusedFiles: [],
  recognised: [],
  ...changes,
});

export const configuration = (changes: Partial<ConfigurationReport> = {}): ConfigurationReport => ({
  id: 'nrf52840dk_nrf52840',
  board: { value: 'nrf52840dk_nrf52840', why: 'from the name of boards/nrf52840dk_nrf52840.overlay' },
  suffix: undefined,
  era: { value: 'child-image', why: 'the board has an old name' },
  sdk: { value: '2.4.0', why: 'the newest version with child images that is known', source: 'shipped facts' },
  arguments: [],
  images: [
    { name: 'app', kind: 'application', board: undefined, files: ['prj.conf', 'pm_static.yml'] },
    { name: 'mcuboot', kind: 'mcuboot', board: undefined, files: [] },
  ],
  assumed: [],
  ...changes,
});

export const diagnostic = (at: Label, changes: Partial<Diagnostic> = {}): Diagnostic => ({
  rule: 'partition/overlap',
  severity: 'error',
  confidence: 'certain',
  message: 'the partitions a and b share 0x1000 bytes',
  at,
  url: 'docs/rules.md#partition/overlap',
  application: '.',
  configurations: ['nrf52840dk_nrf52840'],
  assumptions: [],
  consequences: [],
  fingerprint: '0123456789abcdef',
  ...changes,
});

/** A label on the first place where `words` stand. */
export function label(file: SourceFile, words: string, text: string): Label {
  const start = file.text.indexOf(words);
  return { span: file.span(start, start + words.length), text };
}

const table = new SourceFile(
  'pm_static.yml',
  ['mcuboot_secondary:', '  address: 0x0', '  region: external_flash', '  size: 0xf4000', ''].join('\n'),
);
const overlay = new SourceFile(
  'boards/nrf52840dk_nrf52840.overlay',
  [
    '&qspi {',
    '\tstatus = "okay";',
    '};',
    '',
    '/ {',
    '\tchosen {',
    '\t\tnordic,pm-ext-flash = &flash0;',
    '\t};',
    '};',
    '',
  ].join('\n'),
);
const config = new SourceFile('prj.conf', `${'\n'.repeat(30)}CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_NORDIC_QSPI_NOR=y\n`);

const driver = (assumed: boolean): Diagnostic =>
  diagnostic(label(table, 'region: external_flash', 'MCUboot looks for updates in external_flash'), {
    rule: 'external-flash/mcuboot-driver',
    confidence: assumed ? 'likely' : 'certain',
    message: 'MCUboot cannot read mcuboot_secondary: CONFIG_NORDIC_QSPI_NOR is off in the bootloader',
    because: [
      {
        text: 'external_flash is &flash0',
        origin: { kind: 'project', span: label(overlay, 'nordic,pm-ext-flash = &flash0;', '').span },
      },
      {
        text: 'this is for the application only',
        origin: { kind: 'project', span: label(config, 'CONFIG_NORDIC_QSPI_NOR=y', '').span },
      },
      {
        text: 'the bootloader is built with CONFIG_NORDIC_QSPI_NOR=n',
        origin: {
          kind: 'sdk',
          sdk: '2.4.0',
          path: 'bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf',
          line: 2,
        },
      },
      {
        text: 'nothing of yours changes that',
        origin: { kind: 'absent', path: 'child_image/mcuboot.conf', assumed },
      },
    ],
    fixes: [
      {
        title: 'create child_image/mcuboot.conf',
        safety: 'unsafe',
        edits: [
          {
            kind: 'append',
            path: 'child_image/mcuboot.conf',
            text: 'CONFIG_NORDIC_QSPI_NOR=y\n',
            creates: true,
          },
        ],
      },
    ],
    url: 'docs/rules.md#external-flash/mcuboot-driver',
  });

const sectors = diagnostic(label(table, 'size: 0xf4000', '244 sectors of 4 KiB'), {
  rule: 'mcuboot/max-image-sectors',
  message: 'a slot of 0xf4000 bytes has 244 sectors, MCUboot has room for 128',
  because: [
    {
      text: 'CONFIG_BOOT_MAX_IMG_SECTORS is 128 unless set',
      origin: { kind: 'sdk', sdk: '2.4.0', path: 'bootloader/mcuboot/boot/zephyr/Kconfig', line: 355 },
    },
  ],
  fixes: [
    {
      title: 'create child_image/mcuboot.conf',
      safety: 'unsafe',
      edits: [
        { kind: 'append', path: 'child_image/mcuboot.conf', text: 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n', creates: true },
      ],
    },
  ],
  help: 'the bootloader grows by a few hundred bytes; its partition has to have room for them',
  url: 'docs/rules.md#mcuboot/max-image-sectors',
});

const chosen = (text: string, rule: string): Diagnostic =>
  diagnostic(label(overlay, 'nordic,pm-ext-flash = &flash0;', 'this overlay is read by the application only'), {
    rule,
    message: 'nothing tells MCUboot which flash external_flash is',
    related: [label(table, 'region: external_flash', 'the slot is there')],
    fixes: [
      {
        title: 'create child_image/mcuboot.overlay',
        safety: 'unsafe',
        edits: [{ kind: 'append', path: 'child_image/mcuboot.overlay', text, creates: true }],
      },
    ],
    consequences: ['MCUboot logs an error at every start'],
    url: `docs/rules.md#${rule}`,
  });

/** A folder whose bootloader lacks the driver of the flash that holds its slot. */
export const folderReport = report({
  diagnostics: [
    driver(false),
    chosen('/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &flash0;\n\t};\n};\n', 'external-flash/mcuboot-chosen'),
    sectors,
  ],
  applications: [
    application({
      notChecked: [{ rule: 'external-flash/jedec-id', missing: ['the JEDEC ID of the flash'] }],
      unusedFiles: ['overlay-serial.conf'],
    }),
  ],
});

/** The same as a pasted post. */
export const postReport = report({
  diagnostics: [
    driver(true),
    chosen('/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &flash0;\n\t};\n};\n', 'external-flash/mcuboot-chosen'),
    chosen(overlay.text, 'external-flash/mcuboot-device-differs'),
    sectors,
    diagnostic(label(config, 'CONFIG_BOOTLOADER_MCUBOOT=y', 'the bootloader is added here'), {
      rule: 'settings/unused',
      severity: 'info',
      message: 'the settings partition is not used',
    }),
  ],
  applications: [
    application({
      root: 'post',
      configurations: [configuration({ assumed: [{ what: 'NCS', value: '2.4.0', why: 'the post says "NCS 2.4"' }] })],
      notChecked: [
        { rule: 'a/b', missing: ['the pins of the flash', 'CMakeLists.txt', 'the sources'] },
        { rule: 'a/c', missing: ['the sources'] },
      ],
      recognised: [
        { file: 'pm_static.yml', fromLine: 1, toLine: 20, why: 'names partitions with addresses and sizes' },
        {
          file: 'boards/nrf52840dk_nrf52840.overlay',
          fromLine: 22,
          toLine: 80,
          why: 'changes devicetree nodes by label',
        },
      ],
    }),
  ],
  skipped: [{ path: 'lines 81 to 99', why: 'a transcript of a terminal' }],
});
