import { place } from './align.ts';
import { containersOf, covering } from './containers.ts';
import type { Draft, Drafts } from './draft.ts';
import { gaps } from './gaps.ts';
import { order } from './order.ts';
import { relevant } from './relevant.ts';
import type { Behaviour, Layout, Names, Placed, RegionToFill, StaticPartition, Ties } from './requirements.ts';
import { left, shareSizes } from './sizes.ts';
import { Unsolvable } from './unsolvable.ts';

/** A region with one gap, which `rest` gets less what is placed in it (nrf/scripts/partition_manager.py:733-764 and 850-871 (2.4.0)). */
export function complexRegion(
  drafts: Drafts,
  system: ReadonlyMap<string, Draft>,
  region: RegionToFill,
  fixed: ReadonlyMap<string, StaticPartition>,
  behaviour: Behaviour,
  ties: Ties = 'by-name',
): Layout {
  const { name, rest = 'app' } = region;
  for (const [other, { address, size }] of fixed)
    if (other !== rest && (address === undefined || size === undefined))
      throw new Unsolvable(`${other} has no place`, other);
  if (rest !== 'app') {
    for (const draft of drafts.values()) callRest(draft, rest);
    drafts.set('app', { region: name, span: [rest], sharers: 0 });
  }
  drafts.set(rest, { region: name, sharers: 0 });
  const { start, size } = fixed.size > 0 ? theGap(region, fixed, rest) : { start: region.base, size: region.size };
  const layout =
    fixed.size > 0 && drafts.size === 1
      ? new Map<string, Placed>([[rest, { region: name, address: start, size }]])
      : new Map(fill(drafts, system, { start, size, rest }, behaviour, ties));
  for (const [other, { address, size, span }] of fixed) {
    if (other !== rest)
      layout.set(other, { region: name, address: address!, size: size!, ...(span !== undefined && { span }) });
  }
  return layout;
}

/** Everything that is not in the static file, in the place that is left for it. */
export function fill(
  drafts: Drafts,
  system: ReadonlyMap<string, Draft>,
  { start, size, rest }: { readonly start: number; readonly size: number; readonly rest: string },
  behaviour: Behaviour,
  ties: Ties = 'by-name',
): Layout {
  relevant(drafts, system, rest);
  const containers = containersOf(drafts);
  const names = order(drafts, containers, rest, behaviour, ties);
  const all = new Map([...drafts, ...[...containers].map(([name, { draft }]) => [name, draft] as const)]);
  const growing = [rest, ...shareSizes(all, system, size, rest)];
  drafts.get(rest)!.size = left(drafts, size, rest);
  place({ drafts, order: names, start, size, rest, growing });
  const layout = new Map<string, Placed>();
  for (const [name, draft] of drafts) {
    if (draft.address === undefined || draft.size === undefined)
      throw new Unsolvable(`nothing says where ${name} goes`, name);
    layout.set(name, { region: draft.region, address: draft.address, size: draft.size });
  }
  for (const [name, container] of containers) {
    const placed = covering(name, container, layout, behaviour);
    layout.set(name, placed);
    // Partitions of other regions may share it.
    container.draft.size = placed.size;
  }
  return layout;
}

function theGap(
  { base, size }: RegionToFill,
  fixed: ReadonlyMap<string, StaticPartition>,
  rest: string,
): { readonly start: number; readonly size: number } {
  const found = gaps(
    [...fixed].filter(([name, { span }]) => span === undefined && name !== rest),
    base,
    size,
  );
  const [gap, ...others] = found;
  if (!gap || others.length > 0) throw new Unsolvable(`there are ${found.length} gaps instead of one`);
  return { start: gap.start, size: gap.end - gap.start };
}

/** `app` stands for the partition that gets the rest, whatever that is called. */
function callRest(draft: Draft, rest: string): void {
  const renamed = (list: Names | undefined): Names | undefined =>
    list === undefined || 'oneOf' in list
      ? list && { oneOf: (list as { oneOf: readonly string[] }).oneOf.map((name) => (name === 'app' ? rest : name)) }
      : list.map((name) => (name === 'app' ? rest : name));
  draft.shareSize = renamed(draft.shareSize);
  draft.span = renamed(draft.span);
  draft.inside = renamed(draft.inside);
  if (!draft.placement) return;
  draft.placement = Object.fromEntries(
    Object.entries(draft.placement).map(([key, value]) =>
      key === 'before' || key === 'after' ? [key, renamed(value as Names)] : [key, value],
    ),
  );
}
