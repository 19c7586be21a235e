import type { DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known } from '../fact.ts';
import { type Pin, pinctrlState } from './pinctrl.ts';

/** The pins a node on a bus is reached through: those of the bus in its default state. Known only when all of them are. */
export function busPins(node: DtNode): Fact<readonly Pin[]> {
  if (!node.parent) return known([]);
  return andThen(pinctrlState(node.parent, 'default'), (state): Fact<readonly Pin[]> => {
    if (!state) return known([]);
    return state.complete.known ? known(state.pins) : state.complete;
  });
}
