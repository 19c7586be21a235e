import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, projectSpan } from '../rule.ts';

export default defineRule({
  id: 'settings/region-option',
  severity: 'info',
  about: () => ({
    summary: 'An option that moves storage to another region is not overruled by the static file.',
    why: `
\`CONFIG_PM_PARTITION_REGION_..._EXTERNAL\` moves a dynamic partition. When the static file has it, that alone counts: the
partition stays where it is, whatever the option says.`,
    exceptions: 'A static partition in the external flash needs no option.',
    sources: [
      'nrf/scripts/partition_manager.py:978-988 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig.template.partition_region:1-4 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app || !configuration.partitions.file?.own) return;
    for (const partition of configuration.partitions.partitions) {
      const option = OPTIONS.get(partition.name);
      if (option === undefined || !is(partition.region, 'flash_primary')) continue;
      const symbol = `CONFIG_PM_PARTITION_REGION_${option}_EXTERNAL`;
      const external = app.kconfig.bool(symbol);
      const span = is(external, true) ? projectSpan(external) : undefined;
      if (!span) continue;
      const place = partition.spanOf('region');
      yield {
        message: `${symbol} changes nothing: ${partition.name} is in flash_primary, as the static file says`,
        at: { span, text: 'overruled by the static file' },
        ...(place && { related: [{ span: place, text: partition.name }] }),
        help: 'delete the line, or move the partition in the static file',
      };
    }
  },
});

/** nrf/subsys/partition_manager/Kconfig (2.4.0) */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ['settings_storage', 'SETTINGS_STORAGE'],
  ['littlefs_storage', 'LITTLEFS'],
  ['nvs_storage', 'NVS_STORAGE'],
]);
