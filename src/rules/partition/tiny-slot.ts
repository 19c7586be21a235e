import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { andThen, type Fact, known, unknown } from '../../model/fact.ts';
import { capacity } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { isFiller } from '../../model/partitions/names.ts';
import { freeSpaceEntry, leaves, placedIn } from '../../model/partitions/regions.ts';
import type { Region } from '../../model/partitions/table.ts';
import { amount, count, hex } from '../../model/units.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/tiny-slot',
  severity: 'error',
  about: () => ({
    summary: 'A partition has bytes, and a slot has room for its trailer.',
    why: `
A size of 0 is accepted: whoever opens the partition finds nothing in it. A slot ends with a trailer, in which MCUboot keeps
what it has moved already, three entries for each sector it can count; a slot that is smaller than that has no room for an
image at all.`,
    exceptions: `
Placeholders of size 0 that nothing uses (\`nrf5_mbr\`, fillers) are legal, and so is a secondary slot that is too small for
an update, as devices have it that are updated over a cable only.`,
    sources: [
      'bootloader/mcuboot/boot/bootutil/src/bootutil_misc.c:126-136 (2.4.0)',
      'nrf/scripts/partition_manager.py:796-812 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    if (!table.file?.own) return;
    for (const partition of leaves(table)) {
      const span = partition.spanOf('size');
      if (!span || !partition.size.known || partition.size.value !== 0 || isPlaceholder(partition.name)) continue;
      yield {
        message: `${partition.name} has no bytes`,
        at: { span, text: 'nothing can be in it' },
        help: 'give it a size, or delete it',
      };
    }
    yield* smallerThanTrailer(configuration);
    for (const region of table.regions) yield* lostSpace(configuration, region);
  },
});

const isPlaceholder = (name: string): boolean => name === 'nrf5_mbr' || isFiller(name);

/** 16 bytes of magic number and three fields of 8 or 16 bytes come on top of the entries; the least is taken. */
function* smallerThanTrailer(configuration: Configuration): Iterable<Finding> {
  const mcuboot = image(configuration, 'mcuboot');
  const primary = configuration.partitions.slots.find(({ name }) => name === 'mcuboot_primary');
  const span = primary?.partition?.spanOf('size');
  const sectors = mcuboot?.kconfig.number('CONFIG_BOOT_MAX_IMG_SECTORS');
  if (!span || !primary?.size.known || !sectors?.known || primary.size.value === 0) return;
  const trailer = 3 * sectors.value * 4 + 40;
  if (primary.size.value > trailer) return;
  yield {
    message: `mcuboot_primary has ${hex(primary.size.value)} bytes, and its trailer takes ${hex(trailer)} of them`,
    at: { span, text: 'no room for an image' },
    because: [reason(`the trailer has three entries for each of ${count(sectors.value, 'sector')}`, sectors)],
  };
}

/** The entry named like its region stands for the free space: with a size of 0 nothing can use what is behind it. */
function* lostSpace(configuration: Configuration, region: Region): Iterable<Finding> {
  const table = configuration.partitions;
  const entry = freeSpaceEntry(table, region);
  const span = entry?.partition.spanOf('size');
  if (!entry || entry.end > entry.start || !span) return;
  const start = region.base.known ? region.base.value : 0;
  const size = region.size.known ? region.size : onlyChip(configuration, region);
  if (!size?.known) return;
  const end = start + size.value;
  const taken = Math.max(start, ...placedIn(table, region).map((placed) => placed.end));
  if (taken >= end || entry.start >= end) return;
  yield {
    severity: 'warning',
    message: `the entry ${region.name} says that nothing is free, but ${amount(end - taken)} of ${region.name} are`,
    at: { span, text: `free from ${hex(taken)} to ${hex(end)}` },
    because: [reason(`${region.name} has ${hex(size.value)} bytes`, size)],
    help: 'delete the entry: Partition Manager finds the free space by itself',
  };
}

/** The chip that the region must be, where the application has not chosen one: the only one on its board. */
function onlyChip(configuration: Configuration, { name }: Region): Fact<number> | undefined {
  if (name !== 'external_flash') return undefined;
  const [chip, ...others] = flashNodes(configuration).filter((node) => node.image.name === 'app');
  return chip && others.length === 0
    ? andThen(capacity(chip.node), (bytes) => (bytes === undefined ? unknown('its size') : known(bytes)))
    : undefined;
}
