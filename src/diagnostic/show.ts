import type { ConfigurationReport, SkippedFile } from './report.ts';

/** What `ncslint show` answers. Plain data: `undefined` stands for "not known" or "there is none". */
export interface ShowReport {
  readonly applications: readonly ShownApplication[];
  readonly skipped: readonly SkippedFile[];
}

export interface ShownApplication {
  /** As the user would write it. */
  readonly root: string;
  /** Files that no configuration reads by itself. */
  readonly unusedFiles: readonly string[];
  /** In the order of the configurations; those with the same answer stand together. */
  readonly answers: readonly ShownAnswer[];
}

export interface ShownAnswer {
  readonly configurations: readonly ShownConfiguration[];
  readonly answer: Answer;
}

export interface ShownConfiguration extends ConfigurationReport {
  /** Why there is such a configuration, as a clause. */
  readonly why: string;
}

export type Answer = BuildAnswer | SymbolAnswer | NodeAnswer | PartitionsAnswer;

/** Where something was decided. `line` counts from 1. */
export type ShownPlace =
  /** `text`: what stands there, its first line. */
  | { readonly kind: 'project'; readonly file: string; readonly line: number; readonly text: string }
  | { readonly kind: 'sdk'; readonly version: string; readonly file: string; readonly line: number }
  | { readonly kind: 'absent'; readonly file: string }
  | { readonly kind: 'argument' | 'assumed'; readonly text: string };

/** What a build is made of. */
export interface BuildAnswer {
  readonly kind: 'build';
  /** Those that are part of the build, and others that files of the user are meant for. */
  readonly images: readonly ShownImage[];
  /** Others that may be part of it, and what is missing to know it. */
  readonly possible: readonly { readonly name: string; readonly missing: string }[];
  readonly staticFile: ShownFile | undefined;
  /** That of the network core. */
  readonly networkStaticFile: ShownFile | undefined;
  /** What decides sysbuild's own symbols; empty in the era of child images. */
  readonly sysbuild: readonly ShownFile[];
  /** Files that an argument names and that do not exist. */
  readonly missing: readonly ShownFile[];
  /** Sentences without a final stop: that there is no such image. */
  readonly notes: readonly string[];
}

export interface ShownImage {
  readonly name: string;
  readonly kind: string | undefined;
  readonly board: string | undefined;
  readonly isPart: Answered<boolean>;
  /** In the order they are merged, the known ones of the SDK included. */
  readonly fragments: readonly ShownFile[];
  /** In the order they are applied. */
  readonly overlays: readonly ShownFile[];
  /** Files of the SDK that it reads as well and that are not known, as noun phrases. */
  readonly missing: readonly string[];
  /** Given on the command line, merged last: `-DCONFIG_X=y`. */
  readonly assignments: readonly string[];
  /** Where a user adds to the image; the files may not exist yet. */
  readonly places: { readonly fragment: string; readonly overlay: string };
}

export interface ShownFile {
  readonly path: string;
  /** The version it was read in, of a file of the SDK. */
  readonly sdk: string | undefined;
  /** As a clause. */
  readonly why: string;
}

/** A value with the place that decided it, or what is missing to know it. */
export interface Answered<T> {
  readonly value: T | undefined;
  /** As a noun phrase; undefined where the value is known. */
  readonly missing: string | undefined;
  readonly place: ShownPlace | undefined;
}

/** The value of a Kconfig symbol in each image. */
export interface SymbolAnswer {
  readonly kind: 'symbol';
  /** With prefix. */
  readonly symbol: string;
  readonly values: readonly SymbolValue[];
  /** Why there is no value at all, or which symbol was probably meant, as sentences without a final stop. */
  readonly notes: readonly string[];
}

export interface SymbolValue {
  readonly image: string;
  /** As in `.config`, without quotes. */
  readonly value: string | undefined;
  readonly type: 'bool' | 'int' | 'hex' | 'string' | undefined;
  readonly missing: string | undefined;
  readonly steps: readonly SymbolStep[];
}

/** One line of the argument why a symbol has its value, the deciding one first. */
export interface SymbolStep {
  /** `possible`: it would decide if what is missing were known. */
  readonly role: 'decides' | 'overridden' | 'ignored' | 'possible' | 'condition';
  readonly text: string;
  readonly place: ShownPlace | undefined;
}

/** A devicetree node in each image. */
export interface NodeAnswer {
  readonly kind: 'node';
  /** As it was asked for. */
  readonly asked: string;
  readonly images: readonly NodeOfImage[];
  readonly notes: readonly string[];
}

export interface NodeOfImage {
  readonly image: string;
  readonly node: ShownNode | undefined;
  /** What is missing to know the node, or to know all of it. */
  readonly missing: string | undefined;
  /** Sentences without a final stop: that it does not exist, which label was probably meant. */
  readonly notes: readonly string[];
}

export interface ShownNode {
  readonly path: string;
  readonly labels: readonly string[];
  /** Its own status, not that of the nodes above. */
  readonly status: Answered<string>;
  /** The node above that is disabled, which disables this one. */
  readonly disabledBy: string | undefined;
  /** Properties of /chosen that name it. */
  readonly chosenAs: readonly { readonly name: string; readonly place: ShownPlace | undefined }[];
  readonly properties: readonly ShownProperty[];
  /** Of the default pinctrl state. */
  readonly pins: readonly { readonly name: string; readonly signal: string; readonly place: ShownPlace | undefined }[];
  readonly children: readonly ShownChild[];
}

export interface ShownProperty {
  readonly name: string;
  /** As devicetree source; empty for a flag. */
  readonly value: string;
  /** The deciding place first, then those it replaced. */
  readonly places: readonly ShownPlace[];
}

export interface ShownChild {
  readonly name: string;
  readonly labels: readonly string[];
  readonly status: string | undefined;
}

/** How the memory is divided. Numbers are bytes. */
export interface PartitionsAnswer {
  readonly kind: 'partitions';
  /** The static file of Partition Manager. */
  readonly staticFile: ShownFile | undefined;
  readonly regions: readonly ShownRegion[];
  readonly partitions: readonly ShownPartition[];
  readonly slots: readonly ShownSlot[];
}

export interface ShownRegion extends ShownRange {
  readonly name: string;
}

export interface ShownPartition extends ShownRange {
  readonly name: string;
  readonly region: string | undefined;
  /** Names a container covers; undefined for a partition that holds bytes of its own. */
  readonly members: readonly string[] | undefined;
}

/** A slot of MCUboot. */
export interface ShownSlot extends ShownRange {
  readonly name: string;
  readonly region: string | undefined;
  /** Bytes it has at the least, where Partition Manager is left to place it. */
  readonly atLeast: number | undefined;
}

export interface ShownRange {
  readonly address: number | undefined;
  readonly size: number | undefined;
  /** Exclusive. */
  readonly end: number | undefined;
  /** What is missing to know them. */
  readonly missing: string | undefined;
  readonly place: ShownPlace | undefined;
}
