import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration, Image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { ApplicationFile, Hidden } from '../../model/files.ts';
import { CHOSEN } from '../../model/flash/external-flash.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import { firstLine } from '../files/first-line.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';
import { imageName } from '../wording.ts';

export default defineRule({
  id: 'images/build-type-missing',
  severity: 'error',
  about: () => ({
    summary: 'Every build type has the files of the other images that its build looks for.',
    why: `
Up to NCS 2.6 a build type (\`-DCONF_FILE=prj_release.conf\`) counts for the child images, too: of \`child_image/mcuboot.conf\`,
\`child_image/mcuboot/prj.conf\` and the files in \`child_image/mcuboot/boards/\` only those with \`_release\` in their name are
looked for, and nothing takes the place of one that is missing. The debug build works, the bootloader of the release build
is built with its defaults: without the flash driver, with 128 sectors.

From NCS 2.7 on a file without the suffix is read where there is none with it, one file at a time: an overlay for the
suffix that brings the external flash, and no fragment for it that brings the driver.`,
    exceptions: `
An error where the file that is not read has to do with external flash or with the number of sectors, else a warning.
\`child_image/mcuboot.overlay\` is read in every build type.`,
    sources: [
      'nrf/cmake/multi_image.cmake:311-349 (2.4.0)',
      'nrf/cmake/extensions.cmake:205-213 (2.4.0)',
      'zephyr/cmake/modules/extensions.cmake:2303-2338 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const file of configuration.files.all) {
      const hidden = file.hidden.find((one) => one.configuration === configuration.id);
      const span = hidden && firstLine(file.source);
      if (span && is(configuration.has(hidden.image), true)) yield notRead(configuration, file, hidden, span);
    }
    if (!is(configuration.era, 'sysbuild')) return;
    for (const image of configuration.images) {
      if (image.name !== 'app') yield* withoutDriver(configuration, image);
    }
  },
});

function notRead(configuration: Configuration, file: ApplicationFile, hidden: Hidden, span: Span): Finding {
  const { image, buildType, wanted } = hidden;
  const name = imageName({ name: image });
  const isOverlay = file.kind === 'overlay';
  return {
    ...(isAboutFlash(file.source!) ? {} : { severity: 'warning' }),
    message: `${name} of build type ${buildType} is built without ${file.source!.path}`,
    at: { span, text: `build type ${buildType} does not read this` },
    because: [
      reason(
        `with a build type the build looks for ${wanted}, and for no other name`,
        sdkLine(configuration, 'nrf/cmake/multi_image.cmake', 336),
      ),
      reason(`there is no ${wanted}`, { kind: 'absent', path: wanted, assumed: !configuration.complete }),
    ],
    help: isOverlay
      ? `copy it to ${wanted}, or move what every build needs to child_image/${image}.overlay`
      : `copy it to ${wanted}`,
  };
}

const isAboutFlash = ({ text }: SourceFile): boolean =>
  /^\s*CONFIG_(\w+_NOR|BOOT_MAX_IMG_SECTORS|SPI|PM_\w+)=|nordic,pm-ext-flash/m.test(text);

/** An overlay of a suffix that brings external flash, without a fragment that brings a driver. */
function* withoutDriver(configuration: Configuration, image: Image): Iterable<Finding> {
  // What the image's own files say is not known.
  if (image.ownFiles.base || image.fragments.length === 0) return;
  const isDriven = image.fragments.some(({ assignments }) => assignments.some(({ symbol }) => DRIVER.test(symbol)));
  if (isDriven) return;
  const files = configuration.files.all.filter(({ readers }) =>
    readers.some((one) => one.configuration === configuration.id && one.image === image.name),
  );
  for (const overlay of files.filter(({ kind }) => kind === 'overlay')) {
    const at = overlay.source && chosenIn(overlay.source);
    const plain = plainFragment(overlay, files);
    if (!at || !plain) continue;
    const wanted = overlay.name.replace(/\.overlay$/, '.conf');
    yield {
      severity: 'warning',
      message: `no fragment of ${imageName(image)} enables the driver of the flash that ${overlay.name} chooses`,
      at: { span: at, text: `there is an overlay for this suffix, and no ${wanted}` },
      because: [
        reason(`${plain.name} is read instead, as for builds without the suffix`, {
          kind: 'absent',
          path: wanted,
          assumed: !configuration.complete,
        }),
      ],
      help: `write ${wanted}, with what ${plain.name} says and the driver of the chip`,
    };
  }
}

const DRIVER = /^CONFIG_(\w+_NOR(_\w+)?|SPI|FLASH_MSPI\w*|PM_OVERRIDE_EXTERNAL_DRIVER_CHECK)$/;

function chosenIn(source: SourceFile): Span | undefined {
  const found = new RegExp(`^[ \\t]*${CHOSEN}\\s*=`, 'm').exec(source.text);
  if (!found) return undefined;
  const start = source.text.indexOf(CHOSEN, found.index);
  return source.span(start, start + CHOSEN.length);
}

/** The fragment without suffix that is read beside the overlay with one: `boards/x.conf` for `boards/x_dfu.overlay`. */
function plainFragment(overlay: ApplicationFile, files: readonly ApplicationFile[]): ApplicationFile | undefined {
  const stem = overlay.name.replace(/\.overlay$/, '');
  return files.find(({ kind, name }) => kind === 'fragment' && stem.startsWith(`${name.replace(/\.conf$/, '')}_`));
}
