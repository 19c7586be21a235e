import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.ts';
import type { Report } from '../../src/diagnostic/report.ts';
import { lint } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { renderJson } from '../../src/report/json.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { below } from '../../src/text/paths.ts';
import type { Span } from '../../src/text/source.ts';
import { visible } from '../../src/text/visible.ts';
import { folder, pretty, shippedKnowledge } from '../linting.ts';

// Applications that nobody would write, from the pieces that people do write.

const example = folder(fileURLToPath(new URL('../../examples/originating-case', import.meta.url)));
const seeds = Object.values(example);

const names = [
  ...[
    'prj.conf',
    'prj_release.conf',
    'app.overlay',
    'CMakeLists.txt',
    'Kconfig',
    'Kconfig.sysbuild',
    'pm.yml',
    'VERSION',
  ],
  ...['pm_static.yml', 'pm_static_release.yml', 'pm_static_nrf52840dk_nrf52840.yml', 'sysbuild.conf', 'sysbuild.cmake'],
  ...[
    'boards/nrf52840dk_nrf52840.overlay',
    'boards/nrf52840dk_nrf52840.conf',
    'boards/nrf5340dk_nrf5340_cpuapp.overlay',
  ],
  ...[
    'boards/nrf9160dk_nrf9160_ns.conf',
    'boards/nrf54l15dk_nrf54l15_cpuapp.overlay',
    'boards/arm/mine/mine_defconfig',
  ],
  ...['boards/arm/mine/mine.dts', 'boards/me/mine/board.yml', 'boards/me/mine/mine_nrf52840.dts', 'boards/common.dtsi'],
  ...[
    'child_image/mcuboot.conf',
    'child_image/mcuboot.overlay',
    'child_image/mcuboot/prj.conf',
    'child_image/hci_rpmsg.conf',
  ],
  ...['child_image/mcuboot/boards/nrf52840dk_nrf52840.overlay', 'sysbuild/mcuboot.conf', 'sysbuild/mcuboot.overlay'],
  ...[
    'sysbuild/mcuboot/prj.conf',
    'sample.yaml',
    'testcase.yaml',
    'CMakePresets.json',
    '.vscode/settings.json',
    'west.yml',
  ],
  ...[
    'build/CMakeCache.txt',
    '.gitignore',
    'inner/CMakeLists.txt',
    'inner/prj.conf',
    'overlay-x.conf',
    'a b/\u202eü\n/prj.conf',
  ],
];

const snippets = [
  ...[
    'CONFIG_BOOTLOADER_MCUBOOT=y\n',
    'CONFIG_NORDIC_QSPI_NOR=y\n',
    'CONFIG_FLASH',
    '=',
    '=y',
    '=n\n',
    '="',
    '# CONFIG_SPI is not set\n',
  ],
  ...[
    'mcuboot_secondary:\n',
    'app:\n',
    '  address: 0x0\n',
    '  size: 0xf4000\n',
    '  region: external_flash\n',
    '  span: [app, mcuboot_pad]\n',
  ],
  ...[
    '  end_address: 0xfe000\n',
    '  device: mx25r64\n',
    '<<: *a\n',
    '&a ',
    '*a',
    '- ',
    '? ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '|\n',
    '---\n',
    '%YAML 1.1\n',
  ],
  ...[
    '/ {\n',
    '};\n',
    '&mx25r64 {\n',
    '&qspi {\n',
    'chosen {\n',
    'nordic,pm-ext-flash = &mx25r64;\n',
    'status = "okay";\n',
    'size = <0x4000000>;\n',
  ],
  ...[
    'jedec-id = [c2 28 17];\n',
    'sfdp-bfp = [',
    '/delete-node/ &spi1;\n',
    '/delete-property/ a;\n',
    '#include "common.dtsi"\n',
    '#include <nordic/nrf52840_qiaa.dtsi>\n',
  ],
  ...[
    '#define A A\n',
    '#define B(x) x##x B(x)\n',
    'B(B(A))\n',
    '#if A\n',
    '#endif\n',
    '#else\n',
    'psels = <NRF_PSEL(QSPI_SCK, 0, 19)>;\n',
    'reg = <0 1>;\n',
    'label: ',
  ],
  ...[
    'find_package(Zephyr)\n',
    'set(BOARD x)\n',
    'set(CONF_FILE ',
    ')\n',
    'config A\n',
    'bool "x"\n',
    'default y\n',
    'source "x"\n',
    'tests:\n  a:\n    extra_args: ',
  ],
  ...[
    'platform_allow: nrf52840dk_nrf52840\n',
    '{"configurePresets": [',
    '{"name": "a", "cacheVariables": {"BOARD": "nrf52840dk_nrf52840"}}',
    'BOARD:STRING=x\n',
  ],
  ...[
    '\0',
    '\r\n',
    '\r',
    '\n',
    '\t',
    ' ',
    '\ufeff',
    '\x1b[31m',
    '\u202e',
    '::error::x\n',
    '😀',
    '\ud800',
    '/*',
    '*/',
    '//',
    '"',
    "'",
    '\\',
    '\\\n',
    '0x',
    '-1',
    '1e999',
  ],
];

