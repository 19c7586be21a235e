import { rules } from '../rules/index.ts';
import { type Shell, shells } from './command.ts';
import { commands } from './command-table.ts';
import { type OptionEntry, options } from './option-table.ts';

/** A script for a shell that completes the commands and options of ncslint; made from the table of options. */
export function completions(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash();
    case 'zsh':
      return zsh();
    case 'fish':
      return fish();
  }
}

const namesOf = ({ name, aliases = [] }: OptionEntry): readonly string[] => [name, ...aliases];

/** Words that may stand behind a command. */
function operandsOf(command: string): readonly string[] {
  if (command === 'completions') return shells;
  if (command === 'help') return commands.map(({ name }) => name);
  return command === 'explain' ? rules.map(({ id }) => id).sort() : [];
}

function bash(): string {
  const values = options.flatMap((option) => {
    const { short, choices, takesFile, value, isOptional } = option;
    if (!value || isOptional) return [];
    const written = [...namesOf(option).map((name) => `--${name}`), ...(short ? [`-${short}`] : [])].join('|');
    const words = choices
      ? `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$cur"))`
      : `COMPREPLY=($(compgen -f -- "$cur"))`;
    return [`    ${written}) ${words}${takesFile ? '; compopt -o nospace' : ''}; return ;;`];
  });
  const ofCommands = commands.map(({ name }) => {
    const own = options.filter((option) => option.commands.includes(name));
    return `    ${name}) opts='${own.flatMap(flagsOf).join(' ')}' words='${operandsOf(name).join(' ')}' ;;`;
  });
  return `# ncslint in bash: source <(ncslint completions bash)
_ncslint() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=lint opts words word
  # What stands behind = is a word of its own for bash.
  if [ "$cur" = '=' ]; then cur=; elif [ "$prev" = '=' ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
${values.join('\n')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;
    esac
  done
  case $command in
${ofCommands.join('\n')}
  esac
  if [[ $cur = -* ]]; then
    COMPREPLY=($(compgen -W "$opts" -- "$cur"))
  else
    [ "$COMP_CWORD" = 1 ] && words="$words ${commands.map(({ name }) => name).join(' ')}"
    COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _ncslint ncslint
`;
}

const flagsOf = (option: OptionEntry): readonly string[] => [
  ...namesOf(option).map((name) => `--${name}`),
  ...(option.short ? [`-${option.short}`] : []),
  ...(option.isOptional ? (option.choices ?? []).map((choice) => `--${option.name}=${choice}`) : []),
];

function zsh(): string {
  const specs = (entries: readonly OptionEntry[]): string[] =>
    entries.flatMap((option) => {
      const { short, value, choices, summary, isOptional, takesFile } = option;
      const about = summary.replace(/[[\]':\\]/g, '');
      const what =
        value === undefined
          ? ''
          : `:${value.replace(/[[\]=:]/g, ' ').trim()}:${choices ? `(${choices.join(' ')})` : '_files'}`;
      const repeated = takesFile ? '*' : '';
      return [...namesOf(option).map((name) => `--${name}`), ...(short ? [`-${short}`] : [])].map(
        (flag) =>
          `'${repeated}${flag}${value && flag.startsWith('--') ? (isOptional ? '=-' : '=') : ''}[${about}]${isOptional ? `:${what}` : what}'`,
      );
    });
  const cases = commands.map(({ name }) => {
    const own = specs(options.filter((option) => option.commands.includes(name)));
    const words = operandsOf(name);
    const operand = words.length > 0 ? `'*:what:(${words.join(' ')})'` : "'*:file:_files'";
    return `    ${name}) _arguments -s ${[...own, operand].join(' ')} ;;`;
  });
  const list = commands.map(({ name, summary }) => `'${name}:${summary.replace(/[':]/g, '')}'`);
  return `#compdef ncslint
# ncslint in zsh: ncslint completions zsh > a folder of $fpath/_ncslint
_ncslint() {
  local command=lint word
  local -a commands=(${list.join(' ')})
  for word in "\${words[@]:1:CURRENT-2}"; do
    case $word in
      ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;
    esac
  done
  (( CURRENT == 2 )) && _describe command commands
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _ncslint ]; then _ncslint "$@"; else compdef _ncslint ncslint; fi
`;
}

function fish(): string {
  const names = commands.map(({ name }) => name);
  const lines = [
    '# ncslint in fish: ncslint completions fish > ~/.config/fish/completions/ncslint.fish',
    ...commands.map(
      ({ name, summary }) => `complete -c ncslint -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap(({ name }) => {
      const words = operandsOf(name);
      return words.length > 0 ? [`complete -c ncslint -f -n ${seen([name])} -a ${quoted(words.join(' '))}`] : [];
    }),
    ...options.flatMap((option) => {
      const { short, value, choices, summary, isOptional, commands: own } = option;
      const others = names.filter((name) => !own.includes(name));
      // Without the name of a command it is lint.
      const where = own.includes('lint')
        ? others.length > 0
          ? `not ${seen(others).slice(1, -1)}`
          : ''
        : seen(own).slice(1, -1);
      const condition = where === '' ? '' : ` -n ${quoted(where)}`;
      const takes = value && !isOptional ? (choices ? ` -x -a ${quoted(choices.join(' '))}` : ' -r') : '';
      return namesOf(option).map(
        (name, index) =>
          `complete -c ncslint${condition} -l ${name}${short && index === 0 ? ` -s ${short}` : ''}${takes} -d ${quoted(summary)}`,
      );
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const seen = (names: readonly string[]): string => `'__fish_seen_subcommand_from ${names.join(' ')}'`;

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
