import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image, lastWritten } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, originOf, projectSpan, reason, setKconfig, setSysbuild } from '../rule.ts';

const SYMBOL = 'CONFIG_UPDATEABLE_IMAGE_NUMBER';
const OPTION = 'SB_CONFIG_MCUBOOT_UPDATEABLE_IMAGES';

export default defineRule({
  id: 'images/image-number',
  severity: 'error',
  about: () => ({
    summary: 'Application and bootloader agree on the number of images that are updated.',
    why: `
MCUboot has a pair of slots for each image it updates, and the application uploads by the number of the image. When only
the bootloader knows of a second image, its upload is refused; when only the application does, it is stored where nobody
looks. With sysbuild the number has to cover all that the other options add: the network core, the patches of the Wi-Fi
chip, the part of the application in external flash.`,
    exceptions: `
With child images silent where the application has no image manager, and with NSIB or a split image, which bring a number
along. With sysbuild both get the same number; what MCUboot
counts on top for itself does not matter.`,
    sources: [
      'zephyr/subsys/dfu/Kconfig:88-96 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/Kconfig:520-526 (2.4.0)',
      'nrf/doc/nrf/working_with_nrf/nrf53/nrf5340.rst:574-590 (2.4.0)',
      'nrf/sysbuild/Kconfig.mcuboot:113-150 (3.3.99)',
    ],
  }),

  *check(configuration) {
    yield* configuration.sysbuild ? withSysbuild(configuration) : withChildImages(configuration);
  },
});

function* withChildImages(configuration: Configuration): Iterable<Finding> {
  const app = image(configuration, 'app');
  const mcuboot = image(configuration, 'mcuboot');
  if (!app || !mcuboot || !is(app.kconfig.bool('CONFIG_IMG_MANAGER'), true)) return;
  // Both bring a number of their own along (nrf/subsys/bootloader/image/CMakeLists.txt:22-28, 2.4.0; nrf/modules/mcuboot/CMakeLists.txt:35-40, 2.6.0).
  if (!is(app.kconfig.bool('CONFIG_SECURE_BOOT'), false) || lastWritten(app, 'CONFIG_XIP_SPLIT_IMAGE')?.value === 'y')
    return;
  const own = app.kconfig.number(SYMBOL);
  const theirs = mcuboot.kconfig.number(SYMBOL);
  if (!own.known || !theirs.known || own.value === theirs.value) return;
  const span = projectSpan(originOf(own), originOf(theirs));
  if (!span) return;
  const behind = own.value < theirs.value ? app : mcuboot;
  yield {
    message: `the application updates ${count(own.value)} and MCUboot ${count(theirs.value)}`,
    at: { span, text: `${SYMBOL} has to be the same in both` },
    because: [
      reason(`it is ${own.value} in the application`, own),
      reason(`it is ${theirs.value} in the bootloader`, theirs),
    ],
    fixes: [setKconfig(behind, { [SYMBOL]: `${Math.max(own.value, theirs.value)}` })],
  };
}

const count = (images: number): string => (images === 1 ? 'one image' : `${images} images`);

function* withSysbuild({ sysbuild }: Configuration): Iterable<Finding> {
  if (!sysbuild?.evident) return;
  const { kconfig } = sysbuild;
  const written = lastWritten(sysbuild, OPTION);
  if (!written || !/^\d+$/.test(written.value) || !is(kconfig.bool('BOOTLOADER_MCUBOOT'), true)) return;
  const least = kconfig.number('MCUBOOT_MIN_UPDATEABLE_IMAGES');
  if (!least.known || Number(written.value) >= least.value) return;
  const parts = [
    { symbol: 'NETCORE_APP_UPDATE', text: 'the network core is updated' },
    { symbol: 'WIFI_PATCHES_EXT_FLASH_XIP', text: 'the patches of the Wi-Fi chip are updated' },
    { symbol: 'WIFI_PATCHES_EXT_FLASH_STORE', text: 'the patches of the Wi-Fi chip are updated' },
    { symbol: 'QSPI_XIP_SPLIT_IMAGE', text: 'the part of the application in external flash is updated' },
  ].flatMap(({ symbol, text }) => {
    const fact = kconfig.bool(symbol);
    return is(fact, true) ? [reason(text, fact)] : [];
  });
  yield {
    message: `the build has ${least.value} images to update, and ${OPTION} allows ${written.value}`,
    at: { span: written.span, text: `${least.value} at the least` },
    because: [reason('the application is one of them'), ...parts],
    fixes: [setSysbuild(sysbuild, { [OPTION]: `${least.value}` })],
  };
}
