import { parseArgs } from 'node:util';
import type { Severity } from '../diagnostic/diagnostic.ts';
import type { Question } from '../show/inspect.ts';
import { closest } from '../text/similar.ts';
import { visible } from '../text/visible.ts';
import type { FormatName } from './format-names.ts';
import { type CommandName, commands, type OptionEntry, options } from './option-table.ts';
import { questionOf } from './question.ts';

/** What the user asked for. */
export type Command =
  | { readonly name: 'lint'; readonly paths: readonly string[]; readonly settings: Settings }
  /** `file` is `-` for standard input. */
  | { readonly name: 'diagnose'; readonly file: string; readonly settings: Settings }
  | {
      readonly name: 'show';
      readonly paths: readonly string[];
      readonly question: Question;
      readonly settings: Settings;
    }
  | { readonly name: 'explain'; readonly rule: string; readonly settings: Settings }
  | { readonly name: 'rules'; readonly settings: Settings }
  /** `wanted`: the files to write besides the configuration. */
  | {
      readonly name: 'init';
      readonly folder: string;
      readonly wanted: readonly InitFile[];
      readonly settings: Settings;
    }
  | { readonly name: 'lsp'; readonly settings: Settings }
  | { readonly name: 'doctor'; readonly paths: readonly string[]; readonly settings: Settings }
  | { readonly name: 'completions'; readonly shell: Shell; readonly settings: Settings }
  | { readonly name: 'help'; readonly topic: CommandName | undefined }
  | { readonly name: 'version' };

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export const initFiles = ['github', 'gitlab', 'pre-commit'] as const;
export type InitFile = (typeof initFiles)[number];

/** A command line that makes no sense; `message` is one printable line without a final stop. */
export interface UsageError {
  readonly name: 'usage-error';
  readonly message: string;
  readonly exit: 2;
}

export interface Settings {
  readonly board: string | undefined;
  /** A version or a folder, as given. */
  readonly sdk: string | undefined;
  /** File suffix or build type. */
  readonly suffix: string | undefined;
  readonly era: 'child-image' | 'sysbuild' | undefined;
  /** What is to be written where, as given; empty where nothing was said. */
  readonly outputs: readonly OutputTarget[];
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** A configuration, as given. */
  readonly config: string | undefined;
  readonly noConfig: boolean;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  /** Whatever git takes for a commit. */
  readonly changedSince: string | undefined;
  readonly shard: { readonly index: number; readonly count: number } | undefined;
  readonly stdinFilename: string | undefined;
  readonly requireReason: boolean;
  readonly watch: boolean;
  readonly fix: 'safe' | 'all' | undefined;
  readonly diff: boolean;
  /** Undefined where neither the command line nor a configuration says: error. */
  readonly failOn: Severity | undefined;
  readonly maxWarnings: number | undefined;
  /** All that stood behind `--`, untouched. */
  readonly buildArguments: readonly string[];
}

export interface OutputTarget {
  readonly format: FormatName;
  /** As given; undefined for standard output. */
  readonly file: string | undefined;
}

/**
 * Understands the arguments behind `ncslint`. Where an option is repeated, the last one counts, but for --format. The first word that is
 * no option is a command if it is the name of one; a path of that name is written `./rules`.
 */
