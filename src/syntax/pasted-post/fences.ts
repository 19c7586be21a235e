import type { PostLine } from './post-line.ts';

/** Indices of the lines that open and close a block of code. */
export interface Fence {
  readonly open: number;
  /** The last line of the post where it is never closed. */
  readonly close: number;
  /** What stands behind the opening: a language, a file name. */
  readonly info: string | undefined;
}

/** Markdown's fences, and the tags forums use: `[code]`, `<pre>`, `{code}`. They do not nest. */
export function fences(lines: readonly PostLine[]): Fence[] {
  const found: Fence[] = [];
  // What is not closed behind one line is not closed behind a later one.
  const neverClosed = new Set<string>();
  for (let open = 0; open < lines.length; open++) {
    const opening = opened(lines[open]!.start);
    if (!opening || neverClosed.has(opening.closes.source)) continue;
    let close = open + 1;
    while (close < lines.length && !opening.closes.test(lines[close]!.start)) close++;
    // An opening that nobody closes would swallow the post: only a real fence may do that, as in Markdown.
    if (close === lines.length && !opening.real) {
      neverClosed.add(opening.closes.source);
      continue;
    }
    found.push({ open, close, info: opening.info });
    open = close;
  }
  return found;
}

function opened(text: string): { info: string | undefined; closes: RegExp; real: boolean } | undefined {
  const markdown = /^[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$/.exec(text);
  if (markdown) {
    const mark = markdown[1]!;
    return {
      info: markdown[2]!.trim() || undefined,
      closes: new RegExp(`^[ \\t]*${mark[0]}{${mark.length},}[ \\t]*$`),
      real: true,
    };
  }
  const tag = /^[ \t]*(?:\[(code)(?:=([^\]]*))?\]|<(pre|code)[^>]*>|\{(code|noformat)(?::([^}]*))?\})[ \t]*$/i.exec(
    text,
  );
  if (!tag) return undefined;
  const name = tag[1] ?? tag[3] ?? tag[4];
  return {
    info: tag[2] ?? tag[5],
    closes: new RegExp(`^[ \\t]*(\\[/${name}\\]|</${name}>|\\{${name}\\})`, 'i'),
    real: false,
  };
}
