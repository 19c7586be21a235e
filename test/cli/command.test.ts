import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/options.ts';
import { finish } from '../../src/cli/output.ts';
import { lint } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { shippedKnowledge } from '../linting.ts';
import { ncslint, onDisk, rulesIn } from './run.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const example = `${repository}examples/originating-case`;
const isReport = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8')),
);

const broken = 'CONFIG_FLASH y\n';
const twice = 'CONFIG_FLASH=y\nCONFIG_FLASH=n\n';
const withError = onDisk({ 'prj.conf': broken });
const withWarning = onDisk({ 'prj.conf': twice });
const withInfo = onDisk({
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'boards/nrf52840dk_nrf52840.overlay': '',
  'pm_static.yml': 'settings_storage:\n  address: 0xfc000\n  size: 0x4000\n  region: flash_primary\n',
});
const clean = onDisk({ 'prj.conf': 'CONFIG_FLASH=y\n' });

describe('ncslint without a path', () => {
  it('checks the folder it is in', async () => {
    const { code, out } = await ncslint([], { in: withError });
    expect(code).toBe(1);
    expect(out).toContain('--> prj.conf:1:1');
  });
});

describe('the originating case', () => {
  it('is answered in the order of its causes', async () => {
    const result = await ncslint([example, '--format', 'json'], { in: repository });
    expect(result).toMatchObject({ code: 1, err: '' });
    expect(rulesIn(result).slice(0, 4)).toEqual([
      expect.stringMatching('external-flash/mcuboot-driver examples/originating-case/'),
      expect.stringMatching('external-flash/mcuboot-chosen examples/originating-case/'),
      expect.stringMatching('mcuboot/max-image-sectors examples/originating-case/'),
      expect.stringMatching('external-flash/mcuboot-device-differs examples/originating-case/'),
    ]);
  });
});