export function parseCommandLine(args: readonly string[]): Command | UsageError {
  const end = args.indexOf('--');
  const [own, buildArguments] = end < 0 ? [args, undefined] : [args.slice(0, end), args.slice(end + 1)];
  const { words, given } = read(own);
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
  if (buildArguments && !['lint', 'diagnose', 'show'].includes(command)) {
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

interface GivenOption {
  /** As typed: `-b`, `--board`. */
  readonly typed: string;
  readonly entry: OptionEntry | undefined;
  readonly value: string | undefined;
  /** True for `--board=x` and `-bx`. */
  readonly joined: boolean;
}

function read(args: readonly string[]): { words: readonly string[]; given: readonly GivenOption[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      options.flatMap((entry) =>
        [entry.name, ...(entry.aliases ?? [])].map((name, index) => [
          name,
          {
            type: entry.value && !entry.isOptional ? 'string' : 'boolean',
            ...(entry.short && index === 0 ? { short: entry.short } : {}),
          },
        ]),
      ),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return {
    words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    given: tokens.flatMap((token) => {
      if (token.kind !== 'option') return [];
      const entry = options.find(({ name, aliases }) => name === token.name || aliases?.includes(token.name));
      return [{ typed: token.rawName, entry, value: givenValue(token), joined: token.inlineValue === true }];
    }),
  };
}

/** `-b=x` means what `--board=x` does. */
const givenValue = ({ rawName, value }: { rawName: string; value?: string | undefined }): string | undefined =>
  rawName.startsWith('--') ? value : value?.replace(/^=/, '');

/** What is wrong with one option, or undefined. */
function complaint({ typed, entry, value, joined }: GivenOption, command: CommandName): string | undefined {
  if (!entry) {
    const names = options.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
    return `unknown option ${typed}${meant(closest(typed.replace(/^-+/, ''), names), '--')}`;
  }
  if (!entry.commands.includes(command)) return `${typed} is no option of ncslint ${command}`;
  if (!entry.value) return joined ? `${typed} takes no value` : undefined;
  if (entry.isOptional && !joined) return undefined;
  // What looks like the next option is one: the value was forgotten.
  if (!value || (!joined && value.length > 1 && value.startsWith('-')))
    return `${typed} needs a value: ${typed} <${entry.value}>`;
  const word = entry.takesFile ? value.replace(/=.+$/s, '') : value;
  if (entry.choices && !entry.choices.includes(word)) {
    return `${typed} is one of ${entry.choices.join(', ')}, not ${quoted(word)}${meant(closest(word, entry.choices), '')}`;
  }
  if (entry.value === 'i/n' && !shardOf(value))
    return `${typed} needs a part of all parts, such as 2/4, not ${quoted(value)}`;
  if (entry.value === 'count' && !/^\d{1,15}$/.test(value)) return `${typed} needs a number, not ${quoted(value)}`;
  return undefined;
}

/** Two options that make no sense together. */
function conflictIn(values: ReadonlyMap<string, string>): string | undefined {
  const pairs = [
    ['quiet', 'verbose'],
    ['config', 'no-config'],
    ['fix', 'stdin-filename'],
    ['watch', 'fix'],
    ['watch', 'diff'],
    ['watch', 'update-baseline'],
    ['watch', 'stdin-filename'],
    ['diff', 'stdin-filename'],
    ['fix', 'update-baseline'],
    ['changed-since', 'update-baseline'],
    ['shard', 'update-baseline'],
    ['stdin-filename', 'update-baseline'],
  ];
  const pair = pairs.find((names) => names.every((name) => values.has(name)));
  return pair && `--${pair[0]} and --${pair[1]}`;
}

/** `2/4`: the second of four parts. */
function shardOf(value: string | undefined): Settings['shard'] {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(value ?? '');
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  return match && index >= 1 && index <= count ? { index, count } : undefined;
}

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
    outputs,
    color: (values.get('color') ?? 'auto') as Settings['color'],
    quiet: values.has('quiet'),
    verbose: values.has('verbose'),
    config: values.get('config'),
    noConfig: values.has('no-config'),
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

/** `sarif=out.sarif`; the name was checked against the table, which has those of the type. */
function outputTarget(value: string): OutputTarget {
  const [format = '', ...rest] = value.split('=');
  return { format: format as FormatName, file: rest.length > 0 ? rest.join('=') : undefined };
}

function outputsProblem(outputs: readonly OutputTarget[], command: CommandName): string | undefined {
  if (command === 'show') {
    const other = outputs.find(({ format, file }) => file !== undefined || !['pretty', 'json'].includes(format));
    if (other) return 'ncslint show prints pretty or json, and nothing into files';
  }
  const printed = [...new Set(outputs.flatMap(({ format, file }) => (file === undefined ? [format] : [])))];
  if (printed.length > 1 && !printed.every((format) => format === 'pretty' || format === 'github'))
    return `${printed.join(' and ')} cannot both go to standard output; write --format ${printed[0]}=<file>`;
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  return twice === undefined ? undefined : `two formats cannot go into ${twice}`;
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
  if (command === 'doctor') return { name: 'doctor', paths: first === undefined ? ['.'] : operands, settings };
  const extra = operands[command === 'rules' || command === 'lsp' ? 0 : 1];
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

const quoted = (text: string): string => `"${text}"`;

const meant = (word: string | undefined, dashes: string): string =>
  word === undefined ? '' : `; did you mean ${dashes}${word}?`;
