import { isBlank, type PostLine } from './post-line.ts';
import type { Run } from './runs.ts';

/** Nodes at the top of a devicetree source, from the first one to the brace that closes the last; `after` is the line taken already. */
export function devicetreeRun(
  lines: readonly PostLine[],
  at: number,
  end: number,
  after: number,
  fenced: boolean,
): Run | undefined {
  if (!starts(lines, at, end)) return undefined;
  let from = at;
  let to = at;
  let state: State = { depth: 0, comment: false };
  let board = false;
  for (let next = at; next < end; next++) {
    const { text, start } = lines[next]!;
    const open = state.depth > 0 || state.comment;
    if (!open && !starts(lines, next, end) && !continues(start)) break;
    // A brace was forgotten: the file ends where other text begins.
    if (open && !fenced && FOREIGN.test(start)) break;
    if (/^[ \t]*\/dts-v1\//.test(start)) board = true;
    state = scanned(text, state);
    if (!isBlank(lines[next]!)) to = next;
  }
  // Comments that lead to nothing belong to the text behind the file.
  while (to > from && /^[ \t]*(\/\/.*|\/\*.*\*\/[ \t]*)$/.test(lines[to]!.start)) to--;
  while (to > from && isBlank(lines[to]!)) to--;
  while (from - 1 > after && /^[ \t]*(\/\/|\/\*.*\*\/[ \t]*$)/.test(lines[from - 1]!.start)) from--;
  return { kind: board ? 'board-devicetree' : 'overlay', from, to };
}

interface State {
  readonly depth: number;
  readonly comment: boolean;
}

const START =
  /^[ \t]*(?:\/[ \t]*\{|&(?:\w+|\{[^}]*\})[ \t]*\{|(?:\w+:[ \t]*)+&\w+[ \t]*\{|\/dts-v1\/|\/delete-node\/|#include[ \t]*[<"][^>"]*(?:\.dtsi?|\.overlay|dt-bindings\/[^>"]*|-pinctrl\.h)[>"])/;

function starts(lines: readonly PostLine[], at: number, end: number): boolean {
  const { start } = lines[at]!;
  if (START.test(start)) return true;
  // The brace may stand on the next line.
  return /^[ \t]*(\/|&\w+)[ \t]*$/.test(start) && at + 1 < end && /^[ \t]*\{/.test(lines[at + 1]!.start);
}

/** What may stand between two nodes. */
const continues = (text: string): boolean =>
  /^[ \t]*(\{.*|\}[ \t]*;?|;|\/\/.*|\/\*.*|#(include|define|undef|if|ifdef|ifndef|else|elif|endif)\b.*)?[ \t]*$/.test(
    text,
  );

const FOREIGN =
  /^[ \t]*(?:(?:SB_)?CONFIG_\w+[ \t]*=|#[ \t]+(?!include|define|undef|if|el|end)|```|~~~|\[\/?code\]|(?:[\w /-]+ )?[\w./-]+\.(?:conf|overlay|ya?ml)\W{0,2}$|\*\*\* )/;

function scanned(text: string, { depth, comment }: State): State {
  let [level, inside] = [depth, comment];
  for (let at = 0; at < text.length; at++) {
    if (inside) {
      const close = text.indexOf('*/', at);
      if (close < 0) return { depth: level, comment: true };
      at = close + 1;
      inside = false;
    } else if (text.startsWith('/*', at)) {
      inside = true;
      at += 1;
    } else if (text.startsWith('//', at)) break;
    else if (text[at] === '"') {
      const close = text.indexOf('"', at + 1);
      if (close < 0) break;
      at = close;
    } else if (text[at] === '{') level += 1;
    else if (text[at] === '}') level = Math.max(0, level - 1);
  }
  return { depth: level, comment: inside };
}
