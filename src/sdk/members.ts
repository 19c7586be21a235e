/**
 * The members of an object in the text of a JSON file, of which few are asked for: only those are parsed. In the built
 * package every member stands on a line of its own, sorted by code units (tools/bundle.mjs); in the sources, which are laid
 * out for reviewers, the file is parsed as a whole.
 */
export function members<T>(text: string, ...path: readonly string[]): Members<T> {
  const lines = linesOf(text, path.at(-1)!);
  if (lines) return new MemberLines(lines);
  let found: unknown = JSON.parse(text);
  for (const key of path) found = (found as Readonly<Record<string, unknown>> | undefined)?.[key];
  const record = (found ?? {}) as Readonly<Record<string, T>>;
  return {
    get: (key) => (Object.hasOwn(record, key) ? record[key] : undefined),
    keys: () => Object.keys(record),
    get size() {
      return Object.keys(record).length;
    },
  };
}

export interface Members<T> {
  get(key: string): T | undefined;
  keys(): readonly string[];
  readonly size: number;
}

/** Those between the line of the key and the one that ends the object. */
function linesOf(text: string, key: string): readonly string[] | undefined {
  const opening = `"${key}":{\n`;
  const at = text.indexOf(opening);
  return at < 0 ? undefined : text.slice(at + opening.length, text.indexOf('\n}', at)).split('\n');
}

class MemberLines<T> implements Members<T> {
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Keys are words: none of their characters comes before the quote that ends them, so lines are sorted as keys are. */
  get(key: string): T | undefined {
    const wanted = `${JSON.stringify(key)}:`;
    let [start, end] = [0, this.#lines.length];
    while (start < end) {
      const middle = (start + end) >> 1;
      if (this.#lines[middle]! < wanted) start = middle + 1;
      else end = middle;
    }
    const line = this.#lines[start];
    if (!line?.startsWith(wanted)) return undefined;
    return JSON.parse(line.slice(wanted.length, line.endsWith(',') ? -1 : undefined)) as T;
  }

  keys(): readonly string[] {
    return this.#lines.map((line) => JSON.parse(line.slice(0, line.indexOf('":') + 1)) as string);
  }

  get size(): number {
    return this.#lines.length;
  }
}
