import type { Configuration } from '../application.ts';
import { is, isNot, unknown, valueOf } from '../fact.ts';
import { eraseSize } from '../partitions/erase.ts';
import { extentOf } from '../partitions/extents.ts';
import { applicationSpace } from '../partitions/free.ts';
import type { Placed } from '../partitions/solver/requirements.ts';
import type { Partition, PartitionTable, Region } from '../partitions/table.ts';
import { type Area, byAddress, type Memory, type MemoryMap, type Unplaced } from './map.ts';

/** The map that Partition Manager makes: its static file, and what it places by itself as far as that can be computed. */
export function mapOfTable(configuration: Configuration, table: PartitionTable): MemoryMap {
  const { layout, partitions } = table;
  const computed = layout.known ? layout.value : new Map<string, Placed>();
  const found: { readonly region: string; readonly area: Area }[] = [];
  const unplaced: Unplaced[] = [];
  for (const partition of partitions) {
    const { name } = partition;
    const region = valueOf(partition.region);
    if (region !== undefined && isFreeSpace(name, region)) continue;
    // Partition Manager computes `app` again, whatever the file says.
    const area = areaOf(partition, computed.get(name), name === 'app' && table);
    if (area && region !== undefined) found.push({ region, area });
    else unplaced.push({ name, missing: missingOf(partition) });
  }
  const written = new Set(partitions.map(({ name }) => name));
  for (const [name, placed] of computed) {
    if (written.has(name) || isFreeSpace(name, placed.region)) continue;
    found.push({
      region: placed.region,
      area: { ...placedArea(name, placed), origin: undefined, sizeOrigin: undefined },
    });
  }
  const memories = table.regions.flatMap((region): Memory[] => {
    const areas = found.filter((one) => one.region === region.name).map(({ area }) => area);
    return areas.length === 0 && !isShownEmpty(region) ? [] : [memoryOf(configuration, region, areas)];
  });
  const homeless = found.filter(({ region }) => !memories.some(({ name }) => name === region));
  return {
    by: 'partition-manager',
    file: table.file?.path,
    memories,
    unplaced: [
      ...unplaced,
      ...homeless.map(({ region, area }) => ({ name: area.name, missing: `a region ${region} in this build` })),
    ],
    open: layout.known ? undefined : layout.missing,
  };
}

function memoryOf(configuration: Configuration, region: Region, areas: readonly Area[]): Memory {
  const { name, size } = region;
  return {
    name,
    // External flash begins at 0 unless somebody says otherwise (nrf/subsys/partition_manager/Kconfig:154-156 (2.4.0)).
    base:
      valueOf(region.base) ?? (name === 'external_flash' ? 0 : Math.min(...areas.map(({ start }) => start), Infinity)),
    size,
    eraseBlock: name === 'external_flash' || name === 'flash_primary' ? eraseSize(configuration, region) : unknown(''),
    areas: [...areas].sort(byAddress),
  };
}

/** The entry that exports what is left of a region. */
const isFreeSpace = (name: string, region: string): boolean => name === region;

/** Flash of known size is worth a picture without a partition, too. */
const isShownEmpty = ({ name, exists, base, size }: Region): boolean =>
  (name === 'flash_primary' || name === 'external_flash') &&
  is(exists, true) &&
  size.known &&
  (base.known || name === 'external_flash');

function areaOf(partition: Partition, computed: Placed | undefined, table: PartitionTable | false): Area | undefined {
  const { name, address, size, members } = partition;
  const origin = address.known ? address.origins[0] : undefined;
  const sizeOrigin = size.known ? size.origins[0] : undefined;
  const written = extentOf(partition) ?? nothingAt(partition);
  const extent = table && computed ? placedArea(name, computed) : (table && applicationSpace(table)) || written;
  return extent && { name, aliases: [], start: extent.start, end: extent.end, members, origin, sizeOrigin };
}

/** A placeholder without a byte has a place, too. */
function nothingAt({ address, size }: Partition): { readonly start: number; readonly end: number } | undefined {
  return address.known && size.known && size.value === 0 ? { start: address.value, end: address.value } : undefined;
}

const placedArea = (name: string, { address, size, span }: Placed): Omit<Area, 'origin' | 'sizeOrigin'> => ({
  name,
  aliases: [],
  start: address,
  end: address + size,
  members: span,
});

function missingOf({ name, region, address, size }: Partition): string {
  for (const fact of [region, address, size]) if (!fact.known) return fact.missing;
  return isNot(size, 0) ? `a size of ${name} above 0` : `the place of ${name}`;
}
