import type { SourceFile, Span } from '../../text/source.ts';
import type { Frame, IncludeSite } from './frame.ts';
import type { Limits } from './limits.ts';
import { scan } from './scan.ts';
import type { MissingInclude } from './tree.ts';

/** Finds what an include names. Undefined: nobody knows. */
export interface IncludeResolver {
  resolve(name: string, style: 'quoted' | 'angled', from: SourceFile): SourceFile | IncludedTreeAnswer | undefined;
}

/** The include stands for a tree that is known as a fact. */
export interface IncludedTreeAnswer {
  readonly kind: 'included-tree';
  /** The macros it defines, as after `#define `. Read at their first use: hand over the same list every time. */
  readonly macros?: readonly string[];
}

/** The files that are open, innermost last, and what became of every include. */
export class Includes {
  readonly missing: MissingInclude[] = [];
  readonly #frames: Frame[] = [];
  readonly #resolver: IncludeResolver | undefined;
  readonly #limits: Limits;
  readonly #problem: (message: string, span: Span) => void;
  readonly #once = new Set<SourceFile>();
  readonly #endless = new Set<SourceFile>();
  #count = 0;

  constructor(resolver: IncludeResolver | undefined, limits: Limits, problem: (message: string, span: Span) => void) {
    this.#resolver = resolver;
    this.#limits = limits;
    this.#problem = problem;
  }

  get current(): Frame | undefined {
    return this.#frames.at(-1);
  }

  open(file: SourceFile, from?: IncludeSite): void {
    this.#frames.push({ scan: scan(file), item: 0, token: 0, from, hasUnclosedCall: false });
  }

  close(): void {
    this.#frames.pop();
  }

  /** `#pragma once` */
  once(file: SourceFile): void {
    this.#once.add(file);
  }

  exists(name: string, style: 'quoted' | 'angled'): boolean {
    const file = this.current?.scan.file;
    return file !== undefined && this.#resolver?.resolve(name, style, file) !== undefined;
  }

  /** Opens what an include names; gives the answer back where it stands for a tree. */
  enter(name: string, style: 'quoted' | 'angled', from: IncludeSite): IncludedTreeAnswer | undefined {
    if (++this.#count > this.#limits.includes) {
      // Said at the first; the others count on.
      if (this.#count > this.#limits.includes + 1) return undefined;
      this.#problem(`more than ${this.#limits.includes} includes; this one and those after it are left out`, from.span);
      return undefined;
    }
    const answer = this.#resolver?.resolve(name, style, from.span.file);
    if (!answer) this.missing.push({ name, style, span: from.span });
    else if ('kind' in answer) return answer;
    else if (!this.#once.has(answer) && !this.#isEndless(answer, from)) this.open(answer, from);
    return undefined;
  }

  /** An include of an open file is endless when no condition stands anywhere on the way back to it. */
  #isEndless(file: SourceFile, from: IncludeSite): boolean {
    if (this.#endless.has(file)) return true;
    const through: string[] = [];
    let unconditional = from.depth === 0;
    for (let at = this.#frames.length - 1; at >= 0 && unconditional; at--) {
      const frame = this.#frames[at]!;
      if (frame.scan.file === file) {
        const path = through.length === 0 ? '' : ` through ${through.reverse().join(', ')}`;
        this.#problem(`'${file.path}' includes itself${path}`, from.span);
        this.#endless.add(file);
        return true;
      }
      through.push(`'${frame.scan.file.path}'`);
      unconditional = frame.from?.depth === 0;
    }
    if (this.#frames.length <= this.#limits.includeDepth) return false;
    this.#problem(`includes stand more than ${this.#limits.includeDepth} deep in each other`, from.span);
    this.#endless.add(file);
    return true;
  }
}
