import { type Macro, type Template, type Text, template } from '../../syntax/kconfig-file/text.ts';
import type { Binding, SharedVariables } from './shared-variables.ts';

/** What macros stand for besides the variables of the Kconfig files. */
export interface Environment {
  /** A variable of the environment; undefined where it is not set. */
  variable(name: string): string | Missing | undefined;
  /** What a function makes of its arguments; undefined where there is no such function. */
  call(name: string, given: readonly string[]): string | Missing | undefined;
  /**
   * Whether each image that shares the tree has an answer of its own to a variable or function. Not given: the tree is that
   * of one image.
   */
  isOfImage?(name: string): boolean;
}

/** What is to be asked of an image: a variable, or a function with its arguments. */
export interface Question {
  readonly name: string;
  readonly given: readonly string[];
}

/** A text that is another one for each image. */
export interface Asked {
  readonly parts: readonly (string | Question)[];
}

/** What a macro stands for that is no variable of the Kconfig files. */
export const answered = (environment: Environment, { name, given }: Question): string | Missing | undefined =>
  environment.call(name, given) ?? (given.length === 0 ? environment.variable(name) : undefined);

/** Stands for a text that nobody knows. */
export interface Missing {
  /** As a noun phrase. */
  readonly missing: string;
}

/** Where an expansion happens. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly order: number;
}

/** Expands `$(...)` as `zephyr/scripts/kconfig/kconfiglib.py:2659-2855` (2.4.0) does: variables, functions, environment. */
export class Preprocessor {
  readonly #environment: Environment;
  readonly #variables = new Map<string, Variable>();
  readonly #problem: (message: string) => void;
  /** The variables of a tree that images share: it gets them, or for one of its images has them. */
  shared: SharedVariables | undefined;
  readonly #ofImages = new Set<string>();
  readonly #inherited = new Map<Binding, Variable>();
  #at: Position = { path: '', line: 0, order: 0 };
  /** Calls so far below the statement at hand: a file of a stranger cannot make them too many. */
  #calls = 0;
  /** Whether what was expanded is another one for each image. */
  asks = false;
  /** Places so far where each image has statements of its own. */
  places = 0;

  constructor(environment: Environment, problem: (message: string) => void, shared?: SharedVariables) {
    this.#environment = environment;
    this.#problem = problem;
    this.shared = shared;
  }

  /** Whether what was expanded since this was asked last is another one for each image. */
  takeAsks(): boolean {
    const asks = this.asks;
    this.asks = false;
    return asks;
  }

