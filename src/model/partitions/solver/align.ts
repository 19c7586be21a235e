import type { Draft, Drafts } from './draft.ts';
import { Unsolvable } from './unsolvable.ts';

/** Partition Manager gives up when Python does: after so many fillers in one region. */
const MOST_FILLERS = 300;

interface Work {
  readonly drafts: Drafts;
  /** Names from the start of the region to its end; fillers are put in. */
  readonly order: string[];
  readonly start: number;
  readonly size: number;
  readonly rest: string;
  /** The rest, and what shares its size. */
  readonly growing: readonly string[];
}

/**
 * Gives every partition of a complex region its address. Where one has to be aligned, a filler `EMPTY_0` goes next to it, at
 * the cost of the rest (nrf/scripts/partition_manager.py:396-645 (2.4.0)).
 */
export function place(work: Work): void {
  const { drafts, order, start } = work;
  drafts.get(order[0]!)!.address = start;
  if (drafts.size === 1) return;
  handOnAlignment(drafts, order);
  for (let fillers = 0; step(work); fillers++)
    if (fillers > MOST_FILLERS) throw new Unsolvable('the alignments cannot all be had', ...order);
  verify(work);
}

/** `align_next` is an alignment of the next partition. */
function handOnAlignment(drafts: Drafts, order: readonly string[]): void {
  for (const name of order) {
    const { misplaced } = drafts.get(name)!;
    if (misplaced) throw new Unsolvable(`${misplaced} of ${name} has to be in its placement`, name);
  }
  for (const [index, name] of order.slice(0, -1).entries()) {
    const draft = drafts.get(name)!;
    const wanted = draft.placement?.alignNext;
    if (wanted === undefined) continue;
    const { alignNext: _, ...kept } = draft.placement!;
    draft.placement = kept;
    const next = drafts.get(order[index + 1]!)!;
    next.placement = { ...next.placement, align: { start: combined(order[index + 1]!, next, wanted) } };
  }
}

function combined(name: string, { placement }: Draft, wanted: number): number {
  const { start, end } = placement?.align ?? {};
  if (end !== undefined) throw new Unsolvable(`${name} is aligned twice`, name);
  if (start === undefined) return wanted;
  if (start % wanted !== 0 && wanted % start !== 0) throw new Unsolvable(`${name} is aligned twice`, name);
  return Math.max(start, wanted);
}

/** Lays everything out; true after putting in a filler, for then it has to be done again. */
function step(work: Work): boolean {
  const { drafts, order, start, size, rest } = work;
  const middle = order.indexOf(rest);
  for (let index = 0; index <= middle; index++) {
    const draft = drafts.get(order[index]!)!;
    if (index > 0) {
      const previous = drafts.get(order[index - 1]!)!;
      draft.address = previous.address! + sizeIn(previous, order[index - 1]!);
    }
    // The vectors of the processor are at the start: nothing is put before the first partition.
    if (index === 0 && draft.placement?.align?.end !== undefined && order[1] === 'EMPTY_0') continue;
    if (aligned(work, index, index > 0)) return true;
  }
  for (let index = order.length - 1; index > middle; index--) {
    const draft = drafts.get(order[index]!)!;
    const end = index === order.length - 1 ? start + size : drafts.get(order[index + 1]!)!.address!;
    draft.address = end - sizeIn(draft, order[index]!);
    if (aligned(work, index, false)) return true;
  }
  return false;
}

function sizeIn(draft: Draft, name: string): number {
  if (draft.size === undefined) throw new Unsolvable(`${name} has no size`, name);
  return draft.size;
}

/** Puts a filler beside a partition that is not where it has to be, before it where it can move up. */
function aligned(work: Work, index: number, up: boolean): boolean {
  const { drafts, order, growing } = work;
  const name = order[index]!;
  const draft = drafts.get(name)!;
  if (!draft.placement?.align) return false;
  const offset = missing(name, draft, up);
  if (offset === 0) return false;
  let size = offset;
  if (growing.includes(name)) {
    if (up) throw new Unsolvable(`${name} cannot be aligned: it grows with ${work.rest}`, name);
    size = given(work, name, offset);
  } else if (up) draft.address! += offset;
  else if (draft.address !== 0) draft.address! -= offset;
  const filler = `EMPTY_${[...drafts.keys()].filter((other) => other.includes('EMPTY')).length}`;
  drafts.set(filler, { region: drafts.get(growing[0]!)!.region, size, sharers: 0 });
  for (const other of growing) drafts.get(other)!.size! -= Math.floor(size / growing.length);
  order.splice(up ? index : index + 1, 0, filler);
  return true;
}

/** How many bytes a partition has to move to be aligned. */
function missing(name: string, { placement, address, size }: Draft, up: boolean): number {
  const { start, end } = placement!.align!;
  const wanted = start ?? end;
  if (wanted === undefined || (start !== undefined && end !== undefined))
    throw new Unsolvable(`${name} is aligned neither at its start nor at its end`, name);
  if (wanted <= 0) throw new Unsolvable(`${name} is aligned to ${wanted} bytes`, name);
  const over = remainder(start === undefined ? address! + size! : address!, wanted);
  if (over === 0) return 0;
  // At address 0 it cannot move down.
  return up || (start === undefined && address === 0) ? wanted - over : over;
}

/** As Python has it: never negative. */
const remainder = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

/**
 * The size of the filler behind all partitions that grow with the rest, so that one of them moves down by `offset`: those
 * before it shrink, and all shrink alike.
 */
function given({ drafts, order, growing }: Work, name: string, offset: number): number {
  const inOrder = order.filter((other) => growing.includes(other));
  const first = inOrder[0]!;
  const isEnd = drafts.get(name)!.placement!.align!.end !== undefined;
  const before = order.indexOf(name) - order.indexOf(first) + (isEnd ? 1 : 0);
  const each = before > 0 ? Math.floor(offset / before) : Number.NaN;
  if (!(each % 4 === 0)) throw new Unsolvable(`${first} would not be whole words`, first, name);
  if (each >= drafts.get(first)!.size!) throw new Unsolvable(`nothing would be left of ${first}`, first, name);
  return each * growing.length;
}

function verify({ drafts, order, start, size }: Work): void {
  let at = start;
  for (const name of order) {
    const draft = drafts.get(name)!;
    if (draft.address !== at) throw new Unsolvable(`${name} is not where the partition before it ends`, name);
    at += sizeIn(draft, name);
  }
  if (at !== start + size) throw new Unsolvable('the partitions do not fill the region', order.at(-1)!);
}
