import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shells } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/command-table.ts';
import { completions } from '../../src/cli/completions.ts';
import { options } from '../../src/cli/option-table.ts';
import { built, has } from '../integrations/built.ts';
import { ncslint, onDisk } from './run.ts';

const broken = { 'prj.conf': 'CONFIG_A y\n', 'boards/nrf52840dk_nrf52840.overlay': '' };

describe('ncslint init', () => {
  it('writes a configuration that changes nothing, with what was found in comments', async () => {
    const folder = onDisk({ '.git/HEAD': '', ...broken });
    const before = (await ncslint(['-f', 'jsonl'], { in: folder })).out;
    expect(await ncslint(['init'], { in: folder })).toEqual({ code: 0, out: 'ncslint.yaml written\n', err: '' });
    expect(readFileSync(join(folder, 'ncslint.yaml'), 'utf8')).toContain('# boards: [nrf52840dk_nrf52840]\n');
    expect((await ncslint(['-f', 'jsonl'], { in: folder })).out).toBe(before);
  });

  it('writes a configuration that holds when its comments are taken off', async () => {
    const folder = onDisk({ '.git/HEAD': '', ...broken });
    await ncslint(['init'], { in: folder });
    const text = readFileSync(join(folder, 'ncslint.yaml'), 'utf8').replace(/^# (?!yaml|https)/gm, '');
    writeFileSync(join(folder, 'ncslint.yaml'), text);
    expect((await ncslint([], { in: folder })).err).toBe('');
  });

  it('writes what runs it, in YAML', async () => {
    const folder = onDisk(broken);
    const { out } = await ncslint(['init', '--github', '--gitlab', '--pre-commit'], { in: folder });
    const written = [...out.matchAll(/^(\S+) written$/gm)].map(([, name]) => name!);
    expect(written).toEqual([
      'ncslint.yaml',
      '.github/workflows/ncslint.yml',
      '.gitlab-ci.yml',
      '.pre-commit-config.yaml',
    ]);
    for (const name of written) expect(() => parse(readFileSync(join(folder, name), 'utf8'))).not.toThrow();
  });

  it('leaves what exists, and says what to add', async () => {
    const folder = onDisk({ ...broken, 'ncslint.yaml': 'a', '.pre-commit-config.yaml': 'b' });
    const { code, out } = await ncslint(['init', '--pre-commit'], { in: folder });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ncslint\.yaml exists and stays as it is\n\.pre-commit-config\.yaml exists .* add to it:\n {4}repos:\n/,
    );
    expect(readFileSync(join(folder, '.pre-commit-config.yaml'), 'utf8')).toBe('b');
  });
});

describe('ncslint doctor', () => {
  it('says what it runs with and what it found', async () => {
    const folder = onDisk({ '.git/HEAD': '', ...broken, 'ncslint.yaml': 'sdk: 2.4.0\n' });
    const { code, out } = await ncslint(['doctor'], { in: folder, env: { ZEPHYR_BASE: '/ncs/zephyr' } });
    expect(code).toBe(0);
    expect(out).toContain(`Node           ${process.version} on `);
    expect(out).toMatch(/^facts +of NCS 2\.4\.0, /m);
    expect(out).toMatch(/^ZEPHYR_BASE +\/ncs\/zephyr$/m);
    expect(out).toMatch(/^configuration +.*ncslint\.yaml$/m);
    expect(out).toMatch(/^\. +nrf52840dk_nrf52840: NCS 2\.4\.0 \(.*from ncslint\.yaml\), child-image, app$/m);
  });

  it('says what keeps it from working', async () => {
    const folder = onDisk({ '.git/HEAD': '', 'ncslint.yaml': 'rulse: {}\n' });
    const { code, out } = await ncslint(['doctor'], { in: folder });
    expect(code).toBe(2);
    expect(out).toMatch(/^problem +ncslint\.yaml:1:1: there is no key rulse; did you mean rules\?$/m);
  });
});

