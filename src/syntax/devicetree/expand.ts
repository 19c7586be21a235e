import type { Limits } from './limits.ts';
import type { Macro, MacroTable } from './macros.ts';
import { substitute } from './substitute.ts';
import type { Token } from './tokens.ts';

/** What stands behind a macro use in the file. */
export interface Following {
  /** Whether the next token is the bracket that opens a call. */
  opensCall(): boolean;
  /** Takes the call, both brackets included; takes nothing and gives undefined when it is never closed. */
  takeCall(): readonly Token[] | undefined;
}

/** What one macro use became. */
export interface Expansion {
  readonly tokens: readonly Token[];
  readonly problems: readonly string[];
}

/**
 * Expands macros as cpp does: arguments first, then the body with its `#` and `##`, then all of it once more together
 * with what follows, a macro never within its own expansion. Spends from one budget: once that is used up, names stay
 * as they are.
 */
export class Expander {
  readonly #macros: MacroTable;
  readonly #limits: Limits;
  #spent = 0;
  #depth = 0;
  #problems: string[] = [];

  constructor(macros: MacroTable, limits: Limits) {
    this.#macros = macros;
    this.#limits = limits;
  }

  /** Tokens handled so far: a measure of the work. */
  get spent(): number {
    return this.#spent;
  }

  get exhausted(): boolean {
    return this.#spent > this.#limits.expansion;
  }

  /** The expansion of `use`; undefined when it is no use after all. */
  use(use: Token, macro: Macro, following: Following): Expansion | undefined {
    this.#problems = [];
    const contexts = new Contexts(following);
    const entered = this.#enter(use, macro, contexts);
    if (entered) return { tokens: this.#run(contexts), problems: this.#problems };
    if (this.#problems.length === 0) return undefined;
    // The call was read, so it has to come out again, as it was written.
    return { tokens: [use, ...contexts.rest()], problems: this.#problems };
  }

  /** A closed list of tokens, such as a condition. */
  list(tokens: readonly Token[]): Token[] {
    const contexts = new Contexts(NOTHING);
    contexts.push(tokens, undefined);
    return this.#run(contexts);
  }

  #run(contexts: Contexts): Token[] {
    const out: Token[] = [];
    for (let token = contexts.take(); token; token = contexts.take()) {
      if (token.kind === 'identifier' && !token.painted) {
        const macro = this.#macros.get(token.text);
        if (macro?.active) token = { ...token, painted: true };
        else if (macro && this.#enter(token, macro, contexts)) continue;
      }
      out.push(token);
    }
    return out;
  }

  /** Puts what `use` stands for in front of what is read next; false when the name stays as it is. */
  #enter(use: Token, macro: Macro, contexts: Contexts): boolean {
    if (this.exhausted) return false;
    const { parameters } = macro;
    let given: Token[][] = [];
    if (parameters) {
      if (!contexts.opensCall()) return false;
      const call = contexts.takeCall();
      if (!call) {
        this.#problems.push(`the call of ${macro.name} is never closed: ')' is missing`);
        return false;
      }
      this.#spent += call.length;
      const split = matched(splitArguments(call), macro);
      if (typeof split === 'string') {
        this.#problems.push(split);
        contexts.push(call, undefined);
        return false;
      }
      given = split;
    }
    const result = substitute(macro, given, (argument) => this.#argument(argument), use.space);
    this.#spent += result.length + 1;
    contexts.push(result, macro);
    return true;
  }

  #argument(tokens: readonly Token[]): readonly Token[] {
    if (this.#depth >= this.#limits.expansionDepth) {
      const message = `macro calls stand more than ${this.#limits.expansionDepth} deep in each other`;
      if (!this.#problems.includes(message)) this.#problems.push(message);
      return tokens;
    }
    this.#depth++;
    const expanded = this.list(tokens);
    this.#depth--;
    return expanded;
  }
}

const NOTHING: Following = { opensCall: () => false, takeCall: () => undefined };

/** The tokens still to be read, the innermost expansion first. A macro is active until its expansion is used up. */
class Contexts {
  readonly #stack: { readonly tokens: readonly Token[]; at: number; readonly macro: Macro | undefined }[] = [];
  readonly #following: Following;

  constructor(following: Following) {
    this.#following = following;
  }

  push(tokens: readonly Token[], macro: Macro | undefined): void {
    if (macro) macro.active = true;
    this.#stack.push({ tokens, at: 0, macro });
  }

  take(): Token | undefined {
    for (let top = this.#stack.at(-1); top; top = this.#stack.at(-1)) {
      const token = top.tokens[top.at++];
      if (token) return token;
      if (top.macro) top.macro.active = false;
      this.#stack.pop();
    }
    return undefined;
  }

  rest(): Token[] {
    const rest: Token[] = [];
    for (let token = this.take(); token; token = this.take()) rest.push(token);
    return rest;
  }

  opensCall(): boolean {
    for (let i = this.#stack.length - 1; i >= 0; i--) {
      const { tokens, at } = this.#stack[i]!;
      if (at < tokens.length) return tokens[at]!.text === '(';
    }
    return this.#following.opensCall();
  }

  /** Takes a call that lies wholly in the expansions or wholly in the file; one that lies in both is not closed. */
  takeCall(): readonly Token[] | undefined {
    const taken: Token[] = [];
    let depth = 0;
    for (let token = this.take(); token; token = this.take()) {
      taken.push(token);
      if (token.text === '(') depth++;
      else if (token.text === ')' && --depth === 0) return taken;
    }
    if (taken.length === 0) return this.#following.takeCall();
    this.push(taken, undefined);
    return undefined;
  }
}

/** `( a, (b, c) )` as the tokens of `a` and of `(b, c)`. */
export function splitArguments(call: readonly Token[]): Token[][] {
  const given: Token[][] = [[]];
  let depth = 0;
  for (let at = 1; at < call.length - 1; at++) {
    const token = call[at]!;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    if (token.text === ',' && depth === 0) given.push([]);
    else given.at(-1)!.push(token);
  }
  return given;
}

/** The arguments by parameter, those of a variadic one joined; a message when their number is wrong. */
function matched(given: Token[][], macro: Macro): Token[][] | string {
  const parameters = macro.parameters!;
  const none = given.length === 1 && given[0]!.length === 0;
  if (parameters.length === 0 && none) return [];
  const fixed = macro.variadic ? parameters.length - 1 : parameters.length;
  if (macro.variadic && given.length >= fixed) {
    const rest = given.slice(fixed).flatMap((tokens, i) => (i === 0 ? tokens : [COMMA, ...tokens]));
    return [...given.slice(0, fixed), rest];
  }
  if (given.length === fixed) return given;
  const needed = `${macro.variadic ? 'at least ' : ''}${fixed} ${fixed === 1 ? 'argument' : 'arguments'}`;
  return `${macro.name} takes ${needed}, not ${none ? 0 : given.length}`;
}

const COMMA: Token = {
  kind: 'punctuator',
  text: ',',
  start: 0,
  end: 0,
  space: false,
  first: false,
  painted: false,
};
