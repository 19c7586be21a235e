import type { Origin } from '../diagnostic/origin.ts';

/**
 * Something the linter knows about a build, or knows that it does not know.
 *
 * A rule reports only what follows from known facts: missing input silences a rule, it never makes one guess.
 * "Unknown" has nothing to do with Kconfig's tristate.
 */
export type Fact<T> = Known<T> | Unknown;

export interface Known<T> {
  readonly known: true;
  readonly value: T;
  /** How it came about, the deciding origin first. */
  readonly origins: readonly Origin[];
}

export interface Unknown {
  /** Reading this tells the recorder which knowledge was missing. */
  readonly known: false;
  /** What would make it known, as a noun phrase: "the board (pass --board)". */
  readonly missing: string;
}

export const known = <T>(value: T, ...origins: readonly Origin[]): Known<T> => ({ known: true, value, origins });

/** The same, its origins as a list. */
export const knownFrom = <T>(value: T, origins: readonly Origin[]): Known<T> => ({ known: true, value, origins });

export const unknown = (missing: string): Unknown => new MissingKnowledge(missing);

/** Proven to equal `value`. Not proven is not the same as proven different. */
export const is = <T>(fact: Fact<T>, value: T): fact is Known<T> => fact.known && fact.value === value;

/** Proven to differ from `value`. */
export const isNot = <T>(fact: Fact<T>, value: T): fact is Known<T> => fact.known && fact.value !== value;

/** The value where it is known. */
export const valueOf = <T>(fact: Fact<T>): T | undefined => (fact.known ? fact.value : undefined);

/** The fact seen through `change`; origins and unknowns stay. */
export const map = <T, U>(fact: Fact<T>, change: (value: T) => U): Fact<U> =>
  fact.known ? { known: true, value: change(fact.value), origins: fact.origins } : fact;

/**
 * `change` decides by itself what is known; its origins come first, those of `fact` behind them.
 * Not named `then`: a module that exports that is taken for a promise by `import()`, which never settles.
 */
export function andThen<T, U>(fact: Fact<T>, change: (value: T) => Fact<U>): Fact<U> {
  if (!fact.known) return fact;
  const next = change(fact.value);
  return next.known ? withOrigins(next, fact.origins) : next;
}

/** `fact` with more origins behind its own. */
export const withOrigins = <T>(fact: Known<T>, more: readonly Origin[]): Known<T> =>
  more.length === 0 ? fact : { known: true, value: fact.value, origins: fact.origins.concat(more) };

/**
 * What `make` makes of many facts, each of which it asks for its value; unknown as soon as one of them is. The origins are
 * those of `decision`.
 */
export function reading<T>(make: (value: <V>(fact: Fact<V>) => V) => T, ...decision: readonly Origin[]): Fact<T> {
  try {
    return known(
      make((fact) => {
        if (fact.known) return fact.value;
        throw new Missing(fact);
      }),
      ...decision,
    );
  } catch (error) {
    if (error instanceof Missing) return error.fact;
    throw error;
  }
}

/** Thrown by `reading` only, and caught there. */
class Missing extends Error {
  readonly fact: Unknown;

  constructor(fact: Unknown) {
    super(fact.missing);
    this.fact = fact;
  }
}

/** Runs `read` and tells what it found missing on the way. Recordings nest; the inner one keeps its own list. */
export function recordingUnknowns<T>(read: () => T): { readonly result: T; readonly missing: readonly string[] } {
  const outer = recorder;
  const recording: Recording = { missing: undefined };
  recorder = recording;
  try {
    const result = read();
    return { result, missing: recording.missing ? [...recording.missing] : NOTHING };
  } finally {
    recorder = outer;
  }
}

/** Runs `read`; what it finds missing on the way is nobody's matter. */
export function withoutRecording<T>(read: () => T): T {
  const outer = recorder;
  recorder = undefined;
  try {
    return read();
  } finally {
    recorder = outer;
  }
}

/** `read`, done once; what it finds missing is told to everyone who asks. */
export function remembered<T>(read: () => T): () => T {
  let memory: ReturnType<typeof recordingUnknowns<T>> | undefined;
  return () => {
    memory ??= recordingUnknowns(read);
    if (recorder && memory.missing !== NOTHING) for (const missing of memory.missing) add(recorder, missing);
    return memory.result;
  };
}

/** The same for each object that is asked about, for as long as it lives. It must not change any more. */
export function rememberedFor<K extends object, T>(read: (key: K) => T): (key: K) => T {
  const memories = new WeakMap<K, () => T>();
  return (key) => {
    let memory = memories.get(key);
    if (!memory) memories.set(key, (memory = remembered(() => read(key))));
    return memory();
  };
}

/** The same for each name, of whatever `read` is given with it first. */
export function rememberedByName<T>(): (name: string, read: () => T) => T {
  const memories = new Map<string, () => T>();
  return (name, read) => {
    let memory = memories.get(name);
    if (!memory) memories.set(name, (memory = remembered(read)));
    return memory();
  };
}

/** The same for each pair of such objects. */
export function rememberedForBoth<A extends object, B extends object, T>(
  read: (first: A, second: B) => T,
): (first: A, second: B) => T {
  const forFirst = rememberedFor((first: A) => rememberedFor((second: B) => read(first, second)));
  return (first, second) => forFirst(first)(second);
}

// Rules run one at a time and synchronously, so one recorder for the module is enough, and no rule has to pass it on.
let recorder: Recording | undefined;

/** Most recordings hear of nothing, so the set is made for the first. */
interface Recording {
  missing: Set<string> | undefined;
}

function add(recording: Recording, missing: string): void {
  recording.missing ??= new Set();
  recording.missing.add(missing);
}

const NOTHING: readonly string[] = [];

class MissingKnowledge implements Unknown {
  readonly missing: string;

  constructor(missing: string) {
    this.missing = missing;
  }

  get known(): false {
    if (recorder) add(recorder, this.missing);
    return false;
  }
}
