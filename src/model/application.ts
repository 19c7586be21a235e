import type { Assumption } from '../diagnostic/report.ts';
import type { LockFile } from '../syntax/lock-file.ts';
import type { Parsed } from '../syntax/parser.ts';
import type { SourceFile, Span } from '../text/source.ts';
import type { Devicetree } from './devicetree/devicetree.ts';
import { type Fact, valueOf } from './fact.ts';
import type { ApplicationFiles } from './files.ts';
import type { KconfigView } from './kconfig/evaluate.ts';
import type { PartitionTable } from './partitions/table.ts';
import type { FlashDriverFacts, SdkFacts, SocFacts } from './sdk-facts.ts';
import type { Sysbuild } from './sysbuild/sysbuild.ts';

export type Era = 'child-image' | 'sysbuild';

/** What is assumed where the devicetree of a board is that of an older version: `Assumption.what`. */
export const OLDER_TREE = "the board's devicetree of";

/** One `west build`: every image that ends up on the device, and the memory they share. */
/** What applications take along, and what is none itself. */
export type Part = 'board' | 'snippet' | 'shield';

export interface Configuration {
  /** Unique within the application: "nrf52840dk_nrf52840 release". */
  readonly id: string;
  readonly era: Fact<Era>;
  /** Whether only files of the project speak for this era, and `west build` of this version does the other unless told. */
  readonly isUnusualEra: boolean;
  /** As in file names, without revision: `nrf52840dk_nrf52840`. */
  readonly board: Fact<string>;
  /** File suffix or build type: `release` for prj_release.conf. */
  readonly suffix: string | undefined;
  readonly soc: Fact<SocFacts>;
  /** What the SDK says, for the version that was found or assumed. */
  readonly sdk: Fact<SdkFacts>;
  /** Those known to be part of the build. */
  readonly images: readonly Image[];
  /** Whether an image is part of the build. */
  has(name: string): Fact<boolean>;
  readonly partitions: PartitionTable;
  /** What Partition Manager would read, where it is off and its static file is still there. */
  readonly leftPartitions: PartitionTable | undefined;
  /** What was released, as the application's `ncslint.lock` says; undefined where it has none. */
  readonly lock: Parsed<LockFile> | undefined;
  /** The same build as it was before, where somebody asks what has changed since. */
  readonly earlier: Earlier | undefined;
  /** All configurations of the application, this one among them. */
  readonly variants: readonly Configuration[];
  /** Undefined in the era of child images. */
  readonly sysbuild: Sysbuild | undefined;
  /**
   * The user's Kconfig fragments of every image that may be part of the build, those nobody evaluates among them, and of
   * sysbuild itself.
   */
  readonly fragments: readonly Fragment[];
  /** Fragments in the application that this configuration does not read, as far as anyone can tell. */
  readonly otherFragments: readonly Fragment[];
  /** The defconfigs of the project's own boards that images of the build are for: every image reads that of its board first. */
  readonly boardFragments: readonly Fragment[];
  /** Whether Partition Manager divides the memory; with false the devicetree does. */
  readonly partitionManager: Fact<boolean>;
  /** The SDK version as the project says it, `2.4.0`, `v3.0.99`, a branch; undefined where nothing does. */
  readonly version: string | undefined;
  /** Symbols that the application's own Kconfig files define, without prefix. */
  readonly ownSymbols: ReadonlySet<string>;
  /** The compatibles of the project's own bindings. */
  readonly ownCompatibles: ReadonlySet<string>;
  /** Whether code of the project asks for a name in `/chosen`. */
  asksForChosen(name: string): boolean;
  /** Whether code or an overlay of the project names a partition, as the static file calls it. */
  namesPartition(name: string): boolean;
  /** The configuration files of the application, and what becomes of each; the same for all of its configurations. */
  readonly files: ApplicationFiles;
  /** Whether somebody wrote this build down, or asked for it; false where only names of files tell that there is one. */
  readonly isDescribed: boolean;
  /** What was assumed about the build; empty when all of it was said. */
  readonly assumptions: readonly Assumption[];
  /** False when loose files were given: then a file that is not there may exist all the same. */
  readonly complete: boolean;
  /** What is looked at by itself: what the applications that use it say nobody knows. Undefined for an application. */
  readonly part: Part | undefined;
}

