import { describe, expect, test } from 'vitest';
import type { Report } from '../src/diagnostic/report.ts';
import type { LintOptions } from '../src/lint/lint.ts';
import { type Files, lintFiles } from './linting.ts';

/** What a rule finds, as `severity file`. */
const found = (rule: string, files: Files, options: Partial<LintOptions> = {}): readonly string[] =>
  of(rule, lintFiles(files, options));

const of = (rule: string, { diagnostics }: Report): readonly string[] =>
  diagnostics.filter((one) => one.rule === rule).map(({ severity, at }) => `${severity} ${at.span.file.path}`);

const DK = 'nrf52840dk_nrf52840';
const OLD: Partial<LintOptions> = { board: DK, version: '2.4.0' };
const NEW: Partial<LintOptions> = { board: 'nrf52840dk/nrf52840', version: '3.0.0' };

describe('files/never-read', () => {
  test('is silent about what a person may name on the command line', () => {
    const files = { 'prj.conf': '', 'overlay-debug.conf': '', 'usb.overlay': '', 'extra/more.conf': '' };
    expect(found('files/never-read', files, OLD)).toEqual([]);
  });

  test('speaks where builds look by name', () => {
    const files = { 'prj.conf': '', [`boards/${DK}.dts`]: '/ { };\n' };
    expect(found('files/never-read', files, OLD)).toEqual([`error boards/${DK}.dts`]);
  });
});

describe('files/board-name', () => {
  test('is silent about names that resemble no board', () => {
    expect(found('files/board-name', { 'prj.conf': '', 'boards/debug.conf': 'CONFIG_LOG=y\n' }, OLD)).toEqual([]);
  });

  test('speaks of a near miss of a board that exists', () => {
    const files = { 'prj.conf': '', 'boards/nrf52840dk_nrf52480.conf': 'CONFIG_LOG=y\n' };
    expect(found('files/board-name', files, OLD)).toHaveLength(1);
  });
});

describe('files/wrong-era', () => {
  const old = { 'prj.conf': '', 'child_image/mcuboot.conf': 'CONFIG_LOG=y\n' };

  test('is an error only where the file that is not read is the only one', () => {
    expect(found('files/wrong-era', old, NEW)).toEqual(['error child_image/mcuboot.conf']);
  });

  test('is information where the other build system has its counterpart', () => {
    const both = {
      ...old,
      'sysbuild/mcuboot.conf': 'CONFIG_LOG=y\n',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
    };
    expect(found('files/wrong-era', both, NEW)).toEqual(['info child_image/mcuboot.conf']);
  });
});

describe('files/shadowed', () => {
  test('needs both files', () => {
    const one = { 'prj.conf': '', [`boards/${DK}.overlay`]: '/ { chosen { }; };\n' };
    expect(found('files/shadowed', one, OLD)).toEqual([]);
    expect(found('files/shadowed', { ...one, 'app.overlay': '&uart1 { status = "okay"; };\n' }, OLD)).toHaveLength(1);
  });
});

