import type { Range } from '../../model/partitions/free.ts';
import type { PartitionTable, Region } from '../../model/partitions/table.ts';
import { hex } from '../../model/units.ts';

/** Partitions to paste that hold gaps without any use, in the form of a static file. */
export function fillers(table: PartitionTable, region: Region, gaps: readonly Range[]): string {
  const taken = new Set(table.partitions.map(({ name }) => name));
  let number = 0;
  return gaps
    .map(({ start, end }) => {
      while (taken.has(`EMPTY_${number}`)) number += 1;
      return `EMPTY_${number++}: {address: ${hex(start)}, size: ${hex(end - start)}, region: ${region.name}}`;
    })
    .join('\n');
}
