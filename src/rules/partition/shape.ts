import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import type { ShapeProblem } from '../../model/partitions/table.ts';
import { replace } from '../rule.ts';

export interface ShapeFinding {
  readonly problem: ShapeProblem;
  readonly finding: Finding;
}

/** What is wrong with the shape of the user's static file and is of one of these kinds, and what to say of it. */
export function* shapeFindings(
  { partitions }: Configuration,
  ...kinds: readonly ShapeProblem['kind'][]
): Iterable<ShapeFinding> {
  if (!partitions.file?.own) return;
  for (const problem of partitions.file.shape) {
    if (!kinds.includes(problem.kind)) continue;
    const finding: Finding = {
      // A number that PyYAML reads, but not as it looks, may be meant.
      ...(problem.accepted && { severity: 'warning' as const }),
      message: problem.message,
      at: { span: problem.span, text: problem.label },
      ...(problem.related && { related: [problem.related] }),
      ...(problem.help !== undefined && { help: problem.help }),
      ...(problem.replacement !== undefined && {
        fixes: [replace(`write ${problem.replacement}`, 'unsafe', problem.span, problem.replacement)],
      }),
    };
    yield { problem, finding };
  }
}

/**
 * The lines of Partition Manager that read the numbers of a partition first: regions that are filled from one end are
 * verified by other lines than those with a gap for the application.
 */
export function readingLines({ partitions }: Configuration, name: string | undefined): ReadingLines {
  const region = partitions.partitions.find((partition) => partition.name === name)?.region;
  const complex = !region?.known || ['flash_primary', 'sram_primary'].includes(region.value);
  return complex ? { address: 702, size: 704, sum: 704 } : { address: 818, size: 772, sum: 820 };
}

/** Of nrf/scripts/partition_manager.py (2.4.0). */
export interface ReadingLines {
  readonly address: number;
  readonly size: number;
  /** Address plus size. */
  readonly sum: number;
}
