import { image } from '../../model/application.ts';
import { is, type Known } from '../../model/fact.ts';
import { defineRule, reason, replace, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'settings/partition-name',
  severity: 'warning',
  about: () => ({
    summary: 'A storage partition has the name its subsystem looks up.',
    why: `
Settings, LittleFS and NVS find their partition by name. One that is called \`storage\` or \`settings\` in the static file
stays empty, and Partition Manager adds another one, which moves with the size of the application.`,
    exceptions: `
Only where the subsystem is known to be on, the static file has no partition of the right name, and no code of the project
names the one there is. In code \`storage\` and \`storage_partition\` are the partition of the first subsystem that is on:
settings, LittleFS, NVS.`,
    sources: ['nrf/include/flash_map_pm.h:30-39 (2.4.0)', 'nrf/subsys/partition_manager/CMakeLists.txt:56-70 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const { partitions, file } = configuration.partitions;
    if (!app || !file?.own) return;
    /** Whether nothing before has the names `storage` and `storage_partition`. */
    let areFree = true;
    for (const { partition, symbols, switches, names, line } of STORAGE) {
      const on = symbols.find((symbol) => is(app.kconfig.bool(symbol), true));
      const wrong = partitions.find(({ name }) => names.includes(name));
      const isDecided = areFree || (partition === 'littlefs_storage' && !RENAMED.includes(wrong?.name ?? ''));
      areFree &&= switches.some((list) => list.every((symbol) => is(app.kconfig.bool(symbol), false)));
      const span = wrong?.nameSpan;
      if (on === undefined || !wrong || !span || !isDecided) continue;
      if (partitions.some(({ name }) => name === partition)) continue;
      if (!RENAMED.includes(wrong.name) && configuration.namesPartition(wrong.name)) continue;
      yield {
        message: `nothing uses ${wrong.name}: the partition is called ${partition}`,
        at: { span, text: 'stays empty' },
        because: [
          reason(`${on} is on in the application`, app.kconfig.bool(on) as Known<boolean>),
          reason(`it looks for ${partition}`, sdkLine(configuration, 'nrf/include/flash_map_pm.h', line)),
        ],
        fixes: [replace(`rename it to ${partition}`, 'unsafe', span, partition)],
      };
      return;
    }
  },
});

/** Code that says so gets the subsystem's partition, whatever the static file calls so. */
const RENAMED = ['storage', 'storage_partition'];

/** In the order in which they are asked; a subsystem is off where all symbols of one list of `switches` are. */
const STORAGE = [
  {
    partition: 'settings_storage',
    symbols: ['CONFIG_SETTINGS_NVS', 'CONFIG_SETTINGS_FCB'],
    switches: [['CONFIG_SETTINGS_NVS', 'CONFIG_SETTINGS_FCB'], ['CONFIG_SETTINGS']],
    names: ['settings', ...RENAMED, 'settings_partition', 'setting_storage', 'nvs_storage'],
    line: 31,
  },
  {
    partition: 'littlefs_storage',
    symbols: ['CONFIG_FILE_SYSTEM_LITTLEFS'],
    switches: [['CONFIG_FILE_SYSTEM_LITTLEFS'], ['CONFIG_FILE_SYSTEM']],
    names: ['littlefs', 'lfs', 'lfs_storage', 'littlefs_partition', 'lfs1', ...RENAMED, 'file_system'],
    line: 34,
  },
  {
    partition: 'nvs_storage',
    symbols: ['CONFIG_NVS'],
    switches: [['CONFIG_NVS']],
    names: ['nvs', 'nvs_partition', ...RENAMED],
    line: 37,
  },
];
