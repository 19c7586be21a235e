import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { onDisk } from '../cli/run.ts';
import { built, root } from './built.ts';

const text = readFileSync(join(root, 'action.yml'), 'utf8');
const action = parse(text);
const script = readFileSync(join(root, 'integrations/github/run.sh'), 'utf8');

describe('action.yml', () => {
  const [, , check] = action.runs.steps;

  it('gives the script every input, and nothing else of its own', () => {
    const given = Object.values<string>(check.env).join(' ');
    const own = ['upload-sarif', 'node-version'];
    for (const name of Object.keys(action.inputs))
      expect(own.includes(name) || given.includes(`inputs.${name} }}`), name).toBe(true);
    for (const name of Object.keys(check.env)) expect(script, name).toContain(`${name}`);
  });

  it('has an output for each that the script writes', () => {
    const written = [...script.matchAll(/echo "([a-z-]+)=/g)].map(([, name]) => name).sort();
    expect(Object.keys(action.outputs).sort()).toEqual([...new Set(written)]);
  });

  it('names other actions by their commit', () => {
    for (const [, version] of text.matchAll(/uses: (.*)/g))
      expect(version).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('puts no input into a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });
});

describe.skipIf(process.platform === 'win32')('the step of the action', { timeout: 60_000 }, () => {
  const { folder: place } = built('github');

  const step = (files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) => {
    const folder = onDisk({ '.git/HEAD': '', ...files });
    const notes = onDisk({ output: '', summary: '' });
    const { status, stdout, stderr } = spawnSync('bash', [join(root, 'integrations/github/run.sh')], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: folder,
        GITHUB_OUTPUT: join(notes, 'output'),
        GITHUB_STEP_SUMMARY: join(notes, 'summary'),
        NCSLINT_ACTION: place,
        ...inputs,
      },
    });
    const output = Object.fromEntries(
      readFileSync(join(notes, 'output'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    );
    return { status, stdout, stderr, output, folder, summary: readFileSync(join(notes, 'summary'), 'utf8') };
  };
  const broken = { 'app/prj.conf': 'CONFIG_A y\nCONFIG_B=y\nCONFIG_B=n\n' };

  it('fails for errors, with annotations, summary, SARIF and outputs', () => {
    const { status, stdout, output, summary, folder } = step(broken);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=app\/prj\.conf,line=1,/m);
    expect(summary).toContain('kconfig/syntax');
    expect(output).toEqual({ 'exit-code': '1', errors: '1', warnings: '1', sarif: 'ncslint.sarif' });
    expect(JSON.parse(readFileSync(join(folder, 'ncslint.sarif'), 'utf8')).runs[0].results).toHaveLength(2);
  });

  it('fails when it is told to', () => {
    const warned = { 'prj.conf': 'CONFIG_B=y\nCONFIG_B=n\n' };
    expect(step(warned).status).toBe(0);
    expect(step(warned, { NCSLINT_FAIL_ON: 'warning' }).status).toBe(1);
    expect(step(broken, { NCSLINT_FAIL_ON: 'never' })).toMatchObject({ status: 0, output: { 'exit-code': '1' } });
  });

  it('takes each line as one word', () => {
    const inputs = {
      NCSLINT_PATHS: 'my app\n\n  \nrules\r\n',
      NCSLINT_BOARD: 'nrf52840dk_nrf52840',
      NCSLINT_SDK: '2.4.0',
      NCSLINT_ARGS: '--suffix=$(touch owned)',
      NCSLINT_BUILD_ARGUMENTS: '-DA=b c\n-DD=`e`',
    };
    const { status, stdout, folder } = step({ 'my app/prj.conf': '', 'rules/prj.conf': '' }, inputs);
    expect({ status, owned: stdout.includes('owned)') }).toEqual({ status: 0, owned: true });
    expect(stdout).toMatch(/arguments +-DA=b c -DD=`e`/);
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('owned');
  });

  it('says what is wrong with its inputs', () => {
    expect(step(broken, { NCSLINT_PATHS: 'nowhere' })).toMatchObject({
      status: 2,
      stderr: 'ncslint: ./nowhere does not exist\n',
      output: { 'exit-code': '2', errors: '', sarif: '' },
    });
  });
});
