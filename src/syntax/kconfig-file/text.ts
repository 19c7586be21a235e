/** Text of a Kconfig file. Without `$(...)` a plain string; what it stands for otherwise depends on where it is read. */
export type Text = string | Template;

export interface Template {
  readonly parts: readonly (string | Macro)[];
  /** A string: `$NAME` and `${NAME}` stand for the variables of the environment as well. */
  readonly quoted: boolean;
}

/** `$(name,argument,...)`; the name is the first. */
export interface Macro {
  readonly arguments: readonly Text[];
}

/** Without what is left to be expanded. */
export const isPlain = (text: Text): text is string => typeof text === 'string';

/** The macros in `text` as a template: the value of a variable, expanded when the variable is used. */
export function template(text: string): Text {
  if (!text.includes('$(')) return text;
  const reader = new TemplateReader();
  let position = 0;
  for (let at = text.indexOf('$(', position); at >= 0; at = text.indexOf('$(', position)) {
    reader.add(text.slice(position, at));
    const end = reader.macro(text, at, text.length);
    if (end === undefined) return text;
    position = end;
  }
  reader.add(text.slice(position));
  return reader.result(false);
}

/** Collects the parts of a text. */
export class TemplateReader {
  readonly #parts: (string | Macro)[] = [];

  add(text: string): void {
    if (text !== '') this.#parts.push(text);
  }

  /** Reads the macro that starts at `start`, up to `end` at most; the offset behind it, undefined where it is not closed. */
  macro(text: string, start: number, end: number): number | undefined {
    const read = readMacro(text, start, end, 0);
    if (!read) return undefined;
    this.addMacro(read.macro);
    return read.end;
  }

  addMacro(macro: Macro): void {
    this.#parts.push(macro);
  }

  result(quoted: boolean): Text {
    const [first = ''] = this.#parts;
    const isPlain = this.#parts.every((part) => typeof part === 'string');
    if (isPlain && !(quoted && this.#parts.some((part) => (part as string).includes('$')))) {
      return this.#parts.length < 2 ? (first as string) : this.#parts.join('');
    }
    return { parts: this.#parts, quoted };
  }
}

/** `zephyr/scripts/kconfig/kconfiglib.py:2741` (2.4.0): commas part arguments, but for those within parentheses. */
function readMacro(text: string, start: number, end: number, depth: number): { macro: Macro; end: number } | undefined {
  if (depth > DEEPEST) return undefined;
  const all: Text[] = [];
  let argument = new TemplateReader();
  let from = start + 2;
  let open = 0;
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x28) open++;
    else if (code === 0x29 && open > 0) open--;
    else if (code === 0x29 || (code === 0x2c && open === 0)) {
      argument.add(text.slice(from, i));
      all.push(argument.result(false));
      if (code === 0x29) return { macro: { arguments: all }, end: i + 1 };
      argument = new TemplateReader();
      from = i + 1;
    } else if (code === 0x24 && text.charCodeAt(i + 1) === 0x28) {
      const inner = readMacro(text, i, end, depth + 1);
      if (!inner) return undefined;
      argument.add(text.slice(from, i));
      argument.addMacro(inner.macro);
      from = inner.end;
      i = inner.end - 1;
    }
  }
  return undefined;
}

/** Deeper ones are nobody's work. */
const DEEPEST = 50;
