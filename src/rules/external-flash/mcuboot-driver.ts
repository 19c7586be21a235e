import type { Finding, Fix } from '../../diagnostic/diagnostic.ts';
import { type Image, image } from '../../model/application.ts';
import { isEnabled } from '../../model/devicetree/values.ts';
import { is } from '../../model/fact.ts';
import { CHOSEN, counterpart, externalDriver, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import type { FlashDriverFacts } from '../../model/sdk-facts.ts';
import { addOverlay, defineRule, nothingAt, originOf, projectSpan, reason, setKconfig } from '../rule.ts';
import { called } from '../wording.ts';
import { enabling } from './enabling.ts';

export default defineRule({
  id: 'external-flash/mcuboot-driver',
  severity: 'error',
  about: () => ({
    summary: 'MCUboot has a driver for the flash of every slot it reads.',
    why: `
MCUboot is an image of its own: what prj.conf enables is not enabled in the bootloader. Partition Manager leaves a
partition without a driver out of the flash map of that image. So the upload works, because the application has the
driver; the image stays *pending* after the reset, because MCUboot has not; and nothing is swapped. Neither the build
nor the device says a word about it.`,
    exceptions: `
Most boards build MCUboot with the driver by default. Some do not: the nRF52840 DK's own MCUboot configuration turns it
off. Where nobody knows what MCUboot is built with (an unknown board, an SDK version nobody read) the rule is silent.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf:1-2 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:143-152 (2.4.0)',
      'nrf/subsys/partition_manager/flash_map_partition_manager.c:32-34 (2.4.0)',
      'nrf/doc/nrf/app_dev/bootloaders_and_dfu/bootloader_external_flash.rst:18-20 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot) return;
    const [slot] = externalSlots(configuration).filter(({ role }) => role === 'secondary');
    if (!slot) return;

    const chosen = externalFlash(app);
    if (!chosen.known || !chosen.value) return;
    const inMcuboot = counterpart(configuration, chosen.value);
    const node = inMcuboot.known && inMcuboot.value ? inMcuboot.value : chosen.value;
    const driver = externalDriver(configuration, node);
    if (!driver.known || !driver.value) return;

    const symbol = `CONFIG_${driver.value.symbol}`;
    const enabled = mcuboot.kconfig.bool(symbol);
    if (!is(enabled, false)) return;
    // With the override the partition stays in the flash map, and the missing driver is a matter of another rule.
    if (is(mcuboot.kconfig.bool('CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK'), true)) return;

    // Point at the line that asks for the driver, unless the user's own line turns it off.
    const span = projectSpan(originOf(enabled)) ?? slot.partition?.spanOf('region') ?? projectSpan(chosen, slot.region);
    if (!span) return;
    const inApplication = app.kconfig.bool(symbol);
    const nodeEnabled = isEnabled(node);
    const disabled = is(nodeEnabled, false);

    yield {
      message: `MCUboot cannot read ${slot.name}: ${symbol} is off in the bootloader`,
      at: { span, text: `MCUboot looks for updates in ${slot.region.known ? slot.region.value : 'external flash'}` },
      because: [
        reason(`${CHOSEN} makes ${called(chosen.value)} the region external_flash`, chosen),
        ...(is(inApplication, true) ? [reason(`${symbol}=y is for the application only`, inApplication)] : []),
        reason(`the bootloader is built with ${symbol}=n`, enabled),
        ...(disabled
          ? [reason(`in its devicetree ${called(node)} is disabled, and the driver depends on it`, nodeEnabled)]
          : []),
        ...nothingAt(configuration, mcuboot.places.fragment, 'no fragment of yours reaches the bootloader'),
      ],
      ...fixed([...(disabled ? [addOverlay(mcuboot, enabling(node))] : []), ...settings(mcuboot, driver.value)]),
    };
  },
});

/** What the fragment of the bootloader lacks for this driver, and what its own files say already left out. */
function settings(mcuboot: Image, { symbol, companions }: FlashDriverFacts): readonly Fix[] {
  const wanted = [
    [`CONFIG_${symbol}`, 'y'] as const,
    ...companions.map(({ symbol: name, value }) => [`CONFIG_${name}`, value] as const),
  ];
  const assignments = mcuboot.fragments.flatMap((fragment) => fragment.assignments);
  const missing = wanted.filter(([name, value]) => assignments.findLast((one) => one.symbol === name)?.value !== value);
  return missing.length > 0 ? [setKconfig(mcuboot, Object.fromEntries(missing))] : [];
}

/** One fix of all of them, for each alone changes nothing. */
function fixed(parts: readonly Fix[]): Pick<Finding, 'fixes'> {
  const [first, ...others] = parts;
  if (!first) return {};
  if (others.length === 0) return { fixes: [first] };
  return {
    fixes: [{ title: 'enable the chip and its driver', safety: 'unsafe', edits: parts.flatMap(({ edits }) => edits) }],
  };
}
