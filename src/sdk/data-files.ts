import type {
  BindingFacts,
  BindingPropertyFact,
  ChipFacts,
  FlashDriverFacts,
  MacroFact,
  RenamedSymbol,
  SocFacts,
  SymbolFacts,
  TreeFacts,
} from '../model/sdk-facts.ts';
import type { ForcedOption } from '../model/sysbuild/facts.ts';
import type { KconfigDefinition } from '../syntax/kconfig-language/definition.ts';
import type { AssignmentLine } from './extract/assignments.ts';

/*
 * The shipped files below `data/<version>/`: what `SdkFacts` answers from, written for a reviewer, one entry per line.
 * `schemas/sdk-facts.schema.json` describes the same.
 */

/** `boards.json`: every board there is a `boards/<name>.json` for. */
export interface BoardsFile {
  readonly kind: 'boards';
  readonly boards: readonly string[];
}

/** `boards/<name>.json` */
export interface BoardFile {
  readonly kind: 'board';
  readonly name: string;
  readonly soc: string;
  readonly folder: string;
  readonly revisions?: readonly string[];
  readonly defaultRevision?: string;
  readonly defconfig: ConfData;
  readonly staticFiles: readonly StaticFileData[];
}

/** A `.conf` file; lines are those of `path`. */
export interface ConfData {
  readonly path: string;
  readonly assignments: readonly AssignmentLine[];
}

export interface StaticFileData {
  readonly path: string;
  readonly partitions: readonly StaticPartitionData[];
}

export interface StaticPartitionData {
  readonly name: string;
  readonly address?: number;
  readonly size?: number;
  readonly region?: string;
  readonly span?: readonly string[];
  /** 1-based, in the static file. */
  readonly line: number;
}

/** `soc.json`, and `sysbuild/socs.json` for the SoCs that came with sysbuild. */
export interface SocsFile {
  readonly kind: 'socs';
  readonly socs: Readonly<Record<string, SocData>>;
}

export type SocData = Omit<SocFacts, 'protectionBlock' | 'otp'> & Partial<Pick<SocFacts, 'protectionBlock' | 'otp'>>;

/** `mcuboot.json` */
export interface ImageFile {
  readonly kind: 'image';
  readonly name: string;
  readonly folder: string;
  readonly base: ConfData;
  /** By SoC, as in file names: `nrf54l15_cpuapp`. */
  readonly socs?: Readonly<Record<string, ConfData>>;
  readonly boards: Readonly<Record<string, ConfData>>;
  readonly overlays: Readonly<Record<string, string>>;
  /** By path: fragments that the build of an application may add to it as a child image. */
  readonly added?: Readonly<Record<string, ConfData>>;
}

/** `symbols.json`: by image, "any" for those that are the same in all of them. */
export interface SymbolsFile {
  readonly kind: 'symbols';
  readonly images: Readonly<Record<string, Readonly<Record<string, SymbolData>>>>;
}

/** Without `defaults` it has none, without `complete` it is. */
export type SymbolData = Omit<SymbolFacts, 'defaults' | 'complete'> &
  Partial<Pick<SymbolFacts, 'defaults' | 'complete'>>;

/** `mcuboot-options.json` */
export interface OptionsFile {
  readonly kind: 'options';
  readonly image: string;
  /** `path:line` by symbol. */
  readonly options: Readonly<Record<string, string>>;
}

/** `renamed-symbols.json`, beside the versions. */
export interface RenamedFile {
  readonly kind: 'renamed-symbols';
  /** Of those that nothing takes the place of the first version without them and the line that tells. */
  readonly symbols: Readonly<Record<string, RenamedSymbol | string>>;
}

/** `symbol-names.json`: names with a blank before and behind each, sorted by code units. */
export interface NamesFile {
  readonly kind: 'symbol-names';
  /** Of this version, without a prompt. */
  readonly hidden: string;
  /** The others of this version. */
  readonly names: string;
  /** What only the `nrf` and `bootloader/mcuboot` of later versions define. */
  readonly later: string;
}

/** `symbol-names.json` of a version after 2.4.0: what is another way than there, written as there. */
export interface ChangedNamesFile {
  readonly kind: 'changed-symbol-names';
  /** New, and those that have no prompt any more. */
  readonly hidden: string;
  /** New, and those that have one now. */
  readonly names: string;
  /** No file defines them any more. */
  readonly gone: string;
}

/** `drivers.json` */
export interface DriversFile {
  readonly kind: 'drivers';
  readonly drivers: readonly DriverData[];
}

export type DriverData = Omit<FlashDriverFacts, 'pageSizeSymbol'> & Partial<Pick<FlashDriverFacts, 'pageSizeSymbol'>>;

/** `trees/<name>.json` */
export type TreeFile = TreeFacts & { readonly kind: 'tree' };

/**
 * `targets.json`, beside the versions: the trees of hardware model v2 by name, in `targets/<first version>/<name>.json`.
 * Their bases are named with the version, too: "2.9.0/nordic/nrf54l15_cpuapp.dtsi".
 */
export interface TargetsFile {
  readonly kind: 'targets';
  readonly targets: Readonly<Record<string, TargetReadings>>;
}

/** Stands before the name of a SoC's file as non-secure boards read it. */
export const NON_SECURE = 'non-secure/';

/**
 * The first and the last of the releases it was read in that say the same, oldest first. One alone is that of files which
 * were not read in any one release: it stands for the releases from there on, as an assumption.
 */
export type TargetReadings = readonly (readonly [first: string, last?: string])[];

/** `macros.json`: by name, in the order of their places. */
export interface MacrosFile {
  readonly kind: 'macros';
  readonly macros: Readonly<Record<string, MacroFact>>;
}

/** `compatibles.json`: names with a blank between them, sorted, a line for each vendor. */
export interface CompatiblesFile {
  readonly kind: 'compatibles';
  readonly names: readonly string[];
}

/** `bindings.json`: `base` holds the properties of base.yaml, which nearly every binding includes. */
export interface BindingsFile {
  readonly kind: 'bindings';
  readonly base: Readonly<Record<string, BindingPropertyFact>>;
  readonly bindings: readonly BindingData[];
}

/** `base`: has the properties of base.yaml, too, but for those that are listed. */
export type BindingData = Omit<BindingFacts, 'children'> & ChildBindingData;

export interface ChildBindingData {
  readonly base: boolean;
  readonly properties: Readonly<Record<string, BindingPropertyFact>>;
  readonly children?: ChildBindingData;
}

/** `sysbuild/<version>.json`, what the SDK's own module says, and `sysbuild/zephyr-<version>.json`, what Zephyr says. */
export interface SysbuildFile {
  readonly kind: 'sysbuild';
  readonly definitions: readonly KconfigDefinition[];
  readonly boards: Readonly<Record<string, readonly KconfigDefinition[] | null>>;
  readonly forced: readonly ForcedOption[];
}

/** `chips.json`, beside the versions: chips do not change with the SDK. */
export type ChipsFile = ChipFacts & { readonly kind: 'chips' };
