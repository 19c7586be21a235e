import {
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
}

/** A tree as data. What is shared in it stays shared. */
export function packed(tree: KconfigTree): PackedTree {
  const numbers: number[] = [];
  const texts = new Map<string, number>();
  const constants = new Map<KconfigSymbol, number>([N, M, Y].map((symbol, index) => [symbol, index]));
  const operations = new Map<Operation, number>();
  const expressions: number[] = [];
  const written: number[] = [];
  const { choices, defined, files } = tree;
  const symbols = [...tree.symbols.values()];
  for (const { definitions, defaults, ranges, selectedBy, impliedBy, name, type, choice } of symbols) {
    numbers.push(text(name), typeNumber(type), choice ? choice.id : -1);
    define(definitions);
    conditionals(defaults, (value) => [expression(value)]);
    conditionals(ranges, ([low, high]) => [expression(low), expression(high)]);
    conditionals(selectedBy, (value) => [expression(value)]);
    conditionals(impliedBy, (value) => [expression(value)]);
  }
  for (const { name, type, isOptional, members, definitions, defaults } of choices) {
    numbers.push(name === undefined ? -1 : text(name), typeNumber(type), isOptional ? 1 : 0);
    list(members.map(({ id }) => id));
    define(definitions);
    conditionals(defaults, (value) => [expression(value)]);
  }
  list(defined.map(({ id }) => id));
  list(files.map(text));
  for (const [{ name, missing }] of [...constants].slice(3)) {
    written.push(text(name), missing === undefined ? -1 : text(missing));
  }
  const sizes = [symbols.length, choices.length, constants.size - 3, operations.size];
  return {
    texts: [...texts.keys()],
    numbers: Int32Array.from([...sizes, ...written, ...expressions].concat(numbers)),
    gaps: tree.gaps,
    problems: tree.problems,
  };

  function text(value: string): number {
    let index = texts.get(value);
    if (index === undefined) texts.set(value, (index = texts.size));
    return index;
  }

  function list(items: readonly number[]): void {
    numbers.push(items.length);
    for (const item of items) numbers.push(item);
  }

  function define(definitions: readonly Definition[]): void {
    numbers.push(definitions.length);
    for (const { at, depends, prompt } of definitions)
      numbers.push(text(at.path), at.line, expression(depends), prompt ? expression(prompt) : -1);
  }

  function conditionals<T>(lines: readonly Conditional<T>[], numbersOf: (value: T) => readonly number[]): void {
    numbers.push(lines.length);
    for (const { value, condition, at } of lines)
      numbers.push(...numbersOf(value), expression(condition), text(at.path), at.line);
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

/** The tree again. The data has to be what `packed` made. */
export function unpacked({ texts, numbers, gaps, problems }: PackedTree): KconfigTree {
  let at = 4;
  const [symbolCount = 0, choiceCount = 0, constantCount = 0, operationCount = 0] = numbers;
  const symbols: KconfigSymbol[] = [];
  const choices: KconfigChoice[] = [];
  const constants = [N, M, Y];
  const operations: Operation[] = [];
  for (let i = 0; i < constantCount; i++) {
    const [name, missing] = [next(), next()];
    constants.push(new KconfigSymbol(texts[name]!, -1, missing < 0 ? undefined : texts[missing]));
  }
  // The names stand behind the operations, which need the symbols.
  const operationsAt = at;
  at += operationCount * 3;
  const symbolsAt = at;
  for (let i = 0; i < symbolCount; i++) symbols.push(new KconfigSymbol('', i));
  for (let i = 0; i < choiceCount; i++) choices.push(new KconfigChoice(undefined, i));
  at = operationsAt;
  for (let i = 0; i < operationCount; i++) {
    const op = OPERATORS[next()]!;
    operations.push({ op, left: expression(), right: expression() });
  }
  at = symbolsAt;
  for (const symbol of symbols) {
    (symbol as { name: string }).name = texts[next()]!;
    symbol.type = TYPES[next()];
    const choice = next();
    if (choice >= 0) symbol.choice = choices[choice];
    symbol.definitions = definitions();
    symbol.defaults = conditionals(expression);
    symbol.ranges = conditionals(() => [expression(), expression()] as [KconfigSymbol, KconfigSymbol]);
    symbol.selectedBy = conditionals(expression) as readonly Conditional<KconfigSymbol>[];
    symbol.impliedBy = conditionals(expression) as readonly Conditional<KconfigSymbol>[];
  }
  for (const choice of choices) {
    const name = next();
    if (name >= 0) (choice as { name: string | undefined }).name = texts[name];
    choice.type = TYPES[next()];
    choice.isOptional = next() === 1;
    choice.members = list().map((id) => symbols[id]!);
    choice.definitions = definitions();
    choice.defaults = conditionals(expression);
  }
  const defined = list().map((id) => symbols[id]!);
  const files = list().map((index) => texts[index]!);
  return { symbols: new Map(symbols.map((symbol) => [symbol.name, symbol])), defined, choices, gaps, problems, files };

  function next(): number {
    return numbers[at++]!;
  }

  function list(): readonly number[] {
    const count = next();
    at += count;
    return [...numbers.subarray(at - count, at)];
  }

  function place(): Place {
    return { path: texts[next()]!, line: next() };
  }

  function definitions(): readonly Definition[] {
    const count = next();
    if (count === 0) return none;
    const found: Definition[] = [];
    for (let i = 0; i < count; i++) {
      const at = place();
      const depends = expression();
      found.push({ at, depends, prompt: optional() });
    }
    return found;
  }

  function conditionals<T>(value: () => T): readonly Conditional<T>[] {
    const count = next();
    if (count === 0) return none;
    const found: Conditional<T>[] = [];
    for (let i = 0; i < count; i++) found.push({ value: value(), condition: expression(), at: place() });
    return found;
  }

  function optional(): Expression | undefined {
    const number = next();
    return number < 0 ? undefined : expressionOf(number);
  }

  function expression(): Expression {
    return expressionOf(next());
  }

  function expressionOf(number: number): Expression {
    const index = number >> 2;
    switch (number & 3) {
      case CONSTANT:
        return constants[index]!;
      case CHOICE:
        return choices[index]!;
      case OPERATION:
        return operations[index]!;
      default:
        return symbols[index]!;
    }
  }
}

const CONSTANT = 1;
const CHOICE = 2;
const OPERATION = 3;
const OPERATORS: readonly Operation['op'][] = ['and', 'or', 'not', '=', '!=', '<', '<=', '>', '>='];
const TYPES: readonly KconfigSymbol['type'][] = [undefined, 'bool', 'tristate', 'int', 'hex', 'string'];
const typeNumber = (type: KconfigSymbol['type']): number => TYPES.indexOf(type);
const none: readonly never[] = [];
