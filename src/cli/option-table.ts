import { formatNames } from './format-names.ts';

/** The commands and options, in the order in which the help shows them. Parsing and help are both made from here. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'lint',
    usage: '[path...] [-- <arguments of west build>]',
    summary: 'Check applications: folders, or single files of one application. The default command.',
    details:
      'Without a path, the folder you are in is checked. A folder is searched for applications. What stands behind -- is taken as the arguments of west build -- ... or of CMake.',
    examples: [
      ['ncslint', 'the applications in this folder'],
      ['ncslint -b nrf52840dk_nrf52840 --sdk 2.4.0 app', 'one board, one version'],
      ['ncslint -- -DEXTRA_CONF_FILE=overlay-serial.conf', 'built with another fragment'],
      ['ncslint --format sarif=out.sarif --format pretty', 'a report for GitHub, and one to read'],
      ['ncslint --changed-since origin/main', 'what a branch touched or caused'],
      ['ncslint --diff --fix=all', 'what its fixes would change, as a patch'],
      ['ncslint ./rules', 'a folder that is named like a command'],
    ],
  },
  {
    name: 'diagnose',
    usage: '[file|-] [-- <arguments of west build>]',
    summary: 'Check the files pasted into a forum post, from a text file or standard input.',
    details:
      'The files are recognised by what they hold; code fences and headings are not needed. Findings that rest on a file that was not posted say so.',
    examples: [
      ['ncslint diagnose post.txt', 'a post that was saved'],
      ['ncslint diagnose -b nrf5340dk_nrf5340_cpuapp', 'paste it, then end the input'],
    ],
  },
  {
    name: 'show',
    usage: '[path...] [-- <arguments of west build>]',
    summary: 'Show what a build is made of, or where the value of a symbol or a node comes from.',
    details:
      'Without --symbol, --node or --partitions: the configurations of the applications, their images, and the files each image reads, in order and with the reason. What cannot be known says what is missing.',
    examples: [
      ['ncslint show app', 'configurations, images and their files'],
      ['ncslint show --symbol CONFIG_NORDIC_QSPI_NOR', 'its value in each image, line by line'],
      ['ncslint show --node qspi --image mcuboot', "the bootloader's node with this label"],
      ['ncslint show --partitions', 'regions, static partitions and slots'],
    ],
  },
  {
    name: 'explain',
    usage: '<rule>',
    summary: 'Print the page of a rule: what it checks, why, an example and its repair.',
    examples: [['ncslint explain external-flash/mcuboot-driver', 'the page of this rule']],
  },
  {
    name: 'rules',
    usage: '',
    summary: 'List all rules, one line each.',
    examples: [['ncslint rules', 'their ids, severities and subjects']],
  },
  {
    name: 'lsp',
    usage: '',
    summary: 'Serve an editor over standard input and output: the Language Server Protocol.',
    details:
      'Findings while you type, quick fixes, and on hover where the value of a symbol or a node comes from. Editors start it themselves.',
    examples: [['ncslint lsp', 'for the settings of an editor']],
  },
  {
    name: 'init',
    usage: '[folder]',
    summary: 'Write an ncslint.yaml for a project, and what runs ncslint there.',
    details: 'Files that exist are left as they are; what to add to them is printed.',
    examples: [
      ['ncslint init', 'a configuration, with what was found in comments'],
      ['ncslint init --github --pre-commit', 'also a workflow and a hook'],
    ],
  },
  {
    name: 'doctor',
    usage: '[path...]',
    summary: 'Print what ncslint runs with, and what it found: versions, SDK, configuration, cache.',
    examples: [['ncslint doctor', 'to be pasted into a report of a bug']],
  },
  {
    name: 'completions',
    usage: '<bash|zsh|fish>',
    summary: 'Print a script that completes commands and options in a shell.',
    examples: [['ncslint completions bash', 'for source <(ncslint completions bash) in ~/.bashrc']],
  },
  {
    name: 'help',
    usage: '[command]',
    summary: 'Print this, or the help of a command.',
    examples: [['ncslint help diagnose', 'the same as ncslint diagnose --help']],
  },
];

const everywhere = commands.map(({ name }) => name);

export const options: readonly OptionEntry[] = [
  {
    name: 'board',
    short: 'b',
    value: 'name',
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'lsp'],
    summary: 'board the application is built for',
    otherwise: 'from a build folder, presets or the names of files',
  },
  {
    name: 'sdk',
    value: 'what',
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'lsp'],
    summary: 'a version of the nRF Connect SDK, or the folder of one',
    otherwise: 'the workspace around the application, else the newest known version that fits',
  },
  {
    name: 'suffix',
    value: 'name',
    aliases: ['build-type'],
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'lsp'],
    summary: 'file suffix or build type: prj_<name>.conf and its like',
  },
  {
    name: 'era',
    value: 'name',
    choices: ['child-image', 'sysbuild'],
    group: 'Build',
    commands: ['lint', 'diagnose', 'show', 'lsp'],
    summary: 'how images are put together',
    otherwise: 'from the version, the board and the files',
  },
  {
    name: 'config',
    value: 'file',
    group: 'Project',
    commands: ['lint', 'show', 'lsp', 'doctor'],
    summary: 'a configuration',
    otherwise: 'the nearest ncslint.yaml or ncslint.json around the paths, in their repository',
  },
  {
    name: 'no-config',
    group: 'Project',
    commands: ['lint', 'show', 'lsp', 'doctor'],
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
    name: 'format',
    short: 'f',
    value: 'name[=file]',
    choices: formatNames,
    takesFile: true,
    group: 'Output',
    commands: ['lint', 'diagnose', 'show'],
    summary: 'may be given several times; into a file, or to standard output',
    otherwise: 'pretty, and in GitHub Actions github',
  },
  {
    name: 'color',
    value: 'when',
    choices: ['auto', 'always', 'never'],
    group: 'Output',
    commands: ['lint', 'diagnose', 'show', 'explain', 'rules'],
    summary: 'auto heeds the terminal, NO_COLOR and FORCE_COLOR',
    otherwise: 'auto',
  },
  {
    name: 'quiet',
    short: 'q',
    group: 'Output',
    commands: ['lint', 'diagnose'],
    summary: 'errors and warnings only, no summary',
  },
  {
    name: 'verbose',
    short: 'v',
    group: 'Output',
    commands: ['lint', 'diagnose'],
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
    choices: ['error', 'warning', 'info'],
    group: 'Failing',
    commands: ['lint', 'diagnose'],
    summary: 'the mildest finding that gives exit code 1',
    otherwise: 'error',
  },
  {
    name: 'max-warnings',
    value: 'count',
    group: 'Failing',
    commands: ['lint', 'diagnose'],
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

export type CommandName =
  | 'lint'
  | 'diagnose'
  | 'show'
  | 'explain'
  | 'rules'
  | 'lsp'
  | 'init'
  | 'doctor'
  | 'completions'
  | 'help';

export interface CommandEntry {
  readonly name: CommandName;
  /** What stands behind the name. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  readonly details?: string;
  /** A command line, and what it does in a few words. */
  readonly examples: readonly (readonly [string, string])[];
}

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
  readonly group: 'Build' | 'Project' | 'Init' | 'Show' | 'Output' | 'Repairing' | 'Failing' | 'More';
  readonly commands: readonly CommandName[];
  /** A few words, no full stop. */
  readonly summary: string;
  /** What holds when the option is not given. */
  readonly otherwise?: string;
}
