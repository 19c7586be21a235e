import type { Image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { AssignmentIn } from '../../model/kconfig/evaluate.ts';
import { sdkLine } from '../../model/sdk-facts.ts';
import type { Checkout } from '../../sdk/checkout.ts';
import { linesOf } from './assignments.ts';
import type { ImageContext } from './context.ts';

/** What the application's build adds to the files of MCUboot. */
export interface HandedOn {
  readonly assignments: readonly AssignmentIn[];
  /** Paths in the SDK. */
  readonly overlays: readonly string[];
}

/** By what the application's Kconfig says; the files are those of the SDK that is there, without one only what matters most. */
export function handedOn({ sdk, checkout }: ImageContext, app: Image): HandedOn {
  const { kconfig } = app;
  if (checkout?.hasZephyr) return fromCheckout(checkout, app);
  const secondary = kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
  if (!sdk.known || !is(secondary, true)) return NOTHING;
  const origin = secondary.origins[0] ?? sdkLine(sdk.value, 'nrf/modules/mcuboot/CMakeLists.txt:204');
  const assignments = [{ symbol: 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', value: 'y', origin }];
  return { assignments, overlays: [] };
}

const NOTHING: HandedOn = { assignments: [], overlays: [] };

/** Files, and the symbols of the application that all have to be on for them; all of 2.4.0. */
const FILES: readonly (readonly [path: string, when: readonly string[]])[] = [
  // nrf/cmake/multi_image.cmake:183
  ['nrf/subsys/partition_manager/partition_manager_enabled.conf', []],
  // nrf/modules/mcuboot/CMakeLists.txt:207-253
  ['nrf/subsys/partition_manager/ext_flash_mcuboot_secondary.conf', ['PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY']],
  ['nrf/modules/mcuboot/tfm.conf', ['BUILD_WITH_TFM']],
  ['nrf/modules/mcuboot/fih_low_enable.conf', ['BUILD_WITH_TFM']],
  ['nrf/modules/mcuboot/flash_sim.overlay', ['NRF53_UPGRADE_NETWORK_CORE', 'ADD_MCUBOOT_MEDIATE_SIM_FLASH_DTS']],
  ['nrf/modules/mcuboot/hw_counters.conf', ['MCUBOOT_HARDWARE_DOWNGRADE_PREVENTION']],
  // nrf/subsys/bootloader/image/CMakeLists.txt:22-38, which is read with SECURE_BOOT only
  ['nrf/subsys/bootloader/image/multi_image_mcuboot.conf', ['SECURE_BOOT']],
  ['nrf/subsys/bootloader/image/fw_info.conf', ['SECURE_BOOT']],
  // nrf/subsys/CMakeLists.txt:9, nrf/subsys/bootloader/bl_override/CMakeLists.txt:7
  ['nrf/subsys/bootloader/bl_override/override_external_mcuboot.conf', ['PM_OVERRIDE_EXTERNAL_DRIVER_CHECK']],
  // nrf/samples/CMakeLists.txt:23,121
  ['nrf/subsys/bootloader/image/log_minimal.conf', ['SECURE_BOOT', 'SOC_NRF5340_CPUAPP']],
  ['nrf/subsys/pcd/pcd.conf', ['NRF53_UPGRADE_NETWORK_CORE', 'NCS_INCLUDE_RPMSG_CHILD_IMAGE']],
];

function fromCheckout(checkout: Checkout, { kconfig, devicetree }: Image): HandedOn {
  const assignments: AssignmentIn[] = [];
  const overlays: string[] = [];
  for (const [path, when] of FILES) {
    const facts = when.map((symbol) => kconfig.bool(symbol));
    if (path.endsWith('.overlay')) {
      // A node that nobody uses does no harm: what is not known to be left out is there.
      if (facts.some((fact) => is(fact, true)) && !facts.some((fact) => is(fact, false))) overlays.push(path);
    } else if (facts.every((fact) => is(fact, true))) {
      for (const line of linesOf(checkout, path)) {
        // Of what is handed on under its own name the user knows where he asked for it.
        const [asked] = facts.flatMap((fact) => (fact.known && line.symbol === when[0] ? fact.origins : []));
        assignments.push(asked ? { ...line, origin: asked } : line);
      }
    }
  }
  // MCUBOOT_USB_SUPPORT asks the devicetree for nothing else: nrf/modules/mcuboot/CMakeLists.txt:241, Kconfig:109 (2.4.0)
  const usb = devicetree.labelled('zephyr_udc0');
  if (usb.known && usb.value && is(usb.value.status, 'okay')) overlays.push('nrf/modules/mcuboot/usb.overlay');
  return { assignments, overlays: overlays.filter((path) => checkout.files.stat(path)?.kind === 'file') };
}
