import type { Question } from '../show/inspect.ts';
import { baseName } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';
import type { Position } from './places.ts';

/** What stands at a place of a file, as a question that `ncslint show` answers; undefined where it has no answer. */
export function subjectAt(path: string, text: string, { line, character }: Position): Question | undefined {
  const written = new SourceFile(path, text).line(line + 1);
  const word = wordAt(written, character);
  if (/^(SB_)?CONFIG_\w+$/.test(word)) return { kind: 'symbol', symbol: word };
  if (/^&\w+$/.test(word) && /\.(overlay|dtsi?)$/.test(path)) return { kind: 'node', node: word };
  return word !== '' && /^pm_static.*\.yml$/.test(baseName(path)) ? { kind: 'partitions' } : undefined;
}

function wordAt(line: string, character: number): string {
  const start = /[&\w]*$/.exec(line.slice(0, character))![0];
  return start + /^\w*/.exec(line.slice(character))![0];
}
