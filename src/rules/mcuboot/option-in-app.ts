import type { Finding, Fix } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type FragmentAssignment, type Image, image } from '../../model/application.ts';
import { sdkLine as lineOf } from '../../model/sdk-facts.ts';
import { defineRule, reason, remove, setKconfig } from '../rule.ts';
import { imageName } from '../wording.ts';

export default defineRule({
  id: 'mcuboot/option-in-app',
  severity: 'error',
  about: () => ({
    summary: 'Options of MCUboot are set in the configuration of MCUboot.',
    why: `
The bootloader is an image with a Kconfig tree of its own. An option that only that tree defines does not exist in the
application: the build stops with "attempt to assign the value ... to the undefined symbol ..." and does not say that it
exists elsewhere.`,
    exceptions: `
Some names exist in both images and mean a matter of each: \`CONFIG_UPDATEABLE_IMAGE_NUMBER\`,
\`CONFIG_BOOT_SIGNATURE_KEY_FILE\`, \`CONFIG_BOOT_IMAGE_ACCESS_HOOKS\`. An option that the application's own Kconfig
defines is the application's.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/Kconfig:355 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/Kconfig.serial_recovery:7-19 (2.4.0)',
      'nrf/modules/mcuboot/boot/zephyr/Kconfig:13-36 (2.4.0)',
      'zephyr/scripts/kconfig/kconfig.py:79-90 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app) return;
    for (const fragment of app.fragments) {
      for (const assignment of fragment.assignments) {
        const finding = misplaced(configuration, app, assignment);
        if (finding) yield finding;
      }
    }
  },
});

function misplaced(
  configuration: Configuration,
  app: Image,
  { symbol, value, span }: FragmentAssignment,
): Finding | undefined {
  const { sdk } = configuration;
  const name = symbol.startsWith('CONFIG_') ? symbol.slice('CONFIG_'.length) : symbol;
  const at = sdk.known ? sdk.value.mcubootOption(name) : undefined;
  if (!sdk.known || at === undefined || configuration.ownSymbols.has(name)) return undefined;
  const mcuboot = image(configuration, 'mcuboot');
  // What sysbuild decides belongs into its own configuration: written into MCUboot's it would be overwritten.
  const forced = sdk.value.sysbuild?.forced.find(
    (option) => option.symbol === name && (option.image === 'mcuboot' || option.image === '*'),
  );
  const isThere = mcuboot?.kconfig.assigned(name).some(({ origin }) => origin.kind === 'project') ?? false;
  return {
    message: `the build stops at ${symbol}: the option exists in MCUboot only, and this is ${imageName(app)}`,
    at: { span, text: 'no such symbol in this image' },
    because: [reason(`${symbol} is defined in MCUboot's Kconfig and nowhere else`, lineOf(sdk.value, at))],
    ...(mcuboot && !forced && !isThere
      ? {
          fixes: [movedTo(mcuboot, { symbol, value, span })],
        }
      : {
          help: forced
            ? 'delete the line: sysbuild decides it, with an SB_CONFIG_ option of sysbuild.conf'
            : 'delete the line',
        }),
  };
}

/** Delete here, append there. */
function movedTo(mcuboot: Image, { symbol, value, span }: FragmentAssignment): Fix {
  const title = `move it to ${mcuboot.places.fragment.path}`;
  return {
    ...remove(title, 'unsafe', span),
    edits: [...remove(title, 'unsafe', span).edits, ...setKconfig(mcuboot, { [symbol]: value }).edits],
  };
}
