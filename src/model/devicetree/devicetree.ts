import type { Origin } from '../../diagnostic/origin.ts';
import type { Span } from '../../text/source.ts';
import type { Fact } from '../fact.ts';

/** The devicetree of one image, evaluated: the board's own tree with the overlays of that image applied. */
export interface Devicetree {
  /**
   * Whether the tree below the user's overlays is known. Where it is not, nothing can be said to be absent:
   * every look-up that finds nothing is unknown. The value names it: "nrf52840dk_nrf52840".
   */
  readonly base: Fact<string>;
  /** All nodes known to exist, parents before children, in the order of their first appearance. */
  readonly nodes: readonly DtNode[];
  node(path: string): Fact<DtNode | undefined>;
  labelled(label: string): Fact<DtNode | undefined>;
  /** A property of `/chosen`, as the node it names. `undefined` is proven: nothing chooses it. Origins: the property's. */
  chosen(name: string): Fact<DtNode | undefined>;
  /** References to labels or paths that no node has. Only those in the user's own files. Empty when `base` is unknown. */
  readonly danglingReferences: readonly DanglingReference[];
  /** Labels that the user's own files give to a node while another one has them. */
  readonly doubleLabels: readonly DoubleLabel[];
}

export interface DtNode {
  /** `/soc/qspi@40029000/mx25r6435f@0` */
  readonly path: string;
  /** `mx25r6435f@0` */
  readonly name: string;
  readonly labels: readonly string[];
  readonly parent: DtNode | undefined;
  readonly children: readonly DtNode[];
  /** Where the node was opened, the last place first. */
  readonly origins: readonly Origin[];
  /** The properties known to be there. Use `property` to learn that one is absent. */
  readonly properties: ReadonlyMap<string, DtProperty>;
  property(name: string): Fact<DtProperty | undefined>;
  /** The property as the files that could be read state it, though one behind them that could not may change it. */
  written(name: string): DtProperty | undefined;
  /** `okay` when the property is proven absent; "ok" counts as `okay`. Its own status only, see `isEnabled`. */
  readonly status: Fact<string>;
  /** Empty when proven absent. */
  readonly compatible: Fact<readonly string[]>;
}

export interface DtProperty {
  readonly name: string;
  /** Empty for a flag. */
  readonly values: readonly DtValue[];
  /** The place that decided the value first, then those it replaced. A `project` span covers name to semicolon. */
  readonly origins: readonly Origin[];
}

export type DtValue =
  | { readonly kind: 'cells'; readonly bits: 8 | 16 | 32 | 64; readonly cells: readonly DtCell[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: readonly number[] }
  /** A node's path as a string value (`&label` outside of brackets). */
  | { readonly kind: 'reference'; readonly to: Fact<DtNode> }
  | { readonly kind: 'unknown'; readonly text: string };

export type DtCell =
  /** `span` and `text` are those of the characters the user wrote; absent for cells of the SDK. */
  | { readonly kind: 'number'; readonly value: bigint; readonly span?: Span }
  | { readonly kind: 'phandle'; readonly to: Fact<DtNode>; readonly span?: Span }
  | { readonly kind: 'unknown'; readonly text: string; readonly span?: Span };

export interface DanglingReference {
  /** `&mx25r65` */
  readonly text: string;
  /** The reference; where the SDK refers to a node that the user deletes, the deletion. */
  readonly span: Span;
  /** The property of the SDK's that refers to what the user deletes: "mcuboot-led0 of /aliases". */
  readonly usedBy?: { readonly text: string; readonly origin: Origin };
}

export interface DoubleLabel {
  readonly label: string;
  readonly span: Span;
  readonly node: DtNode;
  readonly other: DtNode;
}
