import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { cells, isEnabled, valueOfProperty } from '../../model/devicetree/values.ts';
import { type Fact, is, known, valueOf } from '../../model/fact.ts';
import { cell } from '../../model/flash/external-flash.ts';
import { type Pin, pinctrlState } from '../../model/pins/pinctrl.ts';
import { type UsedState, usedStates } from '../../model/pins/user-states.ts';
import { defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'pins/drive-mode',
  severity: 'info',
  about: () => ({
    summary: 'Pins of a fast bus are driven as strongly as the board drives them.',
    why: `
Above 8 MHz the edges of a pin with standard drive are too slow, so boards set \`nordic,drive-mode = <NRF_DRIVE_H0H1>\` for the
lines of a fast flash. It belongs to a group of pins: who gives the bus a state or a group of their own leaves it behind, and
the flash makes mistakes at full speed, on some devices, when it is cold.`,
    exceptions: `
Only where the board drives the same bus strongly, and a device on it is clocked with more than 8 MHz. A drive mode that
a group of yours names is meant.`,
    sources: [
      'zephyr/dts/bindings/pinctrl/nordic,nrf-pinctrl.yaml:106-114 (2.4.0)',
      'zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840-pinctrl.dtsi:142-152 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      for (const used of usedStates(image)) {
        if (used.state.name !== 'default') continue;
        const fast = fastDevice(used.node);
        if (!fast) continue;
        const strong = strongOnBoard(image, used);
        const weak = used.state.pins.filter(
          ({ signal, group }) => strong.has(signal) && group.property(DRIVE).known && !group.properties.has(DRIVE),
        );
        const span = weak.map((pin) => pin.span ?? projectSpan(pin.origins[0])).find((one) => one !== undefined);
        const before = strong.get(weak[0]?.signal ?? '');
        if (!span || !before) continue;
        yield {
          message: `${listed(weak.map(({ signal }) => signal))} of ${called(used.node)} lost the strong drive that the board gives them in ${imageName(image)}`,
          at: { span, text: 'no nordic,drive-mode' },
          because: [
            reason(
              `${before.group.name} of the board has nordic,drive-mode`,
              before.group.properties.get(DRIVE)?.origins[0],
            ),
            reason(`${called(fast.device)} is clocked with ${fast.megahertz} MHz`, fast.origin),
          ],
          help: 'add nordic,drive-mode = <NRF_DRIVE_H0H1>; to the group',
        };
      }
    }
  },
});

const DRIVE = 'nordic,drive-mode';

/** An enabled device that the bus is clocked for with more than 8 MHz. */
function fastDevice(bus: DtNode) {
  for (const device of bus.children) {
    if (!is(isEnabled(device), true)) continue;
    for (const name of ['sck-frequency', 'spi-max-frequency']) {
      const frequency = cell(device, name);
      if (!frequency.known || frequency.value === undefined || frequency.value <= 8_000_000) continue;
      return { device, megahertz: frequency.value / 1_000_000, origin: originOf(frequency) };
    }
  }
  return undefined;
}

/** The pins that the board itself drives strongly for the same bus, by signal. */
function strongOnBoard({ boardDevicetree }: Image, { node }: UsedState): ReadonlyMap<string, Pin> {
  const own = valueOf(boardDevicetree.node(node.path));
  const pins = (own && valueOf(pinctrlState(own, 'default'))?.pins) ?? [];
  return new Map(pins.filter(({ group }) => is(isStrong(group), true)).map((pin) => [pin.signal, pin]));
}

/** Any mode but the standard one (NRF_DRIVE_S0S1, zephyr/include/zephyr/dt-bindings/pinctrl/nrf-pinctrl.h:139, 2.4.0). */
function isStrong(group: DtNode): Fact<boolean> {
  const modes = valueOfProperty(group, DRIVE, cells);
  return modes.known ? known((modes.value?.[0] ?? 0) !== 0, ...modes.origins) : modes;
}
