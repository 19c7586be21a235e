import { inOrder, withLater } from './build.ts';
import { answered, type Environment, type Missing } from './preprocess.ts';
import type { TreePart } from './shared-tree.ts';
import { type Details, SymbolOnDemand } from './symbol-on-demand.ts';
import {
  AskedConstant,
  both,
  type Conditional,
  type Definition,
  type Expression,
  KconfigChoice,
  KconfigSymbol,
  M,
  N,
  type Operation,
  Y,
} from './symbols.ts';
import type { Gap, KconfigTree, Symbols, TreeProblem } from './tree.ts';

/**
 * The tree of one image: what it shares with others, with its own part and its own answers. A symbol is put together when
 * it is asked for.
 */
export function imageTree(part: TreePart, environment: Environment): KconfigTree {
  return new ImageTree(part, environment);
}

class ImageTree implements KconfigTree {
  readonly symbols: ImageSymbols;
  readonly #part: TreePart;
  readonly #environment: Environment;
  readonly #choices = new Map<KconfigChoice, KconfigChoice>();
  readonly #operations = new Map<Operation, Expression>();
  readonly #constants = new Map([N, M, Y].map((constant) => [constant.name, constant]));
  readonly #asked = new Map<AskedConstant, KconfigSymbol>();
  #defined: readonly KconfigSymbol[] | undefined;

  constructor(part: TreePart, environment: Environment) {
    this.#part = part;
    this.#environment = environment;
    this.symbols = new ImageSymbols(part, (symbol) => this.#details(symbol));
  }

  get defined(): readonly KconfigSymbol[] {
    this.#defined ??= [...this.#definedNames()].map((name) => this.symbols.get(name)!);
    return this.#defined;
  }

  /** In the order of the first definitions, as either side has its own. */
  #definedNames(): ReadonlySet<string> {
    const names = new Set<string>();
    const shared = this.#part.shared.tree.defined;
    let next = 0;
    for (const { name, definitions } of this.#part.tree.defined) {
      const { order } = definitions[0]!.at;
      for (; next < shared.length && shared[next]!.definitions[0]!.at.order <= order; next++)
        names.add(shared[next]!.name);
      names.add(name);
    }
    for (; next < shared.length; next++) names.add(shared[next]!.name);
    return names;
  }

