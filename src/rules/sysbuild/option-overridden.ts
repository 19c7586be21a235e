import type { Finding } from '../../diagnostic/diagnostic.ts';
import {
  type Configuration,
  type FragmentAssignment,
  type Image,
  image,
  lastWritten,
} from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { ForcedAssignment } from '../../model/sysbuild/forced.ts';
import type { Sysbuild } from '../../model/sysbuild/sysbuild.ts';
import { defineRule, reason, remove, setSysbuild } from '../rule.ts';
import { imageName } from '../wording.ts';
import { forcedWifiMode } from './wifi-mode.ts';

/** Wrong values of these change how a device boots or what it accepts as an update. */
const DECISIVE =
  /^(PARTITION_MANAGER_ENABLED|BOOTLOADER_MCUBOOT|PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY|SINGLE_APPLICATION_SLOT|BOOT_SWAP_USING_\w+|BOOT_UPGRADE_ONLY|BOOT_DIRECT_XIP|BOOT_RAM_LOAD|BOOT_FIRMWARE_LOADER|UPDATEABLE_IMAGE_NUMBER|BOOT_SIGNATURE_TYPE_\w+|BOOT_SIGNATURE_KEY_FILE|SECURE_BOOT)$/;

/** Members of a choice: an n for one is how MCUboot's own prj.conf, which people copy, writes down its defaults. */
const CHOICE =
  /^(SINGLE_APPLICATION_SLOT|BOOT_(SWAP_USING_\w+|UPGRADE_ONLY|DIRECT_XIP|RAM_LOAD|FIRMWARE_LOADER|SIGNATURE_TYPE_\w+))$/;

/** Rules of their own say these: what the application asks for and sysbuild does not build. */
const SAID_ELSEWHERE = /^(BOOTLOADER_MCUBOOT|PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY)$/;

