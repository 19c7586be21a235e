import { image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { is, map } from '../../model/fact.ts';
import { CHOSEN, externalFlash } from '../../model/flash/external-flash.ts';
import { addOverlay, defineRule, isBefore, nothingAt, reason, sdkLine } from '../rule.ts';
import { called, listed } from '../wording.ts';
import { enabling, reference } from './enabling.ts';

export default defineRule({
  id: 'external-flash/chosen-missing',
  severity: 'error',
  about: () => ({
    summary: 'The application chooses `nordic,pm-ext-flash` when partitions live in `external_flash`.',
    why: `
The region \`external_flash\` exists only when the application's devicetree chooses \`nordic,pm-ext-flash\`. Without it
Partition Manager drops every partition of that region and says nothing. What follows is a compiler error about an
undeclared \`PM_MCUBOOT_SECONDARY_ID\`, or storage that is missing on the device.`,
    exceptions: `
Boards whose own devicetree has the property, such as the Thingy:53, need nothing. Silent before NCS 2.0: the early versions
took the chip from Kconfig.`,
    sources: ['nrf/cmake/partition_manager.cmake:217-232 (2.4.0)', 'nrf/scripts/partition_manager.py:965-975 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app || configuration.part || isBefore(configuration, 2, 0)) return;
    const inside = configuration.partitions.partitions.filter(({ region }) => is(region, 'external_flash'));
    const [first, ...others] = inside.flatMap(({ name, spanOf }) => {
      const span = spanOf('region');
      return span ? [{ span, text: `${name} is dropped: there is no such region` }] : [];
    });
    if (
      !first ||
      !is(
        map(externalFlash(app), (node) => node === undefined),
        true,
      )
    )
      return;

    const flashes = app.devicetree.nodes.filter(
      (node) =>
        node.compatible.known && node.compatible.value.some((name) => /^(nordic,qspi-nor|jedec,spi-nor)$/.test(name)),
    );
    const only = flashes.length === 1 ? flashes[0] : undefined;
    yield {
      message: `Partition Manager drops ${listed(inside.map(({ name }) => name))}: the application does not choose ${CHOSEN}`,
      at: first,
      related: others,
      because: [
        reason(
          'the region external_flash exists only where it is chosen',
          sdkLine(configuration, 'nrf/cmake/partition_manager.cmake', 217),
        ),
        ...nothingAt(configuration, app.places.overlay, 'there is no overlay of the application that could choose it'),
        reason(
          app.places.overlay.exists
            ? 'neither the overlay of the application nor the board chooses it'
            : 'the board does not choose it either',
        ),
      ],
      ...(only
        ? { fixes: [addOverlay(app, [choosing(only), enabling(only)].filter((text) => text !== '').join('\n'))] }
        : { help: help(app.places.overlay.path, flashes) }),
    };
  },
});

const choosing = (node: DtNode): string => `/ {\n\tchosen {\n\t\t${CHOSEN} = ${reference(node)};\n\t};\n};\n`;

const help = (overlay: string, flashes: readonly DtNode[]): string =>
  flashes.length === 0
    ? `describe the flash chip in ${overlay}, and choose it: ${CHOSEN} = &your_flash;`
    : `choose one of ${listed(flashes.map(called))} in ${overlay}: ${CHOSEN} = ${reference(flashes[0]!)};`;
