import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { changeKconfig, defineRule, projectSpan, reason, sdkLine } from '../rule.ts';
import { listed } from '../wording.ts';

/** Each selects the hidden BOOT_ENCRYPT_IMAGE. */
const KINDS = ['CONFIG_BOOT_ENCRYPT_RSA', 'CONFIG_BOOT_ENCRYPT_EC256', 'CONFIG_BOOT_ENCRYPT_X25519'];

export default defineRule({
  id: 'mcuboot/encryption',
  severity: 'error',
  about: () => ({
    summary: 'MCUboot decrypts updates in one way, in a mode that can, and updates are encrypted.',
    why: `
An encrypted update is decrypted on its way into the primary slot. With direct-XIP there is no such way, and MCUboot does
not compile. It is built for one kind of key: with two of the options one of them wins by accident. And up to NCS 2.6 the
build signs updates without encrypting them: what \`app_update.bin\` holds is plain.`,
    exceptions: `
That the build does not encrypt is information: somebody may do it behind the build. Silent where imgtool gets further
arguments (\`CONFIG_MCUBOOT_EXTRA_IMGTOOL_ARGS\`).`,
    sources: [
      'bootloader/mcuboot/boot/bootutil/src/bootutil_priv.h:165-173 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/Kconfig:305-340 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/Kconfig:645-652 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:350-361 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot || !is(configuration.era, 'child-image')) return;
    const on = KINDS.filter((symbol) => is(mcuboot.kconfig.bool(symbol), true));
    const [kind] = on;
    if (kind === undefined) return;
    const span = projectSpan(mcuboot.kconfig.bool(kind));
    if (!span) return;
    const xip = mcuboot.kconfig.bool('CONFIG_BOOT_DIRECT_XIP');
    if (is(xip, true)) {
      yield {
        message: 'MCUboot does not compile: images that run where they are cannot be encrypted',
        at: { span, text: 'not with direct-XIP' },
        because: [
          reason('CONFIG_BOOT_DIRECT_XIP is y in the bootloader', xip),
          reason(
            'MCUboot stops at the two of them',
            sdkLine(configuration, 'bootloader/mcuboot/boot/bootutil/src/bootutil_priv.h', 171),
          ),
        ],
        fixes: [changeKconfig(mcuboot, kind, 'n')],
      };
    } else if (on.length > 1) {
      yield* several(mcuboot, on);
    } else if (!encryptsByItself(configuration)) {
      yield plain(configuration, span, kind);
    }
  },
});

function* several(mcuboot: Image, on: readonly string[]): Iterable<Finding> {
  const last = on.at(-1)!;
  const span = projectSpan(mcuboot.kconfig.bool(last));
  if (!span) return;
  yield {
    message: `MCUboot is built for several kinds of encryption at once: ${listed(on)}`,
    at: { span, text: 'an update is encrypted for one key' },
    because: on.slice(0, -1).map((symbol) => reason(`${symbol} is y in the bootloader`, mcuboot.kconfig.bool(symbol))),
    help: 'leave the one on whose key the updates are encrypted with',
  };
}

/** imgtool gets these arguments, too. */
const encryptsByItself = (configuration: Configuration): boolean =>
  image(configuration, 'app')?.kconfig.assigned('CONFIG_MCUBOOT_EXTRA_IMGTOOL_ARGS').length !== 0;

const plain = (configuration: Configuration, span: NonNullable<ReturnType<typeof projectSpan>>, kind: string) => ({
  severity: 'info' as const,
  message: `updates are not encrypted: ${kind} lets MCUboot decrypt them, and the build only signs`,
  at: { span, text: 'accepts encrypted updates, and plain ones, too' },
  because: [
    reason(
      'the build calls imgtool without a key for encryption',
      sdkLine(configuration, 'nrf/modules/mcuboot/CMakeLists.txt', 350),
    ),
  ],
  help: 'sign the update again with imgtool and its option --encrypt',
});
