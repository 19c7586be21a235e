import type { SymbolName, Expression as Written } from '../../syntax/kconfig-file/expression.ts';
import type {
  Choice,
  Config,
  MacroStatement,
  Property,
  Source,
  Statement,
} from '../../syntax/kconfig-file/statements.ts';
import type { Template, Text } from '../../syntax/kconfig-file/text.ts';
import { folderOf, isAbsolute } from '../../text/paths.ts';
import { type ChoiceItem, choiceMembers } from './members.ts';
import { MetNames } from './met-names.ts';
import { type Asked, type Environment, type Missing, Preprocessor } from './preprocess.ts';
import type { OpenPlace, SharedTree, TreePart } from './shared-tree.ts';
import { SharedVariables } from './shared-variables.ts';
import type { KconfigSources } from './sources.ts';
import {
  AskedConstant,
  added,
  both,
  type Conditional,
  type Expression,
  KconfigChoice,
  KconfigSymbol,
  M,
  N,
  type Place,
  Y,
} from './symbols.ts';
import type { Gap, KconfigTree, TreeProblem } from './tree.ts';

/** What a tree is made of. */
export interface TreeInputs {
  /** The first file. */
  readonly root: string;
  /** `$srctree`: the folder that `source` looks in. */
  readonly folder: string;
  readonly sources: KconfigSources;
  readonly environment: Environment;
}

/** What an image's tree is made of, where it may share one. */
export interface PartInputs extends TreeInputs {
  /** The tree that begins with a file, for all images that read it; undefined where there is none. */
  shared(path: string): SharedTree | undefined;
}

/**
 * Puts the files together and gives every symbol what its definitions say, with all that surrounds them.
 * `zephyr/scripts/kconfig/kconfiglib.py:2890,3555` (2.4.0). What cannot be read or is not there becomes a problem or a
 * gap; the rest goes on.
 */
export function kconfigTree(inputs: TreeInputs): KconfigTree {
  return new Builder(inputs).tree();
}

/**
 * What images have in common, whose answers are not known yet: `isOfImage` of the environment tells which. Undefined where
 * they make a difference that cannot be left open.
 */
export function sharedTree(inputs: TreeInputs): SharedTree | undefined {
  return new Builder(inputs, new SharedVariables()).sharedTree();
}

/**
 * What an image has besides the tree it shares, or its whole tree where it shares none; undefined where the shared tree
 * would be another one in it.
 */
export function treePart(inputs: PartInputs): TreePart | KconfigTree | undefined {
  return new Builder(inputs).part();
}

/** What surrounds a statement. */
interface Around {
  readonly path: string;
  /** All of it has to hold for what stands here. */
  readonly depends: Expression;
  /** `visible if` of the menus. */
  readonly visible: Expression;
  /** Takes what stands directly in a choice. */
  readonly items: ChoiceItem[] | undefined;
}

class Builder implements KconfigTree {
  readonly symbols = new Map<string, KconfigSymbol>();
  readonly defined: KconfigSymbol[] = [];
  readonly choices: KconfigChoice[] = [];
  readonly gaps: Gap[] = [];
  readonly problems: TreeProblem[] = [];
  readonly files: string[] = [];
  readonly #fileOrders: number[] = [];
  readonly #inputs: TreeInputs & Partial<PartInputs>;
  readonly #preprocessor: Preprocessor;
  readonly #constants = new Map<string, KconfigSymbol>([N, M, Y].map((symbol) => [symbol.name, symbol]));
  readonly #named = new Map<string, KconfigChoice>();
  readonly #open: string[] = [];
  readonly #contents: { choice: KconfigChoice; items: ChoiceItem[] }[] = [];
  /** Those of `configdefault`. */
  readonly #later = new Map<KconfigSymbol, Conditional<Expression>[]>();
  readonly #modules: KconfigSymbol;
  readonly #met = new MetNames();
  /** Of a tree that images share; undefined for another. */
  readonly #variables: SharedVariables | undefined;
  readonly #places: OpenPlace[] = [];
  /** The tree that this one shares, once it was read. */
  #shared: SharedTree | undefined;
  /** Where in it we are. */
  #place = -1;
  /** Variables of the lines before it. */
  readonly #assigned = new Set<string>();
  #isImpossible = false;
  #order = 0;
  #at: Place = { path: '', line: 0, order: 0 };

