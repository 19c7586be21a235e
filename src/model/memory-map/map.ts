import type { Origin } from '../../diagnostic/origin.ts';
import type { Fact } from '../fact.ts';

/** How a build divides its memories, whoever decides it. */
export interface MemoryMap {
  readonly by: 'partition-manager' | 'devicetree';
  /** The file that says it, as shown to the user: the static file; undefined where there is none, and of a devicetree. */
  readonly file: string | undefined;
  /** Internal flash first. */
  readonly memories: readonly Memory[];
  /** What belongs on the map and has no known place. */
  readonly unplaced: readonly Unplaced[];
  /** What is missing to know the rest, as a noun phrase; undefined where nothing more can be on it. */
  readonly open: string | undefined;
}

export interface Memory {
  /** `flash_primary`, `external_flash`, `sram_primary`, `otp`, as Partition Manager calls it; of a further chip its label. */
  readonly name: string;
  /** Address of its first byte, as the areas count. */
  readonly base: number;
  readonly size: Fact<number>;
  /** Bytes that a single erase clears; unknown for memory that needs no erasing. */
  readonly eraseBlock: Fact<number>;
  /** Areas that hold bytes of their own, and containers; by address, containers before what they cover. */
  readonly areas: readonly Area[];
}

export interface Area {
  /** As written: `mcuboot_primary`, `slot0_partition`. */
  readonly name: string;
  /** Other names of the same: further labels of a node. */
  readonly aliases: readonly string[];
  /** Bytes, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Names that a container covers; undefined for an area that holds bytes of its own. */
  readonly members: readonly string[] | undefined;
  /** Where its address is said; undefined for one that Partition Manager computes. */
  readonly origin: Origin | undefined;
  /** The same of its size. */
  readonly sizeOrigin: Origin | undefined;
}

export interface Unplaced {
  readonly name: string;
  /** As a noun phrase. */
  readonly missing: string;
}

/** By address; of those that begin together the longest first, since it is the container. */
export const byAddress = (a: Area, b: Area): number => a.start - b.start || b.end - a.end;
