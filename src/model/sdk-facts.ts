import type { Origin } from '../diagnostic/origin.ts';
import type { SourceFile } from '../text/source.ts';
import type { SysbuildFacts } from './sysbuild/facts.ts';

/**
 * What the SDK says, as far as somebody read it: declared here, where it is used; implemented in `sdk/`.
 * Every method answers from one SDK version and returns undefined for what nobody wrote down. Undefined is never "no".
 */
export interface SdkFacts {
  /** The version the facts were read in: "2.4.0". */
  readonly version: string;
  /** "shipped facts of NCS 2.4.0", or the folder of an SDK. */
  readonly source: string;
  /** Names of all boards with facts, `nrf52840dk_nrf52840`; a revision is not part of the name. */
  readonly boardNames: readonly string[];
  board(name: string): BoardFacts | undefined;
  soc(name: string): SocFacts | undefined;
  /** What an SDK image (`mcuboot`) brings along when the application adds nothing. */
  image(name: string): ImageFacts | undefined;
  /** A Kconfig symbol without its `CONFIG_` prefix, as the image `image` defines it ("app", "mcuboot"). */
  symbol(name: string, image: string): SymbolFacts | undefined;
  /** All that `symbol` knows for an image. */
  symbolNames(image: string): readonly string[];
  /** Where MCUboot's Kconfig defines an option that no other image has, without prefix; undefined for all others. */
  mcubootOption(name: string): SdkLine | undefined;
  /** A symbol, without prefix, that some version of the SDK renamed or removed; the same whatever the version. */
  renamed(name: string): RenamedSymbol | undefined;
  /** Which names exist at all; undefined where nobody listed them. */
  readonly names: SymbolNames | undefined;
  /** Flash drivers by the compatible they serve, `nordic,qspi-nor`. */
  readonly flashDrivers: readonly FlashDriverFacts[];
  /** What a JEDEC id says; from data sheets, the same for every SDK. */
  readonly chips: ChipFacts;
  /** The evaluated tree an include or a board stands for; names as in `#include <...>` or a board name. */
  readonly trees: TreeFactsSource;
  /** The devicetree files of the SDK itself, where it is there: they come before `trees`. */
  readonly devicetrees?: SdkDevicetrees | undefined;
  /** Bindings of devicetree nodes, by the first compatible; undefined where nobody wrote any down. */
  binding?(compatible: string): BindingFacts | undefined;
  /** The one that counts for a node on one of these buses, where all bindings are known; not given where only some are. */
  bindingOn?: ((compatible: string, buses: readonly string[]) => BindingFacts | undefined) | undefined;
  /** The compatibles that bindings exist for; undefined where nobody listed them. */
  readonly compatibles?: readonly string[] | undefined;
  /** Sysbuild's Kconfig and what it forces upon images; undefined for versions without sysbuild. */
  readonly sysbuild?: SysbuildFacts | undefined;
}

/**
 * A line of the SDK, relative to the workspace: `zephyr/drivers/flash/Kconfig.nor:4`. In parentheses behind it the version
 * it was read in, where that is not the one of all the facts.
 */
export type SdkLine = string;

export const sdkLine = (facts: { readonly version: string }, at: SdkLine): Origin => {
  // No expression: a build has a thousand of them.
  const blank = at.endsWith(')') ? at.indexOf(' (') : -1;
  const end = blank < 0 ? at.length : blank;
  const colon = at.lastIndexOf(':', end);
  const line = colon < 0 ? Number.NaN : Number(at.slice(colon + 1, end));
  if (Number.isNaN(line)) return { kind: 'sdk', sdk: facts.version, path: at, line: 1 };
  const version = blank < 0 ? facts.version : at.slice(blank + 2, -1);
  return { kind: 'sdk', sdk: version, path: at.slice(0, colon), line };
};

export interface BoardFacts {
  readonly name: string;
  /** Key of `SdkFacts.soc`: "nrf52840", "nrf5340_cpuapp". */
  readonly soc: string;
  /** Folder of the board, relative to the workspace. */
  readonly folder: string;
  readonly revisions: readonly string[];
  readonly defaultRevision: string | undefined;
  /** `<board>_defconfig`, in the order of the file. */
  readonly defconfig: readonly AssignmentFact[];
  /** Static files of Partition Manager in the board's folder, by file name. */
  readonly staticFiles: readonly StaticFileFact[];
}

/** `symbol` without `CONFIG_`; `value` as written, without quotes of a string. */
export interface AssignmentFact {
  readonly symbol: string;
  readonly value: string;
  readonly at: SdkLine;
}

