import { describe, expect, test } from 'vitest';
import { discoverApplications } from '../../src/project/discover.ts';
import { partTargets } from '../../src/project/parts.ts';
import { matchesBoard } from '../../src/sdk/snippet-appends.ts';
import { type Files, findings, lintFiles } from '../linting.ts';
import { workspaceOf, ZEPHYR } from './workspace-of.ts';

const KNOWN = ['nrf52840dk_nrf52840', 'nrf9160dk_nrf9160_ns'];

/** `board: arguments` of every build. */
const builds = (files: Files, wanted?: string): readonly string[] | undefined =>
  partTargets(workspaceOf(files), '/p', KNOWN, wanted)?.map(
    ({ board, arguments: texts }) => `${board ?? 'any'}: ${texts.join(' ')}`,
  );

const snippet = `name: logs
append:
  EXTRA_CONF_FILE: logs.conf
boards:
  nrf52840dk/nrf52840:
    append:
      EXTRA_DTC_OVERLAY_FILE: boards/nrf52840dk_nrf52840.overlay
  /thingy91.*/ns/:
    append:
      EXTRA_CONF_FILE: ns.conf
`;

describe('a snippet', () => {
  test('is built for the boards it names, and for those that its patterns are for', () => {
    expect(builds({ 'snippet.yml': snippet })).toEqual([
      'nrf52840dk/nrf52840: -DEXTRA_CONF_FILE=logs.conf -DEXTRA_DTC_OVERLAY_FILE=boards/nrf52840dk_nrf52840.overlay',
      'thingy91/nrf9160/ns: -DEXTRA_CONF_FILE=logs.conf;ns.conf',
      'thingy91x/nrf9151/ns: -DEXTRA_CONF_FILE=logs.conf;ns.conf',
    ]);
  });

  test('is built for the board that is asked for alone', () => {
    expect(builds({ 'snippet.yml': snippet }, 'nrf9160dk/nrf9160/ns')).toEqual([
      'nrf9160dk/nrf9160/ns: -DEXTRA_CONF_FILE=logs.conf',
    ]);
  });

  test('without boards is built for one that nobody knows', () => {
    expect(builds({ 'snippet.yml': 'name: x\nappend:\n  EXTRA_CONF_FILE: x.conf\n' })).toEqual([
      'any: -DEXTRA_CONF_FILE=x.conf',
    ]);
    expect(builds({ 'snippet.yml': '- [' })).toEqual(['any: ']);
  });

  test('beside an application is a file of that application', () => {
    expect(builds({ 'snippet.yml': snippet, 'prj.conf': '' })).toBeUndefined();
    expect(builds({ 'snippet.yml': snippet, 'CMakeLists.txt': ZEPHYR })).toBeUndefined();
  });

  test.each<[string, string, boolean | undefined]>([
    ['nrf5340dk/nrf5340/cpuapp', 'nrf5340dk_nrf5340_cpuapp', true],
    ['nrf5340dk/nrf5340/cpuapp', 'nrf5340dk_nrf5340_cpuapp_ns', false],
    ['/.*/nrf54l15/cpuapp/', 'nrf54l15dk_nrf54l15_cpuapp', true],
    ['/.*/nrf54l15/cpuapp/', 'nrf54l15dk_nrf54l15_cpuapp_ns', false],
    ['/nrf91[356]1[de]k\\/nrf91[356]1\\/ns/', 'nrf9151dk_nrf9151_ns', true],
    ['/(nrf|thingy)91.*/', 'thingy91x_nrf9151_ns', true],
    ['/(/', 'nrf52dk_nrf52832', undefined],
    ['/(.*)*x/', 'nrf52dk_nrf52832', undefined],
    ['/.*.*.*.*.*x/', 'nrf52dk_nrf52832', undefined],
  ])('%s is for %s: %s', (key, board, holds) => {
    expect(matchesBoard(key, board)).toBe(holds);
  });
});

test('a shield is built for the boards it has files for', () => {
  const files = ['Kconfig.shield', 'radio.overlay', 'radio.conf', 'boards/nrf52840dk_nrf52840.overlay'];
  expect(builds(Object.fromEntries(files.map((name) => [name, ''])))).toEqual([
    'nrf52840dk_nrf52840: -DEXTRA_CONF_FILE=radio.conf -DEXTRA_DTC_OVERLAY_FILE=radio.overlay;boards/nrf52840dk_nrf52840.overlay',
  ]);
  expect(builds({ 'Kconfig.shield': '', 'radio.overlay': '' })).toEqual([]);
});

test('snippets and shields are found wherever they lie', () => {
  const files = [
    'app/prj.conf',
    'app/snippets/a/snippet.yml',
    'snippets/b/c/snippet.yml',
    'boards/shields/d/Kconfig.shield',
    'boards/shields/d/d.overlay',
  ];
  expect(discoverApplications(workspaceOf(files), '/p')).toEqual([
    '/p/app',
    '/p/app/snippets/a',
    '/p/boards/shields/d',
    '/p/snippets/b/c',
  ]);
});

describe('what is looked at by itself', () => {
  const overlay = (text: string): Files => ({
    'snippet.yml': snippet,
    'logs.conf': 'CONFIG_LOG=y\n',
    'boards/nrf52840dk_nrf52840.overlay': text,
  });

  test('stands on the devicetree of its boards', () => {
    const found = lintFiles(overlay('&uart0 { status = "okay"; };\n&sram1 { status = "okay"; };\n'), {
      version: '2.7.0',
    });
    expect(findings(found)).toEqual(['error devicetree/unknown-label boards/nrf52840dk_nrf52840.overlay:2']);
    expect(found.diagnostics[0]?.because?.[0]?.text).toBe(
      'neither its own files nor the board nrf52840dk_nrf52840 define it',
    );
  });

  test('says nothing of what an application decides', () => {
    const flash = '/ { chosen { nordic,pm-ext-flash = &mx25r64; }; };\n&mx25r64 { status = "disabled"; };\n';
    const files = { ...overlay(flash), 'logs.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_LOG_MODE_IMMEDIATE=y\n' };
    const rules = findings(lintFiles(files, { version: '2.7.0' })).filter((one) => /mcuboot|unmet|sysbuild/.test(one));
    expect(rules).toEqual([]);
  });

  test('of the files in its folder, only those count that it names', () => {
    const files = { ...overlay(''), 'app.overlay': '&nowhere {};\n', 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_X' };
    expect(findings(lintFiles(files, { version: '2.7.0' }))).toEqual([]);
  });

  test('a connector that a shield plugs into may be that of another shield', () => {
    const files = {
      'Kconfig.shield': '',
      'radio.overlay': '&edge_connector { status = "okay"; };\n',
      'boards/nrf52840dk_nrf52840.overlay': '&nowhere { status = "okay"; };\n',
    };
    expect(findings(lintFiles(files, { version: '2.7.0' }))).toEqual([
      'error devicetree/unknown-label boards/nrf52840dk_nrf52840.overlay:1',
    ]);
  });
});
