import type { DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, map } from '../fact.ts';
import { capacity } from './external-flash.ts';
import { type BasicFlashParameters, sfdpTable } from './sfdp.ts';

/** The table of the chip that a node describes: one of another density was copied from another chip, and says nothing. */
export const ownTable = (node: DtNode): Fact<BasicFlashParameters | undefined> =>
  andThen(capacity(node), (bytes) =>
    map(sfdpTable(node), (table) => (table && bytes !== undefined && table.density === bytes * 8 ? table : undefined)),
  );
