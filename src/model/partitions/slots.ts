import { andThen, type Fact, is, isNot, known, map, remembered, unknown, withoutRecording } from '../fact.ts';
import type { PartitionInputs } from './build.ts';
import type { Layout } from './solver/requirements.ts';
import type { Partition, Slot } from './table.ts';

/** What the name of a slot says; undefined for other partitions. `pair`: 0 for the first one. */
export function slotNamed(name: string): Pick<Slot, 'role' | 'pair'> | undefined {
  const match = /^mcuboot_(primary|secondary)(?:_(\d+))?$/.exec(name);
  return match ? { role: match[1] === 'primary' ? 'primary' : 'secondary', pair: Number(match[2] ?? 0) } : undefined;
}

/**
 * More than storage partitions of subsystems take away together when nothing pins them: their defaults
 * (`PM_PARTITION_SIZE_*`) add up to 0x32000 (nrf/subsys/partition_manager/Kconfig and the `pm.yml.*` beside it, 2.4.0).
 */
const STORAGE_AT_MOST = 0x40000;

/**
 * The slots of MCUboot: those of the static file, and the first pair when Partition Manager is left to place it. `layout` is
 * asked for the size of these only when somebody needs it.
 */
export function slotsOf(
  partitions: readonly Partition[],
  inputs: PartitionInputs,
  layout: () => Fact<Layout>,
): readonly Slot[] {
  const slots = partitions.flatMap((partition): Slot[] => {
    const { name, region, size } = partition;
    const named = slotNamed(name);
    return named ? [{ name, ...named, region, size, atLeast: size, partition }] : [];
  });
  if (inputs.built) {
    const placed = inputs.built.slots.filter(({ name }) => !slots.some((slot) => slot.name === name));
    return [...slots, ...placed];
  }
  if (!inputs.mcuboot) return slots;
  const missing = (name: string) => !slots.some((slot) => slot.name === name);
  const external = remembered(() => secondaryIsExternal(partitions, inputs, layout));
  const least = remembered(() => primaryAtLeast(partitions, inputs, external()));
  if (missing('mcuboot_primary'))
    slots.push(dynamicSlot('mcuboot_primary', () => known('flash_primary'), least, layout));
  if (missing('mcuboot_secondary') && isNot(inputs.mcuboot.kconfig.bool('CONFIG_SINGLE_APPLICATION_SLOT'), true)) {
    const region = () => map(external(), (is) => (is ? 'external_flash' : 'flash_primary'));
    // It gets the size of the primary slot: bootloader/mcuboot/boot/zephyr/pm.yml:18-32 (2.4.0).
    const ofPrimary = missing('mcuboot_primary') ? least : () => unknown('the size of mcuboot_secondary');
    slots.push(dynamicSlot('mcuboot_secondary', region, ofPrimary, layout));
  }
  return slots;
}

const dynamicSlot = (
  name: string,
  region: () => Fact<string>,
  atLeast: () => Fact<number>,
  layout: () => Fact<Layout>,
): Slot => ({
  name,
  role: name === 'mcuboot_primary' ? 'primary' : 'secondary',
  pair: 0,
  get region() {
    return region();
  },
  get size() {
    return andThen(layout(), (all) => {
      const placed = all.get(name);
      return placed ? known(placed.size) : unknown(`the size Partition Manager gives ${name}`);
    });
  },
  get atLeast() {
    const size = this.size;
    return size.known ? size : atLeast();
  },
  partition: undefined,
});

/** Sysbuild sets the option in MCUboot only; the application's own says nothing there. */
function secondaryIsExternal(
  partitions: readonly Partition[],
  { app, mcuboot, era }: PartitionInputs,
  layout: () => Fact<Layout>,
): Fact<boolean> {
  const fixed = partitions.find(({ name }) => name === 'mcuboot_secondary');
  if (fixed?.region.known) return known(fixed.region.value === 'external_flash', ...fixed.region.origins);
  if (!is(era, 'sysbuild')) return app.kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
  const asked = mcuboot && withoutRecording(() => mcuboot.kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY'));
  return asked?.known ? asked : map(layout(), (all) => all.get('mcuboot_secondary')?.region === 'external_flash');
}

/** What is left of the flash when everything that can be in it is in it. */
function primaryAtLeast(
  partitions: readonly Partition[],
  inputs: PartitionInputs,
  external: Fact<boolean>,
): Fact<number> {
  const { soc, mcuboot, app, ownPartitions } = inputs;
  const nobodyKnows = unknown('the size Partition Manager gives mcuboot_primary');
  if (!soc.known || !mcuboot || ownPartitions || !is(external, true)) return nobodyKnows;
  if (!is(app.kconfig.bool('CONFIG_SECURE_BOOT'), false)) return nobodyKnows;
  let left = soc.value.flash.size - STORAGE_AT_MOST;
  if (!partitions.some(({ name }) => name === 'mcuboot')) {
    const size = mcuboot.kconfig.number('CONFIG_PM_PARTITION_SIZE_MCUBOOT');
    if (!size.known) return size;
    left -= size.value;
  }
  for (const { region, size, members, name } of partitions) {
    if (!is(region, 'flash_primary') || members !== undefined || name === 'app') continue;
    if (!size.known) return size;
    left -= size.value;
  }
  return left > 0 ? known(left, ...external.origins) : nobodyKnows;
}
