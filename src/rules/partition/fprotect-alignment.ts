import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { is, type Known } from '../../model/fact.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import { placedIn } from '../../model/partitions/regions.ts';
import type { Partition } from '../../model/partitions/table.ts';
import type { NumberFact, SocFacts } from '../../model/sdk-facts.ts';
import { sdkLine as lineOf } from '../../model/sdk-facts.ts';
import { amount, hex, rangeText } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/fprotect-alignment',
  severity: 'error',
  about: () => ({
    summary: 'What is write-protected ends on the border of a protection block.',
    why: `
Before MCUboot starts the application it protects itself: everything from its own first byte to \`mcuboot_primary\`. The
hardware protects whole blocks, 4 KiB on the nRF52840, 16 KiB on the nRF5340 and 32 KiB on the nRF91 series. When the area
is no multiple of that, MCUboot logs "Protect mcuboot flash failed, cancel startup." and stays in an endless loop: the
device is dead after flashing. Partition Manager aligns what it places itself, but takes static partitions as they are.
The factory data of Matter is protected in the same way, and with it everything that lies in its blocks.`,
    exceptions: `
Only where MCUboot is known to have \`CONFIG_FPROTECT\`. For factory data a warning while an application of Matter does not
set \`CONFIG_CHIP_FACTORY_DATA\` in the files of the build.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/main.c:677-698 (2.4.0)',
      'nrf/lib/fprotect/fprotect_spu.c:18-22 (2.4.0)',
      'nrf/lib/fprotect/fprotect_acl.c:43-46 (2.4.0)',
      'nrf/lib/fprotect/Kconfig:38-44 (2.4.0)',
      'nrf/doc/nrf/protocols/matter/end_product/bootloader.rst:71-85 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { soc } = configuration;
    if (!configuration.partitions.file?.own || !soc.known || !soc.value.protectionBlock) return;
    const block = soc.value.protectionBlock;
    const found = [bootloader(configuration, soc, block), factoryData(configuration, soc, block)];
    for (const finding of found) if (finding) yield finding;
  },
});

function bootloader(configuration: Configuration, soc: Known<SocFacts>, block: NumberFact): Finding | undefined {
  const mcuboot = image(configuration, 'mcuboot');
  const fprotect = mcuboot?.kconfig.bool('CONFIG_FPROTECT');
  if (!fprotect || !is(fprotect, true)) return undefined;
  const named = (name: string): Partition | undefined =>
    configuration.partitions.partitions.find((one) => one.name === name);
  // With a second stage in S0 or S1, both are protected: bootloader/mcuboot/boot/zephyr/main.c:679-682 (2.4.0).
  const first = named('s1') ? named('s0') : named('mcuboot');
  const primary = named('mcuboot_primary') ?? named('mcuboot_pad');
  if (!first?.address.known || !primary?.address.known) return undefined;
  const area = { start: first.address.value, end: primary.address.value };
  const starts = area.start % block.value !== 0;
  if (area.end <= area.start || (!starts && area.end % block.value === 0)) return undefined;
  const culprit = starts ? first : primary;
  const span = culprit.spanOf('address');
  if (!span) return undefined;
  const size = first.spanOf('size');
  const wanted = Math.ceil(area.end / block.value) * block.value;
  return {
    message: `MCUboot stops before it starts the application: it cannot protect ${rangeText(area)} in blocks of ${amount(block.value)}`,
    at: { span, text: `${hex((starts ? area.start : area.end) % block.value)} bytes behind a border of blocks` },
    ...(!starts &&
      size && {
        related: [
          { span: size, text: `${first.name} starts at ${hex(area.start)} and is protected up to mcuboot_primary` },
        ],
      }),
    because: [
      reason('CONFIG_FPROTECT is on in the bootloader', fprotect),
      ...blockReasons(configuration, soc, block),
      reason(
        'when that fails, MCUboot logs "Protect mcuboot flash failed, cancel startup." and loops for ever',
        sdkLine(configuration, 'bootloader/mcuboot/boot/zephyr/main.c', 691),
      ),
    ],
    help: starts
      ? `start ${first.name} on a multiple of ${hex(block.value)}`
      : `start mcuboot_primary and its pad at ${hex(wanted)}, and give ${first.name} ${hex(wanted - area.start)} bytes`,
  };
}

const blockReasons = ({ sdk }: Configuration, { value: { title } }: Known<SocFacts>, block: NumberFact) =>
  sdk.known
    ? [reason(`flash of the ${title} is protected in blocks of ${hex(block.value)}`, lineOf(sdk.value, block.at))]
    : [];

/** Storage that shares a block with the factory data of Matter. */
function factoryData(configuration: Configuration, soc: Known<SocFacts>, block: NumberFact): Finding | undefined {
  const table = configuration.partitions;
  const app = image(configuration, 'app');
  const data = table.partitions.find(({ name }) => name === 'factory_data');
  const extent = data && extentOf(data);
  const region = table.regions.find(({ name }) => name === 'flash_primary');
  if (!app || !data || !extent || !region || !is(data.region, 'flash_primary')) return undefined;
  const enabled = app.kconfig.bool('CONFIG_CHIP_FACTORY_DATA');
  // The partition is there for it, also where an overlay that is added by hand enables it.
  const matter = is(enabled, true) ? enabled : app.kconfig.bool('CONFIG_CHIP');
  if (is(enabled, false) || !is(matter, true)) return undefined;
  if (app.kconfig.assigned('CONFIG_CHIP_FACTORY_DATA_WRITE_PROTECT').at(-1)?.value === 'n') return undefined;
  const area = {
    start: Math.floor(extent.start / block.value) * block.value,
    end: Math.ceil(extent.end / block.value) * block.value,
  };
  const victim = placedIn(table, region).find(
    ({ partition, start, end }) =>
      partition !== data && /_storage$/.test(partition.name) && start < area.end && end > area.start,
  );
  const span = data.spanOf('address');
  if (!victim || !span) return undefined;
  const other = victim.partition.spanOf('address');
  return {
    severity: is(enabled, true) ? 'error' : 'warning',
    message: `write protection of factory_data takes ${victim.partition.name} along: both lie in ${rangeText(area)}, one block of ${amount(block.value)}`,
    at: { span, text: `factory_data is ${rangeText(extent)}` },
    ...(other && {
      related: [{ span: other, text: `${victim.partition.name} is ${rangeText(victim)}` }],
    }),
    because: [
      reason(
        is(enabled, true)
          ? 'CONFIG_CHIP_FACTORY_DATA is on, and its partition is write-protected'
          : 'the application is one of Matter, which write-protects its factory data',
        matter,
      ),
      ...blockReasons(configuration, soc, block),
    ],
    help: 'put factory_data right behind app, and start the storage on the next border of a block',
  };
}
