import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/storage-not-static',
  severity: 'info',
  about: () => ({
    summary: 'Storage is pinned where the slots are.',
    why: `
A partition that the static file does not name is placed by each build anew, behind or before \`app\`. When an update has
another size or other subsystems, the storage moves: the new application reads what the old one left somewhere else, and
settings and bonds are gone.`,
    exceptions: 'Only where the static file pins the slots of MCUboot, and the subsystem is known to be on.',
    sources: [
      'nrf/subsys/partition_manager/CMakeLists.txt:56-117 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:761 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    const app = image(configuration, 'app');
    const primary = partitions.find(({ name }) => name === 'mcuboot_primary');
    const span = primary?.nameSpan;
    if (!file?.own || !app || !image(configuration, 'mcuboot') || !span) return;
    for (const { symbols, partition } of STORAGE) {
      if (partitions.some(({ name }) => name === partition)) continue;
      const on = symbols
        .filter((symbol) => app.kconfig.definition(symbol) || app.kconfig.assigned(symbol).length > 0)
        .find((symbol) => is(app.kconfig.bool(symbol), true));
      const other = partition === 'nvs_storage' && !is(app.kconfig.bool('CONFIG_SETTINGS_NVS'), false);
      if (on === undefined || other) continue;
      yield {
        message: `${partition} is not in the static file: it can move with the next update`,
        at: { span, text: 'the slots are pinned' },
        because: [reason(`CONFIG_${on} is on`, app.kconfig.bool(on))],
        help: `build once, and copy ${partition} from build/partitions.yml into the static file`,
      };
    }
  },
});

const STORAGE = [
  { partition: 'settings_storage', symbols: ['SETTINGS_NVS', 'SETTINGS_FCB', 'SETTINGS_ZMS'] },
  { partition: 'littlefs_storage', symbols: ['FILE_SYSTEM_LITTLEFS'] },
  { partition: 'nvs_storage', symbols: ['NVS'] },
  { partition: 'zboss_nvram', symbols: ['ZIGBEE'] },
  { partition: 'emds_storage', symbols: ['EMDS'] },
  { partition: 'pgps', symbols: ['NRF_CLOUD_PGPS_STORAGE_PARTITION'] },
  { partition: 'memfault_storage', symbols: ['MEMFAULT_NCS_INTERNAL_FLASH_BACKED_COREDUMP'] },
] as const;
