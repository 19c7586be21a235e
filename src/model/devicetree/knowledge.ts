import type { Origin } from '../../diagnostic/origin.ts';
import { type Fact, knownFrom, type Unknown, unknown } from '../fact.ts';
import { originsOf, type Trail } from './trail.ts';

/**
 * How much of what went into a tree is known. A file that nobody could read leaves a gap in the order of statements:
 * what was stated before it may have been changed by it, and nothing can be said to be absent.
 */
export class Knowledge {
  readonly base: Fact<string>;
  /** Counts statements: a later one has a greater number. */
  now = 0;
  /** Behind everything that holds for this base only. */
  readonly baseOrigins: readonly Origin[];
  #gap: { readonly at: number; readonly missing: string } | undefined;

  constructor(base: Fact<string>) {
    this.base = base;
    this.baseOrigins = base.known ? base.origins : [];
  }

  /** Something that is not known, as a noun phrase, was to be read here. */
  addGap(missing: string): void {
    this.#gap = { at: this.now, missing };
  }

  /** What would have to be known for everything to be known; undefined when it is. */
  get missing(): string | undefined {
    return this.#gap?.missing;
  }

  /** Whether what statement `at` said still holds at the end; unknown where a gap comes after it. */
  since(at: number): Unknown | undefined {
    return this.#gap && this.#gap.at >= at ? unknown(this.#gap.missing) : undefined;
  }

  /** That nothing says otherwise. `removal` is what took away what was there, at statement `at`. */
  absent(removal?: Removal): Fact<undefined> {
    const gap = this.since(removal?.at ?? 0);
    if (gap) return gap;
    return knownFrom(undefined, removal ? originsOf(removal.trail).concat(this.baseOrigins) : this.baseOrigins);
  }
}

/** A deletion, and behind it where the deleted came from. */
export interface Removal {
  readonly at: number;
  readonly trail: Trail;
}
