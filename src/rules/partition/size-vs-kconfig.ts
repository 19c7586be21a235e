import { type Configuration, image } from '../../model/application.ts';
import { hex } from '../../model/units.ts';
import { defineRule, projectSpan } from '../rule.ts';

export default defineRule({
  id: 'partition/size-vs-kconfig',
  severity: 'warning',
  about: () => ({
    summary: 'A size that is set in Kconfig is that of the static partition.',
    why: `
\`CONFIG_PM_PARTITION_SIZE_...\` is the size of a dynamic partition. When the static file has the partition, it alone
counts, and the symbol changes nothing: not the partition, only what its readers believe.`,
    exceptions: `
Only for symbols that a fragment of the project sets. An information where the fragment is for all boards and the static file
for one: then the symbol may count for the others.`,
    sources: [
      'nrf/scripts/partition_manager.py:978-988 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig.template.partition_config:1-8 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    for (const { symbol, partition: name, of } of SIZES) {
      const partition = table.partitions.find((one) => one.name === name);
      if (!partition?.size.known) continue;
      const kconfig = image(configuration, of)?.kconfig;
      if (!kconfig || kconfig.assigned(symbol).length === 0) continue;
      const wanted = kconfig.number(symbol);
      const span = wanted.known ? projectSpan(wanted) : undefined;
      if (!wanted.known || !span || wanted.value === partition.size.value) continue;
      const place = partition.spanOf('size');
      yield {
        severity: isForThisBuild(span.file.path, configuration) ? 'warning' : 'info',
        message: `CONFIG_${symbol} changes nothing: ${name} is static and has ${hex(partition.size.value)} bytes, not ${hex(wanted.value)}`,
        at: { span, text: 'overruled by the static file' },
        ...(place && { related: [{ span: place, text: `${hex(partition.size.value)} bytes` }] }),
        help: `delete the line, or give ${name} ${hex(wanted.value)} bytes in the static file`,
      };
    }
  },
});

/** Whether the fragment is read with this static file only, as far as their names tell. */
function isForThisBuild(fragment: string, { board, partitions: { file } }: Configuration): boolean {
  if (!file || !board.known) return false;
  const secure = board.value.replace(/_ns$/, '');
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return (file.own && !name.includes(secure)) || fragment.includes(secure);
}

/** nrf/modules/mcuboot/boot/zephyr/Kconfig:24-35, nrf/subsys/partition_manager/Kconfig and its templates (2.4.0). */
const SIZES = [
  { symbol: 'PM_PARTITION_SIZE_MCUBOOT', partition: 'mcuboot', of: 'mcuboot' },
  { symbol: 'PM_PARTITION_SIZE_MCUBOOT_PAD', partition: 'mcuboot_pad', of: 'mcuboot' },
  { symbol: 'PM_PARTITION_SIZE_MCUBOOT_SCRATCH', partition: 'mcuboot_scratch', of: 'mcuboot' },
  { symbol: 'PM_PARTITION_SIZE_SETTINGS_STORAGE', partition: 'settings_storage', of: 'app' },
  { symbol: 'PM_PARTITION_SIZE_NVS_STORAGE', partition: 'nvs_storage', of: 'app' },
  { symbol: 'PM_PARTITION_SIZE_LITTLEFS', partition: 'littlefs_storage', of: 'app' },
  { symbol: 'PM_PARTITION_SIZE_ZMS_STORAGE', partition: 'zms_storage', of: 'app' },
  { symbol: 'PM_PARTITION_SIZE_TFM', partition: 'tfm', of: 'app' },
  { symbol: 'PM_PARTITION_SIZE_PROVISION', partition: 'provision', of: 'b0' },
] as const;
