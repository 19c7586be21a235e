import type { Checkout } from '../../sdk/checkout.ts';
import type { KconfigFolder } from '../checkout-kconfig.ts';
import type { ImageFiles } from '../compose/composition.ts';

/**
 * Where the sources of an image are: in the project, or in an SDK that is there; undefined where nobody has them. Of images that
 * are built again for another slot only their source is looked at.
 */
export function imageFolder(
  { name, folder, variantOf }: Pick<ImageFiles, 'name' | 'folder' | 'variantOf'>,
  checkout: Checkout,
): KconfigFolder | undefined {
  if (variantOf !== undefined) return undefined;
  if (folder !== undefined) return { path: folder, isOwn: true };
  const path = FOLDERS[name];
  return path !== undefined && checkout.files.stat(path)?.kind === 'folder' ? { path, isOwn: false } : undefined;
}

/**
 * bootloader/mcuboot/zephyr/module.yml, nrf/samples/CMakeLists.txt:18-86 (2.4.0), nrf/sysbuild/Kconfig.netcore:154-161,
 * nrf/sysbuild/secureboot.cmake:23,52 (2.7.0)
 */
const FOLDERS: Readonly<Record<string, string>> = {
  mcuboot: 'bootloader/mcuboot/boot/zephyr',
  b0: 'nrf/samples/bootloader',
  b0n: 'nrf/samples/nrf5340/netboot',
  ipc_radio: 'nrf/applications/ipc_radio',
  empty_net_core: 'nrf/samples/nrf5340/empty_net_core',
  multiprotocol_rpmsg: 'nrf/samples/nrf5340/multiprotocol_rpmsg',
  rpc_host: 'nrf/samples/bluetooth/rpc_host',
  hci_ipc: 'zephyr/samples/bluetooth/hci_ipc',
  hci_rpmsg: 'zephyr/samples/bluetooth/hci_rpmsg',
  '802154_rpmsg': 'zephyr/samples/boards/nrf/ieee802154/802154_rpmsg',
};
