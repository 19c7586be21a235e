import type { Configuration } from '../application.ts';
import { image } from '../application.ts';
import { isNot } from '../fact.ts';
import type { KconfigView } from '../kconfig/evaluate.ts';

/** A partition of the internal flash that a build adds by itself when a symbol of the application is y. */
interface DynamicPartition {
  readonly names: readonly string[];
  /** Any of them; without `CONFIG_`. */
  readonly symbols: readonly string[];
}

/** nrf/subsys/partition_manager/CMakeLists.txt:52-121 (2.4.0) and the `pm.yml.*` beside it. */
const OF_SUBSYSTEMS: readonly DynamicPartition[] = [
  { names: ['settings_storage'], symbols: ['SETTINGS_NVS', 'SETTINGS_FCB', 'SETTINGS_ZMS'] },
  { names: ['littlefs_storage'], symbols: ['FILE_SYSTEM_LITTLEFS'] },
  { names: ['zboss_nvram', 'zboss_product_config'], symbols: ['ZIGBEE'] },
  { names: ['nvs_storage'], symbols: ['NVS'] },
  { names: ['tfm', 'tfm_storage'], symbols: ['BUILD_WITH_TFM'] },
  { names: ['memfault_storage'], symbols: ['MEMFAULT_NCS_INTERNAL_FLASH_BACKED_COREDUMP'] },
  { names: ['pgps'], symbols: ['NRF_CLOUD_PGPS_STORAGE_PARTITION'] },
  { names: ['emds_storage'], symbols: ['EMDS'] },
  { names: ['bt_fast_pair'], symbols: ['BT_FAST_PAIR_REGISTRATION_DATA', 'BT_FAST_PAIR'] },
  { names: ['nrf_modem_lib_trace', 'modem_trace'], symbols: ['NRF_MODEM_LIB_TRACE_BACKEND_FLASH'] },
];

/** Partitions of MCUboot that the file may leave out. */
const OF_MCUBOOT = ['mcuboot', 'mcuboot_pad', 'mcuboot_primary', 'mcuboot_secondary'];

/** Whether something that is not in the static file may share the gap with `app`. True until it is proven otherwise. */
export function mayPlaceMore(configuration: Configuration): boolean {
  const { partitions } = configuration.partitions;
  const app = image(configuration, 'app');
  const has = (name: string): boolean => partitions.some((partition) => partition.name === name);
  if (!app || configuration.partitions.ownPartitions) return true;
  if (isNot(configuration.has('mcuboot'), false) && !OF_MCUBOOT.every(has)) return true;
  return OF_SUBSYSTEMS.some(
    ({ names, symbols }) => !names.some(has) && symbols.some((symbol) => mayBeOn(app.kconfig, symbol)),
  );
}

/** Of symbols without facts only an assignment speaks, once all fragments are there. */
function mayBeOn(kconfig: KconfigView, symbol: string): boolean {
  const isOutOfSight = !kconfig.definition(symbol) && kconfig.assigned(symbol).length === 0;
  return isOutOfSight ? !kconfig.bool('SETTINGS').known : !isNot(kconfig.bool(symbol), true);
}
