import type { Missing } from './preprocess.ts';

/** What a variable of the Kconfig files stands for, from one line on. */
export interface Binding {
  readonly text: string | Missing;
  readonly isRecursive: boolean;
  /** Of the line. */
  readonly order: number;
}

/** As JSON has it. */
export interface SharedVariablesData {
  readonly bindings: readonly (readonly [name: string, bindings: readonly Binding[]])[];
  readonly ofImages: readonly string[];
  readonly reads: readonly (readonly [name: string, from: number, to: number])[];
}

/**
 * The variables of a tree that images share, for the statements that each image has at its open places. Places are counted
 * from 0; -1 is what stands before the whole tree.
 */
export class SharedVariables {
  readonly #bindings: Map<string, Binding[]>;
  /** Those that lines bind which are another one for each image. */
  readonly #ofImages: Set<string>;
  /** From which place on, and up to which, another binding would have been read instead. */
  readonly #reads: Map<string, readonly [from: number, to: number]>;

  constructor({ bindings, ofImages, reads }: SharedVariablesData = { bindings: [], ofImages: [], reads: [] }) {
    this.#bindings = new Map(bindings.map(([name, all]) => [name, [...all]]));
    this.#ofImages = new Set(ofImages);
    this.#reads = new Map(reads.map(([name, from, to]) => [name, [from, to]]));
  }

  get data(): SharedVariablesData {
    return {
      bindings: [...this.#bindings],
      ofImages: [...this.#ofImages],
      reads: [...this.#reads].map(([name, [from, to]]) => [name, from, to]),
    };
  }

  bind(name: string, binding: Binding): void {
    const all = this.#bindings.get(name);
    if (all) all.push(binding);
    else this.#bindings.set(name, [binding]);
  }

  bindPerImage(name: string): void {
    this.#ofImages.add(name);
  }

  /** `from`: the first place whose statements could bind it instead; `to`: the next place. */
  read(name: string, from: number, to: number): void {
    if (from >= to) return;
    const before = this.#reads.get(name);
    this.#reads.set(name, before ? [Math.min(from, before[0]), Math.max(to, before[1])] : [from, to]);
  }

  /** What it stands for at a line, as far as no image binds it. */
  at(name: string, order: number): Binding | undefined {
    return this.#bindings.get(name)?.findLast((binding) => binding.order < order);
  }

  /** Whether shared lines would read what the statements of an image bind at a place. */
  isReadBehind(name: string, place: number): boolean {
    const reads = this.#reads.get(name);
    return !this.#ofImages.has(name) && reads !== undefined && place >= reads[0] && place < reads[1];
  }
}
