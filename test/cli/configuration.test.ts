import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ncslint, onDisk, rulesIn } from './run.ts';

const broken = 'CONFIG_FLASH y\n';
const twice = 'CONFIG_FLASH=y\nCONFIG_FLASH=n\n';
const project = (configuration: string, files: Readonly<Record<string, string>> = {}, name = 'ncslint.yaml') =>
  onDisk({ '.git/HEAD': '', 'prj.conf': `${broken}${twice}`, [name]: configuration, ...files });
const severities = async (folder: string, ...args: string[]): Promise<string[]> => {
  const { out } = await ncslint(['-f', 'json', ...args], { in: folder });
  return JSON.parse(out).diagnostics.map(
    ({ rule, severity, location }: { rule: string; severity: string; location: { file: string } }) =>
      `${severity} ${rule} ${location.file}`,
  );
};

describe('the configuration of a project', () => {
  it('sets severities of rules and groups, the nearer word over the wider', async () => {
    expect(await severities(project(''))).toEqual([
      'error kconfig/syntax prj.conf',
      'warning kconfig/assigned-twice prj.conf',
    ]);
    expect(await severities(project('rules: { kconfig: info, kconfig/assigned-twice: error }\n'))).toEqual([
      'error kconfig/assigned-twice prj.conf',
      'info kconfig/syntax prj.conf',
    ]);
    expect(await severities(project('rules: { kconfig: off }\n'))).toEqual([]);
    expect(await severities(project('rules: { kconfig: off, kconfig/syntax: warning }\n'))).toEqual([
      'warning kconfig/syntax prj.conf',
    ]);
  });

  it('does so for some files, or those that an image reads', async () => {
    const files = { 'child_image/mcuboot.conf': broken, 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_A y\n' };
    const configuration = (where: string) => `overrides:\n  - ${where}\n    rules: { kconfig/syntax: info }\n`;
    const mild = ['error kconfig/syntax prj.conf', 'info kconfig/syntax child_image/mcuboot.conf'];
    const found = async (where: string) =>
      (await severities(project(configuration(where), files))).filter((line) => line.includes('kconfig/syntax'));
    expect(await found('paths: [child_image/]')).toEqual(mild);
    expect(await found('images: [mcuboot]')).toEqual(mild);
    expect(
      await found('{ paths: [prj.conf], images: [mcuboot] }'.replace(/^\{ (.*), (.*) \}$/, '$1\n    $2')),
    ).toHaveLength(2);
    expect(
      await severities(
        project(
          'rules: { kconfig: off }\noverrides:\n  - paths: [prj.conf]\n    rules: { kconfig/syntax: error }\n',
          files,
        ),
      ),
    ).toEqual(['error kconfig/syntax prj.conf']);
  });

  it('says when a run fails, but the command line says it first', async () => {
    const folder = project('rules: { kconfig/syntax: off }\nfailOn: warning\n');
    expect((await ncslint([], { in: folder })).code).toBe(1);
    expect((await ncslint(['--fail-on=error'], { in: folder })).code).toBe(0);
    expect((await ncslint(['--no-config', '--fail-on=error'], { in: folder })).code).toBe(1);
    expect((await ncslint([], { in: project('maxWarnings: 0\nrules: {kconfig/syntax: off}') })).code).toBe(1);
    expect((await ncslint([], { in: project('extends: strict\nrules: {kconfig/syntax: off}') })).code).toBe(1);
  });

  it('chooses the version and the boards', async () => {
    const folder = project('sdk: "2.4.0"\nboards: [nrf52840dk_nrf52840, nrf5340dk_nrf5340_cpuapp]\n');
    const [{ configurations }] = JSON.parse((await ncslint(['-f', 'json'], { in: folder })).out).applications;
    expect(configurations.map(({ id, sdk }: { id: string; sdk: object }) => [id, sdk])).toEqual([
      ['nrf52840dk_nrf52840', { version: '2.4.0', source: 'shipped facts of NCS 2.4.0', why: 'from ncslint.yaml' }],
      ['nrf5340dk_nrf5340_cpuapp', expect.anything()],
    ]);
    expect(configurations[0].boardWhy).toBe('from ncslint.yaml');
    const narrowed = JSON.parse((await ncslint(['-f', 'json', '-b', 'nrf52dk_nrf52832'], { in: folder })).out);
    expect(narrowed.applications[0].configurations.map(({ id }: { id: string }) => id)).toEqual(['nrf52dk_nrf52832']);
  });

  it('leaves applications out, and says so', async () => {
    const files = { 'a/prj.conf': broken, 'a/sample.yaml': '', 'b_test/prj.conf': broken, 'b_test/sample.yaml': '' };
    const folder = onDisk({ '.git/HEAD': '', 'ncslint.yaml': "exclude: ['*_test']\n", ...files });
    const result = await ncslint(['-f', 'json'], { in: folder });
    expect(rulesIn(result)).toEqual(['kconfig/syntax a/prj.conf:1']);
    expect(JSON.parse(result.out).skipped).toEqual([{ file: 'b_test', why: 'is left out by ncslint.yaml' }]);
    const only = onDisk({ '.git/HEAD': '', 'ncslint.yaml': 'include: [b_test/]\n', ...files });
    expect(rulesIn(await ncslint(['-f', 'json'], { in: only }))).toEqual(['kconfig/syntax b_test/prj.conf:1']);
  });

  it('builds on others', async () => {
    const folder = project('extends: [common/base.yaml, strict]\nrules: { kconfig/syntax: info }\n', {
      'common/base.yaml': 'extends: default\nrules: { kconfig/syntax: off, kconfig/assigned-twice: error }\n',
    });
    expect(await severities(folder)).toEqual(['error kconfig/assigned-twice prj.conf', 'info kconfig/syntax prj.conf']);
  });

  it('is found around the paths, up to their repository', async () => {
    const folder = onDisk({
      'ncslint.yaml': 'rules: { kconfig: off }\n',
      'repo/.git/HEAD': '',
      'repo/app/prj.conf': broken,
    });
    expect(await severities(join(folder, 'repo/app'))).toHaveLength(1);
    const inside = onDisk({
      '.git/HEAD': '',
      'ncslint.json': '{"rules": {"kconfig": "off"}}',
      'fw/app/prj.conf': broken,
    });
    expect(await severities(join(inside, 'fw/app'))).toEqual([]);
    expect(await severities(inside, 'fw')).toEqual([]);
    expect(await severities(inside, 'fw', '--no-config')).toHaveLength(1);
  });

  it('may be named', async () => {
    const folder = onDisk({ 'prj.conf': broken, 'mild.yaml': 'rules: { kconfig: info }\n' });
    expect(await severities(folder, '--config', 'mild.yaml')).toEqual(['info kconfig/syntax prj.conf']);
  });

  it('is mentioned in the report', async () => {
    expect((await ncslint([], { in: project('') })).out).toContain('Configured by ncslint.yaml.\n');
  });
});

describe('a configuration that makes no sense', () => {
  it.each([
    ['rulse: {}', 'ncslint.yaml:1:1: there is no key rulse; did you mean rules?'],
    [
      'rules: {partition/overlapp: off}',
      'ncslint.yaml:1:9: there is no rule partition/overlapp; did you mean partition/overlap?',
    ],
    ['rules: {overlap: off}', 'ncslint.yaml:1:9: there is no rule overlap; did you mean partition/overlap?'],
    ['extends: strikt', 'ncslint.yaml:1:10: there is no preset strikt; did you mean strict?'],
    ['extends: ./none.yaml', 'ncslint.yaml:1:10: none.yaml does not exist'],
    ['extends: ./ncslint.yaml', 'ncslint.yaml:1:10: ncslint.yaml extends itself'],
    ['extends: /etc/hostname', 'ncslint.yaml:1:10: etc/hostname lies outside of the repository'],
    ['sdk: ./nowhere', './nowhere is no nRF Connect SDK: there is no nrf/VERSION in it'],
    ['"\\e[31m": 1', 'ncslint.yaml:1:1: there is no key \\x1b[31m'],
  ])('%s', async (configuration, problem) => {
    if (process.platform === 'win32' && configuration.includes('/etc')) return;
    const { code, out, err } = await ncslint([], { in: project(`${configuration}\n`) });
    // How far up the root of the disk is depends on the machine.
    const shown = err.replace(/(\.\.\/)+/, '');
    expect({ code, out, err: shown }).toEqual({ code: 2, out: '', err: `ncslint: ${problem}\n` });
  });

  it('names all of its mistakes', async () => {
    const { err } = await ncslint([], { in: project('a: 1\nb: 2\n') });
    expect(err.trimEnd().split('\n')).toHaveLength(2);
  });

  it.skipIf(process.platform === 'win32')('does not read through links out of the repository', async () => {
    const outside = onDisk({ 'secret.yaml': 'password: x\n' });
    const folder = project('extends: ./link.yaml\n');
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml'));
    const { err } = await ncslint([], { in: folder });
    expect(err).toBe('ncslint: ncslint.yaml:1:10: link.yaml lies outside of the repository\n');
  });

  it('that was named and is not there is one, too', async () => {
    expect(await ncslint(['--config', 'none.yaml'], { in: onDisk({ 'prj.conf': '' }) })).toEqual({
      code: 2,
      out: '',
      err: 'ncslint: none.yaml does not exist\n',
    });
  });
});
