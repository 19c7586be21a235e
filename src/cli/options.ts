import { closest } from '../text/similar.ts';
import { visible } from '../text/visible.ts';
import { type Command, initFiles, type OutputTarget, type Settings, shells, type UsageError } from './command.ts';
import { type CommandName, commands } from './command-table.ts';
import { complaint, meant, quoted, readOptions } from './given-options.ts';
import { conflictIn, outputsProblem, outputTarget, shardOf } from './option-values.ts';
import { questionOf } from './question.ts';

/**
 * Understands the arguments behind `ncslint`. Where an option is repeated, the last one counts, but for --format. The first word that is
 * no option is a command if it is the name of one; a path of that name is written `./rules`.
 */
export function parseCommandLine(args: readonly string[]): Command | UsageError {
  const end = args.indexOf('--');
  const [own, buildArguments] = end < 0 ? [args, undefined] : [args.slice(0, end), args.slice(end + 1)];
  const { words, given } = own.some((word) => word.startsWith('-')) ? readOptions(own) : { words: own, given: [] };
  const named = commands.find(({ name }) => name === words[0])?.name;
  const command = named ?? 'lint';
  const operands = named ? words.slice(1) : words;

  if (given.some(({ entry }) => entry?.name === 'help')) return { name: 'help', topic: named };
  if (given.some(({ entry }) => entry?.name === 'version')) return { name: 'version' };
  for (const option of given) {
    const message = complaint(option, command);
    if (message) return usage(message);
  }
  const values = new Map(given.map(({ entry, value }) => [entry!.name, value ?? '']));
  if (buildArguments && !['lint', 'diagnose', 'show', 'map', 'lock', 'migrate'].includes(command)) {
    return usage(`ncslint ${command} takes no arguments behind --`);
  }
  const outputs = given.flatMap(({ entry, value }) => (entry?.name === 'format' ? [outputTarget(value!)] : []));
  const problem = outputsProblem(outputs, command);
  if (problem !== undefined) return usage(problem);
  if (values.has('diff') && outputs.some(({ file }) => file === undefined))
    return usage('--diff prints a patch: write --format <name>=<file> beside it');
  const conflict = conflictIn(values);
  if (conflict) return usage(`${conflict} exclude each other`);
  const settings = settingsOf(values, outputs, buildArguments ?? []);
  return command === 'show' ? show(operands, values, settings) : withOperands(command, operands, values, settings);
}

/** The command that `path`, which does not exist, was probably meant to be. */
export const suggestCommand = (path: string): string | undefined =>
  closest(
    path,
    commands.map(({ name }) => name),
  );

function settingsOf(
  values: ReadonlyMap<string, string>,
  outputs: readonly OutputTarget[],
  buildArguments: readonly string[],
): Settings {
  const maxWarnings = values.get('max-warnings');
  return {
    board: values.get('board'),
    sdk: values.get('sdk'),
    suffix: values.get('suffix'),
    // The choices were checked against the table, which has those of the type.
    era: values.get('era') as Settings['era'],
    buildDir: values.get('build-dir'),
    outputs,
    color: (values.get('color') ?? 'auto') as Settings['color'],
    quiet: values.has('quiet'),
    verbose: values.has('verbose'),
    config: values.get('config'),
    noConfig: values.has('no-config'),
    noSdk: values.has('no-sdk'),
    noCache: values.has('no-cache'),
    baseline: values.get('baseline'),
    updateBaseline: values.has('update-baseline'),
    changedSince: values.get('changed-since'),
    shard: shardOf(values.get('shard')),
    stdinFilename: values.get('stdin-filename'),
    requireReason: false,
    watch: values.has('watch'),
    fix: values.has('fix') ? ((values.get('fix') || 'safe') as Settings['fix']) : undefined,
    diff: values.has('diff'),
    failOn: values.get('fail-on') as Settings['failOn'],
    maxWarnings: maxWarnings === undefined ? undefined : Number(maxWarnings),
    buildArguments,
  };
}

function show(paths: readonly string[], values: ReadonlyMap<string, string>, settings: Settings): Command | UsageError {
  const question = questionOf(values);
  if ('problem' in question) return usage(question.problem);
  if (paths.includes('')) return usage('an empty argument names nothing');
  return { name: 'show', paths: paths.length > 0 ? paths : ['.'], question, settings };
}

function withOperands(
  command: Exclude<CommandName, 'show'>,
  operands: readonly string[],
  values: ReadonlyMap<string, string>,
  settings: Settings,
): Command | UsageError {
  const [first] = operands;
  if (operands.includes('')) return usage('an empty argument names nothing');
  if (command === 'lint') {
    if (settings.stdinFilename === undefined || operands.every((path) => path === '-'))
      return { name: 'lint', paths: first === undefined || first === '-' ? ['.'] : operands, settings };
    return usage(`--stdin-filename checks the application of that file, not ${quoted(first!)}`);
  }
  if (command === 'map') {
    const paths = first === undefined ? ['.'] : operands;
    return { name: 'map', paths, compare: values.get('compare'), settings };
  }
  if (command === 'lock')
    return { name: 'lock', paths: first === undefined ? ['.'] : operands, update: values.has('update'), settings };
  if (command === 'migrate')
    return { name: 'migrate', paths: first === undefined ? ['.'] : operands, write: values.has('write'), settings };
  if (command === 'verify')
    return { name: 'verify', buildFolder: first ?? 'build', paths: operands.slice(1), settings };
  if (command === 'doctor') return { name: 'doctor', paths: first === undefined ? ['.'] : operands, settings };
  const extra = operands[['rules', 'lsp', 'facts'].includes(command) ? 0 : 1];
  if (extra !== undefined) return usage(`ncslint ${command} does not know what to do with ${quoted(extra)}`);
  switch (command) {
    case 'diagnose':
      return { name: 'diagnose', file: first ?? '-', settings };
    case 'explain':
      return first === undefined
        ? usage('ncslint explain needs the id of a rule; ncslint rules lists them')
        : { name: 'explain', rule: first, settings };
    case 'rules':
    case 'lsp':
      return { name: command, settings };
    case 'facts': {
      const from = values.get('from');
      if (from === undefined) return usage('ncslint facts needs the folder of an SDK: --from <folder>');
      return { name: 'facts', from, to: values.get('to') ?? 'facts' };
    }
    case 'init':
      return { name: 'init', folder: first ?? '.', wanted: initFiles.filter((name) => values.has(name)), settings };
    case 'completions': {
      const shell = shells.find((name) => name === first);
      if (shell) return { name: 'completions', shell, settings };
      return usage(`ncslint completions needs a shell: ${shells.join(', ')}`);
    }
    case 'help': {
      const topic = commands.find(({ name }) => name === first)?.name;
      if (first === undefined || topic) return { name: 'help', topic };
      return usage(`there is no command ${quoted(first)}${meant(suggestCommand(first), '')}`);
    }
  }
}

const usage = (message: string): UsageError => ({ name: 'usage-error', message: visible(message), exit: 2 });
