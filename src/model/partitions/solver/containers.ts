import { type Draft, type Drafts, first, names } from './draft.ts';
import type { Behaviour, Placed } from './requirements.ts';
import { Unsolvable } from './unsolvable.ts';

/** The containers of a region by name, each with the partitions it covers. */
export type Containers = Map<string, { readonly draft: Draft; span: readonly string[] }>;

/**
 * Takes the containers out of `drafts`: what lies inside of one joins its members, containers in containers are taken apart,
 * empty ones dropped (nrf/scripts/partition_manager.py:212-248 (2.4.0)).
 */
export function containersOf(drafts: Drafts): Containers {
  const containers: Containers = new Map();
  for (const [name, draft] of [...drafts]) {
    if (draft.span === undefined) continue;
    containers.set(name, { draft, span: names(draft.span) });
    drafts.delete(name);
  }
  for (const [name, draft] of drafts) {
    const around = first(draft.inside);
    if (around === undefined) continue;
    const container = containers.get(around);
    if (!container) throw new Unsolvable(`${name} is inside of ${around}, which is no container`, name, around);
    container.span = [...container.span, name];
  }
  dropEmpty(containers);
  const flat = new Map([...containers].map(([name]) => [name, leavesOf(name, containers, drafts)]));
  for (const [name, span] of flat) {
    containers.get(name)!.span = span;
    containers.get(name)!.draft.span = span;
  }
  return containers;
}

function dropEmpty(containers: Containers): void {
  const gone = new Set<string>();
  for (let before = -1; before < gone.size; ) {
    before = gone.size;
    for (const [name, { span }] of containers) if (span.every((member) => gone.has(member))) gone.add(name);
  }
  for (const name of gone) containers.delete(name);
}

function leavesOf(name: string, containers: Containers, drafts: Drafts): readonly string[] {
  const leaves = new Set<string>();
  const seen = new Set([name]);
  const open = [...containers.get(name)!.span];
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    if (member === name) throw new Unsolvable(`the container ${name} is inside of itself`, name);
    if (seen.has(member)) continue;
    seen.add(member);
    const inner = containers.get(member);
    if (inner) open.push(...inner.span);
    else if (drafts.has(member)) leaves.add(member);
  }
  if (leaves.size === 0) throw new Unsolvable(`the container ${name} is empty`, name);
  return [...leaves];
}

/** The place of a container, once its members have theirs (nrf/scripts/partition_manager.py:648-659 (2.4.0)). */
export function covering(
  name: string,
  { draft, span }: { readonly draft: Draft; readonly span: readonly string[] },
  placed: ReadonlyMap<string, Placed>,
  behaviour: Behaviour,
): Placed {
  const members = span.map((member) => placed.get(member)!);
  const address = Math.min(...members.map((member) => member.address));
  const size =
    behaviour === 'ncs-2.4'
      ? members.reduce((sum, member) => sum + member.size, 0)
      : Math.max(...members.map((member) => member.address + member.size)) - address;
  if (size === 0) throw new Unsolvable(`the container ${name} is empty`, name);
  return { region: draft.region, address, size, span };
}
