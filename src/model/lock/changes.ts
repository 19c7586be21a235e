import type { Origin } from '../../diagnostic/origin.ts';
import type { LockSection } from '../../syntax/lock-file.ts';
import type { Configuration } from '../application.ts';
import { memoryMap } from '../memory-map/build.ts';
import { compared, costOf, counterpartOf, type Place } from '../memory-map/compare.ts';
import type { Role } from '../memory-map/roles.ts';
import { hex } from '../units.ts';
import { placeText, released } from './entries.ts';

/** Something that was released otherwise. */
export interface LockChange {
  readonly key: string;
  readonly before: string;
  /** Undefined for what is gone. */
  readonly after: string | undefined;
  /** What it means for devices in the field, a sentence without a final stop. */
  readonly cost: string;
  /** What decides it now. */
  readonly origins: readonly Origin[];
}

export interface LockComparison {
  readonly changes: readonly LockChange[];
  /** What was released and is not known now, with what is missing. */
  readonly unknown: readonly { readonly key: string; readonly missing: string }[];
}

/** What a build has otherwise than it was released. */
export function changesSince(configuration: Configuration, { entries }: LockSection): LockComparison {
  const now = new Map(released(configuration).map(({ key, value }) => [key, value]));
  const memory = memoryMap(configuration);
  const places = compared(memory);
  const changes: LockChange[] = [];
  const unknown: { key: string; missing: string }[] = [];
  for (const { key, value: before } of entries.values()) {
    const [role = '', name] = key.split(' ', 2);
    if (name === undefined) {
      const fact = now.get(key);
      // A build without a bootloader has none of its settings; that it has none is said once.
      if (!fact) continue;
      if (!fact.known) unknown.push({ key, missing: fact.missing });
      else if (fact.value !== before)
        changes.push({ key, before, after: fact.value, cost: costs[key] ?? '', origins: fact.origins });
      continue;
    }
    // In a devicetree the header of an image is a part of its slot.
    if (role === 'pad' && memory.by === 'devicetree') continue;
    const found = counterpartOf(name, places);
    const missing = memory.unplaced.find((one) => one.name === name)?.missing ?? memory.open;
    if (!found && missing !== undefined) unknown.push({ key, missing });
    else if (!found || placeText(found.place) !== before) {
      const after = found && placeText(found.place);
      const origin = found && originOf(found.place, before);
      changes.push({
        key,
        before,
        after,
        cost: costOf({ name, role: role as Role, isGone: !found }),
        origins: origin ? [origin] : [],
      });
    }
  }
  return { changes, unknown };
}

/** The address, or the size where only that has changed. */
const originOf = ({ memory, start, area }: Place, before: string): Origin | undefined =>
  before.startsWith(`${memory} ${hex(start)}..`) ? area.sizeOrigin : area.origin;

const costs: Readonly<Record<string, string>> = {
  boot: 'an update does not replace the bootloaders in the field, nor bring one along',
  images: 'the bootloaders in the field look for as many images as they were built for, in the slots of these',
  signature: 'the bootloaders in the field verify the kind they were built for, and refuse every other',
  swap: 'the bootloaders in the field update the way they were built for, whatever the application expects',
};
