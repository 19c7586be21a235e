import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { Pin } from '../../model/pins/pinctrl.ts';
import { type UsedState, usedStates } from '../../model/pins/user-states.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'pins/sleep-low-power',
  severity: 'info',
  about: () => ({
    summary: 'The sleep state of a peripheral switches its pins off, and keeps the chip select high.',
    why: `
A sleep state is there to save power. Without \`low-power-enable\` its pins stay as they are while the peripheral works: inputs
are connected and draw current while they float. The chip select of a flash needs a pull-up in addition: a line that nobody
drives may select the chip, which then wakes up.`,
    exceptions: 'Groups that the board alone decides, and states that are not about the pins of the default state.',
    sources: [
      'zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840-pinctrl.dtsi:154-169 (2.4.0)',
      'zephyr/dts/bindings/pinctrl/nordic,nrf-pinctrl.yaml:61-62 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      for (const used of usedStates(image)) {
        if (used.state.name !== 'sleep' || !used.state.complete.known) continue;
        const finding = connected(image, used) ?? floating(image, used);
        if (finding) yield finding;
      }
    }
  },
});

/** Pins that stay on. */
function connected(image: Image, { node, state }: UsedState): Finding | undefined {
  const on = state.pins.filter(({ lowPower }) => !lowPower);
  const span = firstSpan(on, 'low-power-enable');
  if (!span) return undefined;
  return {
    message: `${listed(on.map(({ signal }) => signal))} of ${called(node)} ${on.length === 1 ? 'stays' : 'stay'} connected in the sleep state of ${imageName(image)}`,
    at: { span, text: 'no low-power-enable' },
    because: whetherApplied(image),
    help: `add low-power-enable; to ${listed([...new Set(on.map(({ group }) => group.name))])} of ${on[0]?.group.parent?.name}`,
  };
}

/** A chip select that nothing holds. */
function floating(image: Image, { node, state }: UsedState): Finding | undefined {
  const selects = state.pins.filter(({ signal, pull }) => signal === 'QSPI_CSN' && pull !== 'up');
  const span = firstSpan(selects, 'bias-pull-up');
  const [select] = selects;
  if (!span || !select) return undefined;
  return {
    message: `the chip select of ${called(node)} floats in the sleep state of ${imageName(image)}: the chip may be selected`,
    at: { span, text: 'no bias-pull-up' },
    because: whetherApplied(image),
    help: `put ${select.signal} into a group of its own, with low-power-enable; and bias-pull-up;`,
  };
}

/** In the user's files, be it a pin, its group, or the deletion of the property that is missing. */
const firstSpan = (pins: readonly Pin[], missing: string): Span | undefined =>
  pins
    .map(({ span, origins, group }) => span ?? projectSpan(origins[0], group.property(missing)))
    .find((span) => span !== undefined);

function whetherApplied({ kconfig }: Image) {
  const power = kconfig.bool('CONFIG_PM_DEVICE');
  return is(power, false) ? [reason('device power management is off, so nothing applies it now', power)] : [];
}
