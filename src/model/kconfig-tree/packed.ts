import type { Asked } from './preprocess.ts';
import type { OpenPlace, SharedTree } from './shared-tree.ts';
import { SharedVariables, type SharedVariablesData } from './shared-variables.ts';
import { type Details, SymbolOnDemand } from './symbol-on-demand.ts';
import {
  AskedConstant,
  type Conditional,
  type Definition,
  type Expression,
  KconfigChoice,
  KconfigSymbol,
  M,
  N,
  type Operation,
  type Place,
  Y,
} from './symbols.ts';
import type { Gap, KconfigTree, TreeProblem } from './tree.ts';

/** A tree as data, for who wants to keep it: numbers, and the texts that they stand for. */
export interface PackedTree {
  readonly texts: readonly string[];
  readonly numbers: Int32Array;
  readonly gaps: readonly Gap[];
  readonly problems: readonly TreeProblem[];
  /** Constants that each image has of its own, by their index. */
  readonly asked: readonly (readonly [index: number, asked: Asked['parts'], quoted: boolean])[];
  /** Of a tree that images share, what is no number. */
  readonly shared: PackedShared | null;
}

interface PackedShared {
  readonly places: readonly Pick<OpenPlace, 'statement' | 'path' | 'order'>[];
  readonly variables: SharedVariablesData;
  readonly end: number;
}

/** A tree that images share, as data. */
export const packedShared = (shared: SharedTree): PackedTree => packed(shared.tree, shared);

/** A tree as data. What is shared in it stays shared. */
export function packed(tree: KconfigTree, shared?: SharedTree): PackedTree {
  const numbers: number[] = [];
  const texts = new Map<string, number>();
  const constants = new Map<KconfigSymbol, number>([N, M, Y].map((symbol, index) => [symbol, index]));
  const operations = new Map<Operation, number>();
  const expressions: number[] = [];
  const written: number[] = [];
  const { choices, defined, files } = tree;
  const symbols = [...tree.symbols].map(([, symbol]) => symbol);
  for (const { definitions, defaults, ranges, selectedBy, impliedBy, name, type, choice } of symbols) {
    const start = named(name);
    numbers.push(typeNumber(type), choice ? choice.id : -1);
    define(definitions);
    conditionals(defaults, (value) => [expression(value)]);
    conditionals(ranges, ([low, high]) => [expression(low), expression(high)]);
    conditionals(selectedBy, (value) => [expression(value)]);
    conditionals(impliedBy, (value) => [expression(value)]);
    measure(start);
  }
  for (const { name, type, isOptional, members, definitions, defaults } of choices) {
    const start = named(name);
    numbers.push(typeNumber(type), isOptional ? 1 : 0);
    list(members.map(({ id }) => id));
    define(definitions);
    conditionals(defaults, (value) => [expression(value)]);
    measure(start);
  }
  list(defined.map(({ id }) => id));
  list(files.map(text));
  list(shared?.fileOrders ?? []);
  for (const { depends, visible } of shared?.places ?? []) numbers.push(expression(depends), expression(visible));
  numbers.push(shared?.later.size ?? 0);
  for (const [{ id }, lines] of shared?.later ?? []) {
    numbers.push(id);
    conditionals(lines, (value) => [expression(value)]);
  }
  const asked: [number, Asked['parts'], boolean][] = [];
  for (const [constant, index] of [...constants].slice(3)) {
    const { name, missing } = constant;
    if (constant instanceof AskedConstant) asked.push([index, constant.asked, constant.quoted]);
    written.push(text(name), missing === undefined ? -1 : text(missing));
  }
  const sizes = [symbols.length, choices.length, constants.size - 3, operations.size];
  return {
    texts: [...texts.keys()],
    numbers: Int32Array.from([...sizes, ...written, ...expressions].concat(numbers)),
    gaps: tree.gaps,
    problems: tree.problems,
    asked,
    shared: shared
      ? {
          places: shared.places.map(({ statement, path, order }) => ({ statement, path, order })),
          variables: shared.variables.data,
          end: shared.end,
        }
      : null,
  };

  function text(value: string): number {
    let index = texts.get(value);
    if (index === undefined) texts.set(value, (index = texts.size));
    return index;
  }

  /** In front of what has a name stand its length and the name, so that it can be passed over. */
  function named(name: string | undefined): number {
    return numbers.push(0, name === undefined ? -1 : text(name));
  }

  function measure(start: number): void {
    numbers[start - 2] = numbers.length - start;
  }

  function list(items: readonly number[]): void {
    numbers.push(items.length);
    for (const item of items) numbers.push(item);
  }

  function define(definitions: readonly Definition[]): void {
    numbers.push(definitions.length);
    for (const { at, depends, prompt } of definitions)
      numbers.push(text(at.path), at.line, at.order, expression(depends), prompt ? expression(prompt) : -1);
  }

  function conditionals<T>(lines: readonly Conditional<T>[], numbersOf: (value: T) => readonly number[]): void {
    numbers.push(lines.length);
    for (const { value, condition, at } of lines)
      numbers.push(...numbersOf(value), expression(condition), text(at.path), at.line, at.order);
  }

  /** An index and, in the last two bits, into what. */
  function expression(of: Expression): number {
    if (of.op === 'symbol') return of.id >= 0 ? of.id * 4 : constant(of) * 4 + CONSTANT;
    if (of.op === 'choice') return of.id * 4 + CHOICE;
    let index = operations.get(of);
    if (index === undefined) {
      // Those below come first.
      const sides = [expression(of.left), expression(of.right)] as const;
      index = operations.size;
      operations.set(of, index);
      expressions.push(OPERATORS.indexOf(of.op), ...sides);
    }
    return index * 4 + OPERATION;
  }

  function constant(symbol: KconfigSymbol): number {
    let index = constants.get(symbol);
    if (index === undefined) constants.set(symbol, (index = constants.size));
    return index;
  }
}

