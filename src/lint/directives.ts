import type { SourceFile, Span } from '../text/source.ts';

/** A comment that hides findings: `# ncslint-ignore partition/overlap: the bootloader is frozen`. */
export interface Directive {
  readonly file: SourceFile;
  /** Of the comment, from its sign. */
  readonly span: Span;
  /** 1-based, inclusive; the line it stands on, the next one with something on it, or all of them. */
  readonly lines: readonly [number, number];
  /** Rules or groups, in the order in which they are written. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** Empty where none is given. */
  readonly reason: string;
}

/**
 * The directives of a file: `ncslint-ignore` in a comment behind something is for that line, on a line of its own for the
 * next line that has something on it; `ncslint-ignore-file` for the whole file. Comments are those of devicetree
 * (`//`, `/*`) in its files, else `#`. Linear in the length of the file.
 */
export function directives(file: SourceFile): readonly Directive[] {
  if (!file.text.includes(WORD)) return [];
  const isDevicetree = /\.(overlay|dtsi?|h)$/.test(file.path);
  const found: Directive[] = [];
  for (const match of file.text.matchAll(isDevicetree ? inDevicetree : behindHash)) {
    const [whole, sign, isFile, rest = ''] = match;
    const start = match.index + whole.length - rest.length;
    const text = sign === '/*' ? (/^[\s\S]*?(?=\*\/)/.exec(file.text.slice(start))?.[0] ?? rest) : rest;
    const end = start + text.length;
    found.push({
      file,
      span: file.span(match.index, start + text.trimEnd().length),
      lines: isFile ? [1, file.lineCount] : linesFor(file, match.index, end, isDevicetree),
      ...rulesAndReason(file, text, start),
    });
  }
  return found;
}

const WORD = 'ncslint-ignore';
const inDevicetree = /(\/\/|\/\*)[ \t]*ncslint-ignore(-file)?(?![\w-])([^\r\n]*)/g;
const behindHash = /(?<=^|[ \t])(#)[ \t]*ncslint-ignore(-file)?(?![\w-])([^\r\n]*)/gm;

function linesFor(file: SourceFile, from: number, end: number, isDevicetree: boolean): readonly [number, number] {
  const { line } = file.position(from);
  if (file.text.slice(file.lineStart(line), from).trim() !== '') return [line, line];
  const blank = isDevicetree ? /^\s*(\/\/.*|\/\*.*\*\/\s*|\*\/\s*)?$/ : /^\s*(#.*)?$/;
  let next = file.position(end).line + 1;
  while (next <= file.lineCount && blank.test(file.line(next))) next++;
  return [next, next];
}

/** `partition/overlap, pins: why`. What stands behind `:` or `--` is the reason. */
function rulesAndReason(file: SourceFile, text: string, start: number): Pick<Directive, 'rules' | 'reason'> {
  const [, ids = '', , reason = ''] = /^([\s\S]*?)(:|--)([\s\S]*)$/.exec(text) ?? [text, text];
  return {
    rules: [...ids.matchAll(/[^\s,*]+/g)].map((match) => ({
      id: match[0],
      span: file.span(start + match.index, start + match.index + match[0].length),
    })),
    reason: reason.replace(/\s+/g, ' ').trim(),
  };
}
