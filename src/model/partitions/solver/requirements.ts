// What images and people ask of Partition Manager: nrf/scripts/partition_manager/partition_manager.rst:112-420 (2.4.0).

/** The first of these names that a partition has. */
export interface OneOf {
  readonly oneOf: readonly string[];
}

export type Names = OneOf | readonly (string | OneOf)[];

/** Where a partition goes. The order of the keys is that of the file: it decides which requirements count as equal. */
export interface Placement {
  readonly before?: Names;
  readonly after?: Names;
  /** Bytes; `start` or `end`, not both. */
  readonly align?: { readonly start?: number; readonly end?: number };
  /** Bytes that the partition behind this one has to start on. */
  readonly alignNext?: number;
}

/** A partition of a `pm.yml`. Sizes in bytes. */
export interface Requirement {
  /** `sram_primary` for names that end in `_sram`, `flash_primary` for others, where it is not written. */
  readonly region?: string;
  readonly size?: number;
  readonly shareSize?: Names;
  readonly span?: Names;
  readonly inside?: Names;
  readonly placement?: Placement;
  /** A key that was written outside of `placement`. */
  readonly misplaced?: 'align' | 'align_next';
}

/** A partition of the static file. It stays where it is. */
export interface StaticPartition {
  readonly region?: string;
  readonly address?: number;
  readonly size?: number;
  /** The names a container covers. */
  readonly span?: readonly string[];
}

export interface RegionToFill {
  readonly name: string;
  /** First address. */
  readonly base: number;
  readonly size: number;
  /** `complex`: one gap for everything; the others fill the region from one of its ends. */
  readonly strategy: 'complex' | 'start_to_end' | 'end_to_start';
  /** The partition of a complex region that gets what is left; `app` where it is not said. */
  readonly rest?: string;
}

/**
 * What changed between the versions that were read. With 2.4.0 a container is as large as its members together, and equal
 * requirements lose their alignment; from 2.5 on it reaches from its first to its last member
 * (nrf/scripts/partition_manager.py:650 and 280 (2.4.0), :655-657 and 282-285 (2.6.1)).
 */
export type Behaviour = 'ncs-2.4' | 'ncs-2.6';

/**
 * In which order partitions are looked at. Partition Manager keeps their names in a set, whose order changes from run to run: what
 * depends on it is left to chance.
 */
export type Ties = 'by-name' | 'reversed';

/** A partition with its place; `end` exclusive is `address + size`. */
export interface Placed {
  readonly region: string;
  readonly address: number;
  readonly size: number;
  /** The names a container covers, containers in it taken apart. */
  readonly span?: readonly string[];
}

export type Layout = ReadonlyMap<string, Placed>;

/** Where a partition lies whose region nobody wrote (nrf/scripts/partition_manager.py:946-955 (2.4.0)). */
export const impliedRegion = (name: string): string => (name.endsWith('_sram') ? 'sram_primary' : 'flash_primary');
