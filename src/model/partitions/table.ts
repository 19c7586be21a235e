import type { ShapeProblem } from '../../syntax/static-yaml.ts';
import type { Span } from '../../text/source.ts';
import type { Fact } from '../fact.ts';
import type { Layout } from './solver/requirements.ts';

export type { ShapeProblem };

/** How the memory is divided: what the static file of Partition Manager says, and what follows from it. */
export interface PartitionTable {
  /** The static file the build uses; undefined when it uses none. */
  readonly file: StaticFile | undefined;
  /** The memories of this build that partitions can lie in. */
  readonly regions: readonly Region[];
  /** Every entry of the static file, in its order; of entries with one name the last, as Partition Manager reads it. */
  readonly partitions: readonly Partition[];
  /** The application brings dynamic partitions of its own (`pm.yml`). */
  readonly ownPartitions: boolean;
  /** Where Partition Manager puts everything in flash: the static partitions, `app`, and what images ask for. */
  readonly layout: Fact<Layout>;
  /** The slots of MCUboot, static or computed. */
  readonly slots: readonly Slot[];
}

export interface StaticFile {
  /** As shown to the user. */
  readonly path: string;
  /** False for a file that belongs to the board in the SDK. */
  readonly own: boolean;
  /** What is wrong with its text as YAML. */
  readonly problems: readonly { readonly message: string; readonly span: Span; readonly help?: string }[];
  /** What is wrong with its shape: wrong types, missing or unknown keys. */
  readonly shape: readonly ShapeProblem[];
}

export interface Region {
  /** `flash_primary`, `external_flash`, `sram_primary`, `otp`, `ram_flash` */
  readonly name: string;
  /** Whether the build has it. */
  readonly exists: Fact<boolean>;
  /** First address, bytes. */
  readonly base: Fact<number>;
  /** Bytes. */
  readonly size: Fact<number>;
  /** Bytes of the memory it is cut from: it may have a part of them only. Known where `size` is. */
  readonly atMost: Fact<number>;
}

export interface Partition {
  readonly name: string;
  readonly region: Fact<string>;
  /** Bytes. Unknown when the file does not say it as a number. */
  readonly address: Fact<number>;
  readonly size: Fact<number>;
  /** As written; Partition Manager computes it again. */
  readonly endAddress: Fact<number | undefined>;
  /** Names a container covers; undefined for a partition that holds bytes of its own. */
  readonly members: readonly string[] | undefined;
  /** The name. */
  readonly nameSpan: Span | undefined;
  /** Key and value of one line; the name when the key is missing. Undefined for a file of the SDK. */
  spanOf(key: 'address' | 'size' | 'region' | 'end_address'): Span | undefined;
  /** The name of a member, as it is written in the list of a container. */
  spanOfMember(name: string): Span | undefined;
}

/** Where MCUboot keeps one image. */
export interface Slot {
  /** `mcuboot_primary`, `mcuboot_secondary_1` */
  readonly name: string;
  readonly role: 'primary' | 'secondary';
  /** 0 for the first pair of slots. */
  readonly pair: number;
  readonly region: Fact<string>;
  /** Bytes. */
  readonly size: Fact<number>;
  /** Bytes it has at the least, whatever Partition Manager computes; known where `size` is. */
  readonly atLeast: Fact<number>;
  /** Undefined for a slot that the static file leaves to Partition Manager. */
  readonly partition: Partition | undefined;
}
