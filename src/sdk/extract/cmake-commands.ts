/** A command of a CMake file: `if`, with what stands between its parentheses. */
export interface CmakeCommand {
  /** In lower case. */
  readonly name: string;
  readonly content: string;
  /** 1-based. */
  readonly line: number;
}

/** The commands of a CMake file of the SDK, in order. */
export function cmakeCommands(text: string): CmakeCommand[] {
  const plain = text.replace(/^\s*#.*$/gm, '');
  const commands: CmakeCommand[] = [];
  const start = /\b(\w+)[ \t]*\(/g;
  for (let match = start.exec(plain); match; match = start.exec(plain)) {
    const end = closing(plain, start.lastIndex);
    const line = plain.slice(0, match.index).split('\n').length;
    commands.push({ name: match[1]!.toLowerCase(), content: plain.slice(start.lastIndex, end).trim(), line });
    start.lastIndex = end + 1;
  }
  return commands;
}

/** Arguments; quotes around them are gone. */
export const cmakeArguments = (content: string): string[] =>
  (content.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? []).map((word) => word.replace(/^"(.*)"$/s, '$1'));

function closing(text: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (character === '\\') i++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth++;
    else if (!quoted && character === ')' && --depth === 0) return i;
  }
  return text.length;
}