export interface StaticFileFact {
  readonly name: string;
  readonly path: string;
  readonly partitions: readonly StaticPartitionFact[];
}

export interface StaticPartitionFact {
  readonly name: string;
  readonly address?: number;
  readonly size?: number;
  readonly region?: string;
  readonly span?: readonly string[];
  readonly at: SdkLine;
}

export interface SocFacts {
  /** As people say it: "nRF52840". */
  readonly title: string;
  /** "nrf52", "nrf53", "nrf91", "nrf54l" ... */
  readonly series: string;
  readonly core: 'application' | 'network' | 'only';
  /** Bytes. */
  readonly flash: MemoryFact;
  readonly ram: MemoryFact;
  /** Bytes a single erase clears. */
  readonly erasePage: NumberFact;
  /** Bytes the flash protection works in (ACL, SPU, BPROT). */
  readonly protectionBlock: NumberFact | undefined;
  /** GPIO ports in order: how many pins port 0, port 1 have. */
  readonly ports: readonly NumberFact[];
  /** One-time programmable region of Partition Manager, where the SoC has it. */
  readonly otp: MemoryFact | undefined;
}

export interface MemoryFact {
  /** Bytes. */
  readonly address: number;
  readonly size: number;
  /** The application core has a part of it: how much its devicetree says, or the version of the SDK. */
  readonly shared?: true;
  /** The release from which on its size is known: before, the SDK described it in another way. */
  readonly since?: string;
  /** So many bytes of it the SDK itself uses somewhere, where its own devicetree leaves the last ones out. */
  readonly most?: NumberFact;
  readonly at: SdkLine;
}

export interface NumberFact {
  readonly value: number;
  readonly at: SdkLine;
}

export interface ImageFacts {
  readonly name: string;
  /** Its own source folder, relative to the workspace. */
  readonly folder: string;
  /** Its own prj.conf. */
  readonly base: readonly AssignmentFact[];
  readonly basePath: string;
  /** Its own `socs/<soc>.conf`, by SoC as in file names. */
  readonly socs?: Readonly<Record<string, FragmentFacts>>;
  /** Its own `boards/<board>.conf`, by board; a board that is not listed has none. */
  readonly boards: Readonly<Record<string, FragmentFacts>>;
  /** Its own overlays by board, the application overlay under "". Paths only: their trees are read by name. */
  readonly overlays: Readonly<Record<string, string>>;
  /** By path: fragments that the build of an application may add to it as a child image; undefined where nobody has read them. */
  readonly added?: Readonly<Record<string, FragmentFacts>>;
}

export interface FragmentFacts {
  readonly path: string;
  readonly assignments: readonly AssignmentFact[];
}

/** A Kconfig symbol, as far as it is written down. Conditions are Kconfig expressions over symbols without prefix. */
export interface SymbolFacts {
  readonly type: 'bool' | 'int' | 'hex' | 'string';
  /** The choice it is a member of: of its members with the same image at most one is y, the one assigned last. */
  readonly choice?: string;
  /** All `depends on` and enclosing `if`, joined by &&; of several definitions any. Unmet: no default counts. */
  readonly depends?: Condition;
  /** When an assignment counts, where that is not `depends`: "n" for a symbol without prompt. Otherwise it is ignored. */
  readonly prompt?: Condition;
  /**
   * Decisive in order: the first whose condition holds. A bool without any is n, and so is one where none holds.
   * The value of a bool is a condition; that of a number may be another symbol or `dt_chosen_cell(zephyr,flash, reg)`,
   * a cell of the chosen node. What other symbols imply comes first.
   */
  readonly defaults: readonly { readonly value: string; readonly if?: Condition; readonly at: SdkLine }[];
  /** Of a number: the first one whose condition holds counts. A value outside of it is not taken. */
  readonly ranges?: readonly {
    /** A number, or the symbol that has it. */
    readonly low: string;
    readonly high: string;
    readonly if?: Condition;
    readonly at: SdkLine;
  }[];
  /** Symbols that force this one to y, each with the whole condition (the selecting symbol included). */
  readonly selects?: readonly { readonly if: Condition; readonly at: SdkLine }[];
  /** True where much of what its conditions ask for is unknown: the SoC, and what Zephyr defines. */
  readonly partial?: boolean;
  /** True when every select and default in the SDK is listed: only then "no line says so" means n. */
  readonly complete: boolean;
  readonly at: SdkLine;
}

