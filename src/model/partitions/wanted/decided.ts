import { type Fact, is, known, unknown } from '../../fact.ts';
import type { Deciding } from './image-symbols.ts';

type Decide = (deciding: Deciding) => Fact<boolean>;

/** Libraries that select or imply settings, a file system or keys (`select SETTINGS`, `imply NVS` below nrf/, 2.7.0 to 3.3.99). */
const STACKS =
  /^(OPENTHREAD|NET_L2_OPENTHREAD|CHIP|MATTER|ZIGBEE|NRF_CLOUD|NRF_PROVISIONING|BT_FAST_PAIR|BT_DIS_SETTINGS|BT_MESH|DESKTOP_|CAF_|SIDEWALK|LWM2M|LORAWAN|HAWKBIT|UPDATEHUB|WIFI|NRF70|SECURE_STORAGE|TRUSTED_STORAGE|PSA_ITS|MEMFAULT|ZZHC|NRF_MODEM_LIB_TRACE_BACKEND_FLASH)/;

const off: Decide = () => known(false);
const offUnless =
  (by: RegExp): Decide =>
  (deciding) =>
    deciding.offUnless(by);

/** The member of a choice that is on while no other one is assigned. */
const unlessOther =
  (others: readonly string[], byDefault: Decide): Decide =>
  (deciding) =>
    others.some((symbol) => is(deciding.bool(symbol), true)) ? known(false) : byDefault(deciding);

/** In this order: zephyr/subsys/settings/Kconfig:40-44 (Zephyr 4.0), NVS before FCB in 2.4.0, too. */
const BACKENDS = ['ZMS', 'NVS', 'FCB'] as const;

/** Whether `member` is the back end that settings are kept in. */
const settingsIn =
  (member: (typeof BACKENDS)[number]): Decide =>
  (deciding) => {
    const settings = deciding.bool('SETTINGS');
    if (!is(settings, true)) return settings;
    const chosen = ['ZMS', 'ZMS_LEGACY', 'NVS', 'FCB', 'FILE', 'CUSTOM', 'NONE'].find(
      (name) => deciding.isAssigned(`SETTINGS_${name}`) && is(deciding.bool(`SETTINGS_${name}`), true),
    );
    if (chosen !== undefined) return known(chosen === member);
    for (const storage of BACKENDS) {
      const there = deciding.bool(storage);
      if (!there.known) return there;
      if (there.value) return known(storage === member);
    }
    // A file, code of the application, or nowhere.
    return known(false);
  };

const isNrf54l = ({ board }: Pick<Deciding, 'board'>): boolean => board?.soc.startsWith('nrf54l') === true;

/**
 * What decides symbols that Zephyr's Kconfig files have a say in, as long as no line assigns them and only the board could.
 * No board of Nordic sets one of them but for what is said here (boards/ of nrf, 2.7.0 to 3.3.99; of Zephyr, 2.4.0).
 */