/** A build at an earlier commit. */
export interface Earlier {
  /** The commit as the user calls it: `origin/main`. */
  readonly called: string;
  /** Undefined where there was none; composed when it is first asked for. */
  readonly configuration: Configuration | undefined;
}

/** One firmware image: its own devicetree and its own Kconfig. Nothing leaks between images but what the build passes on. */
export interface Image {
  /** `app`, `mcuboot`, `b0`, `hci_rpmsg` ... */
  readonly name: string;
  readonly kind: 'application' | 'bootloader' | 'network-core' | 'other';
  readonly board: Fact<string>;
  readonly kconfig: KconfigView;
  readonly devicetree: Devicetree;
  /** The same without the user's overlays: what the board itself says, be it the project's own. */
  readonly boardDevicetree: Devicetree;
  /** The user's Kconfig fragments of this image, in the order they are merged. */
  readonly fragments: readonly Fragment[];
  /** The devicetree files of a board that the project defines itself, which the overlays stand on; none for one of the SDK. */
  readonly boardFiles: readonly Overlay[];
  /** The user's devicetree overlays of this image, in the order they are applied. */
  readonly overlays: readonly Overlay[];
  /** What of its own files an image of the SDK still reads, when the user's stand beside them. */
  readonly ownFiles: { readonly base: boolean; readonly overlays: boolean };
  /** Where a user adds to this image: the file may not exist yet. */
  readonly places: { readonly fragment: Place; readonly overlay: Place };
}

export interface Fragment {
  readonly source: SourceFile;
  readonly assignments: readonly FragmentAssignment[];
  /** Lines that assign a symbol of sysbuild in a fragment of an image, or the other way round: the build stops there. */
  readonly misplaced: readonly FragmentAssignment[];
  readonly problems: readonly Problem[];
}

export interface FragmentAssignment {
  /** With prefix: `CONFIG_FLASH`. */
  readonly symbol: string;
  readonly value: string;
  readonly span: Span;
}

export interface Overlay {
  readonly source: SourceFile;
  readonly problems: readonly Problem[];
  /** Names used like macros that nobody defines. */
  readonly unknownMacros: readonly UnknownName[];
  /** Includes that no build can find. */
  readonly lostIncludes: readonly LostInclude[];
}

export interface LostInclude {
  /** As written between the quotes. */
  readonly name: string;
  readonly span: Span;
  /** How the file that was probably meant is written there. */
  readonly meant: string | undefined;
  /** False where a module that nobody knows may have a file with this name. */
  readonly certain: boolean;
}

export interface UnknownName {
  readonly name: string;
  readonly span: Span;
  /** What was probably meant. */
  readonly meant: string | undefined;
  /** False where a file that nobody could read may define it. */
  readonly certain: boolean;
}

/** Something a parser could not read. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
  readonly related?: { readonly span: Span; readonly text: string };
  readonly help?: string;
}

export interface Place {
  readonly path: string;
  readonly exists: boolean;
}

/** An image of the build by name; undefined also while nobody knows whether it is part of the build. */
export function image(configuration: Configuration, name: string): Image | undefined {
  return valueOf(configuration.has(name))
    ? configuration.images.find((candidate) => candidate.name === name)
    : undefined;
}

/** The last line of the user's fragments that assigns a symbol of an image or, with `SB_CONFIG_`, of sysbuild. */
export function lastWritten(
  { fragments }: { readonly fragments: readonly Fragment[] },
  symbol: string,
): FragmentAssignment | undefined {
  for (const { assignments } of fragments.toReversed()) {
    const last = assignments.findLast((assignment) => assignment.symbol === symbol);
    if (last) return last;
  }
  return undefined;
}

/** The driver the SDK has for a node of these compatibles; undefined when it has none that is known. */
export function flashDriver(configuration: Configuration, compatible: readonly string[]): FlashDriverFacts | undefined {
  const { sdk } = configuration;
  return sdk.known ? sdk.value.flashDrivers.find((driver) => compatible.includes(driver.compatible)) : undefined;
}
