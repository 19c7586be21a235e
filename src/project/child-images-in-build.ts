import type { Image } from '../model/application.ts';
import { type Fact, is, known, map, unknown } from '../model/fact.ts';
import type { KconfigView } from '../model/kconfig/evaluate.ts';
import type { Composition } from './compose/composition.ts';
import { OWN_DEFAULTS } from './images/kconfig.ts';

/** Whether a child image is part of the build, by the Kconfig of the application. */
export function childImageInBuild(name: string, app: Image, { images }: Composition): Fact<boolean> {
  const asked = asksFor(name, app.kconfig);
  const own = images.find((one) => one.name === name);
  const isConfigured = own !== undefined && own.fragments.length + own.overlays.length > 0;
  // Where the application's own Kconfig decides about MCUboot and cannot be followed, a project that configures it for
  // this very build is taken to have it.
  if (name !== 'mcuboot' || asked.known || !isConfigured || asked.missing !== OWN_DEFAULTS) return asked;
  return known(true, { kind: 'assumed', text: 'MCUboot is part of the build: the project configures it' });
}

/** nrf/modules/mcuboot/CMakeLists.txt:258, nrf/samples/CMakeLists.txt:7-139, nrf/samples/Kconfig:28-98 (2.4.0). */
function asksFor(name: string, kconfig: KconfigView): Fact<boolean> {
  switch (name) {
    case 'mcuboot':
      return kconfig.bool('CONFIG_BOOTLOADER_MCUBOOT');
    case 'b0':
      return kconfig.bool('CONFIG_SECURE_BOOT');
    case 'b0n': {
      // The fragment that gives the network core its bootloader comes along with the upgrade of that core.
      const upgraded = kconfig.bool('CONFIG_NRF53_UPGRADE_NETWORK_CORE');
      return is(upgraded, false) ? unknown(`whether ${name} is part of the build`) : upgraded;
    }
    case 'hci_rpmsg':
      return onNetworkCore(kconfig, { BT_RPMSG: true, NRF_802154_SER_HOST: false, ...NEITHER });
    case 'hci_ipc':
      return onNetworkCore(kconfig, { BT_HCI_IPC: true, NRF_802154_SER_HOST: false, BT_RPC: false });
    case 'multiprotocol_rpmsg':
      return onNetworkCore(kconfig, { BT_RPMSG: true, NRF_802154_SER_HOST: true, ...NEITHER });
    case '802154_rpmsg':
      return onNetworkCore(kconfig, { BT_RPMSG: false, NRF_802154_SER_HOST: true, ...NEITHER });
    case 'rpc_host':
      return onNetworkCore(kconfig, { BT_RPC: true, NRF700X_RADIO_TEST: false });
    default:
      return unknown(`whether ${name} is part of the build`);
  }
}

const NEITHER = { BT_RPC: false, NRF700X_RADIO_TEST: false };

/** The image that serves these symbols of the application. */
function onNetworkCore(kconfig: KconfigView, wanted: Readonly<Record<string, boolean>>): Fact<boolean> {
  const included = kconfig.bool('CONFIG_NCS_INCLUDE_RPMSG_CHILD_IMAGE');
  if (is(included, false)) return included;
  const facts = [
    included,
    ...Object.entries(wanted).map(([symbol, value]) => map(kconfig.bool(`CONFIG_${symbol}`), (isOn) => isOn === value)),
  ];
  const no = facts.find((fact) => is(fact, false));
  if (no) return no;
  return facts.find((fact) => !fact.known) ?? included;
}

/** Child images and static files bring Partition Manager along (nrf/cmake/partition_manager.cmake:93-111, 2.4.0). */
export function partitionManagerInBuild({ staticFile }: Composition, mcuboot: Fact<boolean>): Fact<boolean> {
  if (is(mcuboot, true) || staticFile) return known(true, ...(mcuboot.known ? mcuboot.origins : []));
  return unknown('whether an image or a subsystem brings Partition Manager along');
}
