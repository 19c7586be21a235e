import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import type { Devicetree, DtNode } from '../../model/devicetree/devicetree.ts';
import { type Fact, is, known } from '../../model/fact.ts';
import { driverClass, isIdleBus } from '../../model/pins/driver-class.ts';
import type { Pin } from '../../model/pins/pinctrl.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { type PinUser, pinUsers } from '../../model/pins/users.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'pins/conflict',
  severity: 'error',
  about: () => ({
    summary: 'Every pin has one user in each image.',
    why: `
Each peripheral claims its pins in registers of its own, and nothing arbitrates between two claims. The driver that starts
last wins, or both drive the line: the flash is not found, reads garbage, or works until the other driver starts its first
transfer.`,
    exceptions: `
Information only while the driver of one of the two is off in that image: then nothing claims the pin. A warning where a
pin of a peripheral is also a GPIO (an LED, a button, a chip select), since only the code knows whether it is used. Pins
that the board itself gives to two users, such as LEDs that are also PWM channels, are not reported. Information only,
too: an LED that a PWM channel drives instead, a bus without an enabled device on it, which never drives its pins, and RTS
and CTS of two UARTs without \`hw-flow-control\`.`,
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:1228 (2.4.0)',
      'zephyr/drivers/spi/spi_nrfx_spi.c:361 (2.4.0)',
      'zephyr/drivers/i2c/i2c_nrfx_twi.c:291 (2.4.0)',
    ],
  }),

  *check({ images }) {
    for (const image of images) {
      // Only what the user's own files add is reported.
      if (image.overlays.length === 0) continue;
      yield* twice(image);
      const byPin = usersByPin(image.devicetree);
      let told: Set<string> | undefined;
      for (const users of byPin.values()) {
        for (const [a, b] of pairsOf(users)) {
          // Two peripherals that meet on four pins are one mistake.
          const pair = pairName(a, b);
          const finding = told?.has(pair) ? undefined : conflict(image, a, b, byPin);
          if (!finding) continue;
          // What the board itself gives to two users is how the board is made, also where an overlay repeats it.
          told ??= sharedByDesign(image);
          if (!told.has(pair)) yield finding;
          told.add(pair);
        }
      }
    }
  },
});

/** Two signals of one peripheral on one pin. */
function* twice(image: Image): Generator<Finding> {
  for (const { node, state } of usedStates(image)) {
    if (state.name !== 'default') continue;
    const first = new Map<string, Pin>();
    for (const b of state.pins) {
      const a = first.get(b.name);
      first.set(b.name, a ?? b);
      const span =
        a && a.signal !== b.signal ? (b.span ?? a.span ?? projectSpan(b.origins[0], a.origins[0])) : undefined;
      // One wire for both directions is a way to connect some chips.
      if (!a || !span || (isData(a.signal) && isData(b.signal))) continue;
      yield {
        message: `${a.signal} and ${b.signal} of ${called(node)} are both given ${a.name} in ${imageName(image)}`,
        at: { span, text: `${a.name} is taken twice` },
        because: [
          reason(`${a.signal} is on ${a.name}`, a.origins[0]),
          ...(a.group === b.group ? [] : [reason(`${b.signal} is on ${b.name}`, b.origins[0])]),
          reason(`${called(node)} is enabled`, node.status),
        ],
        help: 'look the two signals up in the schematic',
      };
    }
  }
}

const isData = (signal: string): boolean => /^(SPIM_(MOSI|MISO)|UART_(TX|RX))$/.test(signal);

// A board has a handful of users for a pin; files made to exhaust us have thousands.
const MOST_USERS = 50;

function usersByPin(devicetree: Devicetree): ReadonlyMap<string, readonly PinUser[]> {
  const byPin = new Map<string, PinUser[]>();
  for (const user of pinUsers(devicetree)) {
    const users = byPin.get(user.name) ?? [];
    if (users.length === 0) byPin.set(user.name, users);
    if (users.length < MOST_USERS) users.push(user);
  }
  return byPin;
}

/** Every two users of which at least one is a peripheral: an LED and a button on one pin are the code's business. */
const pairsOf = (users: readonly PinUser[]): readonly (readonly [PinUser, PinUser])[] =>
  users.flatMap((a, index) =>
    users
      .slice(index + 1)
      .filter((b) => a.node !== b.node && (a.kind === 'pinctrl' || b.kind === 'pinctrl'))
      .map((b) => [a, b] as const),
  );

/** Pairs of nodes, by name, that share a pin in the board's own tree. */
const sharedByDesign = ({ boardDevicetree }: Image): Set<string> =>
  new Set([...usersByPin(boardDevicetree).values()].flatMap((users) => pairsOf(users).map(([a, b]) => pairName(a, b))));

const pairName = (a: PinUser, b: PinUser): string => [a.node.path, b.node.path].sort().join(' ');

