import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { is, valueOf } from '../../model/fact.ts';
import { counterpart, externalFlash, externalSlots } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { addOverlay, defineRule, nothingAt, projectSpan, reason } from '../rule.ts';
import { called, imageName, listed } from '../wording.ts';
import { reference } from './enabling.ts';

export default defineRule({
  id: 'external-flash/deep-power-down',
  severity: 'warning',
  about: () => ({
    summary: 'A chip that one image sends to sleep, the other one can wake.',
    why: `
In deep power-down a chip answers nothing but the command that wakes it, and a reset of the SoC does not reset the chip. The
application that suspends it and restarts for an update leaves it asleep; MCUboot sends the command only where its own
devicetree has \`has-dpd\`. Without it MCUboot reads a wrong JEDEC id, has no flash, and the update stays *pending*.`,
    exceptions: `
Only where the application is known to let the chip sleep: with device power management, or with \`CONFIG_SPI_NOR_IDLE_IN_DPD\`.
Times for deep power-down without \`has-dpd\` are information: no driver reads them then.`,
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:726-736 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1290-1343 (2.4.0)',
      'zephyr/drivers/flash/spi_nor.c:414-457 (2.4.0)',
      'zephyr/drivers/flash/spi_nor.c:1146-1150 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const asleep = neverWoken(configuration);
    if (asleep) yield asleep;
    for (const { image: of, node } of flashNodes(configuration)) {
      const finding = timesWithoutSleep(of, node);
      if (finding) yield finding;
    }
  },
});

function neverWoken(configuration: Configuration): Finding | undefined {
  const app = image(configuration, 'app');
  const mcuboot = image(configuration, 'mcuboot');
  const chip = app && valueOf(externalFlash(app));
  if (!app || !mcuboot || !chip || externalSlots(configuration).length === 0) return undefined;
  const sleeps = chip.property('has-dpd');
  const there = counterpart(configuration, chip);
  if (!sleeps.known || !sleeps.value || !there.known || !there.value) return undefined;
  const wakes = there.value.property('has-dpd');
  if (!wakes.known || wakes.value) return undefined;
  const isQspi = valueOf(chip.compatible)?.includes('nordic,qspi-nor');
  const symbols = isQspi ? ['CONFIG_PM_DEVICE'] : ['CONFIG_PM_DEVICE', 'CONFIG_SPI_NOR_IDLE_IN_DPD'];
  const symbol = symbols.find((one) => is(app.kconfig.bool(one), true));
  if (symbol === undefined) return undefined;
  const cause = app.kconfig.bool(symbol);
  const span = projectSpan(sleeps, wakes, cause, ...there.value.origins);
  if (!span) return undefined;
  return {
    message: `MCUboot cannot wake ${called(chip)}, which the application sends to deep power-down`,
    at: { span, text: 'the application lets the chip sleep' },
    because: [
      reason(`${called(chip)} of the application has has-dpd`, sleeps),
      reason(`${symbol} is y in the application`, cause),
      reason(`${called(there.value)} of MCUboot has no has-dpd`, wakes),
      ...nothingAt(configuration, mcuboot.places.overlay, 'no overlay of yours reaches the bootloader'),
    ],
    fixes: [addOverlay(mcuboot, `${reference(there.value)} {\n\thas-dpd;\n};\n`)],
  };
}

const TIMES = ['t-enter-dpd', 't-exit-dpd', 'dpd-wakeup-sequence'];

function timesWithoutSleep(of: Image, node: DtNode): Finding | undefined {
  const sleeps = node.property('has-dpd');
  const times = TIMES.flatMap((name) => node.properties.get(name) ?? []);
  const span = projectSpan(...times.map(({ origins }) => origins[0]), sleeps);
  if (!sleeps.known || sleeps.value || times.length === 0 || !span) return undefined;
  return {
    severity: 'info',
    message: `${listed(times.map(({ name }) => name))} of ${called(node)} mean nothing in ${imageName(of)}: without has-dpd no driver lets the chip sleep`,
    at: { span, text: 'nothing reads this' },
    because: [reason(`${called(node)} has no has-dpd`, sleeps)],
    help: 'add has-dpd; or delete the times',
  };
}
