import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { CHOSEN, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { addOverlay, defineRule, isBefore, nothingAt, projectSpan, reason, sdkLine } from '../rule.ts';
import { reference } from './enabling.ts';
import { differences } from './mcuboot-device-differs.ts';
import { mirroredOverlays } from './mirrored-overlays.ts';

export default defineRule({
  id: 'external-flash/mcuboot-chosen',
  severity: 'error',
  about: () => ({
    summary: "MCUboot's own devicetree chooses `nordic,pm-ext-flash` when it reads a slot in external flash.",
    why: `
Partition Manager gives a partition in \`external_flash\` the device that \`nordic,pm-ext-flash\` names in the devicetree
*of that image*. An overlay of the application is not read by the bootloader. Without the property MCUboot's slot has no
device, opening it fails, and the image stays *pending* for ever, in silence. Nordic's own applications shipped with this
mistake (known issues NCSDK-19970 and NCSDK-18532).`,
    exceptions: `
A board whose own devicetree has the property, such as the Thingy:53, needs nothing. Silent before NCS 2.2, where the device
was found by its label.`,
    sources: [
      'nrf/cmake/partition_manager.cmake:229 (2.4.0)',
      'nrf/subsys/partition_manager/flash_map_partition_manager.c:17-20 (2.4.0)',
      'zephyr/subsys/storage/flash_map/flash_map.c:41-43 (2.4.0)',
      'nrf/cmake/multi_image.cmake:345-348 (2.4.0)',
      'nrf/doc/nrf/releases/release-notes-2.2.0.rst:901-906 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || isBefore(configuration, 2, 2)) return;
    const [slot] = externalSlots(configuration);
    if (!slot) return;

    const inApplication = externalFlash(app);
    const inMcuboot = externalFlash(mcuboot);
    if (!inApplication.known || !inApplication.value || !is(inMcuboot, undefined)) return;
    const span = projectSpan(inApplication, slot.region);
    if (!span) return;

    // The one line is enough where MCUboot has the node and describes the same chip.
    const there = mcuboot.devicetree.node(inApplication.value.path);
    const same =
      there.known && there.value !== undefined && differences(configuration, inApplication.value).length === 0;
    yield {
      message: `MCUboot cannot open ${slot.name}: nothing in its devicetree chooses ${CHOSEN}`,
      at: { span, text: 'this is read by the application only' },
      because: [
        reason(`${slot.name} lies in external_flash`, slot.region),
        ...nothingAt(
          configuration,
          mcuboot.places.overlay,
          'no overlay of yours reaches the bootloader: images do not inherit overlays',
        ),
        reason(
          `each image opens a partition of external_flash on the chip that ${CHOSEN} names in its own devicetree`,
          sdkLine(configuration, 'nrf/cmake/partition_manager.cmake', 229),
        ),
      ],
      fixes: [
        addOverlay(
          mcuboot,
          same
            ? `/ {\n\tchosen {\n\t\t${CHOSEN} = ${reference(inApplication.value)};\n\t};\n};\n`
            : mirroredOverlays(configuration, app, mcuboot),
        ),
      ],
    };
  },
});
