import type { KconfigChoice, KconfigSymbol, Place } from './symbols.ts';

/** All symbols of a Kconfig tree. What was not to be had is in `gaps`: then nothing can be said to be undefined. */
export interface KconfigTree {
  /** Those that are defined or only mentioned, but for constants. */
  readonly symbols: Symbols;
  /** In the order of their first definition. */
  readonly defined: readonly KconfigSymbol[];
  readonly choices: readonly KconfigChoice[];
  readonly gaps: readonly Gap[];
  /** What Kconfiglib stops at, or says and kconfig.py stops at. */
  readonly problems: readonly TreeProblem[];
  /** All files that were read, in order. */
  readonly files: readonly string[];
}

/** By name. */
export interface Symbols extends Iterable<readonly [name: string, symbol: KconfigSymbol]> {
  /** More than the highest index of a symbol. */
  readonly size: number;
  get(name: string): KconfigSymbol | undefined;
}

/** Part of the tree that is not known. */
export interface Gap {
  /** As a noun phrase: "nrfxlib/Kconfig". */
  readonly missing: string;
  readonly at: Place;
}

export interface TreeProblem {
  readonly kind: 'syntax' | 'missing-file' | 'recursion' | 'macro' | 'definition';
  /** No final stop. */
  readonly message: string;
  readonly at: Place;
}