export default defineRule({
  id: 'sysbuild/option-overridden',
  severity: 'error',
  about: () => ({
    summary: 'No image sets to another value what sysbuild forces upon it.',
    why: `
Sysbuild writes a fragment of its own for each image and merges it last: the update mode and the keys of MCUboot, the number
of images, Partition Manager and more follow from \`SB_CONFIG_\` symbols, whatever \`prj.conf\` or \`sysbuild/mcuboot.conf\`
say. Kconfig mentions that a symbol was "set more than once" and goes on. The bootloader then swaps where the project
asked to overwrite, or accepts signatures of another key.`,
    exceptions: `
Reported only where the value differs. A warning for options that change neither how the device boots nor what it accepts.
Silent where another file of the application sets the symbol of sysbuild: then the line is for that build.`,
    sources: [
      'nrf/doc/nrf/app_dev/config_and_build/sysbuild/sysbuild_forced_options.rst:12-104 (3.3.99)',
      'nrf/sysbuild/CMakeLists.txt:84-118 (3.3.99)',
      'nrf/sysbuild/CMakeLists.txt:641-675 (3.3.99)',
      'nrf/sysbuild/CMakeLists.txt:379-394 (2.7.0)',
      'nrf/drivers/wifi/nrf700x/Kconfig:32-43 (2.7.0)',
      'nrf/cmake/sysbuild/nrf700x.cmake:18-29 (2.7.0)',
      'nrf/cmake/sysbuild/nrf700x.cmake:13-23 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:286 (3.3.99)',
      'zephyr/share/sysbuild/image_configurations/BOOTLOADER_image_default.cmake:34-63 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:154-168 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild, images } = configuration;
    if (!sysbuild?.evident) return;
    for (const of of images) {
      for (const forced of sysbuild.forced(of.name)) {
        const written = lastWritten(of, `CONFIG_${forced.symbol}`);
        if (!written || isSame(written.value, forced.value)) continue;
        if (
          written.value === 'y'
            ? SAID_ELSEWHERE.test(forced.symbol)
            : written.value === 'n' && CHOICE.test(forced.symbol)
        )
          continue;
        if (forced.symbol === 'UPDATEABLE_IMAGE_NUMBER' && isOwnCount(sysbuild, written.value)) continue;
        const lever = sysbuild.askingFor(of.name, forced.symbol, written.value);
        if (lever && sysbuild.isSetElsewhere(lever.symbol)) continue;
        yield overridden(sysbuild, of, written, forced, lever);
      }
    }
    yield* withoutBootloader(configuration);
    yield* forcedWifiMode(configuration);
  },
});

/** Images that only MCUboot knows are added to the number that the user counts (nrf/sysbuild/Kconfig.mcuboot:148-161, 3.3.99). */
function isOwnCount({ kconfig }: Sysbuild, written: string): boolean {
  const count = kconfig.number('MCUBOOT_UPDATEABLE_IMAGES');
  return count.known && count.value === Number(written);
}

function overridden(
  sysbuild: Sysbuild,
  of: Image,
  written: FragmentAssignment,
  forced: ForcedAssignment,
  lever: ReturnType<Sysbuild['askingFor']>,
): Finding {
  const set = lever && setSysbuild(sysbuild, { [lever.symbol]: fromApplication(lever.value) });
  const gone = remove('delete the line, which changes nothing', 'safe', written.span);
  return {
    severity: DECISIVE.test(forced.symbol) ? 'error' : 'warning',
    message: `${written.symbol} is ${forced.value || 'empty'} in ${imageName(of)}, whatever this line says: sysbuild decides about it`,
    at: { span: written.span, text: 'replaced by sysbuild' },
    because: [
      ...(forced.origin.kind === 'sdk' ? [] : [reason('this is what sysbuild is told', forced.origin)]),
      reason(`sysbuild writes ${written.symbol}=${forced.value} behind all fragments of the image`, forced.at),
    ],
    fixes: set ? [{ ...set, edits: [...set.edits, ...gone.edits] }, gone] : [gone],
  };
}

/** `CONFIG_SECURE_BOOT` is forced to y where there is a first stage bootloader, and left alone where there is none. */
function* withoutBootloader(configuration: Configuration): Iterable<Finding> {
  const { sysbuild } = configuration;
  const app = image(configuration, 'app');
  const option = 'SB_CONFIG_SECURE_BOOT_APPCORE';
  const written = app && lastWritten(app, 'CONFIG_SECURE_BOOT');
  if (!sysbuild || written?.value !== 'y' || sysbuild.isSetElsewhere(option, 'y')) return;
  const built = sysbuild.kconfig.bool(option);
  if (!is(built, false) || !is(sysbuild.kconfig.bool('SB_CONFIG_SECURE_BOOT_NETCORE'), false)) return;
  const set = setSysbuild(sysbuild, { [option]: 'y' });
  const gone = remove('delete the line', 'unsafe', written.span);
  yield {
    message: `the application expects a first stage bootloader that nothing builds: ${option} is not set`,
    at: { span: written.span, text: 'does not build b0' },
    because: [reason(`sysbuild builds the first stage bootloader where ${option} is y, and it is n`, built)],
    fixes: [{ ...set, edits: [...set.edits, ...gone.edits] }, gone],
  };
}

/** Sysbuild takes a file from anywhere but the application's folder (nrf/cmake/sysbuild/image_signing.cmake:44-49, 3.3.99). */
const fromApplication = (value: string): string =>
  value.replace(/^"(?![\\$/]|[A-Za-z]:)(.*\.pem)"$/, '"\\${APPLICATION_CONFIG_DIR}/$1"');

/** As Kconfig reads them: numbers by value, strings without quotes. Of two paths the file counts, their folders are variables. */
function isSame(written: string, forced: string): boolean {
  const [a, b] = [written, forced].map((value) => /^"(.*)"$/s.exec(value)?.[1] ?? value) as [string, string];
  if (a === b) return true;
  if (/^(0x)?[\da-f]+$/i.test(a) && /^(0x)?[\da-f]+$/i.test(b)) return Number(a) === Number(b);
  return /\.pem$/.test(a) ? fileName(a) === fileName(b) : b.includes('$(');
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