  get choices(): readonly KconfigChoice[] {
    const { shared, tree } = this.#part;
    return [...new Set([...shared.tree.choices, ...tree.choices].map((choice) => this.#choice(choice)))];
  }

  get gaps(): readonly Gap[] {
    return inOrder(this.#part.shared.tree.gaps, this.#part.tree.gaps);
  }

  get problems(): readonly TreeProblem[] {
    return inOrder(this.#part.shared.tree.problems, this.#part.tree.problems);
  }

  get files(): readonly string[] {
    const { shared, tree, fileOrders } = this.#part;
    const placed = (paths: readonly string[], orders: readonly number[]) =>
      paths.map((path, index) => ({ path, at: { path, line: 1, order: orders[index]! } }));
    return inOrder(placed(shared.tree.files, shared.fileOrders), placed(tree.files, fileOrders)).map(
      ({ path }) => path,
    );
  }

  #details({ name }: KconfigSymbol): Details {
    const { shared, tree, later } = this.#part;
    const one = shared.tree.symbols.get(name) ?? NOTHING;
    const other = tree.symbols.get(name) ?? NOTHING;
    const definitions = inOrder(one.definitions, other.definitions);
    const choice = other.choice ?? one.choice;
    const own = choice && this.#choice(choice);
    const inserted = inOrder(
      (one !== NOTHING && shared.later.get(one as KconfigSymbol)) || [],
      (other !== NOTHING && later.get(other as KconfigSymbol)) || [],
    );
    const defaults = inOrder(one.defaults, other.defaults);
    return {
      type: one.type ?? other.type ?? own?.type,
      choice: own,
      definitions: this.#definitions(definitions),
      defaults: this.#lines(inserted.length === 0 ? defaults : withLater({ definitions }, defaults, inserted)),
      ranges: each(inOrder(one.ranges, other.ranges), ({ value: [low, high], condition, at }) => ({
        value: [this.#symbol(low), this.#symbol(high)] as const,
        condition: this.#expression(condition),
        at,
      })),
      selectedBy: this.#lines(inOrder(one.selectedBy, other.selectedBy)) as readonly Conditional<KconfigSymbol>[],
      impliedBy: this.#lines(inOrder(one.impliedBy, other.impliedBy)) as readonly Conditional<KconfigSymbol>[],
    };
  }

  #definitions(definitions: readonly Definition[]): readonly Definition[] {
    return each(definitions, ({ at, depends, prompt }) => ({
      at,
      depends: this.#expression(depends),
      prompt: prompt && this.#expression(prompt),
    }));
  }

  #lines(lines: readonly Conditional<Expression>[]): readonly Conditional<Expression>[] {
    return each(lines, ({ value, condition, at }) => ({
      value: this.#expression(value),
      condition: this.#expression(condition),
      at,
    }));
  }

  #expression(of: Expression): Expression {
    switch (of.op) {
      case 'symbol':
        return this.#symbol(of);
      case 'choice':
        return this.#choice(of);
      default: {
        let own = this.#operations.get(of);
        if (!own) this.#operations.set(of, (own = this.#operation(of)));
        return own;
      }
    }
  }

  #operation({ op, left, right }: Operation): Expression {
    const own = this.#expression(left);
    if (op === 'not') return { op, left: own, right: own };
    return op === 'and' ? both(own, this.#expression(right)) : { op, left: own, right: this.#expression(right) };
  }

  #symbol(of: KconfigSymbol): KconfigSymbol {
    if (of.id >= 0) return this.symbols.get(of.name)!;
    if (!(of instanceof AskedConstant)) return of;
    let own = this.#asked.get(of);
    if (!own) this.#asked.set(of, (own = this.#answer(of)));
    return own;
  }

  #answer({ asked, quoted }: AskedConstant): KconfigSymbol {
    let text = '';
    for (const part of asked) {
      const answer: string | Missing = typeof part === 'string' ? part : (answered(this.#environment, part) ?? '');
      if (typeof answer !== 'string') return new KconfigSymbol('', -1, answer.missing);
      text += answer;
    }
    if (!quoted && !this.#constants.has(text)) return this.symbols.named(text);
    let constant = this.#constants.get(text);
    if (!constant) this.#constants.set(text, (constant = new KconfigSymbol(text, -1)));
    return constant;
  }

  /** Those of one name are one choice. */
  #choice(of: KconfigChoice): KconfigChoice {
    const known = this.#choices.get(of);
    if (known) return known;
    const { shared, tree } = this.#part;
    const named = (choices: readonly KconfigChoice[]) =>
      choices.find((one) => one === of || (one.name !== undefined && one.name === of.name));
    const [one, other] = [named(shared.tree.choices), named(tree.choices)];
    const own = new KconfigChoice(of.name, one ? one.id : shared.tree.choices.length + of.id);
    for (const part of [one, other]) if (part) this.#choices.set(part, own);
    const both = [one, other].filter((part) => part !== undefined);
    own.type = both.map(({ type }) => type).find(Boolean);
    own.isOptional = both.some(({ isOptional }) => isOptional);
    own.definitions = this.#definitions(inOrder(one?.definitions ?? [], other?.definitions ?? []));
    own.defaults = this.#lines(inOrder(one?.defaults ?? [], other?.defaults ?? []));
    own.members = inOrder(placed(one), placed(other)).map(({ symbol }) => this.#symbol(symbol));
    return own;
  }
}

/** Most symbols have none of most lists, and share that. */
const each = <T>(list: readonly T[], own: (item: T) => T): readonly T[] => (list.length === 0 ? list : list.map(own));

/** The members of a choice behind its first definition. */
const placed = (choice: KconfigChoice | undefined) =>
  choice?.members.map((symbol) => ({ symbol, at: choice.definitions[0]!.at })) ?? [];

const NOTHING: Details = {
  type: undefined,
  choice: undefined,
  definitions: [],
  defaults: [],
  ranges: [],
  selectedBy: [],
  impliedBy: [],
};

/** Made when they are asked for. */
class ImageSymbols implements Symbols {
  readonly #part: TreePart;
  readonly #details: (symbol: KconfigSymbol) => Details;
  readonly #made = new Map<string, SymbolOnDemand>();
  #size: number;

  constructor(part: TreePart, details: (symbol: KconfigSymbol) => Details) {
    this.#part = part;
    this.#details = details;
    this.#size = part.shared.tree.symbols.size + part.tree.symbols.size;
  }

  get size(): number {
    return this.#size;
  }

  get(name: string): KconfigSymbol | undefined {
    const made = this.#made.get(name);
    if (made) return made;
    const { shared, tree } = this.#part;
    const one = shared.tree.symbols.get(name);
    const id = one?.id ?? tree.symbols.get(name)?.id;
    if (id === undefined) return undefined;
    return this.#make(name, one ? id : shared.tree.symbols.size + id);
  }

  /** Also one that the answers of the image mention. */
  named(name: string): KconfigSymbol {
    return this.get(name) ?? this.#make(name, this.#size++);
  }

  *[Symbol.iterator](): Iterator<readonly [string, KconfigSymbol]> {
    const { shared, tree } = this.#part;
    const names = [shared.tree.symbols, tree.symbols].flatMap((symbols) => [...symbols].map(([name]) => name));
    for (const name of new Set([...names, ...this.#made.keys()])) yield [name, this.get(name)!];
  }

  #make(name: string, id: number): KconfigSymbol {
    const symbol = new SymbolOnDemand(name, id, this.#details);
    this.#made.set(name, symbol);
    return symbol;
  }
}