describe('milder than errors', () => {
  test('partition/no-static-file is information', () => {
    const severities = found('partition/no-static-file', { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' }, OLD);
    expect(severities.filter((line) => !line.startsWith('info'))).toEqual([]);
  });

  test('kconfig/assigned-twice: information for the same value, a warning for another', () => {
    const rule = 'kconfig/assigned-twice';
    expect(found(rule, { 'prj.conf': 'CONFIG_LOG=y\nCONFIG_LOG=y\n' }, OLD)).toEqual(['info prj.conf']);
    expect(found(rule, { 'prj.conf': 'CONFIG_LOG=y\nCONFIG_LOG=n\n' }, OLD)).toEqual(['warning prj.conf']);
  });
});

describe('partition/span-extent', () => {
  const layout = (name: string, size: string): Files => ({
    'prj.conf': '',
    'pm_static.yml': `${name}:\n  address: 0x10000\n  size: ${size}\n  region: flash_primary\n  span: [one]\none:\n  address: 0x10000\n  size: 0x8000\n  region: flash_primary\n`,
  });

  test('allows slack in a container of the user', () => {
    expect(found('partition/span-extent', layout('container', '0x9000'), OLD)).toEqual([]);
  });
});

describe('partition/tiny-slot', () => {
  test('is silent about a placeholder of size 0', () => {
    const files = { 'prj.conf': '', 'pm_static.yml': 'nrf5_mbr:\n  address: 0x0\n  size: 0x0\n' };
    expect(found('partition/tiny-slot', files, OLD)).toEqual([]);
  });
});

describe('kconfig/unknown-symbol', () => {
  test("knows the symbols of the project's own Kconfig", () => {
    const files = {
      'prj.conf': 'CONFIG_MCUBOT=y\n',
      Kconfig: 'config MCUBOT\n\tbool "Ours"\n\nsource "Kconfig.zephyr"\n',
    };
    expect(found('kconfig/unknown-symbol', files, OLD)).toEqual([]);
  });

  test('is silent about names that resemble none', () => {
    expect(found('kconfig/unknown-symbol', { 'prj.conf': 'CONFIG_ACME_ROCKET_FUEL=y\n' }, OLD)).toEqual([]);
  });
});

describe('devicetree/unknown-compatible', () => {
  const overlay = { 'prj.conf': '', [`boards/${DK}.overlay`]: '/ { thing { compatible = "jedec,spi-nar"; }; };\n' };

  test("knows the bindings of the project, and takes everybody else's for possible", () => {
    const rule = 'devicetree/unknown-compatible';
    const own = { ...overlay, 'dts/bindings/jedec,spi-nar.yaml': 'compatible: "jedec,spi-nar"\n' };
    expect(found(rule, own, OLD)).toEqual([]);
    const others = { 'prj.conf': '', [`boards/${DK}.overlay`]: '/ { thing { compatible = "acme,rocket"; }; };\n' };
    expect(found(rule, others, OLD).filter((line) => !line.startsWith('info'))).toEqual([]);
    expect(found(rule, overlay, OLD)).toHaveLength(1);
  });
});

describe('what other scenarios may say', () => {
  const scenario = (args: string): string =>
    `tests:\n  a.b:\n    sysbuild: true\n    platform_allow: nrf52840dk/nrf52840\n${args}`;
  const files = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', 'CMakeLists.txt': 'find_package(Zephyr)\n' };

  test('sysbuild/bootloader-not-enabled is silent where a scenario enables it', () => {
    const rule = 'sysbuild/bootloader-not-enabled';
    const enabled = scenario('    extra_args: SB_CONFIG_BOOTLOADER_MCUBOOT=y\n');
    expect(found(rule, { ...files, 'sample.yaml': scenario('') }, { version: '3.0.0' })).toHaveLength(1);
    expect(found(rule, { ...files, 'sample.yaml': enabled }, { version: '3.0.0' })).toEqual([]);
  });
});

test('what rests on an assumption is likely, and says so', () => {
  const files = {
    'prj.conf': '',
    'pm_static.yml': 'settings_storage:\n  address: 0xff000\n  size: 0x2000\n  region: flash_primary\n',
  };
  const [assumed] = lintFiles(files, { board: DK, era: 'child-image' }).diagnostics;
  const [said] = lintFiles(files, OLD).diagnostics;
  expect(assumed).toMatchObject({
    rule: 'partition/exceeds-region',
    confidence: 'likely',
    assumptions: [expect.stringContaining('2.4.0')],
  });
  expect(said).toMatchObject({ rule: 'partition/exceeds-region', confidence: 'certain', assumptions: [] });
});

test('pins/conflict: what the board itself shares is nobody’s fault', () => {
  expect(found('pins/conflict', { 'prj.conf': 'CONFIG_SPI=y\nCONFIG_I2C=y\n' }, OLD)).toEqual([]);
});
