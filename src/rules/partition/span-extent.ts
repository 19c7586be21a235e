import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { type Container, containers, hull, intruders, type Member } from '../../model/partitions/extents.ts';
import { hex, rangeText } from '../../model/units.ts';
import { defineRule, reason, replace, sdkLine } from '../rule.ts';
import { listed } from '../wording.ts';

export default defineRule({
  id: 'partition/span-extent',
  severity: 'error',
  about: () => ({
    summary: 'A container covers its members, and nothing else.',
    why: `
Partition Manager takes a static container (an entry with a \`span\`) as it is written and never compares it with its
members. The address and size of \`mcuboot_primary\` are what images are signed for, what MCUboot erases and where it looks
for the trailer: a slot that ends in settings or factory data overwrites them, and one that is smaller than its image
refuses it.`,
    exceptions: `
Room to spare at the end of a slot is legal while nothing else lies in it, and anything goes in containers of your own.
What is wrong with another container than the primary slot or those of the first stage is a warning. \`app\` counts with the place that Partition Manager gives it. Members
that are not in the file are placed by Partition Manager: while one is missing, only members outside of the container are
reported.`,
    sources: [
      'nrf/scripts/partition_manager.py:854-871 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:350-361 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/pm.yml:8-14 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (!configuration.partitions.file?.own) return;
    for (const container of containers(configuration.partitions)) {
      const finding =
        outside(configuration, container) ?? differs(configuration, container) ?? shares(configuration, container);
      if (finding) yield finding;
    }
  },
});

/** A member that sticks out of its container. */
function outside(configuration: Configuration, container: Container): Finding | undefined {
  const { partition, extent, members } = container;
  const out = members.filter((member) => member.extent.start < extent.start || member.extent.end > extent.end);
  const [first] = out;
  if (!first) return undefined;
  return finding(
    configuration,
    container,
    first,
    `${listed(out.map(({ name }) => name))} ${out.length > 1 ? 'lie' : 'lies'} outside of the container ${partition.name}`,
  );
}

/** A slot that starts before what lies in it, or a border that somebody reads in the wrong place. */
function differs(configuration: Configuration, container: Container): Finding | undefined {
  const { partition, extent, members } = container;
  const covered = hull(container);
  if (!covered || !isOfSdk(partition.name)) return undefined;
  const starts = covered.start !== extent.start;
  if (!starts && (covered.end === extent.end || !isTight(partition.name))) return undefined;
  const [edge] = members.toSorted((a, b) => (starts ? a.extent.start - b.extent.start : b.extent.end - a.extent.end));
  return finding(
    configuration,
    container,
    edge!,
    `${partition.name} is ${rangeText(extent)}, but its members are ${rangeText(covered)}`,
  );
}

/** A slot with something in its end that is none of its members. */
function shares(configuration: Configuration, container: Container): Finding | undefined {
  const { partition } = container;
  if (!isOfSdk(partition.name)) return undefined;
  const foreign = intruders(configuration.partitions, container);
  const [first] = foreign;
  if (!first) return undefined;
  return finding(
    configuration,
    container,
    first,
    `${partition.name} reaches into ${listed(foreign.map(({ name }) => name))}, which ${foreign.length > 1 ? 'are' : 'is'} none of its members`,
  );
}

const isOfSdk = (name: string): boolean => isExact(name) || isTight(name);

/** The containers whose numbers the build and MCUboot use as those of the image: the slots and what is signed in them. */
const isExact = (name: string): boolean => /^(mcuboot_primary|mcuboot_primary_app|s0|s1|s0_image|s1_image)$/.test(name);

/** Containers that the SDK makes itself, and reads the borders of: secure and non-secure memory, what is write-protected. */
const isTight = (name: string): boolean =>
  /^(b0_container|tfm_secure|tfm_nonsecure|tfm_storage|nonsecure_storage|sram_secure|sram_nonsecure)$/.test(name);

function finding(configuration: Configuration, container: Container, member: Member, message: string): Finding {
  const { partition, extent } = container;
  const covered = hull(container);
  const key = covered && covered.start !== extent.start ? 'address' : 'size';
  const span = partition.spanOf(key) ?? partition.spanOf('size')!;
  const place = member.partition?.spanOf(member.extent.start < extent.start ? 'address' : 'size');
  const isComputed = member.name === 'app' && member.partition?.size.known !== true;
  return {
    severity: isExact(partition.name) ? 'error' : 'warning',
    message,
    at: { span, text: `${partition.name} is ${rangeText(extent)}` },
    ...(place && !isComputed && { related: [{ span: place, text: `${member.name} is ${rangeText(member.extent)}` }] }),
    because: [
      ...(place && !isComputed ? [] : [reason(`Partition Manager gives ${member.name} ${rangeText(member.extent)}`)]),
      reason(
        'Partition Manager takes a static container as it is written',
        sdkLine(configuration, 'nrf/scripts/partition_manager.py', 871),
      ),
    ],
    ...(covered && {
      help: `its members are ${rangeText(covered)}: address ${hex(covered.start)}, size ${hex(covered.end - covered.start)}`,
      fixes: repair(container, covered),
    }),
  };
}

function repair({ partition, extent }: Container, covered: { readonly start: number; readonly end: number }) {
  const size = partition.spanOf('size');
  const address = partition.spanOf('address');
  const bytes = covered.end - covered.start;
  if (covered.start === extent.start && size)
    return [replace(`write size: ${hex(bytes)}`, 'unsafe', size, `size: ${hex(bytes)}`)];
  if (bytes === extent.end - extent.start && address)
    return [replace(`write address: ${hex(covered.start)}`, 'unsafe', address, `address: ${hex(covered.start)}`)];
  return [];
}
