/** Images on the other core, those with a controller of Bluetooth first. */
const HCI = ['hci_rpmsg', 'hci_ipc', 'multiprotocol_rpmsg'];
const NETWORK = [...HCI, '802154_rpmsg', 'rpc_host', 'empty_net_core'];

/**
 * Files that the build of an application adds to those of its child images, and the symbols of the application that all have
 * to be on for them; all of 2.4.0. Those of MCUboot, which is the image where none is named, stayed the same up to 2.9.0
 * (nrf/modules/mcuboot/CMakeLists.txt:274-324, nrf/subsys/bootloader/image/CMakeLists.txt:22-38, 2.9.0).
 */
const ADDED_FILES: readonly (readonly [path: string, when: readonly string[], images?: readonly string[]])[] = [
  // nrf/cmake/multi_image.cmake:183
  ['nrf/subsys/partition_manager/partition_manager_enabled.conf', [], ['mcuboot', 'b0', 'b0n', ...NETWORK]],
  // nrf/modules/mcuboot/CMakeLists.txt:207-253
  ['nrf/subsys/partition_manager/ext_flash_mcuboot_secondary.conf', ['PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY']],
  ['nrf/modules/mcuboot/tfm.conf', ['BUILD_WITH_TFM']],
  ['nrf/modules/mcuboot/fih_low_enable.conf', ['BUILD_WITH_TFM']],
  ['nrf/modules/mcuboot/flash_sim.overlay', ['NRF53_UPGRADE_NETWORK_CORE', 'ADD_MCUBOOT_MEDIATE_SIM_FLASH_DTS']],
  ['nrf/modules/mcuboot/usb.overlay', ['MCUBOOT_USB_SUPPORT']],
  ['nrf/modules/mcuboot/hw_counters.conf', ['MCUBOOT_HARDWARE_DOWNGRADE_PREVENTION']],
  // nrf/subsys/bootloader/image/CMakeLists.txt:22-38, which is read with SECURE_BOOT only
  ['nrf/subsys/bootloader/image/multi_image_mcuboot.conf', ['SECURE_BOOT']],
  ['nrf/subsys/bootloader/image/fw_info.conf', ['SECURE_BOOT']],
  // nrf/subsys/CMakeLists.txt:9, nrf/subsys/bootloader/bl_override/CMakeLists.txt:7
  ['nrf/subsys/bootloader/bl_override/override_external_mcuboot.conf', ['PM_OVERRIDE_EXTERNAL_DRIVER_CHECK']],
  // nrf/samples/CMakeLists.txt:23,96-137
  ['nrf/subsys/bootloader/image/log_minimal.conf', ['SECURE_BOOT', 'SOC_NRF5340_CPUAPP']],
  [
    'nrf/samples/common/mcumgr_bt_ota_dfu/rpmsg_child_image_overlay.conf',
    ['NCS_SAMPLE_MCUMGR_BT_OTA_DFU_SPEEDUP'],
    HCI,
  ],
  ['nrf/subsys/bootloader/image/secure_boot.conf', ['NRF53_UPGRADE_NETWORK_CORE'], NETWORK],
  ['nrf/subsys/bluetooth/mesh/hci_rpmsg_child_image_overlay.conf', ['BT_MESH'], NETWORK],
  // Its name from 2.6 on (nrf/samples/CMakeLists.txt:142-145, 2.6.0).
  ['nrf/subsys/bluetooth/mesh/hci_ipc_child_image_overlay.conf', ['BT_MESH'], NETWORK],
  ['nrf/subsys/pcd/pcd.conf', ['NRF53_UPGRADE_NETWORK_CORE', 'NCS_INCLUDE_RPMSG_CHILD_IMAGE']],
];

/** Those that an image gets, if their symbols are on. */
export const filesAddedTo = (image: string): typeof ADDED_FILES =>
  ADDED_FILES.filter(([, , images = ['mcuboot']]) => images.includes(image));
