import type { Span } from '../../text/source.ts';

/**
 * A devicetree source as statements, in the order of the text, includes already spliced in.
 * Every span lies in the file the characters were written in; what a macro produced has the span of the macro's use.
 */
export interface DevicetreeSource {
  readonly statements: readonly TopStatement[];
  /** `#include`s nobody could resolve. What depends on them is unknown. */
  readonly missingIncludes: readonly MissingInclude[];
  /** Names used like macros that no file defined, once each, at their first use. */
  readonly unknownMacros: readonly UnknownMacro[];
}

export type TopStatement = NodeStatement | DeleteNodeStatement | IncludedTree;

/** Stands for an include whose evaluated tree is known as a fact (`<nordic/nrf52840_qiaa.dtsi>` without an SDK). */
export interface IncludedTree {
  readonly kind: 'included-tree';
  /** As written between the brackets. */
  readonly name: string;
  readonly span: Span;
}

/** `label: name@unit { ... };`, `&label { ... };`, `&{/path} { ... };` or `/ { ... };` */
export interface NodeStatement {
  readonly kind: 'node';
  readonly labels: readonly Word[];
  readonly target: NodeTarget;
  readonly omitIfNoRef: boolean;
  readonly body: readonly BodyStatement[];
  /** Labels and name, up to the brace. */
  readonly headSpan: Span;
  readonly span: Span;
}

export type NodeTarget =
  | { readonly kind: 'root' }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | Reference;

/** `&label` or `&{/path}` */
export type Reference =
  | { readonly kind: 'label'; readonly label: string; readonly span: Span }
  | { readonly kind: 'path'; readonly path: string; readonly span: Span };

export type BodyStatement = NodeStatement | PropertyStatement | DeleteNodeStatement | DeletePropertyStatement;

/** A name and where it stands. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

export interface PropertyStatement {
  readonly kind: 'property';
  readonly name: Word;
  /** Empty for a flag such as `has-dpd;`. */
  readonly values: readonly Value[];
  /** From the name to the semicolon, which is included. */
  readonly span: Span;
}

/** `/delete-node/ name;` in a node, `/delete-node/ &label;` at the top or in a node. */
export interface DeleteNodeStatement {
  readonly kind: 'delete-node';
  readonly target: { readonly kind: 'name'; readonly name: string; readonly span: Span } | Reference;
  readonly span: Span;
}

export interface DeletePropertyStatement {
  readonly kind: 'delete-property';
  readonly name: Word;
  readonly span: Span;
}

/** One of the comma-separated parts of a property's value. */
export type Value =
  | { readonly kind: 'cells'; readonly bits: 8 | 16 | 32 | 64; readonly cells: readonly Cell[]; readonly span: Span }
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  /** `[ c2 20 15 ]` */
  | { readonly kind: 'bytes'; readonly bytes: readonly number[]; readonly span: Span }
  /** `&label` outside of angle brackets: the path of the node as a string. */
  | { readonly kind: 'reference'; readonly to: Reference; readonly span: Span }
  /** What could not be read: a macro nobody defined. */
  | { readonly kind: 'unknown'; readonly text: string; readonly span: Span };

export type Cell =
  /** Evaluated; wraps at the width of the cell as dtc does it. */
  | { readonly kind: 'number'; readonly value: bigint; readonly span: Span; readonly macro?: MacroCall }
  | { readonly kind: 'phandle'; readonly to: Reference; readonly span: Span }
  | { readonly kind: 'unknown'; readonly text: string; readonly span: Span; readonly macro?: MacroCall };

/** The outermost macro a cell was written with: `NRF_PSEL(QSPI_SCK, 0, 31)`. */
export interface MacroCall {
  readonly name: string;
  /** As written, trimmed. Empty for an object-like macro. */
  readonly arguments: readonly string[];
  readonly span: Span;
}

export interface MissingInclude {
  /** As written, without quotes or brackets. */
  readonly name: string;
  readonly style: 'quoted' | 'angled';
  readonly span: Span;
}

export interface UnknownMacro {
  readonly name: string;
  readonly span: Span;
}
