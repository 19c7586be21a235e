import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Origin } from '../../diagnostic/origin.ts';
import { type Image, image } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { andThen, type Fact, is, known } from '../../model/fact.ts';
import { changeKconfig, defineRule, knowsVersion, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/serial-recovery',
  severity: 'error',
  about: () => ({
    summary: 'Serial recovery has a way in, a transport, and a UART of its own.',
    why: `
MCUboot's serial recovery uses the UART of the console, so the console has to let go of it; it needs at least one way in (a
button, a time to wait, the reset pin ...); and the button and the LED have to be named by aliases. Where one of these is
missing the build ends with an \`#error\`. Turning the transport off does not work either: it is a choice, and with nothing
else chosen Kconfig takes the UART all the same, so a bootloader that was to leave the UART alone powers it.`,
    exceptions: `
A UART that \`zephyr,uart-mcumgr\` chooses, other than that of the console, may be used beside the console. Silent where the
defaults of the board are not known, or those of another version of the SDK had to stand for them; a transport that cannot
be turned off is a warning, and information where a later file asks for recovery.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/serial_adapter.c:25-35 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/main.c:149-156 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/main.c:165-177 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/main.c:450-456 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/Kconfig.serial_recovery:23-26 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot) return;
    const serial = mcuboot.kconfig.bool('CONFIG_MCUBOOT_SERIAL');
    if (!is(serial, true)) return;
    const all = [
      transport(mcuboot),
      ...(knowsVersion(configuration) ? [console(mcuboot), entrance(mcuboot), ...aliases(mcuboot)] : []),
    ];
    for (const finding of all)
      if (finding)
        yield {
          ...finding,
          because: [reason('CONFIG_MCUBOOT_SERIAL is on in the bootloader', serial), ...(finding.because ?? [])],
        };
  },
});

/** The console has the UART that recovery wants. */
function console(of: Image): Finding | undefined {
  const uart = of.kconfig.bool('CONFIG_BOOT_SERIAL_UART');
  const occupied = of.kconfig.bool('CONFIG_UART_CONSOLE');
  if (!is(uart, true) || !is(occupied, true) || !is(sharesConsole(of), true)) return undefined;
  const span = projectSpan(
    of.kconfig.assigned('CONFIG_UART_CONSOLE').at(-1)?.origin,
    of.kconfig.bool('CONFIG_MCUBOOT_SERIAL'),
  );
  return (
    span && {
      message: 'MCUboot does not compile: serial recovery and the console want the same UART',
      at: { span, text: 'CONFIG_UART_CONSOLE is on beside it' },
      because: [reason('CONFIG_UART_CONSOLE is y in the bootloader', occupied)],
      fixes: [changeKconfig(of, 'CONFIG_UART_CONSOLE', 'n')],
    }
  );
}

function sharesConsole({ devicetree }: Image): Fact<boolean> {
  return andThen(devicetree.chosen('zephyr,uart-mcumgr'), (mcumgr: DtNode | undefined) =>
    mcumgr === undefined ? known(true) : andThen(devicetree.chosen('zephyr,console'), (node) => known(node === mcumgr)),
  );
}

/** `n` for the only transport does not turn it off. */
function transport({ kconfig, fragments }: Image): Finding | undefined {
  const wanted = kconfig.assigned('CONFIG_BOOT_SERIAL_UART').at(-1);
  if (wanted?.value !== 'n' || wanted.origin.kind !== 'project') return undefined;
  if (!is(kconfig.bool('CONFIG_BOOT_SERIAL_CDC_ACM'), false)) return undefined;
  const asked = kconfig.assigned('CONFIG_MCUBOOT_SERIAL').at(-1);
  const place = (origin: Origin | undefined): number =>
    fragments.findIndex(({ source }) => origin?.kind === 'project' && source === origin.span.file);
  return {
    // A file for one board that asks for recovery has the last word about what all boards do without.
    severity: place(asked?.origin) > place(wanted.origin) ? 'info' : 'warning',
    message: 'serial recovery has no transport but the UART: CONFIG_BOOT_SERIAL_UART=n has no effect',
    at: { span: wanted.origin.span, text: 'the choice falls back to the UART' },
    because: [reason('CONFIG_BOOT_SERIAL_CDC_ACM is n in the bootloader', kconfig.bool('CONFIG_BOOT_SERIAL_CDC_ACM'))],
    help: 'turn serial recovery off with CONFIG_MCUBOOT_SERIAL=n, or choose CONFIG_BOOT_SERIAL_CDC_ACM=y',
  };
}

const ENTRANCES = ['ENTRANCE_GPIO', 'WAIT_FOR_DFU', 'BOOT_MODE', 'NO_APPLICATION', 'PIN_RESET'];

function entrance({ kconfig }: Image): Finding | undefined {
  const ways = ENTRANCES.map((name) => kconfig.bool(`CONFIG_BOOT_SERIAL_${name}`));
  if (!ways.every((way) => is(way, false))) return undefined;
  const span = projectSpan(...ways, kconfig.bool('CONFIG_MCUBOOT_SERIAL'));
  return (
    span && {
      message: 'MCUboot does not compile: nothing enters its serial recovery',
      at: { span, text: 'no way in' },
      because: [reason('CONFIG_BOOT_SERIAL_ENTRANCE_GPIO is n', ways[0]!)],
      help: 'turn on one of CONFIG_BOOT_SERIAL_ENTRANCE_GPIO (with CONFIG_GPIO), _WAIT_FOR_DFU, _BOOT_MODE, _NO_APPLICATION, _PIN_RESET',
    }
  );
}

function aliases(of: Image): (Finding | undefined)[] {
  return [
    missingAlias(of, 'CONFIG_BOOT_SERIAL_ENTRANCE_GPIO', ['mcuboot-button0'], 'a button'),
    missingAlias(of, 'CONFIG_MCUBOOT_INDICATION_LED', ['mcuboot-led0', 'bootloader-led0'], 'an LED'),
  ];
}

function missingAlias(of: Image, symbol: string, names: readonly string[], what: string): Finding | undefined {
  const wanted = of.kconfig.bool(symbol);
  if (!is(wanted, true)) return undefined;
  const node = of.devicetree.node('/aliases');
  if (!node.known) return undefined;
  const isNamed = names.some((name) => !node.value || !is(node.value.property(name), undefined));
  if (node.value && isNamed) return undefined;
  const span = projectSpan(wanted, of.kconfig.bool('CONFIG_MCUBOOT_SERIAL'));
  return (
    span && {
      message: `MCUboot does not compile: ${symbol} wants ${what} that the alias ${names[0]} names`,
      at: { span, text: `no alias ${names[0]} in its devicetree` },
      help: `name it in ${of.places.overlay.path}: / { aliases { ${names[0]} = &...; }; };`,
    }
  );
}
