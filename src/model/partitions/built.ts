import type { Origin } from '../../diagnostic/origin.ts';
import type { MemoryRegion } from '../../syntax/memory-regions.ts';
import type { StaticYaml, YamlNumber, YamlPartition } from '../../syntax/static-yaml.ts';
import type { Span } from '../../text/source.ts';
import { type Fact, known } from '../fact.ts';
import type { BuiltPartitions } from './build.ts';
import { slotNamed } from './slots.ts';
import { impliedRegion, type Layout, type Placed } from './solver/requirements.ts';
import type { Partition, Region, Slot } from './table.ts';

/**
 * What Partition Manager made of the memory of a build: its `partitions.yml` and its `regions.yml`, which may be missing. What
 * was computed keeps its places where the build says the same.
 */
export const builtPartitions = (
  { partitions }: StaticYaml,
  regions: ReadonlyMap<string, MemoryRegion> | undefined,
): BuiltPartitions => ({
  partition: (fixed) => asBuilt(fixed, partitions),
  regions: (predicted) => (regions ? builtRegions(predicted, regions) : predicted),
  layout: builtLayout(partitions),
  slots: partitions.flatMap((entry) => builtSlot(entry) ?? []),
});

function asBuilt(partition: Partition, built: readonly YamlPartition[]): Partition {
  const entry = built.findLast(({ name }) => name === partition.name);
  const { region, address, size } = entry ?? {};
  // The numbers of `app` do not count in a static file, and are what is left of the region in the other.
  if (!entry || (entry.name === 'app' && partition.members === undefined)) return partition;
  return {
    ...partition,
    region: settled(partition.region, region?.text, region?.entrySpan),
    address: settled(partition.address, address?.value, address?.entrySpan),
    size: settled(partition.size, size?.value, size?.entrySpan),
  };
}

const settled = <T>(predicted: Fact<T>, built: T | undefined, span: Span | undefined): Fact<T> =>
  built === undefined || !span || (predicted.known && predicted.value === built)
    ? predicted
    : known(built, { kind: 'project', span });

function builtSlot(entry: YamlPartition): Slot | undefined {
  const named = slotNamed(entry.name);
  const placed = placedOf(entry);
  if (!named || !placed) return undefined;
  const at = (part: { readonly entrySpan: Span } | undefined): Origin => ({
    kind: 'project',
    span: part?.entrySpan ?? entry.nameSpan,
  });
  const size = known(placed.size, at(entry.size));
  return {
    name: entry.name,
    ...named,
    region: known(placed.region, at(entry.region)),
    size,
    atLeast: size,
    partition: undefined,
  };
}

/** Where everything lies in flash; what Partition Manager calls free is no partition. */
function builtLayout(partitions: readonly YamlPartition[]): Fact<Layout> {
  return known(
    new Map(
      partitions.flatMap((entry): [string, Placed][] => {
        const placed = placedOf(entry);
        return placed && !/^EMPTY_\d+$/.test(entry.name) ? [[entry.name, placed]] : [];
      }),
    ),
  );
}

function placedOf({ name, region, address, size, members }: YamlPartition): Placed | undefined {
  if (!isNumber(address) || !isNumber(size)) return undefined;
  const span = members?.map(({ text }) => text);
  return {
    region: region?.text ?? impliedRegion(name),
    address: address.value,
    size: size.value,
    ...(span ? { span } : {}),
  };
}

const isNumber = (value: YamlNumber | undefined): value is YamlNumber => value !== undefined && value.value >= 0;

/** The memories that Partition Manager was told of, and no others. */
function builtRegions(predicted: readonly Region[], regions: ReadonlyMap<string, MemoryRegion>): readonly Region[] {
  const names = [...new Set([...predicted.map(({ name }) => name), ...regions.keys()])];
  return names.map((name) => {
    const before = predicted.find((one) => one.name === name);
    const region = regions.get(name);
    if (!region) return { ...before!, exists: known(false) };
    const of = (fact: Fact<number> | undefined, value: number): Fact<number> =>
      fact?.known && fact.value === value ? fact : known(value, { kind: 'project', span: region.span });
    const size = of(before?.size, region.size);
    return { name, exists: known(true), base: of(before?.base, region.base), size, atMost: size };
  });
}
