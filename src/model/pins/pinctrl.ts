import type { Origin } from '../../diagnostic/origin.ts';
import type { Span } from '../../text/source.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { cellList, nodeReferences, strings, valueOfProperty } from '../devicetree/values.ts';
import { andThen, type Fact, known, rememberedFor, unknown } from '../fact.ts';
import { type PinNumber, pinName, psel } from './psel.ts';

/** A set of pins that a peripheral is given, `default` or `sleep`. */
export interface PinctrlState {
  readonly name: string;
  /** Those that are known. Disconnected signals are not among them. */
  readonly pins: readonly Pin[];
  /** Signals that are kept from any pin on purpose: NRF_PSEL_DISCONNECTED(SPIM_MISO). */
  readonly disconnected: readonly string[];
  /** Unknown where the state may have pins beside `pins`. */
  readonly complete: Fact<true>;
}

export interface Pin extends PinNumber {
  /** `P0.31` */
  readonly name: string;
  /** `QSPI_SCK` */
  readonly signal: string;
  /** The node with `psels`. */
  readonly group: DtNode;
  /** Those of `psels`. */
  readonly origins: readonly Origin[];
  /** The characters of this one pin in the user's file. */
  readonly span: Span | undefined;
  /** The input is disconnected, as in a sleep state. */
  readonly lowPower: boolean;
  readonly pull: 'none' | 'up' | 'down';
}

/** The states of a node, in the order of `pinctrl-names`; none when the node is proven to have none. */
export const pinctrlStates = rememberedFor(
  (node: DtNode): Fact<readonly PinctrlState[]> =>
    andThen(valueOfProperty(node, 'pinctrl-names', strings), (names): Fact<readonly PinctrlState[]> => {
      const states: PinctrlState[] = [];
      for (const [index, name] of (names ?? []).entries()) {
        const nodes = valueOfProperty(node, `pinctrl-${index}`, nodeReferences);
        if (!nodes.known) return nodes;
        states.push(stateOf(name, nodes.value ?? []));
      }
      return known(states);
    }),
);

/** The state of this name; undefined when the node is proven to have none. */
export const pinctrlState = (node: DtNode, name: string): Fact<PinctrlState | undefined> =>
  andThen(pinctrlStates(node), (states) => known(states.find((state) => state.name === name)));

function stateOf(name: string, nodes: readonly DtNode[]): PinctrlState {
  const groups = nodes.flatMap((node) => node.children).map((group) => ({ group, pins: pinsOf(group) }));
  // Whether a node has more children than those that are known is as certain as whether it has more properties.
  const closed = nodes.map((node) => node.property('psels'));
  const doubt = [...groups.map(({ pins }) => pins.complete), ...closed].find((fact) => !fact.known);
  return {
    name,
    pins: groups.flatMap(({ pins }) => pins.pins),
    disconnected: groups.flatMap(({ pins }) => pins.disconnected),
    complete: doubt ? (doubt as Fact<true>) : known(true),
  };
}

type GroupPins = Pick<PinctrlState, 'pins' | 'disconnected' | 'complete'>;

function pinsOf(group: DtNode): GroupPins {
  const property = group.property('psels');
  if (!property.known) return { pins: [], disconnected: [], complete: property };
  const cells = property.value && cellList(property.value);
  if (cells && !cells.known) return { pins: [], disconnected: [], complete: cells };
  const version = sdkVersion(group);
  const pins: Pin[] = [];
  const disconnected: string[] = [];
  let complete: Fact<true> = known(true);
  for (const cell of cells?.value ?? []) {
    if (cell.kind !== 'number') {
      complete = unknown(`the pins of ${group.path}`);
      continue;
    }
    const read = version === undefined ? undefined : psel(Number(cell.value), version);
    if (!read) complete = unknown(`the layout of psels in ${version === undefined ? 'this SDK' : `NCS ${version}`}`);
    else if (!read.pin) disconnected.push(read.signal);
    else {
      pins.push({
        ...read.pin,
        name: pinName(read.pin),
        signal: read.signal,
        group,
        origins: property.origins,
        span: cell.span,
        lowPower: group.properties.has('low-power-enable'),
        pull: group.properties.has('bias-pull-up') ? 'up' : group.properties.has('bias-pull-down') ? 'down' : 'none',
      });
    }
  }
  return { pins, disconnected, complete };
}

/** The SDK whose macros the tree was written with: that of the files its root comes from. */
function sdkVersion(node: DtNode): string | undefined {
  let root = node;
  while (root.parent) root = root.parent;
  for (const origin of root.origins) if (origin.kind === 'sdk') return origin.sdk;
  return undefined;
}
