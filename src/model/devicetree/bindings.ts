import type { Origin } from '../../diagnostic/origin.ts';
import { andThen, type Fact, known, unknown } from '../fact.ts';
import { type BindingPropertyFact, type ChildBindingFacts, type SdkFacts, sdkLine } from '../sdk-facts.ts';
import type { DtNode } from './devicetree.ts';

/** What the SDK's bindings say about one node. */
export interface NodeBinding {
  /** "nordic,qspi-nor"; that of the node above for one without a compatible. */
  readonly compatible: string;
  property(name: string): BindingProperty | undefined;
  readonly names: readonly string[];
}

export interface BindingProperty extends BindingPropertyFact {
  readonly name: string;
  readonly origin: Origin;
}

/**
 * The binding of a node. Undefined where it has none that is written down: a node without one, one of another compatible,
 * and one that is not on the bus its binding is for, which is then not read at all
 * (zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1237-1262, 2.4.0).
 */
export function bindingOf(sdk: SdkFacts, node: DtNode): Fact<NodeBinding | undefined> {
  const found = rawBinding(sdk, node);
  return andThen(found, (binding): Fact<NodeBinding | undefined> => {
    if (!binding) return known(undefined);
    const { properties } = binding.facts;
    return known({
      compatible: binding.compatible,
      names: Object.keys(properties),
      property: (name) => {
        const fact = Object.hasOwn(properties, name) ? properties[name] : undefined;
        return fact && { ...fact, name, origin: sdkLine(sdk, fact.at) };
      },
    });
  });
}

/** The bus a node is on by the node above it: "qspi"; undefined where that is none; unknown where nobody wrote it down. */
export function busOf(sdk: SdkFacts, node: DtNode): Fact<string | undefined> {
  const { parent } = node;
  if (!parent || parent.path === '/' || parent.path === '/soc') return known(undefined);
  return andThen(parent.compatible, ([first]): Fact<string | undefined> => {
    const binding = first === undefined ? undefined : sdk.binding?.(first);
    return binding ? known(binding.bus) : unknown(`the binding of ${parent.path}`);
  });
}

interface RawBinding {
  readonly compatible: string;
  readonly facts: ChildBindingFacts;
}

function rawBinding(sdk: SdkFacts, node: DtNode): Fact<RawBinding | undefined> {
  return andThen(node.compatible, ([first]): Fact<RawBinding | undefined> => {
    if (first === undefined) return node.parent ? below(rawBinding(sdk, node.parent)) : known(undefined);
    const binding = sdk.binding?.(first);
    if (!binding) return known(undefined);
    const facts = { compatible: first, facts: binding };
    if (binding.onBus === undefined) return known(facts);
    return andThen(busOf(sdk, node), (bus) => known(bus === binding.onBus ? facts : undefined));
  });
}

/** What the binding of the node above says about the nodes below it. */
const below = (above: Fact<RawBinding | undefined>): Fact<RawBinding | undefined> =>
  andThen(above, (binding) => {
    const children = binding?.facts.children;
    return known(children && { compatible: binding!.compatible, facts: children });
  });
