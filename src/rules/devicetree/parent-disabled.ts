import { image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { strings } from '../../model/devicetree/values.ts';
import { type Fact, is, isNot, valueOf } from '../../model/fact.ts';
import { CHOSEN, externalFlash } from '../../model/flash/external-flash.ts';
import { enabling } from '../external-flash/enabling.ts';
import { addOverlay, defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'devicetree/parent-disabled',
  severity: 'error',
  about: () => ({
    summary: 'A device that is enabled, or chosen, sits on a bus that is enabled.',
    why: `
\`status = "okay"\` of a device says nothing about its bus. The driver of the device is built and refers to the device of
the bus, which nobody makes: the build ends with "undefined reference to \`__device_dts_ord_...\`", or the driver finds its
bus not ready.`,
    exceptions: `
Only devices that a file of yours enables, and the chip that \`nordic,pm-ext-flash\` chooses. A device other than that chip
is a warning: whether its driver is built is a matter of Kconfig.`,
    sources: [
      'zephyr/dts/arm/nordic/nrf52840.dtsi:481-491 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1486 (2.4.0)',
      'zephyr/drivers/flash/spi_nor.c:1392 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const name of ['app', 'mcuboot']) {
      const of = image(configuration, name);
      if (!of) continue;
      const chosen = externalFlash(of);
      const flash = valueOf(chosen);
      for (const node of new Set([...touchedNodes(of.devicetree), ...(flash ? [flash] : [])])) {
        const isChosen = node === flash;
        const decision = isChosen ? chosen : userEnables(node);
        if (!decision || isNot(node.status, 'okay')) continue;
        const bus = disabledAbove(node);
        if (!bus || disabledAbove(bus)) continue;
        const span = projectSpan(bus.status, decision);
        if (!span) continue;
        yield {
          severity: isChosen ? 'error' : 'warning',
          message: `the driver of ${called(node)} has no bus in ${imageName(of)}: ${called(bus)} is not enabled`,
          at: { span, text: projectSpan(bus.status) ? 'this disables the bus' : `${called(bus)} is disabled` },
          because: [
            reason(isChosen ? `${CHOSEN} names ${called(node)}` : `${called(node)} is enabled`, decision),
            reason(`the status of ${called(bus)} is "${bus.status.known ? bus.status.value : ''}"`, bus.status),
          ],
          fixes: [addOverlay(of, enabling(bus))],
        };
      }
    }
  },
});

/** The status of a device, where a file of the user's says it. */
function userEnables(node: DtNode): Fact<string> | undefined {
  const { status } = node;
  const stated = node.properties.get('status')?.origins[0]?.kind === 'project';
  return stated && node.properties.has('compatible') && is(status, 'okay') ? status : undefined;
}

/** The nearest node above that is a device of its own and proven disabled. */
function disabledAbove(node: DtNode): DtNode | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.properties.has('compatible') && isNot(at.status, 'okay') && !isNoBus(at)) return at;
  }
  return undefined;
}

/**
 * Below these stand registers that drivers use by themselves: Nordic's own boards enable them and leave the node above
 * disabled (zephyr/boards/nordic/nrf54l15dk/nrf54l_05_10_15_cpuapp_common.dtsi:104 (3.3.0)).
 */
function isNoBus({ properties }: DtNode): boolean {
  const names = properties.get('compatible');
  const compatibles = names && strings(names);
  return compatibles?.known === true && compatibles.value?.some((name) => NO_BUSES.includes(name)) === true;
}

const NO_BUSES = ['nordic,nrf-power', 'nordic,nrf-vpr-coprocessor'];
