import { type CommandName, commands } from './command-table.ts';
import { allFormats } from './format-names.ts';

const everywhere = commands.map(({ name }) => name);

/** The options, in the order in which the help shows them. Parsing, help, completions and a page of docs/ are made from here. */
export const options: readonly OptionEntry[] = [
  {
    name: 'board',
    short: 'b',
    value: 'name',
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'map', 'lock', 'migrate', 'lsp'],
    summary: 'board the application is built for',
    otherwise: 'from a build folder, presets or the names of files',
  },
  {
    name: 'sdk',
    value: 'what',
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'map', 'lock', 'migrate', 'lsp', 'doctor', 'verify'],
    summary: 'a version of the nRF Connect SDK, or the folder of one',
    otherwise:
      'the one of a build folder, around the application, in the settings of the editor, in ZEPHYR_BASE or installed',
  },
  {
    name: 'no-sdk',
    group: 'Build',
    commands: ['lint', 'show', 'map', 'lock', 'migrate', 'lsp', 'doctor', 'verify'],
    summary: 'read no SDK, though there is one: only the facts that come along',
  },
  {
    name: 'no-cache',
    group: 'Build',
    commands: ['lint', 'show', 'map', 'lock', 'migrate', 'lsp', 'verify'],
    summary: 'use nothing that earlier runs kept of an SDK, and keep nothing for later ones',
  },
  {
    name: 'suffix',
    value: 'name',
    aliases: ['build-type'],
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'map', 'lock', 'migrate', 'lsp'],
    summary: 'file suffix or build type: prj_<name>.conf and its like',
  },
  {
    name: 'era',
    value: 'name',
    choices: ['child-image', 'sysbuild'],
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'map', 'lock', 'migrate', 'lsp'],
    summary: 'how images are put together',
    otherwise: 'from the version, the board and the files',
  },
  {
    name: 'build-dir',
    short: 'd',
    value: 'folder',
    group: 'Build',
    commands: ['lint', 'show', 'map', 'lock', 'migrate'],
    summary: 'a build of the application: its board, arguments and files, and nothing else',
    otherwise: 'every way it is built; builds that are found are among them',
  },
  {
    name: 'config',
    value: 'file',
    group: 'Project',
    commands: ['lint', 'show', 'map', 'lock', 'migrate', 'lsp', 'doctor', 'verify'],
    summary: 'a configuration',
    otherwise: 'the nearest ncslint.yaml or ncslint.json around the paths, in their repository',
  },
  {
    name: 'no-config',
    group: 'Project',
    commands: ['lint', 'show', 'map', 'lock', 'migrate', 'lsp', 'doctor', 'verify'],
    summary: 'heed no configuration',
  },
  {
    name: 'baseline',
    value: 'file',
    group: 'Project',
    commands: ['lint'],
    summary: 'findings that are known and not reported',
  },
  {
    name: 'update-baseline',
    group: 'Project',
    commands: ['lint'],
    summary: 'write all findings to the baseline, and take those out that are gone',
  },
  {
    name: 'changed-since',
    value: 'commit',
    group: 'Project',
    commands: ['lint'],
    summary: 'only findings that rest on a file changed since then, in git',
  },
  {
    name: 'shard',
    value: 'i/n',
    group: 'Project',
    commands: ['lint'],
    summary: 'the i-th of n parts of the applications, for jobs that share the work',
  },
  {
    name: 'stdin-filename',
    value: 'file',
    group: 'Project',
    commands: ['lint'],
    summary: 'standard input is the text of this file; what rests on it is reported',
  },
  {
    name: 'watch',
    group: 'Project',
    commands: ['lint'],
    summary: 'check again whenever a file changes, until it is stopped',
  },
  {
    name: 'github',
    group: 'Init',
    commands: ['init'],
    summary: 'a workflow of GitHub Actions',
  },
  {
    name: 'gitlab',
    group: 'Init',
    commands: ['init'],
    summary: 'a pipeline of GitLab',
  },
  {
    name: 'pre-commit',
    group: 'Init',
    commands: ['init'],
    summary: 'a hook of pre-commit',
  },
  {
    name: 'symbol',
    value: 'name',
    group: 'Show',
    commands: ['show'],
    summary: 'a Kconfig symbol, CONFIG_X or SB_CONFIG_X: its value, and the lines it comes from',
  },
  {
    name: 'node',
    value: 'node',
    group: 'Show',
    commands: ['show'],
    summary: 'a devicetree node, by label, path, alias or chosen property: what is known of it',
  },
  {
    name: 'partitions',
    group: 'Show',
    commands: ['show'],
    summary: 'the regions of the memory, static partitions and slots',
  },
  {
    name: 'image',
    value: 'name',
    group: 'Show',
    commands: ['show'],
    summary: 'of this image only: app, mcuboot',
    otherwise: 'every image of the build',
  },
  {
    name: 'compare',
    value: 'other',
    group: 'Map',
    commands: ['map'],
    summary: 'a folder, a static file, a git revision (v1.2.0, v1.2.0:app), or devicetree',
  },
  {
    name: 'update',
    group: 'Lock',
    commands: ['lock'],
    summary: 'write down what has changed, and say what it costs devices in the field',
  },
  {
    name: 'write',
    group: 'Migrate',
    commands: ['migrate'],
    summary: 'write the files that are not there yet',
  },
  {
    name: 'from',
    value: 'folder',
    group: 'Facts',
    commands: ['facts'],
    summary: 'the workspace of an SDK',
  },
  {
    name: 'to',
    value: 'folder',
    group: 'Facts',
    commands: ['facts'],
    summary: 'where the files go, in a folder for each version',
    otherwise: 'facts',
  },
  {
    name: 'format',
    short: 'f',
    value: 'name[=file]',
    choices: allFormats,
    takesFile: true,
    group: 'Output',
    commands: ['lint', 'diagnose', 'show', 'map', 'verify'],
    summary: 'may be given several times; into a file, or to standard output',
    otherwise: 'pretty, and in GitHub Actions github',
  },
  {
    name: 'color',
    value: 'when',
    choices: ['auto', 'always', 'never'],
    group: 'Output',
    commands: ['lint', 'diagnose', 'show', 'map', 'lock', 'migrate', 'explain', 'rules', 'verify'],
    summary: 'auto heeds the terminal, NO_COLOR and FORCE_COLOR',
    otherwise: 'auto',
  },
  {
    name: 'quiet',
    short: 'q',
    group: 'Output',
    commands: ['lint', 'diagnose', 'verify'],
    summary: 'errors and warnings only, no summary',
  },
  {
    name: 'verbose',
    short: 'v',
    group: 'Output',
    commands: ['lint', 'diagnose', 'verify'],
    summary: 'also every file that was read, and all that was not checked',
  },
  {
    name: 'fix',
    value: 'which',
    isOptional: true,
    choices: ['safe', 'all'],
    group: 'Repairing',
    commands: ['lint'],
    summary: 'change the files: what cannot break a build that works, or the first fix of every finding',
    otherwise: 'nothing is changed; --fix alone means safe',
  },
  {
    name: 'diff',
    group: 'Repairing',
    commands: ['lint'],
    summary: 'print what --fix would change as a patch, and change nothing',
  },
  {
    name: 'fail-on',
    value: 'level',
    choices: ['error', 'warning', 'info', 'never'],
    group: 'Failing',
    commands: ['lint', 'diagnose', 'verify'],
    summary: 'the mildest finding that gives exit code 1; with never none does',
    otherwise: 'error',
  },
  {
    name: 'max-warnings',
    value: 'count',
    group: 'Failing',
    commands: ['lint', 'diagnose', 'verify'],
    summary: 'more warnings than this give exit code 1',
  },
  {
    name: 'help',
    short: 'h',
    group: 'More',
    commands: everywhere,
    summary: 'print help; behind a command, the help of that command',
  },
  {
    name: 'version',
    short: 'V',
    group: 'More',
    commands: everywhere,
    summary: 'print the version of ncslint',
  },
  {
    name: 'stdio',
    group: 'More',
    commands: ['lsp'],
    summary: 'what ncslint lsp does anyhow; some editors say it',
  },
];

export interface OptionEntry {
  /** Without the two dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** Other names with the same meaning. */
  readonly aliases?: readonly string[];
  /** What the value is called in the help; an option without it is a switch. */
  readonly value?: string;
  /** Whether the value may be left out; it is only taken behind `=` then. */
  readonly isOptional?: true;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** Whether `=file` may stand behind the value. */
  readonly takesFile?: true;
  readonly group:
    | 'Build'
    | 'Project'
    | 'Init'
    | 'Show'
    | 'Map'
    | 'Lock'
    | 'Migrate'
    | 'Facts'
    | 'Output'
    | 'Repairing'
    | 'Failing'
    | 'More';
  readonly commands: readonly CommandName[];
  /** A few words, no full stop. */
  readonly summary: string;
  /** What holds when the option is not given. */
  readonly otherwise?: string;
}
