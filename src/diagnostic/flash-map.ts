import type { Severity } from './diagnostic.ts';
import type { SkippedFile } from './report.ts';
import type { ShownConfiguration, ShownPlace } from './show.ts';

/** What `ncslint map` draws. Plain data: `undefined` stands for "not known" or "there is none". Numbers are bytes. */
export interface MapReport {
  readonly applications: readonly MappedApplication[];
  readonly skipped: readonly SkippedFile[];
}

export interface MappedApplication {
  /** As the user would write it. */
  readonly root: string;
  /** In the order of the configurations; those with the same map stand together. */
  readonly maps: readonly ShownMap[];
}

export interface ShownMap {
  readonly configurations: readonly ShownConfiguration[];
  readonly by: 'partition-manager' | 'devicetree';
  /** The static file. */
  readonly file: string | undefined;
  readonly memories: readonly ShownMemory[];
  /** What belongs on the map and has no known place, with what is missing to know it. */
  readonly unplaced: readonly { readonly name: string; readonly missing: string }[];
  /** What is missing to know all that is on it; undefined where nothing is. */
  readonly open: string | undefined;
  /** Findings about what is on it, the worst first. */
  readonly problems: readonly MapProblem[];
}

export interface ShownMemory {
  /** `flash_primary`, as Partition Manager calls it. */
  readonly name: string;
  /** "internal flash" */
  readonly title: string;
  readonly base: number;
  readonly size: number | undefined;
  /** What is missing to know the size. */
  readonly missing: string | undefined;
  /** Bytes that a single erase clears. */
  readonly eraseBlock: number | undefined;
  /** By address, without gaps. Those inside of the memory add up to its size. */
  readonly parts: readonly ShownPart[];
  /** Partitions that cover others. */
  readonly containers: readonly ShownContainer[];
}

export interface ShownPart {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** `open`: free, and part of it may be taken by what is not known. `outside`: a place the memory does not have. */
  readonly kind: 'partition' | 'overlap' | 'free' | 'open' | 'outside';
  /** Of the partitions that lie there; none where it is free. */
  readonly names: readonly string[];
  readonly place: ShownPlace | undefined;
  /** Whether it begins where an erase block does; undefined where that is not known. */
  readonly isAligned: boolean | undefined;
  /** Numbers of the problems it has: 1 for the first. */
  readonly problems: readonly number[];
}

export interface ShownContainer {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly members: readonly string[];
  readonly place: ShownPlace | undefined;
  readonly problems: readonly number[];
}

export interface MapProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}
