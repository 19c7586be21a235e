import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image, lastWritten } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import type { Sysbuild } from '../../model/sysbuild/sysbuild.ts';
import { defineRule, isBefore, originOf, projectSpan, reason, setKconfig, setSysbuild } from '../rule.ts';
import { listed } from '../wording.ts';

const OPTION = 'SB_CONFIG_MCUBOOT_NRF53_MULTI_IMAGE_UPDATE';
/** Decided by the application, and passed on. */
const EXTERNAL = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';
const OVERWRITE = 'SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY';

export default defineRule({
  id: 'images/nrf53-multi-image',
  severity: 'error',
  about: () => ({
    summary: 'An update of both cores of the nRF5340 at once has all its parts.',
    why: `
The nRF5340 can update its two cores in one go: MCUboot puts the network core's image into RAM, from where the network core
takes it. That image cannot be read back, so nothing can be reverted: with a mode that swaps, MCUboot puts the old
application beside the new network core, and the device may not come up again. And every part is needed: one option
that is missing takes the whole feature away, without a word.`,
    exceptions: `
A mode that swaps is a warning: it works until the first revert. Silent in single-slot mode, which updates one core, and
before NCS 2.2, where external flash was found without the devicetree.`,
    sources: [
      'nrf/sysbuild/Kconfig.mcuboot:269-280 (3.3.99)',
      'nrf/sysbuild/CMakeLists.txt:604-615 (3.3.99)',
      'nrf/sysbuild/Kconfig.netcore:158-164 (3.3.99)',
      'nrf/modules/mcuboot/Kconfig:75-81 (3.3.99)',
      'nrf/modules/mcuboot/boot/zephyr/Kconfig:116-128 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { sysbuild } = configuration;
    if (!sysbuild) {
      if (!isBefore(configuration, 2, 2)) yield* inMcuboot(configuration);
    } else if (sysbuild.evident) {
      yield* withRevert(sysbuild);
      yield* withoutEffect(sysbuild);
    }
  },
});

function* withRevert(sysbuild: Sysbuild): Iterable<Finding> {
  const both = sysbuild.kconfig.bool(OPTION);
  const overwrite = sysbuild.kconfig.bool(OVERWRITE);
  const span = projectSpan(originOf(both)) ?? projectSpan(originOf(overwrite), both);
  if (!is(both, true) || !is(overwrite, false) || !span) return;
  yield {
    severity: 'warning',
    message: 'a revert can brick the device: both cores are updated at once, and MCUboot swaps',
    at: { span, text: "the network core's image cannot be swapped back" },
    because: [reason(`${OPTION} is y`, both), reason(`${OVERWRITE} is n`, overwrite)],
    fixes: [setSysbuild(sysbuild, { [OVERWRITE]: 'y' })],
  };
}

/** Asked for in sysbuild, and not to be had. */
function* withoutEffect(sysbuild: Sysbuild): Iterable<Finding> {
  for (const symbol of ['SB_CONFIG_NETCORE_APP_UPDATE', OPTION]) {
    const written = lastWritten(sysbuild, symbol);
    if (written?.value !== 'y' || !is(sysbuild.kconfig.bool(symbol), false)) continue;
    const unmet = sysbuild.kconfig.unmet(symbol);
    // On another SoC there is no network core to update: that is another matter.
    const missing = unmet
      .flatMap(({ symbols }) => symbols)
      .filter((name) => /^(SECURE_BOOT_NETCORE|NETCORE_APP_UPDATE|BOOTLOADER_MCUBOOT)$/.test(name));
    if (missing.length === 0 || !is(sysbuild.kconfig.bool('SUPPORT_NETCORE'), true)) continue;
    const names = missing.map((name) => `SB_CONFIG_${name}`);
    yield {
      message: `the network core is not updated: ${symbol} needs ${listed(names)}`,
      at: { span: written.span, text: 'has no effect' },
      because: unmet.map(({ symbols, fact }) =>
        reason(`${listed(symbols.map((name) => `SB_CONFIG_${name}`))} is n`, fact),
      ),
      fixes: [setSysbuild(sysbuild, Object.fromEntries(names.map((name) => [name, 'y'])))],
    };
  }
}

/** With child images the parts are set in MCUboot. */
function* inMcuboot(configuration: Configuration): Iterable<Finding> {
  const mcuboot = image(configuration, 'mcuboot');
  if (!mcuboot || !is(configuration.era, 'child-image') || valueOf(configuration.soc)?.series !== 'nrf53') return;
  const number = lastWritten(mcuboot, 'CONFIG_UPDATEABLE_IMAGE_NUMBER');
  if (Number(number?.value) !== 2) return;
  if (lastWritten(mcuboot, 'CONFIG_USE_NRF53_MULTI_IMAGE_WITHOUT_UPGRADE_ONLY')?.value === 'y') return;
  // The simulated flash itself comes with the application's build (nrf/modules/mcuboot/CMakeLists.txt:228-234, 2.4.0).
  const simulator = [
    { symbol: 'CONFIG_FLASH_SIMULATOR_DOUBLE_WRITES', value: 'y' },
    { symbol: 'CONFIG_FLASH_SIMULATOR_STATS', value: 'n' },
  ].filter(({ symbol, value }) => mcuboot.kconfig.assigned(symbol).at(-1)?.value !== value);
  const overwrite = mcuboot.kconfig.bool('CONFIG_BOOT_UPGRADE_ONLY');
  const external = mcuboot.kconfig.bool(EXTERNAL);
  if (!overwrite.known || !external.known) return;
  const settable = [...simulator, ...(overwrite.value ? [] : [{ symbol: 'CONFIG_BOOT_UPGRADE_ONLY', value: 'y' }])];
  if (settable.length === 0 && external.value) return;
  yield {
    message: 'MCUboot has two images and no place for that of the network core: a part of the feature is missing',
    at: { span: number!.span, text: "the second image is the network core's" },
    because: [
      ...settable.map(({ symbol, value }) => reason(`${symbol} has to be ${value} in the bootloader`)),
      ...(external.value ? [] : [reason('the secondary slots have to be in external flash', external)]),
    ],
    ...(!external.value && { help: 'the application has to choose `nordic,pm-ext-flash`' }),
    ...(settable.length > 0 && {
      fixes: [setKconfig(mcuboot, Object.fromEntries(settable.map(({ symbol, value }) => [symbol, value])))],
    }),
  };
}
