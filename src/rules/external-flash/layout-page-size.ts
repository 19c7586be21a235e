import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { is, isNot, valueOf } from '../../model/fact.ts';
import { capacity, externalDriver, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { ownTable } from '../../model/flash/own-table.ts';
import { internalPage } from '../../model/flash/sectors.ts';
import { amount } from '../../model/units.ts';
import { changeKconfig, defineRule, nothingAt, originOf, projectSpan, reason, sdkLine } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'external-flash/layout-page-size',
  severity: 'error',
  about: () => ({
    summary: 'MCUboot sees the external slot in pages of the same size as the internal one.',
    why: `
MCUboot swaps sector by sector, and takes the size of a sector from the page layout that the flash driver reports. Swapping
by moving wants the same sectors in both slots. The SPI NOR driver reports pages of 64 KiB unless told otherwise, the
internal flash has 4 KiB: MCUboot logs "Cannot upgrade: not a compatible amount of sectors" or "not same sector layout" (if
it logs at all), and boots the old image.

A page size that does not divide the size of the chip ends the build. One that the chip cannot erase lets every erase of a
single page fail.`,
    exceptions: `
The SDK makes the pages of the QSPI driver as large as those of the internal flash, so nothing need be set there. Only
swapping by moving compares sectors one by one: with a scratch area, when overwriting and with two-stage bootloaders whose
second stage is updated through the same slot (NSIB with S1) larger pages are legal. What a chip can erase is read from
\`sfdp-bfp\`, where that has the density of the chip.`,
    sources: [
      'bootloader/mcuboot/boot/bootutil/src/swap_move.c:258-285 (2.4.0)',
      'zephyr/drivers/flash/Kconfig.nor:56-66 (2.4.0)',
      'nrf/Kconfig.nrf:101-108 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1241-1248 (2.4.0)',
      'zephyr/drivers/flash/spi_nor.c:1330-1338 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const finding = otherSectors(configuration);
    if (finding) yield finding;
    yield* notDividing(configuration);
    yield* notErasable(configuration);
  },
});

function otherSectors(configuration: Configuration): Finding | undefined {
  const app = image(configuration, 'app');
  const mcuboot = image(configuration, 'mcuboot');
  const slot = externalSlots(configuration).find(({ role }) => role === 'secondary');
  if (!app || !mcuboot || !slot) return undefined;
  if (!is(mcuboot.kconfig.bool('CONFIG_BOOT_SWAP_USING_MOVE'), true)) return undefined;
  if (!is(app.kconfig.bool('CONFIG_SECURE_BOOT'), false)) return undefined;
  const node = externalFlash(mcuboot);
  if (!node.known || !node.value) return undefined;
  const driver = externalDriver(configuration, node.value);
  if (!driver.known || !driver.value?.pageSizeSymbol) return undefined;
  const enabled = mcuboot.kconfig.bool(driver.value.symbol);
  if (!is(enabled, true)) return undefined;
  const symbol = `CONFIG_${driver.value.pageSizeSymbol}`;
  const page = mcuboot.kconfig.number(symbol);
  const internal = internalPage(configuration);
  if (!page.known || !internal.known || page.value === internal.value) return undefined;
  const own = projectSpan(originOf(page));
  const span = own ?? projectSpan(enabled) ?? slot.partition?.spanOf('region') ?? projectSpan(slot.region, node);
  if (!span) return undefined;
  return {
    message: `MCUboot ignores every update: it sees ${slot.name} in sectors of ${amount(page.value)}, and the primary slot in sectors of ${amount(internal.value)}`,
    at: {
      span,
      text: own ? `pages of ${amount(page.value)}` : `${called(node.value)} is seen in pages of ${amount(page.value)}`,
    },
    because: [
      reason(`${symbol} is ${page.value} in the bootloader`, page),
      ...nothingAt(configuration, mcuboot.places.fragment, 'no fragment of yours reaches the bootloader'),
      reason(`a page of the internal flash has ${amount(internal.value)}`, internal),
      reason(
        'swapping by moving needs the same sectors in both slots',
        sdkLine(configuration, 'bootloader/mcuboot/boot/bootutil/src/swap_move.c', 258),
      ),
    ],
    fixes: [changeKconfig(mcuboot, symbol, String(internal.value))],
  };
}

/** Pages smaller than the smallest block that the chip can erase, as its own table says. */
function* notErasable(configuration: Configuration): Iterable<Finding> {
  for (const { image: of, node } of flashNodes(configuration)) {
    const driver = externalDriver(configuration, node);
    if (!driver.known || !driver.value?.pageSizeSymbol || !is(of.kconfig.bool(driver.value.symbol), true)) continue;
    const page = of.kconfig.number(`CONFIG_${driver.value.pageSizeSymbol}`);
    const [smallest] = valueOf(ownTable(node))?.erases ?? [];
    if (!page.known || !smallest || page.value >= smallest.bytes) continue;
    const own = projectSpan(originOf(page));
    const span = own ?? projectSpan(node.property('sfdp-bfp'));
    if (!span) continue;
    yield {
      severity: 'warning',
      message: `${called(node)} cannot erase pages of ${amount(page.value)}, as ${imageName(of)} wants it to`,
      at: { span, text: own ? `pages of ${amount(page.value)}` : `the smallest erase is ${amount(smallest.bytes)}` },
      because: [
        reason(`CONFIG_${driver.value.pageSizeSymbol} is ${page.value}`, page),
        reason(`sfdp-bfp says that the chip erases ${amount(smallest.bytes)} at least`, node.property('sfdp-bfp')),
      ],
      help: 'take the block that the chip erases for the page size, and slots that are a multiple of it',
    };
  }
}

/** BUILD_ASSERTs of the drivers. */
function* notDividing(configuration: Configuration): Iterable<Finding> {
  for (const { image: of, node } of flashNodes(configuration)) {
    const driver = externalDriver(configuration, node);
    if (!driver.known || !driver.value?.pageSizeSymbol || !is(of.kconfig.bool(driver.value.symbol), true)) continue;
    const symbol = `CONFIG_${driver.value.pageSizeSymbol}`;
    const page = of.kconfig.number(symbol);
    const size = capacity(node);
    if (!page.known || !size.known || size.value === undefined || !isNot(page, 0)) continue;
    if (size.value % page.value === 0) continue;
    const own = projectSpan(originOf(page));
    const span = own ?? projectSpan(originOf(size));
    if (!span) continue;
    yield {
      message: `the build of ${imageName(of)} stops: ${called(node)} has ${amount(size.value)}, which pages of ${amount(page.value)} do not divide`,
      at: { span, text: own ? `pages of ${amount(page.value)}` : `a chip of ${amount(size.value)}` },
      because: [reason(`${symbol} is ${page.value}`, page), reason(`the chip has ${amount(size.value)}`, size)],
      fixes: [changeKconfig(of, symbol, '4096')],
    };
  }
}
