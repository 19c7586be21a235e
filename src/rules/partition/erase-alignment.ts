import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { type Known, valueOf } from '../../model/fact.ts';
import { countsSectors } from '../../model/flash/sectors.ts';
import { eraseSize } from '../../model/partitions/erase.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import { applicationSpace, type Range } from '../../model/partitions/free.ts';
import { isFiller, isKnownPartition } from '../../model/partitions/names.ts';
import { placedIn, regionOf } from '../../model/partitions/regions.ts';
import type { Partition, PartitionTable, Region } from '../../model/partitions/table.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/erase-alignment',
  severity: 'error',
  about: () => ({
    summary: 'Slots and storage start and end on the border of an erase page.',
    why: `
Flash is erased in pages, of 4 KiB on most of Nordic's chips. A slot or a storage partition that ends in the middle of one
cannot be erased without its neighbour: the driver refuses (\`-EINVAL\`), or the neighbour loses its data. MCUboot
counts the sectors of both slots and writes its state to the last of them: with a slot that does not fit, an update is
ignored, or reverted after the next reset. Partition Manager does not look at the borders of static partitions.`,
    exceptions: `
Nothing is asked of borders between images inside of a slot, of bootloaders, of fillers (\`EMPTY_0\`), of RAM, OTP and
emulated flash. A partition of your own gets a warning, and only where it shares a page with something: nobody knows whether
it is ever erased. The RRAM of the nRF54L series can be written without erasing: there only slots that MCUboot handles by
sectors have to fit, not with direct-XIP, one slot or RAM load, and storage gets a warning for the bytes that it never uses.
A chip whose driver reports larger pages is a matter of \`external-flash/layout-page-size\`.`,
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:611-622 (2.4.0)',
      'zephyr/drivers/flash/soc_flash_nrf.c:203-209 (2.4.0)',
      'bootloader/mcuboot/boot/bootutil/src/swap_move.c:237-285 (2.4.0)',
      'zephyr/subsys/storage/flash_map/flash_map_layout.c:44-59 (2.4.0)',
      'zephyr/subsys/settings/src/settings_nvs.c:374-380 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    if (!table.file?.own) return;
    for (const partition of table.partitions) {
      const region = regionOf(table, partition);
      const extent = extentOf(partition);
      const kind = region && kindOf(configuration, region, partition.name);
      if (!region || !extent || !kind) continue;
      const page = eraseSize(configuration, region);
      if (!page.known) continue;
      const finding =
        kind === 'own'
          ? sharing(table, region, partition, extent, page)
          : kind === 'kept'
            ? unused(partition, extent, page)
            : misaligned(partition, extent, page);
      if (finding) yield finding;
    }
  },
});

/**
 * What happens to a partition while the device runs: it is erased page by page, it keeps data in whole pages of a memory that
 * needs no erasing, or it is the user's own. Undefined for what the SDK handles otherwise.
 */
function kindOf(configuration: Configuration, region: Region, name: string): 'erased' | 'kept' | 'own' | undefined {
  const isSlot = /^mcuboot_(primary|secondary)(_\d+)?$/.test(name) || name === 'mcuboot_scratch';
  const isRram = region.name === 'flash_primary' && valueOf(configuration.soc)?.series === 'nrf54l';
  if (isSlot) return !isRram || countsSectors(configuration) ? 'erased' : undefined;
  if (isStorage(name)) return isRram ? 'kept' : 'erased';
  return isRram || isKnownPartition(name) || isFiller(name) ? undefined : 'own';
}

/** Those of the SDK's subsystems, and what products call theirs. */
const isStorage = (name: string): boolean =>
  /(_storage|_nvram)(_\d+)?$/.test(name) ||
  /^(storage|settings|littlefs|nvs|pgps|modem_trace|log_history|emds_partition_\d)$/.test(name);

/** A border in a page that something else lies in, too. */
function sharing(
  table: PartitionTable,
  region: Region,
  partition: Partition,
  extent: Range,
  page: Known<number>,
): Finding | undefined {
  // In a container it may be a part of an image.
  if (extent.end <= extent.start || table.partitions.some(({ members }) => members?.includes(partition.name))) return;
  for (const key of ['address', 'size'] as const) {
    const at = key === 'address' ? extent.start : extent.end;
    const span = partition.spanOf(key);
    const first = at - (at % page.value);
    const other =
      at === first ? undefined : otherIn(table, region, partition, { start: first, end: first + page.value });
    if (!other || !span) continue;
    const place = other.partition?.spanOf(other.start < at ? 'size' : 'address');
    return {
      severity: 'warning',
      message: `${partition.name} and ${other.name} share the erase page at ${hex(first)}: who erases one, erases the other, too`,
      at: {
        span,
        text: `${partition.name} ${key === 'address' ? 'starts' : 'ends'} ${hex(at - first)} bytes behind the border`,
      },
      ...(place && { related: [{ span: place, text: `${other.name} is ${rangeText(other)}` }] }),
      because: [pages(partition, page)],
      help: `move the border to ${hex(first)} or ${hex(first + page.value)}`,
    };
  }
  return undefined;
}

/** Another partition with bytes in a page; \`app\` has those that are left to it. */
function otherIn(table: PartitionTable, region: Region, partition: Partition, page: Range) {
  const space = region.name === 'flash_primary' ? applicationSpace(table) : undefined;
  const others: { name: string; start: number; end: number; partition: Partition | undefined }[] = placedIn(
    table,
    region,
  )
    .filter((one) => one.partition !== partition && !isFiller(one.partition.name) && one.partition.name !== 'app')
    .map((one) => ({ ...one, name: one.partition.name }));
  if (space) others.push({ ...space, name: 'app', partition: table.partitions.find(({ name }) => name === 'app') });
  return others.find(({ start, end }) => start < page.end && end > page.start);
}

/** Storage counts whole pages, whatever the memory. */
function unused(partition: Partition, { start, end }: Range, page: Known<number>): Finding | undefined {
  const rest = (end - start) % page.value;
  const span = partition.spanOf('size');
  if (rest === 0 || !span) return undefined;
  return {
    severity: 'warning',
    message: `${partition.name} has ${hex(end - start)} bytes, and the last ${hex(rest)} are never used: storage takes whole pages of ${amount(page.value)}`,
    at: { span, text: 'no multiple of a page' },
    because: [pages(partition, page)],
    help: `make it ${sizes(end - start, page.value)} bytes`,
  };
}

const pages = ({ region }: Partition, page: Known<number>) =>
  reason(`${region.known ? region.value : 'the flash'} has pages of ${amount(page.value)}`, page);

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
