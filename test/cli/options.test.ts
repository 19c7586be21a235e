import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorLevel } from '../../src/cli/color-level.ts';
import type { Command, Settings, UsageError } from '../../src/cli/command.ts';
import { parseCommandLine, suggestCommand } from '../../src/cli/options.ts';

const parse = (line: string): Command | UsageError => parseCommandLine(line === '' ? [] : line.split(' '));

const settings = (line: string): Settings => {
  const command = parse(line);
  if (!('settings' in command)) throw new Error(JSON.stringify(command));
  return command.settings;
};

const complaint = (line: string): string => {
  const command = parse(line);
  return command.name === 'usage-error' ? command.message : `understood as ${command.name}`;
};

describe('commands', () => {
  it.each([
    ['', { name: 'lint', paths: ['.'] }],
    ['app sysbuild/app', { name: 'lint', paths: ['app', 'sysbuild/app'] }],
    ['lint app', { name: 'lint', paths: ['app'] }],
    ['./rules', { name: 'lint', paths: ['./rules'] }],
    ['lint rules', { name: 'lint', paths: ['rules'] }],
    ['diagnose', { name: 'diagnose', file: '-' }],
    ['diagnose -', { name: 'diagnose', file: '-' }],
    ['-q diagnose post.txt', { name: 'diagnose', file: 'post.txt' }],
    ['show', { name: 'show', paths: ['.'], question: { kind: 'build', image: undefined } }],
    ['show app --image mcuboot', { name: 'show', paths: ['app'], question: { kind: 'build', image: 'mcuboot' } }],
    ['show --symbol CONFIG_X', { name: 'show', question: { kind: 'symbol', symbol: 'CONFIG_X' } }],
    ['show --node &qspi', { name: 'show', question: { kind: 'node', node: '&qspi' } }],
    ['show --partitions -- -DX=y', { name: 'show', question: { kind: 'partitions' } }],
    ['explain partition/overlap', { name: 'explain', rule: 'partition/overlap' }],
    ['rules', { name: 'rules' }],
    ['init fw --gitlab', { name: 'init', folder: 'fw', wanted: ['gitlab'] }],
    ['doctor a b', { name: 'doctor', paths: ['a', 'b'] }],
    ['completions zsh', { name: 'completions', shell: 'zsh' }],
    ['--help', { name: 'help', topic: undefined }],
    ['diagnose -h', { name: 'help', topic: 'diagnose' }],
    ['help rules', { name: 'help', topic: 'rules' }],
    ['-V', { name: 'version' }],
  ])('%s', (line, command) => expect(parse(line)).toMatchObject(command));

  it('help wins over what is wrong beside it', () => {
    expect(parse('--bord x --help').name).toBe('help');
  });

  it('is suggested for a path that does not exist and looks like one', () => {
    expect(suggestCommand('diagnos')).toBe('diagnose');
    expect(suggestCommand('src/app')).toBeUndefined();
  });
});

describe('options', () => {
  it('have their defaults', () => {
    expect(settings('')).toEqual({
      board: undefined,
      sdk: undefined,
      noSdk: false,
      noCache: false,
      suffix: undefined,
      era: undefined,
      outputs: [],
      color: 'auto',
      quiet: false,
      verbose: false,
      config: undefined,
      noConfig: false,
      baseline: undefined,
      updateBaseline: false,
      changedSince: undefined,
      shard: undefined,
      stdinFilename: undefined,
      requireReason: false,
      watch: false,
      fix: undefined,
      diff: false,
      failOn: undefined,
      maxWarnings: undefined,
      buildArguments: [],
    });
  });

  it.each([
    ['-b nrf52840dk_nrf52840', { board: 'nrf52840dk_nrf52840' }],
    ['-bnrf52840dk/nrf52840', { board: 'nrf52840dk/nrf52840' }],
    ['-b=a', { board: 'a' }],
    ['--board=a --board b', { board: 'b' }],
    [
      '-f sarif=a=b.sarif -f pretty',
      {
        outputs: [
          { format: 'sarif', file: 'a=b.sarif' },
          { format: 'pretty', file: undefined },
        ],
      },
    ],
    ['--sdk v3.4.0-rc2', { sdk: 'v3.4.0-rc2' }],
    ['--suffix release', { suffix: 'release' }],
    ['--build-type release', { suffix: 'release' }],
    ['--era sysbuild', { era: 'sysbuild' }],
    ['-qf json', { quiet: true, outputs: [{ format: 'json', file: undefined }] }],
    ['-v --color never', { verbose: true, color: 'never' }],
    ['--shard 2/4', { shard: { index: 2, count: 4 } }],
    ['--stdin-filename a/prj.conf -', { stdinFilename: 'a/prj.conf' }],
    ['--fix', { fix: 'safe' }],
    ['--fix app', { fix: 'safe' }],
    ['--fix=all --diff', { fix: 'all', diff: true }],
    ['--fail-on warning --max-warnings 0', { failOn: 'warning', maxWarnings: 0 }],
  ])('%s', (line, expected) => expect(settings(line)).toMatchObject(expected));

  it('leaves everything behind -- as it is', () => {
    const { buildArguments } = settings('app -b a -- -DEXTRA_CONF_FILE=a.conf;b.conf --help -- -q');
    expect(buildArguments).toEqual(['-DEXTRA_CONF_FILE=a.conf;b.conf', '--help', '--', '-q']);
  });
});