describe('completions', () => {
  it.each(shells)('for %s know every command and every option', (shell) => {
    const text = completions(shell);
    for (const { name } of commands) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
    for (const { name, aliases = [] } of options)
      for (const one of [name, ...aliases]) expect(text).toMatch(new RegExp(`(--|-l )${one}\\b`));
  });

  const programs = { bash: ['-n'], zsh: ['-n'], fish: ['--no-execute'] } as const;
  it.each(shells.filter((shell) => has(shell)))('for %s are a script it can read', (shell) => {
    const script = join(onDisk({ script: completions(shell) }), 'script');
    const { status, stderr } = spawnSync(shell, [...programs[shell], script], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.skipIf(process.platform === 'win32' || !has('bash')).each([
    [['ncslint', '--fo'], ['--format']],
    [['ncslint', '--era', 's'], ['sysbuild']],
    [['ncslint', 'expl'], ['explain']],
    [['ncslint', 'explain', 'settings/u'], ['settings/unused']],
    [['ncslint', 'rules', '--bo'], []],
    [['ncslint', '--fix=a'], ['--fix=all']],
    [['ncslint', '--format', '=', 'sar'], ['sarif']],
  ])('in bash complete %j', (words, expected) => {
    const script = `${completions('bash')}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
compopt() { :; }
_ncslint
[ "\${#COMPREPLY[@]}" = 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync('bash', ['-c', script, '_', ...words], { cwd: onDisk({}), encoding: 'utf8' });
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual(expected);
  });

  it('are for shells that are known', async () => {
    expect(await ncslint(['completions', 'csh'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('ncslint completions needs a shell: bash, zsh, fish'),
    });
  });
});

describe('the page of the command line', () => {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

  it('has every command and option', async () => {
    const groups = [...new Set(options.map(({ group }) => group))];
    const rows = (group: string) =>
      options
        .filter((option) => option.group === group)
        .map(({ name, short, aliases = [], value, isOptional, choices, summary, otherwise, commands: own }) => {
          const names = [...(short ? [`-${short}`] : []), ...[name, ...aliases].map((one) => `--${one}`)].map(
            (one) => `\`${one}\``,
          );
          const what = value ? ` ${cell(isOptional ? `[=<${value}>]` : `<${value}>`)}` : '';
          const about = [summary, ...(choices ? [choices.map((choice) => `\`${choice}\``).join(', ')] : [])].join(': ');
          const usual = otherwise ? `. Otherwise: ${otherwise}` : '';
          const where = own.length === commands.length ? 'all' : own.join(', ');
          return `| ${names.join(', ')}${what} | ${cell(about + usual)} | ${where} |`;
        });
    const page = [
      '# The command line',
      'Made from the table that also makes `ncslint --help` and the completions.',
      [
        '| command | |',
        '|---|---|',
        ...commands.map(({ name, usage, summary }) => `| \`${name}\` ${cell(usage)} | ${cell(summary)} |`),
      ].join('\n'),
      ...groups.map((group) =>
        [`## ${group}`, '', '| option | | commands |', '|---|---|---|', ...rows(group)].join('\n'),
      ),
    ];
    await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot('../../docs/command-line.md');
  });
});

describe('--watch', { timeout: 60_000 }, () => {
  const { cli } = built('watch');

  it('checks again when a file changes', async () => {
    const folder = onDisk(broken);
    const child = spawn(process.execPath, [cli, '--watch', '-f', 'compact'], { cwd: folder });
    let said = '';
    const until = (text: string) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (said.includes(text)) resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        look();
      });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (more) => (said += more));
    await until('watching .; Ctrl-C ends');
    expect(said).toContain('prj.conf:1:1: error');
    said = '';
    writeFileSync(join(folder, 'prj.conf'), '\n\nCONFIG_B y\n');
    await until('prj.conf:3:1: error');
    child.kill();
    await new Promise((resolve) => child.on('close', resolve));
  });
});
