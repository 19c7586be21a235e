import { Choices } from './choice-values.ts';
import { integer } from './numbers.ts';
import { type Evaluated, stringValue } from './string-values.ts';
import type { Conditional, Definition, Expression, KconfigChoice, KconfigSymbol, Operation } from './symbols.ts';
import type { KconfigTree } from './tree.ts';
import type { UserValues } from './user-values.ts';
import { higher, isKnown, letter, lower, MODULE, NO, negated, OPEN, ofLetter, type Tristate, YES } from './values.ts';

/** The values of a tree under what the fragments ask for; `zephyr/scripts/kconfig/kconfiglib.py:4286-4500` (2.4.0). */
export class Evaluation implements Evaluated {
  readonly tree: KconfigTree;
  readonly user: UserValues;
  readonly undecided: ReadonlySet<KconfigSymbol>;
  /** What Kconfiglib says on the way; complete once `all` was called. */
  readonly warnings: ValueWarning[] = [];
  readonly #isOpen: (symbol: string) => boolean;
  readonly #modules: KconfigSymbol | undefined;
  readonly #tristates: Uint8Array;
  readonly #visibilities: Uint8Array;
  readonly #texts: (string | undefined)[];
  readonly #hasText: Uint8Array;
  readonly #choices: Choices;
  #depth = 0;

  /**
   * `isOpen` tells whether a symbol that no file defines may be defined by what is missing; what the user has for those that
   * are `undecided` is not known.
   */
  constructor(
    tree: KconfigTree,
    user: UserValues,
    isOpen: (symbol: string) => boolean = () => false,
    undecided: ReadonlySet<KconfigSymbol> = new Set(),
  ) {
    const count = tree.symbols.size;
    this.tree = tree;
    this.user = user;
    this.#isOpen = isOpen;
    this.undecided = undecided;
    this.#modules = tree.symbols.get('MODULES');
    this.#tristates = new Uint8Array(count);
    this.#visibilities = new Uint8Array(count);
    this.#texts = new Array(count);
    this.#hasText = new Uint8Array(count);
    this.#choices = new Choices(this);
  }

  /** Evaluates all symbols, so that the warnings are complete. */
  all(): this {
    for (const symbol of this.tree.defined) this.text(symbol);
    return this;
  }