/** Versions are those of the SDK as "3.1": the first one of which it is true. */
export interface RenamedSymbol {
  /** It warns, and still works. */
  readonly deprecated?: string;
  /** No Kconfig file defines it any more. Not given where it is deprecated, and nobody has read the version without it. */
  readonly since?: string;
  /** The last one known to have it. What was in development after it may be without. */
  readonly last?: string;
  /** What takes its place, without prefix; several where one of them is meant. Not given where nothing does. */
  readonly use?: readonly string[];
  /** True where that takes other values. */
  readonly differs?: boolean;
  readonly at: SdkLine;
}

/** Names of Kconfig symbols without prefix, of every image and board. */
export interface SymbolNames {
  /** Whether any version somebody listed defines it. */
  has(name: string): boolean;
  /** Whether it has no prompt in this version, wherever it is defined: an assignment of it stops the build. */
  isHidden(name: string): boolean;
  /** Those of this version; none where only other versions are listed. */
  readonly all: readonly string[];
  /** Of a later version than 2.4 what neither `nrf` nor MCUboot defines: only that very release says what it is. */
  isOfZephyr(name: string): boolean;
}

/**
 * `FLASH && !(SPI_NOR || A = y)`, with predicates over the devicetree of the image:
 * `dt_enabled(nordic,qspi-nor)` - an enabled node with this compatible exists;
 * `dt_chosen(nordic,pm-ext-flash)` - the chosen property names an enabled node;
 * `dt_label(uart0)` or `dt_label(uart0, nordic,nrf-uarte)` - the labelled node is enabled, and has the compatible;
 * `dt_compatible(uart0, nordic,nrf-uarte)` - the labelled node has the compatible, enabled or not;
 * `dt_property(radio, dfe-supported)` - the labelled node has the property;
 * `dt_compat_on_bus(nordic,qspi-nor, qspi)` - an enabled node with this compatible sits on such a bus.
 * Other predicates that begin with `dt_` may stand there; whether they hold is unknown.
 */
export type Condition = string;

export interface FlashDriverFacts {
  readonly compatible: string;
  /** Without `CONFIG_`. */
  readonly symbol: string;
  readonly at: SdkLine;
  /** Without `CONFIG_`: the symbol that sets the page size the driver reports. */
  readonly pageSizeSymbol: string | undefined;
  /** Assignments that belong into MCUboot's fragment together with the driver, and why. */
  readonly companions: readonly { readonly symbol: string; readonly value: string; readonly at: SdkLine }[];
  /** Properties of the node that have to be the same for every image, `jedec-id`. */
  readonly identity: readonly string[];
}

/** What a binding says about the nodes with its compatible. */
export interface BindingFacts {
  readonly compatible: string;
  readonly at: SdkLine;
  /** The bus that nodes below one with this compatible are on, "qspi". */
  readonly bus?: string;
  /** Where there are several: all of them. */
  readonly buses?: readonly string[];
  /** The binding counts only for nodes on this bus. */
  readonly onBus?: string;
  /** All properties a node may have, by name. */
  readonly properties: Readonly<Record<string, BindingPropertyFact>>;
  /** For nodes below without a compatible of their own. */
  readonly children?: ChildBindingFacts;
}

export type ChildBindingFacts = Pick<BindingFacts, 'properties' | 'children'>;

export interface BindingPropertyFact {
  readonly type: BindingType;
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly at: SdkLine;
}

/** zephyr/dts/binding-template.yaml:180-245 (2.4.0) */
export type BindingType =
  | 'boolean'
  | 'int'
  | 'array'
  | 'uint8-array'
  | 'string'
  | 'string-array'
  | 'phandle'
  | 'phandles'
  | 'phandle-array'
  | 'path'
  | 'compound';

export interface ChipFacts {
  readonly manufacturers: readonly ManufacturerFact[];
  /** Part number by full id, "c22817". */
  readonly parts: Readonly<Record<string, PartFact>>;
}

export interface ManufacturerFact {
  /** First byte of the id, "c2". */
  readonly id: string;
  readonly name: string;
  /** First and last value n of the third byte that stand for a density of 2^n bytes; others say nothing. */
  readonly powersOfTwo: readonly [first: number, last: number];
  /** "data sheet". */
  readonly source: string;
}

export interface PartFact {
  readonly title: string;
  readonly source: string;
}

