import { rememberedFor } from '../fact.ts';
import type { Devicetree, DtNode } from './devicetree.ts';

/**
 * The nodes that a file of the user's opens, in the order of the tree: only those can state, change or delete a property
 * there. All others are as the SDK has them.
 */
export const touchedNodes = rememberedFor((devicetree: Devicetree): readonly DtNode[] =>
  devicetree.nodes.filter(({ origins }) => origins.some(({ kind }) => kind === 'project')),
);
