import type { Position } from 'vscode-languageserver/node';
import type { Question } from '../show/inspect.ts';
import { baseName } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';

/** What stands at a place of a file, as a question that `ncslint show` answers; undefined where it has no answer. */
export function subjectAt(path: string, text: string, { line, character }: Position): Question | undefined {
  const file = new SourceFile(path, text);
  const written = file.line(line + 1);
  const word = wordAt(written, character);
  if (/^(SB_)?CONFIG_\w+$/.test(word)) return { kind: 'symbol', symbol: word };
  if (/\.(overlay|dtsi?)$/.test(path)) {
    if (/^&\w+$/.test(word)) return { kind: 'node', node: word };
    return isLabel(written, word, character) ? { kind: 'node', node: `&${word}` } : undefined;
  }
  if (word === '' || !/^pm_static.*\.yml$/.test(baseName(path))) return undefined;
  const partition = partitionAround(file, line + 1);
  return partition === undefined ? undefined : { kind: 'partitions', partition };
}

/** The key without indentation at or above a line. */
function partitionAround(file: SourceFile, line: number): string | undefined {
  for (let above = line; above > 0; above--) {
    const key = /^(?:"(.+)"|'(.+)'|([^\s#].*?))\s*:/.exec(file.line(above));
    if (key) return key[1] ?? key[2] ?? key[3];
  }
  return undefined;
}

/** Whether the word at this place is the label of a node: `label: name {`. */
const isLabel = (line: string, word: string, character: number): boolean =>
  /^\w+$/.test(word) && /^\w*:(?!:)/.test(line.slice(character));

function wordAt(line: string, character: number): string {
  const start = /[&\w]*$/.exec(line.slice(0, character))![0];
  return start + /^&?\w*/.exec(line.slice(character))![0];
}
