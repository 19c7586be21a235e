/** A statement: backslashes at the end of a line continue it. */
export interface LogicalLine {
  /** Without comment and without blanks around it. */
  readonly text: string;
  /** 1-based, of its first physical line. */
  readonly line: number;
}

/** The statements of a Kconfig file; blank lines, comments and help texts are left out. */
export function logicalLines(text: string): readonly LogicalLine[] {
  const result: LogicalLine[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    const parts = [lines[i]!];
    while (/\\\s*$/.test(parts.at(-1)!) && i + 1 < lines.length) parts.push(lines[++i]!);
    const joined = withoutComment(parts.map((part) => part.replace(/\\\s*$/, ' ')).join(''))
      .trim()
      .replace(/\s+/g, ' ');
    if (joined === '') continue;
    if (/^(help|---help---)$/.test(joined)) i = endOfHelp(lines, i + 1) - 1;
    else result.push({ text: joined, line });
  }
  return result;
}

/** The help text is as deep as its first line that is not blank, and ends before the first one that is less deep. */
function endOfHelp(lines: readonly string[], from: number): number {
  let depth: number | undefined;
  for (let i = from; i < lines.length; i++) {
    if (lines[i]!.trim() === '') continue;
    const indent = indentOf(lines[i]!);
    if (depth === undefined && indent === 0) return i;
    depth ??= indent;
    if (indent < depth) return i;
  }
  return lines.length;
}

function indentOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += 8 - (column % 8);
    else if (character === ' ') column++;
    else break;
  }
  return column;
}

/** A # outside of quotes begins a comment. */
function withoutComment(line: string): string {
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (character === '\\') i++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '#') return line.slice(0, i);
  }
  return line;
}
