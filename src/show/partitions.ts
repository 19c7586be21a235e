import type { PartitionsAnswer, ShownPartition, ShownRange, ShownRegion, ShownSlot } from '../diagnostic/show.ts';
import { andThen, type Fact, known, unknown, valueOf } from '../model/fact.ts';
import type { Partition, PartitionTable, Region, Slot } from '../model/partitions/table.ts';
import type { Configured } from '../project/configure.ts';
import { decidingPlace, missingOf } from './place.ts';

/**
 * How the memory of a build is divided. Partitions stand by region and address, regions that may not exist are left out.
 * `name` narrows it to what is called so, and the regions that lies in.
 */
export function partitionsAnswer({ configuration, composition }: Configured, name?: string): PartitionsAnswer {
  const { partitions: table } = configuration;
  const isMeant = (one: { readonly name: string }): boolean => name === undefined || one.name === name;
  const partitions = [...table.partitions].filter(isMeant).sort(byPlace(table)).map(partition);
  const slots = table.slots.filter(isMeant).map((one) => slot(one, table));
  const isAround = ({ name: region }: Region): boolean =>
    name === undefined || region === name || [...partitions, ...slots].some((one) => one.region === region);
  return {
    kind: 'partitions',
    staticFile: table.file && {
      path: table.file.path,
      sdk: table.file.own ? undefined : valueOf(configuration.sdk)?.version,
      why: table.file.own ? (composition.staticFile?.why ?? 'static file') : "the board's own static file",
    },
    regions: table.regions.filter((one) => valueOf(one.exists) && isAround(one)).map(region),
    partitions,
    slots,
  };
}

const region = ({ name, base, size, exists }: Region): ShownRegion => {
  const shown = range(base, size);
  // The size is what people look for: that of a chip stands in an overlay.
  return { name, ...shown, place: decidingPlace(size) ?? shown.place ?? decidingPlace(exists) };
};

const partition = ({ name, region, address, size, members }: Partition): ShownPartition => ({
  name,
  region: valueOf(region),
  members,
  ...range(address, size),
});

function slot({ name, region, size, atLeast, partition }: Slot, { layout }: PartitionTable): ShownSlot {
  const address = partition?.address ?? andThen(layout, (all) => placed(all.get(name)?.address));
  const own = range(address, size);
  return {
    name,
    region: valueOf(region),
    atLeast: size.known ? undefined : valueOf(atLeast),
    ...own,
    place: partition ? own.place : decidingPlace(region),
  };
}

const placed = (address: number | undefined): Fact<number> =>
  address === undefined ? unknown('where Partition Manager puts it') : known(address);

const range = (address: Fact<number>, size: Fact<number>): ShownRange => ({
  address: valueOf(address),
  size: valueOf(size),
  end: address.known && size.known ? address.value + size.value : undefined,
  missing: missingOf(address) ?? missingOf(size),
  place: decidingPlace(address) ?? decidingPlace(size),
});

/** By region in the order of the table, then by address; what has none comes last, as it stands. */
const byPlace =
  ({ regions }: PartitionTable) =>
  (a: Partition, b: Partition): number => {
    const rank = ({ region }: Partition): number => {
      const index = regions.findIndex(({ name }) => name === valueOf(region));
      return index < 0 ? regions.length : index;
    };
    const start = ({ address }: Partition): number => valueOf(address) ?? Number.MAX_SAFE_INTEGER;
    return rank(a) - rank(b) || start(a) - start(b);
  };
