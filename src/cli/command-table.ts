/** The commands, in the order in which the help shows them. */
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
    name: 'map',
    usage: '[path...] [-- <arguments of west build>]',
    summary: 'Draw how the flash is divided, or compare two layouts.',
    details:
      'Each memory to scale, with what is free and what is wrong. With --compare: what lies elsewhere than in another folder, static file or git revision, or in the devicetree; exit code 1 when a slot, the pad or a storage has moved.',
    examples: [
      ['ncslint map app', 'a picture for each distinct configuration'],
      ['ncslint map --format html=map.html app', 'a page to look at, to zoom and to send around'],
      ['ncslint map --compare v1.2.0 app', 'what has moved since a revision'],
      ['ncslint map --compare devicetree app', 'the static file beside the partitions of the devicetree'],
    ],
  },
  {
    name: 'lock',
    usage: '[path...] [-- <arguments of west build>]',
    summary: 'Write down what a release fixes for good: slots, storage, bootloader, signature.',
    details:
      'Writes an ncslint.lock beside each application, to be committed with the release. From then on the lint fails when a change would strand devices in the field, and so does this command.',
    examples: [
      ['ncslint lock app -b nrf52840dk/nrf52840', 'at a release'],
      ['ncslint lock --update app', 'what a new layout costs, written down'],
    ],
  },
  {
    name: 'migrate',
    usage: '[path...] [-- <arguments of west build>]',
    summary: 'Move pm_static.yml to partitions of the devicetree, and prove that nothing moved.',
    details:
      'Prints the devicetree source for each image, compares what its devicetree says then with what Partition Manager made, and refuses with the reason where an address or a size would not survive.',
    examples: [
      ['ncslint migrate app -b nrf52840dk/nrf52840', 'the overlays, to look at'],
      ['ncslint migrate --write app', 'new files are written, others never touched'],
    ],
  },
  {
    name: 'verify',
    usage: '[build folder] [path...]',
    summary: 'Check what a build has made, and say where it differs from its sources.',
    details:
      'Takes the final .config, zephyr.dts and partitions of every image, so that nothing has to be known of the SDK or the board, and compares them with what follows from the sources. Without a folder it is build; without a path the application is the one the build names, or the one it lies in.',
    examples: [
      ['ncslint verify', 'what is in the folder build'],
      ['ncslint verify build/release app', 'another build, of the application in app'],
      ['ncslint verify --format json build', 'for programs: schemas/verify.schema.json'],
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
    name: 'facts',
    usage: '--from <SDK>',
    summary: 'Extract from an SDK the facts that ncslint ships.',
    details:
      'Boards, SoCs, devicetrees, macros, bindings, names of Kconfig symbols, the files of MCUboot and of sysbuild, as JSON that reviews well as a diff. What the SDK lacks is left out. Says which files are new or changed.',
    examples: [['ncslint facts --from ~/ncs/v2.4.0 --to facts', 'facts/2.4.0/boards.json and its like']],
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

export type CommandName =
  | 'lint'
  | 'diagnose'
  | 'show'
  | 'map'
  | 'lock'
  | 'migrate'
  | 'verify'
  | 'explain'
  | 'rules'
  | 'lsp'
  | 'init'
  | 'doctor'
  | 'facts'
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
