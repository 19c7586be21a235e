import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, flashDriver, type Image, image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isOfBoard } from '../../model/devicetree/of-board.ts';
import { cells } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { hex } from '../../model/units.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, originOf, reason, sdkLine } from '../rule.ts';
import { called, listed } from '../wording.ts';

export default defineRule({
  id: 'devicetree/partitions-ignored',
  severity: 'error',
  about: () => ({
    summary: 'The slots are defined where the build reads them: with Partition Manager not in devicetree.',
    why: `
Partition Manager makes the flash map out of \`pm_static.yml\` and its own rules, and links every image with it. The
partitions of the devicetree count for nothing then: slots and storage stay where Partition Manager puts them, and nothing
says so. Whoever moved the secondary slot to external flash in an overlay has it in internal flash all the same.`,
    exceptions: `
Silent where the static file says the same as the overlay, where Partition Manager is off or nobody knows whether it is on,
where the overlay serves another build of the application that does without it, and for partitions with labels of your own:
code may use those through devicetree macros. An error only where the overlay
is the one thing that puts the secondary slot on an external chip; a warning otherwise.`,
    sources: [
      'nrf/cmake/partition_manager.cmake:93-111 (2.4.0)',
      'nrf/include/flash_map_pm.h:15-41 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:18 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const name of ['app', 'mcuboot']) {
      const of = image(configuration, name);
      if (of) yield* ignored(configuration, of);
    }
  },
});

/** What Partition Manager has instead (nrf/include/flash_map_pm.h:15-41, 2.4.0). */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  boot_partition: ['mcuboot'],
  slot0_partition: ['mcuboot_primary'],
  slot1_partition: ['mcuboot_secondary'],
  scratch_partition: ['mcuboot_scratch'],
  storage_partition: ['settings_storage', 'littlefs_storage', 'nvs_storage', 'zms_storage', 'storage'],
};

interface Written {
  readonly label: string;
  readonly node: DtNode;
  readonly span: Span;
}

/** One finding for a file: its partitions are one mistake. */
function* ignored(configuration: Configuration, of: Image): Iterable<Finding> {
  const files = new Map<string, Written[]>();
  for (const written of of.devicetree.nodes.flatMap((node) => writtenPartitions(node))) {
    // Every board has partitions, for builds without Partition Manager.
    if (isOfBoard(of, written.node, 'reg') || agrees(configuration, written)) continue;
    const { path } = written.span.file;
    files.set(path, [...(files.get(path) ?? []), written]);
  }
  for (const [first, ...others] of files.values()) {
    if (!first || !is(configuration.partitionManager, true)) return;
    if (isForOthers(configuration, of, first.span.file.path)) continue;
    const all = [first, ...others];
    const moved = all.find((written) => isMovedInVain(configuration, written));
    const at = moved ?? first;
    yield {
      severity: moved ? 'error' : 'warning',
      message: moved
        ? `mcuboot_secondary stays in internal flash: Partition Manager ignores &slot1_partition on ${called(chip(moved.node)!)}`
        : `Partition Manager ignores ${listed(all.map(({ label }) => `&${label}`))}: its own partitions count`,
      at: { span: at.span, text: 'nothing reads this' },
      related: all.filter((one) => one !== at).map(({ span }) => ({ span, text: 'nor this' })),
      because: [
        reason('Partition Manager divides the memory of this build', partitionManagerLine(configuration)),
        ...all
          .flatMap(({ label }) => instead(configuration, label))
          .map((partition) =>
            reason(
              `${partition.name} is ${place(partition)} in ${configuration.partitions.file?.path}`,
              partition.address,
            ),
          ),
      ],
      help: moved
        ? 'choose the chip with nordic,pm-ext-flash in the overlay, and place mcuboot_secondary in external_flash in pm_static.yml'
        : 'write the layout to pm_static.yml, and delete the partitions here',
    };
  }
}

/** Whether the file, or the overlay that includes it, is there for builds without Partition Manager. */
function isForOthers({ files, isDescribed }: Configuration, of: Image, path: string): boolean {
  const paths = new Set([path, ...of.overlays.map(({ source }) => source.path)]);
  const overlays = files.all.filter(({ kind }) => kind === 'overlay');
  const readers = overlays.filter(({ source }) => source && paths.has(source.path)).flatMap((file) => file.readers);
  if (readers.some(({ partitionManager }) => partitionManager !== true)) return true;
  // Who builds for this board without writing it down passes what the others pass.
  return !isDescribed && files.all.some((file) => file.readers.some((one) => one.partitionManager === false));
}

function writtenPartitions(node: DtNode): Written[] {
  const label = node.labels.find((name) => Object.hasOwn(INSTEAD, name));
  const origin = node.properties.get('reg')?.origins[0];
  return label !== undefined && origin?.kind === 'project' ? [{ label, node, span: origin.span }] : [];
}

function instead({ partitions }: Configuration, label: string): readonly Partition[] {
  return partitions.partitions.filter(({ name }) => INSTEAD[label]!.includes(name));
}

/** Both maps place it alike: the devicetree one is then for whoever reads it. */
function agrees(configuration: Configuration, { label, node }: Written): boolean {
  const reg = node.properties.get('reg');
  const numbers = reg && valueOf(cells(reg));
  const [offset, size] = numbers ?? [];
  if (offset === undefined || size === undefined) return true;
  return instead(configuration, label).some((partition) => is(partition.address, offset) && is(partition.size, size));
}

/** The flash chip on a serial bus that a partition lies on. */
const chip = (node: DtNode): DtNode | undefined => node.parent?.parent;

function isMovedInVain(configuration: Configuration, { label, node }: Written): boolean {
  const on = chip(node);
  if (label !== 'slot1_partition' || !on?.compatible.known) return false;
  const secondary = configuration.partitions.slots.find(({ name }) => name === 'mcuboot_secondary');
  return (
    flashDriver(configuration, on.compatible.value) !== undefined &&
    secondary !== undefined &&
    is(secondary.region, 'flash_primary')
  );
}

const place = ({ address, size, region }: Partition): string =>
  `${address.known ? hex(address.value) : 'somewhere'}, ${size.known ? hex(size.value) : 'some'} bytes of ${region.known ? region.value : 'a region'}`;

/** The line that brings Partition Manager along, or the SDK's that lets it follow from the bootloader. */
const partitionManagerLine = (configuration: Configuration) =>
  originOf(configuration.partitionManager) ?? sdkLine(configuration, 'nrf/cmake/partition_manager.cmake', 93);
