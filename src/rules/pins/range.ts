import type { Origin } from '../../diagnostic/origin.ts';
import type { Configuration, Image } from '../../model/application.ts';
import { isEnabled } from '../../model/devicetree/values.ts';
import { is } from '../../model/fact.ts';
import { gpioUsers } from '../../model/pins/gpio-users.ts';
import { usedStates } from '../../model/pins/user-states.ts';
import { type SocFacts, sdkLine } from '../../model/sdk-facts.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/range',
  severity: 'error',
  about: () => ({
    summary: 'Every pin exists on the chip.',
    why: `
Nothing checks the number of a pin: the register takes it, and the signal ends nowhere. Often the pin of another chip of the
family, a typo, or a number that counts through both ports (\`NRF_PSEL(..., 0, 40)\` for P1.08, which happens to work).`,
    exceptions:
      'Pins that the package does not bring out; pins of disabled peripherals; pins that come from the board alone.',
    sources: [
      'zephyr/dts/arm/nordic/nrf52840.dtsi:530 (2.4.0)',
      'zephyr/dts/arm/nordic/nrf52833.dtsi:525 (2.4.0)',
      'zephyr/dts/arm/nordic/nrf5340_cpuapp_peripherals.dtsi:528 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      const soc = socOf(configuration, image);
      if (!soc || soc.ports.length === 0 || !configuration.sdk.known) continue;
      const { ports } = soc;
      for (const { label, port, pin, name, span, origin } of pinsOf(image)) {
        const at = span ?? projectSpan(origin);
        const width = ports[port]?.value ?? 0;
        if (!at || pin < width) continue;
        const last = `P${port}.${String(width - 1).padStart(2, '0')}`;
        const line = ports[port] ?? ports[0];
        yield {
          message: `the ${soc.title} has no pin ${name}, so ${label} is connected to nothing in ${imageName(image)}`,
          at: { span: at, text: width === 0 ? `there is no port ${port}` : `${last} is the last one of the port` },
          because: [
            reason(
              width === 0 ? `its last port is P${ports.length - 1}` : `P${port} has ${width} pins`,
              line && sdkLine(configuration.sdk.value, line.at),
            ),
          ],
          help: 'look the pin up in the schematic',
        };
      }
    }
  },
});

/** The chip an image runs on: of a network core it is another than that of the application. */
function socOf({ sdk, soc, images }: Configuration, image: Image): SocFacts | undefined {
  if (!sdk.known || !image.board.known) return undefined;
  const board = sdk.value.board(image.board.value);
  if (board) return sdk.value.soc(board.soc);
  // A board of the project's own: what is known of it is the chip of the application.
  return soc.known && image === images[0] ? soc.value : undefined;
}

interface UsedPin {
  readonly label: string;
  readonly port: number;
  readonly pin: number;
  readonly name: string;
  readonly span: Span | undefined;
  readonly origin: Origin | undefined;
}

function pinsOf(image: Image): readonly UsedPin[] {
  const peripherals = usedStates(image).flatMap(({ node, state }) =>
    state.pins.map(({ port, pin, name, signal, span, origins: [origin] }) => {
      return { label: `${signal} of ${called(node)}`, port, pin, name, span, origin };
    }),
  );
  const lines = gpioUsers(image.devicetree).flatMap((user): UsedPin[] => {
    const { node, port, pin, name, property, span } = user;
    if (port === undefined || name === undefined || !is(isEnabled(node), true)) return [];
    return [{ label: `${property} of ${called(node)}`, port, pin, name, span, origin: user.origins[0] }];
  });
  return [...peripherals, ...lines];
}
