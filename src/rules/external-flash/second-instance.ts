import type { Configuration } from '../../model/application.ts';
import { bindingOf } from '../../model/devicetree/bindings.ts';
import type { Devicetree, DtNode } from '../../model/devicetree/devicetree.ts';
import { isEnabled } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { externalFlash } from '../../model/flash/external-flash.ts';
import type { SdkFacts } from '../../model/sdk-facts.ts';
import { addOverlay, defineRule, projectSpan, reason, sdkLine } from '../rule.ts';
import { called, imageName, listed } from '../wording.ts';

export default defineRule({
  id: 'external-flash/second-instance',
  severity: 'error',
  about: () => ({
    summary: 'A flash driver has one enabled node.',
    why: `
The drivers for QSPI and SPI NOR flash make a device of the first enabled node only. A chip that is added beside the one of the
board has none: who refers to it gets an undefined symbol, and the driver talks to the wrong chip, or to the right one with
the id and the size of another.`,
    exceptions: `
Information where the first node is the one that is used as external flash. For SPI only with NCS 2.4.0, whose driver was
read; later ones have several instances. Two chips that the board itself enables.`,
    sources: ['zephyr/drivers/flash/nrf_qspi_nor.c:1486 (2.4.0)', 'zephyr/drivers/flash/spi_nor.c:1392 (2.4.0)'],
  }),

  *check(configuration) {
    const { sdk, images } = configuration;
    if (!sdk.known) return;
    for (const image of images) {
      for (const { compatible, path, line, versions } of DRIVERS) {
        if (versions === '2.4.0' && !isRead(configuration)) continue;
        const nodes = enabled(sdk.value, image.devicetree, compatible);
        const [first, second] = nodes;
        if (!first || !second) continue;
        const span = projectSpan(
          ...nodes.flatMap((node) => [node.origins[0], valueOf(node.property('status'))?.origins[0]]),
        );
        if (!span || enabled(sdk.value, image.boardDevicetree, compatible).length > 1) continue;
        const chosen = valueOf(externalFlash(image));
        const isUsed = chosen !== undefined && nodes.indexOf(chosen) > 0;
        yield {
          severity: isUsed ? 'error' : 'info',
          message: `of ${listed(nodes.map(called))} only ${called(first)} gets a driver in ${imageName(image)}${isUsed ? `, and ${called(chosen)} is the external flash` : ''}`,
          at: { span, text: `a second ${compatible}` },
          because: [
            reason(`${called(first)} is enabled, and stands first`, first.origins.at(-1)),
            ...(isUsed ? [reason(`${called(chosen)} is chosen as nordic,pm-ext-flash`, externalFlash(image))] : []),
            reason('the driver makes a device of the first one only', sdkLine(configuration, path, line)),
          ],
          ...(first.labels[0] === undefined
            ? { help: `disable the other one, or change ${called(first)} instead of adding a node` }
            : {
                help: `or change ${called(first)} instead of adding a node: give it the properties of the new chip`,
                fixes: [addOverlay(image, `\n&${first.labels[0]} {\n\tstatus = "disabled";\n};\n`)],
              }),
        };
      }
    }
  },
});

const DRIVERS = [
  { compatible: 'nordic,qspi-nor', path: 'zephyr/drivers/flash/nrf_qspi_nor.c', line: 1486, versions: 'all' },
  { compatible: 'jedec,spi-nor', path: 'zephyr/drivers/flash/spi_nor.c', line: 1392, versions: '2.4.0' },
] as const;

/** Whether the driver that is built is the one that was read. */
const isRead = ({ sdk, assumptions }: Configuration): boolean =>
  sdk.known && sdk.value.version === '2.4.0' && assumptions.every(({ what }) => what !== 'SDK version');

/** Enabled nodes that the driver is for; one below another kind of bus is none of them. */
const enabled = (sdk: SdkFacts, { nodes }: Devicetree, compatible: string): readonly DtNode[] =>
  nodes.filter(
    (node) =>
      // Of the others no binding has to be read.
      (valueOf(node.compatible) ?? [compatible]).includes(compatible) &&
      valueOf(bindingOf(sdk, node))?.compatible === compatible &&
      is(isEnabled(node), true),
  );
