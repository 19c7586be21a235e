import { type Fact, unknown } from '../../fact.ts';
import type { Requirement } from '../solver/requirements.ts';

/** A partition that an image of the SDK asks for, as long as `when` holds. */
export interface Asked {
  readonly name: string;
  /** The line of the `pm.yml` of 2.4.0, or of the version that is said. */
  readonly at: string;
  when?(build: Build): boolean;
  requirement(build: Build): Requirement;
}

/** The versions whose `pm.yml` files were read, the oldest first. */
export const readVersions = ['2.4.0', '2.7.0', '2.9.0', '3.3.99'] as const;

export type ReadVersion = (typeof readVersions)[number];

/** What `pm.yml` files read of a build. Every question ends the whole answer where nobody knows. */
export interface Build {
  readonly app: Symbols;
  readonly mcuboot: Symbols;
  readonly b0: Symbols;
  readonly series: string;
  /** As people say it: "nRF54L15". */
  readonly soc: string;
  /** `CONFIG_FPROTECT_BLOCK_SIZE`, bytes. */
  readonly block: number;
  /** Bytes that MCUboot's slots start on: `CONFIG_PM_APP_ALIGNMENT`, and before it the block. */
  readonly slotBlock: number;
  /** `CONFIG_NRF_TRUSTZONE_FLASH_REGION_SIZE`, bytes; `CONFIG_NRF_SPU_FLASH_REGION_SIZE` up to 2.7. */
  readonly secure: number;
  /** Whether the version is this one or later. */
  isFrom(version: ReadVersion): boolean;
}

export interface Symbols {
  on(symbol: string): boolean;
  number(symbol: string): number;
  isAssigned(symbol: string): boolean;
}

/**
 * An image that no file of the user reaches: what no line assigns has the defaults that it has in the application, whose
 * Kconfig is the same.
 */
export const untouchedSymbols = (name: string, app: Symbols, value: <V>(fact: Fact<V>) => V): Symbols => {
  const asked = <V>(symbol: string, read: () => V): V =>
    app.isAssigned(symbol) ? value<V>(unknown(`CONFIG_${symbol} in the ${name} image`)) : read();
  return {
    on: (symbol) => asked(symbol, () => app.on(symbol)),
    number: (symbol) => asked(symbol, () => app.number(symbol)),
    isAssigned: () => false,
  };
};

/** An image that is built, and whose Kconfig nobody evaluates. */
export const unreadSymbols = (name: string, value: <V>(fact: Fact<V>) => V): Symbols => ({
  on: (symbol) => value<boolean>(unknown(`CONFIG_${symbol} in the ${name} image`)),
  number: (symbol) => value<number>(unknown(`CONFIG_${symbol} in the ${name} image`)),
  isAssigned: () => false,
});
