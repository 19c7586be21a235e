import type { Asked, Build } from './asking.ts';

const FOLDER = 'nrf/subsys/partition_manager';

/**
 * SoCs whose storage lies behind the application, not at the end of the flash, since when: line 6 of `pm.yml.settings` and
 * `pm.yml.nvs` (2.9.0), the first lines of `pm.yml.settings`, `pm.yml.nvs` and `pm.yml.zms` (3.3.99).
 */
const isBehind =
  (names: RegExp) =>
  ({ soc, isFrom }: Build): boolean =>
    (soc === 'nRF54L15' && isFrom('2.9.0')) || (names.test(soc) && isFrom('3.3.99'));

/** Blocks that memory behind the end of the application starts on: those of TrustZone, where there is one. */
const aligned = (build: Build) => (build.app.on('BUILD_WITH_TFM') ? { align: { start: build.secure } } : {});

interface Storage {
  readonly name: string;
  readonly file: string;
  /** The part of the name of `PM_PARTITION_SIZE_*` and `PM_PARTITION_REGION_*_EXTERNAL`. */
  readonly symbol: string;
  readonly when: (build: Build) => boolean;
  readonly align?: (build: Build) => { readonly align?: { readonly start: number } };
  readonly behind?: (build: Build) => boolean;
}

/** Storage at the end of the flash that can be in external flash instead. */
const storage = ({ name, file, symbol, when, align = aligned, behind }: Storage): Asked => ({
  name,
  at: `${FOLDER}/pm.yml.${file}:3`,
  when,
  requirement: (build) => {
    const size = build.app.number(`PM_PARTITION_SIZE_${symbol}`);
    const isExternal = build.app.on(`PM_PARTITION_REGION_${symbol}_EXTERNAL`);
    const place = behind?.(build)
      ? { after: ['app'], before: ['end'] }
      : { before: ['tfm_storage', 'end'], ...(!isExternal && align(build)) };
    return isExternal
      ? { size, region: 'external_flash', placement: place }
      : { size, inside: ['nonsecure_storage'], placement: place };
  },
});

/** Gone in 3.3.99. */
const hasZigbee = ({ app, isFrom }: Build): boolean => !isFrom('3.3.99') && app.on('ZIGBEE');

const settings = storage({
  name: 'settings_storage',
  file: 'settings',
  symbol: 'SETTINGS_STORAGE',
  when: () => true,
  align: (build) => ({ align: { start: settingsAlignment(build) } }),
  behind: isBehind(/^nRF54(LM20[AB]|LV10A)$/),
});

/**
 * nrf/subsys/partition_manager/CMakeLists.txt:52-121 (2.4.0) and the files it names, in its order, and what is different in
 * 2.7.0, 2.9.0 and 3.3.99; what is in RAM or OTP is left out.
 */
