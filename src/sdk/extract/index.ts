import type { Checkout } from '../checkout.ts';
import type { NamesFile } from '../data-files.ts';
import { bindings } from './bindings.ts';
import { boards } from './boards.ts';
import { compatibles } from './compatibles.ts';
import { dataFile } from './data-file.ts';
import { mcuboot } from './images.ts';
import { mcubootOptions } from './mcuboot-options.ts';
import { mcubootSymbols } from './mcuboot-symbols.ts';
import { socs } from './socs.ts';
import { changedNames, symbolNames } from './symbol-names.ts';
import { sysbuildFile } from './sysbuild.ts';
import { extractedTrees } from './tree-files.ts';
import { zephyrSymbols } from './zephyr-symbols.ts';

/**
 * The shipped facts of an SDK as far as a program can extract them, as text by file name below `data/`, sorted; the same for
 * the same SDK. What it lacks (`zephyr`, `bootloader/mcuboot`) is left out. `names` is the list of the symbols of 2.4.0 that there
 * is already.
 */
export function extractedFiles(checkout: Checkout, names: NamesFile | undefined): ReadonlyMap<string, string> {
  const { files: sdk, version } = checkout;
  const has = (path: string): boolean => sdk.stat(path) !== undefined;
  const found = new Map<string, string>();
  const add = (name: string, value: object): void => void found.set(name, dataFile(value));
  // Boards of the vendor ARM have a folder of that name, too.
  const isModel1 = checkout.hasZephyr && has('zephyr/soc/arm/nordic_nrf');
  const all = isModel1 ? boards(sdk) : [];
  const boardNames = all.map(({ name }) => name);

  if (isModel1) {
    add(`${version}/boards.json`, { kind: 'boards', boards: boardNames });
    for (const board of all) add(`${version}/boards/${board.name}.json`, board);
    add(`${version}/soc.json`, socs(sdk));
    add(`${version}/compatibles.json`, compatibles(sdk));
    add(`${version}/bindings.json`, bindings(sdk));
    for (const [name, text] of extractedTrees(sdk, version)) found.set(`${version}/${name}`, text);
    add(`${version}/symbol-names.json`, symbolNames(sdk, names));
  }
  if (checkout.hasZephyr && !isModel1) {
    add(`${version}/bindings.json`, bindings(sdk));
    if (names) add(`${version}/symbol-names.json`, changedNames(sdk, names));
  }
  if (has('bootloader/mcuboot/boot/zephyr/Kconfig')) {
    add(`${version}/mcuboot.json`, mcuboot(sdk, boardNames));
    add(`${version}/mcuboot-options.json`, mcubootOptions(sdk));
  }
  if (has('nrf/sysbuild/CMakeLists.txt')) {
    add(`sysbuild/${version}.json`, sysbuildFile(sdk));
    // In versions with child images far more symbols are known, and by hand.
    if (has('bootloader/mcuboot/boot/zephyr/Kconfig')) {
      const whole = checkout.hasZephyr && !isModel1 ? zephyrSymbols(checkout) : undefined;
      add(`${version}/symbols.json`, whole ?? mcubootSymbols(sdk));
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
