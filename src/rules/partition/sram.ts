import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { cells } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { secureBlock } from '../../model/partitions/trustzone.ts';
import { hex, rangeText } from '../../model/units.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/sram',
  severity: 'error',
  about: () => ({
    summary: 'Static RAM partitions are what the images take them for.',
    why: `
On the nRF5340 the application core hands updates of the network core over in a block of RAM, \`pcd_sram\`. MCUboot writes
its commands there and locks it: the block has to be one that the SPU can lock, and no RAM that an image uses otherwise.
Secure and non-secure RAM are parted by hardware: where the two overlap, one of the images stops in a fault. And the two cores
talk through a block of RAM whose place the devicetrees of both say: what Partition Manager gives another partition of it is
overwritten as soon as they do.`,
    exceptions: `
The memory of the two cores counts where the application talks to the other one (\`CONFIG_IPC_SERVICE\`). The RAM of MCUboot around \`pcd_sram\` is a warning: Partition Manager placed it so itself up to NCS 3.0. Partitions outside
of the RAM are reported by \`partition/exceeds-region\`, those without containers by \`partition/overlap\`.`,
    sources: [
      'nrf/subsys/partition_manager/pm.yml.pcd:3-8 (2.4.0)',
      'nrf/subsys/partition_manager/pm.yml.trustzone:1-12 (3.3.99)',
      'nrf/subsys/partition_manager/pm.yml.mcuboot:3-8 (3.3.99)',
      'zephyr/soc/arm/Kconfig:52-55 (2.4.0)',
      'nrf/subsys/partition_manager/pm.yml.rpmsg_nrf53:3-7 (2.4.0)',
      'nrf/subsys/partition_manager/CMakeLists.txt:76-78 (2.4.0)',
      'zephyr/boards/arm/nrf5340dk_nrf5340/nrf5340_shared_sram_planning_conf.dts:25-29 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    if (!file?.own) return;
    const named = (name: string): Partition | undefined =>
      partitions.find((one) => one.name === name && one.region.known && one.region.value === 'sram_primary');
    const found = [
      commandBlock(configuration, named('pcd_sram')),
      ...['mcuboot_sram', 'sram_secure']
        .map((name) => around(named(name), named('pcd_sram')))
        .filter(Boolean)
        .slice(0, 1),
      bothSides(named('sram_secure'), named('sram_nonsecure')),
      sharedMemory(configuration),
    ];
    for (const finding of found) if (finding) yield finding;
  },
});

/** The SPU locks whole blocks. */
function commandBlock(configuration: Configuration, pcd: Partition | undefined): Finding | undefined {
  const extent = pcd && extentOf(pcd);
  if (!pcd || !extent) return undefined;
  const blocks = secureBlock(configuration, 'ram');
  if (!blocks.known) return undefined;
  const block = blocks.value;
  const starts = extent.start % block !== 0;
  const span = pcd.spanOf(starts ? 'address' : 'size');
  if (!span || (!starts && (extent.end - extent.start) % block === 0)) return undefined;
  return {
    message: `pcd_sram cannot be locked: it is ${rangeText(extent)}, and RAM is locked in blocks of ${hex(block)}`,
    at: { span, text: 'no whole block' },
    because: [reason(`the SPU parts RAM in blocks of ${hex(block)}`, blocks)],
    help: `give it ${hex(block)} bytes on a multiple of that`,
  };
}

function around(container: Partition | undefined, pcd: Partition | undefined): Finding | undefined {
  const [outer, inner] = [container && extentOf(container), pcd && extentOf(pcd)];
  const span = container?.spanOf('address');
  if (!container || !outer || !inner || !span || inner.start >= outer.end || inner.end <= outer.start) return undefined;
  const place = pcd!.spanOf('address');
  return {
    severity: 'warning',
    message: `${container.name} covers pcd_sram, which MCUboot locks and the network core reads`,
    at: { span, text: `${container.name} is ${rangeText(outer)}` },
    ...(place && { related: [{ span: place, text: `pcd_sram is ${rangeText(inner)}` }] }),
    help:
      inner.start === outer.start
        ? `start ${container.name} at ${hex(inner.end)}, and take pcd_sram out of its span`
        : `end ${container.name} at ${hex(inner.start)}, and take pcd_sram out of its span`,
  };
}

function bothSides(secure: Partition | undefined, nonsecure: Partition | undefined): Finding | undefined {
  const [inside, outside] = [secure && extentOf(secure), nonsecure && extentOf(nonsecure)];
  const span = nonsecure?.spanOf('address');
  if (!inside || !outside || !span || outside.start >= inside.end || outside.end <= inside.start) return undefined;
  const place = secure!.spanOf('size');
  return {
    message: `sram_secure and sram_nonsecure share ${hex(Math.min(inside.end, outside.end) - Math.max(inside.start, outside.start))} bytes`,
    at: { span, text: `sram_nonsecure is ${rangeText(outside)}` },
    ...(place && { related: [{ span: place, text: `sram_secure is ${rangeText(inside)}` }] }),
    help: `start sram_nonsecure at ${hex(inside.end)}`,
  };
}

/** The memory of the two cores as the devicetree has it, and a static partition that takes some of it. */
function sharedMemory(configuration: Configuration): Finding | undefined {
  const app = image(configuration, 'app');
  const series = valueOf(configuration.soc)?.series;
  const node = app && series === 'nrf53' ? valueOf(app.devicetree.chosen('zephyr,ipc_shm')) : undefined;
  const reg = node && valueOf(node.property('reg'));
  const place = reg && valueOf(cells(reg));
  if (!node || !place || place.length !== 2) return undefined;
  const shared = { start: place[0]!, end: place[0]! + place[1]! };
  const { partitions } = configuration.partitions;
  const own = partitions.find(({ name }) => name === 'rpmsg_nrf53_sram');
  const inRam = partitions.filter(
    ({ name, region, members }) => name !== 'rpmsg_nrf53_sram' && is(region, 'sram_primary') && members === undefined,
  );
  for (const partition of inRam) {
    const extent = extentOf(partition);
    const span = partition.spanOf('size');
    if (!extent || !span || extent.start >= shared.end || extent.end <= shared.start) continue;
    // Who does not talk to the other core has the memory for himself.
    if (!own && !is(app!.kconfig.bool('CONFIG_IPC_SERVICE'), true)) return undefined;
    const bytes = Math.min(extent.end, shared.end) - Math.max(extent.start, shared.start);
    const written = own && extentOf(own);
    const ownSpan = own?.spanOf('address');
    return {
      message: `${partition.name} takes ${hex(bytes)} bytes of the memory that the two cores share: what either writes there is lost`,
      at: { span, text: `${partition.name} is ${rangeText(extent)}` },
      ...(written && ownSpan && { related: [{ span: ownSpan, text: `rpmsg_nrf53_sram is ${rangeText(written)}` }] }),
      because: [
        reason(`&${node.labels[0] ?? node.name} is ${rangeText(shared)}, for both cores`, node.property('reg')),
      ],
      help: `leave ${rangeText(shared)} to rpmsg_nrf53_sram, or move the node in the devicetrees of both cores`,
    };
  }
  return undefined;
}
