import { type Draft, type Drafts, names } from './draft.ts';
import type { Names, OneOf, Placement } from './requirements.ts';
import { Unsolvable } from './unsolvable.ts';

/**
 * Leaves only what can be placed: no partition without a size, no choice between names, no name of a partition that is not
 * there (nrf/scripts/partition_manager.py:110-165 (2.4.0)). `system` holds the partitions of all regions.
 */
export function relevant(drafts: Drafts, system: ReadonlyMap<string, Draft>, rest: string): void {
  dropEmpty(drafts, system, rest);
  for (const [name, { placement }] of drafts)
    if (placement && Object.keys(placement).length === 0) throw new Unsolvable(`${name} has an empty placement`, name);
  choose(drafts);
  forgetMissing(drafts, rest);
}

/** Who shares the size of an empty partition is empty, too, and so on. */
function dropEmpty(drafts: Drafts, system: ReadonlyMap<string, Draft>, rest: string): void {
  const gone = new Set<string>();
  for (let before = -1; before < gone.size; ) {
    before = gone.size;
    const hasSize = (name: string): boolean => name === rest || (!gone.has(name) && isFilled(system.get(name)));
    for (const [name, draft] of drafts) {
      if (gone.has(name)) continue;
      if (draft.size === 0) gone.add(name);
      if (draft.shareSize === undefined) continue;
      const sources = names(draft.shareSize).filter(hasSize);
      draft.shareSize = sources.length === 0 ? undefined : 'oneOf' in draft.shareSize ? { oneOf: sources } : sources;
      if (sources.length === 0 && draft.size === undefined) gone.add(name);
    }
  }
  for (const name of gone) drafts.delete(name);
}

const isFilled = (draft: Draft | undefined): boolean => draft !== undefined && draft.size !== 0;

/** Puts the first partition that is there in the place of every choice. */
function choose(drafts: Drafts): void {
  const there = new Set([...drafts.keys(), 'end', 'start']);
  for (const [name, draft] of drafts) {
    const chosen = (list: Names | undefined): readonly string[] | undefined => {
      if (list === undefined) return undefined;
      return ('oneOf' in list ? [list] : list).map((one) =>
        typeof one === 'string' ? one : (one.oneOf.find((candidate) => there.has(candidate)) ?? nothing(name, one)),
      );
    };
    for (const list of [draft.placement?.before, draft.placement?.after])
      if (list && ('oneOf' in list || list.some((one) => typeof one !== 'string')))
        throw new Unsolvable(`${name} has a one_of in its placement, which takes lists only`, name);
    draft.shareSize = chosen(draft.shareSize);
    draft.span = chosen(draft.span);
    draft.inside = chosen(draft.inside);
  }
}

function nothing(name: string, { oneOf }: OneOf): never {
  throw new Unsolvable(`none of ${oneOf.join(', ')} is there for ${name} to choose`, name);
}

function forgetMissing(drafts: Drafts, rest: string): void {
  const isThere = (name: string): boolean => name === rest || drafts.has(name);
  const isPlace = (name: string): boolean => isThere(name) || name === 'start' || name === 'end';
  for (const draft of drafts.values()) {
    if (draft.placement) draft.placement = without(draft.placement, isPlace);
    if (draft.span) draft.span = names(draft.span).filter(isThere);
    const inside = names(draft.inside).filter(isThere);
    draft.inside = inside.length > 0 ? inside : undefined;
  }
}

/** The same keys in the same order, less the lists in which nothing is left. */
function without(placement: Placement, isPlace: (name: string) => boolean): Placement {
  return Object.fromEntries(
    Object.entries(placement).flatMap(([key, value]) => {
      if (key !== 'before' && key !== 'after') return [[key, value]];
      const left = names(value as Names).filter(isPlace);
      return left.length > 0 ? [[key, left]] : [];
    }),
  );
}