describe('wrong usage', () => {
  it.each([
    ['--bord x', 'unknown option --bord; did you mean --board?'],
    ['-x', 'unknown option -x'],
    ['--verbos', 'unknown option --verbos; did you mean --verbose?'],
    [
      '--format xlm',
      '--format is one of pretty, compact, json, jsonl, sarif, github, markdown, gitlab, junit, checkstyle, svg, html, not "xlm"',
    ],
    [
      '--format jsn=a',
      '--format is one of pretty, compact, json, jsonl, sarif, github, markdown, gitlab, junit, checkstyle, svg, html, not "jsn"; did you mean json?',
    ],
    ['-f json -f sarif', 'json and sarif cannot both go to standard output; write --format json=<file>'],
    ['-f json=a -f sarif=a', 'two formats cannot go into a'],
    ['show -f sarif', 'ncslint show prints pretty or json, and nothing into files'],
    ['--era child-images', '--era is one of child-image, sysbuild, not "child-images"; did you mean child-image?'],
    ['--board', '--board needs a value: --board <name>'],
    ['--board= app', '--board needs a value: --board <name>'],
    ['-b -q', '-b needs a value: -b <name>'],
    ['-b -- -DX=y', '-b needs a value: -b <name>'],
    ['--shard 5/4', '--shard needs a part of all parts, such as 2/4, not "5/4"'],
    ['--fix --stdin-filename a', '--fix and --stdin-filename exclude each other'],
    ['--stdin-filename a b', '--stdin-filename checks the application of that file, not "b"'],
    ['--fix=everything', '--fix is one of safe, all, not "everything"'],
    ['--fix=', '--fix needs a value: --fix <which>'],
    ['--diff -f json', '--diff prints a patch: write --format <name>=<file> beside it'],
    ['--quiet=yes', '--quiet takes no value'],
    ['--max-warnings few', '--max-warnings needs a number, not "few"'],
    ['--max-warnings=-1', '--max-warnings needs a number, not "-1"'],
    ['-q -v', '--quiet and --verbose exclude each other'],
    ['show --symbol X --node y', '--symbol and --node exclude each other'],
    ['show --partitions --image app', '--partitions and --image exclude each other: all images share the memory'],
    ['--symbol CONFIG_X', '--symbol is no option of ncslint lint'],
    ['rules --board x', '--board is no option of ncslint rules'],
    ['rules -- -DX=y', 'ncslint rules takes no arguments behind --'],
    ['rules all', 'ncslint rules does not know what to do with "all"'],
    ['diagnose a.txt b.txt', 'ncslint diagnose does not know what to do with "b.txt"'],
    ['explain', 'ncslint explain needs the id of a rule; ncslint rules lists them'],
    ['help diagnos', 'there is no command "diagnos"; did you mean diagnose?'],
    ['--\x1b[2J', 'unknown option --\\x1b[2J'],
    ['--__proto__', 'unknown option --__proto__'],
  ])('%s', (line, message) => expect(complaint(line)).toBe(message));

  it('an empty path is a mistake, not the current folder', () => {
    expect(parseCommandLine([''])).toMatchObject({ name: 'usage-error', exit: 2 });
  });

  it('is the worst that any arguments can be', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('-b', '--board', '--', '-', '-qv', 'rules', 'diagnose', '--no-color', '-f', '=', '--='),
    );
    fc.assert(fc.property(fc.array(word), (args) => typeof parseCommandLine(args).name === 'string'));
  });
});

describe('colours', () => {
  it.each([
    ['a terminal', 'auto', { TERM: 'xterm' }, true, 1],
    ['a terminal of 256 colours', 'auto', { TERM: 'xterm-256color' }, true, 2],
    ['a terminal of all colours', 'auto', { COLORTERM: 'truecolor' }, true, 3],
    ['no terminal', 'auto', { TERM: 'xterm' }, false, 0],
    ['a terminal that has none', 'auto', { TERM: 'dumb' }, true, 0],
    ['NO_COLOR', 'auto', { NO_COLOR: '1' }, true, 0],
    ['an empty NO_COLOR, which says nothing', 'auto', { NO_COLOR: '' }, true, 1],
    ['FORCE_COLOR', 'auto', { FORCE_COLOR: '1' }, false, 1],
    ['FORCE_COLOR with a level', 'auto', { FORCE_COLOR: '3' }, false, 3],
    ['FORCE_COLOR=0', 'auto', { FORCE_COLOR: '0' }, true, 0],
    ['FORCE_COLOR beside NO_COLOR', 'auto', { FORCE_COLOR: 'true', NO_COLOR: '1' }, false, 1],
    ['--color always', 'always', { NO_COLOR: '1' }, false, 1],
    ['--color never', 'never', { FORCE_COLOR: '3' }, true, 0],
  ] as const)('of %s', (_, flag, env, isTTY, level) => expect(colorLevel(flag, env, isTTY)).toBe(level));
});
