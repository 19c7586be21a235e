import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { cells, isEnabled, valueOfProperty } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { driverClass } from '../../model/pins/driver-class.ts';
import { reference } from '../external-flash/enabling.ts';
import { addOverlay, defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'devicetree/instance-conflict',
  severity: 'error',
  about: () => ({
    summary: 'Of the serial peripherals that share one instance of the chip, one is enabled.',
    why: `
SPI, I2C and, on newer chips, UART of the same number are one piece of hardware at one address. With two of them enabled,
and the drivers of both in the image, the build stops: "Only one of the following peripherals can be enabled".`,
    exceptions: `
Information where one of the drivers is not in the image, or nobody knows: then nothing happens until it is. What the board
itself enables twice.`,
    sources: [
      'zephyr/soc/arm/nordic_nrf/validate_enabled_instances.c:9-58 (2.4.0)',
      'zephyr/dts/arm/nordic/nrf52840.dtsi:101-118 (2.4.0)',
    ],
  }),

  *check({ images }) {
    for (const of of images) {
      const byPlace = new Map<string, readonly DtNode[]>();
      for (const node of touchedNodes(of.devicetree)) {
        const address = serialAddress(node);
        if (address === undefined || !node.parent) continue;
        const place = `${node.parent.path} ${address}`;
        if (byPlace.has(place)) continue;
        byPlace.set(
          place,
          node.parent.children.filter((sibling) => serialAddress(sibling) === address),
        );
      }
      for (const [first, second] of byPlace.values()) {
        const finding = first && second && conflict(of, first, second);
        if (finding) yield finding;
      }
    }
  },
});

/** Where an enabled serial peripheral is; undefined for other nodes. */
function serialAddress(node: DtNode): number | undefined {
  const symbol = valueOf(driverClass(node));
  if (symbol === undefined || !serial.has(symbol) || !is(isEnabled(node), true)) return undefined;
  return valueOf(valueOfProperty(node, 'reg', cells))?.[0];
}

const serial: ReadonlySet<string> = new Set(['CONFIG_SPI', 'CONFIG_I2C', 'CONFIG_SERIAL']);

function conflict(of: Image, a: DtNode, b: DtNode): Finding | undefined {
  const [spanA, spanB] = [projectSpan(a.status), projectSpan(b.status)];
  const span = spanB ?? spanA;
  if (!span) return undefined;
  const other = spanB ? a : b;
  const drivers = [a, b].map((node) => of.kconfig.bool(valueOf(driverClass(node))!));
  const bothOn = drivers.every((driver) => is(driver, true));
  return {
    severity: bothOn ? 'error' : 'info',
    message: `${called(a)} and ${called(b)} are the same hardware, and both are enabled in ${imageName(of)}`,
    at: { span, text: `${called(other)} is enabled, too` },
    because: [
      reason(`${called(other)} is enabled`, other.status),
      ...drivers.map((driver, index) => {
        const symbol = valueOf(driverClass([a, b][index]!))!;
        return reason(driver.known ? `${symbol} is ${driver.value ? 'y' : 'n'}` : `nobody knows ${symbol}`, driver);
      }),
    ],
    fixes: [addOverlay(of, `${reference(other)} {\n\tstatus = "disabled";\n};\n`)],
  };
}
