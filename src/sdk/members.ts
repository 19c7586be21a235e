/**
 * The members of an object in the text of a JSON file, of which few are asked for: only those are parsed. In the built
 * package every member stands on a line of its own, sorted by code units (tools/bundle.mjs); in the sources, which are laid
 * out for reviewers, the file is parsed as a whole.
 */
export function members<T>(text: string, ...path: readonly string[]): Members<T> {
  const range = linesOf(text, path.at(-1)!);
  if (range) return new MemberLines(text, range);
  let found: unknown = JSON.parse(text);
  for (const key of path) found = (found as Readonly<Record<string, unknown>> | undefined)?.[key];
  const record = (found ?? {}) as Readonly<Record<string, T>>;
  return { get: (key) => (Object.hasOwn(record, key) ? record[key] : undefined), keys: () => Object.keys(record) };
}

export interface Members<T> {
  get(key: string): T | undefined;
  keys(): readonly string[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** From behind the line break before the first member to the one behind the last. */
function linesOf(text: string, key: string): Range | undefined {
  const opening = `"${key}":{\n`;
  const at = text.indexOf(opening);
  return at < 0 ? undefined : { start: at + opening.length, end: text.indexOf('\n}', at) + 1 };
}

class MemberLines<T> implements Members<T> {
  readonly #text: string;
  readonly #lines: Range;

  constructor(text: string, lines: Range) {
    this.#text = text;
    this.#lines = lines;
  }

  get(key: string): T | undefined {
    const wanted = JSON.stringify(key);
    let { start, end } = this.#lines;
    while (start < end) {
      const middle = this.#text.lastIndexOf('\n', Math.floor((start + end) / 2) - 1) + 1;
      const colon = this.#text.indexOf('":', middle) + 1;
      const next = this.#text.indexOf('\n', colon) + 1;
      const found = this.#text.slice(middle, colon);
      if (found === wanted) return JSON.parse(this.#text.slice(colon + 1, next - 1).replace(/,$/, '')) as T;
      if (found < wanted) start = next;
      else end = middle;
    }
    return undefined;
  }

  keys(): readonly string[] {
    const { start, end } = this.#lines;
    const lines = this.#text.slice(start, end).split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line.slice(0, line.indexOf('":') + 1)) as string);
  }
}
