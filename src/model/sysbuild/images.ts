import { andThen, type Fact, known, map, unknown } from '../fact.ts';
import type { KconfigView } from '../kconfig/evaluate.ts';

/**
 * Whether an image of the SDK is part of a sysbuild build, by sysbuild's symbols; the images that an application adds by
 * itself are not among them (nrf/sysbuild/secureboot.cmake, netcore.cmake, mcuboot.cmake (3.3.99)).
 */
export function imageInBuild(name: string, view: KconfigView): Fact<boolean> {
  switch (name) {
    case 'app':
      return known(true);
    case 'mcuboot':
      return view.bool('BOOTLOADER_MCUBOOT');
    case 'b0':
      return view.bool('SECURE_BOOT_APPCORE');
    case 'b0n':
      return view.bool('SECURE_BOOT_NETCORE');
    case 's1_image':
      return both(view.bool('SECURE_BOOT_BUILD_S1_VARIANT_IMAGE'), view.bool('PARTITION_MANAGER'));
    case 'mcuboot_s1_variant':
      return both(
        both(view.bool('SECURE_BOOT_BUILD_S1_VARIANT_IMAGE'), view.bool('BOOTLOADER_MCUBOOT')),
        map(view.bool('PARTITION_MANAGER'), (isOn) => !isOn),
      );
    case 'mcuboot_secondary_app':
      return view.bool('MCUBOOT_BUILD_DIRECT_XIP_VARIANT');
    case 'empty_net_core':
      return view.bool('NETCORE_EMPTY');
    case 'ipc_radio':
    case 'hci_ipc':
    case 'rpc_host':
    case '802154_rpmsg':
    case 'multiprotocol_rpmsg':
      return view.bool(`NETCORE_${name.toUpperCase()}`);
    default:
      return unknown(`whether ${name} is part of the build`);
  }
}

const both = (one: Fact<boolean>, other: Fact<boolean>): Fact<boolean> =>
  other.known && !other.value ? other : andThen(one, (yes) => (yes ? other : known(false)));
