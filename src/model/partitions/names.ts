/**
 * Names of the partitions that images and subsystems of the SDK bring along: every `pm.yml*` below nrf/ and
 * bootloader/mcuboot/boot/zephyr, from 2.4.0 to 3.3.99.
 */
const KNOWN = new Set(
  [
    'app app_image b0 b0_container b0_sram b0n b0n_container bootconf bt_fast_pair emds_partition_0 emds_partition_1',
    'emds_storage fmfu_storage hw_unique_key_partition littlefs_storage log_history lwm2m_carrier mcuboot mcuboot_pad',
    'mcuboot_primary mcuboot_primary_1 mcuboot_primary_app mcuboot_scratch mcuboot_secondary mcuboot_secondary_1',
    'mcuboot_secondary_app mcuboot_secondary_pad mcuboot_sram memfault_storage modem_trace nonsecure_storage nrf5_mbr',
    'nrf70_wifi_fw nrf_modem_lib_ctrl nrf_modem_lib_rx nrf_modem_lib_sram nrf_modem_lib_trace nrf_modem_lib_tx',
    'nvs_storage pcd_sram pgps provision rpmsg_nrf53_sram s0 s0_image s0_pad s1 s1_image s1_pad settings_storage',
    'sram_nonsecure sram_secure tfm tfm_its tfm_nonsecure tfm_otp_nv_counters tfm_ps tfm_secure tfm_sram tfm_storage',
    'vpr_launcher vpr_launcher_sram zboss_nvram zboss_product_config zms_storage',
    // Of older releases, and images that are built beside an application.
    'spm spm_app spm_sram mcuboot_primary_image hci_rpmsg hci_ipc sram_primary flash_primary external_flash otp ram_flash',
  ].flatMap((names) => names.split(' ')),
);

/** Whether some image or subsystem of the SDK calls a partition so; further pairs of slots count from `_2` on. */
export const isKnownPartition = (name: string): boolean =>
  KNOWN.has(name) || /^mcuboot_(primary|secondary)(_\d+)?(_pad|_app)?$/.test(name) || /^EMPTY_\d+$/.test(name);

/** Whether it holds nothing, as far as its name tells: what Partition Manager puts between others, or people in its place. */
export const isFiller = (name: string): boolean => /^(EMPTY|empty|unused|reserved|free)(_\w+|\d*)$/.test(name);
