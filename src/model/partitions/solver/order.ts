import type { Containers } from './containers.ts';
import { type Draft, type Drafts, first } from './draft.ts';
import type { Behaviour, Ties } from './requirements.ts';
import { Unsolvable } from './unsolvable.ts';

/**
 * The partitions of a complex region from its start to its end, the rest among them
 * (nrf/scripts/partition_manager.py:171-209 and 262-331 (2.4.0)). Partition Manager walks through a set of names, in an order
 * that changes from run to run; here they are sorted, so this is one of its answers where it has several.
 */
export function order(
  drafts: Drafts,
  containers: Containers,
  rest: string,
  behaviour: Behaviour,
  ties: Ties = 'by-name',
): string[] {
  const open = unplaced(drafts, containers, ties);
  tellApart(drafts, open, behaviour);
  for (const [name, draft] of drafts) {
    if (isPlaced(draft, 'before', 'start')) throw new Unsolvable(`${name} is before the start`, name);
    if (isPlaced(draft, 'after', 'end')) throw new Unsolvable(`${name} is behind the end`, name);
  }
  const solution = ['start', rest, 'end'];
  while (open.length > 0) {
    const before = open.length;
    insert(drafts, containers, open, solution, 'before');
    insert(drafts, containers, open, solution, 'after');
    if (open.length === before) throw new Unsolvable(`nothing says where ${open.sort().join(', ')} go`, ...open);
  }
  if (solution[0] !== 'start' || solution.at(-1) !== 'end') throw new Unsolvable('something is outside of the region');
  const placed = solution.slice(1, -1);
  for (const [name, { span }] of containers) together(name, span, placed);
  return placed;
}

/** Those with a neighbour; members of containers last, those of small ones before those of large ones. */
function unplaced(drafts: Drafts, containers: Containers, ties: Ties): string[] {
  const sorted = (names: readonly string[]): string[] => {
    const byName = names.toSorted();
    return ties === 'by-name' ? byName : byName.reverse();
  };
  const open = sorted(
    [...drafts].filter(([, { placement }]) => placement?.before || placement?.after).map(([name]) => name),
  );
  const bySize = [...containers.values()].sort((a, b) => a.span.length - b.span.length);
  let inContainers: string[] = [];
  for (const { span } of bySize) {
    const more = sorted(span).filter((name) => open.includes(name) && !inContainers.includes(name));
    inContainers = [...more, ...inContainers];
  }
  return [...open.filter((name) => !inContainers.includes(name)), ...inContainers];
}

/** Partitions that ask for the same place go one before the other, by name. */
function tellApart(drafts: Drafts, open: readonly string[], behaviour: Behaviour): void {
  const alike = new Map<string, string[]>();
  for (const name of open) {
    const key = JSON.stringify(drafts.get(name)!.placement);
    alike.set(key, [...(alike.get(key) ?? []), name]);
  }
  for (const group of alike.values()) {
    group.sort();
    for (const [index, name] of group.slice(0, -1).entries()) {
      const before = [group[index + 1]!];
      const draft = drafts.get(name)!;
      const { after: _, ...kept } = draft.placement ?? {};
      draft.placement = behaviour === 'ncs-2.4' ? { before } : { ...kept, before };
    }
  }
}

/** Puts all that has a neighbour on one side next to it, and what has these for a neighbour next to them. */
function insert(
  drafts: Drafts,
  containers: Containers,
  open: string[],
  solution: string[],
  side: 'before' | 'after',
): void {
  const pool = [...solution, ...containers.keys()];
  for (let index = 0, current = pool[0]; current !== undefined; ) {
    const neighbour = current;
    const next = open.findIndex((name) => isPlaced(drafts.get(name)!, side, neighbour));
    if (next === -1) {
      index += 1;
      current = pool[index];
      continue;
    }
    const [name] = open.splice(next, 1);
    const at = solution.indexOf(anchor(neighbour, containers, solution, side));
    solution.splice(side === 'before' ? at : at + 1, 0, name!);
    current = name;
  }
}

/** The partition itself, or the outermost placed member of a container on that side. */
function anchor(name: string, containers: Containers, solution: readonly string[], side: 'before' | 'after'): string {
  if (solution.includes(name)) return name;
  const isMember = (candidate: string): boolean => containers.get(name)?.span.includes(candidate) === true;
  const found = side === 'before' ? solution.find(isMember) : solution.findLast(isMember);
  if (found === undefined) throw new Unsolvable(`no member of ${name} has a place yet`, name);
  return found;
}

const isPlaced = ({ placement }: Draft, side: 'before' | 'after', neighbour: string): boolean =>
  first(placement?.[side]) === neighbour;

function together(name: string, span: readonly string[], solution: readonly string[]): void {
  const places = span.map((member) => solution.indexOf(member));
  const lost = span.find((_, index) => places[index] === -1);
  if (lost !== undefined) throw new Unsolvable(`nothing says where ${lost} goes, a member of ${name}`, lost, name);
  if (Math.max(...places) - Math.min(...places) + 1 !== places.length)
    throw new Unsolvable(`the members of ${name} are not next to each other: ${solution.join(', ')}`, name);
}
