import type { Overlay } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { is } from '../../model/fact.ts';
import { leftStaticFile } from '../../model/partitions/left-file.ts';
import { firstLine } from '../files/first-line.ts';
import { defineRule, originOf, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/partition-manager-off',
  severity: 'error',
  about: () => ({
    summary: 'A static file of Partition Manager is read by Partition Manager.',
    why: `
With \`SB_CONFIG_PARTITION_MANAGER=n\`, and on SoCs that Partition Manager does not serve, the partitions of the devicetree
count. A \`pm_static.yml\` that is left has no effect, and nothing says so: where the overlays do not describe the same
layout, the images lie where the board has them, not where the devices in the field have them.`,
    exceptions: `
Information where the application's devicetree files describe partitions: then the file is what is left of a move. A
warning where nobody knows what the overlays include. Silent where another configuration of the application reads the
file, and where an argument of one build turns Partition Manager off.`,
    sources: [
      'nrf/sysbuild/Kconfig.sysbuild:12-15 (3.3.99)',
      'nrf/cmake/sysbuild/partition_manager.cmake:36-76 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { partitionManager } = configuration;
    const file = leftStaticFile(configuration);
    if (!file || !is(partitionManager, false) || originOf(partitionManager)?.kind === 'argument') return;
    const span = firstLine(file.source);
    if (!span) return;
    const isMoved = configuration.images.some(({ devicetree }) => devicetree.nodes.some(isOwnPartition));
    const isKnown = configuration.images.every(({ overlays }) => overlays.every(isWhole));
    yield {
      ...(isMoved ? { severity: 'info' } : isKnown ? {} : { severity: 'warning' }),
      message: `nothing reads ${file.source!.path}: the build does without Partition Manager`,
      at: { span, text: 'this layout has no effect' },
      because: [reason('SB_CONFIG_PARTITION_MANAGER is off', partitionManager)],
      help: isMoved
        ? 'compare it with the partitions of the devicetree, then delete it'
        : 'describe the same layout in the overlays of all images, or set SB_CONFIG_PARTITION_MANAGER=y',
    };
  },
});

/** A partition that the user's own devicetree files describe. */
const isOwnPartition = ({ labels, parent, origins }: DtNode): boolean =>
  (labels.some((label) => label.endsWith('_partition')) || parent?.name === 'partitions') &&
  origins.some(({ kind }) => kind === 'project');

/** What an overlay includes from the SDK may describe partitions. */
const isWhole = ({ source }: Overlay): boolean => !/^\s*#include\s*<(?!(zephyr\/)?dt-bindings\/)/m.test(source.text);
