import type { ForcedOption, SysbuildFacts } from '../model/sysbuild/facts.ts';
import type { Checkout } from './checkout.ts';
import { type AddedToImages, addedToImages } from './extract/forced-options.ts';

/** What is known of sysbuild, with what the CMake files of an SDK that is there add to images in place of what facts say. */
export function withCmakeFiles(facts: SysbuildFacts, { files }: Checkout): SysbuildFacts {
  const main = `${FOLDER}/CMakeLists.txt`;
  if (!files.stat(main)) return facts;
  const scripts = files
    .list(FOLDER)
    .flatMap(({ name, kind }) => (kind === 'file' && name.endsWith('.cmake') ? [name] : []));
  const parts: readonly AddedToImages[] = [
    ...scripts.map((name) => addedToImages(files, `${FOLDER}/${name}`)),
    addedToImages(files, main),
  ];
  const ofFacts = facts.forced.filter(({ at }) => at.startsWith('zephyr/'));
  const isKnown = ({ image, symbol }: ForcedOption): boolean =>
    ofFacts.some((one) => one.image === image && one.symbol === symbol);
  // How MCUboot's kind of signature is passed on is written in a loop: that the facts know.
  const ofZephyr = ZEPHYR.filter(([path]) => files.stat(path))
    .flatMap(([path, image]) => addedToImages(files, path, image).forced)
    .filter((option) => !isKnown(option));
  return {
    ...facts,
    forced: [
      ...parts.flatMap(({ fragments }) => fragments),
      ...parts.flatMap(({ forced }) => forced),
      ...(files.stat(B0) ? [IN_BUILD] : []),
      ...ofZephyr,
      ...ofFacts,
    ],
    overlays: parts.flatMap(({ overlays }) => overlays),
  };
}

const FOLDER = 'nrf/sysbuild';

const ZEPHYR: readonly (readonly [path: string, image: string])[] = [
  ['zephyr/share/sysbuild/images/bootloader/CMakeLists.txt', 'mcuboot'],
  ['zephyr/share/sysbuild/image_configurations/MAIN_image_default.cmake', 'app'],
];

const B0 = 'nrf/sysbuild/image_configurations/b0_image_default.cmake';

/** The bootloaders of one core are built for one board; b0n is for the other core (the same file, :8-13, 2.7.0). */
const IN_BUILD: ForcedOption = {
  image: 'b0',
  symbol: 'NCS_MCUBOOT_IN_BUILD',
  value: 'y',
  if: 'BOOTLOADER_MCUBOOT',
  at: `${B0}:12`,
};
