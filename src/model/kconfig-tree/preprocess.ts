import { type Macro, type Template, type Text, template } from '../../syntax/kconfig-file/text.ts';

/** What macros stand for besides the variables of the Kconfig files. */
export interface Environment {
  /** A variable of the environment; undefined where it is not set. */
  variable(name: string): string | Missing | undefined;
  /** What a function makes of its arguments; undefined where there is no such function. */
  call(name: string, given: readonly string[]): string | Missing | undefined;
}

/** Stands for a text that nobody knows. */
export interface Missing {
  /** As a noun phrase. */
  readonly missing: string;
}

/** Where an expansion happens. */
export interface Position {
  readonly path: string;
  readonly line: number;
}

/** Expands `$(...)` as `zephyr/scripts/kconfig/kconfiglib.py:2659-2855` (2.4.0) does: variables, functions, environment. */
export class Preprocessor {
  readonly #environment: Environment;
  readonly #variables = new Map<string, Variable>();
  readonly #problem: (message: string) => void;
  #at: Position = { path: '', line: 0 };
  /** Calls so far below the statement at hand: a file of a stranger cannot make them too many. */
  #calls = 0;

  constructor(environment: Environment, problem: (message: string) => void) {
    this.#environment = environment;
    this.#problem = problem;
  }

  /** A text at a place, or what is missing to know it. */
  expand(text: Text, at: Position): string | Missing {
    if (typeof text === 'string') return text;
    this.#at = at;
    this.#calls = 0;
    return this.#expanded(text, [], 0);
  }

  /** `name = value`; `kconfiglib.py:2598` (2.4.0). */
  assign(name: string, operator: '=' | ':=' | '+=', value: string, at: Position): void {
    const old = this.#variables.get(name);
    const isRecursive = operator === '=' || (operator === '+=' && (old?.isRecursive ?? true));
    const text = isRecursive ? value : this.expand(template(value), at);
    if (operator !== '+=' || !old) this.#variables.set(name, new Variable(text, isRecursive));
    else old.append(text);
  }

  #expanded(text: Text, given: readonly (string | Missing)[], depth: number): string | Missing {
    if (typeof text === 'string') return text;
    let result = '';
    for (const part of text.parts) {
      const value = typeof part === 'string' ? part : this.#macro(part, given, depth + 1);
      if (typeof value !== 'string') return value;
      result += value;
      if (result.length > LONGEST) return this.#stop('a macro grows without end');
    }
    return text.quoted && result.includes('$') ? this.#withVariables(result, text) : result;
  }

  #macro(macro: Macro, given: readonly (string | Missing)[], depth: number): string | Missing {
    if (depth > DEEPEST || ++this.#calls > MOST) return this.#stop('a macro calls itself without end');
    const values = macro.arguments.map((argument) => this.#expanded(argument, given, depth));
    const [name = ''] = values;
    if (typeof name !== 'string') return name;
    if (/^\s*\d+\s*$/.test(name) && Number(name) < given.length) return given[Number(name)]!;
    const variable = this.#variables.get(name);
    if (variable) return this.#variable(name, variable, values, depth);
    const missing = values.find((value) => typeof value !== 'string');
    if (missing !== undefined) return missing;
    return this.#function(name, values.slice(1) as string[]);
  }

  #variable(name: string, variable: Variable, values: readonly (string | Missing)[], depth: number): string | Missing {
    if (variable.open > 0 && values.length === 1) return this.#stop(`the variable ${name} stands for itself`);
    variable.open++;
    const result = typeof variable.text === 'string' ? this.#expanded(variable.template, values, depth) : variable.text;
    variable.open--;
    return result;
  }

  #function(name: string, given: readonly string[]): string | Missing {
    switch (name) {
      case 'info':
        return '';
      case 'warning-if':
      case 'error-if':
        if (given[0] === 'y') this.#problem(given[1] ?? '');
        return '';
      case 'filename':
        return this.#at.path;
      case 'lineno':
        return `${this.#at.line}`;
      case 'shell':
        return { missing: `what the command \`${given.join(',')}\` prints` };
      default:
        return (
          this.#environment.call(name, given) ?? (given.length === 0 ? this.#environment.variable(name) : '') ?? ''
        );
    }
  }

  /** Python's `expandvars`: what is not set stays as it is. */
  #withVariables(text: string, { quoted }: Template): string | Missing {
    let missing: Missing | undefined;
    const result = text.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, plain?: string, braced?: string) => {
      const value = this.#environment.variable(plain ?? braced ?? '');
      if (typeof value === 'object') missing = value;
      return typeof value === 'string' && quoted ? value : whole;
    });
    return missing ?? result;
  }

  #stop(message: string): Missing {
    this.#problem(message);
    return { missing: message };
  }
}

class Variable {
  text: string | Missing;
  readonly isRecursive: boolean;
  /** How often it is being expanded. */
  open = 0;
  #template: Text | undefined;

  constructor(text: string | Missing, isRecursive: boolean) {
    this.text = text;
    this.isRecursive = isRecursive;
  }

  get template(): Text {
    this.#template ??= template(typeof this.text === 'string' ? this.text : '');
    return this.#template;
  }

  append(text: string | Missing): void {
    this.#template = undefined;
    if (typeof this.text !== 'string') return;
    this.text = typeof text === 'string' ? `${this.text} ${text}` : text;
  }
}

const DEEPEST = 100;
const MOST = 10_000;
const LONGEST = 100_000;
