import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { type Fact, is, isNot } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { hex } from '../../model/units.ts';
import { defineRule, isBefore, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/mcuboot-pad',
  severity: 'error',
  about: () => ({
    summary: 'The pad is the first of the primary slot, and as large as the header of an image.',
    why: `
An image starts with a header, and the application behind it is linked for the address behind the pad. MCUboot looks for
the header at the first byte of \`mcuboot_primary\`. When the pad lies elsewhere, MCUboot says "Image in the primary slot is not
valid" (if it logs at all) and starts nothing. MCUboot itself as the second stage is signed with a header of
\`SB_CONFIG_PM_MCUBOOT_PAD\` bytes, and linked behind a pad of the size of \`mcuboot_pad\`: with two sizes NSIB starts no
update of it. On nRF54L05, nRF54L10 and nRF54L15 the pad has to end at a multiple of 0x800, where the linker puts the vector table:
with the 0x200 of other series the build succeeds, and no application starts.`,
    exceptions: `
Only static partitions are compared. The size is an error where sysbuild signs MCUboot for NSIB. Otherwise the application is
signed with a header of the size that the partition has: a warning from NCS 2.9 on, as the build itself gives, and an
information before.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/pm.yml:64-74 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:350-361 (2.4.0)',
      'nrf/cmake/sysbuild/image_signing.cmake:79 (2.7.0)',
      'nrf/cmake/sysbuild/b0_mcuboot_signing.cmake:42 (2.7.0)',
      'nrf/cmake/sysbuild/partition_manager.cmake:197-204 (3.3.99)',
      'nrf/cmake/sysbuild/partition_manager.cmake:185-192 (2.9.0)',
      'nrf/sysbuild/Kconfig.sysbuild:20-24 (3.3.99)',
      'zephyr/arch/arm/core/vector_table.ld:37 (2.7.0)',
      'zephyr/soc/nordic/nrf54l/Kconfig.defconfig.nrf54l15_enga_cpuapp:8-9 (2.7.0)',
      'nrf/Kconfig.nrf:37-41 (2.9.0)',
      'bootloader/mcuboot/boot/zephyr/main.c:224-226 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    if (!file?.own) return;
    const named = (name: string): Partition | undefined => partitions.find((one) => one.name === name);
    const pad = named('mcuboot_pad');
    if (!pad) {
      for (const name of OTHERS) {
        const finding = differsFromHeader(configuration, named(name));
        if (finding) yield finding;
      }
      return;
    }
    const found = [
      notFirst(configuration, pad, named('mcuboot_primary')),
      notBeforeImage(pad, named('mcuboot_primary_app')),
      unaligned(configuration, pad) ?? size(configuration, pad),
      ...OTHERS.map((name) => differs(pad, named(name))),
    ];
    for (const finding of found) if (finding) yield finding;
  },
});

function notFirst(configuration: Configuration, pad: Partition, primary: Partition | undefined): Finding | undefined {
  const span = pad.spanOf('address');
  if (!span || !primary || !pad.address.known || !primary.address.known) return undefined;
  if (pad.address.value === primary.address.value) return undefined;
  const slot = primary.spanOf('address');
  return {
    message: `MCUboot finds no image: mcuboot_pad is at ${hex(pad.address.value)}, and mcuboot_primary starts at ${hex(primary.address.value)}`,
    at: { span, text: 'the header of the image goes here' },
    ...(slot && { related: [{ span: slot, text: 'MCUboot looks for it here' }] }),
    because: [
      reason(
        'the pad is the place of the header that MCUboot reads first',
        sdkLine(configuration, 'bootloader/mcuboot/boot/zephyr/pm.yml', 64),
      ),
    ],
    help: `put mcuboot_pad at ${hex(primary.address.value)}, and the application behind it`,
  };
}

/** The image in the slot starts where the pad ends. */
function notBeforeImage(pad: Partition, image: Partition | undefined): Finding | undefined {
  const span = image?.spanOf('address');
  if (!span || !image?.address.known || !pad.address.known || !pad.size.known) return undefined;
  const end = pad.address.value + pad.size.value;
  // Before the pad: then the pad lies elsewhere, which is reported there.
  if (image.address.value === end || image.address.value < end) return undefined;
  const size = pad.spanOf('size');
  return {
    message: `mcuboot_primary_app starts at ${hex(image.address.value)}, and mcuboot_pad ends at ${hex(end)}`,
    at: { span, text: 'the image has to follow the pad' },
    ...(size && { related: [{ span: size, text: `the pad ends at ${hex(end)}` }] }),
    help: `start it at ${hex(end)}, or make the pad ${hex(image.address.value - pad.address.value)} bytes`,
  };
}

/**
 * SoCs with CONFIG_NUM_IRQS=271: the linker puts a vector table of 16 + 271 words at a multiple of the next power of two, in
 * bytes (zephyr/arch/arm/core/vector_table.ld:37, zephyr/soc/nordic/nrf54l/Kconfig.defconfig.nrf54l15_enga_cpuapp:8-9, 2.7.0).
 * Others need no more than 0x200, which every pad has.
 */
const MANY_INTERRUPTS = ['nRF54L05', 'nRF54L10', 'nRF54L15'];
const VECTORS = 0x800;

/** The application's vectors are behind the pad; TF-M, which is linked by itself, where the application is not secure. */
function unaligned(configuration: Configuration, pad: Partition): Finding | undefined {
  const { soc, board } = configuration;
  const span = pad.spanOf('size') ?? pad.spanOf('address');
  if (!span || !soc.known || !MANY_INTERRUPTS.includes(soc.value.title)) return undefined;
  if (!board.known || board.value.endsWith('_ns') || !pad.address.known || !pad.size.known) return undefined;
  const end = pad.address.value + pad.size.value;
  if (end % VECTORS === 0) return undefined;
  return {
    message: `MCUboot starts no application: the vector table of an ${soc.value.title} is linked to a multiple of ${hex(VECTORS)}, and mcuboot_pad ends at ${hex(end)}`,
    at: { span, text: 'MCUboot looks for the vectors right behind it' },
    because: [
      reason(
        'the linker moves the vectors up to an address that the interrupt controller takes',
        sdkLine(configuration, 'zephyr/arch/arm/core/vector_table.ld', 37),
      ),
      reason('MCUboot reads them where the header of the image ends, and finds zeros'),
    ],
    help: `make the pad ${hex(VECTORS)} bytes, at a multiple of that, and start the application behind it`,
  };
}

function size(configuration: Configuration, pad: Partition): Finding | undefined {
  const span = pad.spanOf('size');
  const { header, isSigned } = headerSize(configuration);
  if (!span || !header.known || !pad.size.known || !isNot(pad.size, header.value)) return undefined;
  const isWarnedAbout = configuration.sysbuild !== undefined && !isBefore(configuration, 2, 9);
  const symbol = configuration.sysbuild ? 'SB_CONFIG_PM_MCUBOOT_PAD' : 'CONFIG_PM_PARTITION_SIZE_MCUBOOT_PAD';
  return {
    severity: isSigned ? 'error' : isWarnedAbout ? 'warning' : 'info',
    message: isSigned
      ? `NSIB starts no MCUboot: it is linked behind a pad of ${hex(pad.size.value)} bytes, and signed with a header of ${hex(header.value)}`
      : `mcuboot_pad has ${hex(pad.size.value)} bytes, not the ${hex(header.value)} of ${symbol}: the static file counts`,
    at: { span, text: `${symbol} is ${hex(header.value)}` },
    because: [reason(`${symbol} is ${hex(header.value)}`, header)],
    help: isSigned
      ? `write size ${hex(header.value)} and move the application, or set ${symbol}=${hex(pad.size.value)}`
      : isWarnedAbout
        ? `set ${symbol}=${hex(pad.size.value)} in sysbuild.conf, or its default in Kconfig.sysbuild: the build warns about the difference`
        : 'devices in the field need the same size in every update',
  };
}

/** Pads that images for another place are signed with: bootloader/mcuboot/boot/zephyr/pm.yml:40-44 (2.4.0), nrf/samples/bootloader/pm.yml:11-33 (2.4.0). */
const OTHERS = ['mcuboot_secondary_pad', 's0_pad', 's1_pad'];

function differs(pad: Partition, other: Partition | undefined): Finding | undefined {
  const span = other?.spanOf('size');
  if (!span || !other?.size.known || !pad.size.known || other.size.value === pad.size.value) return undefined;
  const size = pad.spanOf('size');
  return {
    message: `${other.name} has ${hex(other.size.value)} bytes and mcuboot_pad ${hex(pad.size.value)}: images have the same header everywhere`,
    at: { span, text: 'the image behind it is linked for another address' },
    ...(size && { related: [{ span: size, text: `${hex(pad.size.value)} bytes` }] }),
    help: `make it ${hex(pad.size.value)} bytes`,
  };
}

/** The same while the pad of the primary slot is left to Partition Manager, which makes it as large as the header. */
function differsFromHeader(configuration: Configuration, other: Partition | undefined): Finding | undefined {
  const { header } = headerSize(configuration);
  const span = other?.spanOf('size');
  if (!span || !other?.size.known || !header.known || other.size.value === header.value) return undefined;
  return {
    message: `${other.name} has ${hex(other.size.value)} bytes and mcuboot_pad will have ${hex(header.value)}: images have the same header everywhere`,
    at: { span, text: 'the image behind it is linked for another address' },
    because: [reason(`Partition Manager makes a pad of ${hex(header.value)} bytes`, header)],
    help: `make it ${hex(header.value)} bytes`,
  };
}

/** The size of the header, and whether MCUboot is signed with it whatever the pad is. */
function headerSize(configuration: Configuration): { readonly header: Fact<number>; readonly isSigned: boolean } {
  const { sysbuild } = configuration;
  if (sysbuild) {
    const header = sysbuild.kconfig.number('SB_CONFIG_PM_MCUBOOT_PAD');
    return { header, isSigned: is(hasFirstStage(configuration), true) };
  }
  const mcuboot = image(configuration, 'mcuboot');
  return {
    header: mcuboot?.kconfig.number('CONFIG_PM_PARTITION_SIZE_MCUBOOT_PAD') ?? { known: false, missing: 'MCUboot' },
    isSigned: false,
  };
}
