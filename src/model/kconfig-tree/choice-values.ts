import type { Evaluation } from './evaluation.ts';
import type { KconfigChoice, KconfigSymbol } from './symbols.ts';
import { higher, lower, MODULE, NO, type Tristate, YES } from './values.ts';

/** Modes and selections of the choices; `zephyr/scripts/kconfig/kconfiglib.py:5189,5423` (2.4.0). */
export class Choices {
  readonly #evaluation: Evaluation;
  readonly #modes = new Map<KconfigChoice, Tristate>();
  readonly #selections = new Map<KconfigChoice, readonly (KconfigSymbol | null)[]>();
  readonly #asking = new Set<KconfigChoice>();

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  mode(choice: KconfigChoice): Tristate {
    let mode = this.#modes.get(choice);
    if (mode === undefined) this.#modes.set(choice, (mode = this.#mode(choice)));
    return mode;
  }

  /** Those it may be, null for none; one where it is known. */
  selection(choice: KconfigChoice): readonly (KconfigSymbol | null)[] {
    const known = this.#selections.get(choice);
    if (known) return known;
    if (this.#asking.has(choice)) return [null, ...choice.members];
    this.#asking.add(choice);
    const selection = [...new Set(this.#candidates(choice))];
    this.#asking.delete(choice);
    this.#selections.set(choice, selection);
    return selection;
  }

  #mode(choice: KconfigChoice): Tristate {
    const asked = this.#evaluation.user.choices.get(choice)?.mode ?? NO;
    const seen = this.#evaluation.promptOf(choice.definitions);
    const mode = lower(higher(choice.isOptional ? NO : MODULE, asked), seen);
    const modules = this.#evaluation.tree.symbols.get('MODULES');
    const hasModules = modules !== undefined && this.#evaluation.tristate(modules) !== NO;
    const isBool = choice.type === 'bool' || (choice.type === 'tristate' && !hasModules);
    return mode & MODULE && isBool ? (mode & ~MODULE) | YES : mode;
  }

  *#candidates(choice: KconfigChoice): Generator<KconfigSymbol | null> {
    const mode = this.mode(choice);
    if (mode & ~YES) yield null;
    if (!(mode & YES)) return;
    if (choice.members.some((member) => this.#evaluation.undecided.has(member))) {
      yield* choice.members;
      return;
    }
    const asked = this.#evaluation.user.choices.get(choice)?.selection;
    if (asked) {
      const seen = this.#evaluation.visibility(asked);
      if (seen & ~NO) yield asked;
      if (!(seen & NO)) return;
    }
    for (const { value, condition } of choice.defaults) {
      if (value.op !== 'symbol' || value.isConstant) continue;
      const holds = lower(this.#evaluation.value(condition), this.#evaluation.visibility(value));
      if (holds & ~NO) yield value;
      if (!(holds & NO)) return;
    }
    for (const member of choice.members) {
      const seen = this.#evaluation.visibility(member);
      if (seen & ~NO) yield member;
      if (!(seen & NO)) return;
    }
    yield null;
  }
}