  /** Whether a text may be another one for each image. */
  mayAsk(text: Text): boolean {
    if (typeof text === 'string') return false;
    return text.parts.some(
      (part) => typeof part !== 'string' && (this.#isQuestion(part) || part.arguments.some((one) => this.mayAsk(one))),
    );
  }

  /** A text at a place, or what is missing to know it. */
  expand(text: Text, at: Position): string | Missing {
    if (typeof text === 'string') return text;
    this.#at = at;
    this.#calls = 0;
    return this.#expanded(text, [], 0);
  }

  /** The same for a value: parts of it may be left to each image. */
  value(text: Template, at: Position): string | Missing | Asked {
    const { parts, quoted } = text;
    if (!this.#environment.isOfImage || !parts.some((part) => typeof part !== 'string' && this.#isQuestion(part)))
      return this.expand(text, at);
    this.#at = at;
    this.#calls = 0;
    const result: (string | Question)[] = [];
    for (const part of parts) {
      if (typeof part === 'string') {
        if (quoted && part.includes('$')) this.asks = true;
        result.push(part);
        continue;
      }
      const isQuestion = this.#isQuestion(part);
      const values = isQuestion ? part.arguments.map((one) => this.#expanded(one, [], 1)) : [this.#macro(part, [], 1)];
      const missing = values.find((value) => typeof value !== 'string');
      if (missing !== undefined) return missing;
      const [name = '', ...given] = values as string[];
      result.push(isQuestion ? { name, given } : name);
    }
    return { parts: result };
  }

  /** `name = value`; `kconfiglib.py:2598` (2.4.0). */
  assign(name: string, operator: '=' | ':=' | '+=', value: string, at: Position): void {
    this.#at = at;
    const old = this.#variable(name);
    const isRecursive = operator === '=' || (operator === '+=' && (old?.isRecursive ?? true));
    const text = isRecursive ? value : this.expand(template(value), at);
    if (this.#environment.isOfImage) {
      if (operator === '+=' && this.#ofImages.has(name)) this.asks = true;
      if (this.asks) {
        this.#ofImages.add(name);
        this.shared?.bindPerImage(name);
        return;
      }
      this.#ofImages.delete(name);
    }
    const variable = new Variable(
      operator === '+=' && old ? joined(old.text, text) : text,
      isRecursive,
      at.order,
      this.places,
    );
    this.#variables.set(name, variable);
    if (this.#environment.isOfImage) this.shared?.bind(name, { text: variable.text, isRecursive, order: at.order });
  }

  /** As the line at hand has it. */
  #variable(name: string): Variable | undefined {
    const own = this.#variables.get(name);
    if (!this.shared || this.#environment.isOfImage) return own;
    const before = this.shared.at(name, this.#at.order);
    if (!before || (own && own.order > before.order)) return own;
    let variable = this.#inherited.get(before);
    if (!variable) {
      variable = new Variable(before.text, before.isRecursive, before.order, 0);
      this.#inherited.set(before, variable);
    }
    return variable;
  }

  /** With arguments that are the same for all images. */
  #isQuestion({ arguments: [name] }: Macro): boolean {
    if (typeof name !== 'string' || this.#variables.has(name) || this.#ofImages.has(name)) return false;
    return this.#environment.isOfImage?.(name) === true;
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
    if (this.#ofImages.has(name)) {
      this.asks = true;
      return '';
    }
    const variable = this.#variable(name);
    if (variable) {
      if (this.#environment.isOfImage) this.shared?.read(name, variable.places, this.places);
      return this.#ofVariable(name, variable, values, depth);
    }
    const missing = values.find((value) => typeof value !== 'string');
    if (missing !== undefined) return missing;
    return this.#function(name, values.slice(1) as string[]);
  }

  #ofVariable(
    name: string,
    variable: Variable,
    values: readonly (string | Missing)[],
    depth: number,
  ): string | Missing {
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
        return this.#answer(name, given);
    }
  }

  /** What nobody answers may be a variable of the image. */
  #answer(name: string, given: readonly string[]): string | Missing {
    const { isOfImage } = this.#environment;
    const answer = isOfImage?.(name) ? undefined : answered(this.#environment, { name, given });
    if (isOfImage && answer === undefined) this.asks = true;
    else if (isOfImage) this.shared?.read(name, -1, this.places);
    return answer ?? '';
  }

  /** Python's `expandvars`: what is not set stays as it is. */
  #withVariables(text: string, { quoted }: Template): string | Missing {
    let missing: Missing | undefined;
    const result = text.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, plain?: string, braced?: string) => {
      const name = plain ?? braced ?? '';
      if (this.#environment.isOfImage?.(name)) this.asks = true;
      const value = this.#environment.variable(name);
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
  readonly text: string | Missing;
  readonly isRecursive: boolean;
  readonly order: number;
  /** How many places there were before it. */
  readonly places: number;
  /** How often it is being expanded. */
  open = 0;
  #template: Text | undefined;

  constructor(text: string | Missing, isRecursive: boolean, order: number, places: number) {
    this.text = text;
    this.isRecursive = isRecursive;
    this.order = order;
    this.places = places;
  }

  get template(): Text {
    this.#template ??= template(typeof this.text === 'string' ? this.text : '');
    return this.#template;
  }
}

/** With more behind it. */
const joined = (text: string | Missing, more: string | Missing): string | Missing =>
  typeof text === 'string' && typeof more === 'string' ? `${text} ${more}` : typeof text === 'string' ? more : text;

const DEEPEST = 100;
const MOST = 10_000;
const LONGEST = 100_000;
