import type { ShownPart } from '../../diagnostic/flash-map.ts';

/** What a part is for, as far as its name tells: each has a colour of its own. */
export type Tone = 'boot' | 'image' | 'update' | 'storage' | 'other' | 'free' | 'wrong';

export function toneOf({ kind, names }: Pick<ShownPart, 'kind' | 'names'>): Tone {
  if (kind === 'overlap' || kind === 'outside') return 'wrong';
  const [name = ''] = names;
  if (kind !== 'partition' || /^EMPTY_\d+$/.test(name)) return 'free';
  return tones.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

const tones: readonly (readonly [RegExp, Tone])[] = [
  [/secondary|slot1|slot3|slot5|^s1(_|$)|scratch/, 'update'],
  [/^(mcuboot|b0|b0n|boot_partition|b0_partition|provision)(_|$)(?!pad|primary)|_provision/, 'boot'],
  [/^app(_|$)|pad$|primary|slot\d|^s0(_|$)|^tfm(_secure|_nonsecure)?$/, 'image'],
  [/storage|nvs|nvram|settings|littlefs|factory|data|config|tfm_/, 'storage'],
];

/** Colours of the tones, in light and in dark. */
export const palette: Readonly<Record<Tone, readonly [string, string]>> = {
  boot: ['#7d57b3', '#a98bd6'],
  image: ['#2570b0', '#5aa2dc'],
  update: ['#2a9d8f', '#4fbdb0'],
  storage: ['#c98a1b', '#dba843'],
  other: ['#7b8794', '#93a0ad'],
  free: ['#e4e7eb', '#2b3138'],
  wrong: ['#d64545', '#e66a6a'],
};

/** What the tones mean, for a legend. */
export const toneNames: Readonly<Record<Tone, string>> = {
  boot: 'bootloader',
  image: 'running image',
  update: 'update',
  storage: 'storage',
  other: 'other',
  free: 'free',
  wrong: 'overlap, or outside',
};
