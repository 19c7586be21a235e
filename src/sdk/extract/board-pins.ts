import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { evaluateDevicetree } from '../../model/devicetree/evaluate.ts';
import { isEnabled } from '../../model/devicetree/values.ts';
import { known } from '../../model/fact.ts';
import { gpioUsers } from '../../model/pins/gpio-users.ts';
import { pinctrlStates } from '../../model/pins/pinctrl.ts';
import type { SdkFacts } from '../../model/sdk-facts.ts';

export { shippedFacts } from '../facts.ts';

/** The pins of a shipped board, as plain data to compare with what others found; undefined without a tree. */
export function boardPins(facts: SdkFacts, board: string) {
  const tree = facts.trees.tree(board);
  if (!tree) return undefined;
  const options = { includedTree: (name: string) => facts.trees.tree(name), sdkVersion: facts.version };
  const devicetree = evaluateDevicetree(known(board), [{ kind: 'facts', tree }], options);
  return { pins: pins(devicetree), gpioUsers: users(devicetree) };
}

const pins = ({ nodes }: Devicetree) =>
  nodes.flatMap((node) => {
    const states = pinctrlStates(node);
    if (!states.known || states.value.length === 0) return [];
    const named = states.value.map((state) => [
      state.name,
      state.complete.known ? state.pins.map(({ signal, port, pin }) => [signal, port, pin]) : 'not known',
    ]);
    return [{ path: node.path, enabled: enabled(node), states: Object.fromEntries(named) }];
  });

const users = (devicetree: Devicetree) =>
  gpioUsers(devicetree).map(({ node, property, port, controller, pin, flags }) => ({
    path: node.path,
    prop: property,
    port: port ?? controller.path,
    pin,
    // Of an expander, the flags are its own business.
    flags: port === undefined ? null : flags,
    enabled: enabled(node),
  }));

const enabled = (node: Parameters<typeof isEnabled>[0]) => {
  const fact = isEnabled(node);
  return fact.known ? fact.value : undefined;
};