/** The devicetree files of an SDK that is there, each read once. Paths are relative to its workspace. */
export interface SdkDevicetrees {
  /** A board by its target as in file names; undefined where the SDK has no such board, or no devicetree of it. */
  board(name: string): SdkBoard | undefined;
  /** The folder of a shield and the overlays it brings for a board, in order; undefined where the SDK has no such shield. */
  shield(
    name: string,
    boardStems: readonly string[],
  ): { readonly folder: string; readonly overlays: readonly string[] } | undefined;
  /** The overlays of a snippet for a board; undefined where the SDK has no such snippet, or it is not known what it does. */
  snippet(name: string, board: string): readonly string[] | undefined;
  source(path: string): SourceFile | undefined;
  /**
   * The folders that includes are searched in: those before the application's, and those behind it and the board's own.
   * zephyr/cmake/modules/pre_dt.cmake:36-90 (2.4.0)
   */
  includeFolders(architecture: string): { readonly modules: readonly string[]; readonly zephyr: readonly string[] };
}

export interface SdkBoard {
  readonly folder: string;
  /** Of the SoC, as folders below `dts` are named: "arm". */
  readonly architecture: string;
  /** What files in folders of other things are named after: the target, and without its SoC where the board has only one. */
  readonly names: readonly string[];
  /** As Kconfig has it; undefined before hardware model v2. */
  readonly target: BoardTarget | undefined;
  /** Of the one given, else of the default one, as far as the board has any: that whose files are read. */
  revision(wanted: string | undefined): string | undefined;
  /** The board's own file and, behind it, the overlay of a revision; of the default one where none is given. */
  files(revision: string | undefined): readonly string[];
  /** Its `_defconfig` and, behind it, that of a revision. */
  defconfigs(revision: string | undefined): readonly string[];
}

/** A target of hardware model v2. */
export interface BoardTarget {
  /** "nrf5340dk" */
  readonly board: string;
  /** "nrf5340/cpuapp/ns" */
  readonly qualifiers: string;
}

/** Evaluated devicetrees as data, see `model/devicetree/tree-facts.ts`. */
export interface TreeFactsSource {
  /** For a board: "nrf52840dk_nrf52840"; for an include: "nordic/nrf52840_qiaa.dtsi". */
  tree(name: string): TreeFacts | undefined;
  /** Object and function macros an overlay may use over this tree. */
  macros(): MacroFacts;
}

/** Macros by name; each is read when it is asked for. */
export interface MacroFacts {
  get(name: string): MacroFact | undefined;
  keys(): readonly string[];
  /** Nobody has written any down. */
  readonly isEmpty: boolean;
}

export interface MacroFact {
  /** "NRF_PSEL(fun, port, pin) ((((((port) * 32U) + (pin)) & ...", as after `#define `. */
  readonly definition: string;
  readonly at: SdkLine;
}

/** A tree as a list of nodes, in order; a node that is there already is changed by giving it again. */
export interface TreeFacts {
  readonly name: string;
  /** Another tree this one is laid over: "nordic/nrf52840_qiaa.dtsi". */
  readonly base: string | undefined;
  readonly nodes: readonly NodeFact[];
  /** Of the SDK its lines belong to, where that is not the one of all the facts. */
  readonly version?: string;
  /** True: nobody read the one of the version in use, this one stands for it. */
  readonly isAssumed?: boolean;
}

export interface NodeFact {
  /** `/soc/uart@40002000`; in an overlay, which may be laid over any board, also `&flash0` and `&flash0/partitions`. */
  readonly path: string;
  readonly at: SdkLine;
  readonly labels?: readonly string[];
  /** True: the node of the base is gone. */
  readonly deleted?: boolean;
  /** True: the node goes where nothing refers to it, `/omit-if-no-ref/`. */
  readonly omissible?: boolean;
  /** Value and line, a number alone is a line of the file of the node's; a value of null: the property is gone. */
  readonly properties?: Readonly<Record<string, readonly [PropertyFact | null, SdkLine | number]>>;
}

/**
 * `true` a flag; a string a string; an array a cell array of 32 bits; otherwise its only part or a list of parts, each
 * with its kind. In a cell array `"&label"` or `"&/path"` is a phandle, another string a number beyond 2^53.
 */
export type PropertyFact =
  | true
  | string
  | readonly (number | string)[]
  | PropertyPartFact
  | { readonly parts: readonly PropertyPartFact[] };

export type PropertyPartFact =
  | { readonly cells: readonly (number | string)[]; readonly bits?: 8 | 16 | 64 }
  | { readonly strings: readonly string[] }
  /** Hexadecimal: "c22817". */
  | { readonly bytes: string }
  /** Label or path of the node that a reference outside of brackets names. */
  | { readonly reference: string };
