import type { SourceFile } from '../text/source.ts';

/** What becomes of the configuration files of an application, over all of its configurations. */
export interface ApplicationFiles {
  /**
   * Every file in the places where builds look for files by name (`boards/`, `child_image/`, `pm_static*.yml` ...), and
   * every other one that an argument names; sorted by name.
   */
  readonly all: readonly ApplicationFile[];
  /** The file with this name; undefined where there is none. */
  named(name: string): ApplicationFile | undefined;
}

export interface ApplicationFile {
  /** From the folder of the application: `child_image/mcuboot/boards/nrf52840dk_nrf52840.conf`. */
  readonly name: string;
  /** Undefined where it could not be read; that is reported elsewhere. */
  readonly source: SourceFile | undefined;
  readonly kind: 'fragment' | 'overlay' | 'static' | 'sysbuild' | 'other';
  /** Who reads it. Empty for a file that no known configuration reads. */
  readonly readers: readonly Reader[];
  /** The configurations that would read it if another file were not there. */
  readonly shadows: readonly Shadow[];
  /** The configurations whose build type hides it: they look for another name, which is not there. */
  readonly hidden: readonly Hidden[];
  /** The configurations whose build stops at this file, named without the SoC, and one that names it. */
  readonly conflicts: readonly Conflict[];
  /** The configurations that are given an argument which switches off the folder of the image that reads it. */
  readonly disabled: readonly Disabled[];
  /** Why no build at all reads it under this name; undefined for a file that some build may well read. */
  readonly slip: Slip | undefined;
}

export interface Reader {
  /** Id of the configuration. */
  readonly configuration: string;
  /**
   * `app`, `mcuboot` ...; `sysbuild` for sysbuild's own configuration. A static file of Partition Manager is read for the
   * application and for MCUboot.
   */
  readonly image: string;
  /** Whether the image is part of the build, and Partition Manager where it reads the file; undefined while unknown. */
  readonly isBuilt: boolean | undefined;
  /** Whether Partition Manager divides the memory of this build; undefined while unknown. */
  readonly partitionManager: boolean | undefined;
}

export interface Shadow {
  readonly configuration: string;
  /** Name of the file that is read instead. */
  readonly by: string;
  /** Whether that says the same, as far as names of nodes and properties tell, or includes the file. */
  readonly isRepeated: boolean;
}

export interface Hidden {
  readonly configuration: string;
  /** The image that reads it without a build type. */
  readonly image: string;
  readonly buildType: string;
  /** Name of the file it looks for instead. */
  readonly wanted: string;
}

export interface Conflict {
  readonly configuration: string;
  /** Name of the file for the same board that says the SoC. */
  readonly full: string;
}

export interface Disabled {
  readonly configuration: string;
  readonly image: string;
  /** `-Dmcuboot_CONF_FILE` */
  readonly argument: string;
}

/** How a name misses those that builds look for. */
export type Slip =
  /** The right name with another ending: `boards/nrf52840dk_nrf52840.dts`. */
  | { readonly kind: 'ending'; readonly meant: readonly string[] }
  /** A name that only resembles one: `pm-static.yml`, `dts.overlay`. */
  | { readonly kind: 'name'; readonly meant: readonly string[] }
  /** A name that is right in another folder: `child_image/mcuboot/mcuboot.conf`. */
  | { readonly kind: 'place'; readonly meant: readonly string[] }
  /** A name that resembles the one of a board. */
  | { readonly kind: 'board'; readonly board: string; readonly meant: readonly string[] }
  /** The name of a board that the image is never built for. */
  | { readonly kind: 'target'; readonly image: string; readonly board: string; readonly meant: readonly string[] }
  /** A name that resembles the one of an image. */
  | { readonly kind: 'image'; readonly image: string; readonly meant: readonly string[] }
  /** An overlay of an image with the suffix of a build type, which this version looks for without one. */
  | { readonly kind: 'suffix'; readonly image: string; readonly meant: readonly string[] }
  /** A place of the other build system; `isOnly` where this version of the SDK cannot be built with that. */
  | { readonly kind: 'era'; readonly isOnly: boolean; readonly meant: readonly string[] };
