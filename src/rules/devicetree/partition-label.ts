import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isPartition } from '../../model/devicetree/partition-map.ts';
import { stringValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { is, isNot, valueOf } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import { swaps } from '../../model/flash/sectors.ts';
import { labelFor } from '../../model/memory-map/roles.ts';
import { closest } from '../../text/similar.ts';
import { defineRule, knowsVersion, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'devicetree/partition-label',
  severity: 'error',
  about: () => ({
    summary: 'Partitions have the labels that MCUboot and the signing of images look for.',
    why: `
Without Partition Manager MCUboot takes the partitions labelled \`boot_partition\`, \`slot0_partition\`, \`slot1_partition\` and
so on from its devicetree, and the signing takes the size of \`slot0_partition\` from the application's. Other labels, those of
Partition Manager among them (\`mcuboot_primary\`), mean nothing there: the build stops without naming the partition that was
meant. The property \`label\` is a text for people.`,
    exceptions: `
Silent with Partition Manager, which has names of its own, and where the board or an included file that nobody knows may have
the label. A first stage in front of MCUboot (NSIB) has it in a slot of its own.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/CMakeLists.txt:768-774 (3.3.99)',
      'nrf/cmake/sysbuild/image_signing.cmake:61-65 (3.3.99)',
      'nrf/scripts/pm_to_dts.py:36-66 (3.3.99)',
    ],
  }),

  *check(configuration) {
    if (!is(configuration.partitionManager, false) || !image(configuration, 'mcuboot')) return;
    const told = new Set<string>();
    for (const name of ['mcuboot', 'app']) {
      const of = image(configuration, name);
      if (!of) continue;
      for (const label of wanted(configuration, of)) {
        const finding = missing(configuration, of, label);
        const place = finding && `${finding.at.span.file.path}:${finding.at.span.start}`;
        if (!finding || !place || told.has(place)) continue;
        told.add(place);
        yield finding;
      }
    }
  },
});

/** What an image cannot be built without. */
function wanted(configuration: Configuration, of: Image): readonly string[] {
  if (of.name === 'app') return ['slot0_partition'];
  const { kconfig } = of;
  const isSingle = kconfig.bool('CONFIG_SINGLE_APPLICATION_SLOT');
  const overwrites = is(kconfig.bool('CONFIG_BOOT_UPGRADE_ONLY'), true);
  return [
    ...(is(hasFirstStage(configuration), false) ? ['boot_partition'] : []),
    'slot0_partition',
    ...(isNot(isSingle, true) && (swaps(configuration) || overwrites) ? ['slot1_partition'] : []),
    ...(is(kconfig.bool('CONFIG_BOOT_SWAP_USING_SCRATCH'), true) ? ['scratch_partition'] : []),
  ];
}

function missing(configuration: Configuration, of: Image, label: string): Finding | undefined {
  const absent = of.devicetree.labelled(label);
  if (!absent.known || absent.value) return undefined;
  const meant = meantBy(of, label);
  const labelSpan = meant && projectSpan(...meant.origins);
  const deleted = projectSpan(absent);
  // Boards get other labels with time: a deletion is the user's.
  if (!deleted && !knowsVersion(configuration)) return undefined;
  const span = labelSpan ?? deleted ?? anyPartition(of);
  if (!span) return undefined;
  return {
    message: `the build of ${imageName(of)} stops: no partition has the label ${label}`,
    at: { span, text: meant ? `probably meant for ${label}` : `${label} goes away here` },
    because: [
      reason(of.name === 'app' ? `images are signed for ${label}` : `MCUboot looks for ${label}`, undefined),
      ...(deleted && labelSpan ? [reason(`${label} of the board is deleted`, absent)] : []),
    ],
    help: meant
      ? `give ${called(meant)} the label: ${label}: ${meant.name} { ... };`
      : `label the partition that takes its place: ${label}: partition@... { ... };`,
  };
}

/** The partition of the user's that was probably to have the label: by Partition Manager's name, a mistype, or its text. */
function meantBy({ devicetree }: Image, label: string): DtNode | undefined {
  const own = devicetree.nodes.filter((node) => isPartition(node) && projectSpan(...node.origins));
  return (
    own.find(({ labels }) => labels.some((one) => labelFor(one) === label)) ??
    own.find(({ labels }) => labels.some((one) => !isBootLabel(one) && closest(one, [label]))) ??
    own.find(
      (node) =>
        !node.labels.some(isBootLabel) && TEXTS[valueOf(valueOfProperty(node, 'label', stringValue)) ?? ''] === label,
    )
  );
}

const isBootLabel = (label: string): boolean => /^(boot|slot\d+|scratch|b0|s[01])_partition$/.test(label);

/** zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts:258-287 (2.4.0) */
const TEXTS: Readonly<Record<string, string>> = {
  mcuboot: 'boot_partition',
  'image-0': 'slot0_partition',
  'image-1': 'slot1_partition',
  'image-scratch': 'scratch_partition',
};

const anyPartition = ({ devicetree }: Image) =>
  devicetree.nodes.flatMap((node) => (isPartition(node) ? (projectSpan(...node.origins) ?? []) : []))[0];
