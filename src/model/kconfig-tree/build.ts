import type { SymbolName, Expression as Written } from '../../syntax/kconfig-file/expression.ts';
import type {
  Choice,
  Config,
  MacroStatement,
  Property,
  Source,
  Statement,
} from '../../syntax/kconfig-file/statements.ts';
import type { Text } from '../../syntax/kconfig-file/text.ts';
import { folderOf, isAbsolute } from '../../text/paths.ts';
import { type ChoiceItem, choiceMembers } from './members.ts';
import { type Environment, type Missing, Preprocessor } from './preprocess.ts';
import type { KconfigSources } from './sources.ts';
import {
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

/**
 * Puts the files together and gives every symbol what its definitions say, with all that surrounds them.
 * `zephyr/scripts/kconfig/kconfiglib.py:2890,3555` (2.4.0). What cannot be read or is not there becomes a problem or a
 * gap; the rest goes on.
 */
export function kconfigTree(inputs: TreeInputs): KconfigTree {
  return new Builder(inputs).tree();
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

/** Those of a `configdefault`, and how many defaults were there before it. */
interface LaterDefaults {
  readonly index: number;
  readonly lines: readonly Conditional<Expression>[];
}

class Builder implements KconfigTree {
  readonly symbols = new Map<string, KconfigSymbol>();
  readonly defined: KconfigSymbol[] = [];
  readonly choices: KconfigChoice[] = [];
  readonly gaps: Gap[] = [];
  readonly problems: TreeProblem[] = [];
  readonly files: string[] = [];
  readonly #inputs: TreeInputs;
  readonly #preprocessor: Preprocessor;
  readonly #constants = new Map<string, KconfigSymbol>([N, M, Y].map((symbol) => [symbol.name, symbol]));
  readonly #named = new Map<string, KconfigChoice>();
  readonly #open: string[] = [];
  readonly #contents: { choice: KconfigChoice; items: ChoiceItem[] }[] = [];
  readonly #defaults = new Map<KconfigSymbol, LaterDefaults[]>();
  readonly #modules: KconfigSymbol;
  #at: Place = { path: '', line: 0 };

  constructor(inputs: TreeInputs) {
    this.#inputs = inputs;
    this.#preprocessor = new Preprocessor(inputs.environment, (message) => this.#problem('macro', message, this.#at));
    this.#modules = this.#symbol('MODULES');
  }

  tree(): KconfigTree {
    const { root } = this.#inputs;
    this.#enter(root, { path: root, depends: Y, visible: Y, items: undefined });
    if (this.files.length === 0) this.#gap(root, { path: root, line: 1 });
    for (const { choice, items } of this.#contents) this.#fill(choice, items);
    for (const [symbol, later] of this.#defaults) this.#insert(symbol, later);
    return this;
  }

  #enter(path: string, around: Around): void {
    const file = this.#inputs.sources.file(path);
    if (!file) return;
    this.files.push(path);
    for (const { message, line } of file.problems) this.#problem('syntax', message, { path, line });
    this.#open.push(path);
    this.#block(file.statements, { ...around, path });
    this.#open.pop();
  }

  #block(statements: readonly Statement[], around: Around): void {
    for (const statement of statements) this.#statement(statement, around);
  }

  #statement(statement: Statement, around: Around): void {
    switch (statement.kind) {
      case 'config':
      case 'configdefault':
        return this.#config(statement, around);
      case 'choice':
        return this.#choice(statement, around);
      case 'if': {
        const depends = both(this.#condition(statement.condition, around.path, statement.line), around.depends);
        const children: ChoiceItem[] = [];
        around.items?.push({ symbol: undefined, condition: depends, hasPrompt: false, children });
        return this.#block(statement.body, { ...around, depends, items: around.items && children });
      }
      case 'menu': {
        const own = this.#read(statement.properties, around);
        const depends = both(own.depends, around.depends);
        around.items?.push({ symbol: undefined, condition: depends, hasPrompt: true, children: [] });
        const visible = both(around.visible, own.visible);
        return this.#block(statement.body, { ...around, depends, visible, items: undefined });
      }
      case 'comment': {
        const { depends } = this.#read(statement.properties, around);
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
    }
  }

  #config(statement: Config, around: Around): void {
    const at = { path: around.path, line: statement.line };
    const name = this.#expand(statement.name.name, at);
    if (typeof name !== 'string') {
      this.#read(statement.properties, around);
      this.#gap(`a symbol, whose name is ${name.missing}`, at);
      return;
    }
    const symbol = this.#symbol(name);
    if (statement.kind === 'configdefault') {
      const { defaults } = this.#read(statement.properties, around);
      const lines = defaults.map((line) => within(line, around.depends));
      const later = this.#defaults.get(symbol);
      // Behind what stands there when it is read.
      const item = { index: symbol.defaults.length, lines };
      if (later) later.push(item);
      else this.#defaults.set(symbol, [item]);
      return;
    }
    if (symbol.definitions.length === 0) this.defined.push(symbol);
    // Registered before its properties are read, as in the original: the order of definitions is that of the files.
    const own = this.#read(statement.properties, around);
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

  /** Defaults from elsewhere hold where the symbol's own dependencies do; kconfiglib.py:3567 (2.7.0-rc3). */
  #insert(symbol: KconfigSymbol, later: readonly LaterDefaults[]): void {
    const [first = N, ...others] = symbol.definitions.map(({ depends }) => depends);
    const depends = others.reduce(either, first);
    const all = [...symbol.defaults];
    let inserted = 0;
    for (const { index, lines } of later) {
      all.splice(index + inserted, 0, ...lines.map((line) => within(line, depends)));
      inserted += lines.length;
    }
    symbol.defaults = all;
  }

  #choice(statement: Choice, around: Around): void {
    const at = { path: around.path, line: statement.line };
    const name = statement.name === undefined ? undefined : this.#expand(statement.name, at);
    const choice = this.#choiceNamed(typeof name === 'string' ? name : undefined);
    const own = this.#read(statement.properties, around);
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

  #source({ path, relative, optional, line }: Source, around: Around): void {
    const at = { path: around.path, line };
    const expanded = this.#expand(path, at);
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
    const at = { path, line: statement.line };
    if (statement.kind === 'call') {
      this.#expand(statement.text, at);
      return;
    }
    const name = this.#expand(statement.name, at);
    if (typeof name === 'string') this.#preprocessor.assign(name, statement.operator, statement.value, at);
  }

  /** In the order of the lines: what the preprocessor reads may stand between properties. */
  #read(properties: readonly Property[], { path }: Around): Draft {
    const draft = new Draft();
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
          draft.defaults = added(draft.defaults, { value, condition, at: { path, line } });
          break;
        }
        case 'select':
        case 'imply': {
          const value = this.#operand(property.target, path, line);
          const condition = this.#condition(property.condition, path, line);
          if (value.isConstant) break;
          const item = { value, condition, at: { path, line } };
          if (property.kind === 'select') draft.selects = added(draft.selects, item);
          else draft.implies = added(draft.implies, item);
          break;
        }
        case 'range': {
          const value = [this.#operand(property.low, path, line), this.#operand(property.high, path, line)] as const;
          const condition = this.#condition(property.condition, path, line);
          draft.ranges = added(draft.ranges, { value, condition, at: { path, line } });
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
    const name = this.#expand(variable, { path, line });
    const value = typeof name === 'string' ? this.#inputs.environment.variable(name) : name;
    if (value === undefined) return;
    draft.defaults = added(draft.defaults, { value: this.#constant(value), condition: Y, at: { path, line } });
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

  #operand({ name, quoted }: SymbolName, path: string, line: number): KconfigSymbol {
    const text = typeof name === 'string' ? name : this.#expand(name, { path, line });
    if (quoted || typeof text !== 'string') return this.#constant(text);
    return text === 'n' || text === 'm' || text === 'y' ? this.#constants.get(text)! : this.#symbol(text);
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

const either = (one: Expression, other: Expression): Expression =>
  one === Y || other === Y ? Y : { op: 'or', left: one, right: other };

const DEEPEST = 100;
/** Some versions of the SDK have 3,000. */
const MOST = 50_000;
