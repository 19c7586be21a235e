import { describe, expect, test } from 'vitest';
import { mentionedVersion } from '../../src/project/mentioned-version.ts';
import { lintFiles } from '../linting.ts';
import { diagnosticsOf } from '../rules/of-rule.ts';
import { workspaceOf } from './workspace-of.ts';

const mentioned = (files: Readonly<Record<string, string>>) =>
  mentionedVersion(workspaceOf({ 'app/prj.conf': '', ...files }), '/p/app');

describe('a README names the version', () => {
  test.each([
    ['in words', '# Tracker\n\nBuilt with nRF Connect SDK v2.9.1.\n', '2.9.1', 3],
    ['as NCS', '**NCS:** v3.2.4 / Zephyr 4.2.99\n', '3.2.4', 1],
    ['as a folder', 'Open a terminal in `C:\\ncs\\v3.1.0\\nrf`.\n', '3.1.0', 1],
    ['more exactly somewhere', 'Needs NCS 2.6.\n\nTested with NCS 2.6.1.\n', '2.6.1', 3],
  ])('%s', (_, text, value, line) => {
    expect(mentioned({ 'app/README.md': text })).toEqual({
      value,
      why: `line ${line} of app/README.md names NCS ${value}`,
    });
  });

  test('beside the application or around it, the nearest first', () => {
    expect(mentioned({ 'readme.rst': 'NCS 2.5.0\n' })?.value).toBe('2.5.0');
    expect(mentioned({ 'README.md': 'NCS 2.5.0\n', 'app/README.md': 'NCS 2.6.0\n' })?.value).toBe('2.6.0');
  });

  test.each([
    ['several releases', 'Works with NCS 2.4.0 and NCS 2.6.0.\n'],
    ['a version of something else', 'Upgraded to v2.4.0 of the sensor library, Zephyr v3.5.0.\n'],
    ['none', 'A tracker.\n'],
  ])('not: %s', (_, text) => {
    expect(mentioned({ 'app/README.md': text })).toBeUndefined();
  });
});

describe('what is assumed', () => {
  const layout = { 'prj.conf': 'CONFIG_WPA_SUPP=y\n', 'boards/nrf52840dk_nrf52840.conf': '' };
  const configuration = (files: Readonly<Record<string, string>>) =>
    lintFiles({ ...layout, ...files }).applications[0]!.configurations[0]!;

  test('are its facts and its build system, and that is said', () => {
    const { era, sdk, assumed } = configuration({ 'README.md': 'For NCS 2.9.0\n' });
    expect(era?.value).toBe('sysbuild');
    expect(sdk).toMatchObject({ value: '2.9.0', why: 'line 1 of README.md names NCS 2.9.0' });
    expect(assumed).toMatchObject([{ what: 'SDK version', value: '2.9.0' }]);
  });

  test('a manifest and files of a build system say more', () => {
    const old = { 'README.md': 'For NCS 2.9.0\n', 'child_image/mcuboot.conf': '' };
    expect(configuration(old).era?.value).toBe('child-image');
    const west = 'manifest:\n  projects:\n    - name: sdk-nrf\n      revision: v2.6.0\n';
    expect(configuration({ ...old, 'west.yml': west }).sdk?.why).not.toContain('README');
  });

  test('nothing is claimed of the version', () => {
    const files = { ...layout, 'README.md': 'For NCS 3.0.0\n' };
    expect(diagnosticsOf('kconfig/renamed-symbol', files, { version: undefined })).toMatchObject([
      { severity: 'info' },
    ]);
  });
});
