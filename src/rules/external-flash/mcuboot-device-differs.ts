import type { Origin } from '../../diagnostic/origin.ts';
import { type Configuration, image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { valueText } from '../../model/devicetree/value-text.ts';
import { cellList, cells, valueOfProperty } from '../../model/devicetree/values.ts';
import { valueOf } from '../../model/fact.ts';
import { counterpart, externalFlash, externalSlots, securePath } from '../../model/flash/external-flash.ts';
import { busPins } from '../../model/pins/bus-pins.ts';
import { addOverlay, defineRule, nothingAt, projectSpan, reason } from '../rule.ts';
import { called, listed } from '../wording.ts';
import { mirroredOverlays } from './mirrored-overlays.ts';

export default defineRule({
  id: 'external-flash/mcuboot-device-differs',
  severity: 'error',
  about: () => ({
    summary: 'The application and MCUboot describe the same flash chip on the same pins.',
    why: `
Each image has its own devicetree. When only the application's overlay says that another chip is fitted, or that it is
wired to other pins, MCUboot talks to the chip of the board's own files: it compares the JEDEC id and gives up, or it
opens a chip that holds no update. The image stays *pending*.`,
    exceptions: `
Only what the images must agree on is compared: compatible, bus, chip select and its pin, JEDEC id, size, address width, and
the pins of the bus. Clock frequency, opcodes and power-down times may differ.`,
    sources: [
      'nrf/cmake/multi_image.cmake:311-348 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:895-911 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1228 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || externalSlots(configuration).length === 0) return;
    const chosen = externalFlash(app);
    if (!chosen.known || !chosen.value) return;

    const found = differences(configuration, chosen.value);
    const spans = found.map(({ inApp, inMcuboot }) => projectSpan(inApp, inMcuboot));
    const at = spans.find((span) => span !== undefined);
    if (!at) return;

    yield {
      message: `MCUboot would talk to another chip than the application: ${listed(found.map(({ what }) => what))} of ${called(chosen.value)} differ in its devicetree`,
      at: { span: at, text: 'only the application knows this' },
      because: [
        ...found.flatMap(({ what, app: here, mcuboot: there, inApp, inMcuboot }) => [
          reason(`${what} in the application: ${here}`, inApp),
          reason(`${what} in MCUboot: ${there}`, inMcuboot),
        ]),
        ...nothingAt(configuration, mcuboot.places.overlay, 'no overlay of yours reaches the bootloader'),
      ],
      help: `give ${mcuboot.places.overlay.path} everything the application's overlay says about the chip, its bus and its pins`,
      fixes: [addOverlay(mcuboot, mirroredOverlays(configuration, app, mcuboot))],
    };
  },
});

export interface Difference {
  readonly what: string;
  readonly app: string;
  readonly mcuboot: string;
  readonly inApp: Origin | undefined;
  readonly inMcuboot: Origin | undefined;
}

/** Properties of the node that name the chip or how it is reached; the others are a matter of each driver. */
const IDENTITY = ['compatible', 'reg', 'jedec-id', 'size', 'size-in-bytes', 'address-size-32'];

/** What is proven to differ between the chip as the application sees it and as MCUboot sees it. */
export function differences(configuration: Configuration, node: DtNode): readonly Difference[] {
  const other = counterpart(configuration, node);
  if (!other.known || !other.value) return [];
  const there = other.value;
  return [
    ...pathDifference(node, there),
    ...IDENTITY.flatMap((name) => propertyDifference(node, there, name)),
    ...pinDifference(node, there),
    ...chipSelectDifference(node, there),
  ];
}

function pathDifference(node: DtNode, there: DtNode): Difference[] {
  // Where the devicetree of the board is unknown, a label is all there is.
  if (securePath(node) === securePath(there) || ![node, there].every(({ path }) => path.startsWith('/'))) return [];
  return [
    { what: 'the node', app: node.path, mcuboot: there.path, inApp: node.origins[0], inMcuboot: there.origins[0] },
  ];
}

function propertyDifference(node: DtNode, there: DtNode, name: string): Difference[] {
  const [a, b] = [node.property(name), there.property(name)];
  if (!a.known || !b.known) return [];
  const [here, other] = [a.value && valueText(a.value), b.value && valueText(b.value)];
  // Both present, and one of them not readable: not proven to differ.
  if (a.value && b.value && (here === undefined || other === undefined)) return [];
  if (here === other) return [];
  const text = (value: string | undefined) => (value === '' ? 'present' : (value ?? 'absent'));
  return [
    { what: name, app: text(here), mcuboot: text(other), inApp: a.value?.origins[0], inMcuboot: b.value?.origins[0] },
  ];
}

function pinDifference(node: DtNode, there: DtNode): Difference[] {
  const [a, b] = [busPins(node), busPins(there)];
  if (!a.known || !b.known || a.value.length === 0 || b.value.length === 0) return [];
  const text = (pins: typeof a.value) =>
    pins
      .map(({ signal, name }) => `${signal} ${name}`)
      .sort()
      .join(', ');
  if (text(a.value) === text(b.value)) return [];
  const moved = a.value.find(({ signal, name }) => !b.value.some((pin) => pin.signal === signal && pin.name === name));
  const was = b.value.find(({ signal }) => signal === moved?.signal);
  return [
    {
      what: 'the pins',
      app: text(a.value),
      mcuboot: text(b.value),
      inApp: moved?.origins[0] ?? a.value[0]?.origins[0],
      inMcuboot: was?.origins[0] ?? b.value[0]?.origins[0],
    },
  ];
}

/** The pin in `cs-gpios` of the bus that selects the chip; what else the list has is a matter of other devices. */
function chipSelectDifference(node: DtNode, there: DtNode): Difference[] {
  const [here, other] = [chipSelect(node), chipSelect(there)];
  if (!here || !other || here.place === other.place) return [];
  return [
    {
      what: 'the pin of the chip select',
      app: here.text,
      mcuboot: other.text,
      inApp: here.origin,
      inMcuboot: other.origin,
    },
  ];
}

interface ChipSelect {
  /** Controller and pin, the same text in a secure and a non-secure image. */
  readonly place: string;
  /** "pin 17 of &gpio0" */
  readonly text: string;
  readonly origin: Origin | undefined;
}

/** Undefined where it is not known, and on a bus without `cs-gpios`. */
function chipSelect(chip: DtNode): ChipSelect | undefined {
  const selects = chip.parent && valueOfProperty(chip.parent, 'cs-gpios', cellList);
  const index = valueOf(valueOfProperty(chip, 'reg', cells))?.[0];
  if (!selects?.known || !selects.value || index === undefined) return undefined;
  const list = selects.value;
  const starts = list.flatMap(({ kind }, at) => (kind === 'phandle' ? [at] : []));
  const start = starts[index];
  if (start === undefined) return undefined;
  const [controller, pin] = [list[start], list[start + 1]];
  if (controller?.kind !== 'phandle' || !controller.to.known || pin?.kind !== 'number') return undefined;
  const gpio = controller.to.value;
  return {
    place: `${securePath(gpio)} ${pin.value}`,
    text: `pin ${pin.value} of ${called(gpio)}`,
    origin: selects.origins[0],
  };
}