export const OF_SUBSYSTEMS: readonly Asked[] = [
  {
    name: 'nrf5_mbr',
    at: `${FOLDER}/pm.yml.nrf5_mbr:1`,
    when: ({ app }) => app.on('BOARD_HAS_NRF5_BOOTLOADER'),
    requirement: () => ({ size: 0x1000, placement: { after: ['start'] } }),
  },
  {
    name: 'settings_storage',
    at: `${FOLDER}/pm.yml.settings:3`,
    when: ({ app, isFrom }) =>
      app.on('SETTINGS_FCB') ||
      app.on('SETTINGS_NVS') ||
      (isFrom('2.9.0') && app.on('SETTINGS_ZMS')) ||
      (isFrom('3.3.99') && app.on('SETTINGS_ZMS_LEGACY')),
    requirement: (build) =>
      // The only one without a size, up to 2.4.
      !build.isFrom('2.7.0') && build.app.on('PM_PARTITION_REGION_SETTINGS_STORAGE_EXTERNAL')
        ? { region: 'external_flash', placement: { before: ['tfm_storage', 'end'] } }
        : settings.requirement(build),
  },
  storage({
    name: 'littlefs_storage',
    file: 'file_system',
    symbol: 'LITTLEFS',
    when: ({ app }) => app.on('FILE_SYSTEM_LITTLEFS'),
  }),
  {
    name: 'zboss_nvram',
    at: `${FOLDER}/pm.yml.zboss:3`,
    when: hasZigbee,
    requirement: (build) => ({
      size: build.app.number('PM_PARTITION_SIZE_ZBOSS_NVRAM'),
      inside: ['nonsecure_storage'],
      placement: { after: ['app'], align: { start: build.app.on('BUILD_WITH_TFM') ? build.secure : build.block } },
    }),
  },
  {
    name: 'zboss_product_config',
    at: `${FOLDER}/pm.yml.zboss:14`,
    when: hasZigbee,
    requirement: (build) => ({
      size: build.app.number('PM_PARTITION_SIZE_ZBOSS_PRODUCT_CONFIG'),
      inside: ['nonsecure_storage'],
      placement: { after: ['zboss_nvram'], ...aligned(build) },
    }),
  },
  storage({
    name: 'nvs_storage',
    file: 'nvs',
    symbol: 'NVS_STORAGE',
    when: ({ app }) => app.on('NVS') && !app.on('SETTINGS_NVS'),
    behind: isBehind(/^nRF54L/),
  }),
  storage({
    name: 'zms_storage',
    file: 'zms',
    symbol: 'ZMS_STORAGE',
    when: ({ app, isFrom }) =>
      isFrom('2.9.0') &&
      app.on('ZMS') &&
      !app.on('SETTINGS_ZMS') &&
      !(isFrom('3.3.99') && app.on('SETTINGS_ZMS_LEGACY')),
    behind: isBehind(/^nRF54LM20[AB]$/),
  }),
  {
    name: 'memfault_storage',
    at: `${FOLDER}/pm.yml.memfault:3`,
    when: ({ app }) => app.on('MEMFAULT_NCS_INTERNAL_FLASH_BACKED_COREDUMP'),
    requirement: (build) => ({
      size: build.app.number('PM_PARTITION_SIZE_MEMFAULT_STORAGE'),
      inside: ['nonsecure_storage'],
      placement: {
        before: ['tfm_storage', 'end'],
        align: {
          start: build.app.on('BUILD_WITH_TFM') ? build.secure : build.app.number('MEMFAULT_NCS_FLASH_REGION_SIZE'),
        },
      },
    }),
  },
  {
    name: 'pgps',
    at: `${FOLDER}/pm.yml.pgps:3`,
    when: ({ app }) => app.on('NRF_CLOUD_PGPS_STORAGE_PARTITION'),
    requirement: ({ app }) =>
      app.on('PM_PARTITION_REGION_PGPS_EXTERNAL')
        ? { size: app.number('NRF_CLOUD_PGPS_PARTITION_SIZE'), region: 'external_flash' }
        : {
            size: app.number('NRF_CLOUD_PGPS_PARTITION_SIZE'),
            inside: ['nonsecure_storage'],
            placement: { before: ['tfm_storage', 'end'] },
          },
  },
  {
    name: 'fmfu_storage',
    at: `${FOLDER}/pm.yml.fmfu:3`,
    when: ({ app }) => app.on('DFU_TARGET_FULL_MODEM_USE_EXT_PARTITION'),
    requirement: ({ app }) => ({ region: 'external_flash', size: app.number('DFU_TARGET_FULL_MODEM_EXT_FLASH_SIZE') }),
  },
  ...['emds_storage', 'emds_partition_0', 'emds_partition_1'].map((name): Asked => {
    // Two of them since they take turns.
    const isOneOfTwo = name !== 'emds_storage';
    return {
      name,
      at: `${FOLDER}/pm.yml.emds:${isOneOfTwo ? '3 (3.3.99)' : '3'}`,
      when: ({ app, isFrom }) => isFrom('3.3.99') === isOneOfTwo && app.on('EMDS'),
      requirement: (build) => ({
        size: build.app.number('PM_PARTITION_SIZE_EMDS_STORAGE'),
        inside: ['nonsecure_storage'],
        placement: { before: ['end'], ...aligned(build) },
      }),
    };
  }),
  {
    name: 'bt_fast_pair',
    at: `${FOLDER}/pm.yml.bt_fast_pair:1`,
    when: ({ app }) => app.on('BT_FAST_PAIR_REGISTRATION_DATA'),
    requirement: (build) =>
      build.isFrom('3.3.99')
        ? {
            size: 0x48,
            inside: ['nonsecure_storage'],
            placement: { before: ['tfm_storage', 'end'], align: { start: 4 }, ...aligned(build) },
          }
        : { size: 0x48, placement: { before: ['end'], align: { start: 4 } } },
  },
  {
    name: 'modem_trace',
    at: `${FOLDER}/pm.yml.modem_trace:3`,
    when: ({ app }) => app.on('NRF_MODEM_LIB_TRACE_BACKEND_FLASH'),
    requirement: ({ app }) => ({
      region: 'external_flash',
      size: app.number('NRF_MODEM_LIB_TRACE_BACKEND_FLASH_PARTITION_SIZE'),
    }),
  },
  {
    name: 'nrf70_wifi_fw',
    at: `${FOLDER}/pm.yml.wifi:3 (3.3.99)`,
    when: ({ app, isFrom }) => isFrom('3.3.99') && app.on('NRF_WIFI_PATCHES_EXT_FLASH_STORE'),
    requirement: () => ({ region: 'external_flash', size: 0x20000, placement: { after: ['settings_storage'] } }),
  },
  {
    name: 'log_history',
    at: `${FOLDER}/pm.yml.log_history:3 (3.3.99)`,
    when: ({ app, isFrom }) => isFrom('3.3.99') && app.on('LOG_BACKEND_RPC_HISTORY_STORAGE_FCB'),
    requirement: ({ app, block }) => ({
      size: app.number('LOG_BACKEND_RPC_HISTORY_SIZE'),
      placement: { before: ['end'], align: { start: block } },
    }),
  },
  {
    name: 'hw_unique_key_partition',
    at: 'nrf/lib/hw_unique_key/pm.yml.huk:6',
    when: ({ app }) => app.on('HW_UNIQUE_KEY'),
    requirement: ({ app }) => ({ size: app.number('HW_UNIQUE_KEY_PARTITION_SIZE'), placement: { before: ['end'] } }),
  },
  {
    name: 'lwm2m_carrier',
    at: 'nrf/lib/bin/lwm2m_carrier/pm.yml.lwm2m_carrier:3',
    when: ({ app }) => app.on('LWM2M_CARRIER'),
    requirement: (build) => ({
      size: build.app.number('LWM2M_CARRIER_STORAGE_AREA_SIZE'),
      inside: ['nonsecure_storage'],
      placement: {
        before: ['tfm_storage', 'end'],
        align: {
          start: build.app.on('BUILD_WITH_TFM') ? build.secure : build.app.number('LWM2M_CARRIER_STORAGE_SECTOR_SIZE'),
        },
      },
    }),
  },
];

/** nrf/subsys/partition_manager/Kconfig:62-67 (2.4.0). */
function settingsAlignment(build: Build): number {
  const { app, block } = build;
  if (app.isAssigned('PM_PARTITION_ALIGN_SETTINGS_STORAGE')) return app.number('PM_PARTITION_ALIGN_SETTINGS_STORAGE');
  return app.on('BUILD_WITH_TFM') ? build.secure : block;
}
