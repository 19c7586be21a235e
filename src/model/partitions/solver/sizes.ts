import { type Draft, type Drafts, first, names } from './draft.ts';
import { Unsolvable } from './unsolvable.ts';

/**
 * Gives partitions that share a size theirs, those that share the rest of the region last
 * (nrf/scripts/partition_manager.py:334-393 (2.4.0)). `drafts` holds the containers, too; `rest` is undefined for regions
 * that are filled from one end. Answers with the partitions that grow with the rest.
 */
export function shareSizes(
  drafts: Drafts,
  system: ReadonlyMap<string, Draft>,
  total: number,
  rest: string | undefined,
): readonly string[] {
  for (const [name, draft] of drafts) {
    if (draft.shareSize === undefined) continue;
    const source = sourceOf(name, system);
    const shared = drafts.get(source);
    if (!shared) continue;
    shared.sharers += 1;
    draft.shareSize = [source];
  }
  const sharing = [...drafts].filter(([, { shareSize }]) => shareSize !== undefined);
  const growing = sharing.filter(([name, draft]) => growsWith(rest, name, draft, system));
  for (const [name, draft] of sharing) {
    if (growing.some(([other]) => other === name)) continue;
    const source = first(draft.shareSize)!;
    const shared = found(source, system, name);
    draft.size = shared.region === draft.region ? Math.trunc(sizeOf(source, system, total, rest)) : shared.size;
    if (draft.size === undefined) throw new Unsolvable(`${name} shares the size of ${source}, which has none`, name);
  }
  // Each of them would change what the next one gets.
  const sizes = growing.map(([, { shareSize }]) => {
    const source = first(shareSize)!;
    return Math.trunc(sizeOf(source, drafts, total, rest) / (found(source, drafts, source).sharers + 1));
  });
  for (const [index, [, draft]] of growing.entries()) draft.size = sizes[index]!;
  return growing.map(([name]) => name);
}

function growsWith(
  rest: string | undefined,
  name: string,
  { shareSize }: Draft,
  system: ReadonlyMap<string, Draft>,
): boolean {
  const source = first(shareSize)!;
  if (rest === undefined || source === rest) return source === rest;
  return names(found(source, system, name).span).includes(rest);
}

/** The end of a chain of partitions that share the size of the next. */
function sourceOf(name: string, system: ReadonlyMap<string, Draft>): string {
  const seen = new Set<string>();
  let source = name;
  for (;;) {
    const { shareSize } = found(source, system, name);
    const next = first(shareSize);
    if (next === undefined) return source;
    if (seen.has(source)) throw new Unsolvable(`${name} shares its own size`, name);
    seen.add(source);
    source = next;
  }
}

function found(name: string, drafts: ReadonlyMap<string, Draft>, sharer: string): Draft {
  const draft = drafts.get(name);
  if (!draft) throw new Unsolvable(`${sharer} shares the size of ${name}, which is static or not there`, sharer);
  return draft;
}

function sizeOf(
  name: string,
  drafts: ReadonlyMap<string, Draft>,
  total: number,
  rest: string | undefined,
  depth = 0,
): number {
  if (name === rest) return left(drafts, total, rest);
  const draft = drafts.get(name);
  if (!draft || depth > drafts.size) throw new Unsolvable(`the size of ${name} is not known`, name);
  if (draft.span === undefined) return draft.size ?? 0;
  return names(draft.span).reduce((sum, member) => sum + sizeOf(member, drafts, total, rest, depth + 1), 0);
}

/** What all the others leave of the region. */
export function left(drafts: ReadonlyMap<string, Draft>, total: number, rest: string): number {
  let size = total;
  for (const [name, draft] of drafts) if (name !== rest) size -= draft.size ?? 0;
  return size;
}
