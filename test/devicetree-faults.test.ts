import { describe, expect, test } from 'vitest';
import { folder, lintFiles } from './linting.ts';

// Mistakes that the build and the other checkers let through, each planted into the overlay of the originating case.

const seed = folder('examples/originating-case');
const overlay = 'boards/nrf52840dk_nrf52840.overlay';
const text = seed[overlay]!;

/** What is found in the seed with other text at one place and was not found in the seed: `rule file:line`. */
function planted(was: string, is: string, more: Readonly<Record<string, string>> = {}): string[] {
  if (!text.includes(was)) throw new Error(`the overlay has no ${was}`);
  const before = found(seed);
  return found({ ...seed, ...more, [overlay]: text.replace(was, is) }).filter((finding) => !before.includes(finding));
}

function found(files: Readonly<Record<string, string>>): string[] {
  const { diagnostics, failures } = lintFiles(files, { version: '2.4.0' });
  expect(failures).toEqual([]);
  return diagnostics.map(
    ({ rule, at: { span } }) => `${rule} ${span.file.path}:${span.file.position(span.start).line}`,
  );
}

const lineOf = (part: string, of: string = text): number => of.slice(0, of.indexOf(part)).split('\n').length;
const at = (rule: string, part: string, of?: string): string => `${rule} ${overlay}:${lineOf(part, of)}`;

describe('what nothing else finds is found', () => {
  test('a mistyped key in /chosen', () => {
    const findings = planted('nordic,pm-ext-flash', 'nordic,pm-extflash');
    expect(findings.map((finding) => finding.split(' ')[0])).toContain('external-flash/chosen-missing');
    expect(findings).toContain(at('devicetree/unknown-property', 'nordic,pm-ext-flash'));
  });

  test('a mistyped compatible', () => {
    const findings = planted('"nordic,qspi-nor"', '"nordic,qspi-norr"');
    expect(findings).toContain(at('devicetree/unknown-compatible', '"nordic,qspi-nor"'));
  });

  test('a partition behind the end of the flash', () => {
    const log = '\n&flash0 {\n\tpartitions {\n\t\tlog: log@fe000 {\n\t\t\treg = <0xfe000 0x4000>;\n\t\t};\n\t};\n};\n';
    const findings = found({ ...seed, [overlay]: text + log });
    expect(findings).toContain(at('devicetree/partition-range', 'reg = <0xfe000', text + log));
  });

  test('a chosen flash on a bus that is disabled', () => {
    const findings = planted('&qspi {\n\tstatus = "okay";', '&qspi {\n\tstatus = "disabled";');
    expect(findings).toContain(at('devicetree/parent-disabled', 'status = "okay"'));
  });

  test('one pin for two signals', () => {
    const findings = planted('<NRF_PSEL(QSPI_IO1, 1, 8)>', '<NRF_PSEL(QSPI_IO1, 0, 30)>');
    expect(findings).toContain(at('pins/conflict', 'QSPI_IO1'));
  });

  test('a pin that is an LED', () => {
    const findings = planted('<NRF_PSEL(QSPI_IO1, 1, 8)>', '<NRF_PSEL(QSPI_IO1, 0, 13)>');
    expect(findings).toContain(at('pins/conflict', 'QSPI_IO1'));
  });

  test('a pin that the chip does not have', () => {
    const findings = planted('<NRF_PSEL(QSPI_IO1, 1, 8)>', '<NRF_PSEL(QSPI_IO1, 1, 18)>');
    expect(findings).toContain(at('pins/range', 'QSPI_IO1'));
  });

  test('a flash that is smaller than the slot in it', () => {
    const findings = planted(
      'jedec-id = [c2 20 15];\n\t\tsize = <16777216>;',
      'jedec-id = [c2 20 13];\n\t\tsize = <4194304>;',
    );
    expect(findings.map((finding) => finding.split(' ')[0])).toContain('partition/exceeds-region');
  });

  test('two buses on the same pins', () => {
    const findings = planted('&spi1 {\n\tstatus = "disabled";', '&spi1 {\n\tstatus = "okay";');
    expect(findings.map((finding) => finding.split(' ')[0])).toContain('pins/conflict');
  });

  test('a size that the JEDEC id contradicts', () => {
    const findings = planted('size = <16777216>', 'size = <33554432>');
    expect(findings).toContain(at('external-flash/size-vs-jedec-id', 'size = <'));
  });
});

test('pins that boards give to two users on purpose are no finding', () => {
  const boards = ['nrf52840dk_nrf52840', 'nrf5340dk_nrf5340_cpuapp', 'thingy53_nrf5340_cpuapp', 'nrf9160dk_nrf9160_ns'];
  const overlays = boards.map((board) => [`boards/${board}.overlay`, '&pwm0 {\n\tstatus = "okay";\n};\n']);
  const { diagnostics } = lintFiles(
    { 'prj.conf': 'CONFIG_PWM=y\n', ...Object.fromEntries(overlays) },
    { version: '2.4.0' },
  );
  expect(diagnostics.filter(({ rule }) => rule.startsWith('pins/'))).toEqual([]);
});