export const DECIDED: ReadonlyMap<string, Decide> = new Map<string, Decide>([
  // zephyr/boards/arm/nrf52840dongle_nrf52840/Kconfig:6 (2.4.0), one of two variants from 2.7 on.
  [
    'BOARD_HAS_NRF5_BOOTLOADER',
    ({ board }) =>
      board?.board.includes('dongle') ? unknown(`whether ${board.name} has a bootloader of its own`) : known(false),
  ],
  ['SETTINGS', offUnless(STACKS)],
  ['NVS', offUnless(STACKS)],
  ['ZMS', (deciding) => (deciding.version === '2.7.0' ? known(false) : deciding.offUnless(STACKS))],
  ['FCB', offUnless(STACKS)],
  ['SETTINGS_NVS', settingsIn('NVS')],
  ['SETTINGS_ZMS', settingsIn('ZMS')],
  ['SETTINGS_FCB', settingsIn('FCB')],
  ['SETTINGS_ZMS_LEGACY', off],
  ['FILE_SYSTEM_LITTLEFS', offUnless(STACKS)],
  ['ZIGBEE', off],
  ['EMDS', off],
  ['LWM2M_CARRIER', off],
  ['MEMFAULT_NCS_INTERNAL_FLASH_BACKED_COREDUMP', offUnless(/^MEMFAULT/)],
  ['NRF_CLOUD_PGPS_STORAGE_PARTITION', offUnless(/^NRF_CLOUD/)],
  ['DFU_TARGET_FULL_MODEM_USE_EXT_PARTITION', offUnless(/^DFU_TARGET_FULL_MODEM/)],
  ['BT_FAST_PAIR_REGISTRATION_DATA', offUnless(/^BT_FAST_PAIR/)],
  ['NRF_MODEM_LIB_TRACE_BACKEND_FLASH', off],
  ['NRF_WIFI_PATCHES_EXT_FLASH_STORE', off],
  ['LOG_BACKEND_RPC_HISTORY_STORAGE_FCB', off],
  // It is built by nrf/lib/hw_unique_key/CMakeLists.txt:9-20 (2.9.0), but for SoCs with CRACEN.
  [
    'HW_UNIQUE_KEY',
    (deciding) =>
      isNrf54l(deciding)
        ? known(false)
        : deciding.offUnless(new RegExp(`${STACKS.source}|^(TFM_PARTITION|TFM_CRYPTO|TFM_PROFILE_TYPE_(?!MINIMAL))`)),
  ],
  ['SECURE_BOOT_STORAGE', off],
  // zephyr/modules/trusted-firmware-m/Kconfig.tfm:14 (2.4.0), and `Kconfig.defconfig` of every board.
  ['BUILD_WITH_TFM', ({ board }) => known(board?.qualifiers.at(-1) === 'ns')],
  ['TFM_REGRESSION_S', off],
  [
    'TFM_PROFILE_TYPE_MINIMAL',
    unlessOther(
      ['TFM_PROFILE_TYPE_NOT_SET', 'TFM_PROFILE_TYPE_SMALL', 'TFM_PROFILE_TYPE_MEDIUM', 'TFM_PROFILE_TYPE_LARGE'],
      // nrf/modules/trusted-firmware-m/Kconfig.tfm.defconfig:45-48 (2.7.0), gone in 3.3.99.
      ({ version, board }) => known(version !== '3.3.99' && !isNrf54l({ board })),
    ),
  ],
  [
    'TFM_CMAKE_BUILD_TYPE_DEBUG',
    unlessOther(
      ['TFM_CMAKE_BUILD_TYPE_RELEASE', 'TFM_CMAKE_BUILD_TYPE_RELWITHDEBINFO', 'TFM_CMAKE_BUILD_TYPE_MINSIZEREL'],
      offUnless(/^(DEBUG|DEBUG_OPTIMIZATIONS|COVERAGE)$/),
    ),
  ],
  ...['TFM_PARTITION_PROTECTED_STORAGE', 'TFM_PARTITION_INTERNAL_TRUSTED_STORAGE'].map((symbol): [string, Decide] => [
    symbol,
    (deciding) =>
      is(deciding.bool('TFM_PROFILE_TYPE_MINIMAL'), true) ? known(false) : unknown(`whether CONFIG_${symbol} is on`),
  ]),
  // nrf/lib/fprotect/Kconfig:54 (3.3.99); before it MCUboot's own prj.conf says so.
  ['FPROTECT', ({ version, board }) => known(version === '3.3.99' && !isNrf54l({ board }))],
  ['PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', off],
  // nrf/modules/mcuboot/boot/zephyr/Kconfig:127-135 (2.9.0).
  ['NRF53_MULTI_IMAGE_UPDATE', offUnless(/^(FLASH_SIMULATOR|BOOT_IMAGE_ACCESS_HOOKS)$/)],
  ['BOOT_USE_MIN_PARTITION_SIZE', off],
  ['BOOT_NRF_EXTERNAL_CRYPTO', off],
  ['BOOT_FIRMWARE_LOADER', off],
]);
