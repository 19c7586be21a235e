import type { Origin } from '../../diagnostic/origin.ts';
import { type Configuration, flashDriver, type Image, image } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known, map, unknown, valueOf } from '../fact.ts';
import type { Slot } from '../partitions/table.ts';
import type { FlashDriverFacts } from '../sdk-facts.ts';
import { hex } from '../units.ts';
import { jedecChip } from './jedec.ts';

/** The chosen property that makes a chip the region `external_flash` (nrf/cmake/partition_manager.cmake:217-232, 2.4.0). */
export const CHOSEN = 'nordic,pm-ext-flash';

/** The node an image takes as `external_flash`; undefined is proven. */
export const externalFlash = (of: Image): Fact<DtNode | undefined> => of.devicetree.chosen(CHOSEN);

/** The slots of MCUboot that lie in external flash. A slot whose region is unknown is left out. */
export function externalSlots({ partitions }: Configuration): readonly Slot[] {
  return partitions.slots.filter(({ region }) => region.known && region.value === 'external_flash');
}

/**
 * Bytes of a flash node: `size` is in bits (zephyr/dts/bindings/mtd/jedec,jesd216.yaml, 2.4.0), `size-in-bytes` is not. What
 * `size` means to a chip whose compatible is another is unknown.
 */
export function capacity(node: DtNode): Fact<number | undefined> {
  return andThen(cell(node, 'size'), (bits) => {
    if (bits === undefined) return cell(node, 'size-in-bytes');
    const names = valueOf(node.compatible) ?? [];
    return names.length > 0 && !names.some((name) => IN_BITS.test(name))
      ? unknown(`what size of ${node.path} counts`)
      : known<number | undefined>(bits / 8);
  });
}

/** The bindings that say so: those of zephyr/dts/bindings/mtd and flash_controller that include jedec,jesd216.yaml, and atmel,at45.yaml (2.7.0-rc3). */
const IN_BITS = /^(?:jedec,m?spi-nor|[\w-]+,[\w-]*[qox]spi-nor|nxp,imx-flexspi-[\w-]+|nxp,s32-qspi-device|atmel,at45)$/;

/** The single 32-bit cell of a property; undefined when it is absent, unknown when it is not one number. */
export function cell(node: DtNode, name: string): Fact<number | undefined> {
  return andThen(node.property(name), (property) => {
    if (!property) return known<number | undefined>(undefined);
    const [value, more] = property.values;
    if (more || value?.kind !== 'cells' || value.cells.length !== 1)
      return unknown(`${name} of ${node.path} as one number`);
    const [only] = value.cells;
    return only?.kind === 'number'
      ? known<number | undefined>(Number(only.value), ...property.origins)
      : unknown(`${name} of ${node.path} as a number`);
  });
}

/** The driver for the chip an image takes as `external_flash`. */
export function externalDriver(configuration: Configuration, node: DtNode): Fact<FlashDriverFacts | undefined> {
  return map(node.compatible, (compatible) => flashDriver(configuration, compatible));
}

/**
 * What MCUboot finds where the application has its external flash: the node MCUboot itself chooses, or else the one at
 * the same path, which is what it would find if it chose the same label.
 */
export function counterpart(configuration: Configuration, node: DtNode): Fact<DtNode | undefined> {
  const mcuboot = image(configuration, 'mcuboot');
  if (!mcuboot) return unknown('whether MCUboot is part of the build');
  return andThen(externalFlash(mcuboot), (chosen) =>
    chosen ? known(chosen) : mcuboot.devicetree.node(securePath(node)),
  );
}

/**
 * The path of a node in the devicetree of a secure image: a non-secure one sees the same peripherals at other addresses
 * (zephyr/dts/arm/nordic/nrf91.dtsi:40, nrf91ns.dtsi:40, 2.4.0).
 */
export const securePath = ({ path }: DtNode): string =>
  path.startsWith(NON_SECURE) ? SECURE + path.slice(NON_SECURE.length) : path;

const [NON_SECURE, SECURE] = ['/soc/peripheral@4', '/soc/peripheral@5'] as const;

/**
 * Why the `size` of a chip must have been written in bytes, when it must: partitions that end behind an eighth of it
 * and fit into all of it, or an implausibly small chip whose JEDEC id names just that many bytes.
 */
export function sizeLooksLikeBytes(
  configuration: Configuration,
  node: DtNode,
): { readonly text: string; readonly origin: Origin | undefined } | undefined {
  const size = cell(node, 'size');
  if (!size.known || size.value === undefined) return undefined;
  const written = size.value;
  const chip = jedecChip(configuration, node);
  if (chip.known && chip.value) {
    // The id settles it: a chip that really is that small is no mistake.
    if (chip.value.bytes !== written) return undefined;
    return { text: `its JEDEC id says ${hex(written)} bytes`, origin: chip.origins[0] };
  }
  const chosen = configuration.images.some((of) => valueOf(externalFlash(of)) === node);
  const last = chosen ? lastExternal(configuration) : undefined;
  if (!last || last.end <= written / 8 || last.end > written) return undefined;
  return {
    text: `${last.name} ends at ${hex(last.end)}, which fits only when size is read as bytes`,
    origin: last.origin,
  };
}

/** The partition in external flash that ends last. */
function lastExternal({
  partitions,
}: Configuration): { name: string; end: number; origin: Origin | undefined } | undefined {
  let last: { name: string; end: number; origin: Origin | undefined } | undefined;
  for (const { name, region, address, size } of partitions.partitions) {
    if (
      !region.known ||
      region.value !== 'external_flash' ||
      !address.known ||
      !size.known ||
      name === 'external_flash'
    )
      continue;
    const end = address.value + size.value;
    if (!last || end > last.end) last = { name, end, origin: size.origins[0] };
  }
  return last;
}