function conflict(
  image: Image,
  a: PinUser,
  b: PinUser,
  byPin: ReadonlyMap<string, readonly PinUser[]>,
): Finding | undefined {
  const [pinA, pinB] = [projectSpan(a.origins[0]), projectSpan(b.origins[0])];
  const enabling = a.kind === b.kind ? projectSpan(firstOrigin(a.node.status), firstOrigin(b.node.status)) : undefined;
  // What the board's own files give to two users is how the board is made.
  const at = pinA ? (a.span ?? pinA) : pinB ? (b.span ?? pinB) : enabling;
  if (!at) return undefined;

  const [onA, onB] = [isOn(image, a), isOn(image, b)];
  if (!onA.known || !onB.known) return undefined;
  const pins = [...byPin]
    .filter(([, users]) => [a, b].every(({ node }) => users.some((user) => user.node === node)))
    .map(([name]) => name);
  const idle = [a, b].filter(({ node }) => isIdleBus(node));
  const isFlowOnly = pins.every((name) =>
    byPin.get(name)!.every((user) => (user.node !== a.node && user.node !== b.node) || isIdleFlowControl(user)),
  );
  const harmless = isFlowOnly || !onA.value || !onB.value || idle.length > 0 || isByDesign(a, b) || isByDesign(b, a);
  const severity = harmless ? 'info' : a.kind === b.kind ? 'error' : 'warning';
  return {
    severity,
    message: `${called(a.node)} and ${called(b.node)} are both given ${enumerated(pins)} in ${imageName(image)}`,
    at: { span: at, text: `${a.name} is taken twice` },
    because: [
      reason(`${called(a.node)} uses ${a.name} as ${a.role}`, a.origins[0]),
      reason(`${called(b.node)} uses ${b.name} as ${b.role}`, b.origins[0]),
      ...[a, b]
        .filter(({ kind }) => kind === 'pinctrl')
        .map(({ node }) => reason(`${called(node)} is enabled`, node.status)),
      ...[onA, onB]
        .filter((on) => is(on, false))
        .map((on) => reason('its driver is off in this image, so nothing claims the pin now', on)),
      ...(isFlowOnly ? [reason('the flow control of both is off (no hw-flow-control)')] : []),
      ...idle.map(({ node }) => reason(`no enabled device sits on ${called(node)}, so it never drives its pins`)),
    ],
    help: advice(image, a, b, pinA !== undefined),
  };
}

/** RTS and CTS of a UART are claimed, and neither driven nor looked at, while its flow control is off. */
const isIdleFlowControl = ({ node, role }: PinUser): boolean => {
  if (!/^UART_(RTS|CTS)$/.test(role)) return false;
  const control = node.property('hw-flow-control');
  return control.known && control.value === undefined;
};

/** An LED that a PWM channel drives instead, and pins that are handed over to the network core. */
const isByDesign = (gpio: PinUser, other: PinUser): boolean => {
  const owner = gpio.kind === 'gpio' ? gpio.node.parent : undefined;
  if (!owner) return false;
  return has(owner, 'nordic,nrf-gpio-forwarder') || (has(owner, 'gpio-leds') && has(other.node, 'nordic,nrf-pwm'));
};

const has = (node: DtNode, compatible: string): boolean =>
  node.compatible.known && node.compatible.value.includes(compatible);

/** What can be done: the peripheral that the user did not ask for is the one to go. */
function advice(image: Image, a: PinUser, b: PinUser, ownA: boolean): string {
  const [own, other] = ownA ? [a, b] : [b, a];
  const isBoards =
    projectSpan(other.origins[0]) === undefined && projectSpan(firstOrigin(other.node.status)) === undefined;
  if (other.kind === 'gpio')
    return `move ${called(own.node)} to free pins, or take the pin away from ${called(other.node)}`;
  if (!isBoards) return 'move one of the two to free pins, or disable it in this image (status = "disabled";)';
  return `move ${called(own.node)} to free pins; or, if nothing in ${imageName(image)} uses ${called(other.node)}, which the board enables, disable it (status = "disabled";)`;
}

const enumerated = (pins: readonly string[]): string =>
  pins.length > 4 ? `${pins.slice(0, 3).join(', ')} and ${pins.length - 3} more pins` : listed(pins);

/** Whether something in the image claims the pin. GPIO users are taken to. */
function isOn({ kconfig }: Image, { kind, node }: PinUser): Fact<boolean> {
  if (kind === 'gpio') return known(true);
  const symbol = driverClass(node);
  if (!symbol.known) return symbol;
  // A peripheral whose driver is not in the table: nobody knows.
  return symbol.value === undefined ? known(false) : kconfig.bool(symbol.value);
}

const firstOrigin = (fact: Fact<unknown>) => (fact.known ? fact.origins[0] : undefined);
