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
names the one there is. \`storage\` and \`storage_partition\` are other names of the subsystem's own partition in code.`,
    sources: ['nrf/include/flash_map_pm.h:30-39 (2.4.0)', 'nrf/subsys/partition_manager/CMakeLists.txt:56-70 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const { partitions, file } = configuration.partitions;
    if (!app || !file?.own) return;
    for (const { partition, symbols, names, line } of STORAGE) {
      if (partitions.some(({ name }) => name === partition)) continue;
      const on = symbols.find((symbol) => is(app.kconfig.bool(symbol), true));
      const wrong = partitions.find(({ name }) => names.test(name));
      const span = wrong?.nameSpan;
      if (on === undefined || !wrong || !span) continue;
      if (!RENAMED.test(wrong.name) && configuration.namesPartition(wrong.name)) continue;
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
const RENAMED = /^(storage|storage_partition)$/;

const STORAGE = [
  {
    partition: 'settings_storage',
    symbols: ['CONFIG_SETTINGS_NVS', 'CONFIG_SETTINGS_FCB'],
    names: /^(settings|storage|storage_partition|settings_partition|setting_storage|nvs_storage)$/,
    line: 31,
  },
  {
    partition: 'littlefs_storage',
    symbols: ['CONFIG_FILE_SYSTEM_LITTLEFS'],
    names: /^(littlefs|lfs|lfs_storage|littlefs_partition|lfs1|storage|storage_partition|file_system)$/,
    line: 34,
  },
  {
    partition: 'nvs_storage',
    symbols: ['CONFIG_NVS'],
    names: /^(nvs|nvs_partition|storage|storage_partition)$/,
    line: 37,
  },
] as const;
