import { is } from '../../model/fact.ts';
import type { Pin, PinctrlState } from '../../model/pins/pinctrl.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'pins/sleep-differs',
  severity: 'warning',
  about: () => ({
    summary: 'The sleep state of a peripheral is about the pins of its default state.',
    why: `
On suspend the driver applies the sleep state. Where only the default state was moved to other pins, the pins in use stay as
they are and draw current, and pins that belong to somebody else are switched off.`,
    exceptions: `
Information unless device power management is known to be on in that image, since nothing else applies the sleep state. Pins that the
board alone decides, and signals that the sleep state leaves out.`,
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:1373-1376 (2.4.0)',
      'zephyr/soc/arm/nordic_nrf/common/soc_nrf_common.h:188-191 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      const used = usedStates(image);
      for (const { node, state } of used) {
        if (state.name !== 'sleep' || !state.complete.known) continue;
        const awake = used.find((other) => other.node === node && other.state.name === 'default')?.state;
        if (!awake?.complete.known) continue;
        // A signal that is there a second time, on the pin of the default state, is the subject of pins/stale-group.
        const settled = new Set(state.pins.filter((pin) => has(awake, pin)).map(({ signal }) => signal));
        const strays = state.pins.filter(({ signal }) => !settled.has(signal));
        const [stray] = strays;
        if (!stray) continue;
        const moved = awake.pins.find(({ signal }) => signal === stray.signal);
        const span = stray.span ?? projectSpan(stray.origins[0]) ?? moved?.span ?? projectSpan(moved?.origins[0]);
        if (!span) continue;
        const power = image.kconfig.bool('CONFIG_PM_DEVICE');
        const names = listed([...new Set(strays.map(({ name }) => name))]);
        yield {
          severity: is(power, true) ? 'warning' : 'info',
          message: `the sleep state of ${called(node)} is about ${names} in ${imageName(image)}, which its default state does not use`,
          at: {
            span,
            text: moved
              ? `${stray.signal} is on ${moved.name} while awake, on ${stray.name} asleep`
              : `${stray.signal} on ${stray.name}`,
          },
          because: [
            reason(`the sleep state puts ${stray.signal} on ${stray.name}`, stray.origins[0]),
            ...(moved ? [reason(`the default state puts it on ${moved.name}`, moved.origins[0])] : []),
            ...(is(power, false) ? [reason('device power management is off, so nothing applies it now', power)] : []),
          ],
          help: 'give both states the same pins; in the sleep state with low-power-enable',
        };
      }
    }
  },
});

const has = ({ pins }: PinctrlState, { signal, name }: Pin): boolean =>
  pins.some((pin) => pin.signal === signal && pin.name === name);
