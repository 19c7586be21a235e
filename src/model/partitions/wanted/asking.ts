import type { Image } from '../../application.ts';
import { type Fact, known, unknown } from '../../fact.ts';
import type { Requirement } from '../solver/requirements.ts';

/** A partition that an image of the SDK asks for, as long as `when` holds. */
export interface Asked {
  readonly name: string;
  /** The line of the `pm.yml` of 2.4.0. */
  readonly at: string;
  when?(build: Build): boolean;
  requirement(build: Build): Requirement;
}

/** What `pm.yml` files read of a build. Every question ends the whole answer where nobody knows. */
export interface Build {
  readonly app: Symbols;
  readonly mcuboot: Symbols;
  readonly b0: Symbols;
  readonly series: string;
  /** `CONFIG_FPROTECT_BLOCK_SIZE`, bytes. */
  readonly block: number;
  /** `CONFIG_NRF_SPU_FLASH_REGION_SIZE`, bytes; 0 where there is no TrustZone. */
  readonly secure: number;
}

export interface Symbols {
  on(symbol: string): boolean;
  number(symbol: string): number;
  isAssigned(symbol: string): boolean;
}

/** The Kconfig of an image, read through `value`, which stops at what is unknown. */
export const symbolsOf = ({ kconfig }: Image, value: <V>(fact: Fact<V>) => V): Symbols => ({
  on: (symbol) => value(isOn(kconfig, symbol)),
  number: (symbol) => value(kconfig.number(symbol)),
  isAssigned: (symbol) => kconfig.assigned(symbol).length > 0,
});

/**
 * An image that no file of the user reaches: what no line assigns has the defaults that it has in the application, whose
 * Kconfig is the same.
 */
export const untouchedSymbols = (name: string, { kconfig }: Image, value: <V>(fact: Fact<V>) => V): Symbols => {
  const asked = <V>(symbol: string, fact: Fact<V>): V =>
    value(kconfig.assigned(symbol).length > 0 ? unknown(`CONFIG_${symbol} in the ${name} image`) : fact);
  return {
    on: (symbol) => asked(symbol, isOn(kconfig, symbol)),
    number: (symbol) => asked(symbol, kconfig.number(symbol)),
    isAssigned: () => false,
  };
};

/** An image that is built, and whose Kconfig nobody evaluates. */
export const unreadSymbols = (name: string, value: <V>(fact: Fact<V>) => V): Symbols => ({
  on: (symbol) => value<boolean>(unknown(`CONFIG_${symbol} in the ${name} image`)),
  number: (symbol) => value<number>(unknown(`CONFIG_${symbol} in the ${name} image`)),
  isAssigned: () => false,
});

/** Of symbols without facts only an assignment speaks, once all fragments are there. */
function isOn(kconfig: Image['kconfig'], symbol: string): Fact<boolean> {
  const isOutOfSight = !kconfig.definition(symbol) && kconfig.assigned(symbol).length === 0;
  return isOutOfSight && kconfig.closed.known ? known(false) : kconfig.bool(symbol);
}
