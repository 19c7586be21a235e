import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { type Known, valueOf } from '../../model/fact.ts';
import { countsSectors } from '../../model/flash/sectors.ts';
import { eraseSize } from '../../model/partitions/erase.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import type { Range } from '../../model/partitions/free.ts';
import { regionOf } from '../../model/partitions/regions.ts';
import type { Partition, Region } from '../../model/partitions/table.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/erase-alignment',
  severity: 'error',
  summary: 'Slots and storage start and end on the border of an erase page.',
  why: `
Flash is erased in pages, of 4 KiB on most of Nordic's chips. A slot or a storage partition that ends in the middle of one
cannot be erased without its neighbour: the driver refuses (\`-EINVAL\`), or the neighbour loses its data. MCUboot
counts the sectors of both slots and writes its state to the last of them: with a slot that does not fit, an update is
ignored, or reverted after the next reset. Partition Manager does not look at the borders of static partitions.`,
  exceptions: `
Nothing is asked of borders between images inside of a slot, of bootloaders, of fillers (\`EMPTY_0\`), of RAM, OTP and
emulated flash. The RRAM of the nRF54L series can be written without erasing: there only slots that MCUboot handles by
sectors have to fit, not with direct-XIP, one slot or RAM load. A chip whose driver reports larger pages is a matter of
\`external-flash/layout-page-size\`.`,
  sources: [
    'zephyr/drivers/flash/nrf_qspi_nor.c:611-622 (2.4.0)',
    'zephyr/drivers/flash/soc_flash_nrf.c:203-209 (2.4.0)',
    'bootloader/mcuboot/boot/bootutil/src/swap_move.c:237-285 (2.4.0)',
    'zephyr/subsys/storage/flash_map/flash_map_layout.c:44-59 (2.4.0)',
  ],

  *check(configuration) {
    const table = configuration.partitions;
    if (!table.file?.own) return;
    for (const partition of table.partitions) {
      const region = regionOf(table, partition);
      const extent = extentOf(partition);
      if (!region || !extent || !isErased(configuration, region, partition.name)) continue;
      const page = eraseSize(configuration, region);
      if (!page.known) continue;
      const finding = misaligned(partition, extent, page);
      if (finding) yield finding;
    }
  },
});

/** Partitions that are erased page by page while the device runs. */
function isErased(configuration: Configuration, region: Region, name: string): boolean {
  const isSlot = /^mcuboot_(primary|secondary)(_\d+)?$/.test(name) || name === 'mcuboot_scratch';
  const isRram = region.name === 'flash_primary' && valueOf(configuration.soc)?.series === 'nrf54l';
  return isRram ? isSlot && countsSectors(configuration) : isSlot || isStorage(name);
}

/** Those of the SDK's subsystems, and what products call theirs. */
const isStorage = (name: string): boolean =>
  /(_storage|_nvram)(_\d+)?$/.test(name) ||
  /^(storage|settings|littlefs|nvs|pgps|modem_trace|log_history|emds_partition_\d)$/.test(name);

function misaligned(partition: Partition, { start, end }: Range, page: Known<number>): Finding | undefined {
  const bytes = page.value;
  const starts = start % bytes !== 0;
  if (!starts && end % bytes === 0) return undefined;
  const span = partition.spanOf(starts ? 'address' : 'size');
  if (!span) return undefined;
  const at = starts ? start : end;
  const { name } = partition;
  const isSlot = /^mcuboot_(primary|secondary)/.test(name);
  return {
    message: `${name} ${starts ? 'starts' : 'ends'} at ${hex(at)}, in the middle of an erase page of ${amount(bytes)}${isSlot ? ': updates are ignored or reverted' : ''}`,
    at: { span, text: `${hex(at % bytes)} bytes behind the border at ${hex(at - (at % bytes))}` },
    because: [
      reason(
        `${partition.region.known ? partition.region.value : 'the flash'} is erased in pages of ${amount(bytes)}`,
        page,
      ),
    ],
    help: starts
      ? `start at ${hex(at - (at % bytes))} or ${hex(at - (at % bytes) + bytes)}, and end on a border, too`
      : `make it ${sizes(end - start, bytes)} bytes`,
  };
}

/** The next sizes that are whole pages. */
function sizes(size: number, page: number): string {
  const [less, more] = [Math.floor(size / page) * page, Math.ceil(size / page) * page];
  return less > 0 && less < more ? `${hex(less)} or ${hex(more)}` : hex(more);
}
