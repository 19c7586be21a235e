import { image } from '../../model/application.ts';
import { is, map } from '../../model/fact.ts';
import { CHOSEN, externalFlash } from '../../model/flash/external-flash.ts';
import { addOverlay, defineRule, nothingAt, reason } from '../rule.ts';
import { called, listed } from '../wording.ts';

export default defineRule({
  id: 'external-flash/chosen-missing',
  severity: 'error',
  summary: 'The application chooses `nordic,pm-ext-flash` when partitions live in `external_flash`.',
  why: `
The region \`external_flash\` exists only when the application's devicetree chooses \`nordic,pm-ext-flash\`. Without it
Partition Manager drops every partition of that region and says nothing. What follows is a compiler error about an
undeclared \`PM_MCUBOOT_SECONDARY_ID\`, or storage that is missing on the device.`,
  exceptions: 'Boards whose own devicetree has the property, such as the Thingy:53, need nothing.',
  sources: ['nrf/cmake/partition_manager.cmake:217-232 (2.4.0)', 'nrf/scripts/partition_manager.py:965-975 (2.4.0)'],

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app) return;
    const inside = configuration.partitions.partitions.filter(({ region }) => is(region, 'external_flash'));
    const [first, ...others] = inside.flatMap(({ name, spanOf }) => {
      const span = spanOf('region');
      return span ? [{ span, text: `${name} is dropped` }] : [];
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
    const node = flashes.length === 1 ? called(flashes[0]!) : undefined;
    yield {
      message: `there is no region external_flash: the application does not choose ${CHOSEN}`,
      at: first,
      related: others,
      because: [
        ...nothingAt(configuration, app.places.overlay, 'no overlay of the application sets it'),
        reason("the board's own devicetree does not choose it either", app.devicetree.base),
      ],
      ...(flashes.length > 1 && { help: `the flash nodes of this board are ${listed(flashes.map(called))}` }),
      fixes: [addOverlay(app, `/ {\n\tchosen {\n\t\t${CHOSEN} = ${node ?? '&your_flash'};\n\t};\n};\n`)],
    };
  },
});
