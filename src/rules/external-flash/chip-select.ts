import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { cellList, cells, valueOfProperty } from '../../model/devicetree/values.ts';
import { valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { pinctrlState } from '../../model/pins/pinctrl.ts';
import { count } from '../../model/units.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'external-flash/chip-select',
  severity: 'error',
  about: () => ({
    summary: 'The `reg` of a flash on SPI is a chip select of its bus.',
    why: `
\`reg\` counts through the \`cs-gpios\` of the bus. A number behind the last one stops the build; one that belongs to another chip
selects that chip, and the id that comes back is not the expected one.`,
    exceptions: `
A bus that selects its chip by itself (a pin with the function \`SPIM_CSN\`). That a bus has neither is a warning.`,
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1173-1181 (2.4.0)',
      'zephyr/dts/bindings/spi/spi-controller.yaml:22-60 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      const { parent } = node;
      if (!parent || valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
      const reg = valueOfProperty(node, 'reg', cells);
      const selects = valueOfProperty(parent, 'cs-gpios', cellList);
      const unselected = withoutSelect(image, node);
      if (unselected) yield unselected;
      if (!reg.known || !selects.known || !reg.value || !selects.value) continue;
      const available = selects.value.filter(({ kind }) => kind === 'phandle').length;
      const [wanted] = reg.value;
      const others = parent.children.filter(
        (child) => child !== node && child.status.known && child.status.value === 'okay',
      );
      const rival = others.find((child) => valueOf(valueOfProperty(child, 'reg', cells))?.[0] === wanted);
      if (wanted === undefined || (wanted < available && !rival)) continue;
      const span = projectSpan(reg, selects, ...node.origins);
      if (!span) continue;
      yield {
        message: rival
          ? `${called(node)} and ${called(rival)} both answer to chip select ${wanted} of ${called(parent)} in ${imageName(image)}`
          : `the build stops: ${called(node)} asks for chip select ${wanted}, and ${called(parent)} has ${count(available, 'chip select')}`,
        at: {
          span,
          text: rival
            ? `chip select ${wanted} is taken`
            : available === 1
              ? 'the only one is 0'
              : `the last one is ${available - 1}`,
        },
        because: [
          reason(`reg of ${called(node)} is ${wanted}`, reg),
          ...(rival ? [reason(`so is that of ${called(rival)}`, rival.property('reg'))] : []),
          reason(`cs-gpios of ${called(parent)} lists ${count(available, 'pin')}`, selects),
        ],
        help: 'reg is the place of the pin in cs-gpios, counted from 0',
      };
    }
  },
});

/** A flash takes the edge of its chip select for the start of a command: one that is tied to ground never answers. */
function withoutSelect(of: Image, node: DtNode): Finding | undefined {
  const bus = node.parent!;
  const selects = bus.property('cs-gpios');
  const isNordic = bus.compatible.known && bus.compatible.value.some((name) => /^nordic,nrf-spim?$/.test(name));
  const state = valueOf(pinctrlState(bus, 'default'));
  if (!selects.known || selects.value || !isNordic || !state?.complete.known) return undefined;
  if (state.pins.some(({ signal }) => signal === 'SPIM_CSN')) return undefined;
  const span = projectSpan(selects, ...node.origins);
  if (!span) return undefined;
  return {
    severity: 'warning',
    message: `nothing selects ${called(node)} in ${imageName(of)}: ${called(bus)} has no cs-gpios`,
    at: { span, text: 'never selected' },
    because: [reason(`${called(bus)} lists no chip select`, bus.origins[0])],
    help: `name the pin of its chip select in the bus: cs-gpios = <&gpio0 17 GPIO_ACTIVE_LOW>;`,
  };
}
