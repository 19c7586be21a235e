import type { Origin } from '../../diagnostic/origin.ts';
import { andThen, type Fact, known, unknown } from '../fact.ts';
import {
  type BindingFacts,
  type BindingPropertyFact,
  type ChildBindingFacts,
  type SdkFacts,
  sdkLine,
} from '../sdk-facts.ts';
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

/** Of these properties the build asks no binding (zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1541-1546, 2.4.0). */
export const isAllowedAnywhere = (name: string): boolean =>
  name.endsWith('-controller') || name.startsWith('#') || name.startsWith('pinctrl-') || special.has(name);

const special = new Set([
  ...['compatible', 'status', 'ranges', 'phandle', 'interrupt-parent', 'interrupts-extended', 'device_type'],
]);

/** The bus a node is on by the node above it: "qspi"; undefined where that is none; unknown where nobody wrote it down. */
export function busOf(sdk: SdkFacts, node: DtNode): Fact<string | undefined> {
  if (sdk.bindingOn) {
    return andThen(busesOf(sdk, node), (buses) =>
      buses.length > 1 ? unknown(`which bus ${node.path} is on`) : known(buses[0]),
    );
  }
  const { parent } = node;
  if (!parent || parent.path === '/' || parent.path === '/soc') return known(undefined);
  return andThen(parent.compatible, ([first]): Fact<string | undefined> => {
    const binding = first === undefined ? undefined : sdk.binding?.(first);
    return binding ? known(binding.bus) : unknown(`the binding of ${parent.path}`);
  });
}

interface RawBinding {
  readonly compatible: string;
  readonly facts: ChildBindingFacts & Pick<BindingFacts, 'bus' | 'buses'>;
}

/** All that a node may be on, where all bindings are known (edtlib.py:1339-1361, 2.4.0). */
function busesOf(sdk: SdkFacts, node: DtNode): Fact<readonly string[]> {
  const { parent } = node;
  if (!parent) return known([]);
  return andThen(node.compatible, (own) => {
    if (own.includes('fixed-partitions')) return known([]);
    return andThen(rawBinding(sdk, parent), (binding) => {
      const buses = binding?.facts.buses ?? (binding?.facts.bus === undefined ? [] : [binding.facts.bus]);
      return buses.length > 0 ? known(buses) : busesOf(sdk, parent);
    });
  });
}

/** The first compatible that has a binding for the bus, or for any (edtlib.py:1221-1277, 2.4.0). */
function exactBinding(sdk: SdkFacts, node: DtNode, compatibles: readonly string[]): Fact<RawBinding | undefined> {
  return andThen(busesOf(sdk, node), (buses) => {
    for (const compatible of compatibles) {
      const facts = sdk.bindingOn!(compatible, buses);
      if (facts) return known({ compatible, facts });
    }
    return known(undefined);
  });
}

function rawBinding(sdk: SdkFacts, node: DtNode): Fact<RawBinding | undefined> {
  return andThen(node.compatible, (compatibles): Fact<RawBinding | undefined> => {
    const [first] = compatibles;
    if (first === undefined) return node.parent ? below(rawBinding(sdk, node.parent)) : known(undefined);
    if (sdk.bindingOn) return exactBinding(sdk, node, compatibles);
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