  /** The value as in `.config`, without quotes; empty for a number or string without one. Undefined: nobody knows. */
  text(symbol: KconfigSymbol): string | undefined {
    const { id, type } = symbol;
    if (symbol.missing !== undefined) return undefined;
    if (type === 'bool' || type === 'tristate') return id < 0 ? symbol.name : letter(this.tristate(symbol));
    if (id < 0) return symbol.name;
    if (type === undefined) return this.#mayBeDefined(symbol) ? undefined : symbol.name;
    if (this.#hasText[id] === DONE) return this.#texts[id];
    if (this.#hasText[id] === ASKING || this.#depth > DEEPEST) return undefined;
    this.#hasText[id] = ASKING;
    this.#depth++;
    const value = this.#isUndecided(symbol) ? undefined : stringValue(symbol, this);
    this.#depth--;
    this.#texts[id] = value;
    this.#hasText[id] = DONE;
    return value;
  }

  /** The value in a condition: of what is neither bool nor tristate n. */
  tristate(symbol: KconfigSymbol): Tristate {
    const { id, type } = symbol;
    if (symbol.missing !== undefined) return OPEN;
    if (id < 0) return type === 'tristate' ? ofLetter(symbol.name)! : NO;
    const cached = this.#tristates[id]!;
    if (cached & READY) return cached & ~READY;
    // A symbol that depends on itself is an error of the Kconfig files.
    if (cached === ASKING << 4 || this.#depth > DEEPEST) return OPEN;
    if (type !== 'bool' && type !== 'tristate') {
      if (type !== undefined) this.warnings.push({ kind: 'logical-context', symbol });
      const value = type === undefined && this.#mayBeDefined(symbol) ? OPEN : NO;
      this.#tristates[id] = value | READY;
      return value;
    }
    this.#tristates[id] = ASKING << 4;
    this.#depth++;
    const value = symbol.choice ? this.#member(symbol, symbol.choice) : this.#bool(symbol);
    this.#depth--;
    this.#tristates[id] = value | READY;
    return value;
  }

  /** How far the user may set it. */
  visibility(symbol: KconfigSymbol): Tristate {
    const cached = this.#visibilities[symbol.id]!;
    if (cached !== 0) return cached;
    let value = this.promptOf(symbol.definitions);
    const { choice } = symbol;
    if (choice && choice.type === 'tristate' && value !== NO) {
      const mode = this.#choices.mode(choice);
      if (symbol.type !== 'tristate' && mode !== YES) value = mode & YES ? value | NO : NO;
      else if (symbol.type === 'tristate' && value & MODULE && mode & YES) value |= NO;
    }
    if (value & MODULE && !this.isTristate(symbol)) value = (value & ~MODULE) | YES;
    this.#visibilities[symbol.id] = value;
    return value;
  }

  value(expression: Expression): Tristate {
    switch (expression.op) {
      case 'symbol':
        return this.tristate(expression);
      case 'choice':
        return this.#choices.mode(expression);
      case 'and': {
        const left = this.value(expression.left);
        return left === NO ? NO : lower(left, this.value(expression.right));
      }
      case 'or': {
        const left = this.value(expression.left);
        return left === YES ? YES : higher(left, this.value(expression.right));
      }
      case 'not':
        return negated(this.value(expression.left));
      default:
        return this.#compared(expression);
    }
  }

  /** The members a choice may end up with; null stands for none. */
  selection(choice: KconfigChoice): readonly (KconfigSymbol | null)[] {
    return this.#choices.selection(choice);
  }

  mode(choice: KconfigChoice): Tristate {
    return this.#choices.mode(choice);
  }

  promptOf(definitions: readonly Definition[]): Tristate {
    let value = NO;
    for (const { prompt } of definitions) if (prompt && value !== YES) value = higher(value, this.value(prompt));
    return value;
  }

  /** All `depends on`, of several definitions any. */
  depends({ definitions }: KconfigSymbol): Tristate {
    let value = NO;
    for (const { depends } of definitions) if (value !== YES) value = higher(value, this.value(depends));
    return value;
  }

  /** Whether m is a value of its own: only with modules. */
  isTristate({ type, choice }: KconfigSymbol): boolean {
    if (type !== 'tristate' || !this.#modules) return false;
    return !(choice && this.#choices.mode(choice) === YES) && this.tristate(this.#modules) !== NO;
  }

  /** Whether it counts what the user has for it, and nobody knows that. */
  #isUndecided(symbol: KconfigSymbol): boolean {
    return this.undecided.has(symbol) && this.visibility(symbol) !== NO;
  }

  #mayBeDefined(symbol: KconfigSymbol): boolean {
    return symbol !== this.#modules && this.#isOpen(symbol.name);
  }

  #member(symbol: KconfigSymbol, choice: KconfigChoice): Tristate {
    const seen = this.visibility(symbol);
    let value = 0;
    if (seen & NO) value |= NO;
    if (seen & YES) {
      const selection = this.#choices.selection(choice);
      if (selection.includes(symbol)) value |= YES;
      if (selection.length > 1 || selection[0] !== symbol) value |= NO;
    }
    if (seen & MODULE) value |= (this.user.symbols.get(symbol)?.text ?? 'n') === 'n' ? NO : MODULE;
    return value;
  }

  #bool(symbol: KconfigSymbol): Tristate {
    const seen = this.visibility(symbol);
    const asked = ofLetter(this.user.symbols.get(symbol)?.text ?? '');
    let value = this.#isUndecided(symbol) ? OPEN : 0;
    if (asked !== undefined && seen !== NO) value |= lower(asked, seen & ~NO);
    // Where the prompt has no condition of its own, it is unseen because the dependencies are unmet: no default holds.
    const isUnmet = asked !== undefined && symbol.definitions.every(({ prompt, depends }) => prompt === depends);
    if (asked === undefined || seen & NO) value |= isUnmet ? NO : this.#unasked(symbol);

    const selected = this.forced(symbol.selectedBy);
    if (selected !== NO) {
      value = higher(selected, value);
      this.#checkSelected(symbol, selected);
    }
    if (value & MODULE && !(this.isTristate(symbol) && this.forced(symbol.impliedBy) !== YES)) {
      value = (value & ~MODULE) | YES;
    }
    return value;
  }

  /** By the first default whose condition holds, and by what implies it. */
  #unasked(symbol: KconfigSymbol): Tristate {
    let value = 0;
    let isDecided = false;
    for (const { value: result, condition } of symbol.defaults) {
      const holds = this.value(condition);
      if (holds === NO) continue;
      value |= lower(this.value(result), holds & ~NO);
      if (!(holds & NO)) {
        isDecided = true;
        break;
      }
    }
    if (!isDecided) value |= NO;
    const implied = this.forced(symbol.impliedBy);
    if (implied === NO) return value;
    const depends = this.depends(symbol);
    if (depends === NO) return value;
    const raised = higher(implied & ~NO, value);
    return (implied | depends) & NO ? raised | value : raised;
  }

