import type { Area, MemoryMap } from './map.ts';

/** What an area is for, to a device in the field. */
export type Role = 'slot' | 'bootloader' | 'pad' | 'scratch' | 'data' | 'other';

/**
 * Names that Partition Manager has for an area, whoever describes it; the first is the usual one. Two maps mean the same by
 * areas that share a name (nrf/scripts/pm_to_dts.py:38-66 (3.3.99)).
 */
export function commonNames({ name, aliases }: Area, { by, memories }: MemoryMap): readonly string[] {
  if (by === 'devicetree') return [name, ...aliases].map(fromLabel);
  // Without a bootloader the application is all that is in its slot.
  const isAlone = name === 'app' && !memories.some(({ areas }) => areas.some((area) => around.test(area.name)));
  return isAlone ? ['app', 'mcuboot_primary'] : [name];
}

const around = /^(mcuboot_primary|s0|tfm)$/;

/** The name that Partition Manager has for what a devicetree labels so. */
function fromLabel(label: string): string {
  const slot = /^slot(\d+)_partition$/.exec(label);
  if (slot) {
    const pair = Math.floor(Number(slot[1]) / 2);
    return `mcuboot_${Number(slot[1]) % 2 === 0 ? 'primary' : 'secondary'}${pair === 0 ? '' : `_${pair}`}`;
  }
  return labels.get(label) ?? label.replace(/_partition$/, '');
}

const labels: ReadonlyMap<string, string> = new Map([
  ['boot_partition', 'mcuboot'],
  ['scratch_partition', 'mcuboot_scratch'],
  ['storage_partition', 'settings_storage'],
  ['bl_storage', 'provision'],
  ['tfm_otp_partition', 'tfm_otp_nv_counters'],
  ['slot0_s_partition', 'tfm_secure'],
  ['slot0_ns_partition', 'tfm_nonsecure'],
]);

/** The label that a devicetree has for what Partition Manager calls so; the name itself where the SDK has none. */
export function labelFor(name: string): string {
  const slot = /^mcuboot_(primary|secondary)(?:_(\d+))?$/.exec(name);
  if (slot) return `slot${2 * Number(slot[2] ?? 0) + (slot[1] === 'primary' ? 0 : 1)}_partition`;
  if (/^(b0|b0n|s0|s1|provision|factory_data|tfm_(storage|its|ps))$/.test(name)) return `${name}_partition`;
  return [...labels].find(([, own]) => own === name)?.[0] ?? name;
}

/** By the name that Partition Manager has for it. */
export function roleOf(name: string): Role {
  if (/^(mcuboot_(primary|secondary)(_\d+)?|s[01])$/.test(name)) return 'slot';
  if (/^(mcuboot|b0n?|b0n?_container)$/.test(name)) return 'bootloader';
  if (/^(mcuboot_(primary_\d+_)?pad|s[01]_pad)$/.test(name)) return 'pad';
  if (name === 'mcuboot_scratch') return 'scratch';
  if (/^(app|app_image|EMPTY_\d+|tfm(_secure|_nonsecure)?|s[01]_image|bootconf)$|_(app|pad|sram)$/.test(name))
    return 'other';
  return 'data';
}