describe('a report', () => {
  it.each([
    ['an application', [example]],
    ['several', [withError, withWarning]],
    ['nothing', [onDisk({})]],
    ['a post', ['diagnose', `${example}/pm_static.yml`]],
    ['no post', ['diagnose']],
  ])('of %s agrees with its schema', async (_, args) => {
    const { out } = await ncslint([...args, '--format=json']);
    isReport(JSON.parse(out));
    expect(isReport.errors).toBeNull();
  });

  it('is as wide as the terminal', async () => {
    const { out } = await ncslint([example, '--color=never'], { columns: 60, isTTY: true });
    const wide = out.split('\n').filter((line) => line.length > 60 && !/[/{}]/.test(line));
    expect(wide).toEqual([]);
  });

  it('tells a person at a terminal that there are fixes', async () => {
    const hint = '--fix=all --diff shows what the fixes would change, --fix=all changes it.';
    expect((await ncslint([example], { isTTY: true })).out).toContain(hint);
    expect((await ncslint([example])).out).not.toContain(hint);
    expect((await ncslint(['-q', example], { isTTY: true })).out).not.toContain(hint);
  });

  it('has colours where they are wanted', async () => {
    const coloured = async (args: string[], env: Record<string, string>, isTTY: boolean) =>
      (await ncslint([withError, ...args], { env, isTTY })).out.includes('\x1b[');
    expect(await coloured([], { TERM: 'xterm' }, true)).toBe(true);
    expect(await coloured([], { TERM: 'xterm' }, false)).toBe(false);
    expect(await coloured([], { TERM: 'xterm', NO_COLOR: '1' }, true)).toBe(false);
    expect(await coloured([], { FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await coloured(['--color=always'], { NO_COLOR: '1' }, false)).toBe(true);
    expect(await coloured(['--color', 'never'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect((await ncslint(['rules', '--color=always'])).out).toContain('\x1b[');
    expect((await ncslint(['explain', 'pins/conflict'])).out).not.toContain('\x1b[');
  });

  it('can be quiet', async () => {
    const { code, out } = await ncslint(['--quiet', withWarning, withInfo]);
    expect(code).toBe(0);
    expect(out).toContain('warning[kconfig/assigned-twice]');
    expect(out).not.toMatch(/info\[|Checked/);
    expect(await ncslint(['-q', clean])).toEqual({ code: 0, out: '', err: '' });
  });

  it('can be verbose', async () => {
    const { out } = await ncslint(['-v'], { in: withInfo });
    expect(out).toMatch(/image +app \(application, nrf52840dk_nrf52840\): prj\.conf/);
    expect(out).not.toContain('--verbose lists all');
  });
});

describe('the exit code', () => {
  it.each([
    ['nothing to report', [clean], 0],
    ['an error', [withError], 1],
    ['a warning', [withWarning], 0],
    ['information', [withInfo], 0],
    ['a warning that counts', ['--fail-on', 'warning', withWarning], 1],
    ['information that counts', ['--fail-on=info', withInfo], 1],
    ['an error that shall not fail the run', ['--fail-on=never', '--max-warnings=0', withError], 0],
    ['information where warnings count', ['--fail-on=warning', withInfo], 0],
    ['as many warnings as may be', ['--max-warnings', '1', withWarning], 0],
    ['a warning too many', ['--max-warnings', '0', withWarning], 1],
    ['warnings of two applications', ['--max-warnings', '1', withWarning, onDisk({ 'prj.conf': twice })], 1],
    ['an error that is not shown in a report for programs', ['-f', 'json', withError], 1],
    ['a page of help', ['--help'], 0],
    ['a rule nobody knows', ['explain', 'nonsense'], 2],
    ['an option nobody knows', ['--nonsense'], 2],
  ])('of %s', async (_, args, code) => expect((await ncslint(args)).code).toBe(code));

  const broke: Rule = {
    ...rules[0]!,
    id: 'partition/overlap',
    check: () => {
      throw new Error('a mistake\nof ours \x1b[31m');
    },
  };
  it.each([
    ['no finding', 'CONFIG_FLASH=y\n'],
    ['an error', broken],
    ['a file that cannot be read', 'CONFIG_FLASH=\0\n'],
  ])('is 3 where a rule fails, also beside %s', async (_, text) => {
    const workspace = new Workspace(memoryFiles({ '/app/prj.conf': text }), ['/app']);
    const report = lint(workspace, { paths: ['/app'], facts: shippedKnowledge, rules: [broke, ...rules] });
    let out = '';
    const command = parseCommandLine(['-q', '--color=never']);
    if (command.name !== 'lint') throw new Error(command.name);
    const terminal = { write: (more: string) => (out += more) };
    const surroundings = { folder: '/', env: {}, out: terminal, err: terminal, input: async () => new Uint8Array() };
    const run = { mode: 'lint', pathOf: () => undefined } as const;
    expect(await finish(report, command.settings, surroundings, run)).toBe(3);
    expect(out).toContain('ncslint failed in the rule partition/overlap');
    expect(out).toContain('a mistake');
    expect(out).not.toContain('\x1b');
    if (text === broken) expect(report.diagnostics.map(({ rule }) => rule)).toContain('kconfig/syntax');
  });
});

describe('a slip of the finger', () => {
  it.each([
    [['--bord', 'x'], 'unknown option --bord; did you mean --board?'],
    [
      ['--format', 'jsn'],
      '--format is one of pretty, compact, json, jsonl, sarif, github, markdown, gitlab, junit, checkstyle, svg, html, not "jsn"; did you mean json?',
    ],
    [['--fail-on=warnings'], 'did you mean warning?'],
    [['diagnos'], 'diagnos does not exist; did you mean the command diagnose?'],
    [['help', 'rulez'], 'did you mean rules?'],
    [['explain', 'pins/conflct'], 'there is no rule pins/conflct; did you mean pins/conflict?'],
    [['explain', 'overlap'], 'did you mean partition/overlap?'],
    [['explain', 'zebra\x1b[2J'], 'there is no rule zebra\\x1b[2J; ncslint rules lists them'],
    [['--max-warnings', 'few'], '--max-warnings needs a number, not "few"'],
    [['--quiet', '--verbose'], 'exclude each other'],
    [['--sdk', './nowhere'], './nowhere is no nRF Connect SDK'],
    [[''], 'an empty argument names nothing'],
  ])('%j is explained', async (args, message) => {
    const { code, out, err } = await ncslint(args, { in: clean });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`ncslint: `);
    expect(err).toContain(message);
    expect(err).not.toContain('\x1b');
  });
});

describe('help and version', () => {
  it.each([[['--help']], [['lint', '--help']], [['diagnose', '-h']], [['explain', '--help']], [['help', 'rules']]])(
    '%j prints what there is to know',
    async (args) => {
      const { code, out, err } = await ncslint(args);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/Usage: ncslint[\s\S]*Exit codes/);
    },
  );

  it('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8'));
    expect(await ncslint(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect(await ncslint(['-V', 'diagnose'])).toMatchObject({ code: 0, out: `${version}\n` });
  });
});

describe('explain', () => {
  it.each(rules.map(({ id }) => [id]))('%s', async (id) => {
    const { code, out, err } = await ncslint(['explain', id]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(id);
    expect(out).toMatch(/Sources in the SDK[\s\S]*https:/);
  });

  it('has a list of all rules', async () => {
    const { out } = await ncslint(['rules']);
    for (const { id } of rules) expect(out).toContain(id);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('diagnose', () => {
  const post = 'My prj.conf:\n\nCONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH y\nCONFIG_NORDIC_QSPI_NOR=y\n';

  it('reads a file', async () => {
    const folder = onDisk({ 'a post.txt': post });
    const { code, out } = await ncslint(['diagnose', 'a post.txt'], { in: folder });
    expect(code).toBe(1);
    expect(out).toContain('Taken from the post:');
    expect(out).toContain('there is no = after CONFIG_FLASH');
  });

  it.each([[['diagnose', '-']], [['diagnose']]])('%j reads standard input', async (args) => {
    const result = await ncslint([...args, '--format', 'json'], { input: post });
    expect(result.code).toBe(1);
    expect(rulesIn(result)).toContain('kconfig/syntax prj.conf:2');
  });

  it('tells a person how to end the input, and nobody else', async () => {
    expect((await ncslint(['diagnose'], { input: post })).err).toBe('');
    expect((await ncslint(['diagnose'], { input: post, inputIsTTY: true })).err).toContain('Ctrl-D');
  });

  it('says when there is nothing to check', async () => {
    const { code, out } = await ncslint(['diagnose'], { input: 'Hello,\nit does not work.\n' });
    expect(code).toBe(0);
    expect(out).toContain('Nothing to check: standard input shows no');
  });

  it.each([
    ['a folder', [clean], 'is a folder; to lint it, leave out "diagnose"'],
    ['a missing file', ['nowhere.txt'], 'nowhere.txt does not exist'],
    [
      'a picture',
      [`${onDisk({ 'a.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0) })}/a.png`],
      'a.png is not a text file',
    ],
    ['a folder that is no SDK', ['-', '--sdk', './no-sdk'], './no-sdk is no nRF Connect SDK'],
  ])('refuses %s', async (_, args, message) => {
    const { code, out, err } = await ncslint(['diagnose', ...args], { in: clean, input: post });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});
