import type { Statement } from '../../syntax/kconfig-file/statements.ts';
import type { SharedVariables } from './shared-variables.ts';
import type { Conditional, Expression, KconfigSymbol } from './symbols.ts';
import type { KconfigTree } from './tree.ts';

/**
 * What the trees of many images have in common: all but a few statements of it are the same whatever the board, the
 * devicetree and the application are. Values that each image has of its own are constants to be asked for.
 */
export interface SharedTree {
  /** Its defaults are without those of `configdefault`. */
  readonly tree: KconfigTree;
  readonly later: ReadonlyMap<KconfigSymbol, readonly Conditional<Expression>[]>;
  /** In order. */
  readonly places: readonly OpenPlace[];
  readonly variables: SharedVariables;
  /** For each file that was read its place among the statements. */
  readonly fileOrders: readonly number[];
  /** Behind all of it. */
  readonly end: number;
}

/** A statement that each image reads in its own way, for the files or names in it are its own. */
export interface OpenPlace {
  readonly statement: Statement;
  readonly path: string;
  readonly depends: Expression;
  readonly visible: Expression;
  readonly order: number;
}

/** What an image has besides a tree that it shares: before it, at its open places, and behind it. */
export interface TreePart {
  readonly shared: SharedTree;
  /** Its symbols have indices behind those of the shared tree; they hold what the part says about them, and no more. */
  readonly tree: KconfigTree;
  readonly later: SharedTree['later'];
  readonly fileOrders: readonly number[];
}
