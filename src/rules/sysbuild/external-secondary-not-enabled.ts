import { type Configuration, type Image, image, lastWritten } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import { CHOSEN, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { defineRule, reason, setSysbuild } from '../rule.ts';

const SYMBOL = 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';
const OPTION = `SB_CONFIG_${SYMBOL}`;

export default defineRule({
  id: 'sysbuild/external-secondary-not-enabled',
  severity: 'error',
  about: () => ({
    summary: 'A secondary slot in external flash is enabled in sysbuild.',
    why: `
With child images \`CONFIG_${SYMBOL}\` was y by default as soon as the application chose
\`nordic,pm-ext-flash\`. Sysbuild forces it to n, in the application and in MCUboot, unless \`${OPTION}\`
is set, without a word. Where the static file does not place the slot, the secondary slot moves into internal flash and
takes half of the room of the application. Where it does, the slot is where it has to be, but nothing else is made for it:
on the nRF5340 MCUboot is built without the network core's image, which an update in external flash needs.`,
    exceptions: `
Silent where the static file places the slot and MCUboot was prepared by hand: its own devicetree chooses the chip. A
warning where it was not and only one core is updated: then other rules say what is missing. Silent in single-slot mode.`,
    sources: [
      'nrf/sysbuild/CMakeLists.txt:110-118 (3.3.99)',
      'nrf/subsys/partition_manager/Kconfig:189-193 (3.3.99)',
      'nrf/sysbuild/Kconfig.sysbuild:31-34 (3.3.99)',
      'nrf/sysbuild/Kconfig.mcuboot:269-279 (3.3.99)',
      'nrf/modules/mcuboot/boot/zephyr/Kconfig:186-197 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:347-368 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild } = configuration;
    const app = image(configuration, 'app');
    if (!sysbuild?.evident || !app || configuration.part) return;
    const { kconfig } = sysbuild;
    const option = kconfig.bool(OPTION);
    if (!is(option, false) || sysbuild.isSetElsewhere(OPTION, 'y')) return;
    if (!is(kconfig.bool('PARTITION_MANAGER'), true) || !is(kconfig.bool('BOOTLOADER_MCUBOOT'), true)) return;
    if (!isNot(kconfig.bool('MCUBOOT_MODE_SINGLE_APP'), true)) return;

    const slot = externalSlots(configuration).find(({ role, partition }) => role === 'secondary' && partition);
    const written = lastWritten(app, `CONFIG_${SYMBOL}`);
    const asked = written?.value === 'y' ? written : undefined;
    const span = slot?.partition?.spanOf('region') ?? asked?.span;
    const severity = slot ? withStaticSlot(configuration) : 'error';
    if (!span || !severity) return;

    yield {
      severity,
      message: slot
        ? `sysbuild prepares nothing for ${slot.name} in external flash: ${OPTION} is not set`
        : `the secondary slot lands in internal flash: sysbuild decides about it, and ${OPTION} is not set`,
      at: { span, text: slot ? `${slot.name} is in external flash` : 'asks for external flash, without effect' },
      ...(slot && asked && { related: [{ span: asked.span, text: 'this has no effect' }] }),
      because: [
        reason(`${OPTION} is n`, option),
        reason(
          `so CONFIG_${SYMBOL} becomes n in the application and in MCUboot`,
          sysbuild.forced('app').find(({ symbol }) => symbol === SYMBOL)?.at,
        ),
      ],
      fixes: [setSysbuild(sysbuild, { [OPTION]: 'y' })],
    };
  },
});

/** The static file has put the slot where it belongs: what is left to go wrong. */
function withStaticSlot(configuration: Configuration): 'error' | 'warning' | undefined {
  const mcuboot = image(configuration, 'mcuboot');
  if (!mcuboot) return undefined;
  const both = configuration.sysbuild!.kconfig.bool('NETCORE_APP_UPDATE');
  if (is(both, true)) {
    // What the option brings along can be written by hand: the symbol, or all that its default y depends on.
    const byHand = ['CONFIG_NRF53_MULTI_IMAGE_UPDATE', 'CONFIG_FLASH_SIMULATOR'].some(
      (symbol) => lastWritten(mcuboot, symbol)?.value === 'y',
    );
    return byHand ? undefined : 'error';
  }
  return is(both, false) && isUnprepared(mcuboot) ? 'warning' : undefined;
}

/** Nothing of the user's tells MCUboot about the chip, and nothing of the board's does. */
function isUnprepared(mcuboot: Image): boolean {
  const isNamed = mcuboot.overlays.some(({ source }) => source.text.includes(CHOSEN));
  const hasDriver = lastWritten(mcuboot, 'CONFIG_SPI_NOR')?.value === 'y';
  return (
    is(externalFlash(mcuboot), undefined) ||
    (!isNamed && !hasDriver && is(mcuboot.kconfig.bool('CONFIG_NORDIC_QSPI_NOR'), false))
  );
}
