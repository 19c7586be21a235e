import type { ShownMemory, ShownPart } from '../../diagnostic/flash-map.ts';

/** A line of the picture of a memory. */
export interface Row {
  readonly part: ShownPart;
  /** The line with the name: its border is where the part begins. */
  readonly isFirst: boolean;
}

/** The parts as lines: each as high as it is large, and one line at the least. `height` is that of the memory. */
export function rowsOf({ parts }: ShownMemory, height: number): readonly Row[] {
  const total = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  return parts.flatMap((part): Row[] => {
    const rows = Math.max(1, Math.round(((part.end - part.start) / total) * height));
    return Array.from({ length: rows }, (_, index) => ({ part, isFirst: index === 0 }));
  });
}

/** A container beside the rows. */
export interface Brace {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly problems: readonly number[];
  /** Rows, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** 0 for the one next to the rows. */
  readonly column: number;
}

/** Where the containers stand beside the rows: those that lie in others further to the right. */
export function bracesOf({ containers }: ShownMemory, rows: readonly Row[]): readonly Brace[] {
  const taken: number[] = [];
  return containers.flatMap(({ name, start, end, problems }) => {
    const first = rows.findIndex(({ part }) => part.end > start);
    const last = rows.findLastIndex(({ part }) => part.start < end);
    if (first < 0 || last < first) return [];
    const free = taken.findIndex((row) => row < first);
    const column = free < 0 ? taken.length : free;
    taken[column] = last;
    return [{ name, size: end - start, problems, first, last, column }];
  });
}