  constructor(inputs: TreeInputs & Partial<PartInputs>, variables?: SharedVariables) {
    this.#inputs = inputs;
    this.#variables = variables;
    this.#preprocessor = new Preprocessor(
      inputs.environment,
      (message) => this.#problem('macro', message, this.#at),
      variables,
    );
    this.#modules = this.#symbol('MODULES');
  }

  tree(): KconfigTree {
    this.#read();
    return this.#withLater();
  }

  sharedTree(): SharedTree | undefined {
    this.#order = BEFORE;
    this.#read();
    if (this.#isImpossible) return undefined;
    return {
      tree: this,
      later: this.#later,
      places: this.#places,
      variables: this.#variables!,
      fileOrders: this.#fileOrders,
      end: this.#order,
    };
  }

  part(): TreePart | KconfigTree | undefined {
    this.#read();
    if (this.#isImpossible) return undefined;
    const shared = this.#shared;
    if (!shared) return this.#withLater();
    for (const symbol of this.symbols.values())
      if (!fits(symbol, shared.tree.symbols.get(symbol.name))) return undefined;
    return { shared, tree: this, later: this.#later, fileOrders: this.#fileOrders };
  }

  #withLater(): this {
    for (const [symbol, later] of this.#later) symbol.defaults = withLater(symbol, symbol.defaults, later);
    return this;
  }

  #read(): void {
    const { root } = this.#inputs;
    this.#enter(root, { path: root, depends: Y, visible: Y, items: undefined });
    if (this.files.length === 0 && !this.#shared) this.#gap(root, this.#placeOf(root, 1));
    for (const { choice, items } of this.#contents) this.#fill(choice, items);
    this.#met.forget();
  }

  #enter(path: string, around: Around): void {
    const shared = this.#inputs.shared?.(path);
    if (shared) {
      this.#share(shared, around);
      return;
    }
    const file = this.#inputs.sources.file(path);
    if (!file) return;
    this.files.push(path);
    this.#fileOrders.push(this.#order);
    for (const { message, line } of file.problems) this.#problem('syntax', message, this.#placeOf(path, line));
    this.#open.push(path);
    this.#block(file.statements, { ...around, path });
    this.#open.pop();
  }

  #block(statements: readonly Statement[], around: Around): void {
    for (const statement of statements) this.#statement(statement, around);
  }

  /** Reads what this image has at the open places of a tree that it shares. */
  #share(shared: SharedTree, { depends, visible, items }: Around): void {
    if (this.#shared || depends !== Y || visible !== Y || items || this.#order >= BEFORE) {
      this.#isImpossible = true;
      return;
    }
    this.#shared = shared;
    this.#preprocessor.shared = shared.variables;
    for (const name of this.#assigned) if (shared.variables.isReadBehind(name, -1)) this.#isImpossible = true;
    for (const [place, { statement, order, ...around }] of shared.places.entries()) {
      this.#place = place;
      this.#order = order;
      this.#statement(statement, { ...around, items: undefined });
      if (this.#order >= order + ROOM) this.#isImpossible = true;
    }
    this.#place = shared.places.length;
    this.#order = shared.end;
  }

  /** Whether the statement at hand is another one for each image: then it is left to them. */
  #isLeft(statement: Statement, { path, depends, visible, items }: Around): boolean {
    if (!this.#variables || !this.#preprocessor.takeAsks()) return false;
    if (items) this.#isImpossible = true;
    this.#places.push({ statement, path, depends, visible, order: this.#order });
    this.#preprocessor.places = this.#places.length;
    this.#order += ROOM;
    return true;
  }

  #statement(statement: Statement, around: Around): void {
    this.#order++;
    switch (statement.kind) {
      case 'config':
      case 'configdefault':
        return this.#config(statement, around);
      case 'choice':
        return this.#choice(statement, around);
      case 'if': {
        const depends = both(this.#condition(statement.condition, around.path, statement.line), around.depends);
        if (this.#isLeft(statement, around)) return;
        const children: ChoiceItem[] = [];
        around.items?.push({ symbol: undefined, condition: depends, hasPrompt: false, children });
        return this.#block(statement.body, { ...around, depends, items: around.items && children });
      }
      case 'menu': {
        const own = this.#properties(statement.properties, around);
        if (this.#isLeft(statement, around)) return;
        const depends = both(own.depends, around.depends);
        around.items?.push({ symbol: undefined, condition: depends, hasPrompt: true, children: [] });
        const visible = both(around.visible, own.visible);
        return this.#block(statement.body, { ...around, depends, visible, items: undefined });
      }
      case 'comment': {
        const { depends } = this.#properties(statement.properties, around);
        if (this.#isLeft(statement, around)) return;
        around.items?.push({
          symbol: undefined,
          condition: both(depends, around.depends),
          hasPrompt: true,
          children: [],
        });
        return;
      }
      case 'source':
        return this.#source(statement, around);
      default:
        this.#macro(statement, around.path);
        this.#isLeft(statement, around);
    }
  }

  #config(statement: Config, around: Around): void {
    const at = this.#placeOf(around.path, statement.line);
    const name = this.#expand(statement.name.name, at);
    const own = this.#properties(statement.properties, around);
    if (this.#isLeft(statement, around)) return;
    if (typeof name !== 'string') {
      this.#gap(`a symbol, whose name is ${name.missing}`, at);
      return;
    }
    const known = this.#met.of(statement.name);
    const symbol = known && !known.isConstant ? known : this.#symbol(name);
    if (statement.kind === 'configdefault') {
      const lines = own.defaults.map((line) => within(line, around.depends));
      const later = this.#later.get(symbol);
      if (later) later.push(...lines);
      else this.#later.set(symbol, lines);
      return;
    }
    if (symbol.definitions.length === 0) this.defined.push(symbol);
    const depends = both(own.depends, around.depends);
    const prompt = own.prompt && both(own.prompt, both(around.visible, depends));
    symbol.definitions = added(symbol.definitions, { at, depends, prompt });
    if (own.type) this.#setType(symbol, own.type, at);

    for (const line of own.defaults) symbol.defaults = added(symbol.defaults, within(line, depends));
    for (const line of own.ranges) symbol.ranges = added(symbol.ranges, within(line, depends));
    for (const line of own.selects) {
      const { value: target, condition, at } = within(line, depends);
      target.selectedBy = added(target.selectedBy, { value: symbol, condition, at });
    }
    for (const line of own.implies) {
      const { value: target, condition, at } = within(line, depends);
      target.impliedBy = added(target.impliedBy, { value: symbol, condition, at });
    }
    around.items?.push({ symbol, condition: prompt ?? depends, hasPrompt: prompt !== undefined, children: [] });
  }

  #choice(statement: Choice, around: Around): void {
    const at = this.#placeOf(around.path, statement.line);
    const name = statement.name === undefined ? undefined : this.#expand(statement.name, at);
    const own = this.#properties(statement.properties, around);
    // What stands in it is put in order all at once.
    if (this.#variables && statement.body.some((one) => this.#mayAsk(one))) this.#preprocessor.asks = true;
    if (this.#isLeft(statement, around)) return;
    const choice = this.#choiceNamed(typeof name === 'string' ? name : undefined);
    const depends = both(own.depends, around.depends);
    const prompt = own.prompt && both(own.prompt, both(around.visible, depends));
    choice.definitions = added(choice.definitions, { at, depends, prompt });
    if (own.type) this.#setType(choice, own.type, at);
    if (own.isOptional) choice.isOptional = true;
    for (const line of own.defaults) choice.defaults = added(choice.defaults, within(line, depends));
    around.items?.push({ symbol: undefined, condition: prompt ?? depends, hasPrompt: true, children: [] });
    const items: ChoiceItem[] = [];
    this.#contents.push({ choice, items });
    this.#block(statement.body, { ...around, depends: choice, items });
  }

  #mayAsk(statement: Statement): boolean {
    if (statement.kind === 'source') return this.#preprocessor.mayAsk(statement.path);
    return (statement.kind === 'if' || statement.kind === 'menu') && statement.body.some((one) => this.#mayAsk(one));
  }

  #source(statement: Source, around: Around): void {
    const { path, relative, optional, line } = statement;
    const at = this.#placeOf(around.path, line);
    const expanded = this.#expand(path, at);
    if (this.#isLeft(statement, around)) return;
    if (typeof expanded !== 'string') {
      this.#gap(expanded.missing, at);
      return;
    }
    const folder = relative ? folderOf(around.path) : this.#inputs.folder;
    const pattern = isAbsolute(expanded) ? expanded : `${folder}/${expanded}`;
    const found = this.#inputs.sources.matching(pattern);
    if (found.length === 0 && !optional) {
      this.#problem('missing-file', `${expanded} is not there`, at);
      this.#gap(expanded, at);
    } else if (found.length === 0 && this.#inputs.sources.isHidden?.(pattern)) this.#gap(expanded, at);
    for (const file of found) {
      if (this.#open.includes(file) || this.#open.length > DEEPEST || this.files.length > MOST) {
        this.#problem('recursion', `${expanded} is read within itself`, at);
      } else this.#enter(file, around);
    }
  }

  #macro(statement: MacroStatement, path: string): void {
    const at = this.#placeOf(path, statement.line);
    if (statement.kind === 'call') {
      this.#expand(statement.text, at);
      return;
    }
    const name = this.#expand(statement.name, at);
    if (typeof name !== 'string') return;
    if (this.#shared && this.#isReadBehind(name, statement, this.#shared)) this.#isImpossible = true;
    else if (this.#inputs.shared) this.#assigned.add(name);
    this.#preprocessor.assign(name, statement.operator, statement.value, at);
  }

  /** Whether a line would change what shared lines behind it read. */
  #isReadBehind(name: string, { operator }: { readonly operator: string }, { places, variables }: SharedTree): boolean {
    // Between the properties of an open statement: the shared tree has read it as well.
    const isShared = variables.at(name, this.#order)?.order === places[this.#place]?.order;
    return variables.isReadBehind(name, this.#place) && !(isShared && operator !== '+=');
  }

  /** In the order of the lines: what the preprocessor reads may stand between properties. */
  #properties(properties: readonly Property[], { path }: Around): Draft {
    const draft = new Draft();
    const order = this.#order;
    for (const property of properties) {
      if (property.kind === 'type') {
        draft.type = property.type;
        continue;
      }
      const { line } = property;
      switch (property.kind) {
        case 'prompt':
          draft.prompt = this.#condition(property.condition, path, line);
          break;
        case 'default': {
          const value = this.#expression(property.value, false, path, line);
          const condition = this.#condition(property.condition, path, line);
          draft.defaults = added(draft.defaults, { value, condition, at: { path, line, order } });
          break;
        }
        case 'select':
        case 'imply': {
          const value = this.#operand(property.target, path, line);
          const condition = this.#condition(property.condition, path, line);
          if (value instanceof AskedConstant) this.#preprocessor.asks = true;
          if (value.isConstant) break;
          const item = { value, condition, at: { path, line, order } };
          if (property.kind === 'select') draft.selects = added(draft.selects, item);
          else draft.implies = added(draft.implies, item);
          break;
        }
        case 'range': {
          const value = [this.#operand(property.low, path, line), this.#operand(property.high, path, line)] as const;
          const condition = this.#condition(property.condition, path, line);
          draft.ranges = added(draft.ranges, { value, condition, at: { path, line, order } });
          break;
        }
        case 'depends':
          draft.depends = both(draft.depends, this.#condition(property.condition, path, line));
          break;
        case 'visible':
          draft.visible = both(draft.visible, this.#condition(property.condition, path, line));
          break;
        case 'environment':
          this.#environment(draft, property.variable, path, line);
          break;
        case 'optional':
          draft.isOptional = true;
          break;
        default:
          this.#macro(property, path);
      }
    }
    return draft;
  }

  #environment(draft: Draft, variable: Text, path: string, line: number): void {
    const name = this.#expand(variable, this.#placeOf(path, line));
    const { environment } = this.#inputs;
    if (typeof name === 'string' && environment.isOfImage?.(name)) this.#preprocessor.asks = true;
    const value = typeof name === 'string' ? environment.variable(name) : name;
    if (value === undefined) return;
    const at = this.#placeOf(path, line);
    draft.defaults = added(draft.defaults, { value: this.#constant(value), condition: Y, at });
  }

  #condition(written: Written | undefined, path: string, line: number): Expression {
    return written === undefined ? Y : this.#expression(written, true, path, line);
  }

  /** In a condition `m` stands for `m && MODULES`. */
  #expression(written: Written, isCondition: boolean, path: string, line: number): Expression {
    switch (written.kind) {
      case 'symbol': {
        const symbol = this.#operand(written, path, line);
        return symbol === M && isCondition ? { op: 'and', left: M, right: this.#modules } : symbol;
      }
      case 'not': {
        const of = this.#expression(written.of, isCondition, path, line);
        return { op: 'not', left: of, right: of };
      }
      case 'and':
      case 'or':
        return {
          op: written.kind,
          left: this.#expression(written.left, isCondition, path, line),
          right: this.#expression(written.right, isCondition, path, line),
        };
      default:
        return {
          op: written.kind,
          left: this.#operand(written.left, path, line),
          right: this.#operand(written.right, path, line),
        };
    }
  }

  #operand(written: SymbolName, path: string, line: number): KconfigSymbol {
    const known = this.#met.of(written);
    if (known && !this.#preprocessor.asks) return known;
    const { name, quoted } = written;
    const text = typeof name === 'string' ? name : this.#value(name, this.#placeOf(path, line));
    if (typeof text === 'object' && 'parts' in text) return new AskedConstant(text.parts, quoted);
    // Of a statement that is left to each image nothing is to stay.
    if (this.#preprocessor.asks) return N;
    if (quoted || typeof text !== 'string') return this.#constant(text);
    const constant = text === 'n' || text === 'm' || text === 'y';
    return this.#met.keep(written, constant ? this.#constants.get(text)! : this.#symbol(text));
  }

  #symbol(name: string): KconfigSymbol {
    let symbol = this.symbols.get(name);
    if (!symbol) this.symbols.set(name, (symbol = new KconfigSymbol(name, this.symbols.size)));
    return symbol;
  }

  #constant(text: string | Missing): KconfigSymbol {
    if (typeof text !== 'string') return new KconfigSymbol('', -1, text.missing);
    let symbol = this.#constants.get(text);
    if (!symbol) this.#constants.set(text, (symbol = new KconfigSymbol(text, -1)));
    return symbol;
  }

  #choiceNamed(name: string | undefined): KconfigChoice {
    const found = name === undefined ? undefined : this.#named.get(name);
    if (found) return found;
    const choice = new KconfigChoice(name, this.choices.length);
    this.choices.push(choice);
    if (name !== undefined) this.#named.set(name, choice);
    return choice;
  }

  #fill(choice: KconfigChoice, items: readonly ChoiceItem[]): void {
    for (const member of choiceMembers(items)) {
      member.choice = choice;
      choice.members = added(choice.members, member);
    }
    choice.type ??= choice.members.find(({ type }) => type)?.type;
    for (const member of choice.members) member.type ??= choice.type;
  }

  #setType(item: KconfigSymbol | KconfigChoice, type: KconfigSymbol['type'], at: Place): void {
    if (item.type && item.type !== type) {
      this.#problem('definition', `${item.name ?? 'the choice'} is defined as ${item.type} and as ${type}`, at);
    }
    item.type = type;
  }

  #value(text: Template, at: Place): string | Missing | Asked {
    this.#at = at;
    return this.#preprocessor.value(text, at);
  }

  #placeOf(path: string, line: number): Place {
    return { path, line, order: this.#order };
  }

  #expand(text: Text, at: Place): string | Missing {
    if (typeof text === 'string') return text;
    this.#at = at;
    return this.#preprocessor.expand(text, at);
  }

  #gap(missing: string, at: Place): void {
    this.gaps.push({ missing, at });
  }

  #problem(kind: TreeProblem['kind'], message: string, at: Place): void {
    this.problems.push({ kind, message, at });
  }
}

/** What the lines below a definition say, before what surrounds it is added. Most have no more than a type. */
class Draft {
  type: KconfigSymbol['type'];
  prompt: Expression | undefined;
  depends: Expression = Y;
  visible: Expression = Y;
  isOptional = false;
  defaults: readonly Conditional<Expression>[] = none;
  selects: readonly Conditional<KconfigSymbol>[] = none;
  implies: readonly Conditional<KconfigSymbol>[] = none;
  ranges: readonly Conditional<readonly [KconfigSymbol, KconfigSymbol]>[] = none;
}

const none: readonly never[] = [];

/** A line with what its definition depends on. */
const within = <T>(line: Conditional<T>, depends: Expression): Conditional<T> => {
  const condition = both(line.condition, depends);
  return condition === line.condition ? line : { value: line.value, condition, at: line.at };
};

/** Whether what a part says about a symbol and what the shared tree says can stand side by side, whichever comes first. */
const fits = ({ type, choice }: KconfigSymbol, other: KconfigSymbol | undefined): boolean =>
  !(type && other?.type && type !== other.type) &&
  !(choice && other?.choice && (choice.name === undefined || choice.name !== other.choice.name));

/**
 * The defaults of a symbol with those of `configdefault`, each at its place. They hold where the symbol's own dependencies do;
 * `kconfiglib.py:3567` (2.7.0-rc3).
 */
export function withLater(
  { definitions }: Pick<KconfigSymbol, 'definitions'>,
  defaults: readonly Conditional<Expression>[],
  later: readonly Conditional<Expression>[],
): readonly Conditional<Expression>[] {
  const [first = N, ...others] = definitions.map(({ depends }) => depends);
  const depends = others.reduce(either, first);
  return inOrder(
    defaults,
    later.map((line) => within(line, depends)),
  );
}

/** What two say about the same, in the order of the statements. */
export function inOrder<Item extends { readonly at: Place }>(
  one: readonly Item[],
  other: readonly Item[],
): readonly Item[] {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  return [...one, ...other].sort((a, b) => a.at.order - b.at.order);
}

const either = (one: Expression, other: Expression): Expression =>
  one === Y || other === Y ? Y : { op: 'or', left: one, right: other };

const DEEPEST = 100;
/** Some versions of the SDK have 3,000. */
const MOST = 50_000;
/** Statements that an image may have before a tree that it shares, and at each open place of it. */
const BEFORE = 2 ** 20;
const ROOM = 2 ** 16;
