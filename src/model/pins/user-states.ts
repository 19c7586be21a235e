import type { Image } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { isEnabled } from '../devicetree/values.ts';
import { is, known, rememberedFor } from '../fact.ts';
import { type PinctrlState, pinctrlStates } from './pinctrl.ts';

/** A pinctrl state of an enabled peripheral. */
export interface UsedState {
  readonly node: DtNode;
  readonly state: PinctrlState;
}

/** The states of all enabled peripherals of an image; those of one only where all of them are known. */
export const usedStates = rememberedFor(({ devicetree }: Image): readonly UsedState[] =>
  devicetree.nodes
    .filter((node) => node.properties.has('pinctrl-0') && is(isEnabled(node), true))
    .flatMap((node) => {
      const states = pinctrlStates(node);
      return (states.known ? states : known([])).value.map((state) => ({ node, state }));
    }),
);
