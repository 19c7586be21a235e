import { entryAt } from './sorted-text.ts';

/**
 * The members of an object in the text of a JSON file, of which few are asked for: only those are parsed. In the built
 * package every member stands on a line of its own, sorted by code units (tools/bundle.mjs); in the sources, which are laid
 * out for reviewers, the file is parsed as a whole.
 */
export function members<T>(text: string, ...path: readonly string[]): Members<T> {
  const lines = memberLines(text, path.at(-1)!);
  if (lines) return new MemberLines<T>(lines);
  let found: unknown = JSON.parse(text);
  for (const key of path) found = (found as Readonly<Record<string, unknown>> | undefined)?.[key];
  const record = (found ?? {}) as Readonly<Record<string, T>>;
  return {
    get: (key) => (Object.hasOwn(record, key) ? record[key] : undefined),
    keys: () => Object.keys(record),
    get isEmpty() {
      return Object.keys(record).length === 0;
    },
  };
}

export interface Members<T> {
  get(key: string): T | undefined;
  keys(): readonly string[];
  readonly isEmpty: boolean;
}

/** Those between the line of the key and the one that ends the object, each with a line break behind it. */
function memberLines(text: string, key: string): string | undefined {
  const opening = `"${key}":{\n`;
  const at = text.indexOf(opening);
  return at < 0 ? undefined : text.slice(at + opening.length, text.indexOf('\n}', at) + 1);
}

class MemberLines<T> implements Members<T> {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Keys are words: none of their characters comes before the quote that ends them, so lines are sorted as keys are. */
  get(key: string): T | undefined {
    const text = this.#text;
    const wanted = `${JSON.stringify(key)}:`;
    const start = entryAt(text, '\n', wanted);
    return start < 0 ? undefined : (valueIn(text.slice(start + wanted.length, text.indexOf('\n', start))) as T);
  }

  keys(): readonly string[] {
    const lines = this.isEmpty ? [] : this.#text.slice(0, -1).split('\n');
    return lines.map((line) => JSON.parse(line.slice(0, line.indexOf('":') + 1)) as string);
  }

  get isEmpty(): boolean {
    return this.#text === '';
  }
}

const valueIn = (text: string): unknown => JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text);
