import { type Image, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason, remove, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/signature-key',
  severity: 'warning',
  about: () => ({
    summary: 'Updates are signed with a key of your own, and where the build reads it.',
    why: `
MCUboot brings keys along that everybody has: whoever wants to can sign an update with them. The build warns, and signs. The
key of a product is set in the bootloader, with \`CONFIG_BOOT_SIGNATURE_KEY_FILE\` (with sysbuild:
\`SB_CONFIG_BOOT_SIGNATURE_KEY_FILE\`). Zephyr's own \`CONFIG_MCUBOOT_SIGNATURE_KEY_FILE\` in the application is ignored by
the nRF Connect SDK.`,
    exceptions: `
That the public key is in use is information: it is right until the product leaves the house. Silent where nobody knows
whether a file sets another key.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/Kconfig:131-137 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:307-316 (2.4.0)',
      'nrf/modules/mcuboot/CMakeLists.txt:691-704 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const mcuboot = image(configuration, 'mcuboot');
    if (!app || !mcuboot || !is(configuration.era, 'child-image')) return;

    const ignored = app.kconfig.assigned('CONFIG_MCUBOOT_SIGNATURE_KEY_FILE').at(-1);
    if (ignored?.origin.kind === 'project' && ignored.value !== '""') {
      yield {
        severity: 'warning',
        message: 'updates are not signed with this key: CONFIG_MCUBOOT_SIGNATURE_KEY_FILE is ignored',
        at: { span: ignored.origin.span, text: 'nothing reads this' },
        because: [
          reason(
            "the build signs with the key of MCUboot's own configuration",
            sdkLine(configuration, 'nrf/modules/mcuboot/CMakeLists.txt', 696),
          ),
        ],
        help: `set CONFIG_BOOT_SIGNATURE_KEY_FILE in ${mcuboot.places.fragment.path}, with an absolute path`,
        fixes: [remove('delete the line', 'unsafe', ignored.origin.span)],
      };
    }

    const key = mcuboot.kconfig.text('CONFIG_BOOT_SIGNATURE_KEY_FILE');
    if (!key.known || !/^root-[\w-]+\.pem$/.test(key.value)) return;
    const span = projectSpan(key) ?? bootloaderLine(app);
    if (!span) return;
    yield {
      severity: 'info',
      message: `updates are signed with ${key.value}, the key that comes with MCUboot and that everybody has`,
      at: { span, text: 'the bootloader accepts updates of anybody' },
      because: [reason(`CONFIG_BOOT_SIGNATURE_KEY_FILE is "${key.value}" in the bootloader`, key)],
      help: `before a product ships, set CONFIG_BOOT_SIGNATURE_KEY_FILE in ${mcuboot.places.fragment.path} to a key of your own`,
    };
  },
});

/** The line that brings the bootloader into the build. */
const bootloaderLine = ({ kconfig }: Image): Span | undefined => projectSpan(kconfig.bool('CONFIG_BOOTLOADER_MCUBOOT'));
