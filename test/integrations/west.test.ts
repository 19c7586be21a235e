import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onDisk } from '../cli/run.ts';
import { has, root } from './built.ts';

// west is no package of npm or Debian's 12: what of it the extension needs stands here, and programs that write down what
// they were given.
const west = `
class WestCommand:
    def __init__(self, name, help, description, accepts_unknown_args=False):
        self.name, self.help, self.description = name, help, description
`;
const run = `
import argparse, sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from ncslint import Ncslint
parser = argparse.ArgumentParser(prog='west')
parser.add_argument('-z')
command = Ncslint()
command.do_add_parser(parser.add_subparsers())
args, unknown = parser.parse_known_args(sys.argv[3:])
command.do_run(args, unknown)
`;
const log = (name: string, status = 0) =>
  `#!/bin/sh\n[ "$1" = config ] && exit 1\n{ printf '%s' ${name}; printf ' <%s>' "$@"; echo; } >> "$LOG"\nexit ${status}\n`;

describe.skipIf(process.platform === 'win32' || !has('python3'))('west ncslint', () => {
  const started = (args: readonly string[], status = 0, env: Readonly<Record<string, string>> = {}) => {
    const folder = onDisk({ 'stubs/west/__init__.py': '', 'stubs/west/commands.py': west, 'run.py': run, log: '' });
    const programs = onDisk({ ncslint: log('ncslint', status), west: log('west') });
    for (const name of ['ncslint', 'west']) chmodSync(join(programs, name), 0o755);
    const result = spawnSync('python3', ['run.py', 'stubs', join(root, 'integrations/west'), 'ncslint', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: `${programs}:${process.env.PATH}`,
        LOG: join(folder, 'log'),
        NCSLINT_EXECUTABLE: join(programs, 'ncslint'),
        PYTHONDONTWRITEBYTECODE: '1',
        ...env,
      },
    });
    return {
      status: result.status,
      ran: readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n'),
      err: result.stderr,
    };
  };

  it.each([
    [['--help'], 'ncslint <--help>'],
    [['app', '-b', 'x', '--fix', '--', '-DA=b', '--', '-q'], 'ncslint <app> <-b> <x> <--fix> <--> <-DA=b> <--> <-q>'],
    [['diagnose', '-'], 'ncslint <diagnose> <->'],
  ])('gives its words on: %j', (args, ran) => {
    expect(started(args)).toEqual({ status: 0, ran: [ran], err: '' });
  });

  it.each([
    [['-b', 'nrf52840dk_nrf52840', 'app'], '<app> <--board> <nrf52840dk_nrf52840>'],
    [['-p', '-b', 'x', '-d', 'out', 'app'], '<app> <--board> <x>'],
    [['-s', 'app', '--sysbuild', '--board=x', '-t', 'flash'], '<app> <--board> <x> <--era> <sysbuild>'],
    [
      ['--no-sysbuild', '--', '-DEXTRA_CONF_FILE=a;b', '-DX=y z'],
      '<.> <--era> <child-image> <--> <-DEXTRA_CONF_FILE=a;b> <-DX=y z>',
    ],
    [['-T', 'app/sample.one', '--shield', 's', '-S', 'a', '-S', 'b'], '<app> <--> <-DSHIELD=s> <-DSNIPPET=a;b>'],
  ])('build %j checks the same and builds it', (args, checked) => {
    const { status, ran } = started(['build', ...args]);
    expect(status).toBe(0);
    expect(ran[0]).toBe(`ncslint ${checked}`);
    expect(ran[1]).toBe(`west <build>${args.map((word) => ` <${word}>`).join('')}`);
  });

  it('does not build with errors, unless it shall only warn', () => {
    expect(started(['build'], 1)).toMatchObject({ status: 1, ran: ['ncslint <.>'] });
    expect(started(['build'], 1, { NCSLINT: 'warn' })).toMatchObject({
      status: 0,
      ran: ['ncslint <.>', 'west <build>'],
    });
    expect(started(['build'], 2, { NCSLINT: 'warn' })).toMatchObject({ status: 2 });
    expect(started(['build'], 1, { NCSLINT: 'off' })).toMatchObject({ status: 0, ran: ['west <build>'] });
  });

  it('takes the board of the environment', () => {
    expect(started(['build'], 0, { BOARD: 'x' }).ran[0]).toBe('ncslint <.> <--board> <x>');
  });
});