/**
 * The tree again. The data has to be what `packed` made. What a symbol's definitions say is looked up when it is asked for:
 * of 15,000 symbols a run wants a few hundred.
 */
export function unpacked(tree: PackedTree): KconfigTree {
  return new Unpacker(tree).tree();
}

/** The same for a tree that images share. */
export const unpackedShared = (tree: PackedTree): SharedTree => new Unpacker(tree).sharedTree(tree.shared!);

class Unpacker {
  readonly #tree: PackedTree;
  readonly #numbers: Int32Array;
  readonly #symbols: KconfigSymbol[] = [];
  /** Where the details of each symbol stand. */
  readonly #detailsAt: number[] = [];
  readonly #choices: KconfigChoice[] = [];
  readonly #constants = [N, M, Y];
  readonly #operations: (Operation | undefined)[];
  readonly #operationsAt: number;
  #at = SIZES;

  constructor(tree: PackedTree) {
    const { texts, numbers } = tree;
    const asked = new Map(tree.asked.map(([index, ...rest]) => [index, rest]));
    this.#tree = tree;
    this.#numbers = numbers;
    const [, , constantCount = 0, operationCount = 0] = numbers;
    for (let i = 0; i < constantCount; i++) {
      const [name, missing] = [this.#next(), this.#next()];
      const question = asked.get(this.#constants.length);
      const constant = question
        ? new AskedConstant(...question)
        : new KconfigSymbol(texts[name]!, -1, missing < 0 ? undefined : texts[missing]);
      this.#constants.push(constant);
    }
    this.#operations = new Array(operationCount);
    this.#operationsAt = this.#at;
    this.#at += operationCount * 3;
  }

  tree(): KconfigTree {
    const { texts, gaps, problems } = this.#tree;
    const [symbolCount = 0, choiceCount = 0] = this.#numbers;
    const symbols = new Map<string, KconfigSymbol>();
    const detailsOf = (symbol: KconfigSymbol) => this.#details(symbol);
    for (let id = 0; id < symbolCount; id++) {
      const length = this.#next();
      const symbol = new SymbolOnDemand(texts[this.#next()]!, id, detailsOf);
      this.#detailsAt.push(this.#at);
      this.#at += length;
      this.#symbols.push(symbol);
      symbols.set(symbol.name, symbol);
    }
    const choicesAt = this.#at;
    for (let id = 0; id < choiceCount; id++) {
      const length = this.#next();
      const name = this.#next();
      this.#choices.push(new KconfigChoice(name < 0 ? undefined : texts[name], id));
      this.#at += length;
    }
    const listsAt = this.#at;
    this.#at = choicesAt;
    for (const choice of this.#choices) {
      this.#at += 2;
      choice.type = TYPES[this.#next()];
      choice.isOptional = this.#next() === 1;
      choice.members = this.#list().map((id) => this.#symbols[id]!);
      choice.definitions = this.#definitions();
      choice.defaults = this.#conditionals(() => this.#expression());
    }
    this.#at = listsAt;
    const defined = this.#list().map((id) => this.#symbols[id]!);
    const files = this.#list().map((index) => texts[index]!);
    return { symbols, defined, choices: this.#choices, gaps, problems, files };
  }

  sharedTree({ places, variables, end }: PackedShared): SharedTree {
    const tree = this.tree();
    const fileOrders = this.#list();
    const open = places.map((place) => ({ ...place, depends: this.#expression(), visible: this.#expression() }));
    const later = new Map<KconfigSymbol, readonly Conditional<Expression>[]>();
    for (let count = this.#next(); count > 0; count--) {
      const symbol = this.#symbols[this.#next()]!;
      later.set(
        symbol,
        this.#conditionals(() => this.#expression()),
      );
    }
    return { tree, later, places: open, variables: new SharedVariables(variables), fileOrders, end };
  }

  #details({ id }: KconfigSymbol): Details {
    this.#at = this.#detailsAt[id]!;
    const type = TYPES[this.#next()];
    const choice = this.#choices[this.#next()];
    const expression = (): Expression => this.#expression();
    const symbol = expression as () => KconfigSymbol;
    return {
      type,
      choice,
      definitions: this.#definitions(),
      defaults: this.#conditionals(expression),
      ranges: this.#conditionals(() => [symbol(), symbol()] as const),
      selectedBy: this.#conditionals(symbol),
      impliedBy: this.#conditionals(symbol),
    };
  }

  #next(): number {
    return this.#numbers[this.#at++]!;
  }

  #list(): readonly number[] {
    const count = this.#next();
    this.#at += count;
    return [...this.#numbers.subarray(this.#at - count, this.#at)];
  }

  #place(): Place {
    return { path: this.#tree.texts[this.#next()]!, line: this.#next(), order: this.#next() };
  }

  #definitions(): readonly Definition[] {
    const count = this.#next();
    if (count === 0) return none;
    const found: Definition[] = [];
    for (let i = 0; i < count; i++) {
      const at = this.#place();
      const depends = this.#expression();
      const prompt = this.#next();
      found.push({ at, depends, prompt: prompt < 0 ? undefined : this.#expressionOf(prompt) });
    }
    return found;
  }

  #conditionals<T>(value: () => T): readonly Conditional<T>[] {
    const count = this.#next();
    if (count === 0) return none;
    const found: Conditional<T>[] = [];
    for (let i = 0; i < count; i++) found.push({ value: value(), condition: this.#expression(), at: this.#place() });
    return found;
  }

  #expression(): Expression {
    return this.#expressionOf(this.#next());
  }

  #expressionOf(number: number): Expression {
    const index = number >> 2;
    switch (number & 3) {
      case CONSTANT:
        return this.#constants[index]!;
      case CHOICE:
        return this.#choices[index]!;
      case OPERATION:
        return (this.#operations[index] ??= this.#operation(this.#operationsAt + index * 3));
      default:
        return this.#symbols[index]!;
    }
  }

  #operation(at: number): Operation {
    const [op, left, right] = [this.#numbers[at]!, this.#numbers[at + 1]!, this.#numbers[at + 2]!];
    return { op: OPERATORS[op]!, left: this.#expressionOf(left), right: this.#expressionOf(right) };
  }
}

/** How many numbers are in front: the counts of symbols, choices, constants and operations. */
const SIZES = 4;
const CONSTANT = 1;
const CHOICE = 2;
const OPERATION = 3;
const OPERATORS: readonly Operation['op'][] = ['and', 'or', 'not', '=', '!=', '<', '<=', '>', '>='];
const TYPES: readonly KconfigSymbol['type'][] = [undefined, 'bool', 'tristate', 'int', 'hex', 'string'];
const typeNumber = (type: KconfigSymbol['type']): number => TYPES.indexOf(type);
const none: readonly never[] = [];
