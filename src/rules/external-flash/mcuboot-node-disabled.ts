import { image } from '../../model/application.ts';
import { isEnabled } from '../../model/devicetree/values.ts';
import { is } from '../../model/fact.ts';
import { CHOSEN, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { addOverlay, defineRule, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';
import { enabling } from './enabling.ts';

export default defineRule({
  id: 'external-flash/mcuboot-node-disabled',
  severity: 'error',
  about: () => ({
    summary: 'The flash that MCUboot chooses, and its bus, are enabled in MCUboot.',
    why: `
Some boards have their flash chip described and disabled (the nRF9160 DK has it on a bus that is shared). The overlay of
the application that enables it is not read by the bootloader. There the driver stays off, whatever the configuration
asks for, or its device does not exist; MCUboot cannot open the slot, and the image stays *pending*.`,
    exceptions: 'Silent while nobody knows what the board says about the chip.',
    sources: [
      'zephyr/drivers/flash/Kconfig.nor:4-7 (2.4.0)',
      'zephyr/drivers/flash/Kconfig.nordic_qspi_nor:4-8 (2.4.0)',
      'zephyr/boards/arm/nrf9160dk_nrf9160/nrf9160dk_nrf9160_common_0_14_0.dtsi:43-45 (2.4.0)',
      'nrf/applications/asset_tracker_v2/child_image/mcuboot/boards/nrf9160dk_nrf9160_0_14_0.overlay:14-16 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    const app = image(configuration, 'app');
    const [slot] = externalSlots(configuration);
    if (!mcuboot || !app || !slot) return;
    const chosen = externalFlash(mcuboot);
    if (!chosen.known || !chosen.value) return;
    const node = chosen.value;
    const enabled = isEnabled(node);
    if (!is(enabled, false)) return;
    const span = projectSpan(enabled, chosen, slot.region, externalFlash(app));
    if (!span) return;
    yield {
      message: `MCUboot cannot open ${slot.name}: ${called(node)} is not enabled in the bootloader`,
      at: { span, text: `${called(node)} is off in MCUboot` },
      because: [
        reason(`${CHOSEN} names ${called(node)} in MCUboot`, chosen),
        reason(`${disabledAt(node)} is disabled there`, enabled),
      ],
      fixes: [addOverlay(mcuboot, enabling(node))],
    };
  },
});

/** The node itself, or the one above it that is disabled. */
function disabledAt(node: Parameters<typeof called>[0]): string {
  for (let at: typeof node | undefined = node; at; at = at.parent) {
    const { status } = at;
    if (status.known && status.value !== 'okay') return called(at);
  }
  return called(node);
}
