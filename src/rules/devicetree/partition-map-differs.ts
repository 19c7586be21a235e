import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, image } from '../../model/application.ts';
import { bootLabel, isSamePlace } from '../../model/devicetree/boot-partitions.ts';
import { type DtPartition, partitionMap } from '../../model/devicetree/partition-map.ts';
import { is } from '../../model/fact.ts';
import { rangeText } from '../../model/units.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, knowsVersion, nothingAt, projectSpan, reason } from '../rule.ts';
import { called, listed } from '../wording.ts';

export default defineRule({
  id: 'devicetree/partition-map-differs',
  severity: 'error',
  about: () => ({
    summary: 'The application and MCUboot have the slots in the same places.',
    why: `
Each image has its own devicetree, and without Partition Manager each takes the partitions from there. Where only the
application's overlay moves a slot, the application writes an update to the new place, and MCUboot looks for it in the old
one: the image stays *pending*, or MCUboot starts what it finds there, which may be half of two images.`,
    exceptions: `
Silent with Partition Manager, which makes one map for all images, and for partitions that only one of the two images has.`,
    sources: [
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.3.rst:442-454 (3.3.99)',
      'bootloader/mcuboot/boot/zephyr/CMakeLists.txt:768-776 (3.3.99)',
      'nrf/cmake/sysbuild/image_signing.cmake:61-65 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || !is(configuration.partitionManager, false)) return;
    const finding = disagreement(configuration, app, mcuboot);
    if (finding) yield finding;
  },
});

interface Pair {
  readonly label: string;
  readonly inApp: DtPartition;
  readonly inMcuboot: DtPartition;
}

function disagreement(configuration: Configuration, app: Image, mcuboot: Image): Finding | undefined {
  const there = partitionMap(mcuboot.devicetree);
  const pairs = partitionMap(app.devicetree).flatMap((inApp): Pair[] => {
    const label = bootLabel(inApp);
    const inMcuboot = label === undefined ? undefined : there.find((one) => one.node.labels.includes(label));
    return label !== undefined && inMcuboot && !isSamePlace(inApp, inMcuboot) ? [{ label, inApp, inMcuboot }] : [];
  });
  const sure = pairs.filter(({ inApp, inMcuboot }) => isSure(configuration, inApp) && isSure(configuration, inMcuboot));
  const [first, ...others] = sure.filter(({ inApp, inMcuboot }) => regSpan(inApp) || regSpan(inMcuboot));
  if (!first) return undefined;
  const all = [first, ...others];
  const isApps = regSpan(first.inApp) !== undefined;
  const related = isApps ? regSpan(first.inMcuboot) : undefined;
  return {
    message: `MCUboot has ${listed(all.map(({ label }) => label))} in another place than the application`,
    at: {
      span: (regSpan(first.inApp) ?? regSpan(first.inMcuboot))!,
      text: `${first.label} is ${placeOf(isApps ? first.inMcuboot : first.inApp)} in ${isApps ? 'MCUboot' : 'the application'}`,
    },
    ...(related && { related: [{ span: related, text: placeOf(first.inMcuboot) }] }),
    because: [
      ...all.flatMap(({ label, inApp, inMcuboot }) => [
        reason(`${label} of the application is ${placeOf(inApp)}`, inApp.node.properties.get('reg')?.origins[0]),
        reason(`${label} of MCUboot is ${placeOf(inMcuboot)}`, inMcuboot.node.properties.get('reg')?.origins[0]),
      ]),
      ...nothingAt(configuration, mcuboot.places.overlay, 'no overlay of yours reaches the bootloader'),
    ],
    help: `put the partitions into one .dtsi file, and include it in the overlay of the application and in ${mcuboot.places.overlay.path}`,
  };
}

const regSpan = ({ node }: DtPartition): Span | undefined => projectSpan(node.properties.get('reg')?.origins[0]);

const placeOf = ({ range, memory }: DtPartition): string => `${rangeText(range)} of ${called(memory)}`;

/** Boards get other partitions with time. */
const isSure = (configuration: Configuration, partition: DtPartition): boolean =>
  knowsVersion(configuration) || regSpan(partition) !== undefined;
