import type { Origin } from '../../diagnostic/origin.ts';
import type { Span } from '../../text/source.ts';
import type { Devicetree, DtNode } from '../devicetree/devicetree.ts';
import { isEnabled } from '../devicetree/values.ts';
import { is, rememberedFor } from '../fact.ts';
import { gpioUsers } from './gpio-users.ts';
import { pinctrlState } from './pinctrl.ts';

/** One use of a pin of the SoC by an enabled node. */
export interface PinUser {
  /** `P0.31` */
  readonly name: string;
  readonly node: DtNode;
  readonly kind: 'pinctrl' | 'gpio';
  /** What the pin is to the node: `QSPI_SCK`, `cs-gpios`. */
  readonly role: string;
  /** Where the pin was assigned, the deciding place first. */
  readonly origins: readonly Origin[];
  /** The characters of the pin in the user's file. */
  readonly span: Span | undefined;
}

/** Every use of a pin in the tree of an image: default pinctrl states and GPIO properties of enabled nodes. */
export const pinUsers = rememberedFor((devicetree: Devicetree): readonly PinUser[] => {
  const enabled = devicetree.nodes.filter((node) => is(isEnabled(node), true));
  const peripherals = enabled.flatMap((node) => {
    const state = pinctrlState(node, 'default');
    const pins = state.known ? (state.value?.pins ?? []) : [];
    return pins.map(
      ({ name, signal, origins, span }): PinUser => ({ name, node, kind: 'pinctrl', role: signal, origins, span }),
    );
  });
  const set = new Set(enabled);
  const lines = gpioUsers(devicetree).flatMap(({ node, property, name, origins, span }): PinUser[] =>
    name !== undefined && set.has(node) ? [{ name, node, kind: 'gpio', role: property, origins, span }] : [],
  );
  return [...peripherals, ...lines];
});