/** A file of the example with a piece cut out, doubled or put in. */
const mutated: fc.Arbitrary<string> = fc
  .record({
    seed: fc.constantFrom(...seeds),
    cuts: fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.constantFrom('', ...snippets)), { maxLength: 3 }),
  })
  .map(({ seed, cuts }) =>
    cuts.reduce((text, [at, length, put]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + put + text.slice(start + length);
    }, seed),
  );

const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...snippets), { maxLength: 24 }).map((parts) => parts.join('')) },
  { weight: 4, arbitrary: mutated },
  { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
);

type Content = string | Uint8Array;
const content: fc.Arbitrary<Content> = fc.oneof(
  { weight: 12, arbitrary: text },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }) },
);

const application: fc.Arbitrary<Readonly<Record<string, Content>>> = fc
  .tuple(content, fc.dictionary(fc.constantFrom(...names), content, { maxKeys: 7 }))
  .map(([own, others]) => ({ 'prj.conf': own, ...others }));

const options = fc.record({
  board: fc.constantFrom(undefined, undefined, 'nrf52840dk_nrf52840', 'nrf5340dk/nrf5340/cpuapp', 'nonsense', ''),
  version: fc.constantFrom(undefined, '2.4.0', '2.9.0', '3.2.99', 'main', 'x y', ''),
  era: fc.constantFrom(undefined, undefined, 'child-image' as const, 'sysbuild' as const),
  buildType: fc.constantFrom(undefined, undefined, 'release', '../x'),
  buildArguments: fc.subarray([
    '-DEXTRA_CONF_FILE=overlay-x.conf',
    '-DSHIELD=x',
    '-Dmcuboot_CONFIG_LOG=y',
    '-D',
    '-DCONF_FILE=',
    '-S',
    'x y',
  ]),
});

function run(files: Readonly<Record<string, Content>>, how: Partial<Parameters<typeof lint>[1]> = {}): Report {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, one]) => [`/app/${path}`, one])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => below('/app', path) ?? path);
  return lint(workspace, { paths: ['/app'], facts: shippedKnowledge, ...how });
}

function spansOf({ at, related = [], because = [], fixes = [] }: Diagnostic): Span[] {
  return [
    at.span,
    ...related.map(({ span }) => span),
    ...because.flatMap(({ origin }) => (origin?.kind === 'project' ? [origin.span] : [])),
    ...fixes.flatMap(({ edits }) => edits.flatMap((edit) => (edit.kind === 'replace' ? [edit.span] : []))),
  ];
}

/** What was found, without how it is explained. */
const found = ({ diagnostics }: Report): string[] =>
  diagnostics
    .map(({ rule, severity, message, at: { span } }) =>
      [rule, severity, span.file.path, span.start, message].join(' | '),
    )
    .sort();

describe('any application', { timeout: 60_000 }, () => {
  it('is linted: no rule fails, everything points into a file, and the report can be read', () => {
    fc.assert(
      fc.property(application, options, (files, how) => {
        const report = run(files, how);
        expect(report.failures).toEqual([]);
        for (const { file, start, end } of report.diagnostics.flatMap(spansOf)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(file.text.length);
        }
        for (const line of [...pretty(report).split('\n'), ...pretty(report, 'diagnose').split('\n')]) {
          expect(visible(line)).toBe(line);
          expect(line).not.toMatch(/^\s*::[^:]/);
        }
        JSON.parse(renderJson(report, { tool: { name: 'ncslint', version: '0' } }));
      }),
      { numRuns: 100 },
    );
  });

  it('has fewer findings for who knows less, never more', () => {
    fc.assert(
      fc.property(application, options, (files, how) => {
        const all = new Set(found(run(files, how)).map(place));
        const less = found(run(files, { ...how, facts: () => undefined })).map(place);
        expect(less.filter((one) => !all.has(one))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in whatever order its folders are given', () => {
    const paths = ['/app', '/app/inner', '/app/boards', '/app/child_image/mcuboot', '/app/prj.conf'];
    const order = fc.shuffledSubarray(paths, { minLength: 2 });
    fc.assert(
      fc.property(application, order, (files, given) => {
        const sorted = found(run(files, { paths: [...given].sort() }));
        expect(found(run(files, { paths: given }))).toEqual(sorted);
        expect(new Set(sorted).size).toBe(sorted.length);
      }),
      { numRuns: 40 },
    );
  });

  it('is linted twice with the same result', () => {
    fc.assert(
      fc.property(application, options, (files, how) => {
        expect(pretty(run(files, how))).toBe(pretty(run(files, how)));
      }),
      { numRuns: 15 },
    );
  });
});

/** Knowledge words a finding, and macros move where a mistake shows: the rule and the file are what must not be new. */
const place = (finding: string): string => {
  const [rule, , file] = finding.split(' | ');
  return `${rule} ${file}`;
};
