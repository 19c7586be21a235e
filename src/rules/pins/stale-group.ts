import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { valueOf } from '../../model/fact.ts';
import type { Pin } from '../../model/pins/pinctrl.ts';
import { type UsedState, usedStates } from '../../model/pins/user-states.ts';
import { addOverlay, defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'pins/stale-group',
  severity: 'error',
  about: () => ({
    summary: 'No group of pins that the board brings along stays beside the new ones.',
    why: `
A node that is opened again is merged with what was there. Who gives a pinctrl state new pins replaces \`psels\` of the groups
that have the same name, and the other groups of the board stay: then a signal has two pins. They are applied in order, so the
last group wins, which may be the board's; and the pin that loses is set up all the same.`,
    exceptions: 'A signal that both groups put on the same pin, and the input of a UART with `disable-rx`.',
    sources: [
      'zephyr/drivers/pinctrl/pinctrl_nrf.c:84-98 (2.4.0)',
      'zephyr/drivers/pinctrl/pinctrl_nrf.c:279-316 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      const told = new Set<string>();
      for (const used of usedStates(image)) {
        for (const finding of leftovers(image, used)) {
          const key = `${finding.at.span.start} ${finding.message}`;
          if (!told.has(key)) yield finding;
          told.add(key);
        }
      }
    }
  },
});

/** One finding for each group of others that stayed beside the user's. */
function* leftovers(image: Image, { node, state }: UsedState): Generator<Finding> {
  const byGroup = new Map<Pin['group'], { stale: Pin; own: Pin; wins: boolean }[]>();
  for (const [index, a] of state.pins.entries()) {
    for (const b of state.pins.slice(index + 1)) {
      if (a.signal !== b.signal || a.name === b.name || (a.signal === 'UART_RX' && receivesNothing(node))) continue;
      // The older of the two is the one that was forgotten: that of the SDK, or else that of the other file.
      const [own, stale] = isOwn(b) && (!isOwn(a) || a.group === b.group || !isLater(a, b)) ? [b, a] : [a, b];
      if (!isOwn(own)) continue;
      byGroup.set(stale.group, [...(byGroup.get(stale.group) ?? []), { stale, own, wins: own === b }]);
    }
  }
  for (const [group, pairs] of byGroup) {
    const { own, stale, wins } = pairs[0]!;
    const span = own.span ?? projectSpan(own.origins[0]);
    if (!span) continue;
    const signals = pairs.map((pair) => pair.own.signal);
    const isWhole = state.pins.every((pin) => pin.group !== group || signals.includes(pin.signal));
    const stateLabel = group.parent?.labels[0];
    const isSeparate = group !== own.group;
    yield {
      message: `${listed(signals)} of ${called(node)} ${signals.length === 1 ? 'has' : 'have'} two pins in ${imageName(image)}: ${stale.name}${isSeparate ? `, which ${group.name} still gives,` : ''} and ${own.name}`,
      at: { span, text: `${own.signal} is on ${wins ? own.name : `${stale.name} all the same`}` },
      because: [
        reason(`${group.name} puts ${stale.signal} on ${stale.name}`, stale.origins[0]),
        ...(isSeparate
          ? [
              reason(
                `the state ${group.parent?.name} is merged with it, and nothing deletes ${group.name}`,
                own.origins[0],
              ),
            ]
          : []),
        reason(`the pins are applied in order, so ${wins ? own.name : stale.name} is used and both are set up`),
      ],
      ...(isSeparate && isWhole && stateLabel !== undefined && !isOwn(stale)
        ? { fixes: [addOverlay(image, `\n&${stateLabel} {\n\t/delete-node/ ${group.name};\n};\n`)] }
        : {
            help: isSeparate
              ? `give ${group.name} its new psels as well, or delete it: /delete-node/ ${group.name};`
              : `name ${own.signal} once`,
          }),
    };
  }
}

const receivesNothing = (node: DtNode): boolean => valueOf(node.property('disable-rx')) !== undefined;

const isOwn = ({ origins }: Pin): boolean => origins[0]?.kind === 'project';

/** Whether `a` stands behind `b` in one file. */
function isLater(a: Pin, b: Pin): boolean {
  const [x, y] = [projectSpan(a.origins[0]), projectSpan(b.origins[0])];
  return x !== undefined && y !== undefined && x.file === y.file && x.start > y.start;
}
