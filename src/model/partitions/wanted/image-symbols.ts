import type { Image } from '../../application.ts';
import { type Fact, is, known, unknown, withoutRecording } from '../../fact.ts';
import { expressionOf } from '../../kconfig/condition.ts';
import { evaluateCondition, type Scope } from '../../kconfig/evaluate-condition.ts';
import { boardSymbol, type SysbuildBoard } from '../../sysbuild/board-symbols.ts';
import type { ReadVersion, Symbols } from './asking.ts';
import { DECIDED } from './decided.ts';

/** What surrounds an image. */
export interface AroundImage {
  /** Undefined in a build with child images. */
  readonly board: SysbuildBoard | undefined;
  readonly version: ReadVersion;
  /** Whether the SDK or the project defines a symbol; undefined where nobody has a list. */
  readonly isKnownName: (symbol: string) => boolean;
  /** `CONFIG_FPROTECT_BLOCK_SIZE`. */
  readonly block: () => number;
}

/** What a symbol is decided by that no line assigns. */
export interface Deciding {
  readonly version: ReadVersion;
  readonly board: SysbuildBoard | undefined;
  bool(symbol: string): Fact<boolean>;
  isAssigned(symbol: string): boolean;
  /** n, unless a symbol that is on is one of those, or one that nobody knows, which may turn it on. */
  offUnless(by: RegExp): Fact<boolean>;
}

/**
 * What `pm.yml` files read of the Kconfig of an image, through `value`, which stops at what is unknown. In builds with sysbuild
 * Zephyr's own Kconfig files are not known: what they decide is told by the board, and by `DECIDED` for the few symbols that
 * matter here. With child images only TF-M is such a matter.
 */
export function symbolsOf(
  { kconfig, name }: Image,
  { board, version, isKnownName, block }: AroundImage,
  value: <V>(fact: Fact<V>) => V,
): Symbols {
  const found = new Map<string, Fact<boolean>>();
  const isAssigned = (symbol: string): boolean => kconfig.assigned(symbol).length > 0;
  const deciding: Deciding = { version, board, bool, isAssigned, offUnless };
  const scope: Scope = { bool, text, devicetree: () => unknown(`the devicetree of the ${name} image`) };
  return { on: (symbol) => value(bool(symbol)), number: (symbol) => value(number(symbol)), isAssigned };

  /** With child images everything else is known from Zephyr's own files. */
  function decides(symbol: string) {
    return board || symbol.startsWith('TFM_') ? DECIDED.get(symbol) : undefined;
  }

  function bool(symbol: string): Fact<boolean> {
    const before = found.get(symbol);
    if (before) return before;
    found.set(symbol, unknown(`CONFIG_${symbol}, which depends on itself`));
    // What is missing on the way is no matter of whoever asks: only what is missing in the end.
    const fact = withoutRecording(() => decided(symbol));
    found.set(symbol, fact);
    return fact;
  }

  function decided(symbol: string): Fact<boolean> {
    const ofBoard = board && boardSymbol(symbol, board);
    if (ofBoard) return known(ofBoard.defaults.length > 0);
    const said = isOutOfSight(symbol) ? known(false) : kconfig.bool(symbol);
    // An assignment of n is what comes of it without one.
    const isWanted = isAssigned(symbol) && kconfig.assigned(symbol).at(-1)!.value !== 'n';
    if (said.known || isWanted || kconfig.mayBeSetElsewhere(symbol)) return said;
    return decides(symbol)?.(deciding) ?? said;
  }

  /** Of symbols without facts only an assignment speaks, once all fragments are there. */
  function isOutOfSight(symbol: string): boolean {
    return !decides(symbol) && !kconfig.definition(symbol) && !isAssigned(symbol) && kconfig.closed.known;
  }

  function offUnless(by: RegExp): Fact<boolean> {
    for (const symbol of kconfig.assignedSymbols) {
      const isOfUser = kconfig.assigned(symbol).some(({ origin }) => origin.kind !== 'sdk');
      const isSuspect = by.test(symbol) || (isOfUser && !isKnownName(symbol));
      if (isSuspect && is(kconfig.bool(symbol), true)) return unknown(`what CONFIG_${symbol} turns on`);
    }
    return known(false);
  }

  function number(symbol: string): Fact<number> {
    return withoutRecording(() => numberOf(symbol));
  }

  function numberOf(symbol: string): Fact<number> {
    if (symbol === 'FPROTECT_BLOCK_SIZE') return known(block());
    const said = kconfig.number(symbol);
    if (said.known || isAssigned(symbol) || kconfig.mayBeSetElsewhere(symbol)) return said;
    for (const rule of kconfig.definition(symbol)?.defaults ?? []) {
      const met = rule.if === undefined ? known(true) : evaluateCondition(expressionOf(rule.if), scope);
      if (!met.known) return met;
      if (met.value) return /^[A-Z]/.test(rule.value) ? number(rule.value) : known(Number(rule.value));
    }
    return said;
  }

  function text(symbol: string): Fact<string> {
    return kconfig.text(symbol);
  }
}
