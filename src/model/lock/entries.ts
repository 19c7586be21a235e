import { type Configuration, image } from '../application.ts';
import { andThen, type Fact, is, known, map, unknown } from '../fact.ts';
import { hasFirstStage } from '../first-stage.ts';
import { memoryMap } from '../memory-map/build.ts';
import { compared, type Place } from '../memory-map/compare.ts';
import { roleOf } from '../memory-map/roles.ts';
import { rangeText } from '../units.ts';

/** Something that devices in the field rely on. */
export interface Released {
  /** `slot mcuboot_primary`, `signature` */
  readonly key: string;
  /** As it is written: `flash_primary 0xc000..0xfc000`, `ECDSA_P256`. */
  readonly value: Fact<string>;
}

/** All that a release of this build fixes for good, by key. */
export function released(configuration: Configuration): readonly Released[] {
  const places = compared(memoryMap(configuration)).flatMap(({ name, place }): Released[] => {
    const role = roleOf(name);
    if (role === 'other') return [];
    const { origin } = place.area;
    return [{ key: `${role} ${name}`, value: known(placeText(place), ...(origin ? [origin] : [])) }];
  });
  return [...places, ...settings(configuration)].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** `flash_primary 0xc000..0xfc000` */
export const placeText = ({ memory, start, end }: Omit<Place, 'area'>): string =>
  `${memory} ${rangeText({ start, end })}`;

function settings(configuration: Configuration): readonly Released[] {
  const boot = bootloaders(configuration);
  if (!boot.known || !is(configuration.has('mcuboot'), true)) return [{ key: 'boot', value: boot }];
  const mcuboot = image(configuration, 'mcuboot');
  if (!mcuboot) return [{ key: 'boot', value: boot }];
  const { kconfig } = mcuboot;
  const signed = configuration.sysbuild?.kconfig ?? kconfig;
  return [
    { key: 'boot', value: boot },
    { key: 'images', value: map(kconfig.number('CONFIG_UPDATEABLE_IMAGE_NUMBER'), String) },
    {
      key: 'signature',
      value: chosen(SIGNATURES, (name) => signed.bool(`BOOT_SIGNATURE_TYPE_${name}`), 'the kind of signature'),
    },
    {
      key: 'swap',
      value: chosen(Object.keys(MODES), (mode) => kconfig.bool(`CONFIG_${MODES[mode]}`), 'the way of updating'),
    },
  ];
}

/** "none", "mcuboot", "nsib", "nsib, mcuboot": in the order they start. */
function bootloaders(configuration: Configuration): Fact<string> {
  return andThen(hasFirstStage(configuration), (nsib) =>
    map(
      configuration.has('mcuboot'),
      (mcuboot) => [...(nsib ? ['nsib'] : []), ...(mcuboot ? ['mcuboot'] : [])].join(', ') || 'none',
    ),
  );
}

/** bootloader/mcuboot/boot/zephyr/Kconfig:119-145 (2.4.0) */
const SIGNATURES = ['NONE', 'RSA', 'ECDSA_P256', 'ED25519'];

/** bootloader/mcuboot/boot/zephyr/Kconfig:254-330 (2.4.0) */
const MODES: Readonly<Record<string, string>> = {
  'single-slot': 'SINGLE_APPLICATION_SLOT',
  overwrite: 'BOOT_UPGRADE_ONLY',
  'swap-move': 'BOOT_SWAP_USING_MOVE',
  'swap-scratch': 'BOOT_SWAP_USING_SCRATCH',
  'swap-offset': 'BOOT_SWAP_USING_OFFSET',
  'direct-xip': 'BOOT_DIRECT_XIP',
  'ram-load': 'BOOT_RAM_LOAD',
  'firmware-loader': 'BOOT_FIRMWARE_LOADER',
};

/** The one member of a choice that is on. */
function chosen(names: readonly string[], read: (name: string) => Fact<boolean>, what: string): Fact<string> {
  let missing: string | undefined;
  for (const name of names) {
    const fact = read(name);
    if (is(fact, true)) return known(name, ...fact.origins);
    if (!fact.known) missing ??= fact.missing;
  }
  return unknown(missing ?? what);
}
