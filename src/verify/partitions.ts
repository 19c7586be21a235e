import type { Difference } from '../diagnostic/verification.ts';
import type { Placed } from '../model/partitions/solver/requirements.ts';
import type { Partition } from '../model/partitions/table.ts';
import type { Reasons } from './reasons.ts';
import type { BothSides, Compared } from './verification.ts';

/** Compares where the partitions of Partition Manager lie. */
export function partitionDifferences({ results, built, predicted }: BothSides, reasons: Reasons): Compared {
  const layout = built.configuration.partitions.layout;
  if (!results.partitions || !layout.known) return { equal: 0, unknown: 0, different: 0, differences: [] };
  const { partitions, layout: computed } = predicted.configuration.partitions;
  const { regions } = built.configuration.partitions;
  let [equal, unknown] = [0, 0];
  const differences: Difference[] = [];
  for (const [name, after] of layout.value) {
    // What is left of a region is no partition.
    if (regions.some((region) => region.name === name)) continue;
    const fixed = name === 'app' ? undefined : partitions.find((one) => one.name === name);
    const before = fixed ? placedBy(fixed) : computed.known ? computed.value.get(name) : undefined;
    // What lies in other memories than flash is not computed.
    const isOpen = fixed ? !before : !computed.known || !/^(flash_primary|external_flash)$/.test(after.region);
    if (!before && isOpen) unknown++;
    else if (before && isSame(before, after)) equal++;
    else {
      const origin = results.partitions.originOf(name);
      const place = fixed && reasons.place(fixed.address);
      differences.push({
        kind: 'partition',
        image: undefined,
        name,
        predicted: { value: before && rangeText(before), place },
        built: { value: rangeText(after), place: origin && reasons.placeOf(origin) },
        reason: reasons.ofPartition(place),
      });
    }
  }
  return { equal, unknown, different: differences.length, differences };
}

const placedBy = ({ region, address, size }: Partition): Placed | undefined =>
  region.known && address.known && size.known
    ? { region: region.value, address: address.value, size: size.value }
    : undefined;

const isSame = (one: Placed, other: Placed): boolean =>
  one.region === other.region && one.address === other.address && one.size === other.size;

const rangeText = ({ region, address, size }: Placed): string =>
  `0x${address.toString(16)} to 0x${(address + size).toString(16)} in ${region}`;
