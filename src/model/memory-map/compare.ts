import type { Area, MemoryMap } from './map.ts';
import { commonNames, type Role, roleOf } from './roles.ts';

/** Something that lies elsewhere, is larger or smaller, gone or new. */
export interface Change {
  /** As Partition Manager calls it. */
  readonly name: string;
  readonly role: Role;
  readonly before: Place | undefined;
  readonly after: Place | undefined;
  /** Whether devices in the field rely on what was before. */
  readonly strands: boolean;
}

export interface Place {
  /** `flash_primary` */
  readonly memory: string;
  /** Bytes, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly area: Area;
}

export interface Comparison {
  /** By place. */
  readonly changes: readonly Change[];
  /** Names of what lies where it lay. */
  readonly same: readonly string[];
  /** Names of what was there, and of which it is not known whether it still is. */
  readonly unknown: readonly string[];
}

/**
 * What has changed between two maps of flash. RAM is left out: an update brings its own. Where one is Partition Manager's
 * and the other a devicetree's, so is what only Partition Manager has: pads, images in slots, fillers.
 */
export function compare(before: MemoryMap, after: MemoryMap): Comparison {
  const isMixed = before.by !== after.by;
  const old = placesOf(before, isMixed);
  const now = placesOf(after, isMixed);
  const taken = new Set<Named>();
  const changes: Change[] = [];
  const same: string[] = [];
  const unknown: string[] = [];
  const isOpen = after.open !== undefined;
  const unplaced = new Set(after.unplaced.map(({ name }) => name));
  for (const one of old) {
    const other = counterpart(one, now, taken);
    if (!other) {
      const { name } = one;
      if (unplaced.has(name) || isOpen) unknown.push(name);
      else changes.push(change(one, undefined));
      continue;
    }
    taken.add(other);
    const [a, b] = [one.place, other.place];
    if (a.memory === b.memory && a.start === b.start && a.end === b.end) same.push(one.name);
    else changes.push(change(one, other));
  }
  for (const one of now) if (!taken.has(one)) changes.push(change(undefined, one));
  return { changes, same, unknown };
}

/** An area with the names that it is known by. */
export interface Named {
  /** As Partition Manager calls it. */
  readonly name: string;
  readonly names: readonly string[];
  readonly place: Place;
}

function change(before: Named | undefined, after: Named | undefined): Change {
  const { name } = (before ?? after)!;
  const role = roleOf(name);
  return { name, role, before: before?.place, after: after?.place, strands: before !== undefined && role !== 'other' };
}

/** The one with a common name; of storages that the sources call differently the only one left in that place. */
function counterpart(one: Pick<Named, 'names'>, all: readonly Named[], taken: ReadonlySet<Named>): Named | undefined {
  const left = all.filter((other) => !taken.has(other));
  const sameName = left.find(({ names }) => names.some((name) => one.names.includes(name)));
  if (sameName) return sameName;
  const isStorage = ({ names }: Pick<Named, 'names'>): boolean => names.some((name) => STORAGES.includes(name));
  const storages = isStorage(one) ? left.filter(isStorage) : [];
  return storages.length === 1 ? storages[0] : undefined;
}

/** What Partition Manager has for each file system is the one `storage_partition` in a devicetree. */
const STORAGES = ['settings_storage', 'nvs_storage', 'zms_storage', 'littlefs_storage'];

/** What is compared, by memory and address. */
function placesOf(map: MemoryMap, isMixed: boolean): readonly Named[] {
  return map.memories.flatMap(({ name: memory, areas }) =>
    memory.startsWith('sram')
      ? []
      : areas.flatMap((area): Named[] => {
          const names = commonNames(area, map);
          const isSlot = names.some((name) => roleOf(name) === 'slot');
          const isOwn = names.every((name) => /^EMPTY_\d+$/.test(name)) || (area.members !== undefined && !isSlot);
          const isForeign = isMixed && !isSlot && names.every((name) => /^(pad|other)$/.test(roleOf(name)));
          if (isOwn || isForeign || area.end <= area.start) return [];
          return [{ names, name: usual(names), place: { memory, start: area.start, end: area.end, area } }];
        }),
  );
}

/** All that a comparison looks at, by memory and address. */
export const compared = (map: MemoryMap): readonly Named[] => placesOf(map, false);

/** What is called so, or takes the place of what is called so. */
export const counterpartOf = (name: string, all: readonly Named[]): Named | undefined =>
  counterpart({ names: [name] }, all, new Set());

const usual = (names: readonly string[]): string =>
  names.find((name) => /^s[01]$/.test(name)) ?? names.find((name) => roleOf(name) === 'slot') ?? names[0]!;

/** What a change means for devices that were released before, as a sentence without a final stop. */
export function costOf({
  role,
  name,
  isGone,
}: {
  readonly role: Role;
  readonly name: string;
  readonly isGone: boolean;
}): string {
  const costs: Readonly<Record<Role, string>> = {
    slot: `the bootloaders in the field look for images where ${name} was: they find no update, or start none`,
    bootloader: `an update does not replace ${name}: the one in the field stays where, and as large as, it was`,
    pad: 'images are linked for another address than the one at which the bootloaders in the field start them',
    scratch: 'the bootloaders in the field swap images through the old place, whatever lies there now',
    data: isGone
      ? `nothing reads what devices have stored in ${name} any more`
      : `what devices have stored in ${name} stays in the old place: it is lost, or overwritten`,
    other: 'nothing outside of the image relies on it',
  };
  return costs[role];
}
