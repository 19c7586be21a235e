import { type Token, tokenize } from './tokens.ts';

/** A macro as `#define` gives it. */
export class Macro {
  readonly name: string;
  /** True while its own expansion is being read. */
  active = false;
  readonly #definition: string | undefined;
  #shape: Shape | undefined;

  /** From the text after `#define `, which is read at the first use, or from its tokens. */
  constructor(name: string, definition: string | readonly Token[]) {
    this.name = name;
    if (typeof definition === 'string') this.#definition = definition;
    else this.#shape = shapeOf(definition);
  }

  /** Undefined for a macro without brackets. */
  get parameters(): readonly string[] | undefined {
    return this.#read().parameters;
  }

  /** Whether the last parameter takes all that is left. */
  get variadic(): boolean {
    return this.#read().variadic;
  }

  /** Which parameter `name` is; -1 for none. */
  indexOf(name: string): number {
    return this.#read().indices.get(name) ?? -1;
  }

  get body(): readonly Token[] {
    return this.#read().body;
  }

  #read(): Shape {
    this.#shape ??= shapeOf(tokenize(this.#definition ?? '').tokens);
    return this.#shape;
  }
}

/** What many names are defined as, each as it stands after `#define `: read by name, since a source uses few of them. */
export interface Definitions {
  get(name: string): string | undefined;
}

/** Definitions as they stand after `#define `, by name; of two for one name the last counts. */
export const definitions = (list: readonly string[]): Definitions =>
  new Map(list.map((definition) => [nameOf(definition), definition]));

/**
 * The macros that are defined at a place. A table may stand on another one, which it never changes: an overlay on
 * what its board has defined, a file on the definitions that were passed in.
 */
export class MacroTable {
  readonly #base: MacroTable | undefined;
  readonly #own = new Map<string, Macro | undefined>();
  readonly #definitions: Definitions | undefined;

  constructor(base?: MacroTable, definitions?: Definitions) {
    this.#base = base;
    this.#definitions = definitions;
  }

  /** The table of these definitions; made once for each, and not to be changed. */
  static of(definitions: Definitions): MacroTable {
    let table = tables.get(definitions);
    if (!table) tables.set(definitions, (table = new MacroTable(undefined, definitions)));
    return table;
  }

  get(name: string): Macro | undefined {
    for (let table: MacroTable | undefined = this; table; table = table.#base) {
      if (table.#definitions && !table.#own.has(name)) table.#read(table.#definitions, name);
      const macro = table.#own.get(name);
      if (macro || table.#own.has(name)) return macro;
    }
    return undefined;
  }

  #read(definitions: Definitions, name: string): void {
    const definition = definitions.get(name);
    this.#own.set(name, definition === undefined ? undefined : new Macro(name, definition));
  }

  define(macro: Macro): void {
    this.#own.set(macro.name, macro);
  }

  undefine(name: string): void {
    this.#own.set(name, undefined);
  }

  defineAll(definitions: readonly string[]): void {
    for (const definition of definitions) this.define(new Macro(nameOf(definition), definition));
  }
}

const tables = new WeakMap<Definitions, MacroTable>();

function nameOf(definition: string): string {
  const text = definition.trimStart();
  const end = text.search(/[^\w$]/);
  return end < 0 ? text : text.slice(0, end);
}

interface Shape {
  readonly parameters: readonly string[] | undefined;
  readonly variadic: boolean;
  readonly indices: ReadonlyMap<string, number>;
  readonly body: readonly Token[];
}

/** `tokens` begin with the name. Parameters follow it without a blank between. */
function shapeOf(tokens: readonly Token[]): Shape {
  if (tokens[1]?.text !== '(' || tokens[1].space) {
    return { parameters: undefined, variadic: false, indices: NONE, body: tokens.slice(1) };
  }
  const parameters: string[] = [];
  let variadic = false;
  let at = 2;
  for (; at < tokens.length && tokens[at]!.text !== ')'; at++) {
    const { kind, text } = tokens[at]!;
    if (kind === 'identifier') parameters.push(text);
    else if (text === '...') {
      variadic = true;
      // `args...` names what is left, `...` alone calls it __VA_ARGS__.
      if (tokens[at - 1]!.kind !== 'identifier') parameters.push('__VA_ARGS__');
    }
  }
  const indices = new Map(parameters.map((name, index) => [name, index]));
  return { parameters, variadic, indices, body: tokens.slice(at + 1) };
}

const NONE: ReadonlyMap<string, number> = new Map();
