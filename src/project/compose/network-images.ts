import { isAheadOfAll } from '../../model/release.ts';
import { versionNumber } from '../sdk-version.ts';

/**
 * The names of the SDK's images that serve the radio from the network core, in builds with child images: the controller of
 * Bluetooth is hci_rpmsg up to NCS 2.5 and hci_ipc from 2.6 on (nrf/samples/CMakeLists.txt:74-76, 2.4.0; 83-85, 2.6.0;
 * 053408845f, while `VERSION` said 2.5.99). Where that is not told, both count.
 */
export function radioImages(version: string | undefined): readonly string[] {
  return ALL.filter((name) => isImageOf(name, version));
}

const ALL = ['hci_rpmsg', 'hci_ipc', 'multiprotocol_rpmsg', '802154_rpmsg', 'rpc_host'];

/**
 * Whether an image of the network core has this name in a version, or may have it. multiprotocol_rpmsg is gone with 3.0, where
 * ipc_radio does its work (nrf/sysbuild/Kconfig.netcore:108-111, 2.9.0; 4c1d67b030).
 */
export function isImageOf(name: string, version = ''): boolean {
  const number = isAheadOfAll(version) ? Infinity : versionNumber(version);
  if (number === undefined || /^v?2\.(5|9)\.99/.test(version)) return true;
  if (name === 'hci_rpmsg') return number < 2.06;
  if (name === 'hci_ipc') return number >= 2.06;
  return name !== 'multiprotocol_rpmsg' || number < 3;
}

/** What takes the place of an image of the network core in later versions, or stood there before. */
export const inPlaceOf = (name: string): readonly string[] => SAME_PLACE[name] ?? [];

/** Images with other names, or none, in other versions. */
export const renamedImages: readonly string[] = ['hci_rpmsg', 'hci_ipc', 'multiprotocol_rpmsg'];

const SAME_PLACE: Readonly<Record<string, readonly string[]>> = {
  hci_rpmsg: ['hci_ipc', 'ipc_radio'],
  hci_ipc: ['hci_rpmsg'],
  multiprotocol_rpmsg: ['ipc_radio'],
};
