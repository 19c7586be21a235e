import type { Origin } from '../../diagnostic/origin.ts';
import type { Span } from '../../text/source.ts';
import type { Devicetree, DtCell, DtNode, DtProperty } from '../devicetree/devicetree.ts';
import { cellList, numberValue, valueOfProperty } from '../devicetree/values.ts';
import { rememberedFor, valueOf } from '../fact.ts';
import { pinName } from './psel.ts';

/** A pin that a property of a node names: `led0 { gpios = <&gpio0 13 GPIO_ACTIVE_LOW>; }`. */
export interface GpioUser {
  readonly node: DtNode;
  /** `cs-gpios` */
  readonly property: string;
  /** Behind the connector, where the property names one. */
  readonly controller: DtNode;
  /** Number of the SoC's port; undefined for the pins of an expander. */
  readonly port: number | undefined;
  readonly pin: number;
  /** `P0.13`, for a pin of the SoC. */
  readonly name: string | undefined;
  /** Undefined where they are not known. */
  readonly flags: number | undefined;
  /** Those of the property. */
  readonly origins: readonly Origin[];
  /** The characters of the pin number in the user's file. */
  readonly span: Span | undefined;
}

/** All pins that are known to be named by `gpios` and `*-gpios`, in the order of the tree. Disabled nodes take part. */
export const gpioUsers = rememberedFor((devicetree: Devicetree): readonly GpioUser[] =>
  devicetree.nodes.flatMap((node) =>
    [...node.properties.values()].filter(isGpios).flatMap((property) => usersOf(node, property)),
  ),
);

const isGpios = ({ name }: DtProperty): boolean =>
  name === 'gpios' || name.endsWith('-gpios') || name === 'gpio' || name.endsWith('-gpio');

function usersOf(node: DtNode, property: DtProperty): GpioUser[] {
  const cells = valueOf(cellList(property)) ?? [];
  if (node.properties.has('gpio-hog') && node.parent) {
    // A hog belongs to the controller it stands in, and its cells are pin and flags without a phandle.
    const hogs = cells.flatMap((_, at) => (at % 2 === 0 ? [cells.slice(at, at + 2)] : []));
    return hogs.flatMap((specifier) => user(node, property, node.parent!, specifier));
  }
  return specifiers(cells).flatMap(({ to, specifier }) => user(node, property, to, specifier));
}

/** Each phandle with the cells behind it. */
function specifiers(cells: readonly DtCell[]): { readonly to: DtNode; readonly specifier: readonly DtCell[] }[] {
  const starts = cells.flatMap((cell, at) => (cell.kind === 'phandle' ? [at] : []));
  return starts.flatMap((start, index) => {
    const cell = cells[start]!;
    const to = cell.kind === 'phandle' ? valueOf(cell.to) : undefined;
    return to ? [{ to, specifier: cells.slice(start + 1, starts[index + 1] ?? cells.length) }] : [];
  });
}

function user(node: DtNode, property: DtProperty, to: DtNode, written: readonly DtCell[]): GpioUser[] {
  const span = written[0]?.span;
  const { controller, specifier } = behindConnector(to, written);
  const [pin, flags] = specifier;
  if (pin?.kind !== 'number') return [];
  const port = valueOf(valueOfProperty(controller, 'port', numberValue));
  const number = Number(pin.value);
  return [
    {
      node,
      property: property.name,
      controller,
      port,
      pin: number,
      name: port === undefined ? undefined : pinName({ port, pin: number }),
      flags: flags?.kind === 'number' ? Number(flags.value) : undefined,
      origins: property.origins,
      span,
    },
  ];
}

/** Follows `gpio-map` of a connector (`&arduino_header 10 0`) to the pin it stands for. */
function behindConnector(
  to: DtNode,
  specifier: readonly DtCell[],
  depth = 0,
): { readonly controller: DtNode; readonly specifier: readonly DtCell[] } {
  const map = valueOf(valueOfProperty(to, 'gpio-map', cellList));
  if (!map || depth > 4) return { controller: to, specifier };
  const mask = numberAt(valueOf(valueOfProperty(to, 'gpio-map-mask', cellList)), 0) ?? 0xffffffff;
  const wanted = masked(numberAt(specifier, 0), mask);
  const width = valueOf(valueOfProperty(to, '#gpio-cells', numberValue)) ?? 2;
  for (const [at, cell] of map.entries()) {
    if (cell.kind !== 'phandle') continue;
    if (wanted === undefined || masked(numberAt(map, at - width), mask) !== wanted) continue;
    const next = valueOf(cell.to);
    const pin = map[at + 1];
    // The flags are passed on: gpio-map-pass-thru.
    if (next && pin) return behindConnector(next, [pin, ...specifier.slice(1)], depth + 1);
  }
  return { controller: to, specifier: [] };
}

function numberAt(cells: readonly DtCell[] | undefined, at: number): number | undefined {
  const cell = cells?.[at];
  return cell?.kind === 'number' ? Number(cell.value) : undefined;
}

const masked = (value: number | undefined, mask: number): number | undefined =>
  value === undefined ? undefined : (value & mask) >>> 0;