  /** What selects or implies, joined. */
  forced(by: readonly Conditional<KconfigSymbol>[]): Tristate {
    let value = NO;
    for (const { value: symbol, condition } of by) {
      const on = this.tristate(symbol);
      if (on !== NO) value = higher(value, lower(on, this.value(condition)));
      if (value === YES) break;
    }
    return value;
  }

  #checkSelected(symbol: KconfigSymbol, selected: Tristate): void {
    const depends = this.depends(symbol);
    if (isKnown(depends) && isKnown(selected) && depends < selected) {
      this.warnings.push({ kind: 'unmet-select', symbol });
    }
  }

  #compared({ op, left, right }: Operation): Tristate {
    const [one, other] = [left as KconfigSymbol, right as KconfigSymbol];
    const order = this.#order(one, other);
    if (order === undefined) return OPEN;
    switch (op) {
      case '=':
        return order === 0 ? YES : NO;
      case '!=':
        return order !== 0 ? YES : NO;
      case '<':
        return order < 0 ? YES : NO;
      case '<=':
        return order <= 0 ? YES : NO;
      case '>':
        return order > 0 ? YES : NO;
      default:
        return order >= 0 ? YES : NO;
    }
  }

  /** As numbers where both are, as text otherwise; `kconfiglib.py:6015` (2.4.0). */
  #order(one: KconfigSymbol, other: KconfigSymbol): number | undefined {
    const [text, second] = [this.text(one), this.text(other)];
    if (text === undefined || second === undefined) return undefined;
    if (one.type !== 'string' || other.type !== 'string') {
      const [number, other1] = [numberOf(one, text), numberOf(other, second)];
      if (number !== undefined && other1 !== undefined) return number < other1 ? -1 : number > other1 ? 1 : 0;
    }
    return text < second ? -1 : text > second ? 1 : 0;
  }
}

/** A warning of Kconfiglib about a value: kconfig.py stops at each of them. */
export interface ValueWarning {
  readonly kind: 'logical-context' | 'unmet-select' | 'out-of-range' | 'default-clamped';
  readonly symbol: KconfigSymbol;
}

function numberOf({ type }: KconfigSymbol, text: string): number | bigint | undefined {
  if (type === 'bool' || type === 'tristate') return 'nmy'.indexOf(text);
  return integer(text, type === 'hex' ? 16 : type === 'int' ? 10 : 0);
}

const READY = 0x80;
const ASKING = 1;
const DONE = 2;
/** Values that rest on each other, one below the other; a chain of a stranger ends as unknown. */
const DEEPEST = 1200;
