import type { ShownPlace } from './show.ts';

/** What a build has made, beside what was computed from its sources. Plain data. */
export interface Verification {
  /** The folder of the build, as the user would write it. */
  readonly folder: string;
  /** What was built, as the rest of the run calls it; undefined where the build does not say enough to tell. */
  readonly configuration: string | undefined;
  /** Files that have changed since the build, as the user would write them. */
  readonly changed: readonly string[];
  readonly images: readonly VerifiedImage[];
  /** How many values were compared; of the memory the partitions of Partition Manager. */
  readonly compared: Readonly<Record<'symbols' | 'nodes' | 'partitions', Comparison>>;
  readonly differences: readonly Difference[];
}

export interface VerifiedImage {
  readonly name: string;
  readonly board: string | undefined;
  /** The files that were read, as the user would write them; undefined where there is none that can be read. */
  readonly config: string | undefined;
  readonly devicetree: string | undefined;
}

export interface Comparison {
  readonly equal: number;
  readonly different: number;
  /** What could not be computed. */
  readonly unknown: number;
}

/** Something that was computed otherwise than it was built. */
export interface Difference {
  readonly kind: 'file' | 'image' | 'symbol' | 'node' | 'property' | 'partition';
  /** Undefined for what the images share. */
  readonly image: string | undefined;
  /** A path, `CONFIG_FLASH`, `/soc/i2c@40003000`, `status of /soc/i2c@40003000`, `mcuboot_secondary`. */
  readonly name: string;
  readonly predicted: Side;
  readonly built: Side;
  readonly reason: DifferenceReason;
}

/** A value and the place it comes from, each as far as there is one. */
export interface Side {
  /** `y`, `"text"`, `<1 2>`, `0x1000 to 0x2000`; undefined for what is not there. */
  readonly value: string | undefined;
  readonly place: ShownPlace | undefined;
}

export interface DifferenceReason {
  /**
   * `changed`: a file is newer than the build. `argument`: the build has read files that no argument known here names.
   * `unread`: it has not read a file. `module`: it has modules that are not those of the SDK. `version`: of the SDK version
   * of the build not enough is known, so that it may be a mistake of ncslint, too. `ignored`: Kconfig did not take an assignment of a symbol that there are no facts about. `mistake`: none of these, so that it is likely a mistake of ncslint.
   */
  readonly kind: 'changed' | 'argument' | 'unread' | 'module' | 'version' | 'ignored' | 'mistake';
  /** A sentence without a final stop. */
  readonly text: string;
}
