import { wrap } from '../report/wrap.ts';
import { type CommandEntry, type CommandName, commands } from './command-table.ts';
import { type OptionEntry, options } from './option-table.ts';

/** The text of `ncslint --help`, or of a command's; at most 80 columns. */
export function helpText(topic?: CommandName): string {
  const entry = commands.find(({ name }) => name === topic);
  const sections = entry
    ? [...headOf(entry), ...optionSections(options.filter((option) => option.commands.includes(entry.name)))]
    : [...mainHead(), ...optionSections(options)];
  const examples = (entry ? [entry] : commands.slice(0, 4)).flatMap((command) => command.examples);
  return [...sections, exampleLines(examples), exitCodes].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

const width = 80;
/** Where the second column starts. */
const column = 28;

const mainHead = (): string[][] => [
  ['Check an nRF Connect SDK application before building it.'],
  ['Usage: ncslint [options] [path...] [-- <arguments of west build>]', '       ncslint <command> [options] ...'],
  [
    'Commands',
    ...commands.flatMap(({ name, usage, summary }) => row(`${name} ${usage.replace(/ ?\[-- .*/, '')}`, summary)),
  ],
];

const headOf = ({ name, usage, summary, details }: CommandEntry): string[][] => [
  wrap(summary, width),
  [`Usage: ncslint ${name} [options] ${usage}`.trimEnd()],
  ...(details ? [wrap(details, width)] : []),
];

function optionSections(shown: readonly OptionEntry[]): string[][] {
  const groups = [...new Set(shown.map(({ group }) => group))];
  return groups.map((group) => [group, ...shown.filter((option) => option.group === group).flatMap(optionLines)]);
}

function optionLines({
  name,
  short,
  aliases = [],
  value,
  isOptional,
  choices,
  summary,
  otherwise,
}: OptionEntry): string[] {
  const names = [`--${name}`, ...aliases.map((alias) => `--${alias}`)].join(', ');
  const left = `${short ? `-${short}, ` : '    '}${names}${value ? (isOptional ? `[=<${value}>]` : ` <${value}>`) : ''}`;
  const right = [summary, choices ? `: ${choices.join(', ')}` : '', otherwise ? ` [default: ${otherwise}]` : ''].join(
    '',
  );
  return row(left, right);
}

/** Two columns; the second one starts on the next line where the first is long. */
function row(left: string, right: string): string[] {
  const start = `  ${left.trimEnd()}`.padEnd(column);
  const indent = ' '.repeat(column);
  if (start.length <= column && start.endsWith(' ')) return wrap(right, width, start, indent);
  return [start.trimEnd(), ...wrap(right, width, indent)];
}

const exampleLines = (examples: CommandEntry['examples']): string[] => [
  'Examples',
  ...examples.flatMap(([command, what]) => [`  ${command}`, `      ${what}`]),
];

const exitCodes = [
  'Exit codes',
  '  0  nothing to report, or nothing to check',
  '  1  findings: errors, or what --fail-on and --max-warnings make of the others',
  '  2  wrong usage, a missing path, or a file of the build that cannot be read',
  '  3  ncslint itself failed',
];
