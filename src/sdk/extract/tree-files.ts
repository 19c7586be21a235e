import type { FileSystem } from '../../text/file-system.ts';
import { macros } from './macros.ts';
import { macrosFile, treeFile } from './tree-file.ts';
import { SdkTrees } from './trees.ts';

/**
 * The devicetree part of the shipped facts, as text by file name below `data/<version>/`. The root of
 * `sdk` is a west workspace with `nrf`, `zephyr` and `bootloader/mcuboot`.
 */
export function extractedTrees(sdk: FileSystem, version: string): Map<string, string> {
  const trees = new SdkTrees(sdk, version);
  const boards = trees.boards();
  const includes = trees.includes().map((name) => trees.includeFacts(name));
  const whole = [...boards.map((board) => trees.boardFacts(board)), ...includes];
  // The files of a SoC define macros too: NRF_DEFAULT_IRQ_PRIORITY.
  const headers = [...trees.files.opened.filter((path) => /\.h$|^zephyr\/dts\//.test(path)), ...bindingHeaders(sdk)];
  const defined = macros([...new Set(headers)].sort().map((path) => trees.files.source(path)));
  const defines = [...defined.values()].map(({ definition }) => definition);
  const folders = [...new Set(boards.map(({ folder }) => folder))];
  const parts = [...overlays(sdk), ...offered(sdk, folders)].map((path) => trees.overlayFacts(path, defines));
  return new Map([
    ...[...whole, ...parts].map((tree): [string, string] => [`trees/${tree.name}.json`, treeFile(tree)]),
    ['macros.json', macrosFile(defined)],
  ]);
}

/** MCUboot's overlays, whether the build picks them up by itself or adds them, or they are offered. */
function overlays(sdk: FileSystem): string[] {
  const folders = ['bootloader/mcuboot/boot/zephyr', 'bootloader/mcuboot/boot/zephyr/boards', 'nrf/modules/mcuboot'];
  return folders.flatMap((folder) =>
    sdk
      .list(folder)
      .filter(({ name }) => name.endsWith('.overlay') && !name.startsWith('intel'))
      .map(({ name }) => `${folder}/${name}`),
  );
}

/** Files that overlays for a board may include by their names alone, as its `dts` folder is searched for them. */
const offered = (sdk: FileSystem, folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    sdk.list(`${folder}/dts`).flatMap(({ name }) => (name.endsWith('.dtsi') ? [`${folder}/dts/${name}`] : [])),
  );

/** Headers for boards of any make, whether or not a board of Nordic includes them: overlays may. */
const bindingHeaders = (sdk: FileSystem): string[] =>
  generalHeaders.flatMap((path) => {
    const whole = `zephyr/include/zephyr/dt-bindings/${path}`;
    if (path.endsWith('.h')) return [whole];
    return sdk.list(whole).flatMap(({ name }) => (name.endsWith('.h') ? [`${whole}/${name}`] : []));
  });

const generalHeaders = [
  'adc/adc.h',
  'adc/nrf-adc.h',
  'display',
  'dt-util.h',
  'gpio',
  'i2c/i2c.h',
  'input',
  'ipc_service',
  'led',
  'lora',
  'pinctrl/nrf-pinctrl.h',
  'pwm/pwm.h',
  'regulator',
  'sensor',
  'spi/spi.h',
];
